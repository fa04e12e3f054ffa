import Foundation

/// The study that ships with the package, and damaged copies of it.
package enum SampleStudy {
  package static let folder = packageRoot.appending(path: "SampleStudies/lung1")
  package static let uid = "2.25.32389706831781939050718027718840018925"
  package static let sliceCount = 45

  /// What a scan of it should find, from `SampleStudies/expected.json`.
  package struct Expected: Decodable {
    package struct Nodule: Decodable {
      package let positionLPS: [Double]
      package let diameterMM: Double
      package let sliceIndex, instanceNumber: Int
      package let sopInstanceUID, side: String
    }
    package let studyInstanceUID, seriesInstanceUID: String
    package let nodules: [Nodule]
  }

  package static func expected() throws -> Expected {
    let file = packageRoot.appending(path: "SampleStudies/expected.json")
    return try JSONDecoder().decode([String: Expected].self, from: Data(contentsOf: file))["lung1"]!
  }

  /// The study under another name, some of its files changed.
  ///
  /// - Parameters:
  ///   - numbers: the Instance Numbers that are there.
  ///   - edit: what becomes of a file; the files that stay as they are, are links.
  package static func copy(
    to folder: URL, numbers: some Sequence<Int> = 1...sliceCount, editing edited: Set<Int> = [],
    edit: (Data) -> Data = { $0 }
  ) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for number in numbers {
      let name = "\(String(repeating: "0", count: 4 - "\(number)".count))\(number).dcm"
      let (source, copy) = (Self.folder.appending(path: name), folder.appending(path: name))
      if edited.contains(number) {
        try edit(Data(contentsOf: source)).write(to: copy)
      } else {
        try FileManager.default.createSymbolicLink(at: copy, withDestinationURL: source)
      }
    }
  }
}

extension Data {
  /// The data with the first occurrence of some bytes replaced by as many others.
  package func replacing(_ old: [UInt8], with new: [UInt8]) -> Data {
    precondition(old.count == new.count)
    guard let range = firstRange(of: Data(old)) else { preconditionFailure("the bytes to replace are not there") }
    var copy = self
    copy.replaceSubrange(range, with: new)
    return copy
  }

  /// The data with every occurrence replaced.
  package func replacingAll(_ old: Data, with new: Data) -> Data {
    var copy = self
    while let range = copy.firstRange(of: old) { copy.replaceSubrange(range, with: new) }
    return copy
  }

  package func replacing(_ old: String, with new: String) -> Data { replacing(Array(old.utf8), with: Array(new.utf8)) }
}
