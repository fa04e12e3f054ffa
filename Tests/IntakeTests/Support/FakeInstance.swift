import Foundation
import StudyModel

@testable import Intake

/// A file that stands for a DICOM instance: text that names its study, says which slice of how many it is, and has an end.
struct FakeInstance: Hashable {
  var study: String
  var series = "1.9"
  var slice: Int
  var of: Int
  var patient = "A"

  var instance: String { "\(series).\(slice)" }

  var text: String {
    "FAKE \(study) \(series) \(instance) \(slice) \(of) \(patient)\n" + String(repeating: "pixels\n", count: 20)
      + "END\n"
  }

  /// The slices of one study.
  static func study(_ uid: String, slices: Int, patient: String = "A") -> [FakeInstance] {
    (1...slices).map { FakeInstance(study: uid, series: uid + ".1", slice: $0, of: slices, patient: patient) }
  }
}

/// What the fake examination knows of an instance.
struct FakeHeader: Sendable {
  let series: String
  let slice: Int
  let of: Int

  static func examine(_ path: String) -> Examination<FakeHeader> {
    guard let data = FileManager.default.contents(atPath: path) else {
      return .unreadable(QualityReason(code: "file.unreadable", message: "Cannot be read."))
    }
    let text = String(decoding: data, as: UTF8.self)
    let words = text.prefix { $0 != "\n" }.split(separator: " ").map(String.init)
    guard words.first == "FAKE", words.count >= 6, let slice = Int(words[4]), let of = Int(words[5]) else {
      return .foreign(QualityReason(code: "file.foreign", message: "Not DICOM."))
    }
    guard text.hasSuffix("END\n") else {
      return .broken(QualityReason(code: "file.truncated", message: "Ends too early."))
    }
    return .instance(
      InstanceIdentity(study: words[1], series: words[2], instance: words[3]),
      FakeHeader(series: words[2], slice: slice, of: of))
  }

  static func isWhole(_ headers: [FakeHeader]) -> Bool {
    !headers.isEmpty
      && Dictionary(grouping: headers, by: \.series).values.allSatisfy { slices in
        slices.map(\.slice).sorted() == Array(1...slices[0].of)
      }
  }
}
