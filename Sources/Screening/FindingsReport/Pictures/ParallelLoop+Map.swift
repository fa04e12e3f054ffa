import Synchronization
import VolumeOperations

extension ParallelLoop {
  /// What `body` makes of each of `0..<count`, in order, made at most ``ParallelLoop/threads`` at a time.
  func map<Item: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Item) -> [Item] {
    let made = Mutex<[Int: Item]>([:])
    forEach(count) { index in
      let item = body(index)
      made.withLock { $0[index] = item }
    }
    return made.withLock { items in (0..<count).compactMap { items[$0] } }
  }
}
