/// Two records side by side.
struct Comparison {
  /// A case that both have.
  struct Row: Equatable {
    let name: String
    let threads: Int
    /// Time of the second over time of the first; `nil` where the results differ.
    let best: Double?
    let median: Double?
  }

  let rows: [Row]
  /// What stands in the way of comparing, as sentences.
  let remarks: [String]

  var resultsDiffer: Bool { rows.contains { $0.best == nil } }

  init(_ first: Record, _ second: Record) {
    rows = first.cases.compactMap { a in
      guard let b = second.cases.first(where: { $0.name == a.name && $0.threads == a.threads }) else { return nil }
      let isSame = a.checksum == b.checksum
      return Row(
        name: a.name, threads: a.threads, best: isSame ? b.best / a.best : nil,
        median: isSame ? b.median / a.median : nil)
    }
    var remarks: [String] = []
    let (a, b) = (first.machine, second.machine)
    if a.processor != b.processor || a.cores != b.cores || a.memoryGiB != b.memoryGiB {
      remarks.append(
        "the machines differ (\(a.processor), \(a.cores) cores; \(b.processor), \(b.cores) cores): "
          + "the ratios are those of machines as much as of programs")
    } else if a.date.prefix(10) != b.date.prefix(10) {
      remarks.append("the records were made on different days: a shared machine may have been busier on one of them")
    }
    let missing = first.cases.count + second.cases.count - 2 * rows.count
    if missing > 0 { remarks.append("\(missing) \(missing == 1 ? "case stands" : "cases stand") in one record only") }
    self.remarks = remarks
  }
}
