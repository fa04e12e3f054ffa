import TestSupport
import Testing

@testable import NeuralNetwork

@Suite("safetensors: whole files are read, all others are refused by name")
struct SafeTensorsTests {
  private static func file(_ header: String, _ data: [UInt8] = []) -> [UInt8] {
    NetworkBuilder.safeTensors(header: header, data: data)
  }

  private func read(_ bytes: [UInt8]) throws(NetworkError) -> SafeTensors { try SafeTensors(file: "w", bytes: bytes) }

  private static let whole: [UInt8] = file(
    #"{"__metadata__":{"by":"a test"},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"#
      + #""b":{"dtype":"F32","shape":[],"data_offsets":[8,12]}}   "#,
    [0, 0, 128, 63, 0, 0, 0, 192, 0, 0, 0, 63])

  @Test("a whole file")
  func reads() throws {
    let tensors = try read(Self.whole)
    #expect(tensors.entries.keys.sorted() == ["a", "b"])
    #expect(try tensors.floats("a", shape: [2]) == [1, -2])
    #expect(try tensors.floats("b", shape: []) == [0.5])
  }

  @Test("tensors that are not what a layer needs")
  func wrongTensors() throws {
    let tensors = try read(Self.whole)
    #expect(throws: NetworkError.missingTensor("c")) { try tensors.floats("c", shape: [1]) }
    #expect(throws: NetworkError.wrongTensor("a", expected: [1, 2], found: [2])) {
      try tensors.floats("a", shape: [1, 2])
    }
    let half = try read(Self.file(#"{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}"#, [0, 0, 0, 0]))
    #expect(throws: NetworkError.wrongType("a", type: "F16")) { try half.floats("a", shape: [2]) }
    let short = try read(Self.file(#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, [0, 0, 0, 0]))
    #expect(throws: NetworkError.self) { try short.floats("a", shape: [2]) }
    for word: [UInt8] in [[0, 0, 128, 127], [0, 0, 128, 255], [1, 0, 192, 127]] {
      let infinite = try read(Self.file(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, word))
      #expect(throws: NetworkError.notFinite("the tensor a")) { try infinite.floats("a", shape: [1]) }
    }
  }

  @Test(
    "damaged files",
    arguments: [
      [], [1, 2, 3], [255, 255, 255, 255, 255, 255, 255, 255], [0, 0, 0, 0, 0, 0, 0, 128],
      [9, 0, 0, 0, 0, 0, 0, 0, 123, 125], file(""), file("{"), file("[]"), file("null"), file(#"{"a":1}"#),
      file(#"{"a":{"dtype":"F32","shape":[1]}}"#),
      file(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, [0, 0, 0]),
      file(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}"#, [0, 0, 0, 0]),
      file(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}"#, [0, 0, 0, 0]),
      file(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}"#, [0, 0, 0, 0]),
      file(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,9223372036854775807]}}"#, [0, 0, 0, 0]),
      file(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,1e30]}}"#, [0, 0, 0, 0]),
      file(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, [0, 0, 0, 0, 0]),
      file(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[1,5]}}"#, [0, 0, 0, 0, 0]),
      file(
        #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}"#,
        [0, 0, 0, 0, 0, 0]),
    ] as [[UInt8]])
  func damaged(bytes: [UInt8]) {
    let error = #expect(throws: NetworkError.self) { try read(bytes) }
    guard case .malformed("w", let problem) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(!problem.isEmpty)
  }

  @Test("law: a file that is cut off anywhere is refused")
  func truncated() {
    for length in Self.whole.indices { #expect(throws: NetworkError.self) { try read(Array(Self.whole[..<length])) } }
  }

  @Test("law: a garbled file is refused, or gives tensors that lie within it", arguments: 0..<400)
  func garbled(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    var bytes = Self.whole
    for _ in 0...Int.random(in: 0..<4, using: &random) {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(UInt8(ascii: "9"), at: place)
      default: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      }
    }
    do {
      let tensors = try read(bytes)
      for (name, entry) in tensors.entries where entry.shape.allSatisfy({ 0...64 ~= $0 }) {
        do {
          #expect(try tensors.floats(name, shape: entry.shape).count == entry.shape.reduce(1, *), "seed \(seed)")
        } catch {
          #expect(!"\(error)".isEmpty, "seed \(seed)")
        }
      }
    } catch {
      #expect("\(error)".hasPrefix("w: "), "seed \(seed)")
    }
  }
}
