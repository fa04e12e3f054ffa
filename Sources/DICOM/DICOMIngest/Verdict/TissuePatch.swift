import StudyModel

/// Mean and noise of a small square of pixels.
struct TissuePatch: Hashable, Sendable {
  /// HU.
  let mean: Double
  /// Standard deviation about the plane that fits the pixels best, in HU: slow changes of density are no noise.
  let deviation: Double
  /// Standard deviation about the mean, in HU: edges and gradients count.
  let spread: Double

  /// The means that say something, in HU: water and muscle, blood with contrast.
  static let kept = 0.0...400.0

  /// Sums are whole numbers, so the result does not depend on the order of the pixels.
  init(_ voxels: Span<Int16>, columns: Int, left: Int, top: Int, side: Int) {
    let half = side / 2
    var (sum, squares, alongX, alongY) = (0, 0, 0, 0)
    for y in 0..<side {
      let row = (top + y) * columns + left
      var inRow = 0
      for x in 0..<side {
        let value = Int(voxels[row + x])
        inRow += value
        squares += value * value
        alongX += value * (x - half)
      }
      sum += inRow
      alongY += inRow * (y - half)
    }
    let count = Double(side * side)
    // Sum of squared distances from the middle, along one axis.
    let moment = count * Double(side * side - 1) / 12
    let slopes = (Double(alongX) * Double(alongX) + Double(alongY) * Double(alongY)) / moment
    let about = Double(squares) - Double(sum) * Double(sum) / count
    mean = Double(sum) / count
    deviation = (max(0, about - slopes) / (count - 3)).squareRoot()
    spread = (max(0, about) / (count - 1)).squareRoot()
  }
}
