import FindingsReport
import Foundation
import StudyModel
import TestSupport
import Testing
import VolumeOperations

@testable import Screening

@Suite("performance.json of a model")
struct PerformanceFileTests {
  let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private static let good = """
    {"benchmark": "b", "model": null, "plan": "p", "spacings": [{"spacingMM": 2.5, "series": 3,
      "falsePositivesPerScan": 0.5, "sizes": [
        {"fromMM": 0, "toMM": 6, "nodules": 10, "found": 4, "low": 0.17, "high": 0.69},
        {"fromMM": 6, "toMM": null, "nodules": 0, "found": 0, "low": 0, "high": 1}]}]}
    """

  private func installed(_ text: String, plan: String = "p", model: String? = nil) throws -> MeasuredPerformance? {
    try folder.newFile("m/performance.json", Data(text.utf8))
    return try MeasuredPerformance.installed(
      folder: "m", plan: plan, model: model, environment: [ModelFolder.environmentKey: folder.url.path])
  }

  @Test("every number is read")
  func good() throws {
    let performance = try #require(try installed(Self.good))
    #expect(performance.benchmark == "b" && performance.plan == "p" && performance.model == nil)
    let spacing = try #require(performance.spacings.first)
    #expect(spacing.spacing == Millimetres(2.5) && spacing.series == 3 && spacing.falsePositivesPerScan == 0.5)
    let expected = [
      MeasuredPerformance.SizeClass(
        from: Millimetres(0), to: Millimetres(6), nodules: 10, found: 4, interval: 0.17...0.69),
      MeasuredPerformance.SizeClass(from: Millimetres(6), to: nil, nodules: 0, found: 0, interval: 0...1),
    ]
    #expect(spacing.sizes == expected)
  }

  @Test("what was measured with another plan or model is not quoted, and a missing file says nothing")
  func other() throws {
    #expect(try installed(Self.good, plan: "q") == nil)
    #expect(try installed(Self.good, model: "n") == nil)
    let environment = [ModelFolder.environmentKey: folder.url.path]
    #expect(
      try MeasuredPerformance.installed(folder: "none", plan: "p", model: nil, environment: environment) == nil)
    try FileManager.default.createDirectory(atPath: folder.path("empty"), withIntermediateDirectories: false)
    #expect(
      try MeasuredPerformance.installed(folder: "empty", plan: "p", model: nil, environment: environment) == nil)
  }

  @Test(
    "numbers that cannot be true together are an error that names the file and the remedy",
    arguments: [
      ("\"found\": 4", "\"found\": 11"), ("\"found\": 4", "\"found\": -1"), ("\"low\": 0.17", "\"low\": 0.5"),
      ("\"low\": 0.17", "\"low\": 0.8"), ("\"high\": 0.69", "\"high\": 1.2"), ("\"toMM\": 6", "\"toMM\": 0"),
      ("\"toMM\": 6", "\"toMM\": null"), ("\"fromMM\": 6", "\"fromMM\": 5"), ("\"series\": 3", "\"series\": 0"),
      ("\"spacingMM\": 2.5", "\"spacingMM\": 0"),
    ])
  func contradiction(old: String, new: String) throws {
    let text = Self.good.replacing(old, with: new)
    #expect(text != Self.good)
    let error = #expect(throws: PerformanceFileError.self) { try installed(text) }
    let words = try #require(error).description
    #expect(words.contains("m/performance.json") && words.contains("evaluate_set.py"), "\(words)")
  }

  @Test("a file that is cut short or lacks a key is an error", arguments: ["", "{", "{\"plan\": \"p\"}"])
  func unreadable(text: String) {
    #expect(throws: PerformanceFileError.unreadable(path: folder.path("m/performance.json"))) { try installed(text) }
  }

  @Test(
    "the record in this repository is about the detector that runs, and covers slices of 1, 2.5 and 5 mm",
    arguments: ["classical", "nodule"])
  func shipped(model: String) throws {
    let environment = [
      ModelFolder.environmentKey: packageRoot.appending(path: "Models").path, ScreeningModel.environmentKey: model,
    ]
    let screener = try StudyScreener(
      engine: VolumeEngine(threads: 1, kernels: KernelSet.available[0]),
      model: try ScreeningModel.load(environment: environment), language: .english, formats: .all, version: "0"
    ).quotingPerformance(environment: environment)
    let performance = try #require(screener.performance)
    #expect(performance.spacings.map(\.spacing.value) == [1, 2.5, 5])
    for spacing in performance.spacings {
      #expect(spacing.sizes.map(\.from.value) == [0, 6, 10, 20] && spacing.sizes.last?.to == nil)
    }
  }
}
