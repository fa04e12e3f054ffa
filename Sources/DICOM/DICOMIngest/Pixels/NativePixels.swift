import DICOMShim

/// Where the uncompressed, little-endian pixel data of a file lie, so that they can be read without parsing it anew.
struct NativePixels: Sendable {
  /// What the file was when it was indexed.
  private let identity: DICOMFileIdentity
  /// Of the first frame, in the file.
  private let offset: UInt64

  /// `nil` where the pixel data are compressed, deflated, big-endian, or cannot be pointed at.
  init?(file: borrowing DICOMFile) {
    guard file.transferSyntax.isPlain, let element = file.pixelElement, element.fileOffset > 0 else { return nil }
    identity = file.identity
    offset = element.fileOffset
  }

  /// Reads the samples of a frame.
  /// - Returns: whether the file is still what it was, and all were there.
  func read(_ path: String, offset frame: Int, into samples: inout MutableRawSpan) -> Bool {
    unsafe samples.withUnsafeMutableBytes { bytes in
      var expected = identity
      return unsafe dicom_read(path, &expected, offset + UInt64(frame), bytes.baseAddress, bytes.count) == .OK
    }
  }
}

extension NativePixels: Equatable {
  static func == (a: NativePixels, b: NativePixels) -> Bool {
    a.offset == b.offset && a.identity.device == b.identity.device && a.identity.inode == b.identity.inode
      && a.identity.size == b.identity.size && a.identity.modified == b.identity.modified
      && a.identity.changed == b.identity.changed
  }
}
