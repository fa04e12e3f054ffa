/// Slices of one file that one thread loads one after the other, so that a multi-frame file is not parsed anew for each.
struct LoadingUnit: Sendable {
  let instance: InstanceHeader
  /// Frames of the instance, from 0.
  let frames: [Int]
  /// The place of each in the series.
  let indices: [Int]

  /// The slices of a series, in units: one for a single-frame file, several for a multi-frame one, so that threads share it.
  /// Units begin nearest to the feet in the order given.
  static func units(of slices: [SliceReference], threads: Int) -> [LoadingUnit] {
    var files: [String: Int] = [:]
    var members: [[Int]] = []
    for (index, slice) in slices.enumerated() {
      if let file = files[slice.instance.path] {
        members[file].append(index)
      } else {
        files[slice.instance.path] = members.count
        members.append([index])
      }
    }
    return members.flatMap { indices in
      let size = max(1, (indices.count + 2 * threads - 1) / (2 * threads))
      return stride(from: 0, to: indices.count, by: size).map { start in
        let part = Array(indices[start..<min(start + size, indices.count)])
        return LoadingUnit(
          instance: slices[part[0]].instance, frames: part.map { (slices[$0].frame.number ?? 1) - 1 }, indices: part)
      }
    }
  }
}
