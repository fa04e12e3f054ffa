import Foundation

/// The folder of Package.swift.
package let packageRoot: URL = {
  var folder = URL(filePath: #filePath).deletingLastPathComponent()
  while !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path) {
    precondition(folder.path != "/", "no Package.swift above \(#filePath)")
    folder.deleteLastPathComponent()
  }
  return folder
}()
