import StudyModel
import Testing

@testable import FindingsReport

@Suite("candidates.csv")
struct CandidateTableTests {
  private func rows(_ candidates: [Candidate]) -> [[String]] {
    let document = CandidateTable(seriesInstanceUID: "1.2.3.4", candidates: candidates).document
    let text = String(decoding: document, as: UTF8.self)
    #expect(text.hasSuffix("\n"))
    return text.split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
  }

  private func candidate(_ probability: Double, x: Double = 0) -> Candidate {
    SampleReport.candidate(PatientVector(x: x, y: -1.0006, z: 2), probability: probability)
  }

  static let lists: [[Double]] = [
    [Double](repeating: 1, count: 100), [Double](repeating: 0, count: 100), [Double](repeating: 0.5, count: 3),
    [1, 1, 0.999999999, 0.999999998, 0, 0], [1e-12, 1e-13, 0], [2, -1, .nan],
    (0..<100).map { 1 / Double(1 + $0 / 7) },
  ]

  @Test("header and a row as the LUNA16 evaluation reads them")
  func format() {
    #expect(
      rows([candidate(0.25, x: -57.4394)]) == [
        ["seriesuid", "coordX", "coordY", "coordZ", "probability"],
        ["1.2.3.4", "-57.439", "-1.001", "2.000", "0.250000000"],
      ])
    #expect(rows([]).count == 1)
  }

  @Test("best first, at most 100, the rest is left out")
  func limit() {
    let candidates = (0..<150).map { candidate(Double($0) / 150, x: Double($0)) }
    let table = rows(candidates).dropFirst()
    #expect(table.count == 100)
    #expect(table.first?[1] == "149.000")
    #expect(table.last?[1] == "50.000")
  }

  @Test(
    "law: printed probabilities fall strictly, stay within 0…1 and near their values, and equals keep their order",
    arguments: lists)
  func strictlyDecreasing(probabilities: [Double]) throws {
    let table = rows(probabilities.enumerated().map { candidate($1, x: Double($0)) }).dropFirst()
    let printed = try table.map { try #require(Double($0[4])) }
    #expect(zip(printed, printed.dropFirst()).allSatisfy { $0 > $1 }, "\(printed)")
    #expect(Set(table.map { $0[4] }).count == probabilities.count)
    #expect(printed.allSatisfy { $0 >= 0 && $0 <= 1 })
    for (value, number) in zip(probabilities, printed) where value.isFinite {
      #expect(abs(number - min(max(value, 0), 1)) <= 1.01e-7)
    }
    let order = try table.map { try #require(Double($0[1])) }
    for (a, b) in zip(order, order.dropFirst()) where probabilities[Int(a)] == probabilities[Int(b)] { #expect(a < b) }
  }
}
