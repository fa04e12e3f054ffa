import DICOMReport
import Evaluation

/// Cases of character sets. The names are the examples of the standard itself (DICOM PS3.5, annexes H to K).
extension PhantomCase {
  static let texts: [PhantomCase] = [
    text("latin1", "ISO_IR 100: Buc^Jérôme.", "ISO_IR 100", "Buc^J\u{E9}r\u{F4}me".latin1),
    text(
      "utf8", "UTF-8 (ISO_IR 192): Wang^XiaoDong.", "ISO_IR 192", Array("Wang^XiaoDong=王^小东=".utf8), chest: utf8Chest),
    text("gb18030", "GB18030: Wang^XiaoDong.", "GB18030", wang, chest: gbChest),
    text("gbk", "GBK: Wang^XiaoDong.", "GBK", wang, chest: gbChest),
    text("iso2022-ir58", "ISO 2022 IR 58: Zhang^XiaoDong.", "\\ISO 2022 IR 58", zhang),
    text("iso2022-jp", "ISO 2022 IR 87: Yamada^Tarou.", "\\ISO 2022 IR 87", yamada),
    text("korean", "ISO 2022 IR 149: Hong^Gildong.", "\\ISO 2022 IR 149", hong),
    lie("label-gb2312", "The label GB2312, which is no term of DICOM.", "GB2312"),
    lie("no-label-gbk", "No label, and GBK bytes.", nil),
    lie("latin1-really-gbk", "The label ISO_IR 100 over GBK bytes.", "ISO_IR 100"),
  ]

  private static func text(
    _ name: String, _ summary: String, _ characterSet: String, _ patient: [UInt8], chest: [UInt8]? = nil
  ) -> PhantomCase {
    PhantomCase(name, summary, .analysable) { plan, _ in
      plan.patient.characterSet = characterSet
      plan.patient.name = patient
      if let chest { plan.patient.studyDescription = chest }
    }
  }

  private static func lie(_ name: String, _ summary: String, _ characterSet: String?) -> PhantomCase {
    PhantomCase(name, summary, .warning, ["text.guessed"]) { plan, _ in
      plan.patient.characterSet = characterSet
      plan.patient.name = wang
      plan.patient.studyDescription = gbChest
    }
  }

  /// 王^小东 in GB2312, GBK and GB18030 alike.
  private static let wang = Array("Wang^XiaoDong=".utf8) + [0xCD, 0xF5, 0x5E, 0xD0, 0xA1, 0xB6, 0xAB, 0x3D]
  private static let zhang =
    Array("Zhang^XiaoDong=".utf8) + [0x1B, 0x24, 0x29, 0x41, 0xD5, 0xC5, 0x5E, 0x1B, 0x24, 0x29, 0x41]
    + [0xD0, 0xA1, 0xB6, 0xAB, 0x3D]
  private static let yamada = Array(
    "Yamada^Tarou=\u{1B}$B;3ED\u{1B}(B^\u{1B}$BB@O:\u{1B}(B=\u{1B}$B$d$^$@\u{1B}(B^\u{1B}$B$?$m$&\u{1B}(B".utf8)
  private static let hong =
    Array("Hong^Gildong=".utf8) + korean([0xFB, 0xF3]) + [0x5E] + korean([0xD1, 0xCE, 0xD4, 0xD7]) + [0x3D]
    + korean([0xC8, 0xAB]) + [0x5E] + korean([0xB1, 0xE6, 0xB5, 0xBF])

  private static func korean(_ bytes: [UInt8]) -> [UInt8] { [0x1B, 0x24, 0x29, 0x43] + bytes }

  /// 胸部CT平扫.
  private static let gbChest: [UInt8] = [0xD0, 0xD8, 0xB2, 0xBF, 0x43, 0x54, 0xC6, 0xBD, 0xC9, 0xA8]
  private static let utf8Chest = Array("胸部CT平扫".utf8)
}

extension String {
  /// One byte a character; for texts of ISO 8859-1 only.
  fileprivate var latin1: [UInt8] { unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } }
}
