/// What each quality code means, in both languages. The codes are those of ingest (`file.*`, `series.*`, …) and of the lung
/// field (`lung.*`); one that is missing here is shown by its English message.
enum QualityWordingTable {
  static let sentences: [String: Wording] = [
    "geometry.gap": Wording(
      "Slices are missing: nodules in the gap cannot be found.", "层面缺失：缺失处的结节无法检出。")
  ]
}
