import StudyModel
import TestSupport
import Testing
import VolumeOperations

@testable import DICOMIngest

@Suite("What the voxels say about a series")
struct ContentTests {
  /// A body in air with two lungs, a heart and a spine, 320 mm wide, with noise.
  private struct Chest {
    var noise = 10.0
    var air = -1000.0
    var heart = 45.0
    var change: (Int16) -> Int16 = { $0 }
    var slices = 24
    /// Slices that are written with the pixels of another, or with one value.
    var copies: [Int: Int] = [:]
    var empty: Set<Int> = []
    var pixel = 2.5

    private static let side = 128

    func volume() -> Volume {
      var random = SplitMix64(seed: 7)
      let pixels = Self.side * Self.side
      // Four uniform numbers make a bell curve of variance 1/3.
      let bell = (0..<pixels).map { _ in
        (0..<4).reduce(0.0) { sum, _ in sum + Double.random(in: -0.5...0.5, using: &random) } * 3.0.squareRoot()
      }
      let still = (0..<pixels).map { tissue(Double($0 % Self.side) - 64, Double($0 / Self.side) - 64) }
      let shape = GridShape(x: Self.side, y: Self.side, z: slices)
      let storage = VoxelStorage<Int16>(count: shape.count)
      storage.withMutableSpan { target in
        for z in 0..<slices {
          let seed = (copies[z] ?? z) * 97
          for index in 0..<pixels {
            let value = Int16(still[index] + bell[(index + seed) % pixels] * noise)
            target[z * pixels + index] = empty.contains(z) ? -1000 : change(value)
          }
        }
      }
      let spacing = PatientVector(x: pixel, y: pixel, z: 2.5)
      return Volume(geometry: VolumeGeometry(shape: shape, origin: .zero, spacing: spacing), storage: storage)
    }

    private func tissue(_ x: Double, _ y: Double) -> Double {
      if (x * x) / (58 * 58) + (y * y) / (42 * 42) > 1 { return air }
      if abs(x) < 4, (26...36).contains(y) { return 700 }
      if abs(x) < 14, abs(y) < 14 { return heart }
      return ((abs(x) - 30) * (abs(x) - 30)) / (18 * 18) + (y * y) / (30 * 30) < 1 ? -850 : 45
    }
  }

  private func reasons(_ chest: Chest) -> [QualityReason] {
    let volume = chest.volume()
    let content = VolumeContent(volume, engine: engine)
    return ContentJudge(content: content, geometry: volume.geometry, exposure: "120 kV, 80 mA").reasons().map(\.reason)
  }

  @Test("nothing is said about a good chest, and its measures are right") func good() throws {
    #expect(reasons(Chest()) == [])
    let volume = Chest().volume()
    let measured = SeriesMeasurements(
      content: VolumeContent(volume, engine: engine), geometry: volume.geometry, slice: nil)
    #expect(abs(try #require(measured.noise) - 10) < 1.5)
    #expect(abs(try #require(measured.air) + 1000) <= 5)
    #expect(abs(try #require(measured.softTissue) - 45) <= 5)
    #expect(measured.fieldWidth == Millimetres(320) && measured.reach == Millimetres(57.5))
  }

  @Test("pixel.noisy: noise above 60 HU is told with the exposure", arguments: [(50.0, false), (75, true)])
  func noisy(noise: Double, isTold: Bool) {
    let reasons = reasons(Chest(noise: noise))
    #expect(reasons.map(\.code) == (isTold ? ["pixel.noisy"] : []))
    #expect(reasons.allSatisfy { $0.evidence.hasSuffix(" HU in soft tissue; 120 kV, 80 mA") })
  }

  @Test("rescale.implausible: stored values taken for Hounsfield units, or shifted twice", arguments: [1024, -1024])
  func shifted(by offset: Int16) {
    #expect(reasons(Chest(change: { $0 + offset })).map(\.code) == ["rescale.implausible"])
  }

  @Test("rescale.offset: air, or the body, is off", arguments: [-70, 80])
  func offset(by offset: Int16) throws {
    let reasons = reasons(Chest(change: { $0 + offset }))
    #expect(reasons.map(\.code) == ["rescale.offset"])
    #expect(try #require(reasons.first).evidence.hasPrefix(offset < 0 ? "air at " : "soft tissue at "))
  }

  @Test("pixel.clipped: a windowed copy", arguments: [-1000...150, -800...1000])
  func clipped(range: ClosedRange<Int16>) {
    let chest = Chest(change: { min(max($0, range.lowerBound), range.upperBound) })
    #expect(reasons(chest).map(\.code) == ["pixel.clipped"])
  }

  @Test("padding.undeclared: what lies outside the circle is told, a few voxels beside metal are not") func fill()
    throws
  {
    let filled = Chest(change: { $0 < -985 ? -3024 : $0 }).volume()
    let fill = try #require(UndeclaredFill(VolumeContent(filled, engine: engine)))
    #expect(fill.lowest == -3024 && fill.share > 0.1)
    #expect(fill.remark.reason.code == "padding.undeclared")
    #expect(fill.remark.reason.evidence.hasSuffix(" % of the voxels, down to -3024 HU"))

    var streaks = 0
    let streaked = Chest(change: {
      streaks += 1
      return streaks % 1000 == 0 ? -2000 : $0
    })
    #expect(UndeclaredFill(VolumeContent(streaked.volume(), engine: engine)) == nil)
    #expect(UndeclaredFill(VolumeContent(Chest(noise: 60).volume(), engine: engine)) == nil)
  }

  @Test("contrast.seen: blood of 200 HU") func contrast() {
    #expect(reasons(Chest(heart: 200)).map(\.code) == ["contrast.seen"])
  }

  @Test("pixel.emptySlices: slices of one value at the ends are counted and placed") func empty() {
    let reasons = reasons(Chest(empty: [0, 1, 22, 23]))
    #expect(reasons.map(\.code) == ["pixel.emptySlices"])
    #expect(reasons.map(\.evidence) == ["4 of 24 slices: z = 0.0 mm, z = 2.5 mm, z = 55.0 mm and 1 more"])
  }

  @Test("pixel.emptyInside: between others they are missing slices") func emptyInside() {
    let reasons = reasons(Chest(empty: [0, 5]))
    #expect(reasons.map(\.code) == ["pixel.emptyInside", "pixel.emptySlices"])
    #expect(reasons.map(\.evidence) == ["1 of 24 slices: z = 12.5 mm", "1 of 24 slices: z = 0.0 mm"])
  }

  @Test("pixel.repeatedSlices: a slice that holds another's pixels") func repeated() {
    let reasons = reasons(Chest(copies: [4: 3, 20: 3]))
    #expect(reasons.map(\.code) == ["pixel.repeatedSlices"])
    #expect(reasons.map(\.evidence) == ["2 of 24 slices: z = 10.0 mm, z = 50.0 mm"])
  }

  @Test("densities of a field in which no chest fits are not judged") func narrow() {
    #expect(reasons(Chest(change: { $0 + 1024 }, pixel: 1)).isEmpty)
  }

  @Test("the same numbers at any number of threads") func threads() {
    let volume = Chest(copies: [4: 3]).volume()
    let measured = [1, 2, 5].map { threads in
      SeriesMeasurements(
        content: VolumeContent(volume, engine: VolumeEngine(threads: threads, kernels: KernelSet.available[0])),
        geometry: volume.geometry,
        slice: nil)
    }
    #expect(Set(measured).count == 1)
  }
}
