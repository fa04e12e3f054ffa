import Foundation

/// The time, as the intake sees it; tests bring their own.
protocol IntakeClock: Sendable {
  /// Time passed since some fixed moment. Never goes back, and stands still while the machine sleeps: a sender that sleeps
  /// along with us has not been quiet.
  var now: Duration { get }
  /// The wall clock, for the log and the records only.
  var date: Date { get }
  /// Returns after `duration`, or earlier when the task is cancelled.
  func sleep(for duration: Duration) async
}

struct SystemClock: IntakeClock {
  private let start = SuspendingClock.now

  var now: Duration { start.duration(to: SuspendingClock.now) }
  var date: Date { Date() }
  func sleep(for duration: Duration) async { try? await Task.sleep(for: duration, clock: .suspending) }
}
