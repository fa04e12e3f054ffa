import Foundation
import Testing

@testable import Intake

@Suite("The configuration")
struct ConfigurationTests {
  let rig: Rig
  init() throws { rig = try Rig() }

  private func read(_ json: String, incoming: String? = nil) throws -> IntakeConfiguration {
    let file = rig.root + "/config.json"
    try Data(json.utf8).write(to: URL(fileURLWithPath: file))
    return try IntakeConfiguration.read(file: file, incoming: incoming)
  }

  @Test("the defaults stand where nothing is said")
  func defaults() throws {
    let configuration = try IntakeConfiguration.read(file: nil, incoming: "in", output: "out")
    #expect(configuration == IntakeConfiguration(incoming: "in", output: "out"))
    #expect(configuration.archive == "out/archive" && configuration.quarantine == "out/quarantine")
    #expect(configuration.quietWhole == .seconds(10) && configuration.quiet == .seconds(60))
    #expect(try read(#"{"incoming": "in", "output": "out"}"#) == configuration)
  }

  @Test("every key is taken; the command line wins")
  func everyKey() throws {
    let configuration = try read(
      """
      { "incoming": "a", "output": "b", "archive": "c", "quarantine": "d", "pollSeconds": 0.5, "quietWholeSeconds": 1,
        "quietSeconds": 2, "longestWaitSeconds": 3, "quarantineAfterSeconds": 4, "tidyAfterSeconds": 5,
        "retryDelaySeconds": 6, "attempts": 7, "interruptions": 8, "minimumFreeMebibytes": 9, "ignoredSuffixes": [".X"] }
      """, incoming: "z")
    var expected = IntakeConfiguration(incoming: "z", output: "b", archive: "c", quarantine: "d")
    expected.poll = .milliseconds(500)
    expected.quietWhole = .seconds(1)
    expected.quiet = .seconds(2)
    expected.longestWait = .seconds(3)
    expected.quarantineAfter = .seconds(4)
    expected.tidyAfter = .seconds(5)
    expected.retryDelay = .seconds(6)
    expected.attempts = 7
    expected.interruptions = 8
    expected.minimumFreeMebibytes = 9
    expected.ignoredSuffixes = [".x"]
    #expect(configuration == expected)
  }

  @Test(
    "what is unknown, of the wrong kind or out of range is named",
    arguments: [
      (#"{"quiteSeconds": 3}"#, "quiteSeconds"), (#"{"pollSeconds": "2"}"#, "pollSeconds"),
      (#"{"pollSeconds": 0}"#, "pollSeconds"), (#"{"attempts": 2.5}"#, "attempts"),
      (#"{"attempts": 1e300}"#, "attempts"),
      (#"{"attempts": true}"#, "attempts"), (#"{"archive": 3}"#, "archive"), (#"{"archive": ""}"#, "archive"),
      (#"{"ignoredSuffixes": [3]}"#, "ignoredSuffixes"), (#"{"ignoredSuffixes": [""]}"#, "ignoredSuffixes"),
      (#"{"quietSeconds": 2, "quietWholeSeconds": 3}"#, "quietSeconds"), (#"{"quietSeconds": null}"#, "quietSeconds"),
      (#"{"incoming": "a""#, ""), ("[]", ""), ("", ""),
    ])
  func wrong(json: String, key: String) throws {
    var json = json
    if json.hasSuffix("}") { json = #"{"incoming": "a", "output": "b", "# + json.dropFirst() }
    let error = try #require(throws: IntakeError.self) { try read(json) }
    guard case .configuration(key, let problem) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(!problem.isEmpty && (key.isEmpty || error.description.contains(key)))
  }

  @Test("the folders to watch and to write to must be named; a missing file is an error")
  func missing() {
    #expect(throws: IntakeError.configuration(key: "incoming", problem: "name the folder to watch")) {
      try IntakeConfiguration.read(file: nil, output: "out")
    }
    #expect(throws: IntakeError.configuration(key: "output", problem: "name the folder for the results")) {
      try IntakeConfiguration.read(file: nil, incoming: "in")
    }
    #expect(throws: IntakeError.self) { try IntakeConfiguration.read(file: "/nonexistent", incoming: "a", output: "b") }
  }

  @Test(
    "folders that would feed on themselves are refused",
    arguments: [
      ("in", "in", nil, nil), ("in", "in/out", nil, nil), ("in", "out", "in/archive", nil), ("in", "out", nil, "in"),
      ("in", "out", "out", nil), ("in", "out", "x", "x"), ("in", "out", "x", "x/y"), ("q/in", "out", nil, "q"),
    ] as [(String, String, String?, String?)])
  func nested(incoming: String, output: String, archive: String?, quarantine: String?) throws {
    let root = rig.root + "/"
    try FileManager.default.createDirectory(atPath: root + incoming, withIntermediateDirectories: true)
    rig.configuration = IntakeConfiguration(
      incoming: root + incoming, output: root + output, archive: archive.map { root + $0 },
      quarantine: quarantine.map { root + $0 })
    let error = #expect(throws: IntakeError.self) { try rig.start() }
    guard case .configuration = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("a link that leads back into the incoming folder is seen through")
  func nestedByLink() throws {
    try FileManager.default.createSymbolicLink(atPath: rig.root + "/link", withDestinationPath: rig.root + "/in")
    rig.configuration = IntakeConfiguration(incoming: rig.root + "/in", output: rig.root + "/link/out")
    #expect(throws: IntakeError.self) { try rig.start() }
  }

  @Test("a missing incoming folder is not made: it may be a share that is not mounted")
  func missingIncoming() throws {
    rig.configuration.incoming = rig.root + "/elsewhere"
    #expect(throws: IntakeError.self) { try rig.start() }
    #expect(!FileManager.default.fileExists(atPath: rig.root + "/elsewhere"))
  }

  @Test(
    "UIDs: digits in groups, at most 64 characters",
    arguments: [
      ("1.2.840.10008", true), ("2.25.0", true), ("1.02", true), ("1", true), (String(repeating: "1", count: 64), true),
      (String(repeating: "1", count: 65), false), ("", false), (".", false), ("..", false), ("1.", false),
      (".1", false),
      ("1..2", false), ("1.a", false), ("1/2", false), ("1.2\0", false), ("١.٢", false), (" 1.2", false),
    ])
  func uids(text: String, valid: Bool) { #expect(InstanceIdentity.isUID(text) == valid) }
}
