/// Twin of `RunKernels`.
public enum RunReference {
  /// The runs of set voxels of one row, in order.
  public static func runs(of row: [Bool]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start: Int?
    for (x, isSet) in (row + [false]).enumerated() {
      if isSet, start == nil { start = x }
      if !isSet, let from = start {
        runs.append(from..<x)
        start = nil
      }
    }
    return runs
  }
}
