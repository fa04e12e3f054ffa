import Foundation
import StudyModel

/// `performance.json` in the folder of a model: what was measured of it, as `Models/checks/evaluate_set.py` writes it.
enum PerformanceFile {
  private struct Document: Decodable {
    let benchmark, plan: String
    let model: String?
    let spacings: [Spacing]
  }
  private struct Spacing: Decodable {
    let spacingMM, falsePositivesPerScan: Double
    let series: Int
    let sizes: [Size]
  }
  private struct Size: Decodable {
    let fromMM, low, high: Double
    let toMM: Double?
    let nodules, found: Int
  }

  /// - Parameter path: of the file.
  /// - Throws: ``PerformanceFileError``.
  static func read(_ path: String) throws(PerformanceFileError) -> MeasuredPerformance {
    let document: Document
    do {
      document = try JSONDecoder().decode(Document.self, from: Data(contentsOf: URL(filePath: path)))
    } catch {
      throw .unreadable(path: path)
    }
    var spacings: [MeasuredPerformance.SpacingClass] = []
    for spacing in document.spacings {
      guard spacing.spacingMM > 0, spacing.series > 0, spacing.falsePositivesPerScan >= 0 else {
        throw .contradiction(path: path, spacingMM: spacing.spacingMM)
      }
      var sizes: [MeasuredPerformance.SizeClass] = []
      for size in spacing.sizes {
        let share = Double(size.found) / Double(max(size.nodules, 1))
        guard size.found >= 0, size.found <= size.nodules, 0 <= size.low, size.high <= 1,
          size.low <= size.high, size.nodules == 0 || (size.low - 1e-3...size.high + 1e-3).contains(share),
          size.fromMM >= sizes.last.map({ $0.to?.value ?? .infinity }) ?? 0, size.toMM ?? .infinity > size.fromMM
        else { throw .contradiction(path: path, spacingMM: spacing.spacingMM) }
        sizes.append(
          MeasuredPerformance.SizeClass(
            from: Millimetres(size.fromMM), to: size.toMM.map { Millimetres($0) }, nodules: size.nodules,
            found: size.found, interval: size.low...size.high))
      }
      spacings.append(
        MeasuredPerformance.SpacingClass(
          spacing: Millimetres(spacing.spacingMM), series: spacing.series,
          falsePositivesPerScan: spacing.falsePositivesPerScan, sizes: sizes))
    }
    return MeasuredPerformance(
      benchmark: document.benchmark, plan: document.plan, model: document.model, spacings: spacings)
  }
}

/// Why a `performance.json` cannot be quoted.
public enum PerformanceFileError: Error, Equatable, Sendable {
  /// It cannot be read, or lacks a key.
  case unreadable(path: String)
  /// Numbers that cannot be true together: more found than there were, a share outside its interval, ranges that overlap.
  case contradiction(path: String, spacingMM: Double)
}

extension PerformanceFileError: CustomStringConvertible {
  public var description: String {
    let remedy = "write it anew with Models/checks/evaluate_set.py"
    switch self {
    case .unreadable(let path): return "\(path) cannot be read as a record of performance; \(remedy)"
    case .contradiction(let path, let spacing):
      return "\(path) contradicts itself at \(spacing) mm; \(remedy)"
    }
  }
}

extension MeasuredPerformance {
  /// What was measured of a model with a plan, from `performance.json` in the model's folder.
  ///
  /// - Parameters:
  ///   - folder: the name of the model's folder, e.g. `classical`.
  ///   - plan: that will run.
  ///   - model: that will run, as the report's provenance names it.
  ///   - environment: see ``ModelFolder``.
  /// - Returns: `nil` where there is no such file, or it is about another plan or model: then nothing is known.
  /// - Throws: ``PerformanceFileError`` for a file that is there and cannot be quoted.
  public static func installed(
    folder: String, plan: String, model: String?, environment: [String: String]
  ) throws(PerformanceFileError) -> MeasuredPerformance? {
    guard let place = try? ModelFolder.locate(name: folder, environment: environment) else { return nil }
    let path = place + "/performance.json"
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let performance = try PerformanceFile.read(path)
    return performance.plan == plan && performance.model == model ? performance : nil
  }
}
