import StudyModel

/// A nodule of the reference, or a finding in which marks are ignored.
public struct ReferenceFinding: Hashable, Sendable {
  public let seriesInstanceUID: String
  /// LPS, mm.
  public let position: PatientVector
  /// mm; negative where it is not known.
  public let diameter: Double
  /// Every other column of its row, by name.
  public let labels: [String: String]

  public init(
    seriesInstanceUID: String, position: PatientVector, diameter: Double, labels: [String: String] = [:]
  ) {
    self.seriesInstanceUID = seriesInstanceUID
    self.position = position
    self.diameter = diameter
    self.labels = labels
  }

  /// Strictly inside the sphere round the finding; where the diameter is not known it counts as 10 mm.
  func contains(_ point: PatientVector) -> Bool {
    let offset = point - position
    let radius = (diameter < 0 ? 10 : diameter) / 2
    return offset.dot(offset) < radius * radius
  }
}

/// A place that a detector marks.
public struct CandidateMark: Hashable, Sendable {
  public let seriesInstanceUID: String
  /// LPS, mm.
  public let position: PatientVector
  /// The higher, the likelier; on any scale.
  public let probability: Double

  public init(seriesInstanceUID: String, position: PatientVector, probability: Double) {
    self.seriesInstanceUID = seriesInstanceUID
    self.position = position
    self.probability = probability
  }
}

/// What an evaluation works with: the four lists of LUNA16.
public struct FROCLists: Sendable {
  /// Every scan, in order; scans without nodules and marks count, too.
  public let series: [String]
  public let nodules: [ReferenceFinding]
  public let excluded: [ReferenceFinding]
  public let marks: [CandidateMark]

  public init(
    series: [String], nodules: [ReferenceFinding], excluded: [ReferenceFinding] = [], marks: [CandidateMark]
  ) {
    self.series = series
    self.nodules = nodules
    self.excluded = excluded
    self.marks = marks
  }

  /// Reads the lists from CSV files: `seriesuid,coordX,coordY,coordZ` and `diameter_mm` or `probability`, by name, in any
  /// order, with further columns; the list of series one a line, with or without the header `seriesuid`.
  /// - Throws: ``EvaluationError`` for the first thing that is wrong.
  public init(
    seriesUIDs: String, annotations: String, excluded: String?, submission: String
  ) throws(EvaluationError) {
    series = try Self.series(seriesUIDs)
    nodules = try Self.findings(annotations)
    self.excluded = if let excluded { try Self.findings(excluded) } else { [] }
    let table = try CSVTable(path: submission)
    let places = try table.places(of: Self.place + ["probability"])
    var marks: [CandidateMark] = []
    for row in table.rows {
      marks.append(
        CandidateMark(
          seriesInstanceUID: table.text(row, places[0]), position: try Self.position(table, row, places),
          probability: try table.number(row, places[4])))
    }
    self.marks = marks
  }

  private static let place = ["seriesuid", "coordX", "coordY", "coordZ"]

  private static func findings(_ path: String) throws(EvaluationError) -> [ReferenceFinding] {
    let table = try CSVTable(path: path)
    let places = try table.places(of: place + ["diameter_mm"])
    let others = table.columns.indices.filter { !places.contains($0) }
    var findings: [ReferenceFinding] = []
    for row in table.rows {
      findings.append(
        ReferenceFinding(
          seriesInstanceUID: table.text(row, places[0]), position: try position(table, row, places),
          diameter: try table.number(row, places[4]),
          labels: Dictionary(
            others.map { (table.columns[$0], table.text(row, $0)) }, uniquingKeysWith: { first, _ in first })))
    }
    return findings
  }

  private static func position(
    _ table: CSVTable, _ row: CSVTable.Row, _ places: [Int]
  ) throws(EvaluationError) -> PatientVector {
    PatientVector(
      x: try table.number(row, places[1]), y: try table.number(row, places[2]), z: try table.number(row, places[3]))
  }

  private static func series(_ path: String) throws(EvaluationError) -> [String] {
    let table = try CSVTable(path: path)
    let header = table.columns.first.map { [$0] } ?? []
    let isHeader = header.first?.lowercased() == "seriesuid"
    let names = ((isHeader ? [] : header) + table.rows.map { table.text($0, 0) }).filter { !$0.isEmpty }
    var seen = Set<String>()
    for name in names where !seen.insert(name).inserted { throw .repeatedSeries(path: path, name) }
    guard !names.isEmpty else { throw .noSeries(path: path) }
    return names
  }
}
