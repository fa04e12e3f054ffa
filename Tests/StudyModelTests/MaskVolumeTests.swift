import StudyModel
import Testing

@Suite("MaskVolume")
struct MaskVolumeTests {
  @Test(
    "each row is padded to whole words",
    arguments: [(0, 0), (1, 1), (63, 1), (64, 1), (65, 2), (128, 2), (129, 3), (512, 8)])
  func rowsArePadded(width: Int, words: Int) {
    let shape = GridShape(x: width, y: 3, z: 2)
    #expect(MaskVolume.wordsPerRow(of: shape) == words)
    #expect(MaskVolume.wordCount(of: shape) == words * 6)
  }

  @Test("one set bit is one voxel, and nothing outside is set", arguments: [1, 63, 64, 65, 130])
  func oneBitIsOneVoxel(width: Int) {
    let shape = GridShape(x: width, y: 3, z: 2)
    let words = VoxelStorage<UInt64>(count: MaskVolume.wordCount(of: shape))
    let (i, j, k) = (width - 1, 2, 1)
    words.withMutableSpan { span in
      for word in 0..<span.count { span[word] = 0 }
      span[(k * shape.y + j) * MaskVolume.wordsPerRow(of: shape) + (i >> 6)] = 1 << UInt64(i & 63)
    }
    let mask = MaskVolume(geometry: unitGeometry(shape), words: words)
    for z in -1...shape.z {
      for y in -1...shape.y {
        for x in -1...(MaskVolume.wordsPerRow(of: shape) * 64) {
          #expect(mask.contains(x: x, y: y, z: z) == (x == i && y == j && z == k), "(\(x), \(y), \(z))")
        }
      }
    }
  }

  @Test("storage that does not hold the rows traps")
  func wrongStorageTraps() async {
    await #expect(processExitsWith: .failure) {
      _ = MaskVolume(geometry: unitGeometry(GridShape(x: 65, y: 1, z: 1)), words: VoxelStorage(count: 1))
    }
  }
}
