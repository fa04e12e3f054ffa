import DICOMReport
import Evaluation
import Foundation
import StudyModel
import Synchronization
import VolumeOperations

/// Makes a phantom study and writes it with its truth.
public struct PhantomStudy: Sendable {
  private let settings: PhantomSettings
  private let phantomCase: PhantomCase
  private let engine: VolumeEngine
  private let phantom: ChestPhantom

  /// - Parameter phantom: the chest, where it is made already; it must be of the settings' seed and number of nodules.
  public init(
    settings: PhantomSettings, phantomCase: PhantomCase = .plain, engine: VolumeEngine, phantom: ChestPhantom? = nil
  ) {
    self.phantom = phantom ?? ChestPhantom(seed: settings.seed, nodules: settings.nodules)
    self.settings = settings
    self.phantomCase = phantomCase
    self.engine = engine
  }

  /// What was written.
  public struct Summary: Sendable {
    public let files: Int
    public let nodules: Int
    public let studyInstanceUID: String
  }

  /// Writes `dicom/`, `annotations.csv`, `seriesuids.csv` and, last, `truth.json` into the folder, which is made where it is
  /// missing. A phantom study that is there is replaced. The same settings give the same bytes.
  public func write(to folder: URL, progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in })
    throws(PhantomError) -> Summary
  {
    let output = PhantomFolder(folder)
    try output.prepare()
    let plan = plan()
    let files = Mutex(0)
    let total = plan.series.reduce(0) { $0 + $1.acquisition.geometry.shape.z } + plan.others.count
    var (number, truths): (Int, [SeriesTruth]) = (1, [])
    for series in plan.series {
      let volume = try Self.made { () throws(OperationError) in try phantom.volume(series.acquisition, engine: engine) }
      var planned = series.files
      series.edit(&planned)
      truths.append(SeriesTruth(phantom: phantom, plan: series, volume: volume))
      try write(planned, of: volume, form: series.series.storedForm, from: number, to: output) {
        let done = files.withLock { count in
          count += 1
          return count
        }
        progress(min(done, total), total)
      }
      number += planned.count
    }
    try write(plan.others, of: nil, form: .usual, from: number, to: output) {}
    let truth = StudyTruth(settings: settings, phantomCase: phantomCase, plan: plan, phantom: phantom, series: truths)
    try truth.write(to: output)
    return Summary(
      files: number - 1 + plan.others.count, nodules: phantom.nodules.count,
      studyInstanceUID: plan.uids.uid("study"))
  }

  /// The plan of the plain study, changed by the case.
  private func plan() -> StudyPlan {
    let name = "PHANTOM^SEED-\(settings.seed)"
    let uids = UIDSource(root: "prescreen phantom \(phantomCase.name) \(settings)")
    var plan = StudyPlan(patient: PatientFacts(name: name, id: "SEED-\(settings.seed)"), uids: uids)
    plan.series = [
      SeriesPlan(name: "chest", number: 2, acquisition: settings.acquisition, settings: settings, plan: plan)
    ]
    phantomCase.change(&plan, settings)
    for index in plan.series.indices { plan.series[index].series.study = plan.study }
    return plan
  }

  private func write(
    _ files: [PlannedFile], of volume: Volume?, form: StoredForm, from first: Int, to output: PhantomFolder,
    written: @escaping @Sendable () -> Void
  ) throws(PhantomError) {
    // By Instance Number the head comes first.
    let ordered = Array(files.reversed())
    let failures = Mutex<[Int: PhantomError]>([:])
    engine.loop.forEach(ordered.count) { index in
      do throws(PhantomError) {
        try output.write(ordered[index], number: first + index, volume: volume)
        written()
      } catch {
        failures.withLock { $0[index] = error }
      }
    }
    if let failure = failures.withLock({ $0.min { $0.key < $1.key } }) { throw failure.value }
  }

  private static func made<Value>(_ make: () throws(OperationError) -> Value) throws(PhantomError) -> Value {
    do throws(OperationError) { return try make() } catch { throw .operation(error) }
  }
}

extension SeriesPlan {
  init(name: String, number: Int, acquisition: PhantomAcquisition, settings: PhantomSettings, plan: StudyPlan) {
    let distance = acquisition.thickness.value
    var series = CTSeries(
      study: plan.study, uids: plan.uids, name: name, number: number,
      description: "Chest \(distance) mm \(acquisition.kernel.convolutionKernel)",
      kernel: acquisition.kernel.convolutionKernel, thickness: acquisition.thickness,
      transferSyntaxUID: settings.transferSyntaxUID)
    if settings.transferSyntaxUID == TransferSyntaxes.jpegBaseline { series.storedForm = .byte }
    self.init(acquisition: acquisition, series: series, isEnhanced: settings.isEnhanced)
  }

  /// The files before they are edited, feet to head; or the only one.
  var files: [PlannedFile] {
    let geometry = acquisition.geometry
    var files =
      isEnhanced
      ? [PlannedFile(series.enhancedImage(on: geometry), slices: 0..<geometry.shape.z)]
      : series.images(on: geometry, firstInstance: firstInstance, countsFromFeet: countsFromFeet).enumerated()
        .map { PlannedFile($1, slices: $0..<$0 + 1) }
    for index in files.indices { files[index].storedForm = series.storedForm }
    return files
  }
}
