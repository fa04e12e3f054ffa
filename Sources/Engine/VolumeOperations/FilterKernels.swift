import KernelPortable

#if arch(x86_64)
  import KernelAVX2
#endif

/// The table of the filter kernels; what each does stands at its source in `KernelPortable`.
struct FilterKernels: Sendable {
  typealias Symmetric =
    @Sendable (
      UnsafePointer<UnsafePointer<Float>>, Int, UnsafePointer<Float>, Int, UnsafeMutablePointer<Float>, Int
    ) -> Void
  typealias SymmetricPair =
    @Sendable (
      UnsafePointer<UnsafePointer<Float>>, Int, UnsafePointer<Float>, Int, UnsafeMutablePointer<Float>,
      UnsafeMutablePointer<Float>, Int
    ) -> Void
  typealias CombineIntegers =
    @Sendable (
      UnsafePointer<UnsafePointer<Int16>>, UnsafePointer<Float>, Int, UnsafeMutablePointer<Float>, Int
    ) -> Void
  typealias CombineFloats =
    @Sendable (
      UnsafePointer<UnsafePointer<Float>>, UnsafePointer<Float>, Int, UnsafeMutablePointer<Float>, Int
    ) -> Void
  typealias Across =
    @Sendable (
      UnsafePointer<Float>, Int, UnsafePointer<Int32>, UnsafePointer<Float>, Int, UnsafeMutablePointer<Float>,
      UnsafeMutablePointer<Int16>, UnsafeMutablePointer<Int16>, Int, Int, Int
    ) -> Void
  typealias Response =
    @Sendable (
      UnsafePointer<Float>, UnsafePointer<Float>, UnsafePointer<Float>, UnsafePointer<Float>, UnsafePointer<Float>, Int,
      Int, Int, Float, UnsafeMutablePointer<Float>
    ) -> Void
  typealias Maxima =
    @Sendable (
      UnsafePointer<UnsafePointer<Float>>, UnsafePointer<UInt64>, Int, Int, Float, UnsafeMutablePointer<UInt64>
    ) -> Void
  typealias GatherHessians =
    @Sendable (
      UnsafePointer<UnsafePointer<Float>>, UnsafePointer<UInt64>, Int, Int, Int, Float, UnsafePointer<Float>,
      UnsafeMutablePointer<Float>, Int, UnsafeMutablePointer<UInt32>, UnsafeMutablePointer<Int>
    ) -> Void
  typealias Blobness =
    @Sendable (
      UnsafePointer<Float>, Int, UnsafePointer<UInt32>, Int, Float, UInt8, UnsafeMutablePointer<Float>,
      UnsafeMutablePointer<UInt8>
    ) -> Void

  let symmetric: Symmetric
  let symmetricPair: SymmetricPair
  let combineIntegers: CombineIntegers
  let combineFloats: CombineFloats
  let across: Across
  let response: Response
  let maxima: Maxima
  let gatherHessians: GatherHessians
  let blobness: Blobness

  static let portable = FilterKernels(
    symmetric: KernelPortable.GaussianKernels.symmetric,
    symmetricPair: KernelPortable.GaussianKernels.symmetricPair,
    combineIntegers: KernelPortable.ResampleKernels.combine(integers:weights:taps:target:count:),
    combineFloats: KernelPortable.ResampleKernels.combine(floats:weights:taps:target:count:),
    across: KernelPortable.ResampleKernels.across,
    response: KernelPortable.BlobKernels.response,
    maxima: KernelPortable.BlobKernels.maxima,
    gatherHessians: KernelPortable.HessianKernels.gather,
    blobness: KernelPortable.EigenvalueKernels.blobness)

  #if arch(x86_64)
    static let avx2 = FilterKernels(
      symmetric: KernelAVX2.GaussianKernels.symmetric,
      symmetricPair: KernelAVX2.GaussianKernels.symmetricPair,
      combineIntegers: KernelAVX2.ResampleKernels.combine(integers:weights:taps:target:count:),
      combineFloats: KernelAVX2.ResampleKernels.combine(floats:weights:taps:target:count:),
      across: KernelAVX2.ResampleKernels.across,
      response: KernelAVX2.BlobKernels.response,
      maxima: KernelAVX2.BlobKernels.maxima,
      gatherHessians: KernelAVX2.HessianKernels.gather,
      blobness: KernelAVX2.EigenvalueKernels.blobness)
  #endif
}
