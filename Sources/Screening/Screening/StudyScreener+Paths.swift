import DICOMIngest
import FindingsReport
import Foundation
import StudyModel

extension StudyScreener {
  /// The refusal of a path in which no study was found, published under the name of its first file where it has one.
  ///
  /// - Returns: `nil` where the path leads to the same files as another one.
  func answer(forPathWithoutStudy path: String, _ index: StudyIndex, output: URL) -> ScreenedStudy? {
    let files = index.rejected.filter { isPath($0.path, under: path) }
    guard !files.isEmpty || isEmpty(path) else { return nil }
    let reasons =
      files.isEmpty
      ? [QualityReason(code: "path.empty", message: "There is no file in this folder.")] : summary(of: files)
    let report = ScreeningReport(
      outcome: .refused,
      study: StudyDescription(studyInstanceUID: nil, accessionNumber: nil, studyDate: nil, patient: nil), series: nil,
      otherSeries: [], quality: SeriesQuality(verdict: .refused, reasons: reasons), findings: [], candidates: [],
      provenance: provenance(inputSHA256: nil))
    let screened = publish(
      Draft(report: report, images: nil), name: ResultName.unreadable(files.map(\.path)),
      timings: StageTimings(threads: engine.loop.threads), output: output)
    return ScreenedStudy(report: screened.report, folder: screened.folder, path: path)
  }

  /// Whether this is a folder that holds nothing but folders.
  private func isEmpty(_ path: String) -> Bool {
    guard let names = FileManager.default.enumerator(atPath: path) else { return false }
    while names.nextObject() != nil {
      if names.fileAttributes?[.type] as? FileAttributeType != .typeDirectory { return false }
    }
    return true
  }
}

/// One reason a kind, in the order in which the kinds were met; several files of a kind are counted.
func summary(of files: [RejectedFile]) -> [QualityReason] {
  var kinds: [(reason: QualityReason, count: Int)] = []
  for reason in files.map(\.error.reason) {
    if let known = kinds.firstIndex(where: { $0.reason.code == reason.code }) {
      kinds[known].count += 1
    } else {
      kinds.append((reason, 1))
    }
  }
  return kinds.map { reason, count in
    count == 1 ? reason : QualityReason(code: reason.code, message: reason.message, evidence: "\(count) files")
  }
}

/// Whether `path` is `folder`, or lies in it.
func isPath(_ path: String, under folder: String) -> Bool {
  path == folder || path.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
}
