import StudyModel

extension VolumeEngine {
  /// The volume seen along an axis: of the voxels that lie behind one another the largest, or their mean (added up in
  /// whole numbers, so exact, and rounded half to even).
  /// - Throws: ``OperationError/emptyAxis(_:)`` where there is nothing to look through,
  ///   ``OperationError/tooLarge(voxels:)`` for an axis of more than 65,535 voxels.
  public func project(
    _ volume: Volume, along axis: Axis, _ kind: ProjectionKind
  ) throws(OperationError) -> ProjectionImage {
    let shape = volume.shape
    let (width, height, depth) =
      switch axis {
      case .x: (shape.y, shape.z, shape.x)
      case .y: (shape.x, shape.z, shape.y)
      case .z: (shape.x, shape.y, shape.z)
      }
    guard depth > 0 else { throw .emptyAxis(axis) }
    guard depth <= 65535 else { throw .tooLarge(voxels: Double(depth)) }
    let projection = Projection(shape: shape, axis: axis, width: width, depth: depth)
    let pixels = [Int16](unsafeUninitializedCapacity: width * height) { buffer, count in
      count = width * height
      guard let base = buffer.baseAddress else { return }
      nonisolated(unsafe) let target = base
      nonisolated(unsafe) let source = volume.storage.pointer
      loop.forEachSlab(of: height) { rows in
        switch kind {
        case .maximum:
          projection.maximum(source: source, rows: rows, target: target, kernels: kernels.intensity)
        case .mean:
          arena.withScratch(of: Int32.self, count: rows.count * width) { sums in
            projection.mean(source: source, rows: rows, sums: sums, target: target, kernels: kernels.intensity)
          }
        }
      }
    }
    return ProjectionImage(width: width, height: height, pixels: pixels)
  }
}

/// The walk of one projection through a volume: which voxels fall on which rows of the image.
private struct Projection: Sendable {
  let shape: GridShape
  let axis: Axis
  /// Pixels of an image row.
  let width: Int
  /// Voxels behind a pixel.
  let depth: Int

  /// Image rows `rows` of the largest values.
  func maximum(
    source: UnsafePointer<Int16>, rows: Range<Int>, target: UnsafeMutablePointer<Int16>, kernels: IntensityKernels
  ) {
    let start = target + rows.lowerBound * width
    start.update(repeating: .min, count: rows.count * width)
    fold(source: source, rows: rows, into: start, row: kernels.maximumOfRow, rows: kernels.maximum)
  }

  /// Image rows `rows` of the means; `sums` is scratch for as many sums.
  func mean(
    source: UnsafePointer<Int16>, rows: Range<Int>, sums: UnsafeMutablePointer<Int32>,
    target: UnsafeMutablePointer<Int16>, kernels: IntensityKernels
  ) {
    let count = rows.count * width
    sums.update(repeating: 0, count: count)
    fold(source: source, rows: rows, into: sums, row: kernels.sumOfRow, rows: kernels.sum)
    let start = target + rows.lowerBound * width
    for index in 0..<count {
      start[index] = Int16((Double(sums[index]) / Double(depth)).rounded(.toNearestOrEven))
    }
  }

  /// Folds every voxel onto its pixel. `target` is image row `rows.lowerBound`.
  private func fold<Total>(
    source: UnsafePointer<Int16>, rows: Range<Int>, into target: UnsafeMutablePointer<Total>,
    row foldRow: IntensityKernels.FoldRow<Total>, rows fold: IntensityKernels.Fold<Total>
  ) {
    switch axis {
    case .x:
      for (index, z) in rows.enumerated() {
        for y in 0..<width { foldRow(source + shape.offset(x: 0, y: y, z: z), depth, target + index * width + y) }
      }
    case .y:
      for (index, z) in rows.enumerated() {
        for y in 0..<depth { fold(source + shape.offset(x: 0, y: y, z: z), target + index * width, width) }
      }
    case .z:
      for z in 0..<depth {
        fold(source + shape.offset(x: 0, y: rows.lowerBound, z: z), target, rows.count * width)
      }
    }
  }
}
