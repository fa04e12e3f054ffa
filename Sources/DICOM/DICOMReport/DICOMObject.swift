/// A DICOM object that is to become a file: data set, pixel data and how they are written.
public struct DICOMObject: Sendable {
  public enum PixelData: Sendable {
    /// Samples of 16 bits.
    case words([UInt16])
    /// Samples of 8 bits.
    case bytes([UInt8])
    /// Compressed already, in the transfer syntax of the object; one piece after another, without offset table.
    case fragments([[UInt8]])
  }

  public var dataSet: DataSet
  public var pixelData: PixelData?
  public var transferSyntaxUID: String
  public var compression = Compression()

  /// How samples are compressed, where the transfer syntax compresses.
  public struct Compression: Sendable {
    /// Largest error of JPEG-LS Near-Lossless, in stored values.
    public var nearLossless: UInt16 = 3
    /// Of lossy JPEG, 1 to 100.
    public var quality = 95
    /// Frames are cut into pieces of at most so many bytes, an even number; 0 leaves them whole.
    public var fragmentBytes: UInt32 = 0
    public var writesOffsetTable = true

    public init() {}
  }

  public init(dataSet: DataSet, pixelData: PixelData? = nil, transferSyntaxUID: String) {
    self.dataSet = dataSet
    self.pixelData = pixelData
    self.transferSyntaxUID = transferSyntaxUID
  }

  /// Writes the object as a DICOM file.
  /// - Throws: ``DICOMWriteError``.
  public func write(to path: String) throws(DICOMWriteError) {
    let writer = try DataSetWriter()
    try writer.put(dataSet)
    switch pixelData {
    case .words(let samples): try writer.put(samples: samples)
    case .bytes(let samples): try writer.put(samples: samples)
    case .fragments(let pieces): try writer.put(fragments: pieces, syntax: transferSyntaxUID)
    case nil: break
    }
    try writer.save(to: path, syntax: transferSyntaxUID, compression: compression)
  }
}
