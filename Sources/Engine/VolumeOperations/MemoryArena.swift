import StudyModel
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Memory that is used again: a volume that nobody holds any more gives its block to the next one of about its size.
///
/// The first touch of fresh memory costs more than most operations on it (130 ms for 315 MB in 4 KiB pages against 12
/// ms for a warm block), so blocks stay. Blocks are aligned to 64 bytes, those of 2 MiB and more to huge pages, which
/// are asked for. Memory is never cleared.
public final class MemoryArena: Sendable {
  private struct Block {
    let memory: UnsafeMutableRawPointer
    let bytes: Int
  }

  /// Safety: blocks are raw memory that exactly one owner, the arena or one storage, holds at a time.
  private struct State: @unchecked Sendable {
    /// Blocks that nobody uses, the one given back last at the end.
    var idle: [Block] = []
    var idleBytes = 0
    var heldBytes = 0
    var peakBytes = 0
  }

  private let state = Mutex(State())
  private let idleLimit: Int

  /// - Parameter idleLimit: bytes that may lie idle; beyond, the block idle for the longest time goes back to the
  ///   system.
  public init(idleLimit: Int = 1 << 30) { self.idleLimit = idleLimit }

  deinit {
    state.withLock { state in
      for block in state.idle { free(block.memory) }
    }
  }

  /// Memory for `count` elements, not cleared, given back to the arena when the storage is let go.
  /// - Precondition: `count` is not negative and its bytes can be counted.
  public func storage<Element>(of _: Element.Type = Element.self, count: Int) -> VoxelStorage<Element> {
    precondition(count >= 0, "a storage cannot have a negative number of elements")
    let bytes = Self.size(for: max(count, 1) * MemoryLayout<Element>.stride)
    let block = take(bytes) ?? allocate(bytes)
    return VoxelStorage(count: count, memory: block.memory) { _ in self.giveBack(block) }
  }

  /// The most bytes that the arena ever held, idle blocks included.
  public var peakBytes: Int { state.withLock { $0.peakBytes } }

  /// The bytes that the arena holds now, idle blocks included.
  public var heldBytes: Int { state.withLock { $0.heldBytes } }

  /// Hands every idle block back to the system.
  public func trim() { discardIdle(above: 0) }

  private static let hugePage = 2 << 20

  /// Sizes are rounded up so that like requests share blocks: small ones to a power of two, large ones to huge pages.
  private static func size(for bytes: Int) -> Int {
    guard bytes < hugePage else { return (bytes + hugePage - 1) & ~(hugePage - 1) }
    var size = 256
    while size < bytes { size *= 2 }
    return size
  }

  /// The smallest idle block that holds `bytes` without wasting as much again; of equals the one used last.
  private func take(_ bytes: Int) -> Block? {
    state.withLock { state in
      var best: Int?
      for (index, block) in state.idle.enumerated().reversed() where block.bytes >= bytes && block.bytes < 2 * bytes {
        if block.bytes < best.map({ state.idle[$0].bytes }) ?? .max { best = index }
        if block.bytes == bytes { break }
      }
      guard let best else { return nil }
      let block = state.idle.remove(at: best)
      state.idleBytes -= block.bytes
      return block
    }
  }

  private func allocate(_ bytes: Int) -> Block {
    var memory: UnsafeMutableRawPointer?
    let isLarge = bytes >= Self.hugePage
    let status = posix_memalign(&memory, isLarge ? Self.hugePage : 64, bytes)
    guard status == 0, let memory else { fatalError("the system has no \(bytes) bytes of memory left") }
    #if os(Linux)
      if isLarge { madvise(memory, bytes, MADV_HUGEPAGE) }
    #endif
    state.withLock { state in
      state.heldBytes += bytes
      state.peakBytes = max(state.peakBytes, state.heldBytes)
    }
    return Block(memory: memory, bytes: bytes)
  }

  private func giveBack(_ block: Block) {
    state.withLock { state in
      state.idle.append(block)
      state.idleBytes += block.bytes
    }
    discardIdle(above: idleLimit)
  }

  private func discardIdle(above limit: Int) {
    let discarded = state.withLock { state in
      var discarded: [Block] = []
      while state.idleBytes > limit, !state.idle.isEmpty {
        let block = state.idle.removeFirst()
        state.idleBytes -= block.bytes
        state.heldBytes -= block.bytes
        discarded.append(block)
      }
      return discarded
    }
    for block in discarded { free(block.memory) }
  }
}
