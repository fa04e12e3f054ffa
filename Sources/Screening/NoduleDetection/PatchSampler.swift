import StudyModel
import VolumeOperations

/// Cuts patches out of a volume, at any voxel size.
///
/// Values lie between voxels of the finest grid that is no finer than needed (the volume's own, or one of twice or four times its
/// spacing, averaged), HU rounded to whole numbers; outside the volume the outermost voxels go on.
package struct PatchSampler: Sendable {
  private let levels: [Volume]

  /// - Parameter volume: HU, isotropic.
  package init(_ volume: Volume, engine: VolumeEngine) throws(OperationError) {
    let half = try engine.resample(volume, spacing: volume.geometry.spacing * 2)
    let quarter = try engine.resample(half, spacing: half.geometry.spacing * 2)
    levels = [volume, half, quarter]
  }

  /// Writes a patch: x fastest, then y, z, as the volume has its axes.
  /// - Parameters:
  ///   - centre: LPS mm.
  ///   - scale: of the blob, σ in mm.
  ///   - stretch: makes the voxels larger than the plan says.
  ///   - write: gets the index of a voxel of the patch and its HU.
  package func sample(
    _ plan: PatchPlan, at centre: PatientVector, scale: Double, stretch: Double = 1, write: (Int, Float) -> Void
  ) {
    let step = plan.step(of: scale) * stretch
    let level = levels.last { $0.geometry.spacing.x <= step } ?? levels[0]
    let spacing = level.geometry.spacing.x
    let middle = level.geometry.voxel(at: centre)
    let half = Double(plan.size - 1) / 2
    func cells(_ middle: Double, _ count: Int) -> [LinearCell] {
      (0..<plan.size).map { LinearCell(at: middle + (Double($0) - half) * step / spacing, count: count) }
    }
    let shape = level.shape
    let (xs, ys, zs) = (cells(middle.x, shape.x), cells(middle.y, shape.y), cells(middle.z, shape.z))
    level.storage.withSpan { voxels in
      var index = 0
      for z in zs {
        for y in ys {
          let rows = (
            shape.offset(x: 0, y: y.low, z: z.low), shape.offset(x: 0, y: y.high, z: z.low),
            shape.offset(x: 0, y: y.low, z: z.high), shape.offset(x: 0, y: y.high, z: z.high)
          )
          for x in xs {
            func along(_ row: Int) -> Float {
              let (first, second) = (Float(voxels[row + x.low]), Float(voxels[row + x.high]))
              return first + (second - first) * x.rest
            }
            let below = along(rows.0) + (along(rows.1) - along(rows.0)) * y.rest
            let above = along(rows.2) + (along(rows.3) - along(rows.2)) * y.rest
            write(index, (below + (above - below) * z.rest).rounded(.toNearestOrEven))
            index += 1
          }
        }
      }
    }
  }
}
