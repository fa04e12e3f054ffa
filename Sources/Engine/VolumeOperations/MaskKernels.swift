/// The table of the kernels on masks; what each does stands at its source in `KernelPortable`.
struct MaskKernels: Sendable {
  static let portable = MaskKernels()

  #if arch(x86_64)
    static let avx2 = MaskKernels()
  #endif
}
