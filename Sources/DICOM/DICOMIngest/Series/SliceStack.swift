import Foundation
import StudyModel

/// Slices put in order from the feet to the head, and whether they make an even grid. Pure arithmetic: no files, no pixels.
struct SliceStack {
  /// What one slice brings.
  struct Member {
    let plane: ImagePlane
    let rows: Int
    let columns: Int
  }

  struct Reason: Equatable {
    let code: QualityCode
    let evidence: String
  }

  /// The members from feet to head, as indices; in the order given where they cannot be ordered.
  private(set) var order: [Int]
  /// The grid; `nil` where a reason refuses it.
  private(set) var geometry: VolumeGeometry?
  /// What speaks against the grid, or is to be known of it.
  private(set) var reasons: [Reason] = []

  /// - Parameter members: one a slice, any order, at least one.
  init(_ members: [Member]) {
    order = Array(members.indices)
    let first = members[0]
    guard let normal = normal(of: first.plane) else { return }
    compare(members, with: first)
    guard reasons.isEmpty else { return }

    let along = members.map { $0.plane.position.dot(normal) }
    order.sort { (along[$0], $0) < (along[$1], $1) }
    let sorted = order.map { along[$0] }
    let heights = order.map { members[$0].plane.position.z }
    judgeLateral(order.map { members[$0].plane }, normal: normal)
    guard members.count > 1 else { return }
    judgeSpacing(sorted, heights: heights)
    guard !reasons.contains(where: { $0.code.weight == .refusal }) else { return }

    let spacing = (sorted[sorted.count - 1] - sorted[0]) / Double(sorted.count - 1)
    let row = Self.unit(first.plane.rowAxis)
    geometry = VolumeGeometry(
      shape: GridShape(x: first.columns, y: first.rows, z: members.count),
      origin: members[order[0]].plane.position,
      spacing: PatientVector(x: first.plane.columnSpacing, y: first.plane.rowSpacing, z: spacing),
      rowAxis: row,
      columnAxis: Self.unit(first.plane.columnAxis - row * row.dot(first.plane.columnAxis)), sliceAxis: normal)
  }

  /// The normal of the slices, pointing to the head; `nil`, with the reason, where the plane is none or not axial.
  private mutating func normal(of plane: ImagePlane) -> PatientVector? {
    guard let normal = plane.normal else {
      add(.geometryOrientation, "\(Self.text(plane.rowAxis)) and \(Self.text(plane.columnAxis))")
      return nil
    }
    guard normal.z >= GeometryLimits.axial else {
      add(.geometryNotAxial, "normal \(Self.text(normal))")
      return nil
    }
    return normal
  }

  /// Every slice has to lie in the same direction, with as many pixels of the same size as the first.
  private mutating func compare(_ members: [Member], with first: Member) {
    let turned = members.filter { !$0.plane.hasDirection(of: first.plane) }
    if !turned.isEmpty { add(.geometryMixedOrientation, "\(turned.count) of \(members.count) slices differ") }
    let sizes = Set(members.map { "\($0.columns)×\($0.rows)" })
    if sizes.count > 1 { add(.geometryMixedSize, sizes.sorted().joined(separator: ", ")) }

    let (x, y) = (first.plane.columnSpacing, first.plane.rowSpacing)
    guard GeometryLimits.pixelSpacing.contains(x), GeometryLimits.pixelSpacing.contains(y) else {
      add(.geometryVoxelSpacing, "pixels \(decimal(x, digits: 3)) × \(decimal(y, digits: 3)) mm")
      return
    }
    let scaled = members.filter { !$0.plane.hasSpacing(of: first.plane) }
    if !scaled.isEmpty { add(.geometryMixedSpacing, "\(scaled.count) of \(members.count) slices differ") }
  }

  /// The slices have to lie over each other along the normal.
  private mutating func judgeLateral(_ planes: [ImagePlane], normal: PatientVector) {
    let allowed = max(planes[0].columnSpacing, planes[0].rowSpacing)
    var worst = (shift: 0.0, along: 1.0)
    for plane in planes {
      let offset = plane.position - planes[0].position
      let along = offset.dot(normal)
      let shift = (offset - normal * along).length
      if shift > worst.shift { worst = (shift, along) }
    }
    if worst.shift > allowed {
      let angle = atan2(worst.shift, abs(worst.along)) * 180 / .pi
      add(
        .geometryTilted,
        "shifted by \(decimal(worst.shift)) mm over \(decimal(worst.along)) mm, a tilt of \(decimal(angle))°")
    }
  }

  /// The distances of neighbours have to be even. Slice Location and Slice Thickness are never asked.
  /// - Parameters:
  ///   - along: positions along the normal, increasing, at least two.
  ///   - heights: z of the same slices, for the evidence.
  private mutating func judgeSpacing(_ along: [Double], heights: [Double]) {
    let gaps = zip(along.dropFirst(), along).map { $0 - $1 }
    let same = gaps.indices.filter { gaps[$0] < GeometryLimits.samePosition }
    guard same.isEmpty else {
      add(.geometryDuplicatePosition, list(same.map { "z = \(decimal(heights[$0])) mm" }))
      return
    }
    let median = gaps.sorted()[gaps.count / 2]
    let wide = gaps.indices.filter { gaps[$0] > GeometryLimits.gap * median }
    guard wide.isEmpty else {
      add(
        .geometryGap,
        list(wide.map { "\(decimal(gaps[$0], digits: 2)) mm after z = \(decimal(heights[$0])) mm" })
          + ", elsewhere \(decimal(median, digits: 2)) mm: \(Self.missing(wide.map { gaps[$0] / median }))")
      return
    }
    let spacing = (along[along.count - 1] - along[0]) / Double(gaps.count)
    let deviation = along.indices.map { abs(along[$0] - along[0] - Double($0) * spacing) }.max() ?? 0
    let evidence = "up to \(decimal(deviation, digits: 2)) mm off an even spacing of \(decimal(spacing, digits: 2)) mm"
    if !GeometryLimits.sliceSpacing.contains(spacing) {
      add(.geometryVoxelSpacing, "slices \(decimal(spacing, digits: 3)) mm apart")
    } else if deviation > GeometryLimits.uneven * spacing {
      add(.geometryUneven, evidence)
    } else if deviation > GeometryLimits.jitter * spacing {
      add(.geometryJitter, evidence)
    }
  }

  /// How many slices fit into gaps, given in slice distances.
  private static func missing(_ gaps: [Double]) -> String {
    let count = gaps.reduce(0) { $0 + max(1, Int($1.rounded()) - 1) }
    return count == 1 ? "1 slice missing" : "\(count) slices missing"
  }

  private mutating func add(_ code: QualityCode, _ evidence: String) {
    reasons.append(Reason(code: code, evidence: evidence))
  }

  private static func unit(_ vector: PatientVector) -> PatientVector { vector * (1 / vector.length) }

  private static func text(_ vector: PatientVector) -> String {
    "(\(decimal(vector.x, digits: 2)), \(decimal(vector.y, digits: 2)), \(decimal(vector.z, digits: 2)))"
  }
}
