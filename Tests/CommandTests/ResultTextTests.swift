import DICOMIngest
import Foundation
import TestSupport
import Testing
import VolumeOperations

@testable import prescreen

@Suite("What is printed")
struct ResultTextTests {
  @Test("of many files of one kind the first ten are named, the others counted")
  func manyRejections() throws {
    let folder = try TestFolder()
    for number in 10...24 { try folder.newFile("\(number).txt", Data("text".utf8)) }
    try folder.newFile("empty")
    let index = DICOMIngest.index(paths: [folder.url.path], loop: ParallelLoop(threads: 1))
    var list = RejectionList()
    let lines = index.rejected.compactMap { list.line(for: $0) }
    #expect(lines.count == 11)
    #expect(lines.allSatisfy { $0.hasPrefix("Not used: \(folder.url.path)/") })
    let rest = list.takeRest()
    #expect(rest.count == 1 && rest[0].hasPrefix("Not used: 5 more: "))
    #expect(list.takeRest().isEmpty)
  }

  @Test("a path cannot break a line or move the cursor")
  func controlCharacters() {
    #expect(printable("a\nb\u{1B}[2Jc\td") == "a?b?[2Jc?d")
    #expect(printable("胸部 CT") == "胸部 CT")
  }
}
