import StudyModel

extension VolumeEngine {
  /// The smallest box around every voxel set, `nil` where none is.
  public func boundingBox(_ mask: MaskVolume) -> VoxelBox? {
    let shape = mask.shape
    let wordsPerRow = MaskVolume.wordsPerRow(of: shape)
    var row = mask.words.pointer
    // Every row laid over every other shows the extent along x.
    var shadow = [UInt64](repeating: 0, count: wordsPerRow)
    var (firstY, lastY) = (shape.y, -1)
    var (firstZ, lastZ) = (shape.z, -1)
    for k in 0..<shape.z {
      for j in 0..<shape.y {
        var any: UInt64 = 0
        for i in 0..<wordsPerRow {
          any |= row[i]
          shadow[i] |= row[i]
        }
        row += wordsPerRow
        if any == 0 { continue }
        firstY = min(firstY, j)
        lastY = max(lastY, j)
        firstZ = min(firstZ, k)
        lastZ = k
      }
    }
    guard let first = shadow.firstIndex(where: { $0 != 0 }), let last = shadow.lastIndex(where: { $0 != 0 }) else {
      return nil
    }
    let firstX = first * 64 + shadow[first].trailingZeroBitCount
    let lastX = last * 64 + 63 - shadow[last].leadingZeroBitCount
    return VoxelBox(x: firstX..<(lastX + 1), y: firstY..<(lastY + 1), z: firstZ..<(lastZ + 1))
  }
}
