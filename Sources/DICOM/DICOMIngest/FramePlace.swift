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

  /// Finds the first fragment of each frame: by the Basic Offset Table; where it is empty by number, one fragment a frame;
  /// where there are more fragments than frames by the mark that begins a compressed stream. All fragments of a
  /// single-frame object belong to its frame. Source: DICOM PS3.5, A.4.
  /// - Parameters:
  ///   - fragments: their lengths, in bytes.
  ///   - beginsStream: whether a stream begins with the fragment; asked only where nothing else tells.
  /// - Throws: ``Contradiction`` where the frames cannot be told apart.
  static func encapsulated(
    frames: Int, fragments: [Int], offsetTable: [Int], beginsStream: (_ offset: Int) -> Bool
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
    } else if !offsetTable.isEmpty {
      first = try Self.fragments(at: offsetTable, lengths: fragments)
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

  /// The fragments that begin at the offsets of a Basic Offset Table, which count from the first fragment's item tag.
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
