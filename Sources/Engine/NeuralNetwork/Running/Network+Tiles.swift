import StudyModel
import VolumeOperations

extension Network {
  /// Runs a network with one input over a volume of any size, tile by tile.
  ///
  /// Every output must have the grid of the input, or one that is coarser by whole factors, which then divide the tile's
  /// size and margin.
  /// - Parameters:
  ///   - volume: one item.
  ///   - fill: what the network sees outside the volume, where a tile reaches beyond it.
  /// - Returns: the outputs by name; where an output is coarser, its size is rounded up.
  /// - Throws: ``NetworkError/wrongInput(_:problem:)`` for a volume or a cut that does not fit; else as
  ///   ``run(_:on:)``.
  public func run(
    over volume: Tensor, cut: TileCut, fill: Float, on engine: VolumeEngine
  ) throws(NetworkError) -> [String: Tensor] {
    let name = description.inputs[0].name
    guard description.inputs.count == 1, volume.shape.items == 1,
      volume.shape.channels == description.inputs[0].channels
    else {
      throw .wrongInput(name, problem: "\(volume.shape) is not the one volume that a network run by tiles takes")
    }
    let tile = TensorShape(z: cut.size.z, y: cut.size.y, x: cut.size.x, channels: volume.shape.channels)
    let shapes = try outputShapes(for: [name: tile])
    var grids: [String: TileGrid] = [:]
    var results: [String: Tensor] = [:]
    for (output, shape) in shapes {
      guard let grid = TileGrid(volume: volume.shape, cut: cut, result: shape) else {
        throw .wrongInput(name, problem: "tiles of \(tile), margin \(cut.margin), do not suit the output \(output)")
      }
      grids[output] = grid
      results[output] = Tensor(
        shape: grid.shape, storage: engine.arena.storage(of: Float.self, count: grid.shape.count))
    }
    // The same tiles for every output: their starts depend on its factor only where the volume ends.
    guard let first = grids.values.first, grids.values.allSatisfy({ $0.starts == first.starts }) else {
      throw .wrongInput(name, problem: "outputs of different grids cannot be made from the same tiles")
    }
    let together = engine.loop.threads
    for start in stride(from: 0, to: first.count, by: together) {
      let tiles = start..<min(first.count, start + together)
      let inputs = gather(volume, tiles, first, tile: tile, fill: fill, engine: engine)
      for (output, made) in try run([name: inputs], on: engine) {
        guard let grid = grids[output], let result = results[output] else { continue }
        for index in tiles { grid.keep(index, of: made, item: index - start, in: result) }
      }
    }
    return results
  }

  private func gather(
    _ volume: Tensor, _ tiles: Range<Int>, _ grid: TileGrid, tile: TensorShape, fill: Float, engine: VolumeEngine
  ) -> Tensor {
    var shape = tile
    shape.items = tiles.count
    let result = Tensor(shape: shape, storage: engine.arena.storage(of: Float.self, count: shape.count))
    let (from, channels) = (volume.shape, tile.channels)
    nonisolated(unsafe) let source = volume.storage.pointer
    nonisolated(unsafe) let target = result.storage.mutablePointer
    engine.loop.forEach(tiles.count * tile.z) { index in
      let start = grid.start(tiles.lowerBound + index / tile.z)
      let z = start.z + index % tile.z
      let inside = max(0, min(tile.x, from.x - start.x))
      for row in 0..<tile.y {
        let to = target + (index * tile.y + row) * tile.x * channels
        let y = start.y + row
        let kept = z < from.z && y < from.y ? inside : 0
        if kept > 0 {
          to.update(from: source + ((z * from.y + y) * from.x + start.x) * channels, count: kept * channels)
        }
        (to + kept * channels).update(repeating: fill, count: (tile.x - kept) * channels)
      }
    }
    return result
  }
}
