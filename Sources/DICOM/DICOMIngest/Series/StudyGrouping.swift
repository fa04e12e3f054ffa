import Foundation
import StudyModel

/// Puts the instances of one study together.
struct StudyGrouping {
  /// Instances of one study, at least one, in the order of their paths.
  let headers: [InstanceHeader]
  let rejected: [RejectedFile]

  func study() -> IndexedStudy {
    let instances = UniqueInstances(headers)
    let patients = PatientCheck(instances.unique)
    let notes = patients.notes + text(instances.unique)
    let series = Self.grouped(instances.unique, by: \.seriesInstanceUID).flatMap { uid, members in
      SeriesJudge(headers: members, given: notes + instances.remarks(onSeries: uid)).judge()
    }
    let broken = headers.compactMap { header in
      header.problem.map { RejectedFile(path: header.path, error: $0, studyInstanceUID: header.studyInstanceUID) }
    }
    return IndexedStudy(
      description: description(of: instances.unique, isOnePatient: patients.refusal.isEmpty),
      series: series.enumerated().sorted {
        Self.comesBefore(($0.element.description, $0.offset), ($1.element.description, $1.offset))
      }.map(\.element),
      refusal: patients.refusal,
      files: (headers.map(\.path) + rejected.map(\.path)).sorted(),
      rejected: (rejected + broken + instances.conflicts).sorted { $0.path < $1.path })
  }

  /// A study whose Study Instance UID is missing or invalid: known, and refused.
  static func unnamed(_ files: [FileReading.UnnamedInstance]) -> IndexedStudy {
    IndexedStudy(
      description: files[0].study, series: [], refusal: [files[0].error.reason], files: files.map(\.path).sorted(),
      rejected: files.map { RejectedFile(path: $0.path, error: $0.error) }.sorted { $0.path < $1.path })
  }

  static func grouped(
    _ headers: [InstanceHeader], by key: KeyPath<InstanceHeader, String>
  ) -> [String: [InstanceHeader]] {
    Dictionary(grouping: headers) { $0[keyPath: key] }
  }

  private func text(_ headers: [InstanceHeader]) -> [SeriesJudge.Given] {
    let remarks = Set(headers.flatMap(\.remarks))
    let groups =
      [(QualityCode.textGuessed, remarks.filter { $0.assumed != nil })]
      + [(.textUndecodable, remarks.filter { $0.assumed == nil })]
    return groups.compactMap { code, remarks in
      guard !remarks.isEmpty else { return nil }
      let evidence = remarks.map(\.evidence).sorted().joined(separator: "; ")
      return SeriesJudge.Given(code: code, reason: code.reason(evidence))
    }
  }

  /// Each attribute from the first instance that has it, CT images first, then by SOP Instance UID.
  private func description(of headers: [InstanceHeader], isOnePatient: Bool) -> StudyDescription {
    // Numbers are sorted, not headers: those are large, and sorting moves them about.
    let ordered = headers.indices.sorted {
      (headers[$0].isCTImage ? 0 : 1, headers[$0].sopInstanceUID)
        < (headers[$1].isCTImage ? 0 : 1, headers[$1].sopInstanceUID)
    }
    .map { headers[$0].study }
    func first(_ value: (StudyDescription) -> String?) -> String? { ordered.lazy.compactMap(value).first }
    return StudyDescription(
      studyInstanceUID: headers[0].studyInstanceUID, accessionNumber: first(\.accessionNumber),
      studyDate: first(\.studyDate),
      patient: isOnePatient
        ? PatientDescription(
          identifier: first { $0.patient?.identifier }, name: first { $0.patient?.name },
          sex: first { $0.patient?.sex }, birthDate: first { $0.patient?.birthDate }, age: first { $0.patient?.age })
        : nil)
  }

  /// Stacks of one series stay in their order.
  private static func comesBefore(_ a: (SeriesDescription, Int), _ b: (SeriesDescription, Int)) -> Bool {
    (a.0.seriesNumber ?? .max, a.0.seriesInstanceUID, a.1) < (b.0.seriesNumber ?? .max, b.0.seriesInstanceUID, b.1)
  }
}
