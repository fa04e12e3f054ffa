import Foundation
import Testing

@testable import FindingsReport

@Suite("A disk that refuses")
struct WriteFailureTests {
  @Test("a full disk is an error with path and errno, and leaves only the version that was there")
  func fullDisk() throws {
    let scratch = try ScratchFolder()
    let output = OutputFolder(root: scratch.url)
    _ = try output.publish(name: "1.2.3") { folder throws(ReportError) in
      try FileAccess.write(Array("old".utf8), to: folder.appendingPathComponent("findings.json"))
    }
    let before = scratch.content
    let writer = ReportWriter(language: .english, formats: [.json, .csv])
    let error = #expect(throws: ReportError.self) {
      _ = try output.publish(name: "1.2.3") { folder throws(ReportError) in
        // /dev/full answers every write as a full disk does.
        _ = unsafe symlink("/dev/full", folder.appendingPathComponent("candidates.csv").path)
        try writer.write(SampleReport.reported(), images: nil, timings: StageTimings(threads: 1), into: folder)
      }
    }
    guard case .system(.write, let path, ENOSPC) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(path.hasSuffix("/candidates.csv"))
    #expect(error?.description.contains("No space left on device") == true)
    #expect(error?.reason.contains(scratch.url.path) == false)
    #expect(scratch.content == before)
  }

  @Test("a file that may not grow is an error too, and what was written of it is removed")
  func fileSizeLimit() async {
    await #expect(processExitsWith: .success) {
      let scratch = try ScratchFolder()
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 100, rlim_max: 100)
      try #require(unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
      var thrown: ReportError?
      do throws(ReportError) {
        _ = try OutputFolder(root: scratch.url).publish(name: "1.2.3") { folder throws(ReportError) in
          try ReportWriter(language: .english, formats: .json).write(
            SampleReport.reported(), images: nil, timings: StageTimings(threads: 1), into: folder)
        }
      } catch {
        thrown = error
      }
      guard case .system(.write, _, EFBIG) = thrown, scratch.content.isEmpty else { exit(1) }
    }
  }

  @Test("a root that may not be written is an error that names it")
  func readOnlyRoot() async {
    await #expect(processExitsWith: .success) {
      let scratch = try ScratchFolder()
      let root = scratch.url.appendingPathComponent("out")
      try FileAccess.makeFolder(root)
      try #require(unsafe chmod(root.path, 0o555) == 0)
      // The superuser may write anywhere; an ordinary user may not.
      if getuid() == 0 { try #require(setegid(65534) == 0 && seteuid(65534) == 0) }
      var thrown: ReportError?
      do throws(ReportError) {
        _ = try OutputFolder(root: root).publish(name: "1.2.3") { _ throws(ReportError) in }
      } catch {
        thrown = error
      }
      if getuid() == 0 { _ = seteuid(0) }
      guard case .system(.create, let path, EACCES) = thrown, path.hasPrefix(root.path) else { exit(1) }
    }
  }

  @Test("where the new version cannot take its place, the old one goes back")
  func takenBack() throws {
    let scratch = try ScratchFolder()
    let output = OutputFolder(root: scratch.url)
    let old = try output.publish(name: "1.2.3") { folder throws(ReportError) in
      try FileAccess.write(Array("old".utf8), to: folder.appendingPathComponent("f"))
    }
    let missing = scratch.url.appendingPathComponent("missing")
    #expect(throws: ReportError.system(.rename, path: old.path, code: ENOENT)) {
      try output.replace(old, name: "1.2.3", by: missing)
    }
    #expect(old.appendingPathComponent("f").text == "old")
  }
}
