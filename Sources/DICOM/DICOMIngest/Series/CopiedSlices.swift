import StudyModel
import VolumeOperations

/// Slices that are there more than once under different SOP Instance UIDs: of those with equal pixels the first is used.
struct CopiedSlices {
  /// Indices of the slices to use, in their order.
  private(set) var kept: [Int]
  private(set) var reasons: [SeriesJudge.Given] = []

  /// Pixels are read only where slices share a position, and everywhere they do the pixels have to be equal: a stack with
  /// two contents at one position stays as it is.
  init(_ slices: [SliceReference], _ traits: [SliceTraits]) {
    kept = Array(slices.indices)
    let places = Dictionary(grouping: slices.indices) { traits[$0].plane }
    let copied = places.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
    guard !copied.isEmpty, copied.allSatisfy({ Self.areEqual($0.map { slices[$0] }) }) else { return }
    let extra = Set(copied.flatMap { $0.dropFirst() })
    kept.removeAll { extra.contains($0) }
    reasons.append(SeriesJudge.Given(.instanceRepeated, "\(extra.count) images left out"))
  }

  private static func areEqual(_ slices: [SliceReference]) -> Bool {
    guard let first = pixels(slices[0]) else { return false }
    return slices.dropFirst().allSatisfy { pixels($0) == first }
  }

  /// The densities of a slice; `nil` where they cannot be read.
  private static func pixels(_ slice: SliceReference) -> [Int16]? {
    let format = slice.frame.pixels
    var values = [Int16](repeating: 0, count: format.rows * format.columns)
    var isRead = false
    let loader = SliceLoader(engine: VolumeEngine(threads: 1, kernels: KernelSet.available[0]))
    do throws(IngestError) {
      try loader.load(slice.instance, frames: [(slice.frame.number ?? 1) - 1]) { _, write in
        var span = values.mutableSpan
        do throws(IngestError) {
          try write(&span)
          isRead = true
        } catch {
          isRead = false
        }
      }
    } catch { return nil }
    return isRead ? values : nil
  }
}
