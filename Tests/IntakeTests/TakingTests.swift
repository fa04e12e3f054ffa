import Foundation
import Testing

@testable import Intake

@Suite("When a study is taken")
struct TakingTests {
  @Test("a whole study is taken after ten quiet seconds and lies in the archive")
  func wholeStudy() throws {
    let rig = try Rig()
    let slices = FakeInstance.study("1.2.3", slices: 4)
    try rig.send(slices)
    try rig.run(.seconds(9))
    #expect(rig.screenings.isEmpty)
    try rig.run(.seconds(4))
    #expect(rig.screenings.map(\.job.studyUID) == ["1.2.3"])
    #expect(rig.screenings.first?.contents == slices.map(\.text).sorted())
    #expect(rig.paths("out/archive") == (1...4).map { "north/1.2.3/1.2.3.1/1.2.3.1.\($0).dcm" })
    #expect(rig.paths("in").isEmpty)
    try rig.run(.seconds(200))
    #expect(rig.screenings.count == 1)
  }
}
