import StudyModel
import VolumeOperations

/// Makes Hounsfield units of the pixels of one file.
struct SliceLoader {
  let engine: VolumeEngine

  /// Decodes frames of one file and rescales them. The file is checked again: it may have changed since it was indexed.
  /// - Parameters:
  ///   - header: the file, as it was indexed.
  ///   - frames: which of its frames, from 0.
  ///   - body: is given a function for each frame, in order, that writes its slice: one value a pixel, all of them. The
  ///     function throws what is wrong with the pixel data.
  /// - Throws: ``IngestError/changed(_:)`` where the file is not any more what was indexed. The file is open only during
  ///   the call.
  func load(
    _ header: InstanceHeader, frames: [Int],
    _ body: (_ frame: Int, _ write: (inout MutableSpan<Int16>) throws(IngestError) -> Void) -> Void
  ) throws(IngestError) {
    let remaining = loadDirectly(header, frames: frames[...], body)
    guard !remaining.isEmpty else { return }
    var file = try DICOMFile(path: header.path)
    file.subject = header.subject
    if let damage = file.damage { throw damage }
    guard try file.uid(.sopInstanceUID) == header.sopInstanceUID, file.transferSyntax == header.transferSyntax,
      let first = header.frames.first
    else { throw .changed(header.subject) }
    let check = try PixelDataCheck(
      file: file, format: first.pixels, syntax: header.transferSyntax, frames: header.frames.count)
    for frame in remaining {
      file.frame = header.frames[frame].number == nil ? nil : frame
      let expected = header.frames[frame]
      guard try PixelFormat(file: file) == expected.pixels, try ImagePlane(file: file) == expected.plane else {
        throw .changed(header.subject)
      }
      let stored = storage(for: expected)
      let complaint = stored.withMutableSpan { Self.decode(file, header, check.places[frame], check, into: &$0) }
      body(frame) { (target) throws(IngestError) in
        if let complaint { throw .corruptPixels(header.subject, detail: complaint) }
        try rescale(stored, header, expected, into: &target)
      }
    }
  }

  /// Reads frames without parsing the file again, as long as it is what it was when it was indexed.
  /// - Returns: the frames that are still to be loaded.
  private func loadDirectly(
    _ header: InstanceHeader, frames: ArraySlice<Int>,
    _ body: (_ frame: Int, _ write: (inout MutableSpan<Int16>) throws(IngestError) -> Void) -> Void
  ) -> ArraySlice<Int> {
    guard let pixels = header.nativePixels else { return frames }
    for (place, frame) in zip(frames.indices, frames) {
      let expected = header.frames[frame]
      let stored = storage(for: expected)
      let isRead = stored.withMutableSpan { words in
        var bytes = unsafe words.mutableBytes
        return pixels.read(header.path, offset: frame * expected.pixels.byteCount, into: &bytes)
      }
      guard isRead else { return frames[place...] }
      body(frame) { (target) throws(IngestError) in try rescale(stored, header, expected, into: &target) }
    }
    return []
  }

  private func storage(for frame: FrameHeader) -> VoxelStorage<UInt16> {
    engine.arena.storage(of: UInt16.self, count: frame.pixels.rows * frame.pixels.columns)
  }

  private func rescale(
    _ stored: VoxelStorage<UInt16>, _ header: InstanceHeader, _ frame: FrameHeader,
    into target: inout MutableSpan<Int16>
  ) throws(IngestError) {
    let format = frame.pixels
    do throws(OperationError) {
      try stored.withSpan { words throws(OperationError) in
        try engine.rescale(
          stored: words,
          format: StoredFormat(bitsStored: format.bitsStored, highBit: format.highBit, isSigned: format.isSigned),
          slope: format.slope, intercept: format.intercept,
          padding: format.effectivePadding(isLossy: header.acquisition.isLossy),
          paddingValue: LoadedSeries.paddingValue, into: &target)
      }
    } catch { throw .operation(header.subject, error) }
  }
}
