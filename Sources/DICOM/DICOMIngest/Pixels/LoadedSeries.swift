import StudyModel
import VolumeOperations

/// A series as a volume.
public struct LoadedSeries: Sendable {
  /// HU, rounded; padding is ``paddingValue``.
  public let volume: Volume
  /// The slices of the volume, feet to head.
  public let slices: [Slice]
  /// The verdict of the index, and what the voxels added to it.
  public let quality: SeriesQuality
  public let measurements: SeriesMeasurements

  /// What pixels become that are no measurement, in HU: a little less than air, as scanners write outside their circle.
  public static let paddingValue: Int16 = -1024
}

extension LoadedSeries {
  /// SHA-256 over the slices from the feet to the head: SOP Instance UID, then HU as little-endian int16, rows from the top.
  /// Behind the UID of a multi-frame object comes `#` and the number of the frame.
  ///
  /// Computed anew by each call, on the calling thread: a hash cannot be shared out, and takes as long as reading the
  /// slices uncompressed. The voxels lie in memory as the contract wants them: every machine of ours is little-endian.
  public func inputSHA256() -> String {
    var hash = SHA256()
    volume.storage.withSpan { voxels in
      let count = volume.shape.slice
      for (index, slice) in slices.enumerated() {
        hash.update(utf8: slice.sopInstanceUID + (slice.frameNumber.map { "#\($0)" } ?? ""))
        unsafe hash.update(voxels.extracting(index * count..<(index + 1) * count).bytes)
      }
    }
    return hash.finalize()
  }
}
