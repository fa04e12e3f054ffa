import TestSupport
import Testing

@testable import DICOMIngest

@Suite("Data sets that would end the process, or take all memory or time")
struct DangerousStructureTests {
  /// What is said about a file: the code, and the evidence.
  private func reason(_ bytes: [UInt8]) throws -> (code: String, evidence: String)? {
    let folder = try TestFolder()
    let path = try folder.write("x.dcm", bytes)
    do throws(IngestError) {
      return try DICOMIngest.examine(file: path).problem.map { ($0.reason.code, $0.reason.evidence) }
    } catch { return (error.reason.code, error.reason.evidence) }
  }

  /// A data set with `depth` sequences in each other.
  private func nested(_ encoding: RawDataSet.Encoding, depth: Int, vr: String = "SQ", isClosed: Bool = true)
    -> RawDataSet
  {
    var set = RawDataSet(encoding)
    set.repeating(depth) {
      $0.add(0x0040, 0x0275, vr, [], length: RawDataSet.undefined)
      $0.addItem()
    }
    guard isClosed else { return set }
    set.repeating(depth) {
      $0.addItemEnd()
      $0.addSequenceEnd()
    }
    return set
  }

  @Test("sequences nested without end, in every encoding", arguments: RawDataSet.Encoding.allCases, [65, 100_000])
  func nesting(encoding: RawDataSet.Encoding, depth: Int) throws {
    for isClosed in [false, true] {
      let found = try #require(try reason(nested(encoding, depth: depth, isClosed: isClosed).file))
      #expect(found.code == "file.corrupt")
      #expect(found.evidence.contains("sequences are nested more than 64 deep, at byte "), "\(found.evidence)")
    }
  }

  @Test("values of unknown kind nest in implicit little endian", arguments: [65, 100_000])
  func unknown(depth: Int) throws {
    var inner = RawDataSet(.implicit)
    let start = inner.bytes.count
    inner.addItem()
    inner.repeating(depth - 1) {
      $0.add(0x0040, 0x0275, "", [], length: RawDataSet.undefined)
      $0.addItem()
    }
    var set = RawDataSet(.explicit)
    set.add(0x0009, 0x1010, "UN", [], length: RawDataSet.undefined)
    set.add(raw: Array(inner.bytes[start...]))
    #expect(try reason(set.file)?.evidence.contains("nested more than 64 deep") == true)
  }

  @Test("sequences of defined lengths nest as deep", arguments: [RawDataSet.Encoding.implicit, .explicit, .big])
  func definedLengths(encoding: RawDataSet.Encoding) throws {
    let depth = 5000
    let header = encoding == .implicit ? 8 : 12
    var set = RawDataSet(encoding)
    for level in 0..<depth {
      let inside = (depth - level) * (8 + header) - header
      set.add(0x0040, 0x0275, "SQ", [], length: inside)
      set.addItem(length: inside - 8)
    }
    #expect(try reason(set.file)?.evidence.contains("nested more than 64 deep") == true)
  }

  @Test("64 deep is read; the instance is named where the danger comes after its identifiers") func deepest() throws {
    #expect(try reason(nested(.explicit, depth: 64).file)?.code == "pixel.missing")
    let found = try #require(try reason(nested(.explicit, depth: 65).file))
    #expect(found.evidence.hasPrefix("SOP Instance UID 1.2.3.40.1: "))
  }

  @Test("more elements than an item, and than a file, can have") func elements() throws {
    var item = RawDataSet(.implicit)
    for number in 0..<10_000 { item.add(0x0041 + 2 * (number / 0xFF00), 0x0100 + number % 0xFF00, "", []) }
    #expect(try reason(item.file)?.evidence.contains("more than 10000 elements in one item") == true)

    var file = RawDataSet(.implicit)
    file.add(0x0040, 0x0275, "", [], length: RawDataSet.undefined)
    file.repeating(1_000_001) { $0.addItem(length: 0) }
    #expect(try reason(file.file)?.evidence.contains("more than 1000000 elements and items") == true)
  }

  @Test("elements in reversed order, that are sorted one by one") func disorder() throws {
    var set = RawDataSet(.implicit)
    for number in 0..<9000 { set.add(0x0041, 0xFFFF - number, "", []) }
    #expect(try reason(set.file)?.evidence.contains("more than 4096 elements out of order") == true)
  }

  @Test("fragments without end") func fragments() throws {
    var set = RawDataSet(.explicit)
    set.add(0x7FE0, 0x0010, "OB", [], length: RawDataSet.undefined)
    set.repeating(1_000_001) { $0.addItem(length: 0) }
    #expect(try reason(set.file)?.evidence.contains("more than 1000000 elements and items") == true)
  }
}
