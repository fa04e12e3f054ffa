import StudyModel
import VolumeOperations

/// What was found in one volume.
public struct Detection: Sendable {
  public let lungField: LungField
  /// Best first, for scoring; at most the plan's ``RankingPlan/mostListed``.
  public let candidates: [Candidate]
  /// How many of them, from the first on, are shown to the radiologist.
  public let shown: Int
  /// How many more reached the operating point: the list is capped.
  public let notShown: Int

  /// - Parameter reached: how many candidates, from the first on, reached the operating point.
  init(lungField: LungField, candidates: [Candidate], reached: Int, mostShown: Int) {
    self.lungField = lungField
    self.candidates = candidates
    shown = min(reached, mostShown)
    notShown = reached - shown
  }
}

/// Lung field, blobs inside it, and their ranking. A pure function of volume and plan: no I/O, no clock, no randomness; the
/// same candidates at any thread count.
public struct NoduleDetector: Sendable {
  public let engine: VolumeEngine
  public let plan: DetectionPlan
  /// Ranks what is found; without one, blobs are ranked by their shape.
  public let model: NoduleModel?

  public init(engine: VolumeEngine, plan: DetectionPlan, model: NoduleModel? = nil) {
    self.engine = engine
    self.plan = plan
    self.model = model
  }

  /// Looks for nodules.
  /// - Parameter volume: HU, any spacing, any orientation.
  /// - Returns: no candidates where there is no lung; the field's quality says so.
  /// - Throws: ``DetectionError/operation(_:)`` for a volume that the engine cannot work on.
  public func detect(in volume: Volume) throws(DetectionError) -> Detection {
    let search = try search(volume)
    if let model {
      let candidates = try NetworkRanking(engine: engine, model: model).candidates(
        search, limit: plan.ranking.mostListed)
      let reached = candidates.prefix { $0.probability >= model.plan.operatingProbability }
      return Detection(
        lungField: search.lungField, candidates: candidates, reached: reached.count, mostShown: model.plan.mostShown)
    }
    let candidates = CandidateRanking(engine: engine, plan: plan.ranking)
      .candidates(search.blobs, lungField: search.lungField)
    let reached = candidates.prefix { $0.strength >= plan.ranking.operatingStrength }
    return Detection(
      lungField: search.lungField, candidates: candidates, reached: reached.count, mostShown: plan.ranking.mostShown)
  }

  /// What is known of a volume before a network looks at it.
  package struct Search: Sendable {
    /// The volume on the working grid.
    package let working: Volume
    package let lungField: LungField
    /// Best first, by their strength.
    package let blobs: [ShapedBlob]
  }

  /// Finds the lung field and everything in it that may be a nodule.
  /// - Parameter volume: HU, any spacing.
  package func search(_ volume: Volume) throws(DetectionError) -> Search {
    do throws(OperationError) {
      let working = try engine.resample(volume, spacing: Self.isotropic(plan.candidates.grid))
      let lungField = try findLungField(in: working)
      guard lungField.quality.verdict != .refused, let search = try searchVolume(working, field: lungField.mask) else {
        return Search(working: working, lungField: lungField, blobs: [])
      }
      let blobs = try BlobSearch(engine: engine, plan: plan.candidates).find(in: search)
      let ranked = try CandidateRanking(engine: engine, plan: plan.ranking).rank(
        blobs, in: search, floor: Float(plan.candidates.lung))
      return Search(working: working, lungField: lungField, blobs: ranked)
    } catch {
      throw .operation(error)
    }
  }

  /// Finds the lung field alone.
  /// - Parameter volume: HU, any spacing.
  public func lungField(in volume: Volume) throws(DetectionError) -> LungField {
    do throws(OperationError) {
      return try findLungField(in: try engine.resample(volume, spacing: Self.isotropic(plan.candidates.grid)))
    } catch {
      throw .operation(error)
    }
  }

  private func findLungField(in working: Volume) throws(OperationError) -> LungField {
    let coarse = try engine.resample(working, spacing: Self.isotropic(plan.lungField.grid))
    return try LungFieldFinder(engine: engine, plan: plan.lungField).find(in: coarse)
  }

  /// The block of the working volume that the field needs, with aerated lung everywhere outside the field.
  private func searchVolume(
    _ working: Volume, field: MaskVolume
  ) throws(OperationError) -> SearchVolume? {
    guard let box = engine.boundingBox(field) else { return nil }
    let ratio = Int((plan.lungField.grid.value / plan.candidates.grid.value).rounded())
    func fine(_ range: Range<Int>) -> Range<Int> { range.lowerBound * ratio..<(range.upperBound - 1) * ratio + 1 }
    let margin = 5 * ratio
    let block = VoxelBox(x: fine(box.x), y: fine(box.y), z: fine(box.z))
      .grown(x: margin, y: margin, z: margin, within: working.shape)
    let mask = try engine.regrid(field, to: try working.geometry.cropped(to: block))
    let lung = try engine.masked(
      working, box: block, inside: mask, clampedTo: plan.candidates.thinnest...plan.candidates.densest,
      outside: plan.candidates.lung)
    return SearchVolume(lung: lung, field: mask)
  }

  private static func isotropic(_ spacing: Millimetres) -> PatientVector {
    PatientVector(x: spacing.value, y: spacing.value, z: spacing.value)
  }
}
