import StudyModel
import VolumeOperations

/// A convolution with a window of 3×3×3 that moves by one voxel and is padded by one, by Winograd's F(2, 3) along each
/// axis: less than a third of the products. Sums of up to 64 weighted products replace sums of 27, so the last bits are
/// not those of ``Convolution``.
struct WinogradConvolution: Layer {
  let name: String
  let inputChannels: Int
  let slope: Float
  private let outputChannels: Int
  private let bias: VoxelStorage<Float>
  /// The transformed weights of each of the 64 points.
  private let points: [PackedPanels]

  static let window = Window(
    kernel: Extent(z: 3, y: 3, x: 3), stride: .one, padding: Extent(z: 1, y: 1, x: 1))

  /// Whether the layer is one that gains by it: the transforms cost as much for any number of outputs.
  static func fits(_ window: Window, inputs: Int, outputs: Int) -> Bool {
    window == Self.window && inputs % 8 == 0 && outputs % 8 == 0 && inputs >= 16 && outputs >= 16
  }

  init(name: String, weights: LayerWeights, slope: Float) {
    self.name = name
    self.slope = slope
    inputChannels = weights.inputChannels
    outputChannels = weights.outputChannels
    let bias = VoxelStorage<Float>(count: outputChannels)
    for index in 0..<outputChannels { bias.mutablePointer[index] = weights.bias[index] }
    self.bias = bias
    let transformed = Self.transform(weights)
    let noBias = [Float](repeating: 0, count: weights.outputChannels)
    points = (0..<64).map { point in
      PackedPanels(outputs: weights.outputChannels, terms: weights.inputChannels, bias: noBias) {
        Float(transformed[($0 * weights.inputChannels + $1) * 64 + point])
      }
    }
  }

  /// `[output][input][z][y][x]` with four points along each axis: `g0, (g0 + g1 + g2)/2, (g0 - g1 + g2)/2, g2`.
  private static func transform(_ weights: LayerWeights) -> [Double] {
    let rows: [[Double]] = [[1, 0, 0], [0.5, 0.5, 0.5], [0.5, -0.5, 0.5], [0, 0, 1]]
    var result = [Double](repeating: 0, count: weights.values.count / 27 * 64)
    for pair in 0..<weights.values.count / 27 {
      let kernel = weights.values[pair * 27..<(pair + 1) * 27].map(Double.init)
      for point in 0..<64 {
        let (z, y, x) = (rows[point / 16], rows[point / 4 % 4], rows[point % 4])
        var sum = 0.0
        for place in 0..<27 { sum += kernel[place] * z[place / 9] * y[place / 3 % 3] * x[place % 3] }
        result[pair * 64 + point] = sum
      }
    }
    return result
  }

  var takesAddend: Bool { true }

  func shape(of inputs: [TensorShape]) throws(NetworkError) -> TensorShape {
    try Self.window.shape(of: inputs[0], layer: name, inputs: inputChannels, outputs: outputChannels)
  }

  func run(_ inputs: [TensorView], addend: TensorView?, into target: MutableTensorView, _ context: RunContext) {
    let rows = TileRows(source: inputs[0], addend: addend, target: target)
    let height = rows.height(stripFloats: 64 * (inputChannels + outputChannels))
    context.loop.forEachSlab(of: rows.count, height: height) { strip in
      run(rows, strip, context)
    }
  }

  /// One strip of rows of tiles: inputs to points, products, products to outputs.
  private func run(_ rows: TileRows, _ strip: Range<Int>, _ context: RunContext) {
    let tiles = strip.count * rows.tilesPerRow
    // Sixteen floats more, so that the points of a tile do not all fall into the same lines of the cache.
    let (inputStride, productStride) = (tiles * inputChannels + 16, tiles * outputChannels + 16)
    let (kernels, arena) = (context.kernels, context.arena)
    let width = rows.source.shape.x
    arena.withScratch(of: Float.self, count: 64 * (inputStride + productStride)) { inputs in
      let products = inputs + 64 * inputStride
      arena.withScratch(of: Float.self, count: 64 * inputChannels) { columns in
        rows.withInputRows(strip, arena: arena) { row, pointers in
          kernels.transformInputs(
            pointers, width, inputChannels, rows.tilesPerRow,
            inputs + (row - strip.lowerBound) * rows.tilesPerRow * inputChannels, inputStride, columns)
        }
      }
      arena.withScratch(of: Float.self, count: 96) { sums in
        for point in 0..<64 {
          for panel in 0..<points[point].count {
            kernels.multiply(
              inputs + point * inputStride, inputChannels, [0], 1, inputChannels, points[point].weights(panel),
              products + point * productStride + panel * PackedPanels.width, outputChannels, tiles,
              points[point].columns(panel), nil, nil, 1, sums)
          }
        }
      }
      rows.withOutputRows(strip, arena: arena) { row, targets, addends in
        kernels.transformProducts(
          products + (row - strip.lowerBound) * rows.tilesPerRow * outputChannels, productStride, outputChannels,
          rows.tilesPerRow, targets, width, bias.pointer, addends, slope)
      }
    }
  }
}
