import StudyModel
import VolumeOperations

/// What the voxels of a loaded series say about its quality. Looked at on every few slices, rows and columns, in the order of
/// the slices: the same numbers at any number of threads.
struct VolumeContent: Sendable {
  /// Sampled voxels by density, in HU.
  let histogram: Histogram
  /// Standard deviation of soft tissue, in HU; `nil` where too little of it is homogeneous.
  ///
  /// The lower quartile of the deviations of patches of 6 mm with a mean of 0 … 100 HU: patches with an edge in them lie
  /// above. After Christianson et al., Am J Roentgenol 2015;205:W93, who take the peak of such deviations.
  let noise: Double?
  /// Homogeneous patches of the density of blood with contrast agent, for each one of soft tissue.
  let contrast: Double?
  /// Slices of one value, by index.
  let empty: [Int]
  /// Slices that hold the same pixels as an earlier one, by index.
  let repeated: [Int]

  init(_ volume: Volume, engine: VolumeEngine) {
    let shape = volume.shape
    let loop = engine.loop
    let side = Self.patchSide(pixel: min(volume.geometry.spacing.x, volume.geometry.spacing.y))
    let count = min(shape.z, Self.sampledSlices)
    let sampled = (0..<count).map { count > 1 ? $0 * (shape.z - 1) / (count - 1) : 0 }
    histogram = engine.histogram(of: volume, slices: sampled, step: Self.sampledStep)
    let slices = loop.map(count) { index in
      volume.withSlice(sampled[index]) { SliceContent($0, columns: shape.x, rows: shape.y, patchSide: side) }
    }
    let patches = slices.flatMap(\.patches)
    let soft = patches.filter { Self.softTissue.contains($0.mean) }
    noise = soft.count < Self.leastPatches ? nil : Self.lowerQuartile(soft.map(\.deviation))
    contrast = soft.count < Self.leastPatches ? nil : Self.contrast(patches, soft)

    let prints = loop.map(shape.z) { z in volume.withSlice(z) { SlicePrint($0, columns: shape.x, rows: shape.y) } }
    empty = prints.indices.filter { prints[$0].isConstant && volume.isConstant(slice: $0) }
    repeated = Self.repeated(prints, volume, besides: Set(empty))
  }

  private static let sampledSlices = 48
  private static let sampledStep = (x: 2, y: 4)

  /// Least number of soft patches that make a statement.
  private static let leastPatches = 200

  private static let softTissue = 0.0...100.0
  private static let opacified = 120.0...400.0

  /// The odd number of pixels next to 6 mm.
  private static func patchSide(pixel: Double) -> Int { min(max(Int((6 / pixel).rounded()) | 1, 5), 31) }

  private static func lowerQuartile(_ values: [Double]) -> Double { values.sorted()[values.count / 4] }

  /// Blood is as even as soft tissue, bone is not.
  private static func contrast(_ patches: [TissuePatch], _ soft: [TissuePatch]) -> Double {
    let even = max(1.5 * lowerQuartile(soft.map(\.spread)), 20)
    let dense = patches.count { opacified.contains($0.mean) && $0.spread < even }
    return Double(dense) / Double(max(1, soft.count { $0.spread < even }))
  }

  private static func repeated(_ prints: [SlicePrint], _ volume: Volume, besides empty: Set<Int>) -> [Int] {
    var first: [Int: Int] = [:]
    return prints.indices.filter { index in
      guard !empty.contains(index) else { return false }
      guard let earlier = first[prints[index].hash] else {
        first[prints[index].hash] = index
        return false
      }
      return volume.holdsSame(slice: earlier, as: index)
    }
  }
}

/// Tells slices apart by a few of their rows.
private struct SlicePrint: Sendable {
  let hash: Int
  /// Whether the rows that were looked at hold one value.
  let isConstant: Bool

  init(_ voxels: Span<Int16>, columns: Int, rows: Int) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var isConstant = true
    for row in stride(from: rows / 2 % Self.step, to: rows, by: Self.step) {
      let pixels = voxels.extracting(row * columns..<(row + 1) * columns)
      var sum: UInt64 = 0
      for index in pixels.indices {
        sum &+= UInt64(UInt16(bitPattern: pixels[index])) &* (UInt64(truncatingIfNeeded: index) &* Self.odd | 1)
      }
      hash = (hash ^ sum) &* 0x100_0000_01B3
      isConstant = isConstant && pixels.indices.allSatisfy { pixels[$0] == voxels[0] }
    }
    self.hash = Int(truncatingIfNeeded: hash)
    self.isConstant = isConstant
  }

  private static let step = 32
  /// Gives every place of a row a weight of its own, so that the sum knows the order of the pixels.
  private static let odd: UInt64 = 0x9E37_79B9_7F4A_7C15
}

extension Volume {
  fileprivate func withSlice<Result>(_ z: Int, _ body: (Span<Int16>) -> Result) -> Result {
    storage.withSpan { body($0.extracting(z * shape.slice..<(z + 1) * shape.slice)) }
  }

  fileprivate func isConstant(slice z: Int) -> Bool {
    withSlice(z) { voxels in voxels.indices.allSatisfy { voxels[$0] == voxels[0] } }
  }

  fileprivate func holdsSame(slice a: Int, as b: Int) -> Bool {
    withSlice(a) { first in withSlice(b) { second in first.indices.allSatisfy { first[$0] == second[$0] } } }
  }
}
