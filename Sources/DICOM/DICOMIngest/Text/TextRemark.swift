/// Text that is not in the character set that its file names. Holds nothing of the text.
public struct TextRemark: Hashable, Sendable {
  public let tag: DICOMTag
  /// Specific Character Set (0008,0005) as stored; empty where the file has none.
  public let declared: String
  /// The character set in which the text could be read, by its name in DICOM; `nil` where no set is likely.
  public let assumed: String?

  /// For the evidence of a reason.
  var evidence: String {
    let names = declared.isEmpty ? "no character set named" : "\(declared) named"
    return assumed.map { "\(tag): \(names), \($0) assumed" } ?? "\(tag): \(names)"
  }
}
