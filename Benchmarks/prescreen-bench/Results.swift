import StudyModel
import VolumeOperations

extension VoxelStorage: Checksummed {
  var checksum: Checksum {
    var sum = Checksum()
    sum.add(UInt64(count))
    let bytes = UnsafeRawBufferPointer(start: pointer, count: count * MemoryLayout<Element>.stride)
    let whole = bytes.count & ~7
    for offset in stride(from: 0, to: whole, by: 8) {
      sum.add(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
    for offset in whole..<bytes.count { sum.add(UInt64(bytes[offset])) }
    return sum
  }
}

extension VoxelGrid: Checksummed {
  var checksum: Checksum { storage.checksum }
}

extension MaskVolume: Checksummed {
  var checksum: Checksum { words.checksum }
}

extension String: Checksummed {
  var checksum: Checksum {
    var sum = Checksum()
    sum.add(self)
    return sum
  }
}
