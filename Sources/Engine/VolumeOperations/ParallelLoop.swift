import Dispatch
import Synchronization

/// The one parallel loop. Iterations are handed out one at a time to whichever thread is free, so uneven work balances.
///
/// Work is cut by fixed heights, never by the number of threads, and no iteration sees what another wrote: results have
/// the same bits at any thread count.
public struct ParallelLoop: Sendable {
  /// The most iterations that run at once, at least 1.
  public let threads: Int

  /// - Precondition: `threads` is at least 1.
  public init(threads: Int) {
    precondition(threads >= 1, "a loop needs a thread")
    self.threads = threads
  }

  /// Calls `body` once for each of `0..<count`, at most ``threads`` at a time and in no order, and returns when all are
  /// done. With one thread, or one iteration, everything runs in order on the calling thread.
  public func forEach(_ count: Int, _ body: @Sendable (Int) -> Void) {
    let workers = min(threads, count)
    guard workers > 1 else {
      for index in 0..<max(count, 0) { body(index) }
      return
    }
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        body(index)
      }
    }
  }

  /// The values of `body` for each of `0..<count`, in order, made as ``forEach(_:_:)`` does.
  public func map<Element: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Element) -> [Element] {
    [Element](unsafeUninitializedCapacity: max(count, 0)) { buffer, filled in
      if let base = buffer.baseAddress {
        nonisolated(unsafe) let target = base
        forEach(count) { index in (target + index).initialize(to: body(index)) }
      }
      filled = max(count, 0)
    }
  }

  /// The values of two bodies that run at once where there is more than one thread; each may use the loop itself, with
  /// all of its threads. The first runs on the calling thread.
  ///
  /// Not two iterations of a loop: `concurrentPerform` gives a loop inside an iteration only its share of the processors,
  /// which on two of them is one.
  public func both<First: Sendable, Second: Sendable>(
    _ first: () -> First, _ second: @escaping @Sendable () -> Second
  ) -> (First, Second) {
    guard threads > 1 else { return (first(), second()) }
    let job = BackgroundJob(second)
    DispatchQueue.global().async { job.run() }
    return (first(), job.value())
  }

  /// Cuts `0..<depth` into slabs of `height` (the last may be lower) and calls `body` for each, as ``forEach(_:_:)``
  /// does.
  /// - Precondition: `height` is at least 1.
  public func forEachSlab(of depth: Int, height: Int = 8, _ body: @Sendable (Range<Int>) -> Void) {
    precondition(height >= 1, "a slab needs a height")
    forEach((depth + height - 1) / height) { slab in
      body(slab * height..<min((slab + 1) * height, depth))
    }
  }
}
