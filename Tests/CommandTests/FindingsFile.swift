import Foundation

/// A `findings.json`, as another program reads it.
struct FindingsFile: Decodable {
  struct Study: Decodable { let studyInstanceUID: String? }
  struct Reason: Decodable { let code, message, evidence: String }
  struct Quality: Decodable {
    let verdict: String
    let reasons: [Reason]
  }
  struct Finding: Decodable {
    let rank, sliceIndex: Int
    let instanceNumber: Int?
    let probability: Double
    let positionLPS: [Double]
    let sopInstanceUID: String
    let side: String?
  }
  struct Provenance: Decodable {
    let program, version, instructionSet: String
    let inputSHA256: String?
  }

  struct Performance: Decodable {
    let plan: String
    let spacingMM: Double
  }

  let outcome: String
  let study: Study
  let quality: Quality
  let findings: [Finding]
  let provenance: Provenance
  let urgency: Double?
  let measuredPerformance: Performance?

  var codes: [String] { quality.reasons.map(\.code) }

  init(in folder: URL) throws {
    self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: folder.appending(path: "findings.json")))
  }
}

extension URL {
  /// The names of what stands in the folder, sorted; none where there is no folder.
  var contents: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }
}
