extension InstanceHeader.Acquisition {
  /// What a header says of contrast agent, and where.
  struct ContrastHint: Equatable {
    let isGiven: Bool
    /// The attribute that says so; with the name of the agent where it is coded.
    let evidence: String
  }

  /// Whether the header says that contrast agent was given; `nil` where it says nothing, or contradicts itself. A phase in the
  /// description stands against everything else. Source: DICOM PS3.3, C.7.6.4 and C.7.6.4b.
  var contrastHint: ContrastHint? {
    let coded = codedContrastAgent.map { agent in
      let name = agent.isEmpty ? "" : ": \(agent)"
      return ContrastHint(isGiven: !Self.isNone(agent), evidence: "\(DICOMTag.contrastAgentSequence)\(name)")
    }
    let named = contrastAgent.map {
      ContrastHint(isGiven: !Self.isNone($0), evidence: "\(DICOMTag.contrastAgent)")
    }
    let agents = [coded, named].compactMap(\.self)
    if let given = agents.first(where: \.isGiven) { return given }

    let words = ContrastWords(seriesDescription ?? "")
    let described = words.isGiven.map { ContrastHint(isGiven: $0, evidence: "\(DICOMTag.seriesDescription)") }
    guard let none = agents.first else { return described }
    if words.isPhase { return described }
    return words.saysGiven ? nil : none
  }

  /// Whether the name of an agent is what scanners write where none was given.
  private static func isNone(_ agent: String) -> Bool {
    noAgent.contains(agent.uppercased()) || ContrastWords(agent).isGiven == false
  }

  private static let noAgent: Set<String> = ["NONE", "NO", "N", "0", "NIL", "N/A", "无"]
}

extension SliceReference {
  /// What was spent on the image, e.g. `120 kV, 80 mA, kernel BONE`, as far as it is told. Exposure is not told here: makers
  /// write it for a rotation, for the scan, or in other units.
  var dose: String {
    [
      instance.acquisition.tubeVoltage.map { "\(decimal($0, digits: 0)) kV" },
      instance.acquisition.tubeCurrent.map { "\(decimal($0, digits: 0)) mA" },
      frame.acquisition.kernel.map { "kernel \($0)" },
    ].compactMap(\.self).joined(separator: ", ")
  }
}
