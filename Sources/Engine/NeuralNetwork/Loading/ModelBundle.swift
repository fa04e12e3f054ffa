import Foundation
import VolumeOperations

/// The files in the folder of a model, each checked against the folder's `SHA256SUMS`.
public struct ModelBundle: Sendable {
  static let graphName = "network.json"
  static let weightsName = "weights.safetensors"
  static let digestsName = "SHA256SUMS"

  /// The most bytes of `weights.safetensors`; networks here have a few megabytes.
  static let weightsLimit = 512 << 20
  /// The most bytes of any other file.
  static let textLimit = 4 << 20

  public let folder: String
  /// The SHA-256 of `SHA256SUMS`, which stands for every file that it names.
  public let sha256: String
  private let digests: [String: String]

  /// Reads the list of files.
  /// - Parameter folder: the folder of the model.
  /// - Throws: ``NetworkError`` that names the file and what is wrong with it.
  public init(folder: String) throws(NetworkError) {
    let list = try Self.read("\(folder)/\(Self.digestsName)", limit: Self.textLimit)
    self.folder = folder
    digests = try Self.digests(list, file: "\(folder)/\(Self.digestsName)")
    sha256 = SHA256.hash(of: list)
  }

  /// The bytes of a text file of the model, by its path in the folder.
  /// - Throws: ``NetworkError`` that names the file and what is wrong with it.
  public func text(_ name: String) throws(NetworkError) -> [UInt8] { try checked(name, limit: Self.textLimit) }

  /// The network in a folder of the model, or in the model's own.
  /// - Parameter part: the path of that folder, empty for the model's own.
  /// - Throws: ``NetworkError`` that names the file, layer or tensor and what is wrong with it.
  public func network(_ part: String = "") throws(NetworkError) -> Network {
    let prefix = part.isEmpty ? "" : "\(part)/"
    let graph = try checked(prefix + Self.graphName, limit: Self.textLimit)
    return try Network(json: graph, weights: try checked(prefix + Self.weightsName, limit: Self.weightsLimit))
  }

  private func checked(_ name: String, limit: Int) throws(NetworkError) -> [UInt8] {
    let path = "\(folder)/\(name)"
    guard let expected = digests[name] else { throw .noDigest(file: path) }
    let bytes = try Self.read(path, limit: limit)
    let found = SHA256.hash(of: bytes)
    guard found == expected else { throw .wrongDigest(file: path, expected: expected, found: found) }
    return bytes
  }

  /// A line a file: the digest, two blanks (or a blank and an asterisk), the name, as `sha256sum` writes them.
  static func digests(_ bytes: [UInt8], file: String) throws(NetworkError) -> [String: String] {
    var digests: [String: String] = [:]
    for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
      guard parts.count == 2, parts[0].count == 64, parts[0].allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
        throw .malformed(file: file, problem: "the line \(line.prefix(80)) is none that sha256sum writes")
      }
      digests[String(parts[1].drop { $0 == " " || $0 == "*" })] = parts[0].lowercased()
    }
    return digests
  }

  private static func read(_ path: String, limit: Int) throws(NetworkError) -> [UInt8] {
    let attributes: [FileAttributeKey: Any]
    do {
      attributes = try FileManager.default.attributesOfItem(
        atPath: URL(fileURLWithPath: path).resolvingSymlinksInPath().path)
    } catch {
      throw .unreadable(file: path, problem: "there is no such file")
    }
    guard attributes[.type] as? FileAttributeType == .typeRegular else {
      throw .unreadable(file: path, problem: "it is not a file")
    }
    let bytes = (attributes[.size] as? NSNumber)?.intValue ?? 0
    guard bytes <= limit else { throw .tooLarge(file: path, bytes: bytes, limit: limit) }
    do {
      return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw .unreadable(file: path, problem: error.localizedDescription)
    }
  }
}
