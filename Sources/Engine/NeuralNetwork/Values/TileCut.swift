import StudyModel

/// How a whole volume is cut into overlapping tiles of one size.
///
/// Near the border of a tile a network sees padding instead of the volume, so `margin` voxels on either side are computed
/// twice and kept from the tile in which they lie deeper. With a margin of at least the network's radius of view, the
/// result is that of the whole volume at once.
public struct TileCut: Hashable, Sendable {
  public let size: GridShape
  public let margin: GridShape

  public init(size: GridShape, margin: GridShape) {
    self.size = size
    self.margin = margin
  }
}

/// The tiles along one axis.
struct TileAxis: Sendable {
  struct Place: Sendable {
    /// The first voxel of the tile.
    let start: Int
    /// Positions of the result that are kept from it.
    let kept: Range<Int>
  }

  let places: [Place]
  /// Positions of the result.
  let count: Int

  /// - Parameters:
  ///   - count: voxels of the volume.
  ///   - size, margin: of a tile, in voxels.
  ///   - resultSize: positions of the result of one tile, which divides `size`.
  init?(count: Int, size: Int, margin: Int, resultSize: Int) {
    guard count > 0, resultSize > 0, size % resultSize == 0, margin >= 0, 2 * margin < size else { return nil }
    let factor = size / resultSize
    guard margin % factor == 0 else { return nil }
    let step = size - 2 * margin
    let last = max(0, (count - size + factor - 1) / factor * factor)
    let results = (count + factor - 1) / factor
    var places: [Place] = []
    var done = 0
    var start = 0
    while true {
      let isLast = start >= last
      start = min(start, last)
      let end = isLast ? results : (start + size - margin) / factor
      places.append(Place(start: start, kept: done..<end))
      done = end
      if isLast { break }
      start += step
    }
    self.places = places
    self.count = results
  }
}
