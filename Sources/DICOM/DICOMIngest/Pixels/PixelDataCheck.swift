import DICOMCodecs
import DICOMShim

/// Holds the declared dimensions against the pixel data before anything is decoded or allocated: a decoder believes what
/// it is told, and a stream of a few bytes can claim 65,535 × 65,535 pixels.
struct PixelDataCheck {
  /// Bytes of a decoded sample: 1 or 2. A JPEG stream of at most 8 bits gives bytes even where 16 bits are allocated.
  let bytesPerSample: Int
  /// Where each frame lies.
  let places: [FramePlace]

  /// - Parameter frames: declared, at least 1.
  /// - Throws: ``IngestError/pixelDataMissing(_:)``, ``IngestError/pixelLength(_:expected:found:)``,
  ///   ``IngestError/codestream(_:detail:)``, ``IngestError/frames(_:detail:)``.
  init(
    file: borrowing DICOMFile, format: PixelFormat, syntax: TransferSyntax, frames: Int
  ) throws(IngestError) {
    let subject = file.subject
    guard let element = file.pixelElement else { throw .pixelDataMissing(subject) }
    guard (element.isEncapsulated != 0) == syntax.isEncapsulated else {
      let found = element.isEncapsulated != 0 ? "encapsulated" : "native"
      throw .codestream(subject, detail: "\(found) pixel data in \(syntax.name)")
    }
    places = try Self.places(file, format, syntax, frames: frames, length: Int(element.length))
    switch syntax.coding {
    case .native: bytesPerSample = format.bitsAllocated / 8
    case .runLength:
      bytesPerSample = format.bitsAllocated / 8
      for place in places {
        do {
          _ = try RunLengthFrame.segments(
            of: file.codestream(from: place.offset, count: min(64, place.length)), length: place.length,
            bytesPerSample: bytesPerSample)
        } catch { throw .codestream(subject, detail: error.detail) }
      }
    case .jpeg, .jpegLS:
      var precision = 0
      for place in places {
        let header = try Self.header(file, place)
        try Self.compare(header, with: format, syntax: syntax, subject: subject)
        guard place.index == 0 || header.precision == precision else {
          throw .codestream(subject, detail: "frames of \(precision) and of \(header.precision) bits")
        }
        precision = header.precision
      }
      bytesPerSample = precision > 8 ? 2 : 1
    case .unsupported:
      throw .unsupportedSyntax(subject, syntax)
    }
  }

  private static func places(
    _ file: borrowing DICOMFile, _ format: PixelFormat, _ syntax: TransferSyntax, frames: Int, length: Int
  ) throws(IngestError) -> [FramePlace] {
    guard syntax.isEncapsulated else {
      let expected = format.byteCount * frames
      // One byte more is the padding to an even length.
      guard length == expected || length == expected + expected % 2 else {
        throw .pixelLength(file.subject, expected: expected, found: length)
      }
      return FramePlace.native(frames: frames, length: format.byteCount)
    }
    do {
      return try FramePlace.encapsulated(
        frames: frames, fragments: frames == 1 ? [length] : file.fragmentLengths,
        tables: frames == 1 ? FramePlace.OffsetTables() : file.offsetTables
      ) { file.codestream(from: $0, count: 2) == [0xFF, 0xD8] }
    } catch { throw .frames(file.subject, detail: error.detail) }
  }

  private static func header(_ file: borrowing DICOMFile, _ place: FramePlace) throws(IngestError) -> CodestreamHeader {
    // Frame headers stand within the first few hundred bytes, but where a writer put a picture or a profile before them.
    let start = file.codestream(from: place.offset, count: min(place.length, 1024))
    do {
      return try CodestreamHeader(length: place.length) { offset, count in
        let end = min(offset + count, place.length)
        guard offset < end else { return [] }
        return end <= start.count
          ? Array(start[offset..<end]) : file.codestream(from: place.offset + offset, count: end - offset)
      }
    } catch { throw .codestream(file.subject, detail: error.detail) }
  }

  private static func compare(
    _ header: CodestreamHeader, with format: PixelFormat, syntax: TransferSyntax, subject: FileSubject
  ) throws(IngestError) {
    let family: CodestreamHeader.Family
    if case .jpegLS = syntax.coding { family = .jpegLS } else { family = .jpeg }
    guard header.family == family else {
      throw .codestream(subject, detail: "a \(header.family.rawValue) stream in \(syntax.name)")
    }
    guard header.rows == format.rows, header.columns == format.columns, header.components == 1 else {
      throw .codestream(
        subject,
        detail: "\(format.rows) rows and \(format.columns) columns declared, the stream has \(header.rows) and "
          + "\(header.columns) with \(header.components) components")
    }
    // With fewer bits than are stored, the place of the sign is anybody's guess.
    guard (1...format.bitsAllocated).contains(header.precision),
      !format.isSigned || header.precision >= format.bitsStored
    else {
      throw .codestream(
        subject,
        detail:
          "\(format.bitsAllocated) bits allocated, \(format.bitsStored) stored, the stream has \(header.precision)")
    }
  }
}

extension DICOMFile {
  /// Bytes of the samples, stored bits only, for each byte that they are compressed to; `nil` where either is not known.
  var compressionRatio: Double? {
    guard let element = pixelElement, element.isEncapsulated != 0, element.length > 0, let rows = finite(.rows),
      let columns = finite(.columns), let bits = finite(.bitsStored)
    else { return nil }
    return rows * columns * bits / 8 * (finite(.numberOfFrames) ?? 1) / Double(element.length)
  }

  fileprivate var offsetTables: FramePlace.OffsetTables {
    FramePlace.OffsetTables(
      basic: offsetTable, extended: longWords(.extendedOffsetTable),
      extendedLengths: longWords(.extendedOffsetTableLengths))
  }
}
