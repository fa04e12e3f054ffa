import Foundation
import NeuralNetwork
import StudyModel
import VolumeOperations

/// Ranks blobs by networks: the scout looks at all of them, the reader at the best.
struct NetworkRanking {
  let engine: VolumeEngine
  let model: NoduleModel

  private var plan: NetworkPlan { model.plan }

  /// A blob and the logit of its being a nodule.
  private struct Scored {
    let blob: ShapedBlob
    let logit: Float
  }

  /// - Parameter search: its blobs best first.
  /// - Returns: candidates, best first, near ones merged; at most `limit`.
  func candidates(_ search: NoduleDetector.Search, limit: Int) throws(DetectionError) -> [Candidate] {
    let blobs = Array(search.blobs.prefix(plan.scoutBlobs))
    guard !blobs.isEmpty else { return [] }
    let sampler = try PatchSampler.of(search.working, engine: engine)
    let seen = sorted(zip(blobs, try logits(model.scout, .near, blobs, sampler, [.none])).map(Scored.init))
    let best = seen.prefix(plan.readerBlobs).map(\.blob)
    let scout = try logits(model.scout, .near, best, sampler, Mirroring.allCases)
    let reader = try logits(model.reader, .fine, best, sampler, Mirroring.allCases)
    let read = sorted(
      best.indices.map { index in
        let networks = plan.scoutWeight * scout[index] + plan.readerWeight * reader[index]
        return Scored(blob: best[index], logit: networks + plan.strengthWeight * log(best[index].strength + 0.1))
      })
    // What the reader has not seen stands behind what it has.
    let floor = read.last?.logit ?? 0
    let rest = seen.dropFirst(plan.readerBlobs).map { Scored(blob: $0.blob, logit: min($0.logit, floor)) }
    let near = NearMarks(distance: plan.mergeDistance, scales: plan.mergeScales)
    return near.merged(read + rest, limit: limit) { $0.blob.blob }.map {
      $0.blob.candidate(
        probability: plan.probability(of: $0.logit), strength: $0.logit, lungField: search.lungField)
    }
  }

  private func sorted(_ blobs: [Scored]) -> [Scored] {
    blobs.indices.sorted { (blobs[$0].logit, $1) > (blobs[$1].logit, $0) }.map { blobs[$0] }
  }

  /// So many blobs are sampled and run at once: their patches stay in the cache.
  private static let batch = 32

  /// - Returns: for each blob the mean over the mirrorings.
  private func logits(
    _ network: Network, _ patch: PatchPlan, _ blobs: [ShapedBlob], _ sampler: PatchSampler, _ views: [Mirroring]
  ) throws(DetectionError) -> [Float] {
    var logits: [Float] = []
    for start in stride(from: 0, to: blobs.count, by: Self.batch) {
      let batch = Array(blobs[start..<min(start + Self.batch, blobs.count)])
      let patches = engine.loop.map(batch.count) { index in
        [patch, .wide].map { sampler.networkInput($0, of: batch[index]) }
      }
      let numbers = Tensor(
        shape: TensorShape(items: batch.count, channels: ShapedBlob.numberCount),
        values: Array(batch.map(\.numbers).joined()))
      func tensor(_ plan: PatchPlan, _ part: Int, _ view: Mirroring) -> Tensor {
        let seen = engine.loop.map(batch.count) { view.applied(to: patches[$0][part], size: plan.size) }
        return Tensor(
          shape: TensorShape(items: batch.count, z: plan.size, y: plan.size, x: plan.size, channels: 1),
          values: Array(seen.joined()))
      }
      var sums = [Float](repeating: 0, count: batch.count)
      for view in views {
        do {
          let inputs = ["patch": tensor(patch, 0, view), "wide": tensor(.wide, 1, view), "numbers": numbers]
          let outputs = try network.run(inputs, on: engine)
          for (index, logit) in (outputs["logit"]?.values ?? []).enumerated() { sums[index] += logit }
        } catch {
          throw .network(error)
        }
      }
      logits += sums.map { $0 / Float(views.count) }
    }
    return logits
  }
}

extension PatchSampler {
  fileprivate static func of(_ volume: Volume, engine: VolumeEngine) throws(DetectionError) -> PatchSampler {
    do {
      return try PatchSampler(volume, engine: engine)
    } catch {
      throw .operation(error)
    }
  }

  /// The patch of a blob as networks get it: −1 at −1000 HU and below, 1 at 400 HU and above.
  func networkInput(_ plan: PatchPlan, of blob: ShapedBlob) -> [Float] {
    var values = [Float](repeating: 0, count: plan.voxels)
    sample(plan, at: blob.position, scale: blob.scale.value) { index, hu in
      values[index] = (min(max(hu, -1000), 400) + 1000) / 700 - 1
    }
    return values
  }
}
