import StudyModel

/// A separable Gaussian over a box of a volume: along z, then y, then x, the edge voxels repeated outside the volume.
///
/// One slab of slices is filtered along all three axes in one sweep down the rows: each row is combined across slices once
/// for each slice of the slab, kept in a short ring of rows until y is done with it, and leaves through x. Intermediate
/// results stay in the cache and nothing is computed twice within the box.
struct GaussianFilter: Sendable {
  let x: GaussianWeights
  let y: GaussianWeights
  let z: GaussianWeights

  /// - Parameter sigma: in voxels along each axis.
  init(sigma: PatientVector) throws(OperationError) {
    x = try GaussianWeights(sigma: sigma.x, name: "sigma.x")
    y = try GaussianWeights(sigma: sigma.y, name: "sigma.y")
    z = try GaussianWeights(sigma: sigma.z, name: "sigma.z")
  }

  /// Slices filtered together. More of them read the input less often and need a larger ring.
  static let slabHeight = 8

  /// Filters one slab.
  /// - Parameters:
  ///   - source: a volume of `shape`.
  ///   - box: a block of it, at most a few slices high.
  ///   - target: a volume of `shape`; only the voxels of `box` are written.
  func run(
    source: UnsafePointer<Float>, shape: GridShape, box: VoxelBox, target: UnsafeMutablePointer<Float>,
    kernels: FilterKernels, arena: MemoryArena
  ) {
    guard box.shape.count > 0 else { return }
    var sweep = Sweep(filter: self, source: source, shape: shape, box: box, arena: arena)
    sweep.run(target: target, kernel: kernels.symmetric)
  }
}

extension GaussianFilter {
  /// The state of one slab on its way down the rows.
  private struct Sweep {
    let filter: GaussianFilter
    let source: UnsafePointer<Float>
    let shape: GridShape
    let box: VoxelBox
    /// The columns that the box needs before it is filtered along x.
    let columns: Range<Int>
    let ringHeight: Int
    /// Rows already filtered along z, `ringHeight` for each slice; row j lies in slot `j % ringHeight`.
    let ring: VoxelStorage<Float>
    /// One row filtered along z and y, with its edges repeated.
    let padded: VoxelStorage<Float>
    /// The rows that a pass combines.
    let rows: VoxelStorage<UnsafePointer<Float>>

    init(filter: GaussianFilter, source: UnsafePointer<Float>, shape: GridShape, box: VoxelBox, arena: MemoryArena) {
      self.filter = filter
      self.source = source
      self.shape = shape
      self.box = box
      columns = max(0, box.x.lowerBound - filter.x.radius)..<min(shape.x, box.x.upperBound + filter.x.radius)
      ringHeight = min(2 * filter.y.radius + 1, shape.y)
      ring = arena.storage(count: box.z.count * ringHeight * columns.count)
      padded = arena.storage(count: box.x.count + 2 * filter.x.radius)
      rows = arena.storage(
        count: 2 * max(filter.x.radius, filter.y.radius, filter.z.radius) + max(box.z.count, 1))
    }

    mutating func run(target: UnsafeMutablePointer<Float>, kernel: FilterKernels.Symmetric) {
      var next = max(0, box.y.lowerBound - filter.y.radius)
      for y in box.y {
        let last = min(y + filter.y.radius, shape.y - 1)
        while next <= last {
          combineSlices(row: next, kernel: kernel)
          next += 1
        }
        for slice in 0..<box.z.count {
          combineRows(at: y, slice: slice, kernel: kernel)
          let start = shape.offset(x: box.x.lowerBound, y: y, z: box.z.lowerBound + slice)
          combineColumns(target: target + start, kernel: kernel)
        }
      }
    }

    /// Row `y` of every slice of the slab along z, into the ring.
    private func combineSlices(row y: Int, kernel: FilterKernels.Symmetric) {
      let radius = filter.z.radius
      let list = rows.mutablePointer
      for tap in 0..<box.z.count + 2 * radius {
        let z = min(max(box.z.lowerBound - radius + tap, 0), shape.z - 1)
        list[tap] = source + shape.offset(x: 0, y: y, z: z)
      }
      filter.z.values.withUnsafeBufferPointer { weights in
        for slice in 0..<box.z.count {
          kernel(
            list + slice, columns.lowerBound, weights.baseAddress!, radius,
            ring.mutablePointer + ringOffset(row: y, slice: slice), columns.count)
        }
      }
    }

    /// Output row `y` of a slice along y, from the ring into the padded row.
    private func combineRows(at y: Int, slice: Int, kernel: FilterKernels.Symmetric) {
      let radius = filter.y.radius
      let list = rows.mutablePointer
      for tap in 0...2 * radius {
        let row = min(max(y - radius + tap, 0), shape.y - 1)
        list[tap] = ring.pointer + ringOffset(row: row, slice: slice)
      }
      let left = columns.lowerBound - (box.x.lowerBound - filter.x.radius)
      let line = padded.mutablePointer
      filter.y.values.withUnsafeBufferPointer { weights in
        kernel(list, 0, weights.baseAddress!, radius, line + left, columns.count)
      }
      for index in 0..<left { line[index] = line[left] }
      let end = left + columns.count
      for index in end..<padded.count { line[index] = line[end - 1] }
    }

    /// The padded row along x.
    private func combineColumns(target: UnsafeMutablePointer<Float>, kernel: FilterKernels.Symmetric) {
      let radius = filter.x.radius
      let list = rows.mutablePointer
      for tap in 0...2 * radius { list[tap] = padded.pointer + tap }
      filter.x.values.withUnsafeBufferPointer { weights in
        kernel(list, 0, weights.baseAddress!, radius, target, box.x.count)
      }
    }

    private func ringOffset(row: Int, slice: Int) -> Int {
      (slice * ringHeight + row % ringHeight) * columns.count
    }
  }
}
