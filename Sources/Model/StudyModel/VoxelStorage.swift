/// A fixed block of voxels, aligned to 64 bytes, freed (or handed back to the arena it came from) when the last owner lets go.
///
/// The memory is not cleared. Voxels are reached through the `with…` methods; the pointer forms are for the engine and the
/// loaders, which check shapes before they use them.
/// Safety: a storage is written by the one that made it before it is shared; afterwards it is only read.
@safe public final class VoxelStorage<Element: BitwiseCopyable>: @unchecked Sendable {
  public let count: Int
  private let base: UnsafeMutablePointer<Element>
  private let release: (UnsafeMutableRawPointer) -> Void

  /// Storage of its own for `count` elements, not cleared.
  public convenience init(count: Int) {
    let bytes = max(count, 1) * MemoryLayout<Element>.stride
    unsafe self.init(
      count: count, memory: UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64),
      release: { unsafe $0.deallocate() })
  }

  /// Storage over memory that somebody else (an arena) owns and takes back through `release`.
  /// - Parameter memory: at least `count` elements, aligned to 64 bytes.
  @unsafe public init(count: Int, memory: UnsafeMutableRawPointer, release: @escaping (UnsafeMutableRawPointer) -> Void)
  {
    precondition(count >= 0, "a storage cannot have a negative number of elements")
    self.count = count
    unsafe self.base = memory.bindMemory(to: Element.self, capacity: max(count, 1))
    unsafe self.release = release
  }

  deinit { unsafe release(UnsafeMutableRawPointer(base)) }

  /// Lends the voxels for reading.
  public func withSpan<Result, Failure: Error>(
    _ body: (Span<Element>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(unsafe Span(_unsafeStart: UnsafePointer(base), count: count))
  }

  /// Lends the voxels for writing; only for whoever made the storage, before it is shared.
  public func withMutableSpan<Result, Failure: Error>(
    _ body: (inout MutableSpan<Element>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var span = unsafe MutableSpan(_unsafeStart: base, count: count)
    return try body(&span)
  }

  /// The voxels as a pointer, valid as long as the storage lives.
  @unsafe public var pointer: UnsafePointer<Element> { unsafe UnsafePointer(base) }

  /// The voxels as a writable pointer, valid as long as the storage lives; only for whoever made the storage.
  @unsafe public var mutablePointer: UnsafeMutablePointer<Element> { unsafe base }

  @inlinable public subscript(offset: Int) -> Element {
    precondition(offset >= 0 && offset < count, "voxel offset out of bounds")
    return unsafe pointer[offset]
  }
}
