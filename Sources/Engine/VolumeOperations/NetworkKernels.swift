import KernelPortable

#if arch(x86_64)
  import KernelAVX2
#endif

/// The table of the kernels of networks; what each does stands at its source in `KernelPortable`.
package struct NetworkKernels: Sendable {
  package typealias Source = UnsafePointer<Float>
  package typealias Target = UnsafeMutablePointer<Float>
  package typealias Rows = UnsafePointer<UnsafePointer<Float>>
  package typealias Multiply =
    @Sendable (
      Source, Int, UnsafePointer<Int>, Int, Int, Source, Target, Int, Int, Int, Source?, Source?, Float, Target
    ) -> Void
  package typealias TransformInputs = @Sendable (Rows, Int, Int, Int, Target, Int, Target) -> Void
  package typealias TransformProducts =
    @Sendable (Source, Int, Int, Int, UnsafePointer<Target>, Int, Source, Rows?, Float) -> Void
  package typealias Depthwise =
    @Sendable (Source, Int, UnsafePointer<Int>, Int, Source, Source, Float, Int, Target, Int) -> Void
  package typealias Maximum = @Sendable (Source, Int, UnsafePointer<Int>, Int, Int, Target, Int) -> Void
  package typealias Mean = @Sendable (Source, Int, UnsafePointer<Int>, Int, Float, Int, Target, Int) -> Void
  package typealias Add = @Sendable (Source, Source, Float, Target, Int) -> Void
  package typealias Scale = @Sendable (Source, Source, Source, Float, Int, Target, Int) -> Void
  package typealias Sigmoid = @Sendable (Source, Bool, Target, Int) -> Void
  package typealias Exponential = @Sendable (Source, Float, Target, Int) -> Void
  package typealias Peak = @Sendable (Float, Float, Int, Target) -> Void

  package let multiply: Multiply
  package let transformInputs: TransformInputs
  package let transformProducts: TransformProducts
  package let depthwise: Depthwise
  package let maximum: Maximum
  package let mean: Mean
  package let add: Add
  package let scale: Scale
  package let blend: Add
  package let sigmoid: Sigmoid
  package let exponential: Exponential
  package let peak: Peak

  static let portable = NetworkKernels(
    multiply: KernelPortable.MatrixKernels.multiply,
    transformInputs: KernelPortable.WinogradKernels.transformInputs,
    transformProducts: KernelPortable.WinogradKernels.transformProducts,
    depthwise: KernelPortable.ChannelKernels.depthwise, maximum: KernelPortable.ChannelKernels.maximum,
    mean: KernelPortable.ChannelKernels.mean, add: KernelPortable.ActivationKernels.add,
    scale: KernelPortable.ActivationKernels.scale, blend: KernelPortable.ActivationKernels.blend,
    sigmoid: KernelPortable.ActivationKernels.sigmoid, exponential: KernelPortable.ActivationKernels.exponential,
    peak: KernelPortable.PeakKernels.multiplyAdd)

  #if arch(x86_64)
    static let avx2 = NetworkKernels(
      multiply: KernelAVX2.MatrixKernels.multiply,
      transformInputs: KernelAVX2.WinogradKernels.transformInputs,
      transformProducts: KernelAVX2.WinogradKernels.transformProducts,
      depthwise: KernelAVX2.ChannelKernels.depthwise, maximum: KernelAVX2.ChannelKernels.maximum,
      mean: KernelAVX2.ChannelKernels.mean, add: KernelAVX2.ActivationKernels.add,
      scale: KernelAVX2.ActivationKernels.scale, blend: KernelAVX2.ActivationKernels.blend,
      sigmoid: KernelAVX2.ActivationKernels.sigmoid, exponential: KernelAVX2.ActivationKernels.exponential,
      peak: KernelAVX2.PeakKernels.multiplyAdd)
  #endif
}
