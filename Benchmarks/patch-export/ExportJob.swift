import Foundation
import StudyModel
import VolumeOperations

/// A volume whose blobs are to be written down for training, read from JSON.
struct ExportJob: Decodable {
  /// The file of the voxels: HU as little-endian int16, x growing fastest, then y, z.
  let volume: String
  /// Voxels along x, y, z.
  let shape: [Int]
  /// In mm, along x, y, z.
  let spacing: [Double]
  /// LPS mm of the first voxel, and the directions of x, y, z.
  let origin: [Double]
  let rowAxis: [Double]
  let columnAxis: [Double]
  let sliceAxis: [Double]
  /// What is written: `output.table` and `output.patches`.
  let output: String
  /// The most blobs that are written, best first.
  let limit: Int
  /// Where it is given, only blobs near one of these are written: x, y, z in LPS mm and the distance.
  let near: [[Double]]?
  /// How often each blob is written: once as it is, then moved and stretched at random.
  let variants: Int

  func read() throws -> Volume {
    let data = try Data(contentsOf: URL(fileURLWithPath: volume))
    let grid = GridShape(x: shape[0], y: shape[1], z: shape[2])
    guard data.count == 2 * grid.count else {
      throw ExportError(text: "\(volume): \(data.count) bytes are not \(grid)")
    }
    let storage = VoxelStorage<Int16>(count: grid.count)
    data.withUnsafeBytes {
      UnsafeMutableRawPointer(storage.mutablePointer).copyMemory(from: $0.baseAddress!, byteCount: data.count)
    }
    let geometry = VolumeGeometry(
      shape: grid, origin: Self.vector(origin), spacing: Self.vector(spacing), rowAxis: Self.vector(rowAxis),
      columnAxis: Self.vector(columnAxis), sliceAxis: Self.vector(sliceAxis))
    return Volume(geometry: geometry, storage: storage)
  }

  func wants(_ position: PatientVector) -> Bool {
    guard let near else { return true }
    return near.contains { point in
      let apart = position - Self.vector(point)
      return apart.dot(apart) <= point[3] * point[3]
    }
  }

  private static func vector(_ numbers: [Double]) -> PatientVector {
    PatientVector(x: numbers[0], y: numbers[1], z: numbers[2])
  }
}

struct ExportError: Error, CustomStringConvertible {
  let text: String
  var description: String { text }
}
