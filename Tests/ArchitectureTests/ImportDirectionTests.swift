import Foundation
import Testing

@Suite("Imports point one way")
struct ImportDirectionTests {
  @Test("a target imports only what its row allows", arguments: TargetRow.all)
  func importsOnlyWhatItMay(row: TargetRow) throws {
    // A module has no hyphen, where its target has one.
    let allowed = Set(row.modules.map { $0.replacing("-", with: "_") }).union(row.system)
    for file in try PackageTree.swiftFiles(under: row.folder) {
      for module in imports(of: file) {
        #expect(allowed.contains(module), "\(file.path) imports \(module)")
      }
    }
  }

  @Test("every folder of sources belongs to a row, and every row has a folder")
  func tableIsComplete() throws {
    let files = try ["Sources", "Benchmarks", "Tests"].flatMap(PackageTree.swiftFiles)
    for file in files {
      #expect(
        TargetRow.all.contains { file.path.hasPrefix("\($0.folder)/") }, "\(file.path) belongs to no row of the table")
    }
    for row in TargetRow.all {
      var isFolder = false as ObjCBool
      let path = PackageTree.root.appending(path: row.folder).path
      #expect(
        unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue, "\(row)")
    }
  }

  @Test("DCMTK is included by the shim only")
  func dcmtkStaysBehindTheShim() throws {
    let extensions: Set = ["h", "hpp", "c", "cc", "cpp", "m", "mm", "swift", "modulemap"]
    // What the product is compared with is no part of it.
    let files = try ["Sources", "Benchmarks", "Tests"].flatMap {
      try PackageTree.files(under: $0, extensions: extensions)
    }.filter { !$0.path.hasPrefix("Benchmarks/peers/") }
    let including = files.filter { $0.text.contains(/\#\s*include\s*[<"]dcmtk\//) }
    #expect(including.allSatisfy { $0.path.hasPrefix("Sources/DICOM/DICOMShim/") }, "\(including.map(\.path))")
    #expect(!including.isEmpty, "nothing includes DCMTK: this test looks in the wrong place")
    let shim = try PackageTree.files(under: "Sources/DICOM/DICOMShim/include", extensions: ["h"])
    #expect(shim.allSatisfy { !$0.text.contains("dcmtk/") }, "the shim's public header shows DCMTK")
  }

  @Test(
    "the reader of import lines knows every form",
    arguments: [
      ("import Foundation", ["Foundation"]), ("@testable import Screening", ["Screening"]),
      ("internal import CPNG", ["CPNG"]), ("  public import StudyModel", ["StudyModel"]),
      ("import struct Foundation.URL", ["Foundation"]), ("@preconcurrency import Dispatch // why", ["Dispatch"]),
      ("@_spi(Testing) import Intake", ["Intake"]), ("import Foundation; import Glibc", ["Foundation", "libc"]),
      ("let imports = 3", []), ("// import Foundation", []),
    ] as [(String, [String])])
  func readsImports(line: String, modules: [String]) {
    #expect(imports(of: .init(path: "", text: line)) == modules)
  }
}

/// The modules that a file imports, in order. The C library has another name on each system; here it is `libc`.
private func imports(of file: PackageTree.SourceFile) -> [String] {
  let pattern =
    /(?:^|;)\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+(?:(?:struct|class|enum|protocol|typealias|func|let|var)\s+)?(\w+)/
  return file.code.flatMap {
    $0.matches(of: pattern).map { ["Glibc", "Musl", "Darwin"].contains($0.output.1) ? "libc" : String($0.output.1) }
  }
}
