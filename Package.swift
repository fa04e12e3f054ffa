// swift-tools-version: 6.2
// The floors of the house from top to bottom; a target imports only what is listed for it, and
// Tests/ArchitectureTests holds the sources to this table.
import PackageDescription

/// Warnings are errors everywhere. `fenced` is for the targets that handle raw memory (kernels, dispatch, shims,
/// benchmarks); everywhere else strict memory safety keeps pointers out.
let fenced: [SwiftSetting] = [.treatAllWarnings(as: .error)]
let common: [SwiftSetting] = fenced + [.strictMemorySafety()]

/// What runs over voxels is optimised in debug builds too: an unoptimised SIMD loop is about 125 times slower.
let optimised: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]
let kernel: [SwiftSetting] = fenced + optimised

#if arch(x86_64)
  let avx2: [SwiftSetting] = kernel + [.unsafeFlags(["-Xcc", "-mavx2", "-Xcc", "-mfma", "-Xcc", "-march=x86-64-v3"])]
  let instructionSets: [Target] = [
    .target(
      name: "KernelAVX2", dependencies: ["KernelShim"], path: "Sources/Engine/KernelAVX2", swiftSettings: avx2)
  ]
  let instructionSetDependencies: [Target.Dependency] = ["KernelAVX2"]
#else
  let instructionSets: [Target] = []
  let instructionSetDependencies: [Target.Dependency] = []
#endif

/// The DCMTK libraries behind the shim: a C++ `#include` does not link by itself.
let dcmtk: [LinkerSetting] = [
  "dcmjpls", "dcmtkcharls", "dcmjpeg", "ijg8", "ijg12", "ijg16", "dcmimage", "dcmimgle", "dcmdata", "oflog", "ofstd",
  "z", "m",
].map { .linkedLibrary($0) }

let package = Package(
  name: "Prescreen",
  products: [
    .executable(name: "prescreen", targets: ["prescreen"]),
    .executable(name: "prescreen-bench", targets: ["prescreen-bench"]),
  ],
  targets: [
    .target(name: "StudyModel", path: "Sources/Model/StudyModel", swiftSettings: common),

    .target(name: "KernelShim", path: "Sources/Engine/KernelShim"),
    .target(name: "KernelReference", path: "Sources/Engine/KernelReference", swiftSettings: kernel),
    .target(
      name: "KernelPortable", dependencies: ["KernelShim"], path: "Sources/Engine/KernelPortable",
      swiftSettings: kernel),
    .target(
      name: "VolumeOperations",
      dependencies: ["StudyModel", "KernelShim", "KernelPortable"] + instructionSetDependencies,
      path: "Sources/Engine/VolumeOperations", swiftSettings: kernel),
    .target(
      name: "NeuralNetwork", dependencies: ["StudyModel", "VolumeOperations"],
      path: "Sources/Engine/NeuralNetwork", exclude: ["README.md"], swiftSettings: kernel),

    .systemLibrary(
      name: "CDCMTK", path: "Sources/DICOM/CDCMTK", providers: [.apt(["libdcmtk-dev"])]),
    .systemLibrary(name: "CPNG", path: "Sources/DICOM/CPNG", providers: [.apt(["libpng-dev"])]),
    .target(
      name: "DICOMShim", dependencies: ["CDCMTK"], path: "Sources/DICOM/DICOMShim", linkerSettings: dcmtk),
    .target(
      name: "DICOMCodecs", path: "Sources/DICOM/DICOMCodecs", swiftSettings: common + optimised),
    .target(
      name: "DICOMIngest", dependencies: ["StudyModel", "VolumeOperations", "DICOMShim", "DICOMCodecs"],
      path: "Sources/DICOM/DICOMIngest", swiftSettings: common + optimised),

    .target(
      name: "DICOMReport", dependencies: ["StudyModel", "VolumeOperations", "DICOMShim"],
      path: "Sources/DICOM/DICOMReport", swiftSettings: common + optimised),

    .target(
      name: "NoduleDetection", dependencies: ["StudyModel", "VolumeOperations", "NeuralNetwork"],
      path: "Sources/Screening/NoduleDetection", swiftSettings: common + optimised),
    .target(
      name: "Evaluation", dependencies: ["StudyModel", "VolumeOperations"], path: "Sources/Screening/Evaluation",
      exclude: ["README.md"], swiftSettings: common + optimised),
    .target(
      name: "FindingsReport", dependencies: ["StudyModel", "VolumeOperations", "CPNG"],
      path: "Sources/Screening/FindingsReport", exclude: ["README.md"], swiftSettings: common),
    .target(
      name: "PhantomStudies", dependencies: ["StudyModel", "VolumeOperations", "DICOMReport", "Evaluation"],
      path: "Sources/Screening/PhantomStudies", exclude: ["README.md"], swiftSettings: common),
    .target(
      name: "Screening",
      dependencies: ["StudyModel", "VolumeOperations", "DICOMIngest", "NoduleDetection", "FindingsReport"],
      path: "Sources/Screening/Screening", exclude: ["README.md"], swiftSettings: common),

    .target(name: "Intake", dependencies: ["StudyModel"], path: "Sources/Service/Intake", swiftSettings: common),

    .executableTarget(
      name: "prescreen",
      dependencies: [
        "StudyModel", "VolumeOperations", "DICOMIngest", "NoduleDetection", "Evaluation", "FindingsReport",
        "PhantomStudies", "Screening", "Intake",
      ],
      path: "Sources/Commands/prescreen", exclude: ["README.md"], swiftSettings: common),
    .executableTarget(
      name: "prescreen-bench",
      dependencies: [
        "StudyModel", "VolumeOperations", "NeuralNetwork", "DICOMIngest", "NoduleDetection", "FindingsReport",
        "Screening",
      ],
      path: "Benchmarks/prescreen-bench", swiftSettings: fenced),

    .executableTarget(
      name: "patch-export", dependencies: ["StudyModel", "VolumeOperations", "NoduleDetection", "TestSupport"],
      path: "Benchmarks/patch-export", swiftSettings: fenced),

    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: common),
    .target(
      name: "IngestMutation", path: "Benchmarks/ingest-fuzz/Mutation", swiftSettings: common + optimised),
    .executableTarget(
      name: "ingest-fuzz", dependencies: ["VolumeOperations", "DICOMIngest", "TestSupport", "IngestMutation"],
      path: "Benchmarks/ingest-fuzz/Worker", swiftSettings: fenced),
    .testTarget(name: "ArchitectureTests", path: "Tests/ArchitectureTests", swiftSettings: common),
    .testTarget(
      name: "StudyModelTests", dependencies: ["StudyModel", "TestSupport"], path: "Tests/StudyModelTests",
      swiftSettings: common),
    .testTarget(
      name: "VolumeOperationsTests",
      dependencies: ["StudyModel", "KernelReference", "VolumeOperations", "TestSupport"],
      path: "Tests/VolumeOperationsTests", swiftSettings: fenced),
    .testTarget(
      name: "NeuralNetworkTests",
      dependencies: ["StudyModel", "KernelReference", "VolumeOperations", "NeuralNetwork", "TestSupport"],
      path: "Tests/NeuralNetworkTests", swiftSettings: fenced + optimised),
    .testTarget(
      name: "DICOMIngestTests",
      dependencies: [
        "StudyModel", "VolumeOperations", "DICOMCodecs", "DICOMIngest", "TestSupport", "IngestMutation",
      ],
      path: "Tests/DICOMIngestTests", swiftSettings: common),
    .testTarget(
      name: "NoduleDetectionTests",
      dependencies: ["StudyModel", "VolumeOperations", "NeuralNetwork", "NoduleDetection", "TestSupport"],
      path: "Tests/NoduleDetectionTests", swiftSettings: common + optimised),
    .testTarget(
      name: "EvaluationTests", dependencies: ["StudyModel", "VolumeOperations", "Evaluation", "TestSupport"],
      path: "Tests/EvaluationTests", swiftSettings: common + optimised),
    .testTarget(
      name: "FindingsReportTests", dependencies: ["StudyModel", "VolumeOperations", "FindingsReport", "CPNG"],
      path: "Tests/FindingsReportTests", swiftSettings: common),
    .testTarget(
      name: "PhantomStudiesTests",
      dependencies: [
        "StudyModel", "VolumeOperations", "DICOMIngest", "Evaluation", "PhantomStudies", "Screening", "TestSupport",
      ],
      path: "Tests/PhantomStudiesTests", swiftSettings: common + optimised),
    .testTarget(
      name: "ScreeningTests",
      dependencies: ["StudyModel", "VolumeOperations", "DICOMIngest", "FindingsReport", "Screening", "TestSupport"],
      path: "Tests/ScreeningTests", swiftSettings: common),
    .testTarget(
      name: "IntakeTests", dependencies: ["StudyModel", "Intake", "TestSupport"], path: "Tests/IntakeTests",
      swiftSettings: common),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "StudyModel", "VolumeOperations", "DICOMIngest", "FindingsReport", "PhantomStudies", "prescreen",
        "TestSupport",
      ],
      path: "Tests/CommandTests", swiftSettings: common),
    .testTarget(
      name: "BenchmarkTests", dependencies: ["StudyModel", "VolumeOperations", "prescreen-bench", "TestSupport"],
      path: "Tests/BenchmarkTests", swiftSettings: common),
  ] + instructionSets,
  cxxLanguageStandard: .cxx17
)
