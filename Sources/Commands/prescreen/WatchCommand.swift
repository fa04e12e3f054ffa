import DICOMIngest
import Foundation
import Intake
import Screening
import StudyModel

extension CommandRow {
  static func watch(_ arguments: ParsedArguments, session: Session) async throws(ArgumentError) -> ExitCode {
    let screener = try arguments.screener(session)
    let configuration: IntakeConfiguration
    let values = arguments.values
    do throws(IntakeError) {
      configuration = try IntakeConfiguration.read(
        file: values["config"], incoming: values["incoming"], output: values["output"], archive: values["archive"],
        quarantine: values["quarantine"])
    } catch {
      throw .environment("\(error)")
    }
    let output = URL(filePath: configuration.output, directoryHint: .isDirectory)
    let work = IntakeWork(
      examine: examine(path:), isWhole: { DICOMIngest.isWhole($0) },
      screen: { job in
        // A study that was being finished when the process ended may have its result already.
        let (outcome, urgency) = screener.screen(
          studyInstanceUID: job.studyUID, files: job.files, output: output, keepsEqualResult: job.attempt > 1)
        return StudyAnswer(outcome: outcome, urgency: urgency)
      })
    let log = IntakeLog { session.console.talk($0) }
    let stop = StopHandle()
    stop.stopOnTermination()
    do {
      try screener.prepare(output: output)
      try await Intake(configuration: configuration, work: work, log: log).run(until: stop)
      return .reported
    } catch IntakeError.configuration(let key, let problem) {
      throw .environment("\(IntakeError.configuration(key: key, problem: problem))")
    } catch {
      session.console.talk("prescreen: \(error)")
      return .failed
    }
  }

  /// One look at an incoming file.
  private static func examine(path: String) -> Examination<InstanceHeader> {
    do throws(IngestError) {
      let header = try DICOMIngest.examine(file: path)
      let identity = InstanceIdentity(
        study: header.studyInstanceUID, series: header.seriesInstanceUID, instance: header.sopInstanceUID)
      return .instance(identity, header)
    } catch {
      switch error {
      case .notDICOM, .directoryRecord, .specialFile: return .foreign(error.reason)
      case .missingPath, .unreadableFile, .unreadableFolder, .outOfMemory: return .unreadable(error.reason)
      default: return .broken(error.reason)
      }
    }
  }
}
