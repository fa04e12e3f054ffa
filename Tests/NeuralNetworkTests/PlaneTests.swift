import KernelReference
import Testing

@Suite("networks on planes")
struct PlaneTests {
  @Test("kernels, strides, paddings and factors of two numbers")
  func planes() throws {
    var builder = NetworkBuilder(seed: 3)
    builder.input("in", channels: 3, size: [9, 11])
    builder.layer("conv", "convolution", ["in"], #""channels":5,"kernel":[3,5],"stride":[2,1],"padding":[1,2]"#)
    builder.layer("out", "upsample", ["conv"], #""factor":[2,3],"mode":"linear""#)
    builder.outputs = ["out"]
    let weights = builder.tensor("conv.weight", [5, 3, 3, 5])
    let bias = builder.tensor("conv.bias", [5])
    let tensor = ReferenceTensor(z: 1, y: 9, x: 11, channels: 3, floats: builder.noise(297))
    let convolved = NetworkReference.convolve(
      tensor, weights: weights, bias: bias, kernel: (1, 3, 5), stride: (1, 2, 1), padding: (0, 1, 2))
    try expectAgreement(builder, ["in": tensor], NetworkReference.linear(convolved, factor: (1, 2, 3)))
  }
}
