import TestSupport
import Testing

@testable import DICOMIngest

@Suite("What a header says of contrast agent, tube and tilt")
struct ContrastHintTests {
  private func header(_ change: (inout TestFile) -> Void) throws -> InstanceHeader {
    var file = TestFile.slice()
    change(&file)
    let folder = try TestFolder()
    return try DICOMIngest.examine(file: file.write("x.dcm", in: folder))
  }

  @Test(
    "words of a description",
    arguments: [
      ("Chest C+ venous", true), ("CHEST +C", true), ("胸部C+", true), ("CHEST WITH CONTRAST", true),
      ("Thorax_PostContrast", true), ("CTA chest", true), ("CTPA", true), ("胸部增强", true), ("CANON CONTRAST", true),
      ("NON GATED CHEST WITH CONTRAST", true), ("胸部平扫+增强 静脉期", true), ("平扫 动脉期", true), ("WITHOUT, THEN PORTAL", true),
      ("Chest non-contrast", false), ("NonCon", false), ("CHEST W/O", false), ("w/o IV contrast", false),
      ("Chest C-", false),
      ("CHEST -C", false), ("NO INTRAVENOUS CONTRAST", false), ("UNENHANCED", false), ("Thorax native", false),
      ("胸部平扫", false), ("无增强", false), ("未增强", false), ("非增强", false), ("WITH NO CONTRAST", false),
      ("WITH AND WITHOUT CONTRAST", nil), ("without and with contrast", nil), ("W/WO CONTRAST", nil), ("C+/C-", nil),
      ("PRE AND POST CONTRAST", nil), ("平扫+增强", nil), ("CANON CHEST", nil), ("RECTAL TUBE", nil), ("C-SPINE", nil),
      ("C-7", nil), ("ABC+", nil), ("Chest 1.25mm", nil), ("", nil),
    ] as [(String, Bool?)])
  func words(text: String, isGiven: Bool?) { #expect(ContrastWords(text).isGiven == isGiven, "\(text)") }

  @Test(
    "the agent and the description together",
    arguments: [
      ("Omnipaque", "平扫", true), ("NONE", "", false), ("N/A", "", false), ("未增强", "", false),
      ("NON-CONTRAST", "", false),
      ("NONE", "ARTERIAL", true), ("NONE", "CONTRAST", nil), ("NONE", "native", false), ("", "", nil),
    ] as [(String, String, Bool?)])
  func agent(agent: String, description: String, isGiven: Bool?) throws {
    let header = try header { file in
      file.set(0x0008, 0x0005, "CS", "ISO_IR 192")
      file.set(0x0018, 0x0010, "LO", agent)
      file.set(0x0008, 0x103E, "LO", description)
    }
    #expect(header.acquisition.contrastHint?.isGiven == isGiven)
  }

  @Test("Enhanced CT: the coded agent and the tube current of the functional groups")
  func enhanced() throws {
    func acquisition(_ agents: [TestItem]?, _ exposure: [TestItem.Element]) throws -> InstanceHeader.Acquisition {
      var file = EnhancedTestFile.stack(2).file
      let shared = EnhancedTestFile.shared(EnhancedTestFile.stack(2).frames[0])
      let groups = [TestItem.Element.sequence(0x0018, 0x9321, exposure)] + shared
      file.set(0x5200, 0x9229, "SQ", bytes: TestItem.items([TestItem(groups)]))
      if let agents { file.set(0x0018, 0x0012, "SQ", bytes: TestItem.items(agents)) }
      let folder = try TestFolder()
      let header = try DICOMIngest.examine(file: file.write("x.dcm", in: folder))
      #expect(header.problem == nil)
      return header.acquisition
    }
    let iohexol = TestItem([.text(0x0008, 0x0104, "LO", "Iohexol")])
    let given = try acquisition([iohexol], [.double(0x0018, 0x9330, 212.5), .double(0x0018, 0x9332, 106.3)])
    #expect(given.tubeCurrent == 212.5 && given.exposure == 106.3)
    #expect(
      given.contrastHint
        == .init(isGiven: true, evidence: "Contrast/Bolus Agent Sequence (0018,0012): Iohexol"))
    let nameless = try acquisition([TestItem([.text(0x0008, 0x0100, "SH", "X")])], [])
    #expect(nameless.tubeCurrent == nil && nameless.exposure == nil)
    #expect(nameless.contrastHint == .init(isGiven: true, evidence: "Contrast/Bolus Agent Sequence (0018,0012)"))
    for agents in [nil, []] as [[TestItem]?] {
      let silent = try acquisition(agents, [.double(0x0018, 0x9330, 1e300)])
      #expect(silent.contrastHint == nil && silent.tubeCurrent == nil)
    }
  }

  @Test(
    "exposure in mAs, from the finer of the two attributes",
    arguments: [("120", nil, 120), ("120", "119750", 119.75), ("120", "1e9", 120), ("100001", nil, nil)]
      as [(String, String?, Double?)])
  func exposure(milliampereSeconds: String, microampereSeconds: String?, expected: Double?) throws {
    let header = try header { file in
      file.set(0x0018, 0x1152, "IS", milliampereSeconds)
      if let microampereSeconds { file.set(0x0018, 0x1153, "DS", microampereSeconds) }
    }
    #expect(header.acquisition.exposure == expected)
  }

  @Test("numbers that no scanner has are none", arguments: ["1e300", "-1e300", "-91", "100001"])
  func absurd(value: String) throws {
    let header = try header { file in
      for (group, element) in [
        (0x0018, 0x0060), (0x0018, 0x1151), (0x0018, 0x1152), (0x0018, 0x1120), (0x0018, 0x0050), (0x0028, 0x2112),
      ] as [(UInt16, UInt16)] { file.set(group, element, "DS", value) }
    }
    let frame = try #require(header.frames.first).acquisition
    #expect(header.acquisition.tubeVoltage == nil && header.acquisition.tubeCurrent == nil)
    #expect(header.acquisition.exposure == nil)
    #expect(header.acquisition.lossyRatio == nil && frame.gantryTilt == nil && frame.sliceThickness == nil)
  }

  @Test("numbers at the ends of what is believed stay")
  func believed() throws {
    let header = try header { file in
      for (group, element, value) in [
        (0x0018, 0x0060, "1000"), (0x0018, 0x1151, "0"), (0x0018, 0x1120, "-90"), (0x0018, 0x0050, "1000"),
        (0x0028, 0x2112, "10000"),
      ] as [(UInt16, UInt16, String)] { file.set(group, element, "DS", value) }
    }
    let frame = try #require(header.frames.first).acquisition
    #expect(header.acquisition.tubeVoltage == 1000 && header.acquisition.tubeCurrent == 0)
    #expect(header.acquisition.lossyRatio == 10_000 && frame.gantryTilt == -90 && frame.sliceThickness?.value == 1000)
  }
}
