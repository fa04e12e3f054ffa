import Foundation
import TestSupport
import Testing

@testable import Screening

@Suite("Names of results without a study")
struct ResultNameTests {
  @Test("the first file that can be read gives the name: 16 digits of its SHA-256")
  func firstReadable() throws {
    let folder = try TestFolder()
    try folder.newFile("a", Data("abc".utf8))
    try folder.newFile("b", Data("other".utf8))
    // FIPS 180-4, the example "abc": ba7816bf 8f01cfea 414140de …
    let name = ResultName.unreadable([folder.path("missing"), folder.path("a"), folder.path("b")])
    #expect(name == "unreadable-ba7816bf8f01cfea")
  }

  @Test("content longer than one read is hashed whole")
  func longContent() throws {
    let folder = try TestFolder()
    let content = Data(repeating: 7, count: (1 << 20) + 1)
    try folder.newFile("long", content)
    try folder.newFile("shorter", content.dropLast())
    #expect(ResultName.unreadable([folder.path("long")]) != ResultName.unreadable([folder.path("shorter")]))
  }

  @Test("an empty file has a name, no file has none")
  func nothing() throws {
    let folder = try TestFolder()
    try folder.newFile("empty")
    #expect(ResultName.unreadable([folder.path("empty")]) == "unreadable-e3b0c44298fc1c14")
    #expect(ResultName.unreadable([folder.path("missing")]) == nil)
    #expect(ResultName.unreadable([]) == nil)
  }
}
