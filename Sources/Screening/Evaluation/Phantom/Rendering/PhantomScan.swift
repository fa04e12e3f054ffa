import StudyModel
import VolumeOperations

/// Makes the volume of one acquisition, a slab of slices after another.
struct PhantomScan {
  private let phantom: ChestPhantom
  private let acquisition: PhantomAcquisition
  private let engine: VolumeEngine
  private let grid: ScanGrid
  private let painter: SlicePainter
  private let noise: PhantomNoise

  /// Slices in hand at once.
  private static let slabHeight = 16
  /// Thickest slice that is drawn in one go, mm; with larger pixels, as much as they measure.
  private static let thinnest = 1.25
  private static let range: ClosedRange<Float> = -1024...3071

  init(phantom: ChestPhantom, acquisition: PhantomAcquisition, engine: VolumeEngine) throws(OperationError) {
    let spacing = acquisition.geometry.spacing
    for (name, value) in [
      ("spacing.x", spacing.x), ("spacing.y", spacing.y), ("spacing.z", spacing.z),
      ("thickness", acquisition.thickness.value),
    ] {
      guard value.isFinite, value > 0 else { throw .invalidParameter(name: name, value: value) }
    }
    guard acquisition.noise.isFinite, acquisition.noise >= 0 else {
      throw .invalidParameter(name: "noise", value: acquisition.noise)
    }
    self.phantom = phantom
    self.acquisition = acquisition
    self.engine = engine
    grid = ScanGrid(geometry: acquisition.geometry)
    painter = SlicePainter(
      phantom: phantom, grid: grid, isProne: acquisition.isProne, hasContrast: acquisition.hasContrast)
    noise = PhantomNoise(kernel: acquisition.kernel, spacing: spacing)
  }

  func volume() throws(OperationError) -> Volume {
    let shape = grid.shape
    let result = engine.arena.storage(of: Int16.self, count: shape.count)
    let deviation = acquisition.noise > 0 ? try noise.deviation(engine: engine) : 1
    let gain = Float(acquisition.noise) / max(deviation, 1e-6)
    for first in stride(from: 0, to: shape.z, by: Self.slabHeight) {
      let slices = first..<min(first + Self.slabHeight, shape.z)
      let geometry = VolumeGeometry(
        shape: GridShape(x: shape.x, y: shape.y, z: slices.count), origin: .zero, spacing: acquisition.geometry.spacing)
      let sharp = try blurred(drawn(slices, geometry: geometry))
      let grain: FloatVolume? =
        acquisition.noise > 0
        ? try noise.shaped(
          noise.white(
            geometry: geometry, first: first, seed: phantom.seed, scan: acquisition.scan, engine: engine),
          engine: engine) : nil
      round(sharp, grain, gain: gain, into: result, at: first * shape.slice)
    }
    return Volume(geometry: acquisition.geometry, storage: result)
  }

  /// Slices without blur and noise, each the mean of thin ones across its thickness.
  private func drawn(_ slices: Range<Int>, geometry: VolumeGeometry) -> FloatVolume {
    let shape = geometry.shape
    let storage = engine.arena.storage(of: Float.self, count: shape.count)
    let step = max(Self.thinnest, acquisition.geometry.spacing.x)
    let pieces = max(Int((acquisition.thickness.value / step).rounded(.up)), 1)
    let thickness = Float(acquisition.thickness.value / acquisition.geometry.spacing.z)
    let reach = thickness / 2
    let layers = painter.tubes(slices: Float(slices.lowerBound) - reach...Float(slices.upperBound - 1) + reach)
    engine.loop.forEach(slices.count) { offset in
      var canvas = SliceCanvas(width: shape.x, height: shape.y)
      storage.withMutableSpan { voxels in
        let base = offset * shape.slice
        for piece in 0..<pieces {
          let place = (Float(piece) + 0.5) / Float(pieces) - 0.5
          painter.paint(slice: Float(slices.lowerBound + offset) + place * thickness, layers: layers, on: &canvas)
          let share = 1 / Float(pieces)
          for index in 0..<shape.slice {
            voxels[base + index] = canvas.densities[index] * share + (piece == 0 ? 0 : voxels[base + index])
          }
        }
      }
    }
    return FloatVolume(geometry: geometry, storage: storage)
  }

  private func blurred(_ volume: FloatVolume) throws(OperationError) -> FloatVolume {
    let (kernel, spacing) = (acquisition.kernel, acquisition.geometry.spacing)
    func voxels(_ length: Double) -> PatientVector { PatientVector(x: length / spacing.x, y: length / spacing.y, z: 0) }
    let soft = try engine.gaussian(volume, sigma: voxels(kernel.blur))
    return kernel.edge == 0
      ? soft : try engine.emphasised(soft, sigma: voxels(kernel.edgeWidth), by: kernel.edge)
  }

  private func round(
    _ volume: FloatVolume, _ grain: FloatVolume?, gain: Float, into result: VoxelStorage<Int16>, at base: Int
  ) {
    let slice = volume.shape.slice
    engine.loop.forEach(volume.shape.z) { k in
      volume.storage.withSpan { densities in
        result.withMutableSpan { voxels in
          func put(_ index: Int, _ value: Float) {
            let clamped = min(max(value, Self.range.lowerBound), Self.range.upperBound)
            voxels[base + index] = Int16(clamped.rounded(.toNearestOrEven))
          }
          let indices = k * slice..<(k + 1) * slice
          guard let grain else {
            for index in indices { put(index, densities[index]) }
            return
          }
          grain.storage.withSpan { noise in
            for index in indices { put(index, densities[index] + gain * noise[index]) }
          }
        }
      }
    }
  }
}
