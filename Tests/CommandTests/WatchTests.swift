import Foundation
import TestSupport
import Testing

@Suite("prescreen watch", .serialized)
struct WatchTests {
  private struct LogLine: Decodable {
    let event: String
    let outcome: String?
    let urgency: Double?
  }

  @Test("a study that arrives is screened and archived, a foreign file is set aside, SIGTERM stops with status 0")
  func studyArrives() async throws {
    let folder = try TestFolder()
    let (incoming, output) = (folder.url.appending(path: "incoming"), folder.url.appending(path: "out"))
    try FileManager.default.createDirectory(at: incoming.appending(path: "centre-1"), withIntermediateDirectories: true)
    // What a process leaves that was killed while it wrote a result.
    try folder.newFile("out/.unfinished-1.2.3-0/findings.json")
    let settings =
      #"{"pollSeconds": 0.1, "quietWholeSeconds": 0.3, "quietSeconds": 5, "quarantineAfterSeconds": 0.5}"#
    let program = try BuiltProgram.start(
      [
        "watch", "--incoming", incoming.path, "--output", output.path, "--archive", folder.path("archive"),
        "--quarantine", folder.path("quarantine"), "--config",
        folder.newFile("settings.json", Data(settings.utf8)).path, "--format", "json",
      ], folder: folder)
    try FileManager.default.copyItem(at: SampleStudy.folder, to: incoming.appending(path: "centre-1/study"))
    try folder.newFile("incoming/centre-1/notes.txt", Data("hello".utf8))

    let result = output.appending(path: SampleStudy.uid)
    try await wait("result, archive and quarantine", in: program) {
      result.contents.contains("findings.json") && files(under: folder.path("archive")) == SampleStudy.sliceCount
        && files(under: folder.path("quarantine")) > 0
    }
    program.process.terminate()
    await program.ended()
    #expect(program.process.terminationStatus == 0)

    #expect(try FindingsFile(in: result).outcome == "reported")
    #expect(
      output.contents.filter { !$0.hasPrefix(".") }.sorted() == [SampleStudy.uid, "status.json", "worklist.json"])
    #expect(!output.contents.contains { $0.hasPrefix(".unfinished-") })
    #expect(files(under: incoming.path) == 0)
    let talk = try program.text("talk")
    let lines = try talk.split(separator: "\n").map { try JSONDecoder().decode(LogLine.self, from: Data($0.utf8)) }
    #expect(lines.filter { $0.outcome == "reported" }.count == 1, "\(talk)")
    #expect(lines.compactMap(\.urgency) == [try #require(try FindingsFile(in: result).urgency)])
    #expect(!talk.contains("SAMPLE"))
  }

  @Test("folders that are not named, or not there, are told at once")
  func badFolders() async throws {
    let folder = try TestFolder()
    let unnamed = try await BuiltProgram.run(["watch", "--incoming", folder.url.path])
    #expect(unnamed.status == 64)
    #expect(unnamed.talk.contains("output"))
    let missing = try await BuiltProgram.run(
      ["watch", "--incoming", folder.path("missing"), "--output", folder.path("out")])
    #expect(missing.status == 1)
    #expect(missing.talk.contains(folder.path("missing")))
    let unreadable = try await BuiltProgram.run(
      ["watch", "--incoming", folder.url.path, "--output", folder.path("out"), "--config", folder.path("none.json")])
    #expect(unreadable.status == 64)
  }

  /// Waits until `condition` holds, for at most a minute; then the program is killed.
  private func wait(_ what: String, in program: BuiltProgram.Running, _ condition: () -> Bool) async throws {
    for _ in 0..<600 where !condition() { try await Task.sleep(for: .milliseconds(100)) }
    if !condition() {
      let talk = try program.text("talk")
      kill(program.process.processIdentifier, SIGKILL)
      Issue.record("no \(what) within a minute: \(talk)")
    }
  }

  /// Regular files below the folder, the watcher's own hidden ones not counted.
  private func files(under path: String) -> Int {
    guard let names = FileManager.default.enumerator(atPath: path) else { return 0 }
    var count = 0
    while let name = names.nextObject() as? String {
      let isFile = names.fileAttributes?[.type] as? FileAttributeType == .typeRegular
      if isFile, !name.split(separator: "/").contains(where: { $0.hasPrefix(".") }) { count += 1 }
    }
    return count
  }
}
