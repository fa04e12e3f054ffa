/// Sizes of a ``Tensor``. Storage order: channel fastest, then x, y, z, item. A vector has one voxel.
public struct TensorShape: Hashable, Sendable, CustomStringConvertible {
  /// Patches, or whatever is run at once and independently.
  public var items: Int
  public var z: Int
  public var y: Int
  public var x: Int
  public var channels: Int

  public init(items: Int = 1, z: Int = 1, y: Int = 1, x: Int = 1, channels: Int) {
    self.items = items
    self.z = z
    self.y = y
    self.x = x
    self.channels = channels
  }

  public var voxels: Int { z * y * x }
  /// Floats of one item.
  public var itemCount: Int { voxels * channels }
  public var count: Int { items * itemCount }

  /// The same for one item.
  var single: TensorShape {
    var shape = self
    shape.items = 1
    return shape
  }

  /// `2 items of 32x32x32 with 16 channels`, sizes along x, y, z.
  public var description: String {
    "\(items) item\(items == 1 ? "" : "s") of \(x)x\(y)x\(z) with \(channels) channel\(channels == 1 ? "" : "s")"
  }

  /// Whether the numbers can be multiplied and stay below ``maximumCount``; none is negative.
  var isSound: Bool {
    var product = 1
    for size in [items, z, y, x, channels] {
      let (next, overflow) = product.multipliedReportingOverflow(by: max(size, 1))
      guard size >= 0, !overflow, next <= Self.maximumCount else { return false }
      product = next
    }
    return true
  }

  /// The most floats of one tensor.
  static let maximumCount = 1 << 31
}

/// One number for each spatial axis.
struct Extent: Hashable, Sendable {
  var z: Int
  var y: Int
  var x: Int

  static let one = Extent(z: 1, y: 1, x: 1)
  static let zero = Extent(z: 0, y: 0, x: 0)

  var count: Int { z * y * x }
}
