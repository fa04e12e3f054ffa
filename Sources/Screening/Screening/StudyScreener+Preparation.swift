import FindingsReport
import Foundation

extension StudyScreener {
  /// Clears what crashed runs left under the output, and finds out, before any work, whether results can be written there.
  public func prepare(output: URL) throws(ReportError) {
    try OutputFolder(root: output).removeUnfinished()
    var folder = output
    while true {
      // The dot asks for a folder: a file in its place is an error of its own.
      if unsafe access(folder.path + "/.", W_OK | X_OK) == 0 { return }
      let code = errno
      guard code == ENOENT, folder.path != "/" else { throw .system(.write, path: folder.path, code: code) }
      folder.deleteLastPathComponent()
    }
  }
}
