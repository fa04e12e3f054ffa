/// A tensor of doubles as the network's twins see it: channel fastest, then x, y, z.
public struct ReferenceTensor: Sendable {
  public var z: Int
  public var y: Int
  public var x: Int
  public var channels: Int
  public var values: [Double]

  public init(z: Int, y: Int, x: Int, channels: Int, values: [Double]) {
    self.z = z
    self.y = y
    self.x = x
    self.channels = channels
    self.values = values
  }

  /// A tensor whose values a function of z, y, x and the channel gives.
  public init(z: Int, y: Int, x: Int, channels: Int, _ value: (Int, Int, Int, Int) -> Double) {
    self.init(z: z, y: y, x: x, channels: channels, values: [])
    for k in 0..<z { for j in 0..<y { for i in 0..<x { for c in 0..<channels { values.append(value(k, j, i, c)) } } } }
  }

  /// `nil` outside.
  public func value(_ k: Int, _ j: Int, _ i: Int, _ c: Int) -> Double? {
    guard k >= 0, k < z, j >= 0, j < y, i >= 0, i < x else { return nil }
    return values[((k * y + j) * x + i) * channels + c]
  }

  public func map(_ body: (Double) -> Double) -> ReferenceTensor {
    var result = self
    result.values = values.map(body)
    return result
  }
}
