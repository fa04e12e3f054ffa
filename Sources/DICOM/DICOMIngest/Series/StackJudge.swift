import StudyModel

/// Judges one stack of slices: its grid, and what speaks against it.
struct StackJudge {
  /// In the order of Instance Numbers, at least one.
  let slices: [SliceReference]
  /// Of each slice.
  let traits: [SliceTraits]
  /// What is known of the whole series.
  let reasons: [SeriesJudge.Given]
  /// Which stack of its series, from 0.
  let number: Int
  /// What tells it from the other stacks of its series; `nil` where it is the only one.
  let label: String?
  /// What is listed where the stack is refused.
  let all: [InstanceHeader]

  typealias Given = SeriesJudge.Given

  func judge() -> IndexedSeries {
    let unique = CopiedSlices(slices, traits)
    let (slices, traits) = (unique.kept.map { self.slices[$0] }, unique.kept.map { self.traits[$0] })
    var reasons = self.reasons
    if slices.count < GeometryLimits.slices.lowerBound { reasons.append(Self.tooFew(slices.count)) }
    let stack = SliceStack(traits.map(\.member))
    reasons += projection(traits) + unique.reasons + stack.reasons.map { Given($0.code, $0.evidence) }
    reasons += HeaderRemarks(slices: slices, traits: traits, geometry: stack.geometry).reasons
    let quality = Self.quality(reasons, slices: slices.count)
    let description = Self.description(
      all, traits, slices: label == nil ? nil : slices.count, label, geometry: stack.geometry)
    guard let geometry = stack.geometry, quality.verdict != .refused else {
      return IndexedSeries(
        description: description, quality: quality, geometry: nil, instances: all, slices: [], rank: nil)
    }
    let ordered = stack.order.map { slices[$0] }
    return IndexedSeries(
      description: description, quality: quality, geometry: geometry, instances: Self.instances(of: ordered),
      slices: ordered,
      rank: SelectionRank(
        geometry: geometry, description: description,
        bodyPart: BodyPart(of: all, kernel: KernelClass(kernel: description.kernel)),
        warnings: reasons.count { $0.code.isWarning },
        isReformatted: traits.contains(where: \.isReformatted), stack: number))
  }

  static func listing(_ sorted: [InstanceHeader], _ reasons: [Given]) -> IndexedSeries {
    IndexedSeries(
      description: description(sorted, [], slices: nil, nil, geometry: nil),
      quality: SeriesQuality(verdict: .refused, reasons: reasons.map(\.reason)), geometry: nil, instances: sorted,
      slices: [], rank: nil)
  }

  /// The objects that the slices stand in, each once, in the order of its first slice.
  static func instances(of slices: [SliceReference]) -> [InstanceHeader] {
    var seen = Set<String>()
    return slices.map(\.instance).filter { seen.insert($0.sopInstanceUID).inserted }
  }

  static func tooFew(_ count: Int) -> Given {
    Given(.seriesTooFewSlices, "it has \(count), \(GeometryLimits.slices.lowerBound) are needed")
  }

  private func projection(_ traits: [SliceTraits]) -> [Given] {
    let projected = traits.first(where: \.isProjection)
    return projected.map { [Given(.seriesProjection, "Image Type \($0.imageType.joined(separator: "\\"))")] } ?? []
  }

  /// A slice left out refuses the series where too few remain, and warns otherwise.
  private static func quality(_ reasons: [Given], slices: Int) -> SeriesQuality {
    var verdict = SeriesQuality.Verdict.analysable
    for given in reasons {
      switch given.code.weight {
      case .refusal: verdict = .refused
      case .slice where slices < GeometryLimits.slices.lowerBound: verdict = .refused
      case .slice, .warning: if verdict == .analysable { verdict = .warning }
      case .note, .file: break
      }
    }
    return SeriesQuality(verdict: verdict, reasons: reasons.map(\.reason))
  }

  /// The attributes of a series: each from the first image that has it.
  private static func description(
    _ sorted: [InstanceHeader], _ traits: [SliceTraits], slices: Int?, _ label: String?, geometry: VolumeGeometry?
  ) -> SeriesDescription {
    func first<Value>(_ path: KeyPath<InstanceHeader.Acquisition, Value?>) -> Value? {
      sorted.lazy.compactMap { $0.acquisition[keyPath: path] }.first
    }
    let frames = traits.isEmpty ? sorted.flatMap(\.slices).map(SliceTraits.init) : traits
    return SeriesDescription(
      seriesInstanceUID: sorted[0].seriesInstanceUID, stack: label, modality: first(\.modality),
      seriesNumber: first(\.seriesNumber),
      slices: geometry?.shape.z ?? slices ?? sorted.reduce(0) { $0 + $1.acquisition.frames },
      spacing: geometry?.spacing, manufacturer: first(\.manufacturer), kernel: frames.lazy.compactMap(\.kernel).first,
      sliceThickness: frames.lazy.compactMap(\.thickness).first.map(Millimetres.init),
      transferSyntaxUID: sorted[0].transferSyntax.uid)
  }
}

extension QualityCode {
  fileprivate var isWarning: Bool { weight == .warning || weight == .slice }
}
