import StudyModel
import TestSupport
import Testing

@Suite("Urgency orders the worklist")
struct UrgencyTests {
  private typealias Mark = (probability: Double, diameter: Double)

  private func urgency(_ marks: [Mark]) -> Double {
    Urgency(of: marks.enumerated().map { finding(rank: $0 + 1, $1) }).value
  }

  private func finding(rank: Int = 1, _ mark: Mark, measured: Double? = nil) -> Finding {
    Finding(
      rank: rank,
      candidate: Candidate(
        position: PatientVector(x: 0, y: 0, z: 0), blobDiameter: Millimetres(mark.diameter), strength: 1,
        probability: mark.probability, side: nil),
      sliceIndex: 1, slice: Slice(sopInstanceUID: "1.2", instanceNumber: 1),
      measurement: measured.map {
        NoduleMeasurement(
          longAxis: Millimetres($0), shortAxis: Millimetres($0), meanDiameter: Millimetres($0), volume: 1,
          density: .solid, meanDensity: .water)
      })
  }

  private func randomMarks(_ random: inout SplitMix64) -> [Mark] {
    (0..<Int.random(in: 1...10, using: &random)).map { _ in
      (Double.random(in: 0...1, using: &random), Double.random(in: 1...40, using: &random))
    }
  }

  @Test("law: it never falls when a finding gets more probable, gets wider, or is added, and stays within 0 to 100")
  func monotone() {
    for seed in 0..<2000 {
      var random = SplitMix64(seed: seed)
      let marks = randomMarks(&random)
      let before = urgency(marks)
      #expect((0...100).contains(before), "seed \(seed)")
      let index = Int.random(in: marks.indices, using: &random)
      var (surer, wider) = (marks, marks)
      surer[index].probability += Double.random(in: 0...(1 - surer[index].probability), using: &random)
      wider[index].diameter += Double.random(in: 0...30, using: &random)
      let more = marks + [(Double.random(in: 0...1, using: &random), Double.random(in: 1...40, using: &random))]
      for (name, marks) in [("surer", surer), ("wider", wider), ("more", more)] {
        // Rounding may cost some units in the last place.
        #expect(urgency(marks) >= before - 1e-9, "seed \(seed), \(name)")
      }
    }
  }

  @Test("law: it rises by more than rounding where the heaviest finding gets more probable or wider")
  func rises() {
    for seed in 0..<500 {
      var random = SplitMix64(seed: seed)
      let mark: Mark = (Double.random(in: 0.1...0.9, using: &random), Double.random(in: 3...30, using: &random))
      let before = urgency([mark])
      #expect(urgency([(mark.probability + 0.05, mark.diameter)]) > before + 0.1, "seed \(seed)")
      #expect(urgency([(mark.probability, mark.diameter + 2)]) > before + 0.05, "seed \(seed)")
    }
  }

  @Test("law: the order of the findings does not matter")
  func order() {
    for seed in 0..<200 {
      var random = SplitMix64(seed: seed)
      let marks = randomMarks(&random)
      #expect(urgency(marks) == urgency(marks.shuffled(using: &random)), "seed \(seed)")
    }
  }

  @Test("by hand: half of the probability at 8 mm, the second heaviest counts half")
  func byHand() {
    #expect(urgency([]) == 0)
    #expect(urgency([(0.8, 8)]) == 40)
    // 1 − (1 − 0.4)(1 − 0.4 / 2) = 0.52
    #expect(abs(urgency([(0.8, 8), (0.8, 8)]) - 52) < 1e-9)
  }

  @Test("one wide and probable finding comes before ten small ones")
  func largestFirst() {
    #expect(urgency([(0.9, 18)]) > urgency(Array(repeating: (0.6, 5), count: 10)))
  }

  @Test("a measured diameter counts before the detector's estimate")
  func measured() {
    #expect(Urgency(of: [finding((0.8, 30), measured: 8)]).value == 40)
  }

  @Test(
    "what is no number, or out of range, counts as the nearest end",
    arguments: [(Double.nan, 8.0, 0.0), (-1, 8, 0), (0.8, -3, 0), (0.8, .nan, 0), (7, 8, 50), (0.8, .infinity, 80)])
  func oddNumbers(probability: Double, diameter: Double, expected: Double) {
    #expect(abs(urgency([(probability, diameter)]) - expected) < 1e-9)
  }

  @Test("with findings by falling urgency, then what was not screened, then what holds nothing")
  func worklist() {
    let urgencies = [
      nil, Urgency(of: []), Urgency(of: [finding((0.5, 6))]), Urgency(of: [finding((0.9, 20))]), nil, Urgency(of: []),
    ]
    let order = urgencies.indices.sorted {
      (WorklistPlace(urgency: urgencies[$0]?.value), $0) < (WorklistPlace(urgency: urgencies[$1]?.value), $1)
    }
    #expect(order == [3, 2, 0, 4, 1, 5])
  }

  @Test("a study that was refused or failed has no urgency, one without findings has the least")
  func outcomes() {
    func report(_ outcome: StudyOutcome) -> ScreeningReport {
      ScreeningReport(
        outcome: outcome,
        study: StudyDescription(studyInstanceUID: nil, accessionNumber: nil, studyDate: nil, patient: nil), series: nil,
        otherSeries: [], quality: SeriesQuality(verdict: .analysable, reasons: []), findings: [], candidates: [],
        provenance: Provenance(
          program: "", version: "", instructionSet: "", model: nil, modelSHA256: nil, plan: nil, inputSHA256: nil))
    }
    #expect(report(.reported(findings: 0)).urgency?.value == 0)
    #expect(report(.refused).urgency == nil)
    #expect(report(.failed(stage: "load", reason: "no memory")).urgency == nil)
  }
}
