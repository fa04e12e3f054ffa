import KernelReference
import StudyModel
import TestSupport
import Testing
import VolumeOperations

@Suite("rescale and cast: every instruction set against the twin")
struct VoxelTests {
  @Test("floats have the bits of the twin", arguments: TestGrid.filtered)
  func floats(grid: TestGrid) {
    let values = grid.integers(in: .min ... .max, seed: grid.shape.count)
    for range: ClosedRange<Float> in [-1000...400, -.infinity ... .infinity, 0.5...0.5] {
      let expected = VoxelReference.floats(values, clampedTo: range)
      for engine in Engines.all {
        let result = engine.floats(grid.volume(values), clampedTo: range)
        #expect(result.values.bits == expected.bits, "\(range), \(Engines.name(engine))")
        #expect(result.geometry == grid.geometry)
      }
    }
  }

  /// Slopes that need rounding, halves included, and products beyond 16 bits and beyond a double.
  static let lines: [(Double, Double)] = [
    (1, -1024), (16384, 536_870_912), (-16384, -536_870_912), (16385, 0), (3, 1e9), (2, 2_147_483_648), (0.5, 0),
    (1.3, -1000.25), (-1, 0), (400, -32768), (0, 7), (1e-300, 0.5), (1e308, 1), (-1e308, 1),
  ]

  @Test("rescaled pixels are those of the twin", arguments: [0, 1, 7, 8, 9, 16, 17, 100])
  func rescale(count: Int) throws {
    var random = SplitMix64(seed: count)
    let words = (0..<count).map { _ in UInt16.random(in: .min ... .max, using: &random) }
    for (bits, high) in [(16, 15), (12, 11), (12, 15), (1, 0), (10, 13)] {
      for isSigned in [false, true] {
        for (slope, intercept) in Self.lines {
          for padding: ClosedRange<Int>? in [nil, 5...700, -2000 ... -5, -70000...70000] {
            let expected = VoxelReference.rescale(
              words, bitsStored: bits, highBit: high, isSigned: isSigned, slope: slope, intercept: intercept,
              padding: padding, paddingValue: -3024)
            for kernels in KernelSet.available {
              let found = try rescaled(
                words, StoredFormat(bitsStored: bits, highBit: high, isSigned: isSigned), slope, intercept, padding,
                kernels: kernels)
              #expect(
                found == expected, "\(kernels.name), \(bits) to \(high), \(isSigned), \(slope), \(intercept)")
            }
          }
        }
      }
    }
  }

  private func rescaled(
    _ words: [UInt16], _ format: StoredFormat, _ slope: Double, _ intercept: Double, _ padding: ClosedRange<Int>?,
    kernels: KernelSet, room: Int? = nil
  ) throws(OperationError) -> [Int16] {
    var result = [Int16](repeating: 99, count: room ?? words.count)
    var target = result.mutableSpan
    try VolumeEngine(threads: 1, kernels: kernels).rescale(
      stored: words.span, format: format, slope: slope, intercept: intercept, padding: padding, paddingValue: -3024,
      into: &target)
    return result
  }

  @Test("what cannot be rescaled is refused before anything is written")
  func refusals() {
    let kernels = KernelSet.available[0]
    let words: [UInt16] = [1, 2, 3]
    let plain = StoredFormat(bitsStored: 12, highBit: 11, isSigned: false)
    #expect(throws: OperationError.countMismatch(expected: 3, found: 2)) {
      _ = try rescaled(words, plain, 1, 0, nil, kernels: kernels, room: 2)
    }
    for (bits, high) in [(0, 0), (17, 16), (12, 10), (12, 16), (-1, 3)] {
      #expect(throws: OperationError.invalidStoredBits(stored: bits, high: high)) {
        let format = StoredFormat(bitsStored: bits, highBit: high, isSigned: false)
        _ = try rescaled(words, format, 1, 0, nil, kernels: kernels)
      }
    }
    #expect(throws: OperationError.invalidParameter(name: "slope", value: .infinity)) {
      _ = try rescaled(words, plain, .infinity, 0, nil, kernels: kernels)
    }
    #expect(throws: OperationError.invalidParameter(name: "intercept", value: -.infinity)) {
      _ = try rescaled(words, plain, 1, -.infinity, nil, kernels: kernels)
    }
  }
}
