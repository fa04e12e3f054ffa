import StudyModel

/// Morphology with a ball in mm, exact on anisotropic grids: voxel offset (dx, dy, dz) belongs to the ball where
/// `(dx * sx)² + (dy * sy)² + (dz * sz)² <= radius² + 1e-6`.
///
/// Dilation and erosion are adjoint on the volume, so closing contains its input, opening is contained in it, and both
/// change nothing the second time. All throw ``OperationError/invalidParameter(name:value:)`` for a radius or a spacing
/// that is not a length.
extension VolumeEngine {
  /// The voxels with a set voxel in the ball around them. Outside the volume nothing is set.
  public func dilate(_ mask: MaskVolume, radius: Millimetres) throws(OperationError) -> MaskVolume {
    dilated(mask, by: try ball(radius, on: mask), flip: 0)
  }

  /// The voxels with nothing but set voxels in the ball around them. Outside the volume everything counts as set.
  public func erode(_ mask: MaskVolume, radius: Millimetres) throws(OperationError) -> MaskVolume {
    dilated(mask, by: try ball(radius, on: mask), flip: .max)
  }

  /// Dilation, then erosion: fills gaps that the ball does not fit into.
  public func close(_ mask: MaskVolume, radius: Millimetres) throws(OperationError) -> MaskVolume {
    let ball = try ball(radius, on: mask)
    return dilated(dilated(mask, by: ball, flip: 0), by: ball, flip: .max)
  }

  /// Erosion, then dilation: removes what the ball does not fit into.
  public func open(_ mask: MaskVolume, radius: Millimetres) throws(OperationError) -> MaskVolume {
    let ball = try ball(radius, on: mask)
    return dilated(dilated(mask, by: ball, flip: .max), by: ball, flip: 0)
  }

  /// `nil` where the mask has no voxels.
  private func ball(_ radius: Millimetres, on mask: MaskVolume) throws(OperationError) -> Ball? {
    guard radius.value >= 0, radius.value.isFinite else {
      throw .invalidParameter(name: "radius", value: radius.value)
    }
    let spacing = mask.geometry.spacing
    for length in [spacing.x, spacing.y, spacing.z] where !(length > 0 && length.isFinite) {
      throw .invalidParameter(name: "spacing", value: length)
    }
    return mask.shape.count == 0 ? nil : Ball(radius: radius, spacing: spacing, within: mask.shape)
  }

  /// The mask with its bits flipped, dilated, and flipped back: `flip` is 0 to dilate and all ones to erode.
  private func dilated(_ mask: MaskVolume, by ball: Ball?, flip: UInt64) -> MaskVolume {
    guard let ball, let box = boundingBox(mask) else { return mask }
    let result = empty(mask.geometry)
    let window = DilationWindow(around: box, reach: ball.reach, in: mask.shape)
    let sweep = DilationSweep(
      plan: DilationPlan(ball: ball, wordsPerRow: window.words.count), window: window, shape: mask.shape, flip: flip,
      kernels: kernels.masks, arena: arena)
    nonisolated(unsafe) let source = mask.words.pointer
    nonisolated(unsafe) let target = result.words.mutablePointer
    let start = window.y.lowerBound
    loop.forEachSlab(of: window.y.count, height: DilationPlan.slabHeight) { rows in
      sweep.run(rows: rows.lowerBound + start..<rows.upperBound + start, from: source, to: target)
    }
    return result
  }
}
