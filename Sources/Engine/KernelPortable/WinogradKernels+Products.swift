import KernelShim

extension WinogradKernels {
  /// Turns the products of a row of tiles into outputs, adds bias and addend, and applies `act(x)`, which is `x`, and
  /// `slope · x` where `x` is negative.
  /// - Parameters:
  ///   - products: laid out as the target of ``transformInputs(rows:width:channels:tiles:target:pointStride:columns:)``.
  ///   - channels: a multiple of eight.
  ///   - targets: four rows of `width · channels` writable floats, `2 · z + y`; `width` is `2 · tiles` or one less.
  ///   - addends: four rows like the targets.
  ///   - bias: `channels` floats.
  @inline(never)
  public static func transformProducts(
    _ products: UnsafePointer<Float>, pointStride: Int, channels: Int, tiles: Int,
    targets: UnsafePointer<UnsafeMutablePointer<Float>>, width: Int, bias: UnsafePointer<Float>,
    addends: UnsafePointer<UnsafePointer<Float>>?, slope: Float
  ) {
    var tile = 0
    while tile < tiles {
      var channel = 0
      while channel < channels {
        let from = UnsafeRawPointer(products + (tile &* channels &+ channel))
        let added = UnsafeRawPointer(bias + channel).loadUnaligned(as: Lanes.self)
        var left = InlineArray<4, Lanes>(repeating: added)
        var right = InlineArray<4, Lanes>(repeating: added)
        var x = 0
        while x < 4 {
          var values = InlineArray<8, Lanes>(repeating: .zero)
          var y = 0
          while y < 4 {
            let point = from + (4 &* y &+ x) &* pointStride &* 4
            let a = point.loadUnaligned(as: Lanes.self)
            let b = (point + pointStride &* 64).loadUnaligned(as: Lanes.self)
            let c = (point + pointStride &* 128).loadUnaligned(as: Lanes.self)
            let d = (point + pointStride &* 192).loadUnaligned(as: Lanes.self)
            values[unchecked: y] = a + b + c
            values[unchecked: y &+ 4] = b - c - d
            y &+= 1
          }
          var z = 0
          while z < 2 {
            let a = values[unchecked: 4 &* z]
            let b = values[unchecked: 4 &* z &+ 1]
            let c = values[unchecked: 4 &* z &+ 2]
            let d = values[unchecked: 4 &* z &+ 3]
            let near = a + b + c
            let far = b - c - d
            if x < 3 { left[unchecked: 2 &* z] += near }
            if x < 3 { left[unchecked: 2 &* z &+ 1] += far }
            if x == 1 { right[unchecked: 2 &* z] += near }
            if x == 1 { right[unchecked: 2 &* z &+ 1] += far }
            if x > 1 { right[unchecked: 2 &* z] -= near }
            if x > 1 { right[unchecked: 2 &* z &+ 1] -= far }
            z &+= 1
          }
          x &+= 1
        }
        let at = 2 &* tile &* channels &+ channel
        var row = 0
        while row < 4 {
          finish(left[unchecked: row], targets[row] + at, addends, row, at, slope)
          if 2 &* tile &+ 1 < width {
            finish(right[unchecked: row], targets[row] + (at &+ channels), addends, row, at &+ channels, slope)
          }
          row &+= 1
        }
        channel &+= 8
      }
      tile &+= 1
    }
  }

  @inline(__always)
  private static func finish(
    _ sum: Lanes, _ target: UnsafeMutablePointer<Float>, _ addends: UnsafePointer<UnsafePointer<Float>>?, _ row: Int,
    _ at: Int, _ slope: Float
  ) {
    var value = sum
    if let addends { value += UnsafeRawPointer(addends[row] + at).loadUnaligned(as: Lanes.self) }
    value.replace(with: value * slope, where: value .< 0)
    UnsafeMutableRawPointer(target).storeBytes(of: value, as: Lanes.self)
  }
}
