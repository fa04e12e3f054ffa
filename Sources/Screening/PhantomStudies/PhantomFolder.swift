import DICOMReport
import Foundation
import StudyModel

/// The folder of a phantom study.
struct PhantomFolder: Sendable {
  let url: URL

  private static let parts: Set<String> = ["dicom", "truth.json", "annotations.csv", "seriesuids.csv"]

  init(_ url: URL) { self.url = url }

  /// Makes the folder, empty but for what a phantom study replaces.
  func prepare() throws(PhantomError) {
    try attempt(url) {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }
    let entries = try attempt(url) { try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() }
    if let foreign = entries.first(where: { !Self.parts.contains($0) }) {
      throw .occupied(folder: url.path, entry: foreign)
    }
    // Without its truth, a folder with images is not known to be a phantom's.
    if entries.contains("dicom"), !entries.contains("truth.json") { throw .occupied(folder: url.path, entry: "dicom") }
    for entry in entries { try attempt(url) { try FileManager.default.removeItem(at: url.appending(path: entry)) } }
    try attempt(url) {
      try FileManager.default.createDirectory(at: url.appending(path: "dicom"), withIntermediateDirectories: false)
    }
  }

  func write(_ file: PlannedFile, number: Int, volume: Volume?) throws(PhantomError) {
    let digits = "\(number)"
    let name = file.name ?? String(repeating: "0", count: max(4 - digits.count, 0)) + digits + ".dcm"
    let path = url.appending(path: "dicom/\(name)")
    switch file.content {
    case .bytes(let bytes): try attempt(path) { try Data(bytes).write(to: path) }
    case .link(let target):
      try attempt(path) {
        try FileManager.default.createSymbolicLink(atPath: path.path, withDestinationPath: target)
      }
    case .object(var object):
      if let slices = file.slices, let volume {
        var densities = volume.densities(ofSlices: slices)
        file.editDensities?(&densities)
        object.pixelData = file.storedForm.pixels(densities)
      }
      do throws(DICOMWriteError) { try object.write(to: path.path) } catch { throw .writing(error) }
      guard let edit = file.editBytes else { return }
      try attempt(path) {
        var bytes = Array(try Data(contentsOf: path))
        edit(&bytes)
        try Data(bytes).write(to: path)
      }
    }
  }

  func write(_ text: String, name: String) throws(PhantomError) {
    let file = url.appending(path: name)
    try attempt(file) { try Data(text.utf8).write(to: file, options: .atomic) }
  }

  @discardableResult private func attempt<Value>(_ file: URL, _ body: () throws -> Value) throws(PhantomError) -> Value
  {
    do {
      return try body()
    } catch {
      throw .unwritable(path: file.path, detail: error.localizedDescription)
    }
  }
}
