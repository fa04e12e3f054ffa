import Foundation
import Testing

@Suite("House rules")
struct HouseRuleTests {
  /// Files outside the engine that may touch raw memory, and what for.
  static let fenced: [String: String] = [
    "Sources/Model/StudyModel/VoxelStorage.swift": "owns the memory of a volume",
    "Sources/DICOM/DICOMIngest/Files/DICOMFile.swift": "owns a handle of the shim",
    "Sources/DICOM/DICOMIngest/Files/DICOMFile+Values.swift": "text that the shim lends",
    "Sources/DICOM/DICOMIngest/Files/DICOMFile+Pixels.swift": "samples that the shim writes",
    "Sources/DICOM/DICOMIngest/Pixels/DICOMIngest+Loading.swift": "lends each thread its own slice of one volume",
    "Sources/DICOM/DICOMReport/DataSetWriter.swift": "owns a handle of the shim",
    "Sources/DICOM/DICOMIngest/Files/FileFinder.swift": "readdir: a name in a C struct",
    "Sources/Screening/FindingsReport/Canvas/PNGEncoder.swift": "libpng: a message in a C struct",
    "Sources/Screening/FindingsReport/Output/FileAccess.swift": "readdir: a name in a C struct",
    "Sources/Service/Intake/DiskPath.swift": "paths that are not UTF-8, for the C library",
    "Sources/Service/Intake/LocalFileSystem.swift": "readdir: a name in a C struct",
  ]

  @Test("pointers and SIMD types stay in the engine")
  func pointersStayInTheEngine() throws {
    let rawMemory =
      /\b(?:Unsafe\w*Pointer|OpaquePointer|withUnsafe\w+|_unsafeStart|mutablePointer|SIMD\d+)\b|\.pointer\b/
    var used: Set<String> = []
    for file in try PackageTree.swiftFiles(under: "Sources") where !file.path.hasPrefix("Sources/Engine/") {
      guard let line = file.code.first(where: { $0.contains(rawMemory) }) else { continue }
      used.insert(file.path)
      #expect(Self.fenced[file.path] != nil, "\(file.path): \(line.trimmingCharacters(in: .whitespaces))")
    }
    #expect(used == Set(Self.fenced.keys), "a file on the list no longer needs to stand there")
  }

  @Test("no Swift file is longer than 500 lines; tables are exempt")
  func filesStayReadable() throws {
    for file in try ["Sources", "Benchmarks", "Tests"].flatMap(PackageTree.swiftFiles) {
      let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false).count - 1
      #expect(lines <= 500 || file.path.hasSuffix("Table.swift"), "\(file.path) has \(lines) lines")
    }
  }

  @Test("no file on an instruction set's list differs from the portable one")
  func instructionSetsShareTheirSources() throws {
    let portable = PackageTree.root.appending(path: "Sources/Engine/KernelPortable")
    let twin = PackageTree.root.appending(path: "Sources/Engine/KernelAVX2")
    let names = try FileManager.default.contentsOfDirectory(atPath: portable.path).sorted()
    #expect(try FileManager.default.contentsOfDirectory(atPath: twin.path).sorted() == names)
    for name in names {
      let link = try? FileManager.default.destinationOfSymbolicLink(atPath: twin.appending(path: name).path)
      #expect(link == "../KernelPortable/\(name)", "KernelAVX2/\(name)")
    }
  }
}
