import KernelPortable

#if arch(x86_64)
  import KernelAVX2
#endif

/// The table of the kernels on single voxels; what each does stands at its source in `KernelPortable`.
struct IntensityKernels: Sendable {
  typealias Floats = @Sendable (UnsafePointer<Int16>, Float, Float, UnsafeMutablePointer<Float>, Int) -> Void

  let floats: Floats

  static let portable = IntensityKernels(floats: KernelPortable.IntensityRows.floats)

  #if arch(x86_64)
    static let avx2 = IntensityKernels(floats: KernelAVX2.IntensityRows.floats)
  #endif
}
