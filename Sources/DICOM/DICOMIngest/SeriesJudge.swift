import StudyModel
import VolumeOperations

/// Judges one series: which instances make the stack, on which grid, and what speaks against it.
struct SeriesJudge {
  /// The instances, each SOP Instance UID once.
  let headers: [InstanceHeader]
  /// What is known beforehand: reasons of the study, copies, conflicts.
  let given: [Given]

  struct Given {
    let code: QualityCode
    let reason: QualityReason
  }

  func judge() -> IndexedSeries {
    let sorted = headers.sorted { Self.comesBefore($0, $1) }
    guard sorted.contains(where: \.isCTImage) else { return listed(sorted, notCT(sorted)) }
    let slices = sorted.flatMap(\.slices)
    var reasons = given + problems(sorted)
    if !slices.isEmpty, slices.allSatisfy({ $0.frame.acquisition.imageType.contains("LOCALIZER") }) {
      return listed(sorted, reasons + [reason(.seriesLocalizer, "")])
    }
    // Where every image has a problem, the problem says enough.
    let needed = GeometryLimits.slices.lowerBound
    if slices.count < needed, !slices.isEmpty || sorted.count < needed {
      reasons.append(reason(.seriesTooFewSlices, "it has \(slices.count), \(needed) are needed"))
    }
    guard !slices.isEmpty else { return listed(sorted, reasons) }
    let stack = SliceStack(slices.map(Self.member))
    reasons += projection(slices) + stack.reasons.map { reason($0.code, $0.evidence) } + remarks(slices, stack.geometry)
    let quality = self.quality(reasons, slices: slices.count)
    let description = Self.description(sorted, geometry: stack.geometry)
    guard let geometry = stack.geometry, quality.verdict != .refused else {
      return IndexedSeries(
        description: description, quality: quality, geometry: nil, instances: sorted, slices: [], rank: nil)
    }
    let ordered = stack.order.map { slices[$0] }
    return IndexedSeries(
      description: description, quality: quality, geometry: geometry, instances: Self.instances(of: ordered),
      slices: ordered,
      rank: SelectionRank(geometry: geometry, description: description, hasWarning: quality.verdict == .warning))
  }

  private func listed(_ sorted: [InstanceHeader], _ reasons: [Given]) -> IndexedSeries {
    IndexedSeries(
      description: Self.description(sorted, geometry: nil),
      quality: SeriesQuality(verdict: .refused, reasons: reasons.map(\.reason)), geometry: nil, instances: sorted,
      slices: [], rank: nil)
  }

  /// A slice left out refuses the series where too few remain, and warns otherwise.
  private func quality(_ reasons: [Given], slices: Int) -> SeriesQuality {
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

  private func reason(_ code: QualityCode, _ evidence: String) -> Given {
    Given(code: code, reason: code.reason(evidence))
  }

  // MARK: Reasons

  private func notCT(_ sorted: [InstanceHeader]) -> [Given] {
    let names = Set(sorted.map { StorageClass.name($0.sopClassUID) }).sorted().joined(separator: ", ")
    return given.filter { $0.code.weight != .warning } + [reason(.seriesNotCT, names)]
  }

  /// The problems of single images, each code once, with the first image that has it.
  private func problems(_ sorted: [InstanceHeader]) -> [Given] {
    var order: [String] = []
    var byCode: [String: (first: QualityReason, count: Int)] = [:]
    for header in sorted where header.isCTImage {
      guard let problem = header.problem?.reason else { continue }
      if byCode[problem.code] == nil { order.append(problem.code) }
      byCode[problem.code, default: (problem, 0)].count += 1
    }
    return order.compactMap { code in
      guard let found = byCode[code], let known = QualityCode(rawValue: code) else { return nil }
      let count = "\(found.count) of \(sorted.count) images"
      return Given(
        code: known,
        reason: QualityReason(code: code, message: found.first.message, evidence: "\(count); \(found.first.evidence)"))
    }
  }

  private func projection(_ slices: [SliceReference]) -> [Given] {
    let projected = slices.first { !Self.projections.isDisjoint(with: $0.frame.acquisition.imageType) }
    return projected.map {
      [reason(.seriesProjection, "Image Type \($0.frame.acquisition.imageType.joined(separator: "\\"))")]
    } ?? []
  }

  /// Values of Image Type that say a pixel is the largest or the smallest of many.
  private static let projections: Set<String> = [
    "MIP", "MINIP", "MAX_IP", "MIN_IP", "MAXIMUM", "MINIMUM", "PROJECTION IMAGE",
  ]

  private func remarks(_ slices: [SliceReference], _ geometry: VolumeGeometry?) -> [Given] {
    var remarks: [Given] = []
    if let lossy = slices.first(where: \.instance.acquisition.isLossy)?.instance {
      let ratio = lossy.acquisition.lossyRatio.map { ", ratio \(decimal($0))" } ?? ""
      remarks.append(reason(.pixelLossy, lossy.transferSyntax.name + ratio))
    }
    if slices.contains(where: { $0.frame.pixels.hasPaddingInTissue }) {
      remarks.append(reason(.paddingInTissue, ""))
    }
    guard let geometry else { return remarks }
    let voxels = Double(geometry.shape.x) * Double(geometry.shape.y) * Double(geometry.shape.z)
    if geometry.shape.z > GeometryLimits.slices.upperBound || voxels > Double(VolumeEngine.maximumVoxels) {
      let shape = geometry.shape
      remarks.append(reason(.seriesTooLarge, "\(shape.x) × \(shape.y) × \(shape.z)"))
    }
    let spacing = geometry.spacing.z
    if spacing > GeometryLimits.wideSpacing {
      remarks.append(reason(.geometryWideSpacing, "\(decimal(spacing)) mm"))
    }
    if let thickness = slices[0].frame.acquisition.sliceThickness?.value, thickness < GeometryLimits.unimaged * spacing
    {
      remarks.append(
        reason(.geometryUnimaged, "\(decimal(thickness, digits: 2)) mm thick, \(decimal(spacing, digits: 2)) mm apart"))
    }
    return remarks
  }

  // MARK: Parts

  private static func member(_ slice: SliceReference) -> SliceStack.Member {
    SliceStack.Member(plane: slice.frame.plane, rows: slice.frame.pixels.rows, columns: slice.frame.pixels.columns)
  }

  /// The objects that the slices stand in, each once, in the order of its first slice.
  private static func instances(of slices: [SliceReference]) -> [InstanceHeader] {
    var seen = Set<String>()
    return slices.map(\.instance).filter { seen.insert($0.sopInstanceUID).inserted }
  }

  /// By Instance Number, then SOP Instance UID: never by path.
  private static func comesBefore(_ a: InstanceHeader, _ b: InstanceHeader) -> Bool {
    (a.instanceNumber ?? .max, a.sopInstanceUID) < (b.instanceNumber ?? .max, b.sopInstanceUID)
  }

  /// The attributes of a series: each from the first image that has it.
  private static func description(_ sorted: [InstanceHeader], geometry: VolumeGeometry?) -> SeriesDescription {
    func first<Value>(_ path: KeyPath<InstanceHeader.Acquisition, Value?>) -> Value? {
      sorted.lazy.compactMap { $0.acquisition[keyPath: path] }.first
    }
    func firstOfFrames<Value>(_ path: KeyPath<FrameHeader.Acquisition, Value?>) -> Value? {
      sorted.lazy.flatMap(\.frames).compactMap { $0.acquisition[keyPath: path] }.first
    }
    return SeriesDescription(
      seriesInstanceUID: sorted[0].seriesInstanceUID, modality: first(\.modality), seriesNumber: first(\.seriesNumber),
      slices: geometry?.shape.z ?? sorted.reduce(0) { $0 + $1.acquisition.frames }, spacing: geometry?.spacing,
      manufacturer: first(\.manufacturer), kernel: firstOfFrames(\.kernel),
      sliceThickness: firstOfFrames(\.sliceThickness),
      transferSyntaxUID: sorted[0].transferSyntax.uid)
  }
}
