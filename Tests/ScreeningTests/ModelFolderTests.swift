import Foundation
import TestSupport
import Testing

@testable import Screening

@Suite("The folder of a model")
struct ModelFolderTests {
  let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private func make(_ path: String) throws {
    try FileManager.default.createDirectory(atPath: folder.path(path), withIntermediateDirectories: true)
  }

  private func locate(
    _ environment: [String: String] = [:], executable: String? = "clone/.build/machine/release/prescreen"
  ) throws(ModelFolderError) -> String {
    try ModelFolder.locate(
      name: "m", environment: environment, executable: executable.map(folder.path),
      workingFolder: folder.path("work"))
  }

  @Test(
    "beside the executable, above it, installed, and in the working folder",
    arguments: [
      "clone/.build/machine/release/Models/m", "clone/Models/m", "clone/share/prescreen/Models/m", "work/Models/m",
    ])
  func places(path: String) throws {
    try make(path)
    #expect(try locate() == folder.path(path))
  }

  @Test("nearer to the executable wins, and the working folder comes last")
  func order() throws {
    let places = ["work/Models/m", "share/prescreen/Models/m", "Models/m", "clone/Models/m"]
    for path in places {
      try make(path)
      #expect(try locate() == folder.path(path))
    }
    #expect(try locate(executable: nil) == folder.path("work/Models/m"))
  }

  @Test("the environment wins, and where it is wrong nothing else is taken")
  func environment() throws {
    try make("clone/Models/m")
    try make("other/m")
    #expect(try locate(["PRESCREEN_MODELS": folder.path("other")]) == folder.path("other/m"))
    #expect(try locate(["PRESCREEN_MODELS": ""]) == folder.path("clone/Models/m"))
    let wrong = folder.path("nowhere")
    #expect(throws: ModelFolderError.missing(name: "m", searched: [wrong])) {
      try locate(["PRESCREEN_MODELS": wrong])
    }
  }

  @Test("a file of that name is no model, and the error names the remedy")
  func file() throws {
    try make("work/Models")
    try folder.newFile("work/Models/m")
    let error = #expect(throws: ModelFolderError.self) { try locate(executable: nil) }
    #expect(try #require(error).description.contains("set PRESCREEN_MODELS"))
  }

  @Test("tests and programs built in a clone find the clone's models")
  func thisClone() throws {
    let path = try ModelFolder.locate(name: "classical", environment: [:], workingFolder: "/")
    #expect(FileManager.default.fileExists(atPath: path + "/README.md"))
  }
}
