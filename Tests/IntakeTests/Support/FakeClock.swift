import Foundation
import Synchronization

@testable import Intake

/// A clock that moves only when told.
final class FakeClock: IntakeClock {
  private let time = Mutex(Duration.zero)

  var now: Duration { time.withLock { $0 } }
  var date: Date { Date(timeIntervalSince1970: 1_700_000_000 + now / .seconds(1)) }
  func advance(by span: Duration) { time.withLock { $0 += span } }
  func sleep(for duration: Duration) async { advance(by: duration) }
}
