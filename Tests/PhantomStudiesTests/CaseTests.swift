import DICOMIngest
import Foundation
import PhantomStudies
import Screening
import TestSupport
import Testing

@Suite("every case of the phantom")
struct CaseTests {
  @Test("ingest says what the case expects", arguments: PhantomCase.all.map(\.name))
  func expectation(name: String) throws {
    let folder = try TestFolder()
    let one = try #require(PhantomCase.named(name))
    let (verdicts, codes) = SmallStudy.judge(try SmallStudy.write(one, to: folder))
    #expect(verdicts == [one.expected.verdict], "\(codes.sorted())")
    #expect(one.expected.codes.isSubset(of: codes), "\(codes.sorted())")
  }

  @Test(
    "slices that are not axial do not contradict the patient's position", arguments: ["non-axial", "mixed-orientation"])
  func placement(name: String) throws {
    let folder = try TestFolder()
    let one = try #require(PhantomCase.named(name))
    let codes = SmallStudy.judge(try SmallStudy.write(one, to: folder)).codes
    #expect(codes.contains("geometry.notAxial") && !codes.contains("patient.contradiction"))
  }

  @Test(
    "beside a belly the chest is screened, and the belly is listed with the reason",
    arguments: [
      ("chest-and-belly", "another part of the body: Series Description (0008,103E)"),
      ("chest-and-lung-bases", "another part of the body: Series Description (0008,103E)"),
      ("chest-and-unnamed-belly", " ml of lung"),
    ])
  func belly(name: String, reason: String) throws {
    let folder = try TestFolder()
    let one = try #require(PhantomCase.named(name))
    let path = try SmallStudy.write(one, to: folder).appending(path: "dicom").path
    let study = try #require(DICOMIngest.index(paths: [path], loop: SmallStudy.engine.loop).studies.first)
    let (input, inspected) = InspectedSeries.choose(from: study, engine: SmallStudy.engine)
    #expect(input.series?.seriesNumber == 3 && input.series?.kernel == "LUNG")
    #expect(inspected?.measurements.kernelClass == "lung")
    #expect(input.quality.verdict == .analysable)
    #expect(input.otherSeries.map(\.series.seriesNumber) == [2])
    let told = try #require(input.otherSeries.first?.quality.reasons.last?.evidence)
    #expect(told.hasSuffix(reason), "\(told)")
  }

  @Test("the table of the documentation is that of the code; PRESCREEN_BLESS=1 writes it anew")
  func table() throws {
    let file = packageRoot.appending(path: "Sources/Screening/PhantomStudies/README.md")
    var text = try String(contentsOf: file, encoding: .utf8)
    let rows = PhantomCase.all.map { one in
      let codes = one.expected.codes.sorted().map { "`\($0)`" }.joined(separator: ", ")
      return "| `\(one.name)` | \(one.summary) | \(one.expected.verdict.rawValue) | \(codes) |\n"
    }
    let table = rows.joined()
    if ProcessInfo.processInfo.environment["PRESCREEN_BLESS"] == "1", let start = text.range(of: "|---|---|---|---|\n")
    {
      text = text[..<start.upperBound] + table
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(text.hasSuffix("|---|---|---|---|\n" + table))
  }

  @Test("names are told apart, can be typed, and lead back to their case")
  func names() throws {
    #expect(Set(PhantomCase.all.map(\.name)).count == PhantomCase.all.count)
    for one in PhantomCase.all {
      #expect(one.name.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil, "\(one.name)")
      #expect(PhantomCase.named(one.name)?.summary == one.summary)
      #expect(one.summary.count < 100 && one.summary.hasSuffix("."), "\(one.name)")
    }
    #expect(PhantomCase.named("none") == nil)
  }
}
