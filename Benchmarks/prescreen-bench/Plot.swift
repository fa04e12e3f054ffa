import Foundation

/// A record as a drawing: for each operation a bar for each instruction set and thread count, as long as the logarithm of its
/// best time, with a thin line to the median.
struct Plot {
  private let record: Record
  /// Cases by operation and size, in the order of the record.
  private let groups: [(name: String, bars: [Bar])]
  /// Powers of ten, in seconds.
  private let decades: ClosedRange<Int>

  private struct Bar {
    let label: String
    let threads: Int
    let best: Double
    let median: Double
  }

  private static let left = 240.0
  private static let width = 560.0
  private static let right = 140.0
  private static let barHeight = 13.0
  private static let gap = 9.0
  private static let top = 64.0
  /// One colour for each number of threads: the first, the second, any other.
  private static let colours = ["#9bb8d3", "#2f6690", "#16425b"]

  /// - Throws: ``BenchmarkError/nothingToRun`` for a record without a case.
  init(_ record: Record) throws(BenchmarkError) {
    self.record = record
    var groups: [(name: String, bars: [Bar])] = []
    for measured in record.cases where measured.best > 0 && measured.median.isFinite {
      let parts = measured.name.split(separator: "/", maxSplits: 2).map(String.init)
      let name = parts.count == 3 ? "\(parts[0]) \(parts[2])" : measured.name
      let label = "\(parts.count == 3 ? parts[1] : "") × \(measured.threads)"
      let bar = Bar(label: label, threads: measured.threads, best: measured.best, median: measured.median)
      if let place = groups.firstIndex(where: { $0.name == name }) {
        groups[place].bars.append(bar)
      } else {
        groups.append((name, [bar]))
      }
    }
    let bars = groups.flatMap(\.bars)
    guard let shortest = bars.map(\.best).min(), let longest = bars.map(\.median).max() else { throw .nothingToRun }
    let lowest = Int(log10(shortest).rounded(.down))
    decades = lowest...max(lowest + 1, Int(log10(longest).rounded(.up)))
    self.groups = groups
  }

  /// The drawing, in SVG.
  var svg: String {
    let threads = Set(groups.flatMap(\.bars).map(\.threads)).sorted()
    var body = ""
    var y = Self.top
    for group in groups {
      body += text(Self.left - 10, y + Self.barHeight - 3, group.name, anchor: "end")
      for bar in group.bars {
        let colour = Self.colours[min(threads.firstIndex(of: bar.threads) ?? 0, Self.colours.count - 1)]
        body += rectangle(Self.left, y, place(bar.best) - Self.left, Self.barHeight - 2, colour)
        body += rectangle(place(bar.best), y + Self.barHeight / 2 - 1.5, place(bar.median) - place(bar.best), 1, colour)
        let time = "\(Table.number(bar.best * 1000)) ms  \(bar.label)"
        body += text(place(bar.median) + 5, y + Self.barHeight - 3, time, size: 10)
        y += Self.barHeight
      }
      y += Self.gap
    }
    let height = y + 20
    let width = Self.left + Self.width + Self.right
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(Int(width))" height="\(Int(height))" font-family="sans-serif">
      <rect width="100%" height="100%" fill="white"/>
      \(text(12, 20, "Best time, thin line to the median; milliseconds, logarithmic", size: 13))\
      \(text(12, 38, record.machine.summary, size: 9))\(axis(to: y))\(body)</svg>

      """
  }

  private func axis(to bottom: Double) -> String {
    decades.map { decade in
      let x = place(pow(10, Double(decade)))
      let label = String(format: "%g", pow(10, Double(decade + 3)))
      return rectangle(x, Self.top - 8, 0.6, bottom - Self.top + 4, "#cccccc")
        + text(x, Self.top - 12, label, size: 9, anchor: "middle")
    }.joined()
  }

  private func place(_ seconds: Double) -> Double {
    let part = (log10(seconds) - Double(decades.lowerBound)) / Double(decades.upperBound - decades.lowerBound)
    return Self.left + Self.width * part
  }

  private func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ colour: String) -> String {
    String(format: "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"", x, y, max(width, 0.5), height)
      + " fill=\"\(colour)\"/>\n"
  }

  private func text(_ x: Double, _ y: Double, _ words: String, size: Int = 11, anchor: String = "start") -> String {
    let escaped = words.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    return String(format: "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%d\"", x, y, size)
      + " text-anchor=\"\(anchor)\">\(escaped)</text>\n"
  }
}
