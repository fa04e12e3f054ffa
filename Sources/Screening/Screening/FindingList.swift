import StudyModel

/// The findings that are shown: the best candidates, each with the slice nearest to its centre.
///
/// - Parameters:
///   - candidates: best first.
///   - slices: of the loaded series, from the feet; one for each slice of `geometry`.
func findings(of candidates: some Sequence<Candidate>, geometry: VolumeGeometry, slices: [Slice]) -> [Finding] {
  precondition(slices.count == geometry.shape.z, "one slice for each step of the volume")
  return candidates.enumerated().map { index, candidate in
    let depth = geometry.voxel(at: candidate.position).z.rounded()
    let nearest = Int(min(max(depth, 0), Double(slices.count - 1)))
    return Finding(rank: index + 1, candidate: candidate, sliceIndex: nearest + 1, slice: slices[nearest])
  }
}
