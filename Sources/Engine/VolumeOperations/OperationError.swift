import StudyModel

/// Why an operation on a volume was not begun. Shapes and parameters are checked before any kernel runs.
public enum OperationError: Error, Equatable, Sendable {
  /// `PRESCREEN_ISA` names a set of kernels that this build does not have.
  case unknownInstructionSet(String, known: [String])
  /// `PRESCREEN_ISA` names a set of kernels that this machine cannot run.
  case instructionSetNotRunnable(String, runnable: [String])
  /// Two operands, or an operand and its result, do not lie on the same grid.
  case shapeMismatch(expected: GridShape, found: GridShape)
  /// A flat operand does not hold as many elements as the other.
  case countMismatch(expected: Int, found: Int)
  /// Bits that no 16-bit word has, or none at all.
  case invalidStoredBits(stored: Int, high: Int)
  /// A parameter that must be finite (and positive where it is a length) is not; `name` says which.
  case invalidParameter(name: String, value: Double)
  /// The operation needs the same spacing along all axes, in mm.
  case anisotropic(spacing: PatientVector)
  /// The box reaches outside the volume.
  case boxOutside(VoxelBox, shape: GridShape)
  /// A projection along an axis that has no voxels.
  case emptyAxis(Axis)
  /// The result would have more voxels than ``VolumeEngine/maximumVoxels``.
  case tooLarge(voxels: Double)
}
