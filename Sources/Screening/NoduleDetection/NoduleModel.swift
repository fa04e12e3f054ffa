import NeuralNetwork

/// Networks that rank blobs, with their plan: the folder of a model, every file checked against its `SHA256SUMS`.
public struct NoduleModel: Sendable {
  public let plan: NetworkPlan
  /// The SHA-256 of `SHA256SUMS`, which stands for the plan, both networks and their weights.
  public let sha256: String
  let scout: Network
  let reader: Network

  /// - Parameter folder: the folder of the model, e.g. `Models/nodule`.
  /// - Throws: ``DetectionError/network(_:)`` that names the file and what is wrong with it.
  public init(folder: String) throws(DetectionError) {
    do throws(NetworkError) {
      let bundle = try ModelBundle(folder: folder)
      plan = try NetworkPlan(
        json: try bundle.text(NetworkPlan.fileName), file: "\(folder)/\(NetworkPlan.fileName)")
      scout = try bundle.network("scout")
      reader = try bundle.network("reader")
      sha256 = bundle.sha256
      for (network, name, patch) in [(scout, "scout", PatchPlan.near), (reader, "reader", .fine)] {
        try Self.check(network, file: "\(folder)/\(name)/network.json", patch: patch)
      }
    } catch {
      throw .network(error)
    }
  }

  /// A network takes a patch, the wide patch and the numbers, and makes one logit.
  private static func check(_ network: Network, file: String, patch: PatchPlan) throws(NetworkError) {
    let shapes = [
      "patch": TensorShape(z: patch.size, y: patch.size, x: patch.size, channels: 1),
      "wide": TensorShape(z: PatchPlan.wide.size, y: PatchPlan.wide.size, x: PatchPlan.wide.size, channels: 1),
      "numbers": TensorShape(channels: ShapedBlob.numberCount),
    ]
    guard try network.outputShapes(for: shapes) == ["logit": TensorShape(channels: 1)] else {
      throw .malformed(file: file, problem: "it does not make one logit of a patch, a wide patch and the numbers")
    }
  }
}
