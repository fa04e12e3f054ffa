import Dispatch
import Synchronization

/// A body that runs once, on whichever thread comes first: one of the system's, or the one that asks for its value and would
/// otherwise wait for a thread.
final class BackgroundJob<Value: Sendable>: Sendable {
  private let body: Mutex<(@Sendable () -> Value)?>
  private let result = Mutex<Value?>(nil)
  private let isDone = DispatchSemaphore(value: 0)

  init(_ body: @escaping @Sendable () -> Value) { self.body = Mutex(body) }

  /// Runs the body, unless it runs or has run.
  func run() {
    let taken = body.withLock { body in
      defer { body = nil }
      return body
    }
    guard let taken else { return }
    let value = taken()
    result.withLock { $0 = value }
    isDone.signal()
  }

  /// What the body gave; waits for it. To be called once.
  func value() -> Value {
    run()
    isDone.wait()
    guard let value = result.withLock({ $0 }) else { preconditionFailure("the body has not run") }
    return value
  }
}
