import Foundation
import NoduleDetection
import StudyModel
import VolumeOperations

/// A result that others can compare with theirs: an array without a header, little-endian, x growing fastest.
protocol RawResult: Checksummed {
  /// The bytes of the array.
  var rawBytes: Data { get }
}

extension VoxelStorage: RawResult {
  var rawBytes: Data { Data(bytes: pointer, count: count * MemoryLayout<Element>.stride) }
}

extension VoxelGrid: RawResult {
  var rawBytes: Data { storage.rawBytes }
}

/// The responses.
extension Blobness: RawResult {
  var rawBytes: Data { response.rawBytes }
}

/// A byte a voxel, 0 or 1.
extension MaskVolume: RawResult {
  var rawBytes: Data {
    var bytes = Data(capacity: shape.count)
    let wordsPerRow = Self.wordsPerRow(of: shape)
    for row in 0..<shape.y * shape.z {
      for x in 0..<shape.x {
        bytes.append(UInt8(words.pointer[row * wordsPerRow + x / 64] >> UInt64(x % 64) & 1))
      }
    }
    return bytes
  }
}

/// A byte a voxel of the field's grid: 1 right lung, 2 left lung, 4 airways, 0 nothing of these.
extension LungField: RawResult {
  var rawBytes: Data {
    var bytes = right.rawBytes
    for (mask, label) in [(left, UInt8(2)), (airways, 4)] {
      for (index, byte) in mask.rawBytes.enumerated() where byte > 0 { bytes[index] = label }
    }
    return bytes
  }

  /// That of the mask.
  var checksum: Checksum { mask.checksum }
}

extension ProjectionImage: RawResult {
  var rawBytes: Data { pixels.withUnsafeBytes { Data($0) } }
}

/// Six floats a maximum: its place in voxels along x, y and z, the σ in mm, the response, the smallest curvature.
extension [BlobMaximum]: RawResult {
  var rawBytes: Data {
    let numbers = flatMap { maximum in
      [
        Float(maximum.x), Float(maximum.y), Float(maximum.z), Float(maximum.scale.value), maximum.response,
        maximum.curvatures.smallest,
      ]
    }
    return numbers.withUnsafeBytes { Data($0) }
  }
}

/// Writes the synthetic volume as `volume.raw` and the result of each case as `operation.raw`.
/// - Throws: ``BenchmarkError/nothingToRun`` where no case has a result that is an array;
///   ``BenchmarkError/file(path:problem:)``.
func writeRaw(_ cases: [BenchmarkCase], volume: Shared<Volume>, folder: String) throws -> Int32 {
  func write(_ result: any RawResult, _ name: Substring) throws {
    let url = URL(fileURLWithPath: folder).appending(path: "\(name).raw")
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try result.rawBytes.write(to: url)
    } catch {
      throw BenchmarkError.file(path: url.path, problem: "cannot be written (\(error.localizedDescription))")
    }
  }
  var written: Set<Substring> = []
  for benchmark in cases where !written.contains(benchmark.operation) {
    guard let result = try benchmark.run() as? any RawResult else { continue }
    try write(result, benchmark.operation)
    written.insert(benchmark.operation)
    say("\(benchmark.operation).raw")
  }
  guard !written.isEmpty else { throw BenchmarkError.nothingToRun }
  try write(try volume(), "volume")
  return 0
}
