import Dispatch
import Foundation
import Synchronization
import Testing
import VolumeOperations

@Suite("the parallel loop")
struct ParallelLoopTests {
  @Test("calls the body once for every index", arguments: [1, 2, 3, 7], [0, 1, 2, 7, 100])
  func covers(threads: Int, count: Int) {
    let calls = Mutex([Int](repeating: 0, count: count))
    ParallelLoop(threads: threads).forEach(count) { index in calls.withLock { $0[index] += 1 } }
    #expect(calls.withLock { $0 } == [Int](repeating: 1, count: count))
  }

  @Test("never runs more iterations at once than it has threads", arguments: [1, 2, 3])
  func limits(threads: Int) {
    let running = Atomic<Int>(0)
    let most = Atomic<Int>(0)
    ParallelLoop(threads: threads).forEach(64) { _ in
      let now = running.wrappingAdd(1, ordering: .sequentiallyConsistent).newValue
      most.max(now, ordering: .sequentiallyConsistent)
      for _ in 0..<1000 { _ = running.load(ordering: .relaxed) }
      running.wrappingSubtract(1, ordering: .sequentiallyConsistent)
    }
    #expect(most.load(ordering: .relaxed) <= threads)
  }

  @Test("one thread runs in order")
  func ordered() {
    let order = Mutex([Int]())
    ParallelLoop(threads: 1).forEach(9) { index in order.withLock { $0.append(index) } }
    #expect(order.withLock { $0 } == Array(0..<9))
  }

  @Test("slabs cover the depth without overlap, whatever the thread count", arguments: [0, 1, 7, 8, 9, 16, 17])
  func slabs(depth: Int) {
    for threads in [1, 3] {
      let seen = Mutex([Range<Int>]())
      ParallelLoop(threads: threads).forEachSlab(of: depth) { slab in seen.withLock { $0.append(slab) } }
      let ordered = seen.withLock { $0 }.sorted { $0.lowerBound < $1.lowerBound }
      #expect(ordered.flatMap(Array.init) == Array(0..<depth))
      #expect(ordered.dropLast().allSatisfy { $0.count == 8 })
    }
  }

  @Test("a loop inside a loop comes to an end")
  func nested() {
    let total = Atomic<Int>(0)
    let loop = ParallelLoop(threads: 2)
    loop.forEach(5) { _ in
      loop.forEach(7) { _ in total.wrappingAdd(1, ordering: .relaxed) }
    }
    #expect(total.load(ordering: .relaxed) == 35)
  }

  @Test("two bodies at once give both their values, each using the loop", arguments: [1, 2, 7])
  func both(threads: Int) {
    let loop = ParallelLoop(threads: threads)
    let (squares, text) = loop.both({ loop.map(9) { $0 * $0 } }, { loop.map(2) { "\($0)" }.joined() })
    #expect(squares == (0..<9).map { $0 * $0 } && text == "01")
  }

  @Test(
    "a loop inside one of two bodies has all its threads",
    .enabled(if: ProcessInfo.processInfo.activeProcessorCount > 1, "there is one processor only"))
  func bothLoops() {
    let loop = ParallelLoop(threads: 2)
    let (met, _) = loop.both(
      {
        // Each iteration waits for the other: they only meet where both run at once.
        let arrived = [DispatchSemaphore(value: 0), DispatchSemaphore(value: 0)]
        return loop.map(2) { index in
          arrived[index].signal()
          return arrived[1 - index].wait(timeout: .now() + 20) == .success
        }
      }, { 0 })
    #expect(met == [true, true])
  }
}
