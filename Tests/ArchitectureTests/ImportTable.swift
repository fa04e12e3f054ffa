/// One target and everything that its files may import.
struct TargetRow: Sendable, CustomStringConvertible {
  let name: String
  let folder: String
  /// Modules of this package. Package.swift must list the same.
  let modules: Set<String>
  /// Modules of the toolchain and the system; the C library goes by the name `libc`.
  let system: Set<String>

  init(_ name: String, in folder: String, _ modules: Set<String> = [], system: Set<String> = []) {
    self.name = name
    self.folder = folder
    self.modules = modules
    self.system = system
  }

  var description: String { name }
}

extension TargetRow {
  /// The house from top to bottom: a target imports only from its own floor's earlier rows and the floors above it.
  static let sources: [TargetRow] = [
    TargetRow("StudyModel", in: "Sources/Model/StudyModel"),

    TargetRow("KernelShim", in: "Sources/Engine/KernelShim"),
    TargetRow("KernelReference", in: "Sources/Engine/KernelReference", system: ["libc"]),
    TargetRow("KernelPortable", in: "Sources/Engine/KernelPortable", ["KernelShim"]),
    TargetRow("KernelAVX2", in: "Sources/Engine/KernelAVX2", ["KernelShim"]),
    TargetRow(
      "VolumeOperations", in: "Sources/Engine/VolumeOperations",
      ["StudyModel", "KernelShim", "KernelPortable", "KernelAVX2"],
      system: ["Dispatch", "Synchronization", "libc"]),
    TargetRow(
      "NeuralNetwork", in: "Sources/Engine/NeuralNetwork", ["StudyModel", "VolumeOperations"], system: ["Foundation"]),

    TargetRow("CDCMTK", in: "Sources/DICOM/CDCMTK"),
    TargetRow("CPNG", in: "Sources/DICOM/CPNG"),
    TargetRow("DICOMShim", in: "Sources/DICOM/DICOMShim", ["CDCMTK"]),
    TargetRow("DICOMCodecs", in: "Sources/DICOM/DICOMCodecs"),
    TargetRow(
      "DICOMIngest", in: "Sources/DICOM/DICOMIngest",
      ["StudyModel", "VolumeOperations", "DICOMShim", "DICOMCodecs"],
      system: ["Foundation", "Synchronization", "libc"]),

    TargetRow(
      "DICOMReport", in: "Sources/DICOM/DICOMReport", ["StudyModel", "VolumeOperations", "DICOMShim"]),

    TargetRow(
      "NoduleDetection", in: "Sources/Screening/NoduleDetection", ["StudyModel", "VolumeOperations", "NeuralNetwork"],
      system: ["Foundation"]),
    TargetRow(
      "Evaluation", in: "Sources/Screening/Evaluation", ["StudyModel", "VolumeOperations"], system: ["Foundation"]),
    TargetRow(
      "FindingsReport", in: "Sources/Screening/FindingsReport", ["StudyModel", "VolumeOperations", "CPNG"],
      system: ["Foundation", "Synchronization", "libc"]),
    TargetRow(
      "PhantomStudies", in: "Sources/Screening/PhantomStudies",
      ["StudyModel", "VolumeOperations", "DICOMReport", "Evaluation"], system: ["Foundation", "Synchronization"]),
    TargetRow(
      "Screening", in: "Sources/Screening/Screening",
      ["StudyModel", "VolumeOperations", "DICOMIngest", "NoduleDetection", "FindingsReport"],
      system: ["Foundation"]),

    TargetRow(
      "Intake", in: "Sources/Service/Intake", ["StudyModel"],
      system: ["Dispatch", "Foundation", "Synchronization", "libc"]),

    TargetRow(
      "prescreen", in: "Sources/Commands/prescreen",
      [
        "StudyModel", "VolumeOperations", "DICOMIngest", "NoduleDetection", "Evaluation", "FindingsReport",
        "PhantomStudies", "Screening", "Intake",
      ],
      system: ["Dispatch", "Foundation", "Synchronization", "libc"]),
    TargetRow(
      "prescreen-bench", in: "Benchmarks/prescreen-bench",
      [
        "StudyModel", "VolumeOperations", "NeuralNetwork", "DICOMIngest", "NoduleDetection", "FindingsReport",
        "Screening",
      ],
      system: ["Dispatch", "Foundation", "Synchronization", "libc"]),
  ]

  static let tests: [TargetRow] = [
    test("TestSupport", []),
    TargetRow(
      "patch-export", in: "Benchmarks/patch-export",
      ["StudyModel", "VolumeOperations", "NoduleDetection", "TestSupport"],
      system: ["Foundation"]),
    TargetRow("IngestMutation", in: "Benchmarks/ingest-fuzz/Mutation"),
    TargetRow(
      "ingest-fuzz", in: "Benchmarks/ingest-fuzz/Worker",
      ["VolumeOperations", "DICOMIngest", "TestSupport", "IngestMutation"], system: ["Foundation"]),
    test("ArchitectureTests", []),
    test("StudyModelTests", ["StudyModel", "TestSupport"]),
    test("VolumeOperationsTests", ["StudyModel", "KernelReference", "VolumeOperations", "TestSupport"]),
    test(
      "NeuralNetworkTests", ["StudyModel", "KernelReference", "VolumeOperations", "NeuralNetwork", "TestSupport"]),
    test(
      "DICOMIngestTests",
      ["StudyModel", "VolumeOperations", "DICOMCodecs", "DICOMIngest", "TestSupport", "IngestMutation"]),
    test(
      "NoduleDetectionTests", ["StudyModel", "VolumeOperations", "NeuralNetwork", "NoduleDetection", "TestSupport"]),
    test("EvaluationTests", ["StudyModel", "VolumeOperations", "Evaluation", "TestSupport"]),
    test("FindingsReportTests", ["StudyModel", "VolumeOperations", "FindingsReport", "CPNG"]),
    test(
      "ScreeningTests", ["StudyModel", "VolumeOperations", "DICOMIngest", "FindingsReport", "Screening", "TestSupport"]),
    test(
      "PhantomStudiesTests",
      ["StudyModel", "VolumeOperations", "DICOMIngest", "Evaluation", "PhantomStudies", "Screening", "TestSupport"]),
    test("IntakeTests", ["StudyModel", "Intake", "TestSupport"]),
    test(
      "CommandTests",
      [
        "StudyModel", "VolumeOperations", "DICOMIngest", "FindingsReport", "PhantomStudies", "prescreen", "TestSupport",
      ]),
    test("BenchmarkTests", ["StudyModel", "VolumeOperations", "prescreen-bench", "TestSupport"]),
  ]

  private static func test(_ name: String, _ modules: Set<String>) -> TargetRow {
    TargetRow(
      name, in: "Tests/\(name)", modules, system: ["Dispatch", "Foundation", "Synchronization", "Testing", "libc"])
  }

  static let all = sources + tests
}
