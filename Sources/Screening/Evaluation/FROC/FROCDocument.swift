import Foundation

/// An evaluation as JSON, with the keys of the reference implementation in Python.
public struct FROCDocument {
  private let evaluation: FROCEvaluation

  public init(_ evaluation: FROCEvaluation) { self.evaluation = evaluation }

  /// UTF-8, keys sorted, what is not known `null`.
  /// - Throws: what `JSONSerialization` throws for a number that JSON has not.
  public func data() throws -> Data {
    try JSONSerialization.data(
      withJSONObject: document, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
      + Data("\n".utf8)
  }

  private var document: [String: Any] {
    [
      "scans": evaluation.scans, "nodules": evaluation.nodules.count, "bootstrap": evaluation.bootstrap,
      "seed": evaluation.seed, "counts": Self.counts(evaluation.counts), "warnings": evaluation.warnings,
      "groups": evaluation.groups.map(Self.group), "per_nodule": evaluation.nodules.map(Self.nodule),
      "per_scan": evaluation.perScan.map { scan in
        Self.counts(scan.counts).merging(
          ["seriesuid": scan.seriesInstanceUID, "nodules": scan.nodules, "found": scan.found]) { first, _ in first }
      },
    ]
  }

  private static func group(_ group: FROCGroup) -> [String: Any] {
    var object: [String: Any] = [
      "column": group.column, "value": group.value, "nodules": group.nodules,
      "found_at_any_rate": group.foundAtAnyRate, "rates": FROCCurve.readRates, "sensitivity": group.sensitivities,
      "cpm": orNull(group.cpm), "cpm_low": orNull(group.cpmInterval?.low), "cpm_high": orNull(group.cpmInterval?.high),
      "sensitivity_low": group.sensitivityIntervals.map(\.low),
      "sensitivity_high": group.sensitivityIntervals.map(\.high),
    ]
    if group.column == "all", let curve = group.curve {
      object["curve"] = ["false_positives_per_scan": curve.rates, "sensitivity": curve.sensitivities]
    }
    return object
  }

  private static func nodule(_ nodule: FROCEvaluation.ScoredNodule) -> [String: Any] {
    let (finding, position) = (nodule.finding, nodule.finding.position)
    let own: [String: Any] = [
      "seriesuid": finding.seriesInstanceUID, "coordX": position.x, "coordY": position.y, "coordZ": position.z,
      "diameter_mm": finding.diameter, "probability": orNull(nodule.probability),
      "false_positives_per_scan": orNull(nodule.falsePositivesPerScan),
    ]
    return own.merging(finding.labels) { first, _ in first }
  }

  private static func counts(_ counts: FROCCounts) -> [String: Any] {
    [
      "marks": counts.marks, "marks_cut": counts.marksCut, "marks_in_nodules": counts.marksInNodules,
      "marks_in_excluded": counts.marksInExcluded, "false_positives": counts.falsePositives,
    ]
  }

  private static func orNull(_ value: Double?) -> Any { value ?? NSNull() }
}
