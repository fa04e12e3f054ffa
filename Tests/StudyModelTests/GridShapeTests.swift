import StudyModel
import Testing

@Suite("GridShape")
struct GridShapeTests {
  static let shapes = [(1, 1, 1), (3, 4, 5), (64, 1, 2), (1, 7, 1), (5, 0, 3)].map {
    GridShape(x: $0.0, y: $0.1, z: $0.2)
  }

  @Test("offsets count up in storage order, x fastest, and reach every voxel once", arguments: shapes)
  func offsetsAreStorageOrder(shape: GridShape) {
    var expected = 0
    for k in 0..<shape.z {
      for j in 0..<shape.y {
        for i in 0..<shape.x {
          #expect(shape.offset(x: i, y: j, z: k) == expected)
          expected += 1
        }
      }
    }
    #expect(expected == shape.count)
    #expect(shape.count == shape.slice * shape.z)
  }

  @Test("inside is inside on all six sides", arguments: shapes)
  func containsEndsAtEachFace(shape: GridShape) {
    for (i, j, k) in [(-1, 0, 0), (0, -1, 0), (0, 0, -1), (shape.x, 0, 0), (0, shape.y, 0), (0, 0, shape.z)] {
      #expect(!shape.contains(x: i, y: j, z: k), "(\(i), \(j), \(k))")
    }
    let corners = shape.count > 0
    #expect(shape.contains(x: 0, y: 0, z: 0) == corners)
    #expect(shape.contains(x: shape.x - 1, y: shape.y - 1, z: shape.z - 1) == corners)
  }

  @Test("a negative count is a programmer's error and traps")
  func negativeCountTraps() async {
    await #expect(processExitsWith: .failure) { _ = GridShape(x: 4, y: -1, z: 4) }
  }
}
