/// Where one frame lies in the pixel data.
struct FramePlace: Hashable {
  /// Number of the frame, from 0.
  let index: Int
  /// Bytes of the pixel data before it: of encapsulated ones all fragments count, joined.
  let offset: Int
  /// Its bytes.
  let length: Int
  /// Its first fragment, from 0; 0 where the pixel data are native.
  let fragment: Int
}

extension FramePlace {
  struct Contradiction: Error, Equatable { let detail: String }

  /// Frames of `length` bytes each, one after the other.
  static func native(frames: Int, length: Int) -> [FramePlace] {
    (0..<frames).map { FramePlace(index: $0, offset: $0 * length, length: length, fragment: 0) }
  }

  /// What the tables of encapsulated pixel data say of the frames; each table empty where the writer left it out.
  struct OffsetTables {
    /// Basic Offset Table: where the frames begin, counted from the first fragment's item tag.
    var basic: [Int] = []
    /// Extended Offset Table (7FE0,0001): the same, for frames of one fragment each.
    var extended: [Int] = []
    /// Extended Offset Table Lengths (7FE0,0002): bytes of the frames, without the padding of their fragments.
    var extendedLengths: [Int] = []
  }

  /// Finds the first fragment of each frame: by the Basic Offset Table, or else the extended one; without a table by
  /// number, one fragment a frame; where there are more fragments than frames by the mark that begins a compressed stream.
  /// All fragments of a single-frame object belong to its frame. Source: DICOM PS3.5, A.4; PS3.3, C.7.6.3.1.8.
  /// - Parameters:
  ///   - fragments: their lengths, in bytes.
  ///   - beginsStream: whether a stream begins with the fragment; asked only where nothing else tells.
  /// - Throws: ``Contradiction`` where the frames cannot be told apart.
  static func encapsulated(
    frames: Int, fragments: [Int], tables: OffsetTables, beginsStream: (_ offset: Int) -> Bool
  ) throws(Contradiction) -> [FramePlace] {
    var offsets: [Int] = []
    var end = 0
    for length in fragments {
      offsets.append(end)
      end += length
    }
    let first: [Int]
    if frames == 1 {
      first = [0]
    } else if !tables.basic.isEmpty {
      first = try Self.fragments(at: tables.basic, lengths: fragments)
    } else if !tables.extended.isEmpty {
      first = try Self.fragments(at: tables.extended, lengths: fragments)
      try compare(tables.extendedLengths, with: fragments, frames: frames)
    } else if fragments.count == frames {
      first = Array(0..<frames)
    } else {
      first = offsets.indices.filter { fragments[$0] > 0 && beginsStream(offsets[$0]) }
    }
    guard first.count == frames, first.first == 0 else {
      throw Contradiction(detail: "\(frames) frames declared, the pixel data have \(first.count)")
    }
    return first.indices.map { index in
      let start = offsets[first[index]]
      let next = index + 1 < frames ? offsets[first[index + 1]] : end
      return FramePlace(index: index, offset: start, length: next - start, fragment: first[index])
    }
  }

  /// Frames behind an Extended Offset Table have one fragment each, as long as the frame, or padded to an even length.
  private static func compare(_ lengths: [Int], with fragments: [Int], frames: Int) throws(Contradiction) {
    guard fragments.count == frames, lengths.count == frames,
      zip(lengths, fragments).allSatisfy({ $0.0 == $0.1 || $0.0 == $0.1 - 1 })
    else { throw Contradiction(detail: "the extended offset table does not fit the fragments") }
  }

  /// The fragments that begin at the offsets of a table, which count from the first fragment's item tag.
  private static func fragments(at table: [Int], lengths: [Int]) throws(Contradiction) -> [Int] {
    var starts: [Int: Int] = [:]
    var offset = 0
    for (index, length) in lengths.enumerated() {
      starts[offset] = index
      offset += itemHeader + length
    }
    var first: [Int] = []
    for entry in table {
      guard let fragment = starts[entry], fragment > first.last ?? -1 else {
        throw Contradiction(detail: "the offset table does not point at the fragments")
      }
      first.append(fragment)
    }
    return first
  }

  /// Bytes of an item's tag and length.
  private static let itemHeader = 8
}
