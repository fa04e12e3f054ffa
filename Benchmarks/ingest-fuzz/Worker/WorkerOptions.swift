/// What a worker is to do.
struct WorkerOptions {
  /// A folder of folders, each a series.
  let bases: String
  /// An empty folder of the worker's own.
  let scratch: String
  let seed: Int
  let cases: Range<Int>
  /// Where the mutated file of each case is kept; `nil` keeps none.
  let keep: String?

  init?(_ arguments: some Collection<String>) {
    let arguments = Array(arguments)
    guard arguments.count == 5 || arguments.count == 6, let seed = Int(arguments[2]), let first = Int(arguments[3]),
      let count = Int(arguments[4]), count >= 0
    else { return nil }
    bases = arguments[0]
    scratch = arguments[1]
    self.seed = seed
    cases = first..<first + count
    keep = arguments.count == 6 ? arguments[5] : nil
  }
}
