import StudyModel

/// Whole-volume operations: the kernels of one instruction set, the parallel loop and the memory that they share.
///
/// An operation checks shapes and parameters, throws an ``OperationError`` before it touches memory, and gives the same
/// bits at any thread count and on any instruction set. Results lie in the arena, which takes them back when their last
/// owner lets go.
public struct VolumeEngine: Sendable {
  public let kernels: KernelSet
  public let loop: ParallelLoop
  public let arena: MemoryArena

  /// The most voxels of one result: 2³¹, more than any CT series has. Bounds what a wrong spacing can ask for.
  public static let maximumVoxels = 1 << 31

  /// - Precondition: `threads` is at least 1.
  public init(threads: Int, kernels: KernelSet, arena: MemoryArena = MemoryArena()) {
    self.kernels = kernels
    self.loop = ParallelLoop(threads: threads)
    self.arena = arena
  }
}
