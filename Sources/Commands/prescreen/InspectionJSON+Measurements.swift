import DICOMIngest
import Foundation
import Screening

extension InspectionJSON {
  /// What was measured on the series that a scan would use; `null` where there is none.
  static func measurements(of series: InspectedSeries?) -> Any {
    guard let series else { return NSNull() }
    let (measured, lungs) = (series.measurements, series.lungs)
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
      "lungVolumeML": lungs.map { number($0.volume, digits: 0) },
      "belowBasesMM": lungs?.belowBases.map { number($0.value, digits: 0) },
      "aboveTopsMM": lungs?.aboveTops.map { number($0.value, digits: 0) },
      "tubeVoltageKV": measured.tubeVoltage.map { number($0, digits: 1) },
      "tubeCurrentMA": measured.tubeCurrent.map { number($0, digits: 1) },
      "exposureMAS": measured.exposure.map { number($0, digits: 1) },
    ]
    return values.mapValues { $0 ?? NSNull() }
  }

  /// A number of `digits` places; `null` for one that JSON cannot hold: not finite, or beyond what decimals reach.
  static func number(_ value: Double, digits: Int) -> Any {
    let number = value.isFinite ? NSDecimalNumber(string: decimal(value, digits: digits)) : .notANumber
    return number == .notANumber ? NSNull() : number
  }

  /// A number as it stands; `null` where it is absent or not finite.
  static func number(_ value: Double?) -> Any {
    guard let value, value.isFinite else { return NSNull() }
    return value
  }
}
