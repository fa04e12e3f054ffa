import StudyModel
import VolumeOperations

/// The hash of a volume, as every study is hashed: one thread, in whatever way this machine does it.
enum DigestCase {
  static func make(_ volume: Shared<Volume>, shape: GridShape) -> BenchmarkCase {
    let name = "sha256/\(SHA256.implementation)/\(shape.x)x\(shape.y)x\(shape.z)"
    return BenchmarkCase(name: name, threads: 1, work: .init(bytes: Double(2 * shape.count))) {
      try volume().storage.withSpan { voxels in
        var hash = SHA256()
        hash.update(voxels.bytes)
        return hash.finalize()
      }
    }
  }
}
