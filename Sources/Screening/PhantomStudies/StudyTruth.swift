import DICOMReport
import Evaluation
import Foundation
import StudyModel

/// What a series shows of the nodules.
struct SeriesTruth {
  struct Place {
    let number: Int
    let nodule: PhantomNodule
    /// From 1 at the feet.
    let sliceIndex: Int
  }

  let plan: SeriesPlan
  let shape: GridShape
  /// The nodules whose centre lies in the scan.
  let places: [Place]

  init(phantom: ChestPhantom, plan: SeriesPlan, volume: Volume) {
    self.plan = plan
    shape = volume.shape
    places = phantom.nodules.enumerated().compactMap { index, nodule in
      let voxel = volume.geometry.voxel(at: nodule.position)
      let (x, y, z) = (Int(voxel.x.rounded()), Int(voxel.y.rounded()), Int(voxel.z.rounded()))
      guard volume.shape.contains(x: x, y: y, z: z) else { return nil }
      return Place(number: index + 1, nodule: nodule, sliceIndex: z + 1)
    }
  }
}

/// The truth beside a phantom study: `truth.json`, and the tables that scoring by the LUNA16 rules reads.
struct StudyTruth {
  let settings: PhantomSettings
  let phantomCase: PhantomCase
  let plan: StudyPlan
  let phantom: ChestPhantom
  let series: [SeriesTruth]

  func write(to folder: PhantomFolder) throws(PhantomError) {
    var annotations = "seriesuid,coordX,coordY,coordZ,diameter_mm\n"
    for one in series {
      for place in one.places {
        let position = place.nodule.position
        let numbers = [position.x, position.y, position.z, place.nodule.diameter.value].map { Self.decimal($0) }
        annotations += ([one.plan.series.seriesInstanceUID] + numbers).joined(separator: ",") + "\n"
      }
    }
    try folder.write(annotations, name: "annotations.csv")
    try folder.write(
      series.map { $0.plan.series.seriesInstanceUID + "\n" }.joined(), name: "seriesuids.csv")
    try folder.write(json, name: "truth.json")
  }

  private var json: String {
    let document: [String: Any] = [
      "seed": settings.seed, "case": phantomCase.name, "studyInstanceUID": plan.uids.uid("study"),
      "expected": [
        "verdict": phantomCase.expected.verdict.rawValue, "codes": phantomCase.expected.codes.sorted(),
      ],
      "nodules": phantom.nodules.enumerated().map { nodule($0.element, number: $0.offset + 1) },
      "series": series.map(listing),
    ]
    let options: JSONSerialization.WritingOptions = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? JSONSerialization.data(withJSONObject: document, options: options) else {
      preconditionFailure("the document holds texts, numbers and lists only")
    }
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  private func nodule(_ nodule: PhantomNodule, number: Int) -> [String: Any] {
    let position = nodule.position
    return [
      "number": number, "positionLPS": [position.x, position.y, position.z].map(Self.number),
      "diameterMM": Self.number(nodule.diameter.value), "volumeMM3": Self.number(nodule.volume),
      "density": nodule.density.rawValue, "meanHU": Self.number(Double(nodule.meanDensity.value)),
      "placement": nodule.placement.rawValue, "lobe": nodule.lobe.rawValue, "side": nodule.side.rawValue,
    ]
  }

  private func listing(_ one: SeriesTruth) -> [String: Any] {
    let acquisition = one.plan.acquisition
    let spacing = acquisition.geometry.spacing
    return [
      "seriesInstanceUID": one.plan.series.seriesInstanceUID, "slices": one.shape.z,
      "spacingMM": [spacing.x, spacing.y, spacing.z].map(Self.number),
      "sliceThicknessMM": Self.number(acquisition.thickness.value),
      "kernel": acquisition.kernel.rawValue, "noiseHU": Self.number(acquisition.noise),
      "transferSyntaxUID": one.plan.series.transferSyntaxUID,
      "nodules": one.places.map { ["number": $0.number, "sliceIndex": $0.sliceIndex] },
    ]
  }

  /// With three digits, the same in every locale.
  private static func decimal(_ value: Double) -> String {
    String(format: "%.3f", locale: Locale(identifier: "en_US_POSIX"), value)
  }

  private static func number(_ value: Double) -> NSDecimalNumber {
    NSDecimalNumber(string: decimal(value), locale: Locale(identifier: "en_US_POSIX"))
  }
}
