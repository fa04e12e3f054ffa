import StudyModel
import VolumeOperations

/// One axis of a volume, walked forwards or backwards.
struct SignedAxis: Hashable, Sendable {
  let axis: Axis
  let isReversed: Bool
  /// Unit vector in the patient of a step along the axis in this sense.
  let direction: PatientVector

  /// The axis that neither of two others is: the one that looks into their plane.
  static func third(_ a: SignedAxis, _ b: SignedAxis) -> Axis {
    Axis.allCases.first { $0 != a.axis && $0 != b.axis } ?? .z
  }

  var reversed: SignedAxis { SignedAxis(axis: axis, isReversed: !isReversed, direction: direction * -1) }

  /// The letter of the side of the patient that a step leads to: L or R, P or A, H or F.
  var letter: Character {
    let parts =
      [(direction.x, "L", "R"), (direction.y, "P", "A"), (direction.z, "H", "F")] as [(Double, Character, Character)]
    let main = parts.max { abs($0.0) < abs($1.0) } ?? parts[0]
    return main.0 >= 0 ? main.1 : main.2
  }
}

/// Which way through a volume leads to the patient's left, back and head; the nearest axes for an oblique acquisition.
///
/// Pictures follow the radiological convention whatever the patient's position was in the scanner: the patient's right is on
/// the left of axial and coronal pictures, the front is up on axial ones, the head is up on the others.
struct AnatomicalAxes: Hashable, Sendable {
  let left: SignedAxis
  let back: SignedAxis
  let head: SignedAxis

  init(_ geometry: VolumeGeometry) {
    let directions = [geometry.rowAxis, geometry.columnAxis, geometry.sliceAxis]
    let targets = [PatientVector(x: 1, y: 0, z: 0), PatientVector(x: 0, y: 1, z: 0), PatientVector(x: 0, y: 0, z: 1)]
    // The assignment of axes to directions that fits best as a whole.
    let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
    func fit(_ order: [Int]) -> Double { zip(order, targets).reduce(0) { $0 + abs(directions[$1.0].dot($1.1)) } }
    let best = orders.max { fit($0) < fit($1) } ?? orders[0]
    let axes = zip(best, targets).map { index, target in
      let isReversed = directions[index].dot(target) < 0
      return SignedAxis(
        axis: Axis.allCases[index], isReversed: isReversed,
        direction: isReversed ? directions[index] * -1 : directions[index])
    }
    (left, back, head) = (axes[0], axes[1], axes[2])
  }
}

extension PatientVector {
  /// The component along an axis of a volume, for vectors that count voxels or their spacing.
  subscript(axis: Axis) -> Double {
    switch axis {
    case .x: x
    case .y: y
    case .z: z
    }
  }
}

extension GridShape {
  subscript(axis: Axis) -> Int {
    switch axis {
    case .x: x
    case .y: y
    case .z: z
    }
  }
}
