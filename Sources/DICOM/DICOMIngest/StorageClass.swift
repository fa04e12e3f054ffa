/// The kinds of objects that a study may hold, by SOP Class UID.
enum StorageClass {
  /// CT Image Storage: one slice an object.
  static let ctImage = "1.2.840.10008.5.1.4.1.1.2"

  /// Media Storage Directory: a DICOMDIR.
  static let directory = "1.2.840.10008.1.3.10"

  /// Classes whose instances are CT images, multi-frame ones among them.
  static func isCT(_ uid: String) -> Bool {
    uid == ctImage || isEnhancedCT(uid)
  }

  /// Enhanced CT Image Storage and its legacy converted kin: multi-frame, attributes in functional groups.
  static func isEnhancedCT(_ uid: String) -> Bool { uid == ctImage + ".1" || uid == ctImage + ".2" }

  /// The name to list a series by; the UID itself for classes that are seldom met.
  static func name(_ uid: String) -> String { names[uid] ?? "SOP class \(uid)" }

  /// Source: DICOM PS3.4, table B.5-1.
  private static let names: [String: String] = {
    let root = "1.2.840.10008.5.1.4.1.1."
    let entries = [
      "1": "Computed Radiography Image", "1.1": "Digital X-Ray Image", "2": "CT Image", "2.1": "Enhanced CT Image",
      "2.2": "Legacy Converted Enhanced CT Image", "4": "MR Image", "6.1": "Ultrasound Image",
      "7": "Secondary Capture Image", "7.1": "Multi-frame Secondary Capture", "7.2": "Multi-frame Secondary Capture",
      "7.3": "Multi-frame Secondary Capture", "7.4": "Multi-frame Secondary Capture",
      "11.1": "Presentation State", "20": "Nuclear Medicine Image", "66.4": "Segmentation", "66": "Raw Data",
      "88.11": "Basic Text SR", "88.22": "Enhanced SR", "88.33": "Comprehensive SR", "88.34": "Comprehensive 3D SR",
      "88.59": "Key Object Selection", "88.65": "Chest CAD SR", "88.67": "X-Ray Radiation Dose SR",
      "104.1": "Encapsulated PDF", "128": "PET Image", "481.2": "RT Dose", "481.3": "RT Structure Set",
      "481.5": "RT Plan",
    ]
    return Dictionary(uniqueKeysWithValues: entries.map { (root + $0.key, $0.value) })
  }()
}
