import TestSupport
import Testing

@testable import DICOMIngest

@Suite("Transfer syntaxes that are not decoded")
struct TransferSyntaxTests {
  /// But for two whose whole data set is written otherwise: the test file is explicit VR little endian.
  private static let readable = TransferSyntax.refused.keys.filter {
    $0 != TransferSyntax.prefix + ".4.95" && $0 != "1.2.840.113619.5.2"
  }.sorted()

  @Test("each is refused by name and number, with what to do", arguments: readable)
  func refused(uid: String) throws {
    let folder = try TestFolder()
    var file = TestFile.slice()
    file.transferSyntax = uid
    file.setFragments([[1, 2, 3, 4]])
    let problem = try #require(try DICOMIngest.examine(file: file.write("x.dcm", in: folder)).problem)
    let known = try #require(TransferSyntax.refused[uid])
    #expect(problem.reason.code == "syntax.unsupported")
    #expect(problem.reason.evidence.contains("\(known.name), \(uid); \(known.remedy.rawValue)"))
    #expect(!TransferSyntax(uid: uid).isSupported)
  }

  @Test("a syntax that nobody knows is refused by number") func unknown() throws {
    let folder = try TestFolder()
    var file = TestFile.slice()
    file.transferSyntax = "1.2.3.4.5"
    let problem = try #require(try DICOMIngest.examine(file: file.write("x.dcm", in: folder)).problem)
    #expect(problem.reason.code == "syntax.unsupported")
    #expect(problem.reason.evidence.contains("unknown transfer syntax, 1.2.3.4.5; "))
  }

  @Test(
    "commands that convert",
    arguments: [
      ("1.2.840.10008.1.2.4.90", "gdcmconv --raw IN OUT"), ("1.2.840.10008.1.2.4.91", "gdcmconv --raw IN OUT"),
      ("1.2.840.10008.1.2.4.110", "dcm2dcm -t 1.2.840.10008.1.2.1 IN OUT"),
      ("1.2.840.10008.1.2.4.202", "dcm2dcm -t 1.2.840.10008.1.2.1 IN OUT"),
      ("1.2.3.4", "Explicit VR Little Endian"), ("", "Explicit VR Little Endian"),
    ])
  func remedies(uid: String, command: String) {
    #expect(TransferSyntax(uid: uid).remedy.contains(command))
  }
}
