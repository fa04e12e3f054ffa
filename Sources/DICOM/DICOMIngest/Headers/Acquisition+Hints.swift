extension InstanceHeader.Acquisition {
  /// The attribute that says that contrast agent was given; `nil` where none does.
  var contrastHint: DICOMTag? {
    if let agent = contrastAgent?.uppercased(), !Self.noAgent.contains(agent) { return .contrastAgent }
    let words = (seriesDescription ?? "").uppercased()
    guard !Self.without.contains(where: words.contains), Self.with.contains(where: words.contains) else { return nil }
    return .seriesDescription
  }

  /// What scanners write where none was given.
  private static let noAgent: Set<String> = ["NONE", "NO", "N", "0", "NO CONTRAST", "NO INTRAVENOUS CONTRAST", "无"]

  private static let with = [
    "C+", "CONTRAST", "ENHANCED", "ARTERIAL", "VENOUS", "CTA", "CTPA", "增强", "动脉期", "静脉期",
  ]
  private static let without = ["C-", "NON", "WITHOUT", "W/O", "WO CONTRAST", "UNENHANCED", "NATIVE", "平扫", "非增强"]
}

extension SliceReference {
  /// What was spent on the image, e.g. `120 kV, 80 mA, kernel BONE`, as far as it is told. Exposure is not asked: makers
  /// write it for a rotation, for the scan, or in other units.
  var dose: String {
    [
      instance.acquisition.tubeVoltage.map { "\(decimal($0, digits: 0)) kV" },
      instance.acquisition.tubeCurrent.map { "\(decimal($0, digits: 0)) mA" },
      frame.acquisition.kernel.map { "kernel \($0)" },
    ].compactMap(\.self).joined(separator: ", ")
  }
}
