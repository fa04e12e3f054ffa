import StudyModel
import Testing
import VolumeOperations

@testable import FindingsReport

@Suite("Orientation")
struct AnatomicalAxesTests {
  private static let x = PatientVector(x: 1, y: 0, z: 0)
  private static let y = PatientVector(x: 0, y: 1, z: 0)
  private static let z = PatientVector(x: 0, y: 0, z: 1)

  private func axes(_ row: PatientVector, _ column: PatientVector, _ slice: PatientVector) -> AnatomicalAxes {
    AnatomicalAxes(
      VolumeGeometry(
        shape: GridShape(x: 2, y: 2, z: 2), origin: .zero, spacing: PatientVector(x: 1, y: 1, z: 1), rowAxis: row,
        columnAxis: column, sliceAxis: slice))
  }

  @Test("letters name the side that a step leads to")
  func letters() {
    let axes = axes(Self.x, Self.y, Self.z)
    let letters = [axes.left, axes.back, axes.head].flatMap { [$0.letter, $0.reversed.letter] }
    #expect(letters == ["L", "R", "P", "A", "H", "F"])
  }

  @Test("however the volume is stored, left leads to the left, back to the back and head to the head")
  func everyStorage() {
    let directions = [Self.x, Self.y, Self.z]
    for (a, b, c) in [(0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)] {
      for signs in 0..<8 {
        let sign = { (bit: Int) in signs & bit == 0 ? 1.0 : -1.0 }
        let axes = axes(directions[a] * sign(1), directions[b] * sign(2), directions[c] * sign(4))
        #expect(axes.left.direction == Self.x && axes.back.direction == Self.y && axes.head.direction == Self.z)
        #expect(Set([axes.left.axis, axes.back.axis, axes.head.axis]).count == 3)
        #expect(SignedAxis.third(axes.left, axes.back) == axes.head.axis)
      }
    }
  }

  @Test("an oblique slice keeps its nearest sides")
  func oblique() {
    let (c, s) = (0.94, 0.342)
    let axes = axes(
      PatientVector(x: -c, y: s, z: 0), PatientVector(x: s, y: c, z: 0), PatientVector(x: 0, y: 0, z: 1))
    #expect(axes.left.axis == .x && axes.left.isReversed && axes.left.letter == "L")
    #expect(axes.back.axis == .y && !axes.back.isReversed && axes.back.letter == "P")
  }
}
