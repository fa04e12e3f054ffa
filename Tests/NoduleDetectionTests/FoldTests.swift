import Foundation
import TestSupport
import Testing

/// `Models/nodule/folds.json`: who was seen by which networks.
@Suite("the folds of the networks")
struct FoldTests {
  private struct Fold: Decodable {
    let scans, patientsOfScans, patientsInserted, patientsSeen: [String]
  }

  private let folds: [String: Fold]

  init() throws {
    let path = packageRoot.appending(path: "Models/nodule/folds.json")
    folds = try JSONDecoder().decode([String: Fold].self, from: Data(contentsOf: path))
  }

  @Test("no network was trained on a patient of what it scores, nor on one whose nodule was put into it")
  func unseen() {
    #expect(Set(folds.keys) == ["lidc-0001", "lidc-0002", "lidc-0314", "lidc-0476"])
    for (name, fold) in folds {
      let seen = Set(fold.patientsSeen)
      #expect(seen.count > 100, "\(name)")
      #expect(seen.isDisjoint(with: fold.patientsOfScans), "\(name)")
      #expect(seen.isDisjoint(with: fold.patientsInserted), "\(name)")
      #expect(!fold.patientsInserted.isEmpty, "\(name)")
    }
  }

  @Test("every scan is scored once, by networks that have not seen its patient")
  func scans() {
    let scored = folds.values.flatMap(\.scans)
    #expect(Set(scored).count == scored.count)
    #expect(scored.count == 18)
    for (name, fold) in folds {
      #expect(fold.scans.contains(name))
      for scan in fold.scans {
        let patient = scan.hasPrefix("lidc-") ? "LIDC-IDRI-\(scan.dropFirst(5))" : scan
        #expect(fold.patientsOfScans.contains(patient), "\(scan)")
      }
    }
  }
}
