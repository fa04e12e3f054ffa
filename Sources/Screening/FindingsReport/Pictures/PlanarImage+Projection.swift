import StudyModel
import VolumeOperations

extension PlanarImage {
  /// A projection of a volume, turned so that `right` runs along its rows and `down` down its columns.
  /// - Precondition: the projection was made along the third axis.
  init(_ projection: ProjectionImage, of geometry: VolumeGeometry, right: SignedAxis, down: SignedAxis) {
    let (width, height) = (geometry.shape[right.axis], geometry.shape[down.axis])
    precondition(projection.pixels.count == width * height, "the projection is not of this volume")
    // The projection has the volume's axes in their order x, y, z.
    let isTurned = Axis.allCases.first { $0 == right.axis || $0 == down.axis } == down.axis
    var values: [Float] = []
    values.reserveCapacity(width * height)
    for row in 0..<height {
      let down = down.isReversed ? height - 1 - row : row
      for column in 0..<width {
        let right = right.isReversed ? width - 1 - column : column
        values.append(
          Float(projection.pixels[isTurned ? right * projection.width + down : down * projection.width + right]))
      }
    }
    self.init(
      width: width, height: height, spacingX: geometry.spacing[right.axis], spacingY: geometry.spacing[down.axis],
      values: values)
  }
}
