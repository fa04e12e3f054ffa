import Dispatch
import Glibc

/// Asks a running ``Intake`` to stop after the study in hand. May be asked from any thread, any number of times.
public final class StopHandle: Sendable {
  let requests: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation

  public init() {
    (requests, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Asks for the stop. Returns at once.
  public func stop() { continuation.yield() }

  /// Makes SIGTERM and SIGINT ask for the stop, from now until the process ends. After the first one both signals have their
  /// usual effect again, so that a second one ends the process at once (which loses nothing: see the guarantees).
  public func stopOnTermination() {
    let signals = [SIGTERM, SIGINT]
    for number in signals {
      _ = signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { [self] in
        for number in signals { _ = signal(number, SIG_DFL) }
        stop()
        withExtendedLifetime(source) {}
      }
      source.resume()
    }
  }
}
