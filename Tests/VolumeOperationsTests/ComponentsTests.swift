import KernelReference
import StudyModel
import Testing
import VolumeOperations

@Suite("connected components: every instruction set and thread count against flooding")
struct ComponentsTests {
  static let neighbours: [(Connectivity, ComponentsReference.Neighbours)] = [
    (.four, .four), (.six, .six), (.twentySix, .twentySix),
  ]

  /// Noise at three densities, boxes, everything, nothing.
  private func masks(_ grid: TestGrid) -> [[Bool]] {
    [0.1, 0.3, 0.7].map { grid.noise($0, seed: grid.shape.x) } + [
      grid.boxes(25, seed: grid.shape.x), grid.noise(2, seed: 0), grid.noise(-1, seed: 0),
    ]
  }

  @Test("same labels as flooding, and statistics that agree with them", arguments: TestGrid.awkward)
  func agrees(grid: TestGrid) throws {
    for (connectivity, neighbours) in Self.neighbours {
      for bits in masks(grid) {
        let expected = ComponentsReference.labels(bits, grid: grid.reference, neighbours: neighbours)
        for engine in Engines.all {
          let comment = Comment(rawValue: "\(connectivity), \(Engines.name(engine))")
          let components = try engine.components(grid.mask(bits), connectivity: connectivity)
          let labels = engine.labels(of: components)
          #expect((0..<grid.shape.count).map { labels.storage[$0] } == expected, comment)
          #expect(components.count == Int(expected.max() ?? 0), comment)
          #expect(engine.select(components) { _ in true }.bits == bits, comment)
          check(components, labels: expected, grid: grid)
        }
      }
    }
  }

  private func check(_ components: Components, labels: [UInt32], grid: TestGrid) {
    var voxels = [[(x: Int, y: Int, z: Int)]](repeating: [], count: components.count)
    for (offset, label) in labels.enumerated() {
      let at = grid.reference.voxel(offset)
      if offset % 7 == 0 { #expect(components.label(x: at.x, y: at.y, z: at.z) == label) }
      if label > 0 { voxels[Int(label) - 1].append(at) }
    }
    for (statistics, members) in zip(components.statistics, voxels) {
      let (xs, ys, zs) = (members.map(\.x), members.map(\.y), members.map(\.z))
      #expect(statistics.count == members.count)
      #expect(
        statistics.box
          == VoxelBox(
            x: xs.min()!..<(xs.max()! + 1), y: ys.min()!..<(ys.max()! + 1), z: zs.min()!..<(zs.max()! + 1)))
      #expect(statistics.centroid.x == Double(xs.reduce(0, +)) / Double(members.count))
      #expect(statistics.centroid.y == Double(ys.reduce(0, +)) / Double(members.count))
      #expect(statistics.centroid.z == Double(zs.reduce(0, +)) / Double(members.count))
      let faces: [(VolumeFaces, Bool)] = [
        (.firstX, xs.contains(0)), (.lastX, xs.contains(grid.shape.x - 1)), (.firstY, ys.contains(0)),
        (.lastY, ys.contains(grid.shape.y - 1)), (.firstZ, zs.contains(0)), (.lastZ, zs.contains(grid.shape.z - 1)),
      ]
      for (face, touches) in faces { #expect(statistics.faces.contains(face) == touches) }
    }
  }

  @Test("law: a flipped mask falls into the same components", arguments: 0..<12)
  func ignoresFlips(seed: Int) throws {
    let grid = TestGrid(40 + 9 * seed, 11, 19)
    let bits = grid.noise(0.15, seed: seed)
    let shape = grid.shape
    let flipped = bits.indices.map { offset -> Bool in
      let at = grid.reference.voxel(offset)
      return bits[
        shape.offset(
          x: seed & 1 == 0 ? at.x : shape.x - 1 - at.x, y: seed & 2 == 0 ? at.y : shape.y - 1 - at.y,
          z: seed & 4 == 0 ? at.z : shape.z - 1 - at.z)]
    }
    let engine = Engines.all[seed % Engines.all.count]
    for connectivity in Connectivity.allCases {
      let straight = try engine.components(grid.mask(bits), connectivity: connectivity)
      let mirrored = try engine.components(grid.mask(flipped), connectivity: connectivity)
      #expect(straight.statistics.map(\.count).sorted() == mirrored.statistics.map(\.count).sorted(), "seed \(seed)")
    }
  }

  @Test("a helix through all slabs is one component, whichever way it is scanned")
  func helix() throws {
    let grid = TestGrid(9, 9, 40)
    var bits = [Bool](repeating: false, count: grid.shape.count)
    let turn = [(1, 1), (4, 0), (7, 1), (8, 4), (7, 7), (4, 8), (1, 7), (0, 4)]
    for k in 0..<40 {
      let ((x, y), (nextX, nextY)) = (turn[k % 8], turn[(k + 1) % 8])
      for j in min(y, nextY)...max(y, nextY) {
        for i in min(x, nextX)...max(x, nextX) { bits[grid.shape.offset(x: i, y: j, z: k)] = true }
      }
    }
    for engine in Engines.all {
      #expect(try engine.components(grid.mask(bits), connectivity: .six).count == 1)
      #expect(try engine.components(grid.mask(bits), connectivity: .four).count == 40)
    }
  }

  @Test("selects by statistics, and knows the largest")
  func selects() throws {
    let grid = TestGrid(200, 6, 20)
    let bits = grid.noise(0.12, seed: 3)
    let labels = ComponentsReference.labels(bits, grid: grid.reference, neighbours: .six)
    var counts: [UInt32: Int] = [:]
    for label in labels where label > 0 { counts[label, default: 0] += 1 }
    for engine in Engines.all {
      let components = try engine.components(grid.mask(bits), connectivity: .six)
      #expect(engine.select(components) { $0.count > 2 }.bits == labels.map { counts[$0, default: 0] > 2 })
      let most = counts.values.max()
      #expect(components.largest?.count == most)
      #expect(components.largest?.label == counts.filter { $0.value == most }.keys.min())
    }
  }
}
