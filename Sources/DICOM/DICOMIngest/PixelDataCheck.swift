import DICOMCodecs
import DICOMShim

/// Holds the declared dimensions against the pixel data before anything is decoded or allocated: a decoder believes what
/// it is told, and a stream of a few bytes can claim 65,535 × 65,535 pixels.
struct PixelDataCheck {
  /// Bytes of a decoded sample: 1 or 2. A JPEG stream of at most 8 bits gives bytes even where 16 bits are allocated.
  let bytesPerSample: Int
  /// Bytes of the pixel data, compressed or not.
  let length: Int

  /// - Throws: ``IngestError/pixelDataMissing(_:)``, ``IngestError/pixelLength(_:expected:found:)``,
  ///   ``IngestError/codestream(_:detail:)``.
  init(file: borrowing DICOMFile, format: PixelFormat, syntax: TransferSyntax) throws(IngestError) {
    let subject = file.subject
    guard let element = file.pixelElement else { throw .pixelDataMissing(subject) }
    length = Int(element.length)
    guard (element.isEncapsulated != 0) == syntax.isEncapsulated else {
      let found = element.isEncapsulated != 0 ? "encapsulated" : "native"
      throw .codestream(subject, detail: "\(found) pixel data in \(syntax.name)")
    }
    switch syntax.coding {
    case .native:
      // One byte more is the padding to an even length.
      guard length == format.byteCount || length == format.byteCount + format.byteCount % 2 else {
        throw .pixelLength(subject, expected: format.byteCount, found: length)
      }
      bytesPerSample = format.bitsAllocated / 8
    case .runLength:
      bytesPerSample = format.bitsAllocated / 8
      do {
        _ = try RunLengthFrame.segments(
          of: file.codestream(from: 0, count: 64), length: length, bytesPerSample: bytesPerSample)
      } catch { throw .codestream(subject, detail: error.detail) }
    case .jpeg, .jpegLS:
      let header = try Self.header(file, length: length)
      try Self.compare(header, with: format, syntax: syntax, subject: subject)
      bytesPerSample = header.precision > 8 ? 2 : 1
    case .unsupported:
      throw .unsupportedSyntax(subject, syntax)
    }
  }

  private static func header(_ file: borrowing DICOMFile, length: Int) throws(IngestError) -> CodestreamHeader {
    // Frame headers stand within the first few hundred bytes, but where a writer put a picture or a profile before them.
    let start = file.codestream(from: 0, count: min(length, 1024))
    do {
      return try CodestreamHeader(length: length) { offset, count in
        let end = min(offset + count, length)
        guard offset < end else { return [] }
        return end <= start.count ? Array(start[offset..<end]) : file.codestream(from: offset, count: end - offset)
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
