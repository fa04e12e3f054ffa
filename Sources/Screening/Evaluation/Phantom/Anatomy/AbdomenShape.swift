/// Organs below the diaphragm.
struct AbdomenShape: Sendable {
  /// Liver.
  func liver(_ p: Point, below: Float, wall: Float) -> Float {
    // The left lobe reaches over the midline as a wedge.
    let edge = (p.x - 10 + 0.45 * (p.y + 60) + 0.25 * (p.z + 120)) * 0.85
    let inside = max(max(below + 2.5, wall + 4), -p.z - 268 - 0.25 * p.x)
    return max(common(inside, edge, 14), 8 - spineGap(p))
  }

  /// Spleen and kidneys.
  func spleenAndKidneys(_ p: Point, below: Float, wall: Float) -> Float {
    let spleen = max(max(ellipsoid(p - Point(92, 42, -142), 34, 42, 52), below + 3), wall + 3)
    let aside = abs(p.x) - 56
    let kidney = ellipsoid(Point(aside + 0.2 * (p.z + 230), p.y - 52, p.z + 230), 27, 25, 54)
    return min(spleen, kidney)
  }

  /// Stomach and bowel.
  func gut(_ p: Point, below: Float, wall: Float, texture: Float) -> Float {
    let stomach = ellipsoid(p - Point(58, -22, -142), 46, 40, 48)
    let bowel = max(7 - 26 * abs(texture), p.z + 205)
    return max(max(min(stomach, bowel), below + 4), wall + 6)
  }

  /// Gas in the stomach, at its front where the patient lies on the back.
  func gas(_ p: Point, gut: Float, isProne: Bool) -> Float {
    let stomachLevel = isProne ? 10 - p.y : p.y + 36
    return max(gut + 4, stomachLevel)
  }

  private func spineGap(_ p: Point) -> Float { Point(p.x, p.y - 60, 0).length - 20 }
}
