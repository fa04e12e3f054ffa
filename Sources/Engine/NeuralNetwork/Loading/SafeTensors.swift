import Foundation

/// The tensors of a `safetensors` file: a header of JSON, then the numbers, little-endian, without holes.
/// Source: huggingface/safetensors, "Format".
struct SafeTensors: Sendable {
  struct Entry: Equatable, Sendable {
    let type: String
    let shape: [Int]
    /// Bytes in the data behind the header.
    let range: Range<Int>
  }

  let file: String
  let entries: [String: Entry]
  private let data: [UInt8]
  private let dataStart: Int

  /// The longest header that is read: a thousand layers fill a tenth of it.
  static let headerLimit = 1 << 20

  /// - Parameter file: the name that errors give.
  init(file: String, bytes: [UInt8]) throws(NetworkError) {
    func malformed(_ problem: String) -> NetworkError { .malformed(file: file, problem: problem) }
    guard bytes.count >= 8 else { throw malformed("\(bytes.count) bytes are no safetensors file") }
    let length = bytes[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= Self.headerLimit, Int(length) <= bytes.count - 8 else {
      throw malformed("a header of \(length) bytes does not fit a file of \(bytes.count)")
    }
    self.file = file
    data = bytes
    dataStart = 8 + Int(length)
    let header: Header
    do {
      header = try JSONDecoder().decode(Header.self, from: Data(bytes[8..<dataStart]))
    } catch {
      throw malformed("the header is not that of a safetensors file")
    }
    let available = bytes.count - dataStart
    var entries: [String: Entry] = [:]
    for (name, row) in header.rows {
      guard row.offsets.count == 2, row.offsets[0] >= 0, row.offsets[0] <= row.offsets[1], row.offsets[1] <= available
      else { throw malformed("the tensor \(name) lies outside the file (bytes \(row.offsets) of \(available))") }
      entries[name] = Entry(type: row.type, shape: row.shape, range: row.offsets[0]..<row.offsets[1])
    }
    var end = 0
    for (name, entry) in entries.sorted(by: {
      ($0.value.range.lowerBound, $0.value.range.upperBound, $0.key)
        < ($1.value.range.lowerBound, $1.value.range.upperBound, $1.key)
    }) {
      guard entry.range.lowerBound == end else {
        throw malformed("the tensor \(name) does not begin where the last ends")
      }
      end = entry.range.upperBound
    }
    guard end == available else { throw malformed("\(available - end) bytes behind the last tensor belong to none") }
    self.entries = entries
  }

  /// The numbers of a tensor.
  /// - Parameter shape: what a layer needs; its product can be counted.
  /// - Throws: `missingTensor`, `wrongType`, `wrongTensor`, `malformed` for a shape that does not fit the bytes, and
  ///   `notFinite`.
  func floats(_ name: String, shape: [Int]) throws(NetworkError) -> [Float] {
    guard let entry = entries[name] else { throw .missingTensor(name) }
    guard entry.type == "F32" else { throw .wrongType(name, type: entry.type) }
    guard entry.shape == shape else { throw .wrongTensor(name, expected: shape, found: entry.shape) }
    let count = shape.reduce(1, *)
    guard entry.range.count == 4 * count else {
      throw .malformed(file: file, problem: "the tensor \(name) has \(entry.range.count) bytes for the shape \(shape)")
    }
    let start = dataStart + entry.range.lowerBound
    let values = data.withUnsafeBytes { bytes in
      (0..<count).map { index in
        let word = bytes.loadUnaligned(fromByteOffset: start + 4 * index, as: UInt32.self)
        return Float(bitPattern: UInt32(littleEndian: word))
      }
    }
    guard values.allSatisfy(\.isFinite) else { throw .notFinite("the tensor \(name)") }
    return values
  }

  private struct Row: Decodable {
    let type: String
    let shape: [Int]
    let offsets: [Int]

    enum CodingKeys: String, CodingKey {
      case type = "dtype"
      case shape
      case offsets = "data_offsets"
    }
  }

  private struct Header: Decodable {
    var rows: [String: Row] = [:]

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: AnyKey.self)
      for key in container.allKeys where key.stringValue != "__metadata__" {
        rows[key.stringValue] = try container.decode(Row.self, forKey: key)
      }
    }
  }
}

/// A key of a JSON object, whatever it is.
struct AnyKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(_ name: String) { stringValue = name }
  init?(stringValue: String) { self.init(stringValue) }
  init?(intValue: Int) { nil }
}
