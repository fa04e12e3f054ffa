import StudyModel

/// When two marks are of one place: nearer than a distance in mm, or than so many σ of the better one.
struct NearMarks {
  let distance: Double
  let scales: Double

  /// The marks without those near a better one.
  /// - Parameters:
  ///   - marks: best first.
  ///   - limit: no more than these are kept, at least 1.
  func merged<Mark>(_ marks: some Sequence<Mark>, limit: Int, blob: (Mark) -> Blob) -> [Mark] {
    var kept: [(mark: Mark, blob: Blob)] = []
    for mark in marks {
      let place = blob(mark)
      let isNew = kept.allSatisfy { better in
        let reach = max(distance, scales * better.blob.scale.value)
        let apart = place.position - better.blob.position
        return apart.dot(apart) >= reach * reach
      }
      if isNew { kept.append((mark, place)) }
      if kept.count == limit { break }
    }
    return kept.map(\.mark)
  }
}
