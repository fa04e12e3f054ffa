/// How sharp a reconstruction kernel is.
enum KernelClass: Int, Comparable, Sendable {
  /// Soft tissue and standard kernels.
  case smooth
  /// Lung kernels.
  case sharp
  /// Bone and edge kernels.
  case verySharp

  static func < (left: KernelClass, right: KernelClass) -> Bool { left.rawValue < right.rawValue }

  /// As evidence and measurements say it.
  var word: String {
    switch self {
    case .smooth: "soft"
    case .sharp: "lung"
    case .verySharp: "bone or edge"
    }
  }

  /// The class of a Convolution Kernel (0018,1210), by the makers' ways of naming; `nil` for a name that is not known.
  ///
  /// GE and United Imaging name the purpose; Siemens numbers by sharpness (`B31f`, `Br40d`, `I70f`), Canon by group (`FC52`
  /// for lung, `FC81` for high resolution); Philips has single letters. The numbers are those of the makers' own lists.
  init?(kernel: String?) {
    let name = (kernel ?? "").uppercased().prefix { $0 != "\\" }
    let number = Int(name.drop { !$0.isNumber }.prefix { $0.isNumber })
    switch name {
    case "SOFT", "STANDARD", "STND", "CHEST", "DETAIL", "BODY", "A", "B", "C", "EB", "EC": self = .smooth
    case "LUNG", "L", "YA", "YB": self = .sharp
    case "BONE", "BONEPLUS", "EDGE", "ULTRA", "D", "E", "YD", "YE": self = .verySharp
    case _ where name.hasPrefix("B_VSHARP"): self = .verySharp
    case _ where name.hasPrefix("B_SHARP"): self = .sharp
    case _ where name.hasPrefix("B_SOFT") || name.hasPrefix("B_STANDARD"): self = .smooth
    case _ where name.hasPrefix("FC"): self = Self.canon(number)
    case _ where Self.isSiemens(name): self = Self.siemens(number)
    default: return nil
    }
  }

  private static func canon(_ number: Int?) -> KernelClass {
    switch number {
    case .some(50...59): .sharp
    case .some(30...39), .some(80...): .verySharp
    default: .smooth
    }
  }

  private static func siemens(_ number: Int?) -> KernelClass {
    switch number {
    case .some(50..<65): .sharp
    case .some(65...): .verySharp
    default: .smooth
    }
  }

  /// One of the families (B, C, D, H, I, J, Q, T, U and a small letter for newer ones) and two digits.
  private static func isSiemens(_ name: Substring) -> Bool {
    guard let first = name.first, "BCDHIJQTU".contains(first) else { return false }
    let digits = name.drop { $0.isLetter }.prefix { $0.isNumber }
    let letters = name.prefix { $0.isLetter }.count
    return letters <= 2 && digits.count == 2
  }
}
