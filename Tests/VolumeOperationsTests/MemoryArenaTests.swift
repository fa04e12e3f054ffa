import StudyModel
import Testing
import VolumeOperations

@Suite("the memory arena")
struct MemoryArenaTests {
  /// Where a storage lies.
  private func address(_ storage: VoxelStorage<Float>) -> UInt { UInt(bitPattern: storage.pointer) }

  @Test("storage is aligned and holds what is written", arguments: [0, 1, 63, 64, 65, 1000, 600_000])
  func aligned(count: Int) {
    let storage = MemoryArena().storage(of: Float.self, count: count)
    #expect(storage.count == count)
    #expect(address(storage) % 64 == 0)
    storage.withMutableSpan { span in
      for index in span.indices { span[index] = Float(index) }
    }
    #expect((0..<count).allSatisfy { storage[$0] == Float($0) })
  }

  @Test("a block that is let go serves the next like request, and two at once never share one")
  func reuse() {
    let arena = MemoryArena()
    var first: VoxelStorage<Float>? = arena.storage(count: 1_000_000)
    let place = address(first!)
    let second: VoxelStorage<Float> = arena.storage(count: 1_000_000)
    #expect(address(second) != place)
    first = nil
    let third: VoxelStorage<Float> = arena.storage(count: 999_000)
    #expect(address(third) == place)
    #expect(arena.heldBytes == arena.peakBytes)
    // A small request does not take a large block.
    let small: VoxelStorage<Float> = arena.storage(count: 10)
    #expect(address(small) != place)
  }

  @Test("idle blocks beyond the limit go back, and all of them when asked")
  func limit() {
    let arena = MemoryArena(idleLimit: 5 << 20)
    var kept: [VoxelStorage<UInt8>] = (0..<4).map { _ in arena.storage(count: 2 << 20) }
    #expect(arena.heldBytes == 8 << 20)
    #expect(kept.count == 4)
    kept = []
    #expect(arena.heldBytes == 4 << 20)
    arena.trim()
    #expect(arena.heldBytes == 0)
    #expect(arena.peakBytes == 8 << 20)
  }

  @Test("storage outlives the arena's last name")
  func lifetime() {
    let storage: VoxelStorage<Int16> = MemoryArena().storage(count: 100)
    storage.withMutableSpan { span in
      for index in span.indices { span[index] = 7 }
    }
    #expect((0..<100).allSatisfy { storage[$0] == 7 })
  }
}
