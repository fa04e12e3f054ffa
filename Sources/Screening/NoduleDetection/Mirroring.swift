/// How a patch is mirrored before a network sees it: a nodule is one from every side.
enum Mirroring: CaseIterable {
  case none
  case x
  case y
  case z

  /// - Parameter values: of a cube, x fastest, then y, z.
  func applied(to values: [Float], size: Int) -> [Float] {
    guard self != .none else { return values }
    return values.indices.map { index in
      let (x, y, z) = (index % size, index / size % size, index / size / size)
      let last = size - 1
      return switch self {
      case .none: values[index]
      case .x: values[(z * size + y) * size + last - x]
      case .y: values[(z * size + last - y) * size + x]
      case .z: values[((last - z) * size + y) * size + x]
      }
    }
  }
}
