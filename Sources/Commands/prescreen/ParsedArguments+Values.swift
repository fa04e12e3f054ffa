import FindingsReport
import Foundation
import VolumeOperations

extension ParsedArguments {
  /// The value of an option that the command's table requires.
  func required(_ name: String) -> String {
    guard let value = values[name] else { preconditionFailure("--\(name) is not a required option of this command") }
    return value
  }

  /// A whole number in `range`; `nil` where the option is not given.
  func number(_ name: String, in range: ClosedRange<Int>) throws(ArgumentError) -> Int? {
    guard let text = values[name] else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw .invalidValue(
        option: name, value: text, expected: "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// A number in `range`, with a decimal point; `nil` where the option is not given.
  func decimalNumber(_ name: String, in range: ClosedRange<Double>) throws(ArgumentError) -> Double? {
    guard let text = values[name] else { return nil }
    guard let number = Double(text), range.contains(number) else {
      throw .invalidValue(
        option: name, value: text, expected: "a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// `--language`, else what the locale asks for.
  func language(environment: [String: String]) throws(ArgumentError) -> ReportLanguage {
    guard let text = values["language"] else { return ReportLanguage(environment: environment) }
    guard let language = ReportLanguage(rawValue: text) else {
      let known = ReportLanguage.allCases.map(\.rawValue).joined(separator: " or ")
      throw .invalidValue(option: "language", value: text, expected: known)
    }
    return language
  }

  /// `--format`, else everything that this version can write.
  func formats() throws(ArgumentError) -> ReportFormats {
    guard let text = values["format"] else { return .all }
    guard let formats = ReportFormats(list: text) else {
      let known = ReportFormats.names.map(\.name).joined(separator: ",")
      throw .invalidValue(option: "format", value: text, expected: "some of \(known), separated by commas")
    }
    return formats
  }

  /// The engine for this process.
  func engine(_ session: Session) throws(ArgumentError) -> VolumeEngine {
    try engine(environment: session.environment, processors: ProcessInfo.processInfo.activeProcessorCount)
  }

  /// The engine with `--threads` threads (else one for each processor) and the instruction set of `PRESCREEN_ISA` (else
  /// the best that this machine has).
  func engine(environment: [String: String], processors: Int) throws(ArgumentError) -> VolumeEngine {
    let threads = try number("threads", in: 1...256) ?? processors
    do throws(OperationError) {
      return VolumeEngine(threads: threads, kernels: try KernelSet.chosen(environment: environment))
    } catch {
      throw .environment(Self.explanation(of: error))
    }
  }

  private static func explanation(of error: OperationError) -> String {
    switch error {
    case .unknownInstructionSet(let name, let known):
      "\(KernelSet.environmentKey) is '\(name)'; this program knows \(known.joined(separator: ", "))"
    case .instructionSetNotRunnable(let name, let runnable):
      "\(KernelSet.environmentKey) is '\(name)', which this machine cannot run; it can run \(runnable.joined(separator: ", "))"
    default: "\(error)"
    }
  }
}
