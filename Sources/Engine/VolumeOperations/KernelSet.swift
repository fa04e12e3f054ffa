import KernelShim

/// The kernels of one instruction set. Chosen once for a run; nobody else asks what the processor can do.
public struct KernelSet: Sendable {
  /// The name that reports and `PRESCREEN_ISA` use.
  public let name: String
  /// The x86-64 micro-architecture level that the kernels need; 0 runs anywhere.
  let requiredLevel: Int32
  let intensity: IntensityKernels
  let filters: FilterKernels
  let masks: MaskKernels
  package let network: NetworkKernels

  /// Every set in this build, best first. The order is the whole dispatch policy.
  static let all: [KernelSet] = {
    var sets: [KernelSet] = []
    #if arch(x86_64)
      sets.append(
        KernelSet(
          name: "avx2", requiredLevel: 3, intensity: .avx2, filters: .avx2, masks: .avx2, network: .avx2))
    #endif
    sets.append(
      KernelSet(
        name: "portable", requiredLevel: 0, intensity: .portable, filters: .portable, masks: .portable,
        network: .portable))
    return sets
  }()

  /// The sets that this machine can run, best first; never empty.
  public static let available: [KernelSet] = {
    let level = kernel_x86_64_level()
    return all.filter { $0.requiredLevel <= level }
  }()

  /// The environment variable that overrides the choice.
  public static let environmentKey = "PRESCREEN_ISA"

  /// The best set that this machine can run, or the one that `PRESCREEN_ISA` names.
  /// - Throws: ``OperationError/unknownInstructionSet(_:known:)`` for a name that this build does not have,
  ///   ``OperationError/instructionSetNotRunnable(_:runnable:)`` for one that this machine cannot run.
  public static func chosen(environment: [String: String]) throws(OperationError) -> KernelSet {
    guard let name = environment[environmentKey], !name.isEmpty else { return available[0] }
    if let set = available.first(where: { $0.name == name }) { return set }
    guard all.contains(where: { $0.name == name }) else {
      throw .unknownInstructionSet(name, known: all.map(\.name))
    }
    throw .instructionSetNotRunnable(name, runnable: available.map(\.name))
  }
}
