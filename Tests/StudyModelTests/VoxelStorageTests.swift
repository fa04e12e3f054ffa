import StudyModel
import Synchronization
import Testing

@Suite("VoxelStorage and VoxelGrid")
struct VoxelStorageTests {
  @Test("memory is aligned to 64 bytes, whatever the count", arguments: [0, 1, 3, 63, 64, 65, 1000])
  func aligned(count: Int) {
    let bytes = VoxelStorage<Int16>(count: count)
    let words = VoxelStorage<UInt64>(count: count)
    #expect(bytes.count == count && words.count == count)
    #expect(unsafe UInt(bitPattern: bytes.pointer) % 64 == 0)
    #expect(unsafe UInt(bitPattern: words.pointer) % 64 == 0)
    #expect(unsafe bytes.pointer == UnsafePointer(bytes.mutablePointer))
  }

  @Test("what is written through the span is read back by span and by subscript")
  func writtenThenRead() {
    let storage = VoxelStorage<Float>(count: 100)
    storage.withMutableSpan { span in
      for i in 0..<span.count { span[i] = Float(i) * 0.5 }
    }
    #expect(storage.withSpan { span in (0..<span.count).allSatisfy { span[$0] == Float($0) * 0.5 } })
    #expect(storage[99] == 49.5)
  }

  @Test("borrowed memory goes back to its owner once, when the last user lets go")
  func releasedOnce() {
    let released = Atomic(0)
    let memory = UnsafeMutableRawPointer.allocate(byteCount: 256, alignment: 64)
    defer { unsafe memory.deallocate() }
    withExtendedLifetime(released) {
      var first: VoxelStorage<UInt8>? = unsafe VoxelStorage(count: 256, memory: memory) { _ in
        released.add(1, ordering: .relaxed)
      }
      var second = first
      first = nil
      #expect(released.load(ordering: .relaxed) == 0)
      #expect(second?.count == 256)
      second = nil
      #expect(released.load(ordering: .relaxed) == 1)
    }
  }

  @Test("a voxel outside, and storage that does not fit its geometry, trap")
  func misuseTraps() async {
    await #expect(processExitsWith: .failure) { _ = VoxelStorage<Int16>(count: 4)[4] }
    await #expect(processExitsWith: .failure) { _ = VoxelStorage<Int16>(count: -1) }
    await #expect(processExitsWith: .failure) {
      _ = Volume(geometry: unitGeometry(GridShape(x: 2, y: 2, z: 2)), storage: VoxelStorage(count: 7))
    }
    await #expect(processExitsWith: .failure) {
      _ = Volume(geometry: unitGeometry(GridShape(x: 2, y: 2, z: 2)), storage: VoxelStorage(count: 8))[x: 2, y: 0, z: 0]
    }
  }

  @Test("a grid's subscript finds the voxel that the shape's offset names")
  func gridSubscript() {
    let shape = GridShape(x: 3, y: 4, z: 5)
    let volume = Volume(geometry: unitGeometry(shape), storage: VoxelStorage(count: shape.count))
    volume.storage.withMutableSpan { span in
      for i in 0..<span.count { span[i] = Int16(i) }
    }
    #expect(volume.shape == shape)
    #expect(volume[x: 2, y: 3, z: 4] == Int16(shape.count - 1))
    #expect(volume[x: 1, y: 0, z: 0] == 1)
    #expect(volume[x: 0, y: 1, z: 0] == 3)
    #expect(volume[x: 0, y: 0, z: 1] == 12)
  }
}

/// `shape` at the patient's origin, 1 mm each way.
func unitGeometry(_ shape: GridShape) -> VolumeGeometry {
  VolumeGeometry(shape: shape, origin: .zero, spacing: PatientVector(x: 1, y: 1, z: 1))
}
