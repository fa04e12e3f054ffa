/// The file, and as far as it could be read the instance, that an error is about.
public struct FileSubject: Hashable, Sendable {
  public let path: String
  /// SOP Instance UID (0008,0018), where it is valid.
  public let sopInstanceUID: String?
  /// Instance Number (0020,0013).
  public let instanceNumber: Int?

  init(path: String, sopInstanceUID: String? = nil, instanceNumber: Int? = nil) {
    self.path = path
    self.sopInstanceUID = sopInstanceUID
    self.instanceNumber = instanceNumber
  }

  /// Names the instance without the path, which may hold a patient's name; empty where the instance is not known.
  var instance: String {
    switch (instanceNumber, sopInstanceUID) {
    case (let number?, let uid?): "instance \(number), SOP Instance UID \(uid)"
    case (nil, let uid?): "SOP Instance UID \(uid)"
    case (let number?, nil): "instance \(number)"
    case (nil, nil): ""
    }
  }
}
