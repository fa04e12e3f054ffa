import FindingsReport
import Foundation
import StudyModel
import TestSupport
import Testing
import VolumeOperations

@testable import Screening

/// The networks that come with the program were trained on these studies, so this shows that they run, not how good they are.
@Suite("Known nodules stand among the first 20 candidates", .serialized)
struct KnownNoduleTests {
  struct Nodule {
    let centre: PatientVector
    let diameter: Double

    /// The hit of the LUNA16 rules.
    func isHit(by candidate: Candidate) -> Bool { candidate.position.distance(to: centre) < diameter / 2 }
  }

  private func report(of path: String, networks: Bool) throws -> ScreeningReport {
    let folder = try TestFolder()
    let screener = StudyScreener(
      engine: VolumeEngine(threads: 2, kernels: KernelSet.available[0]),
      model: networks ? try ScreeningModel.load(environment: [:]) : nil, language: .english, formats: [.json],
      version: "0.0.0")
    let studies = screener.screen(paths: [path], output: folder.url) { _ in }
    return try #require(studies.first).report
  }

  private func expectAmongFirst20(_ nodules: [Nodule], in report: ScreeningReport) throws {
    try #require(!nodules.isEmpty)
    for nodule in nodules {
      let rank = report.candidates.firstIndex(where: nodule.isHit)
      #expect(try #require(rank, "not found: \(nodule)") < 20, "\(nodule)")
    }
  }

  @Test("the sample study", arguments: [true, false]) func sample(networks: Bool) throws {
    let nodules = try SampleStudy.expected().nodules.map {
      Nodule(
        centre: PatientVector(x: $0.positionLPS[0], y: $0.positionLPS[1], z: $0.positionLPS[2]),
        diameter: $0.diameterMM)
    }
    try expectAmongFirst20(nodules, in: try report(of: SampleStudy.folder.path, networks: networks))
  }

  @Test(
    "real studies with consensus truth", .enabled(if: SharedData.isThere, "\(SharedData.absent)"),
    arguments: ["lidc-0001", "lidc-0314", "lidc-1011"], [true, false])
  func real(study: String, networks: Bool) throws {
    let report = try report(of: SharedData.path("studies/\(study)"), networks: networks)
    let uid = try #require(report.series).seriesInstanceUID
    let rows = try String(contentsOfFile: SharedData.path("truth/annotations.csv"), encoding: .utf8).split(
      whereSeparator: \.isNewline)
    let nodules = rows.map { $0.split(separator: ",") }.filter { $0[0] == uid }.map { fields in
      let numbers = fields.dropFirst().compactMap { Double($0) }
      return Nodule(centre: PatientVector(x: numbers[0], y: numbers[1], z: numbers[2]), diameter: numbers[3])
    }
    try expectAmongFirst20(nodules, in: report)
  }
}
