import Synchronization

@testable import prescreen

/// Collects what a channel is given.
final class Record: Sendable {
  private let text = Mutex("")
  func channel(isTerminal: Bool = false, width: Int = 80) -> Console.Channel {
    Console.Channel(
      isTerminal: isTerminal, width: { width }, write: { [self] more in text.withLock { $0 += more } })
  }
  var all: String { text.withLock { $0 } }
}
