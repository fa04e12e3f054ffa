/// The kinds of objects that a study may hold, by SOP Class UID.
enum StorageClass {
  /// CT Image Storage: one slice an object.
  static let ctImage = "1.2.840.10008.5.1.4.1.1.2"

  /// Classes whose instances are CT images, multi-frame ones among them.
  static func isCT(_ uid: String) -> Bool {
    uid == ctImage || isEnhancedCT(uid)
  }

  /// Enhanced CT Image Storage and its legacy converted kin: multi-frame, attributes in functional groups.
  static func isEnhancedCT(_ uid: String) -> Bool { uid == ctImage + ".1" || uid == ctImage + ".2" }

  /// The name to list a series by; the UID itself for classes that are seldom met.
  static func name(_ uid: String) -> String {
    let name = uid.hasPrefix(storageRoot) ? names[String(uid.dropFirst(storageRoot.count))] : nil
    return name ?? "SOP class \(uid)"
  }

  /// What the identifiers of the standard's storage classes begin with.
  static let storageRoot = "1.2.840.10008.5.1.4.1.1."
}
