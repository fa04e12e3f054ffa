/// Draws thin slices of a chest.
struct SlicePainter: Sendable {
  private let chest: ChestShape
  private let grid: ScanGrid
  private let isProne: Bool
  private let heartDensity: Float
  private let layers: [TubeLayer]
  private let nodules: [NoduleShape]
  /// Pixels from one point of the coarse lattice to the next.
  private let stride: Int

  /// mm between the points of the lattice.
  private static let latticeStep: Float = 3.6
  private static let contrast: Float = 260
  private static let blood: Float = 42

  init(phantom: ChestPhantom, grid: ScanGrid, isProne: Bool, hasContrast: Bool) {
    chest = phantom.shape
    self.grid = grid
    self.isProne = isProne
    stride = max(Int((Self.latticeStep * grid.sharpness).rounded(.up)), 1)
    nodules = phantom.nodules.map(\.shape)
    let size = phantom.shape.body.scale
    // Chambers with contrast agent and muscle without, as one.
    heartDensity = hasContrast ? 200 : 42
    let blood = hasContrast ? Self.contrast : Self.blood
    layers =
      Skeleton.layers(body: phantom.shape.body) + [
        TubeLayer(density: 35, tubes: GreatVessels.gullet.map { $0.scaled(by: size) }),
        TubeLayer(density: blood, tubes: GreatVessels.blood.map { $0.scaled(by: size) } + phantom.trees.vessels),
        TubeLayer(density: 5, tubes: phantom.trees.walls), TubeLayer(density: -985, tubes: phantom.trees.lumens),
      ]
  }

  /// The tubes that reach into a slab of slices, so that the slices need not ask all of them.
  func tubes(slices: ClosedRange<Float>) -> [TubeLayer] {
    layers.map { layer in
      TubeLayer(
        density: layer.density,
        tubes: layer.tubes.filter {
          grid.box(from: $0.from, to: $0.to, reach: $0.reach + margin).slices.overlaps(slices)
        })
    }
  }

  private var margin: Float { 0.5 / grid.sharpness }

  /// - Parameter slice: from 0, not always whole.
  func paint(slice: Float, layers: [TubeLayer], on canvas: inout SliceCanvas) {
    paintTissues(slice: slice, on: &canvas)
    paintTable(slice: slice, on: &canvas)
    for layer in layers {
      for tube in layer.tubes { cover(tube, slice: slice, on: &canvas) }
      canvas.blend(density: layer.density)
    }
    for nodule in nodules { paint(nodule, slice: slice, on: &canvas) }
  }

  private func cover(_ tube: Tube, slice: Float, on canvas: inout SliceCanvas) {
    let box = grid.box(from: tube.from, to: tube.to, reach: tube.reach + margin)
    guard box.slices.contains(slice), !box.rows.isEmpty, !box.columns.isEmpty else { return }
    canvas.touch(rows: box.rows, columns: box.columns)
    let start = grid.start(slice: slice)
    for row in box.rows {
      canvas.cover(
        row: row, columns: box.columns, with: tube, from: start + grid.columnStep * Float(row), step: grid.rowStep,
        sharpness: grid.sharpness)
    }
  }

  private func paint(_ nodule: NoduleShape, slice: Float, on canvas: inout SliceCanvas) {
    let blur = 1 / grid.sharpness
    let box = grid.box(from: nodule.centre, to: nodule.centre, reach: nodule.reach + blur)
    guard box.slices.contains(slice) else { return }
    let start = grid.start(slice: slice)
    for row in box.rows {
      for column in box.columns {
        let place = start + grid.columnStep * Float(row) + grid.rowStep * Float(column)
        guard let sample = nodule.sample(at: place, blur: blur, chest: chest) else { continue }
        let index = row * canvas.width + column
        let old = canvas.densities[index]
        let new = old + (sample.density - old) * sample.part
        canvas.densities[index] = nodule.isTranslucent ? max(old, new) : new
      }
    }
  }
}

extension SlicePainter {
  private func paintTissues(slice: Float, on canvas: inout SliceCanvas) {
    let start = grid.start(slice: slice)
    let columns = (canvas.width + stride - 1) / stride + 1
    func latticeRow(_ j: Int) -> [TissueFields] {
      (0..<columns).map { i in
        let place = start + grid.columnStep * Float(j * stride) + grid.rowStep * Float(i * stride)
        return chest.fields(at: place, isProne: isProne)
      }
    }
    var (above, below) = (latticeRow(0), latticeRow(1))
    for row in 0..<canvas.height {
      if row > 0, row % stride == 0 { (above, below) = (below, latticeRow(row / stride + 1)) }
      let t = Float(row % stride) / Float(stride)
      var left = above[0].mixed(with: below[0], t)
      for cell in 0..<columns - 1 {
        let right = above[cell + 1].mixed(with: below[cell + 1], t)
        paintCell(left, right, row: row, first: cell * stride, on: &canvas)
        left = right
      }
    }
  }

  /// The pixels of one row between two points of the lattice.
  @inline(__always) private func paintCell(
    _ left: TissueFields, _ right: TissueFields, row: Int, first: Int, on canvas: inout SliceCanvas
  ) {
    let pixels = row * canvas.width + first..<row * canvas.width + min(first + stride, canvas.width)
    guard min(left.skin, right.skin) < 0.5 / grid.sharpness else {
      for index in pixels { canvas.densities[index] = -1000 }
      return
    }
    let step = 1 / Float(stride)
    for (offset, index) in pixels.enumerated() {
      canvas.densities[index] = left.mixed(with: right, Float(offset) * step).density(
        sharpness: grid.sharpness, heartDensity: heartDensity)
    }
  }

  /// Two shells of carbon fibre with foam between, curved under the back (or the chest).
  private func paintTable(slice: Float, on canvas: inout SliceCanvas) {
    let start = grid.start(slice: slice)
    let sign: Float = isProne ? -1 : 1
    for row in 0..<canvas.height {
      for column in 0..<canvas.width {
        let p = start + grid.columnStep * Float(row) + grid.rowStep * Float(column)
        let depth = sign * p.y - 121 + p.x * p.x / 900
        guard depth > -3, depth < 40, abs(p.x) < 190 else { continue }
        let index = row * canvas.width + column
        guard canvas.densities[index] < -950 else { continue }
        let shell = min(abs(depth - 1), abs(depth - 32)) - 1
        let part = min(max(0.5 - shell * grid.sharpness, 0), 1)
        let foam = min(max(0.5 + min(depth - 1, 32 - depth) * grid.sharpness, 0), 1)
        let inside = -1000 + 55 * foam
        canvas.densities[index] = inside + (-320 - inside) * part
      }
    }
  }
}
