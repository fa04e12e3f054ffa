/// The table of the filter kernels; what each does stands at its source in `KernelPortable`.
struct FilterKernels: Sendable {
  static let portable = FilterKernels()

  #if arch(x86_64)
    static let avx2 = FilterKernels()
  #endif
}
