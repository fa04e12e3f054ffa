import Synchronization

/// Tells a person how far long work is: one line that is drawn over itself on a terminal, one line a stage elsewhere.
final class ProgressLine: Sendable {
  private struct State {
    var stage = ""
    var lastDrawn: ContinuousClock.Instant?
  }

  private let console: Console
  private let isOn: Bool
  private let state = Mutex(State())
  private let interval: Duration

  /// - Parameters:
  ///   - wanted: `--progress` or `--no-progress`; `nil` means: on a terminal.
  ///   - interval: a terminal is drawn on no more often than this, but for the end of a stage.
  init(console: Console, wanted: Bool?, interval: Duration = .milliseconds(100)) {
    self.console = console
    self.isOn = wanted ?? console.talkChannel.isTerminal
    self.interval = interval
  }

  /// Shows that `done` of `total` steps of `stage` are done. Called from any thread, out of order too.
  func update(_ stage: String, done: Int, total: Int) {
    guard isOn else { return }
    state.withLock { state in
      guard console.talkChannel.isTerminal else {
        if state.stage != stage { console.talk(stage) }
        state.stage = stage
        return
      }
      let now = ContinuousClock.now
      let isDue = state.lastDrawn.map { now - $0 >= interval } ?? true
      guard isDue || done == total || state.stage != stage else { return }
      state.stage = stage
      state.lastDrawn = now
      console.showProgress(total > 1 ? "\(stage) \(bar(done, of: total)) \(done)/\(total)" : stage)
    }
  }

  func finish() { console.clearProgress() }

  private func bar(_ done: Int, of total: Int) -> String {
    let filled = min(max(done * 20 / total, 0), 20)
    return "[" + String(repeating: "#", count: filled) + String(repeating: ".", count: 20 - filled) + "]"
  }
}
