import StudyModel
import VolumeOperations

/// Slices that are there more than once under different SOP Instance UIDs: of those with equal pixels the first is used.
struct CopiedSlices {
  /// Indices of the slices to use, in their order.
  private(set) var kept: [Int]
  private(set) var reasons: [SeriesJudge.Given] = []

  /// Pixels are read only where slices share a position of a stack that could be screened without the copies, and
  /// everywhere they do the pixels have to be equal: a stack with two contents at one position stays as it is.
  init(_ slices: [SliceReference], _ traits: [SliceTraits]) {
    kept = Array(slices.indices)
    let places = Dictionary(grouping: slices.indices) { traits[$0].plane }
    let copied = places.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
    guard !copied.isEmpty, GeometryLimits.slices.contains(places.count), slices.count <= 2 * places.count else {
      return
    }
    let digests = Self.digests(of: copied.flatMap { $0 }, slices)
    guard
      copied.allSatisfy({ same in digests[same[0]].map { first in same.allSatisfy { digests[$0] == first } } ?? false })
    else { return }
    let extra = Set(copied.flatMap { $0.dropFirst() })
    kept.removeAll { extra.contains($0) }
    reasons.append(SeriesJudge.Given(.instanceRepeated, "\(extra.count) images left out"))
  }

  /// The SHA-256 of the densities of slices; none for those that cannot be read.
  private static func digests(of indices: [Int], _ slices: [SliceReference]) -> [Int: String] {
    let loader = SliceLoader(engine: VolumeEngine(threads: 1, kernels: KernelSet.available[0]))
    var digests: [Int: String] = [:]
    for unit in LoadingUnit.units(of: indices.map { slices[$0] }, threads: 1) {
      var next = unit.indices.makeIterator()
      // A file that cannot be read any more leaves its slices without a digest.
      try? loader.load(unit.instance, frames: unit.frames) { frame, write in
        guard let place = next.next() else { return }
        let format = unit.instance.frames[frame].pixels
        var values = [Int16](repeating: 0, count: format.rows * format.columns)
        var span = values.mutableSpan
        guard (try? write(&span)) != nil else { return }
        var hash = SHA256()
        unsafe hash.update(values.span.bytes)
        digests[indices[place]] = hash.finalize()
      }
    }
    return digests
  }
}
