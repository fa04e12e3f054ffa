import Foundation

/// Where the files of a model are: `Models/<name>`, which the program reads when it starts and does not hold itself.
public enum ModelFolder {
  /// Names the folder that holds the models, such as `/opt/prescreen/Models`. Where it is set nothing else is searched, so
  /// that a wrong name is an error and not another model.
  public static let environmentKey = "PRESCREEN_MODELS"

  /// The folder of a model.
  ///
  /// Searched, in this order: `PRESCREEN_MODELS` alone where it is set; else `Models` and `share/prescreen/Models` beside the
  /// executable and in every folder above it (a build in a clone, `/opt/prescreen/bin`, `/usr/local/bin`); then `Models` in the
  /// working folder.
  ///
  /// - Parameters:
  ///   - name: of the model, e.g. `classical`: the name of one folder.
  ///   - environment: of the process.
  ///   - executable: path of the running program; `nil` where the system does not tell.
  ///   - workingFolder: absolute path.
  /// - Returns: the path of an existing folder.
  /// - Throws: ``ModelFolderError/missing(name:searched:)``.
  public static func locate(
    name: String, environment: [String: String] = ProcessInfo.processInfo.environment,
    executable: String? = runningExecutable, workingFolder: String = FileManager.default.currentDirectoryPath
  ) throws(ModelFolderError) -> String {
    let places = places(environment: environment, executable: executable, workingFolder: workingFolder)
    guard let place = places.first(where: { isFolder("\($0)/\(name)") }) else {
      throw .missing(name: name, searched: places)
    }
    return "\(place)/\(name)"
  }

  /// The running program, links resolved.
  public static var runningExecutable: String? {
    try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
  }

  private static func places(
    environment: [String: String], executable: String?, workingFolder: String
  ) -> [String] {
    if let named = environment[environmentKey], !named.isEmpty { return [named] }
    var places: [String] = []
    var folder = URL(filePath: executable ?? "/").deletingLastPathComponent().path
    while folder != "/" {
      places += ["\(folder)/Models", "\(folder)/share/prescreen/Models"]
      folder = URL(filePath: folder).deletingLastPathComponent().path
    }
    return places + ["\(workingFolder)/Models"]
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }
}

/// Why a model cannot be used. Never about the patient: about this installation.
public enum ModelFolderError: Error, Equatable, Sendable {
  /// None of the folders `searched` holds a folder of this name.
  case missing(name: String, searched: [String])
}

extension ModelFolderError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .missing(let name, let searched):
      "no model '\(name)' in \(searched.joined(separator: ", ")); set \(ModelFolder.environmentKey) to the folder that holds it"
    }
  }
}
