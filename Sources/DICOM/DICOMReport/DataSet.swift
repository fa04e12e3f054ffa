/// A DICOM data set as a value: attributes, in the order of their numbers. Pixel data stand apart (``DICOMObject``).
public struct DataSet: Sendable {
  public enum Value: Sendable {
    /// The bytes of a character string, in the character set that the data set names.
    case text([UInt8])
    case numbers([Double])
    case items([DataSet])
  }

  private(set) var elements: [Attribute: Value] = [:]

  public init() {}

  /// A data set filled by a closure.
  public static func with(_ fill: (inout DataSet) -> Void) -> DataSet {
    var data = DataSet()
    fill(&data)
    return data
  }

  /// An item of a code sequence.
  public static func code(_ value: String, _ scheme: String, _ meaning: String) -> DataSet {
    .with {
      $0.set(.codeValue, value)
      $0.set(.codingSchemeDesignator, scheme)
      $0.set(.codeMeaning, meaning)
    }
  }

  /// `nil` where the attribute is absent.
  public subscript(attribute: Attribute) -> Value? {
    get { elements[attribute] }
    set { elements[attribute] = newValue }
  }

  /// Sets a character string; an empty one stands for a value that is not known.
  public mutating func set(_ attribute: Attribute, _ text: String) { elements[attribute] = .text(Array(text.utf8)) }

  public mutating func set(_ attribute: Attribute, _ number: Int) {
    elements[attribute] = Self.isText(attribute) ? .text(Array("\(number)".utf8)) : .numbers([Double(number)])
  }

  /// Sets numbers: as decimal strings where the representation is DS, else in binary.
  public mutating func set(_ attribute: Attribute, _ numbers: [Double]) {
    guard Self.isText(attribute) else {
      elements[attribute] = .numbers(numbers)
      return
    }
    set(attribute, numbers.map(DecimalString.text).joined(separator: "\\"))
  }

  public mutating func set(_ attribute: Attribute, items: [DataSet]) { elements[attribute] = .items(items) }

  /// Puts in what another data set has, over what is there.
  public mutating func merge(_ other: DataSet) { elements.merge(other.elements) { $1 } }

  var sorted: [(attribute: Attribute, value: Value)] {
    elements.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private static func isText(_ attribute: Attribute) -> Bool { attribute.vr == "DS" || attribute.vr == "IS" }
}
