import VolumeOperations

extension Histogram {
  /// The density that is met most within a range of whole bins of 5 HU: middle of the fullest run of five bins; `nil` where
  /// the range holds nothing.
  func mode(in range: Range<Int>) -> Int? {
    let (width, run) = (5, 5)
    let starts = Array(stride(from: range.lowerBound, through: range.upperBound - run * width, by: width))
    guard number(in: range) > 0, var best = starts.first else { return nil }
    let sums = starts.map { number(in: $0..<$0 + run * width) }
    var most = -1
    for (start, sum) in zip(starts, sums) where sum > most {
      most = sum
      best = start
    }
    return best + run / 2 * width + width / 2
  }
}
