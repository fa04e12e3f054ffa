import StudyModel
import Testing
import VolumeOperations

@testable import NeuralNetwork

@Suite("whole volumes by overlapping tiles")
struct TileTests {
  /// Two convolutions, so a radius of view of two voxels; with `pooling` the result is coarser by two.
  private func network(channels: Int, pooling: Bool) throws -> Network {
    var builder = NetworkBuilder(seed: channels)
    builder.input("in", channels: channels, size: [16, 16, 16])
    let conv = #""channels":\#(channels),"kernel":[3,3,3],"padding":[1,1,1]"#
    builder.layer("a", "convolution", ["in"], conv)
    builder.layer("b", "convolution", ["a"], conv)
    if pooling { builder.layer("pool", "maximumPool", ["b"], #""kernel":[2,2,2]"#) }
    builder.outputs = [pooling ? "pool" : "b"]
    for name in ["a", "b"] {
      builder.tensor("\(name).weight", [channels, channels, 3, 3, 3])
      builder.tensor("\(name).bias", [channels])
    }
    return try builder.network()
  }

  private func volume(_ z: Int, _ y: Int, _ x: Int, channels: Int) -> Tensor {
    var builder = NetworkBuilder(seed: z)
    let shape = TensorShape(z: z, y: y, x: x, channels: channels)
    return Tensor(shape: shape, values: builder.noise(shape.count))
  }

  static let cut = TileCut(size: GridShape(x: 12, y: 10, z: 8), margin: GridShape(x: 2, y: 2, z: 2))

  @Test(
    "law: with a margin of the radius of view, tiles give the bits of the whole, for any number of threads",
    arguments: [(8, 10, 12), (9, 11, 13), (17, 10, 30), (24, 23, 22)], [3, 16])
  func equalsWhole(size: (Int, Int, Int), channels: Int) throws {
    let network = try network(channels: channels, pooling: false)
    let volume = volume(size.0, size.1, size.2, channels: channels)
    for engines in Engines.all {
      let whole = try #require(try network.run(["in": volume], on: engines[0])["b"])
      for engine in engines {
        let tiled = try #require(try network.run(over: volume, cut: Self.cut, fill: 0, on: engine)["b"])
        #expect(tiled.shape == whole.shape)
        // Winograd's tiles of two begin at even voxels of a tile, as of the whole where the starts are even.
        let isEven = channels == 3 || size == (8, 10, 12)
        let error = zip(tiled.values, whole.values).map { abs($0 - $1) }.max() ?? 0
        #expect(error <= (isEven ? 0 : 3e-6))
      }
    }
  }

  @Test("a coarser result, and a volume smaller than a tile, which sees what fills it up")
  func coarser() throws {
    let network = try network(channels: 3, pooling: true)
    for size in [(16, 18, 20), (4, 6, 8)] {
      let volume = volume(size.0, size.1, size.2, channels: 3)
      let engine = Engines.all[0][0]
      let whole = try #require(try network.run(["in": volume], on: engine)["pool"])
      let tiled = try #require(try network.run(over: volume, cut: Self.cut, fill: 0, on: engine)["pool"])
      #expect(tiled.shape == whole.shape)
      if size.0 == 16 { #expect(tiled.values == whole.values) }
    }
    let odd = try network.run(over: volume(9, 9, 9, channels: 3), cut: Self.cut, fill: 0, on: Engines.all[0][0])
    #expect(odd["pool"]?.shape == TensorShape(z: 5, y: 5, x: 5, channels: 3))
  }

  @Test("law: the tiles of an axis keep every position once", arguments: 1...60)
  func axes(count: Int) throws {
    for (size, margin, factor) in [(8, 2, 1), (8, 2, 2), (16, 4, 4), (5, 0, 1), (6, 0, 2)] {
      let axis = try #require(
        TileAxis(count: count, size: size, margin: margin, resultSize: size / factor))
      #expect(axis.count == (count + factor - 1) / factor)
      #expect(axis.places.flatMap { Array($0.kept) } == Array(0..<axis.count))
      for place in axis.places {
        #expect(place.start % factor == 0)
        #expect(place.kept.lowerBound * factor >= (place.start == 0 ? 0 : place.start + margin))
        #expect(place.kept.upperBound * factor <= place.start + size)
      }
    }
  }

  @Test("cuts and volumes that do not fit are refused")
  func refused() throws {
    let network = try network(channels: 3, pooling: true)
    func error(_ volume: Tensor, size: Int, margin: Int) -> NetworkError? {
      let cut = TileCut(size: GridShape(x: size, y: size, z: size), margin: GridShape(x: margin, y: margin, z: margin))
      return #expect(throws: NetworkError.self) {
        try network.run(over: volume, cut: cut, fill: 0, on: Engines.all[0][0])
      }
    }
    let good = volume(9, 9, 9, channels: 3)
    for refused in [
      error(good, size: 8, margin: 4), error(good, size: 8, margin: 1), error(good, size: 9, margin: 2),
      error(volume(9, 9, 9, channels: 2), size: 8, margin: 2),
      error(
        Tensor(shape: TensorShape(items: 2, z: 1, y: 1, x: 1, channels: 3), values: [0, 0, 0, 0, 0, 0]), size: 8,
        margin: 2),
    ] {
      guard case .wrongInput("in", _) = refused else {
        Issue.record("\(String(describing: refused))")
        continue
      }
    }
  }
}
