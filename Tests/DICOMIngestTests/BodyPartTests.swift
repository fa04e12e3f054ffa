import StudyModel
import TestSupport
import Testing

@testable import DICOMIngest

@Suite("Which part of the body a series shows")
struct BodyPartTests {
  @Test(
    "the chest, alone or with other parts",
    arguments: [
      "CHEST", "CHESTABDOMEN", "CHEST_ABDOMEN", "CHESTABDPELVIS", "NECKCHEST", "Thorax 1.0 Br40", "ThorRoutine",
      "ThorAbd", "THORACOABDOMINAL", "THORACIC AORTA", "Tórax", "CAP", "C/A/P", "CT TAP", "CH/ABD/PEL", "HRCT",
      "Pulmonary veins", "Chest, abdomen and thoracic spine", "Lung", "LUNG SCREENING", "ABD LUNG", "胸部CT平扫", "胸腹部",
      "肺部", "上腹+肺", "纵隔窗", "胸部 胸椎",
    ])
  func chest(text: String) { #expect(BodyPartWords(text).region(countingLung: true) == .chest) }

  @Test(
    "other parts only",
    arguments: [
      "ABDOMEN", "ABDOMENPELVIS", "Abd/Pel 5.0", "AbdRoutine", "PELVIS", "HEAD", "HEADNECK", "NECK", "TSPINE",
      "THORACIC SPINE", "THORACOLUMBAR", "T-L Spine", "LIVER 3 PHASES", "Beckenübersicht BECKEN", "上腹部", "全腹增强", "头颅",
      "胸椎", "胸腰椎", "盆腔",
    ])
  func elsewhere(text: String) { #expect(BodyPartWords(text).region(countingLung: true) == .elsewhere) }

  @Test(
    "no part of the body",
    arguments: ["", "1.25mm STANDARD", "Body 1.0", "CARDIAC", "C+", "A P", "PLUNGE", "CAPTURE", "平扫", "PORTAL"])
  func nothing(text: String) { #expect(BodyPartWords(text).region(countingLung: true) == nil) }

  @Test("lung is no part of the body where it may name the kernel or the window")
  func lungKernel() {
    for text in ["LUNG 1.25", "肺窗"] { #expect(BodyPartWords(text).region(countingLung: false) == nil) }
    for text in ["ABD LUNG", "上腹 肺窗"] { #expect(BodyPartWords(text).region(countingLung: false) == .elsewhere) }
    #expect(BodyPartWords("CHEST LUNG").region(countingLung: false) == .chest)
  }

  private struct Texts {
    var description = ""
    var bodyPart = ""
    var protocolName = ""
    var study = ""
  }

  @Test(
    "the series before its protocol, the protocol before the study; of those two none that names several parts",
    arguments: [
      (Texts(description: "Abdomen", bodyPart: "CHEST"), BodyPart(region: .elsewhere, source: .seriesDescription)),
      (Texts(description: "Thorax", bodyPart: "ABDOMEN"), BodyPart(region: .chest, source: .seriesDescription)),
      (
        Texts(description: "1.25mm", bodyPart: "ABDOMEN", study: "CHEST"),
        BodyPart(region: .elsewhere, source: .bodyPartExamined)
      ),
      (Texts(description: "LUNG", bodyPart: "LUNG"), BodyPart(region: .chest, source: .bodyPartExamined)),
      (Texts(protocolName: "Thorax", study: "Abdomen"), BodyPart(region: .chest, source: .protocolName)),
      (
        Texts(protocolName: "Thorax Abdomen", study: "Abdomen"), BodyPart(region: .elsewhere, source: .studyDescription)
      ),
      (Texts(bodyPart: "CHESTABDOMEN"), BodyPart(region: .chest, source: .bodyPartExamined)),
      (Texts(description: "LUNG", protocolName: "CAP", study: "胸腹"), BodyPart(region: .chest, source: .protocolName)),
      (Texts(description: "LUNG", study: "胸腹"), BodyPart()),
      (Texts(), BodyPart()),
    ])
  private func attributes(texts: Texts, expected: BodyPart) throws {
    let folder = try TestFolder()
    var file = TestFile.slice()
    file.set(0x0008, 0x0005, "CS", "ISO_IR 192")
    file.set(0x0008, 0x103E, "LO", texts.description)
    file.set(0x0018, 0x0015, "CS", texts.bodyPart)
    file.set(0x0018, 0x1030, "LO", texts.protocolName)
    file.set(0x0008, 0x1030, "LO", texts.study)
    let header = try DICOMIngest.examine(file: file.write("x.dcm", in: folder))
    #expect(BodyPart(of: [header], kernel: .sharp) == expected)
  }

  @Test("a chest with a lung kernel is screened before an abdomen with a standard one")
  func selection() throws {
    let folder = try TestFolder()
    for (series, part, kernel) in [(1, "ABDOMEN", "STANDARD"), (2, "", "STANDARD"), (3, "CHEST", "LUNG")] {
      try folder.writeStack(in: "\(series)") { file, number in
        file.set(0x0008, 0x0018, "UI", "1.2.3.4\(series).\(number)")
        file.set(0x0020, 0x000E, "UI", "1.2.3.4\(series)")
        file.set(0x0020, 0x0011, "IS", "\(series)")
        file.set(0x0018, 0x0015, "CS", part)
        file.set(0x0018, 0x1210, "SH", kernel)
      }
    }
    let selection = try #require(index(folder).studies.first).select()
    #expect(selection.ranked.map(\.description.seriesNumber) == [3, 2, 1])
    #expect(
      selection.others.map { $0.quality.reasons.last?.evidence } == [
        "does not name the chest", "another part of the body: Body Part Examined (0018,0015)",
      ])
  }
}
