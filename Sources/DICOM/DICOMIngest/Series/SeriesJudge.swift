import StudyModel

/// Judges the images of one Series Instance UID: which stacks they make, and what each is worth.
struct SeriesJudge {
  /// The instances, each SOP Instance UID once.
  let headers: [InstanceHeader]
  /// What is known beforehand: reasons of the study, copies, conflicts.
  let given: [Given]

  struct Given {
    let code: QualityCode
    let reason: QualityReason

    init(_ code: QualityCode, _ evidence: String = "") {
      self.init(code: code, reason: code.reason(evidence))
    }

    init(code: QualityCode, reason: QualityReason) {
      self.code = code
      self.reason = reason
    }
  }

  /// - Returns: one entry a stack, the largest stack first; one for everything that is no stack of slices.
  func judge() -> [IndexedSeries] {
    let sorted = headers.indices.sorted { Self.comesBefore(headers[$0], headers[$1]) }.map { headers[$0] }
    guard sorted.contains(where: \.isCTImage) else { return [StackJudge.listing(sorted, notCT(sorted))] }
    let slices = sorted.flatMap(\.slices)
    let reasons = given + problems(sorted)
    let traits = slices.map(SliceTraits.init)
    if !traits.isEmpty, traits.allSatisfy(\.isLocalizer) {
      return [StackJudge.listing(sorted, reasons + [Given(.seriesLocalizer)])]
    }
    // Where every image has a problem, the problem says enough.
    guard !slices.isEmpty else {
      let few = sorted.count < GeometryLimits.slices.lowerBound ? [StackJudge.tooFew(0)] : []
      return [StackJudge.listing(sorted, reasons + few)]
    }
    let split = StackSplit(traits)
    let aside = split.localizers.isEmpty ? [] : [Given(.seriesLocalizersAside, "\(split.localizers.count) images")]
    let labels = split.stacks.count > 1 ? StackLabels(split.stacks.map { $0.map { traits[$0] } }).labels : []
    return split.stacks.indices.map { number in
      let stack = split.stacks[number]
      let parts = split.parts(of: stack)
      let joined = parts.isEmpty ? [] : [Given(.seriesJoined, list(parts))]
      return StackJudge(
        slices: stack.map { slices[$0] }, traits: stack.map { traits[$0] }, reasons: reasons + aside + joined,
        number: number,
        label: labels.isEmpty ? nil : labels[number],
        all: labels.isEmpty ? sorted : StackJudge.instances(of: stack.map { slices[$0] })
      ).judge()
    }
  }

  private func notCT(_ sorted: [InstanceHeader]) -> [Given] {
    let names = Set(sorted.map { StorageClass.name($0.sopClassUID) }).sorted().joined(separator: ", ")
    return given.filter { $0.code.weight != .warning } + [Given(.seriesNotCT, names)]
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

  /// By Instance Number, then SOP Instance UID: never by path.
  private static func comesBefore(_ a: InstanceHeader, _ b: InstanceHeader) -> Bool {
    (a.instanceNumber ?? .max, a.sopInstanceUID) < (b.instanceNumber ?? .max, b.sopInstanceUID)
  }
}

extension SliceTraits {
  init(_ slice: SliceReference) {
    let (frame, acquisition) = (slice.frame, slice.frame.acquisition)
    self.init(
      plane: frame.plane, rows: frame.pixels.rows, columns: frame.pixels.columns, imageType: acquisition.imageType,
      kernel: acquisition.kernel, thickness: acquisition.sliceThickness?.value,
      tubeVoltage: slice.instance.acquisition.tubeVoltage, contrastAgent: slice.instance.acquisition.contrastAgent,
      seriesDescription: slice.instance.acquisition.seriesDescription, temporalPosition: acquisition.temporalPosition,
      acquisitionNumber: acquisition.number, acquisitionTime: acquisition.time)
  }
}
