import NeuralNetwork
import VolumeOperations

/// Why detection could not be carried out. What the images lack is not an error but stands in ``LungField/quality``.
public enum DetectionError: Error, Equatable, Sendable {
  /// An operation of the engine refused its operands, e.g. a spacing that is not a length.
  case operation(OperationError)
  /// A network of the model did not run, e.g. since its output was not finite.
  case network(NetworkError)
}

extension DetectionError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .operation(let error): "an operation on the volume was refused: \(error)"
    case .network(let error): "a network of the model did not run: \(error)"
    }
  }
}
