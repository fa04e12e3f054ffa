/// How one axis is resampled: for every output the inputs that it is made of and their weights.
///
/// Linear interpolation where voxels become smaller; where they become larger, a triangle as wide as an output voxel,
/// so that nothing finer than the new grid folds back into it. The centres of the first voxels coincide.
struct ResampledAxis: Sendable {
  /// Outputs along the axis.
  let count: Int
  /// Inputs that every output reads, at least 1 unless there are none; some may have weight 0.
  let taps: Int
  /// The first input of each output.
  let starts: [Int32]
  /// `taps` weights for each output, sum 1.
  let weights: [Float]

  /// How many outputs of spacing `new` fit between the centres of the first and the last of `count` inputs. A millionth
  /// of a voxel is forgiven, so that quotients that should be whole are.
  static func count(of count: Int, spacing: Double, new: Double) -> Double {
    count == 0 ? 0 : (Double(count - 1) * spacing / new + 1e-6).rounded(.down) + 1
  }

  /// - Parameters:
  ///   - inputs: voxels along the axis.
  ///   - spacing, new: distances between voxel centres before and after, in mm, positive.
  /// - Precondition: the outputs can be counted.
  init(inputs: Int, spacing: Double, new: Double) {
    count = Int(Self.count(of: inputs, spacing: spacing, new: new))
    let halfWidth = max(1, new / spacing)
    let spans = (0..<count).map { output in
      Self.span(at: Double(output) * new / spacing, halfWidth: halfWidth, inputs: inputs)
    }
    let taps = spans.map(\.weights.count).max() ?? 0
    self.taps = taps
    var starts: [Int32] = []
    var weights = [Float](repeating: 0, count: count * taps)
    for (output, span) in spans.enumerated() {
      let start = min(span.first, inputs - taps)
      starts.append(Int32(start))
      for (index, weight) in span.weights.enumerated() {
        weights[output * taps + span.first - start + index] = Float(weight)
      }
    }
    self.starts = starts
    self.weights = weights
  }

  /// The inputs under the triangle around `position` (in input voxels) and their weights, which sum to 1. Weights under
  /// a millionth are dropped: 16-bit voxels cannot tell.
  private static func span(at position: Double, halfWidth: Double, inputs: Int) -> (first: Int, weights: [Double]) {
    let lowest = max(0, Int((position - halfWidth).rounded(.up)))
    let highest = min(inputs - 1, Int((position + halfWidth).rounded(.down)))
    var first = lowest
    var weights = (lowest...max(lowest, highest)).map { 1 - abs(Double($0) - position) / halfWidth }
    while weights.count > 1, weights[0] < 1e-6 {
      weights.removeFirst()
      first += 1
    }
    while weights.count > 1, weights[weights.count - 1] < 1e-6 { weights.removeLast() }
    let total = weights.reduce(0, +)
    return (first, weights.map { $0 / total })
  }
}
