import TestSupport
import Testing

@testable import DICOMIngest

@Suite(
  "Every transfer syntax, against the lossless twin",
  .enabled(if: SharedData.isThere, "\(SharedData.absent)"))
struct CorpusTests {
  private static let one = "ingest/one-slice-many-syntaxes/CTImage.dcm"

  private func hounsfield(_ path: String) throws -> [Int16] { try load(file: SharedData.path(path)) }

  private func largestDifference(_ a: [Int16], _ b: [Int16]) -> Int {
    zip(a, b).map { abs(Int($0) - Int($1)) }.max() ?? .max
  }

  @Test(
    "lossless: the very same values",
    arguments: [
      "BigEndianExplicitTransferSyntax_1.2.840.10008.1.2.2",
      "DeflatedExplicitVRLittleEndianTransferSyntax_1.2.840.10008.1.2.1.99",
      "JPEGLSLosslessTransferSyntax_1.2.840.10008.1.2.4.80", "JPEGProcess14SV1TransferSyntax_1.2.840.10008.1.2.4.70",
      "JPEGProcess14TransferSyntax_1.2.840.10008.1.2.4.57", "LittleEndianExplicitTransferSyntax_1.2.840.10008.1.2.1",
      "LittleEndianImplicitTransferSyntax_1.2.840.10008.1.2", "RLELosslessTransferSyntax_1.2.840.10008.1.2.5",
    ])
  func lossless(syntax: String) throws {
    let twin = try hounsfield(Self.one)
    #expect(twin.count == 512 * 512 && twin[256 * 512 + 256] != twin[0])
    #expect(try hounsfield("\(Self.one)_\(syntax).dcm") == twin)
  }

  /// The bound for JPEG-LS is its own; for JPEG it is what was measured with DCMTK: rescale steps of 2.0 and 32.1 HU.
  @Test(
    "lossy: within the error of the compression, in HU",
    arguments: [
      ("JPEGLSLossyTransferSyntax_1.2.840.10008.1.2.4.81", 1),
      ("JPEGProcess10_12TransferSyntax_1.2.840.10008.1.2.4.55", 36),
      ("JPEGProcess2_4TransferSyntax_1.2.840.10008.1.2.4.51", 36),
      ("JPEGProcess6_8TransferSyntax_1.2.840.10008.1.2.4.53", 36),
      ("JPEGProcess1TransferSyntax_1.2.840.10008.1.2.4.50", 64),
    ])
  func lossy(syntax: String, bound: Int) throws {
    let header = try DICOMIngest.examine(file: SharedData.path("\(Self.one)_\(syntax).dcm"))
    #expect(header.acquisition.isLossy)
    let difference = largestDifference(try hounsfield("\(Self.one)_\(syntax).dcm"), try hounsfield(Self.one))
    #expect(difference > 0 && difference <= bound, "\(difference) HU")
  }

  @Test("slices of two scanners: run-length and JPEG Lossless are JPEG-LS, fragments and all", arguments: [1, 2])
  func scanners(number: Int) throws {
    let twin = try hounsfield("ingest/nema-wg04/CT\(number)_JLSL")
    #expect(try hounsfield("ingest/nema-wg04/CT\(number)_JPLL") == twin)
    #expect(try hounsfield("ingest/nema-wg04/CT\(number)_RLE") == twin)
    // Near-lossless with an error of at most 4, its padding moved too.
    #expect(largestDifference(try hounsfield("ingest/nema-wg04/CT\(number)_JLSN"), twin) <= 4)
  }

  @Test("padding becomes air, and air is what the circle of the first scanner is surrounded by") func padding() throws {
    for name in ["JLSL", "JLSN"] {
      let values = try hounsfield("ingest/nema-wg04/CT1_\(name)")
      #expect(values[0] == LoadedSeries.paddingValue && values.min() == LoadedSeries.paddingValue, "\(name)")
    }
  }

  @Test(
    "JPEG 2000 is refused by name",
    arguments: [
      (
        "ingest/one-slice-many-syntaxes/CTImage.dcm_JPEG2000LosslessOnlyTransferSyntax_1.2.840.10008.1.2.4.90.dcm", "90"
      ),
      ("ingest/one-slice-many-syntaxes/CTImage.dcm_JPEG2000TransferSyntax_1.2.840.10008.1.2.4.91.dcm", "91"),
      ("ingest/nema-wg04/CT1_J2KR", "90"), ("ingest/nema-wg04/CT1_J2KI", "91"), ("ingest/nema-wg04/CT2_J2KR", "90"),
      ("ingest/nema-wg04/CT2_J2KI", "91"),
    ])
  func jpeg2000(path: String, syntax: String) throws {
    let problem = try #require(try DICOMIngest.examine(file: SharedData.path(path)).problem)
    #expect(problem.reason.code == "syntax.unsupported")
    #expect(problem.reason.evidence.contains("JPEG 2000"))
    #expect(problem.reason.evidence.contains("1.2.840.10008.1.2.4.\(syntax)"))
  }

  /// Sums of the HU, as `dcmdjpeg` and pydicom give them.
  @Test(
    "two frames of an Enhanced CT, in fragments without an offset table",
    arguments: [(0, 100_565_009), (1, 98_162_023)])
  func multiFrame(frame: Int, sum: Int) throws {
    let path = "ingest/one-slice-many-syntaxes/CT0012.fragmented_no_bot_jpeg_baseline.51.dcm"
    let header = try DICOMIngest.examine(file: SharedData.path(path))
    #expect(header.problem == nil && header.frames.map(\.number) == [1, 2] && header.acquisition.isLossy)
    let values = try load(file: SharedData.path(path), frame: frame)
    #expect(values.reduce(0) { $0 + Int($1) } == sum)
  }

  @Test(
    "reports and ultrasound are listed, not screened",
    arguments: [
      ("no-pixel-data.dcm", "Basic Text SR"), ("no-pixel-spacing.dcm", "Ultrasound Image"),
    ])
  func otherObjects(name: String, kind: String) throws {
    let index = index([SharedData.path("ingest/one-slice-many-syntaxes/\(name)")])
    let selection = try #require(index.studies.first).select()
    #expect(selection.ranked.isEmpty && selection.nearest == nil)
    #expect(selection.quality.codes == ["study.noCT"])
    #expect(selection.others.map(\.quality.codes) == [["series.notCT"]])
    #expect(selection.others.first?.quality.reasons.first?.evidence == kind)
  }

  @Test("every file has its pixels, or a reason that is known here") func everyFile() throws {
    var outcomes: [String: Int] = [:]
    for path in FileFinder(paths: [SharedData.path("ingest")]).files {
      let outcome: String
      do throws(IngestError) {
        let header = try DICOMIngest.examine(file: path)
        if header.isCTImage {
          for frame in header.frames.indices {
            let values = try load(file: path, frame: frame)
            #expect(Set(values).count > 50, "\(path): no picture")
          }
          outcome = header.problem?.reason.code ?? "\(header.frames.count) frames"
        } else {
          outcome = StorageClass.name(header.sopClassUID)
        }
      } catch { outcome = error.reason.code }
      outcomes[outcome, default: 0] += 1
    }
    #expect(
      outcomes == [
        "1 frames": 22, "2 frames": 1, "syntax.unsupported": 6, "Basic Text SR": 1, "Ultrasound Image": 1,
      ])
  }

  @Test("sixteen versions of one slice under one number are a conflict, not a stack") func conflict() throws {
    let index = index([SharedData.path("ingest/one-slice-many-syntaxes")])
    let study = try #require(index.studies.first { $0.files.count == 16 })
    #expect(study.select().quality.codes.contains("instance.conflict"))
    #expect(study.rejected.contains { $0.error.reason.code == "instance.conflict" })
  }
}
