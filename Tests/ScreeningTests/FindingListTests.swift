import StudyModel
import Testing

@testable import Screening

@Suite("Findings: candidates and their slices")
struct FindingListTests {
  static let slices = (1...4).map { Slice(sopInstanceUID: "1.2.\($0)", instanceNumber: 5 - $0) }

  private func geometry(sliceAxis: PatientVector = PatientVector(x: 0, y: 0, z: 1)) -> VolumeGeometry {
    VolumeGeometry(
      shape: GridShape(x: 10, y: 10, z: 4), origin: PatientVector(x: -5, y: -5, z: -100),
      spacing: PatientVector(x: 1, y: 1, z: 5), sliceAxis: sliceAxis)
  }

  private func candidate(_ position: PatientVector) -> Candidate {
    Candidate(position: position, blobDiameter: Millimetres(6), strength: 1, probability: 0.5, side: nil)
  }

  @Test(
    "the nearest slice, counted from 1 at the feet, with the number that a viewer shows",
    arguments: [(-100.0, 1), (-97.6, 1), (-97.4, 2), (-90.1, 3), (-85, 4)])
  func nearestSlice(z: Double, index: Int) throws {
    let found = findings(of: [candidate(PatientVector(x: 0, y: 0, z: z))], geometry: geometry(), slices: Self.slices)
    let finding = try #require(found.first)
    #expect(finding.sliceIndex == index)
    #expect(finding.slice == Self.slices[index - 1])
    #expect(finding.slice.instanceNumber == 5 - index)
  }

  @Test("a centre beyond the ends takes the last slice there", arguments: [(-1e6, 1), (1e6, 4)])
  func beyondTheEnds(z: Double, index: Int) {
    let found = findings(of: [candidate(PatientVector(x: 0, y: 0, z: z))], geometry: geometry(), slices: Self.slices)
    #expect(found.map(\.sliceIndex) == [index])
  }

  @Test("on an oblique stack the distance along its own normal counts")
  func oblique() {
    let tilted = geometry(sliceAxis: PatientVector(x: 0, y: 0.6, z: 0.8))
    let centre = tilted.position(x: 0, y: 0, z: 2)
    #expect(findings(of: [candidate(centre)], geometry: tilted, slices: Self.slices).map(\.sliceIndex) == [3])
  }

  @Test("ranks count from 1 in the order of the candidates")
  func ranks() {
    let candidates = [-85.0, -100, -90].map { candidate(PatientVector(x: 0, y: 0, z: $0)) }
    let found = findings(of: candidates, geometry: geometry(), slices: Self.slices)
    #expect(found.map(\.rank) == [1, 2, 3])
    #expect(found.map(\.candidate) == candidates)
    #expect(findings(of: [], geometry: geometry(), slices: Self.slices).isEmpty)
  }
}
