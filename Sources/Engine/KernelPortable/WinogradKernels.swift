import KernelShim

/// The transforms of Winograd's convolution F(2, 3) along three axes: two outputs along each axis from four inputs, 64
/// products instead of 216 for eight outputs. Twin: the direct convolution of `NetworkReference`.
///
/// Along each axis the inputs `d` become `d0 - d2, d1 + d2, d2 - d1, d1 - d3`, and the products `m` become the outputs
/// `m0 + m1 + m2, m1 - m2 - m3`; along y first, then z, then x for inputs, along z, y, x for outputs.
/// Source: Lavin and Gray, Fast algorithms for convolutional neural networks, CVPR 2016.
public enum WinogradKernels {
  typealias Lanes = SIMD8<Float>

  /// Transforms the inputs of a row of tiles: tile `t` covers the positions `2t - 1` to `2t + 2` of sixteen rows.
  /// Positions outside the rows are zero.
  /// - Parameters:
  ///   - rows: sixteen rows of `width · channels` floats, `4 · z + y` counting from the tile's corner.
  ///   - channels: a multiple of eight.
  ///   - target: point `(4 · z + y) · 4 + x` of tile `t` begins at `point · pointStride + t · channels`.
  ///   - columns: `64 · channels` floats of scratch.
  @inline(never)
  public static func transformInputs(
    rows: UnsafePointer<UnsafePointer<Float>>, width: Int, channels: Int, tiles: Int,
    target: UnsafeMutablePointer<Float>, pointStride: Int, columns: UnsafeMutablePointer<Float>
  ) {
    // Of the four columns of a tile the last two are new; they lie in a ring of four.
    let block = 128 &* (channels / 8)
    transformColumn(rows, -1, width, channels, columns)
    transformColumn(rows, 0, width, channels, columns + block)
    var tile = 0
    while tile < tiles {
      let first = (2 &* tile) & 3
      let second = (first &+ 2) & 3
      transformColumn(rows, 2 &* tile &+ 1, width, channels, columns + second &* block)
      transformColumn(rows, 2 &* tile &+ 2, width, channels, columns + (second &+ 1) &* block)
      let early = UnsafeRawPointer(columns + first &* block)
      let late = UnsafeRawPointer(columns + second &* block)
      let next = 4 &* block
      let to = UnsafeMutableRawPointer(target + tile &* channels)
      var line = 0
      while line < 16 {
        var channel = 0
        while channel < channels {
          let at = channel &* 64 &+ line &* 32
          let a = (early + at).loadUnaligned(as: Lanes.self)
          let b = (early + (at &+ next)).loadUnaligned(as: Lanes.self)
          let c = (late + at).loadUnaligned(as: Lanes.self)
          let d = (late + (at &+ next)).loadUnaligned(as: Lanes.self)
          let point = to + (line &* pointStride &* 16 &+ channel &* 4)
          point.storeBytes(of: a - c, as: Lanes.self)
          point.storeBytes(of: b + c, toByteOffset: pointStride &* 4, as: Lanes.self)
          point.storeBytes(of: c - b, toByteOffset: pointStride &* 8, as: Lanes.self)
          point.storeBytes(of: b - d, toByteOffset: pointStride &* 12, as: Lanes.self)
          channel &+= 8
        }
        line &+= 1
      }
      tile &+= 1
    }
  }

  /// One position of sixteen rows, transformed along y and z: for every eight channels sixteen vectors, `4 · z + y`.
  @inline(__always)
  private static func transformColumn(
    _ rows: UnsafePointer<UnsafePointer<Float>>, _ x: Int, _ width: Int, _ channels: Int,
    _ target: UnsafeMutablePointer<Float>
  ) {
    var channel = 0
    while channel < channels {
      let to = UnsafeMutableRawPointer(target + channel &* 16)
      if x >= 0 && x < width {
        transformColumn(rows, x &* channels &+ channel, to)
      } else {
        var line = 0
        while line < 16 {
          to.storeBytes(of: .zero, toByteOffset: line &* 32, as: Lanes.self)
          line &+= 1
        }
      }
      channel &+= 8
    }
  }

  @inline(__always)
  private static func transformColumn(
    _ rows: UnsafePointer<UnsafePointer<Float>>, _ at: Int, _ to: UnsafeMutableRawPointer
  ) {
    let zero = Lanes.zero
    // A literal: the initialiser that repeats a value may be called, as generic code, instead of inlined.
    var values: InlineArray<16, Lanes> = [
      zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero,
    ]
    var z = 0
    while z < 4 {
      let a = UnsafeRawPointer(rows[4 &* z] + at).loadUnaligned(as: Lanes.self)
      let b = UnsafeRawPointer(rows[4 &* z &+ 1] + at).loadUnaligned(as: Lanes.self)
      let c = UnsafeRawPointer(rows[4 &* z &+ 2] + at).loadUnaligned(as: Lanes.self)
      let d = UnsafeRawPointer(rows[4 &* z &+ 3] + at).loadUnaligned(as: Lanes.self)
      values[unchecked: 4 &* z] = a - c
      values[unchecked: 4 &* z &+ 1] = b + c
      values[unchecked: 4 &* z &+ 2] = c - b
      values[unchecked: 4 &* z &+ 3] = b - d
      z &+= 1
    }
    var y = 0
    while y < 4 {
      let a = values[unchecked: y]
      let b = values[unchecked: y &+ 4]
      let c = values[unchecked: y &+ 8]
      let d = values[unchecked: y &+ 12]
      to.storeBytes(of: a - c, toByteOffset: y &* 32, as: Lanes.self)
      to.storeBytes(of: b + c, toByteOffset: y &* 32 &+ 128, as: Lanes.self)
      to.storeBytes(of: c - b, toByteOffset: y &* 32 &+ 256, as: Lanes.self)
      to.storeBytes(of: b - d, toByteOffset: y &* 32 &+ 384, as: Lanes.self)
      y &+= 1
    }
  }
}
