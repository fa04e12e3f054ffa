import NoduleDetection
import StudyModel
import Testing
import VolumeOperations

@Suite("the lung field")
struct LungFieldTests {
  private let detector = NoduleDetector(
    engine: VolumeEngine(threads: 2, kernels: KernelSet.available[0]), plan: .classical)

  /// Whether the field holds the voxel nearest to a point.
  private func holds(_ mask: MaskVolume, _ point: PatientVector) -> Bool {
    let voxel = mask.geometry.voxel(at: point)
    return mask.contains(x: Int(voxel.x.rounded()), y: Int(voxel.y.rounded()), z: Int(voxel.z.rounded()))
  }

  @Test("two lungs, each on its side, without trachea and body")
  func lungsAndSides() throws {
    let field = try detector.lungField(in: ChestPhantom().volume())
    #expect(field.isSplit)
    #expect(field.quality == SeriesQuality(verdict: .analysable, reasons: []))
    #expect(field.side(at: ChestPhantom.point(-65, 0, 0)) == .right)
    #expect(field.side(at: ChestPhantom.point(65, 0, 0)) == .left)
    #expect(field.side(at: ChestPhantom.point(0, 10, 60)) == nil)
    #expect(holds(field.airways, ChestPhantom.point(0, 10, 60)))
    #expect(!holds(field.mask, ChestPhantom.point(0, -60, 0)))
    // Two ellipsoids of 48 x 72 x 88 mm hold 2548 ml; the outermost layer is partial volume.
    #expect(abs(field.volume - 2548) < 130)
  }

  @Test("sides are the patient's, whichever way the rows run")
  func sidesOfMirroredRows() throws {
    var phantom = ChestPhantom()
    phantom.rowSign = -1
    let field = try detector.lungField(in: phantom.volume())
    #expect(field.side(at: ChestPhantom.point(-65, 0, 0)) == .right)
    #expect(field.side(at: ChestPhantom.point(65, 0, 0)) == .left)
  }

  @Test("a nodule on the pleura and one in the middle of the lung lie inside", arguments: [6.0, 10, 15, 20])
  func nodulesStayInside(diameter: Double) throws {
    var phantom = ChestPhantom()
    let pleural = ChestPhantom.point(-113 + diameter / 2, 0, 0)
    let central = ChestPhantom.point(65, 0, 0)
    phantom.parts = [pleural, central].map { .init(centre: $0, radius: diameter / 2) }
    let field = try detector.lungField(in: phantom.volume())
    #expect(holds(field.right, pleural))
    #expect(holds(field.left, central))
  }

  @Test("one lung is searched, with a warning that the other may be missing")
  func oneLung() throws {
    var phantom = ChestPhantom()
    phantom.hasLeftLung = false
    let field = try detector.lungField(in: phantom.volume())
    #expect(!field.isSplit)
    #expect(field.quality.verdict == .warning)
    #expect(field.quality.reasons.map(\.code) == ["lung.oneLung"])
    #expect(holds(field.mask, ChestPhantom.point(-65, 0, 0)))
    #expect(field.side(at: ChestPhantom.point(-65, 0, 0)) == nil)
  }

  @Test("a scan that ends within the lungs says where")
  func coverage() throws {
    var phantom = ChestPhantom()
    phantom.reach = -40.0...95.0
    #expect(try detector.lungField(in: phantom.volume()).quality.reasons.map(\.code) == ["lung.cutAtBase"])
    phantom.reach = -95.0...40.0
    #expect(try detector.lungField(in: phantom.volume()).quality.reasons.map(\.code) == ["lung.cutAtApex"])
  }

  @Test("no lung is refused: a body without lungs, air, water", arguments: [30.0, -1000, 0])
  func noLung(density: Double) throws {
    var phantom = ChestPhantom()
    (phantom.hasLeftLung, phantom.hasRightLung, phantom.hasTrachea) = (false, false, false)
    phantom.room = density
    let detection = try detector.detect(in: phantom.volume())
    #expect(detection.lungField.quality.verdict == .refused)
    #expect(detection.lungField.quality.reasons.map(\.code) == ["lung.notFound"])
    #expect(detection.candidates.isEmpty)
    #expect(detection.shown == 0)
  }

  @Test("padding outside the field of view is not lung", arguments: [-1024.0, -2000, -3024])
  func padding(density: Double) throws {
    var phantom = ChestPhantom()
    phantom.room = density
    let field = try detector.lungField(in: phantom.volume())
    #expect(field.isSplit)
    #expect(abs(field.volume - 2548) < 130)
  }

  @Test("the field has the volume of the lungs, and nearly the same in thick slices", arguments: [2, 2.5, 5])
  func volumeOfTheField(spacing: Double) throws {
    func millilitres(_ spacing: Double) throws -> Double {
      var phantom = ChestPhantom()
      phantom.spacing = ChestPhantom.point(1.5, 1.5, spacing)
      let mask = try detector.lungField(in: phantom.volume()).mask
      return Double(detector.engine.count(mask)) * mask.geometry.voxelVolume / 1000
    }
    let (thin, thick) = (try millilitres(1), try millilitres(spacing))
    #expect(abs(thin / 2548 - 1) < 0.04, "\(thin) ml")
    #expect(abs(thick / thin - 1) < 0.03, "\(thick) ml, \(thin) ml at 1 mm")
  }

  @Test("a mass on the chest wall that is wider than the closing is no hole in the field")
  func massOnTheWall() throws {
    var phantom = ChestPhantom()
    let mass = ChestPhantom.Part(centre: ChestPhantom.point(-100, 0, 0), radius: 16)
    phantom.parts = [mass]
    let field = try detector.lungField(in: phantom.volume())
    var (inside, all) = (0, 0)
    for x in -16...16 {
      for y in -16...16 {
        for z in -16...16 {
          let point = mass.centre + ChestPhantom.point(Double(x), Double(y), Double(z))
          guard mass.contains(point), ChestPhantom.inRightLung(point) else { continue }
          all += 1
          if field.side(at: point) == .right { inside += 1 }
        }
      }
    }
    // The closing alone holds 5 % of it.
    #expect(Double(inside) >= 0.65 * Double(all), "\(inside) of \(all) mm³")
  }

  @Test("lungs that a round field of view cuts off stay, and the room beside them does not", arguments: [104.0, 108])
  func tightFieldOfView(radius: Double) throws {
    var phantom = ChestPhantom()
    phantom.fieldOfView = radius
    let field = try detector.lungField(in: phantom.volume())
    #expect(field.isSplit)
    #expect(field.side(at: ChestPhantom.point(-65, 0, 0)) == .right)
    #expect(field.side(at: ChestPhantom.point(65, 0, 0)) == .left)
    #expect(!holds(field.mask, ChestPhantom.point(0, 99, 0)))
  }

  @Test("twenty slices are a lung cut at both ends")
  func twentySlices() throws {
    var phantom = ChestPhantom()
    phantom.reach = -20.0...20
    let field = try detector.lungField(in: phantom.volume())
    #expect(field.isSplit)
    #expect(field.quality.reasons.map(\.code) == ["lung.cutAtApex", "lung.cutAtBase"])
  }
}
