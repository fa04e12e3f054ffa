import Foundation
import NeuralNetwork
import StudyModel
import TestSupport
import Testing
import VolumeOperations

@testable import NoduleDetection

@Suite("the networks that come with the program")
struct NoduleModelTests {
  private static let folder = packageRoot.appending(path: "Models/nodule")
  private let engine = VolumeEngine(threads: 2, kernels: KernelSet.available[0])

  private func floats(_ name: String) throws -> [Float] {
    let data = try Data(contentsOf: packageRoot.appending(path: "Tests/Golden/nodule/\(name).raw"))
    return stride(from: 0, to: data.count, by: 4).map { start in
      Float(bitPattern: (0..<4).reduce(0) { $0 | UInt32(data[start + $1]) << (8 * UInt32($1)) })
    }
  }

  /// `Models/nodule/training/export.py --golden` made the files: patches, numbers, and the logits of PyTorch.
  @Test("they say what PyTorch says", arguments: [("scout", PatchPlan.near), ("reader", .fine)])
  func agreesWithPyTorch(name: String, plan: PatchPlan) throws {
    let model = try NoduleModel(folder: Self.folder.path)
    let network = name == "scout" ? model.scout : model.reader
    let values = try floats(name)
    let items = values.count / (plan.voxels + PatchPlan.wide.voxels + ShapedBlob.numberCount + 1)
    #expect(items == 4)
    var rest = values[...]
    func tensor(_ size: Int, channels: Int) -> Tensor {
      let shape = TensorShape(items: items, z: size, y: size, x: size, channels: channels)
      defer { rest = rest.dropFirst(shape.count) }
      return Tensor(shape: shape, values: Array(rest.prefix(shape.count)))
    }
    let outputs = try network.run(
      [
        "patch": tensor(plan.size, channels: 1), "wide": tensor(PatchPlan.wide.size, channels: 1),
        "numbers": tensor(1, channels: ShapedBlob.numberCount),
      ], on: engine)
    let logits = try #require(outputs["logit"]).values
    #expect(logits.count == rest.count)
    for (mine, theirs) in zip(logits, rest) { #expect(abs(mine - theirs) < 1e-3) }
    #expect(Set(logits).count > 1)
  }

  @Test("the same candidates at any thread count")
  func threads() throws {
    let model = try NoduleModel(folder: Self.folder.path)
    var phantom = ChestPhantom()
    phantom.parts = [.init(centre: ChestPhantom.point(-65, 10, 30), radius: 5)]
    let volume = phantom.volume()
    let lists = try [1, 2, 3, 7].map { threads in
      let engine = VolumeEngine(threads: threads, kernels: KernelSet.available[0])
      return try NoduleDetector(engine: engine, plan: .classical, model: model).detect(in: volume).candidates
    }
    #expect(!lists[0].isEmpty)
    for list in lists.dropFirst() { #expect(list == lists[0]) }
  }

  @Test("candidates fall in probability and lie apart")
  func list() throws {
    let model = try NoduleModel(folder: Self.folder.path)
    var phantom = ChestPhantom()
    phantom.parts = [.init(centre: ChestPhantom.point(60, 30, 20), radius: 8)]
    let detection = try NoduleDetector(engine: engine, plan: .classical, model: model).detect(in: phantom.volume())
    let candidates = detection.candidates
    #expect(zip(candidates, candidates.dropFirst()).allSatisfy { $0.probability >= $1.probability })
    for (index, candidate) in candidates.enumerated() {
      let others = candidates.prefix(index)
      #expect(others.allSatisfy { $0.position.distance(to: candidate.position) > model.plan.mergeDistance })
    }
    #expect(candidates.prefix(detection.shown).allSatisfy { $0.probability >= model.plan.operatingProbability })
  }

  @Test(
    "a plan that is none, or whose numbers make no sense, is refused",
    arguments: ["{}", "no plan", "readerBlobs", "calibrationSlope"])
  func badPlan(change: String) throws {
    let text = try String(contentsOf: Self.folder.appending(path: "plan.json"), encoding: .utf8)
    let changed =
      change.first == "r" || change.first == "c"
      ? text.replacing(try Regex("\"\(change)\": [0-9.]+"), with: "\"\(change)\": -1") : change
    #expect(changed != text)
    let error = #expect(throws: NetworkError.self) { try NetworkPlan(json: Array(changed.utf8), file: "plan.json") }
    guard case .malformed(file: "plan.json", problem: _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}
