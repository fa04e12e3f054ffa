/// Damages DICOM files: the same seed gives the same damage.
public struct Mutator<Generator: RandomNumberGenerator> {
  var random: Generator

  public init(_ random: Generator) { self.random = random }

  /// One to four mutations of a file, or of it and another.
  /// - Parameter other: a file to splice with.
  public mutating func mutated(_ file: [UInt8], with other: [UInt8]) -> [UInt8] {
    var bytes = file
    for _ in 0..<pick([1, 1, 1, 2, 2, 4]) where !bytes.isEmpty { mutate(&bytes, other) }
    return chance(16) ? deflated(bytes) : bytes
  }

  private mutating func mutate(_ bytes: inout [UInt8], _ other: [UInt8]) {
    let scan = ElementScan(bytes)
    if scan.places.count > 2, !chance(3) {
      mutateElement(&bytes, scan)
    } else if chance(12) {
      splice(&bytes, other)
    } else {
      mutateBytes(&bytes)
    }
  }

  /// True once in `count` times.
  mutating func chance(_ count: Int) -> Bool { Int.random(in: 0..<count, using: &random) == 0 }

  mutating func number(_ range: Range<Int>) -> Int {
    range.isEmpty ? range.lowerBound : Int.random(in: range, using: &random)
  }

  mutating func pick<Value>(_ values: [Value]) -> Value { values[number(0..<values.count)] }

  /// The beginning of a file, the rest of another; as often as not at the beginnings of elements.
  private mutating func splice(_ bytes: inout [UInt8], _ other: [UInt8]) {
    var (cut, from) = (number(0..<bytes.count), number(0..<other.count))
    if chance(2), let own = ElementScan(bytes).places.randomElement(using: &random),
      let theirs = ElementScan(other).places.randomElement(using: &random)
    {
      (cut, from) = (own.start, theirs.start)
    }
    bytes = Array(bytes[..<cut] + other[from...])
  }

  /// The same file in the deflated syntax: its data set can then claim what the file's size does not bound.
  private mutating func deflated(_ bytes: [UInt8]) -> [UInt8] {
    guard let syntax = ElementScan(bytes).places.first(where: { $0.tag == 0x0002_0010 }) else { return bytes }
    let uid = Array("1.2.840.10008.1.2.1.99".utf8)
    let end = ElementScan(bytes).places.first { $0.tag >> 16 > 2 }?.start ?? bytes.count
    guard syntax.value.upperBound <= end else { return bytes }
    let head = Array(bytes[..<syntax.lengthAt]) + [UInt8(uid.count), 0] + uid
    // Without the group's length, which is another now, the parser goes by the tags.
    return head + bytes[syntax.value.upperBound..<end] + storedDeflate(bytes[end...])
  }
}
