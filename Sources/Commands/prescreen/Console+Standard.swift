import Foundation
import Glibc

extension Console {
  /// The process's own standard output and standard error.
  ///
  /// A reader that goes away (`prescreen … | head`) does not stop the work: the results are the files.
  static func standard() -> Console {
    signal(SIGPIPE, SIG_IGN)
    return Console(results: Channel(descriptor: STDOUT_FILENO), talk: Channel(descriptor: STDERR_FILENO))
  }
}

extension Console.Channel {
  fileprivate init(descriptor: Int32) {
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
    self.init(
      isTerminal: isatty(descriptor) == 1, width: { terminalWidth(descriptor) },
      write: { try? file.write(contentsOf: Data($0.utf8)) })
  }
}

/// Columns of the terminal behind `descriptor`; 80 where it does not say.
private func terminalWidth(_ descriptor: Int32) -> Int {
  var size = winsize()
  guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
  return Int(size.ws_col)
}
