import StudyModel

/// What speaks against a loaded series, or is to be known of it, by its voxels.
struct ContentJudge {
  let content: VolumeContent
  let geometry: VolumeGeometry
  /// What the acquisition says that helps to understand noise, e.g. `120 kV, 80 mA`; empty where it says nothing.
  let exposure: String

  /// The reasons, with their codes; nothing is said about voxels of a field in which no chest fits.
  func reasons() -> [SeriesJudge.Given] {
    guard min(geometry.field.x, geometry.field.y) >= ContentLimits.field else { return slices() }
    if let implausible = implausible() { return [implausible] }
    return slices() + clipped() + offset() + noise() + contrast()
  }

  private func slices() -> [SeriesJudge.Given] {
    let full = (0..<geometry.shape.z).filter { !content.empty.contains($0) }
    // Empty slices at the ends are too many; between others they are missing.
    let inside = content.empty.filter { $0 > full.first ?? .max && $0 < full.last ?? .min }
    let outside = content.empty.filter { !inside.contains($0) }
    return [
      (QualityCode.pixelEmptyInside, inside), (.pixelEmptySlices, outside), (.pixelRepeatedSlices, content.repeated),
    ]
    .filter { !$0.1.isEmpty }
    .map { code, indices in
      reason(
        code,
        "\(indices.count) of \(geometry.shape.z) slices: "
          + list(indices.map { "z = \(decimal(geometry.position(x: 0, y: 0, z: Double($0)).z)) mm" }))
    }
  }

  /// Whatever else is wrong follows from it.
  private func implausible() -> SeriesJudge.Given? {
    let airy = content.histogram.share(of: ContentLimits.airy.range)
    let bodily = content.histogram.share(of: ContentLimits.bodily.range)
    guard airy < ContentLimits.airy.share || bodily < ContentLimits.bodily.share else { return nil }
    return reason(
      .rescaleImplausible,
      "\(percent(airy)) of the voxels are as light as lung or air, \(percent(bodily)) as dense as the body")
  }

  private func clipped() -> [SeriesJudge.Given] {
    guard let lowest = content.histogram.lowest, let highest = content.histogram.highest,
      highest < ContentLimits.bone || lowest > ContentLimits.emptiness
    else { return [] }
    return [reason(.pixelClipped, "all within \(lowest) … \(highest) HU")]
  }

  private func offset() -> [SeriesJudge.Given] {
    var off: [String] = []
    if let air = content.air, abs(air + 1000) > ContentLimits.air.tolerance { off.append("air at \(air) HU") }
    if let tissue = content.softTissue, !ContentLimits.tissue.plausible.contains(tissue) {
      off.append("soft tissue at \(tissue) HU")
    }
    return off.isEmpty ? [] : [reason(.rescaleOffset, off.joined(separator: ", "))]
  }

  private func noise() -> [SeriesJudge.Given] {
    guard let noise = content.noise, noise > ContentLimits.noise else { return [] }
    return [
      reason(
        .pixelNoisy, "\(decimal(noise, digits: 0)) HU in soft tissue" + (exposure.isEmpty ? "" : "; \(exposure)"))
    ]
  }

  /// Cut-off and noisy voxels do not tell blood from bone.
  private func contrast() -> [SeriesJudge.Given] {
    guard let noise = content.noise, noise <= ContentLimits.noise, let highest = content.histogram.highest,
      highest >= ContentLimits.bone, let share = content.contrast, share >= ContentLimits.contrast
    else { return [] }
    return [reason(.contrastSeen, "\(percent(share)) as many patches of 120 … 400 HU as of soft tissue")]
  }

  private func percent(_ share: Double) -> String { "\(decimal(share * 100)) %" }

  private func reason(_ code: QualityCode, _ evidence: String) -> SeriesJudge.Given {
    SeriesJudge.Given(code: code, reason: code.reason(evidence))
  }
}

extension VolumeContent {
  /// The density of air, in HU; `nil` where there is too little of it. The fill outside the scanner's circle is not asked.
  ///
  /// Where the fullest bins are the last ones, that is the flank of the lung, not air.
  var air: Int? {
    let range = ContentLimits.air.range
    guard histogram.share(of: range) >= ContentLimits.air.share, let mode = histogram.mode(in: range) else {
      return nil
    }
    return mode < range.upperBound - 15 ? mode : nil
  }

  /// The density met most in the body, in HU: fat or muscle.
  var softTissue: Int? { histogram.mode(in: ContentLimits.tissue.range) }
}
