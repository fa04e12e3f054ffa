import StudyModel
import VolumeOperations

/// The brightest density of the lungs along each line from front to back. Ribs, heart and spine lie outside the mask and hide
/// nothing.
struct LungProjection {
  /// Rows from head to feet, pixels from the patient's right to the left; HU, ``uncovered`` where no lung lies.
  let image: PlanarImage
  /// The part of the image that the lungs cover, in its pixels.
  let columns: Range<Int>
  let rows: Range<Int>

  static let uncovered: Float = -10_000
  /// What is taken off the mask's rim before: the bright chest wall would outshine the lung behind it.
  static let rim = Millimetres(3)

  /// `nil` where the volume is not a stack of axial slices, its grid and the mask's do not run along each other, or the mask
  /// covers nothing of the volume.
  /// - Parameter lungs: on a grid of its own.
  init?(_ volume: Volume, lungs: MaskVolume, loop: ParallelLoop) {
    let axes = AnatomicalAxes(volume.geometry)
    guard axes.left.axis == .x, axes.back.axis == .y, axes.head.axis == .z,
      Self.areParallel(volume.geometry, lungs.geometry)
    else { return nil }
    let shape = volume.shape
    let maps = Axis.allCases.map { Self.indices(from: volume.geometry, to: lungs.geometry, along: $0) }
    let lines = loop.map(shape.z) { row in
      let z = axes.head.isReversed ? row : shape.z - 1 - row
      return Self.line(z, of: volume, lungs, maps, isReversed: axes.left.isReversed)
    }
    let values = lines.flatMap { $0 }
    let usedRows = lines.indices.filter { index in lines[index].contains { $0 > Self.uncovered } }
    let usedColumns = (0..<shape.x).filter { column in lines.contains { $0[column] > Self.uncovered } }
    guard let top = usedRows.first, let bottom = usedRows.last, let left = usedColumns.first,
      let right = usedColumns.last
    else { return nil }
    image = PlanarImage(
      width: shape.x, height: shape.z, spacingX: volume.geometry.spacing.x, spacingY: volume.geometry.spacing.z,
      values: values)
    columns = left..<right + 1
    rows = top..<bottom + 1
  }

  /// The projection of one slice.
  private static func line(
    _ z: Int, of volume: Volume, _ lungs: MaskVolume, _ maps: [[Int]], isReversed: Bool
  ) -> [Float] {
    let shape = volume.shape
    var line = [Int16](repeating: .min, count: shape.x)
    let maskZ = maps[2][z]
    if maskZ >= 0 {
      let rowWords = MaskVolume.wordsPerRow(of: lungs.shape)
      volume.storage.withSpan { voxels in
        lungs.words.withSpan { words in
          for y in 0..<shape.y where maps[1][y] >= 0 {
            let wordRow = (maskZ * lungs.shape.y + maps[1][y]) * rowWords
            guard (0..<rowWords).contains(where: { words[wordRow + $0] != 0 }) else { continue }
            let voxelRow = shape.offset(x: 0, y: y, z: z)
            for x in 0..<shape.x {
              let maskX = maps[0][x]
              guard maskX >= 0, (words[wordRow + (maskX >> 6)] >> UInt64(maskX & 63)) & 1 == 1 else { continue }
              line[x] = max(line[x], voxels[voxelRow + x])
            }
          }
        }
      }
    }
    let densities = line.map { $0 == .min ? uncovered : Float($0) }
    return isReversed ? densities.reversed() : densities
  }

  private static func areParallel(_ a: VolumeGeometry, _ b: VolumeGeometry) -> Bool {
    [(a.rowAxis, b.rowAxis), (a.columnAxis, b.columnAxis), (a.sliceAxis, b.sliceAxis)].allSatisfy { $0.dot($1) > 0.999 }
  }

  /// For each index along an axis of one grid the nearest one of the other; -1 outside it.
  private static func indices(
    from grid: VolumeGeometry, to other: VolumeGeometry, along axis: Axis
  ) -> [Int] {
    let start = other.voxel(at: grid.origin)
    let first = PatientVector(x: start.x, y: start.y, z: start.z)[axis]
    return (0..<grid.shape[axis]).map { index in
      let place = Int((first + Double(index) * grid.spacing[axis] / other.spacing[axis]).rounded())
      return place >= 0 && place < other.shape[axis] ? place : -1
    }
  }
}
