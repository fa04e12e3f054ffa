import Foundation
import NoduleDetection

/// The networks that a program screens with.
public enum ScreeningModel {
  /// Names the model, for comparisons; where it is not set, ``standard`` is used.
  public static let environmentKey = "PRESCREEN_MODEL"
  public static let standard = "nodule"
  /// The detector without a network.
  public static let withoutNetworks = "classical"

  /// The folder under `Models` of the detector that the environment asks for.
  static func name(environment: [String: String]) -> String {
    environment[environmentKey].flatMap { $0.isEmpty ? nil : $0 } ?? standard
  }

  /// Loads the model that the environment asks for.
  /// - Returns: `nil` for the detector without a network.
  /// - Throws: ``ScreeningModelError``. A model that is missing or damaged is never replaced by another detector: what was
  ///   measured of one says nothing of the other.
  public static func load(environment: [String: String]) throws(ScreeningModelError) -> NoduleModel? {
    let name = name(environment: environment)
    if name == withoutNetworks { return nil }
    let folder: String
    do {
      folder = try ModelFolder.locate(name: name, environment: environment)
    } catch {
      throw .folder(error)
    }
    do {
      return try NoduleModel(folder: folder)
    } catch {
      throw .model(error)
    }
  }
}

/// Why the program cannot screen: its model is not there, or not whole.
public enum ScreeningModelError: Error, Equatable, Sendable {
  case folder(ModelFolderError)
  case model(DetectionError)
}

extension ScreeningModelError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .folder(let error): "\(error)"
    case .model(.network(let error)): "\(error)"
    case .model(let error): "\(error)"
    }
  }
}
