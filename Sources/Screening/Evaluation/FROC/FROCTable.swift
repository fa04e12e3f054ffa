import Foundation

/// An evaluation as lines of text: what was counted, then a row a group.
public enum FROCTable {
  public static func lines(_ evaluation: FROCEvaluation) -> [String] {
    let counts = evaluation.counts
    var lines = [
      "\(evaluation.scans) scans, \(evaluation.nodules.count) nodules, \(counts.marks) marks: "
        + "\(counts.marksInNodules) in nodules, \(counts.marksInExcluded) in excluded findings, "
        + "\(counts.falsePositives) false positives, \(counts.marksCut) over the limit of a scan"
    ]
    lines += evaluation.warnings.map { "note: \($0)" }
    lines.append("Sensitivity at so many false positives a scan (LUNA16 rules); intervals of 95 % over whole scans.")
    let rates = ["1/8", "1/4", "1/2", "1", "2", "4", "8"]
    lines.append(
      left("group", 26) + right("n", 5) + right("found", 7) + right("CPM", 7) + right("95 % CI", 15)
        + rates.map { right($0, 7) }.joined())
    for group in evaluation.groups { lines += rows(group) }
    return lines
  }

  private static func rows(_ group: FROCGroup) -> [String] {
    let name = group.column == "all" ? "all" : "\(group.column) \(group.value)"
    guard let cpm = group.cpm else { return [left(name, 26) + right("0", 5)] }
    let interval = group.cpmInterval.map { "\(number($0.low))-\(number($0.high))" } ?? "-"
    let row = left(name, 26) + right("\(group.nodules)", 5) + right("\(group.foundAtAnyRate)", 7)
    var rows = [row + right(number(cpm), 7) + right(interval, 15) + cells(group.sensitivities)]
    if group.column == "all", !group.sensitivityIntervals.isEmpty {
      rows.append(left("  2.5 %", 60) + cells(group.sensitivityIntervals.map(\.low)))
      rows.append(left("  97.5 %", 60) + cells(group.sensitivityIntervals.map(\.high)))
    }
    return rows
  }

  private static func cells(_ values: [Double]) -> String { values.map { right(number($0), 7) }.joined() }

  private static func number(_ value: Double) -> String { String(format: "%.3f", value) }

  private static func left(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(1, width - text.count)) + text
  }
}
