import StudyModel

/// The blob response of one scale, and what is measured at its maxima.
///
/// The response of a row needs its neighbours only: the response of a whole volume never exists.
struct BlobMeasure: Sendable {
  /// A volume, smoothed at ``scale`` within two voxels of where it is asked.
  nonisolated(unsafe) let smoothed: UnsafePointer<Float>
  let shape: GridShape
  let scale: Millimetres
  /// What the negated Laplacian is multiplied with, (σ / h)².
  let factor: Float

  /// The responses of a row, voxel x to element x.
  func respond(
    y: Int, z: Int, columns: Range<Int>, row: UnsafeMutablePointer<Float>, kernel: FilterKernels.Response
  ) {
    let centre = smoothed + shape.offset(x: 0, y: y, z: z)
    kernel(
      centre, y > 0 ? centre - shape.x : centre, y + 1 < shape.y ? centre + shape.x : centre,
      z > 0 ? centre - shape.slice : centre, z + 1 < shape.z ? centre + shape.slice : centre, shape.x,
      columns.lowerBound, columns.count, factor, row)
  }

  /// A maximum of the response, not on the rim of the volume, with all that is known of it.
  func blob(at maximum: LocalMaximum) -> BlobMaximum {
    let (x, y, z) = (maximum.x, maximum.y, maximum.z)
    return BlobMaximum(
      x: x, y: y, z: z, offset: maximum.offset, scale: scale, response: maximum.value,
      curvatures: curvatures(x: x, y: y, z: z), value: smoothed[shape.offset(x: x, y: y, z: z)])
  }

  /// The eigenvalues of the negated Hessian by central differences, times the factor.
  private func curvatures(x: Int, y: Int, z: Int) -> BlobMaximum.Curvatures {
    let centre = smoothed + shape.offset(x: x, y: y, z: z)
    func value(_ dx: Int, _ dy: Int, _ dz: Int) -> Double { Double(centre[(dz * shape.y + dy) * shape.x + dx]) }
    let double = 2 * value(0, 0, 0)
    let scale = -Double(factor)
    let mixed = scale / 4
    let hessian = SymmetricMatrix(
      xx: scale * (value(-1, 0, 0) + value(1, 0, 0) - double),
      yy: scale * (value(0, -1, 0) + value(0, 1, 0) - double),
      zz: scale * (value(0, 0, -1) + value(0, 0, 1) - double),
      xy: mixed * ((value(1, 1, 0) - value(1, -1, 0)) - (value(-1, 1, 0) - value(-1, -1, 0))),
      xz: mixed * ((value(1, 0, 1) - value(1, 0, -1)) - (value(-1, 0, 1) - value(-1, 0, -1))),
      yz: mixed * ((value(0, 1, 1) - value(0, 1, -1)) - (value(0, -1, 1) - value(0, -1, -1))))
    let values = hessian.eigenvalues
    return BlobMaximum.Curvatures(
      largest: Float(values.largest), middle: Float(values.middle), smallest: Float(values.smallest))
  }
}
