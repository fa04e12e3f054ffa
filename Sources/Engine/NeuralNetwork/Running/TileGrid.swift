/// The tiles of a volume, x fastest, and the result that is put together from theirs.
struct TileGrid: Sendable {
  private let z: TileAxis
  private let y: TileAxis
  private let x: TileAxis
  let shape: TensorShape
  private let factor: Extent

  /// - Parameter result: the shape of the result of one tile.
  init?(volume: TensorShape, cut: TileCut, result: TensorShape) {
    guard
      let z = TileAxis(count: volume.z, size: cut.size.z, margin: cut.margin.z, resultSize: result.z),
      let y = TileAxis(count: volume.y, size: cut.size.y, margin: cut.margin.y, resultSize: result.y),
      let x = TileAxis(count: volume.x, size: cut.size.x, margin: cut.margin.x, resultSize: result.x)
    else { return nil }
    (self.z, self.y, self.x) = (z, y, x)
    shape = TensorShape(z: z.count, y: y.count, x: x.count, channels: result.channels)
    factor = Extent(z: cut.size.z / result.z, y: cut.size.y / result.y, x: cut.size.x / result.x)
  }

  var count: Int { z.places.count * y.places.count * x.places.count }

  /// First voxels along z, y and x.
  var starts: [[Int]] { [z, y, x].map { $0.places.map(\.start) } }

  private func places(_ index: Int) -> (z: TileAxis.Place, y: TileAxis.Place, x: TileAxis.Place) {
    let columns = x.places.count
    return (
      z.places[index / columns / y.places.count], y.places[index / columns % y.places.count], x.places[index % columns]
    )
  }

  func start(_ index: Int) -> Extent {
    let (z, y, x) = places(index)
    return Extent(z: z.start, y: y.start, x: x.start)
  }

  /// Copies what is kept of a tile's result.
  func keep(_ index: Int, of tile: Tensor, item: Int, in result: Tensor) {
    let (z, y, x) = places(index)
    let (from, channels) = (tile.shape, shape.channels)
    for k in z.kept {
      for j in y.kept {
        let row = (k - z.start / factor.z) * from.y + j - y.start / factor.y
        let source = item * from.itemCount + (row * from.x + x.kept.lowerBound - x.start / factor.x) * channels
        let target = ((k * shape.y + j) * shape.x + x.kept.lowerBound) * channels
        (result.storage.mutablePointer + target)
          .update(from: tile.storage.pointer + source, count: x.kept.count * channels)
      }
    }
  }
}
