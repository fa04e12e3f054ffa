import KernelPortable

#if arch(x86_64)
  import KernelAVX2
#endif

/// The table of the kernels on masks; what each does stands at its source in `KernelPortable`.
struct MaskKernels: Sendable {
  typealias Words = UnsafePointer<UInt64>
  typealias MutableWords = UnsafeMutablePointer<UInt64>
  typealias Threshold = @Sendable (UnsafePointer<Int16>, Int, Int, Int16, Int16, MutableWords) -> Void
  typealias Combination = @Sendable (Words, Words, MutableWords, Int) -> Void
  typealias Complement = @Sendable (Words, MutableWords, Int, Int, UInt64) -> Void
  typealias Count = @Sendable (Words, Int, UnsafeMutablePointer<Int>) -> Void
  typealias SpreadRows =
    @Sendable (
      Words, Int, Int, Int, UInt64, UInt64, UnsafePointer<Int>, Int, MutableWords, Int, MutableWords, Int
    ) -> Void
  typealias GatherPlane =
    @Sendable (
      Words, Int, Int, Int, UnsafePointer<Int>, UnsafePointer<Int>, Int, UnsafePointer<Int>, MutableWords
    ) -> Void
  typealias PackRows = @Sendable (Words, Int, Int, UInt64, UInt64, MutableWords, Int, Int) -> Void
  typealias RunCount = @Sendable (Words, Int, Int, UnsafeMutablePointer<UInt32>) -> Void
  typealias RunContacts =
    @Sendable (
      UnsafePointer<UInt32>, Int, Int, Int, Int, UInt32, UnsafeMutablePointer<UInt32>, UnsafeMutablePointer<Int>
    ) -> Void
  typealias RunPaint =
    @Sendable (UnsafePointer<UInt32>, UnsafePointer<UInt32>, Int, UnsafePointer<UInt8>, MutableWords) -> Void
  typealias DistanceAlongRows =
    @Sendable (
      Words, Int, Int, Int, Int, UnsafePointer<Float>, UnsafePointer<Float>, UnsafeMutablePointer<Float>, Int
    ) -> Void
  typealias DistanceAcrossRows =
    @Sendable (
      UnsafePointer<Float>, Int, Int, UnsafePointer<Float>, UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>,
      Int, Int, Bool
    ) -> Void

  let within: Threshold
  let intersect: Combination
  let unite: Combination
  let subtract: Combination
  let complement: Complement
  let countBits: Count
  let spreadRows: SpreadRows
  let gatherPlane: GatherPlane
  let packRows: PackRows
  let countRuns: RunCount
  let extractRuns: RunCount
  let touchingRuns: RunContacts
  let paintRuns: RunPaint
  let distanceAlongRows: DistanceAlongRows
  let distanceAcrossRows: DistanceAcrossRows

  static let portable = MaskKernels(
    within: KernelPortable.ThresholdKernels.within, intersect: KernelPortable.MaskLogicKernels.intersect,
    unite: KernelPortable.MaskLogicKernels.unite, subtract: KernelPortable.MaskLogicKernels.subtract,
    complement: KernelPortable.MaskLogicKernels.complement, countBits: KernelPortable.MaskLogicKernels.countBits,
    spreadRows: KernelPortable.MorphologyKernels.spreadRows,
    gatherPlane: KernelPortable.MorphologyKernels.gatherPlane, packRows: KernelPortable.MorphologyKernels.packRows,
    countRuns: KernelPortable.RunKernels.countRuns, extractRuns: KernelPortable.RunKernels.extractRuns,
    touchingRuns: KernelPortable.RunKernels.touchingRuns, paintRuns: KernelPortable.RunKernels.paintRuns,
    distanceAlongRows: KernelPortable.DistanceKernels.alongRows,
    distanceAcrossRows: KernelPortable.ParabolaKernels.acrossRows)

  #if arch(x86_64)
    static let avx2 = MaskKernels(
      within: KernelAVX2.ThresholdKernels.within, intersect: KernelAVX2.MaskLogicKernels.intersect,
      unite: KernelAVX2.MaskLogicKernels.unite, subtract: KernelAVX2.MaskLogicKernels.subtract,
      complement: KernelAVX2.MaskLogicKernels.complement, countBits: KernelAVX2.MaskLogicKernels.countBits,
      spreadRows: KernelAVX2.MorphologyKernels.spreadRows, gatherPlane: KernelAVX2.MorphologyKernels.gatherPlane,
      packRows: KernelAVX2.MorphologyKernels.packRows, countRuns: KernelAVX2.RunKernels.countRuns,
      extractRuns: KernelAVX2.RunKernels.extractRuns, touchingRuns: KernelAVX2.RunKernels.touchingRuns,
      paintRuns: KernelAVX2.RunKernels.paintRuns,
      distanceAlongRows: KernelAVX2.DistanceKernels.alongRows,
      distanceAcrossRows: KernelAVX2.ParabolaKernels.acrossRows)
  #endif
}
