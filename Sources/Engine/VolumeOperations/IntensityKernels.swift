import KernelPortable

#if arch(x86_64)
  import KernelAVX2
#endif

/// The table of the kernels on single voxels; what each does stands at its source in `KernelPortable`.
struct IntensityKernels: Sendable {
  typealias Floats = @Sendable (UnsafePointer<Int16>, Float, Float, UnsafeMutablePointer<Float>, Int) -> Void
  typealias Rescale =
    @Sendable (
      UnsafePointer<UInt16>, Int32, Int32, Bool, Double, Double, Int32, Int32, Int16, UnsafeMutablePointer<Int16>, Int
    ) -> Void
  typealias RescaleWhole =
    @Sendable (
      UnsafePointer<UInt16>, Int32, Int32, Bool, Int32, Int32, Int32, Int32, Int16, UnsafeMutablePointer<Int16>, Int
    ) -> Void
  typealias Fold<Total> = @Sendable (UnsafePointer<Int16>, UnsafeMutablePointer<Total>, Int) -> Void
  typealias FoldRow<Total> = @Sendable (UnsafePointer<Int16>, Int, UnsafeMutablePointer<Total>) -> Void
  typealias Masked =
    @Sendable (
      UnsafePointer<Int16>, UnsafePointer<UInt64>, Int, Int, Int, Int16, Int16, Int16, UnsafeMutablePointer<Int16>
    ) -> Void
  typealias CountValues = @Sendable (UnsafePointer<Int16>, Int, Int, UnsafeMutablePointer<UInt32>) -> Void

  let floats: Floats
  let rescale: Rescale
  let rescaleWhole: RescaleWhole
  let masked: Masked
  let maximum: Fold<Int16>
  let sum: Fold<Int32>
  let maximumOfRow: FoldRow<Int16>
  let sumOfRow: FoldRow<Int32>
  let countValues: CountValues

  static let portable = IntensityKernels(
    floats: KernelPortable.VoxelKernels.floats,
    rescale: KernelPortable.VoxelKernels.rescale,
    rescaleWhole: KernelPortable.VoxelKernels.rescaleWhole,
    masked: KernelPortable.MaskedKernels.clamp,
    maximum: KernelPortable.ProjectionKernels.maximum(row:target:count:),
    sum: KernelPortable.ProjectionKernels.sum(row:target:count:),
    maximumOfRow: KernelPortable.ProjectionKernels.maximum(of:count:target:),
    sumOfRow: KernelPortable.ProjectionKernels.sum(of:count:target:),
    countValues: KernelPortable.HistogramKernels.count)

  #if arch(x86_64)
    static let avx2 = IntensityKernels(
      floats: KernelAVX2.VoxelKernels.floats,
      rescale: KernelAVX2.VoxelKernels.rescale,
      rescaleWhole: KernelAVX2.VoxelKernels.rescaleWhole,
      masked: KernelAVX2.MaskedKernels.clamp,
      maximum: KernelAVX2.ProjectionKernels.maximum(row:target:count:),
      sum: KernelAVX2.ProjectionKernels.sum(row:target:count:),
      maximumOfRow: KernelAVX2.ProjectionKernels.maximum(of:count:target:),
      sumOfRow: KernelAVX2.ProjectionKernels.sum(of:count:target:),
      countValues: KernelAVX2.HistogramKernels.count)
  #endif
}
