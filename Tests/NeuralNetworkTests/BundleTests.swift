import Foundation
import TestSupport
import Testing
import VolumeOperations

@testable import NeuralNetwork

@Suite("model bundles: every file is what SHA256SUMS says, or refused")
struct BundleTests {
  private let folder: TestFolder
  private let builder: NetworkBuilder

  init() throws {
    var builder = NetworkBuilder(seed: 1)
    builder.input("in", channels: 2)
    builder.layer("out", "dense", ["in"], #""channels":1"#)
    builder.outputs = ["out"]
    builder.tensor("out.weight", [1, 2])
    builder.tensor("out.bias", [1])
    self.builder = builder
    folder = try TestFolder()
    try folder.newFile("network.json", Data(builder.json.utf8))
    try folder.newFile("weights.safetensors", Data(builder.weights))
    try folder.newFile("SHA256SUMS", Data(Self.sums(builder).utf8))
  }

  private static func sums(_ builder: NetworkBuilder) -> String {
    "\(SHA256.hash(of: Array(builder.json.utf8)))  network.json\n"
      + "\(SHA256.hash(of: builder.weights).uppercased()) *weights.safetensors\n"
  }

  private var path: String { folder.url.path }

  private func error() -> NetworkError? {
    #expect(throws: NetworkError.self) { try ModelBundle(folder: path).network() }
  }

  @Test("a whole bundle, and the digest that stands for it")
  func whole() throws {
    let bundle = try ModelBundle(folder: path)
    #expect(try bundle.network().description.outputs == ["out"])
    #expect(bundle.sha256 == SHA256.hash(of: Array(Self.sums(builder).utf8)))
  }

  @Test("one byte that differs", arguments: ["network.json", "weights.safetensors"])
  func changed(name: String) throws {
    var bytes = try Data(contentsOf: folder.url.appending(path: name))
    let expected = SHA256.hash(of: Array(bytes))
    bytes[bytes.count - 1] ^= 1
    try folder.newFile(name, bytes)
    #expect(
      error() == .wrongDigest(file: "\(path)/\(name)", expected: expected, found: SHA256.hash(of: Array(bytes))))
  }

  @Test("files that are missing, or no files", arguments: ["SHA256SUMS", "network.json", "weights.safetensors"])
  func missing(name: String) throws {
    try FileManager.default.removeItem(at: folder.url.appending(path: name))
    #expect(error() == .unreadable(file: "\(path)/\(name)", problem: "there is no such file"))
    try FileManager.default.createDirectory(at: folder.url.appending(path: name), withIntermediateDirectories: false)
    #expect(error() == .unreadable(file: "\(path)/\(name)", problem: "it is not a file"))
  }

  @Test("a list that lacks a file, or is none")
  func list() throws {
    let line = Self.sums(builder).split(separator: "\n")[0]
    try folder.newFile("SHA256SUMS", Data("\(line)\n".utf8))
    #expect(error() == .noDigest(file: "\(path)/weights.safetensors"))
    try folder.newFile("SHA256SUMS", Data("hello\n".utf8))
    guard case .malformed("\(path)/SHA256SUMS", _) = error() else {
      Issue.record("\(String(describing: error()))")
      return
    }
  }

  @Test("a file that is too large is not read")
  func tooLarge() throws {
    let file = folder.url.appending(path: "network.json")
    let handle = try FileHandle(forWritingTo: file)
    try handle.truncate(atOffset: 5 << 20)
    try handle.close()
    #expect(error() == .tooLarge(file: file.path, bytes: 5 << 20, limit: 4 << 20))
  }
}
