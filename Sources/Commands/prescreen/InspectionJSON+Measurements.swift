import DICOMIngest
import Foundation

extension InspectionJSON {
  /// What was measured on the series that a scan would use; `null` where there is none.
  static func measurements(_ measured: SeriesMeasurements?) -> Any {
    guard let measured else { return NSNull() }
    let values: [String: Any?] = [
      "coverageMM": number(measured.reach.value, digits: 1),
      "fieldOfViewMM": [number(measured.fieldWidth.value, digits: 1), number(measured.fieldHeight.value, digits: 1)],
      "noiseHU": measured.noise.map { number($0, digits: 1) },
      "airHU": measured.air,
      "softTissueHU": measured.softTissue,
      "lowestHU": Int(measured.lowest.value),
      "highestHU": Int(measured.highest.value),
      "opacifiedShare": measured.opacified.map { number($0, digits: 4) },
      "emptySlices": measured.emptySlices,
      "repeatedSlices": measured.repeatedSlices,
      "kernelClass": measured.kernelClass,
      "patientPosition": measured.patientPosition,
      "contrastInHeader": measured.saysContrast,
      "tubeVoltageKV": measured.tubeVoltage.map { number($0, digits: 1) },
      "exposureMAS": measured.exposure.map { number($0, digits: 1) },
    ]
    return values.mapValues { $0 ?? NSNull() }
  }

  private static func number(_ value: Double, digits: Int) -> NSDecimalNumber {
    NSDecimalNumber(string: decimal(value, digits: digits))
  }
}
