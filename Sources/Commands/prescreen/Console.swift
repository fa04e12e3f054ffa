import Synchronization

/// Results on standard output, talk on standard error, and at most one line of progress below the talk.
final class Console: Sendable {
  /// Where text goes. Tests put their own in.
  struct Channel: Sendable {
    let write: @Sendable (String) -> Void
    /// Whether a person looks at it.
    let isTerminal: Bool
    /// Columns of the terminal.
    let width: @Sendable () -> Int

    init(
      isTerminal: Bool = false, width: @escaping @Sendable () -> Int = { 80 },
      write: @escaping @Sendable (String) -> Void
    ) {
      self.write = write
      self.isTerminal = isTerminal
      self.width = width
    }
  }

  private let results: Channel
  let talkChannel: Channel
  /// The line of progress that stands on the terminal now; empty where there is none.
  private let progress = Mutex("")

  init(results: Channel, talk: Channel) {
    self.results = results
    self.talkChannel = talk
  }

  func result(_ text: String) {
    progress.withLock { line in
      erase(&line)
      results.write(text + "\n")
    }
  }

  func talk(_ text: String) {
    progress.withLock { line in
      erase(&line)
      talkChannel.write(text + "\n")
    }
  }

  /// Draws `text` over the last line of progress, cut to the width of the terminal.
  func showProgress(_ text: String) {
    progress.withLock { line in
      let width = max(talkChannel.width() - 1, 1)
      let fitting = text.count <= width ? text : text.prefix(width - 1) + "…"
      guard line != fitting else { return }
      talkChannel.write("\r\(fitting)\u{1B}[K")
      line = fitting
    }
  }

  func clearProgress() {
    progress.withLock { erase(&$0) }
  }

  private func erase(_ line: inout String) {
    guard !line.isEmpty else { return }
    talkChannel.write("\r\u{1B}[K")
    line = ""
  }
}
