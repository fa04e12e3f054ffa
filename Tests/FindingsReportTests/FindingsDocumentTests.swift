import Foundation
import StudyModel
import Testing

@testable import FindingsReport

@Suite("findings.json")
struct FindingsDocumentTests {
  private func text(_ report: ScreeningReport, pictures: [Int: String] = [:]) -> String {
    String(decoding: FindingsDocument(report: report, pictures: pictures).json.document, as: UTF8.self)
  }

  private func object(_ report: ScreeningReport) throws -> [String: Any] {
    let document = FindingsDocument(report: report, pictures: [:]).json.document
    return try #require(try JSONSerialization.jsonObject(with: Data(document)) as? [String: Any])
  }

  @Test("the whole document of a report with one finding, byte for byte")
  func golden() {
    #expect(text(SampleReport.reported(), pictures: [1: "finding-01.png"]) == Self.expected)
  }

  @Test("a refused study has every key, and null for what is unknown")
  func refused() throws {
    let object = try object(SampleReport.empty(.refused))
    #expect(Set(object.keys) == Self.topLevelKeys)
    #expect(object["outcome"] as? String == "refused")
    #expect(object["failure"] is NSNull)
    #expect(object["series"] is NSNull)
    #expect(object["urgency"] is NSNull && object["measuredPerformance"] is NSNull)
    let study = try #require(object["study"] as? [String: Any])
    #expect(Set(study.keys) == ["studyInstanceUID", "accessionNumber", "studyDate", "patient"])
    #expect(study.values.allSatisfy { $0 is NSNull })
    let provenance = try #require(object["provenance"] as? [String: Any])
    #expect(Set(provenance.keys) == Self.provenanceKeys)
    #expect(provenance["inputSHA256"] is NSNull)
    let quality = try #require(object["quality"] as? [String: Any])
    #expect(quality["verdict"] as? String == "refused")
    #expect((quality["reasons"] as? [[String: String]])?.first?["code"] == "study.noCT")
  }

  @Test("a failure names its stage and reason")
  func failed() throws {
    let object = try object(SampleReport.empty(.failed(stage: "detection", reason: "out of memory")))
    #expect(object["outcome"] as? String == "failed")
    #expect(object["failure"] as? [String: String] == ["stage": "detection", "reason": "out of memory"])
  }

  @Test("an unmeasured finding has null measurements, no categories, and null without a picture")
  func unmeasured() throws {
    let finding = try finding(SampleReport.finding(candidate: SampleReport.candidate(side: nil)))
    #expect(Set(finding.keys) == Self.findingKeys)
    for key in [
      "longAxisMM", "shortAxisMM", "meanDiameterMM", "volumeMM3", "density", "meanHU", "lobe", "side", "image",
    ] { #expect(finding[key] is NSNull, "\(key)") }
    #expect((finding["categories"] as? [Any])?.isEmpty == true)
  }

  @Test("a measured finding has its numbers")
  func measured() throws {
    let measurement = NoduleMeasurement(
      longAxis: Millimetres(8.04), shortAxis: Millimetres(6), meanDiameter: Millimetres(7.02), volume: 181.46,
      density: .partSolid, meanDensity: HounsfieldUnit(-310.25))
    let category = NoduleCategory(scheme: "Lung-RADS 2022", applicable: false, label: nil, rule: "not a screening scan")
    let document = text(
      SampleReport.reported(findings: [SampleReport.finding(measurement: measurement, categories: [category])]))
    for line in [
      "\"longAxisMM\": 8.0,", "\"shortAxisMM\": 6.0,", "\"meanDiameterMM\": 7.0,", "\"volumeMM3\": 181.5",
      "\"density\": \"partSolid\",", "\"meanHU\": -310.3,", "\"applicable\": false,", "\"label\": null,",
    ] { #expect(document.contains(line), "\(line)") }
  }

  @Test("a frame of a multi-frame object has its number, and a viewer shows that")
  func frameNumber() throws {
    let slice = Slice(sopInstanceUID: "1.2", instanceNumber: 3, frameNumber: 81)
    let document = try finding(SampleReport.finding(slice: slice))
    #expect(document["instanceNumber"] as? Int == 3 && document["frameNumber"] as? Int == 81)
    #expect(slice.viewerNumber == 81)
  }

  @Test("a slice without an instance number has null there")
  func noInstanceNumber() throws {
    let slice = Slice(sopInstanceUID: "1.2", instanceNumber: nil)
    #expect(try finding(SampleReport.finding(slice: slice))["instanceNumber"] is NSNull)
  }

  private func finding(_ finding: Finding) throws -> [String: Any] {
    let findings = try object(SampleReport.reported(findings: [finding]))["findings"] as? [[String: Any]]
    return try #require(findings?.first)
  }

  private static let topLevelKeys: Set = [
    "schemaVersion", "assistance", "outcome", "failure", "study", "series", "otherSeries", "quality", "findings",
    "provenance", "urgency", "measuredPerformance",
    "findingsNotShown",
  ]
  private static let provenanceKeys: Set = [
    "program", "version", "instructionSet", "model", "modelSHA256", "plan", "inputSHA256",
  ]
  private static let findingKeys: Set = [
    "rank", "probability", "positionLPS", "sliceIndex", "instanceNumber", "frameNumber", "sopInstanceUID",
    "blobDiameterMM",
    "longAxisMM", "shortAxisMM", "meanDiameterMM", "volumeMM3", "density", "meanHU", "side", "lobe", "categories",
    "image",
  ]

  private static let expected = """
    {
      "assistance": "AI assistance only, not for diagnosis. A qualified physician must read the original images; absence of findings does not exclude nodules.",
      "failure": null,
      "findings": [
        {
          "blobDiameterMM": 15.5,
          "categories": [],
          "density": null,
          "frameNumber": null,
          "image": "finding-01.png",
          "instanceNumber": 75,
          "lobe": null,
          "longAxisMM": null,
          "meanDiameterMM": null,
          "meanHU": null,
          "positionLPS": [-57.44, 131.24, -520.00],
          "probability": 0.9313,
          "rank": 1,
          "shortAxisMM": null,
          "side": "right",
          "sliceIndex": 58,
          "sopInstanceUID": "1.2.3.4.58",
          "volumeMM3": null
        }
      ],
      "findingsNotShown": 0,
      "measuredPerformance": {
        "benchmark": "inserted nodules",
        "falsePositivesPerScan": 0.31,
        "limits": "Insertion benchmark, upper bound; hilar and faint nodules not tested. Nodules of any size cannot be excluded, found or not.",
        "model": null,
        "plan": "classical",
        "series": 16,
        "sizes": [
          {
            "found": 9,
            "fromMM": 0.0,
            "high": 0.3521,
            "low": 0.1142,
            "nodules": 43,
            "toMM": 6.0
          },
          {
            "found": 7,
            "fromMM": 6.0,
            "high": 0.9368,
            "low": 0.4526,
            "nodules": 9,
            "toMM": null
          }
        ],
        "spacingMM": 2.5
      },
      "otherSeries": [
        {
          "modality": "CT",
          "reasons": [
            {
              "code": "series.localizer",
              "evidence": "",
              "message": "The series is a localizer."
            }
          ],
          "seriesInstanceUID": "1.2.3.5",
          "seriesNumber": null,
          "slices": 2,
          "stack": null,
          "verdict": "refused"
        }
      ],
      "outcome": "reported",
      "provenance": {
        "inputSHA256": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "instructionSet": "avx2",
        "model": null,
        "modelSHA256": null,
        "plan": "classical",
        "program": "Prescreen",
        "version": "0.1.0"
      },
      "quality": {
        "reasons": [
          {
            "code": "geometry.jitter",
            "evidence": "up to 0.10 mm",
            "message": "The slices are not quite evenly spaced."
          }
        ],
        "verdict": "warning"
      },
      "schemaVersion": "1.0",
      "series": {
        "kernel": "B/70f",
        "manufacturer": "ACME",
        "seriesInstanceUID": "1.2.3.4",
        "seriesNumber": 3,
        "sliceThicknessMM": 1.25,
        "slices": 132,
        "spacingMM": [0.703125, 0.703125, 2.5],
        "stack": null,
        "transferSyntaxUID": "1.2.840.10008.1.2.1"
      },
      "study": {
        "accessionNumber": "A17",
        "patient": {
          "age": "061Y",
          "birthDate": "19640502",
          "name": "Wang^XiaoDong=王^小东",
          "patientID": "P-1",
          "sex": "M"
        },
        "studyDate": "20260131",
        "studyInstanceUID": "1.2.3"
      },
      "urgency": 73.5
    }

    """
}
