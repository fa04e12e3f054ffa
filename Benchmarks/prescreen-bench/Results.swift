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

/// Every thousandth, and how many voxels there are.
extension Histogram: Checksummed {
  var checksum: Checksum {
    var sum = Checksum()
    sum.add(UInt64(count))
    for step in 0...1000 { sum.add(UInt64(UInt16(bitPattern: percentile(Double(step) / 1000) ?? 0))) }
    return sum
  }
}

extension Blobness: Checksummed {
  var checksum: Checksum {
    var sum = response.checksum
    sum.add(scale.checksum.value)
    return sum
  }
}

extension MaskVolume: Checksummed {
  var checksum: Checksum { words.checksum }
}

extension ProjectionImage: Checksummed {
  var checksum: Checksum {
    var sum = Checksum()
    sum.add(UInt64(width))
    for pixel in pixels { sum.add(UInt64(UInt16(bitPattern: pixel))) }
    return sum
  }
}

extension Array: Checksummed where Element: BenchmarkSummand {
  var checksum: Checksum {
    var sum = Checksum()
    sum.add(UInt64(count))
    for element in self { element.add(to: &sum) }
    return sum
  }
}

/// What a list may hold to have a checksum.
protocol BenchmarkSummand {
  func add(to sum: inout Checksum)
}

extension BlobMaximum: BenchmarkSummand {
  func add(to sum: inout Checksum) {
    for index in [x, y, z] { sum.add(UInt64(index)) }
    let numbers = [
      offset.x, offset.y, offset.z, response, curvatures.largest, curvatures.middle, curvatures.smallest, value,
    ]
    for number in numbers { sum.add(UInt64(number.bitPattern)) }
  }
}

extension LocalMaximum: BenchmarkSummand {
  func add(to sum: inout Checksum) {
    for index in [x, y, z] { sum.add(UInt64(index)) }
    for number in [offset.x, offset.y, offset.z, value] { sum.add(UInt64(number.bitPattern)) }
  }
}

extension Candidate: BenchmarkSummand {
  func add(to sum: inout Checksum) {
    for number in [position.x, position.y, position.z, probability] { sum.add(number.bitPattern) }
  }
}

extension SeriesDescription: BenchmarkSummand {
  func add(to sum: inout Checksum) {
    sum.add(seriesInstanceUID)
    sum.add(UInt64(slices))
  }
}

extension String: Checksummed {
  var checksum: Checksum {
    var sum = Checksum()
    sum.add(self)
    return sum
  }
}
