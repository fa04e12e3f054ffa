/// Why a network was not loaded or not run. Everything is checked before memory is taken and before a kernel runs.
public enum NetworkError: Error, Equatable, Sendable {
  /// The file cannot be read.
  case unreadable(file: String, problem: String)
  /// The file is larger than a model may be.
  case tooLarge(file: String, bytes: Int, limit: Int)
  /// The file is not what `SHA256SUMS` says.
  case wrongDigest(file: String, expected: String, found: String)
  /// The list of digests does not name the file.
  case noDigest(file: String)
  /// The file does not have the form that it should have.
  case malformed(file: String, problem: String)

  /// A layer of a kind that this version does not have.
  case unknownLayer(layer: String, type: String, known: [String])
  /// A layer whose parameter is missing, unknown or senseless.
  case badParameter(layer: String, parameter: String, problem: String)
  /// A name that two inputs or layers have.
  case duplicateName(String)
  /// A layer, or the list of outputs, names something that does not come before it.
  case unknownName(layer: String, name: String)
  /// A layer that cannot take what it is given.
  case wrongShape(layer: String, problem: String)

  /// A tensor that a layer needs and the weights do not hold.
  case missingTensor(String)
  /// A tensor that no layer uses: the weights belong to another network.
  case unusedTensor(String)
  /// A tensor of another shape than its layer needs.
  case wrongTensor(String, expected: [Int], found: [Int])
  /// A tensor that is not of 32-bit floats.
  case wrongType(String, type: String)
  /// A tensor or an output with numbers that are not finite.
  case notFinite(String)

  /// An input that was not given.
  case missingInput(String)
  /// An input that the network does not have.
  case unknownInput(String, known: [String])
  /// An input of another shape than the network needs.
  case wrongInput(String, problem: String)
}

extension NetworkError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unreadable(let file, let problem): "\(file): cannot be read (\(problem)); restore it from the model bundle"
    case .tooLarge(let file, let bytes, let limit):
      "\(file): \(bytes) bytes are more than the \(limit) that a model may have; restore it from the model bundle"
    case .wrongDigest(let file, let expected, let found):
      "\(file): SHA-256 is \(found), SHA256SUMS says \(expected); restore the model bundle"
    case .noDigest(let file): "\(file): SHA256SUMS does not name it; make the list again with sha256sum"
    case .malformed(let file, let problem): "\(file): \(problem); export the model again"
    case .unknownLayer(let layer, let type, let known):
      "layer \(layer): there is no type \(type); this version has \(known.joined(separator: ", "))"
    case .badParameter(let layer, let parameter, let problem):
      "layer \(layer): \(parameter) \(problem); correct network.json"
    case .duplicateName(let name): "two inputs or layers are called \(name); rename one in network.json"
    case .unknownName(let layer, let name):
      "\(layer) asks for \(name), which does not come before it; correct network.json"
    case .wrongShape(let layer, let problem): "layer \(layer): \(problem)"
    case .missingTensor(let name): "the weights lack the tensor \(name); export the model again"
    case .unusedTensor(let name): "no layer uses the tensor \(name); the weights belong to another network.json"
    case .wrongTensor(let name, let expected, let found):
      "the tensor \(name) has the shape \(found), not \(expected); the weights belong to another network.json"
    case .wrongType(let name, let type): "the tensor \(name) is of type \(type); export it as F32"
    case .notFinite(let name): "\(name) holds numbers that are not finite"
    case .missingInput(let name): "the input \(name) was not given"
    case .unknownInput(let name, let known):
      "the network has no input \(name), only \(known.joined(separator: ", "))"
    case .wrongInput(let name, let problem): "the input \(name): \(problem)"
    }
  }
}
