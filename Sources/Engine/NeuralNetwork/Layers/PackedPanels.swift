import StudyModel

/// Weights in the order in which the matrix kernel reads them: panels of sixteen outputs, in each panel sixteen weights
/// for every term of the sum. Outputs that fill up the last panel weigh nothing.
struct PackedPanels: Sendable {
  static let width = 16

  let outputs: Int
  let terms: Int
  private let weights: VoxelStorage<Float>
  private let bias: VoxelStorage<Float>

  /// - Parameter weight: of an output and a term.
  init(outputs: Int, terms: Int, bias values: [Float], weight: (Int, Int) -> Float) {
    self.outputs = outputs
    self.terms = terms
    let panels = (outputs + Self.width - 1) / Self.width
    weights = VoxelStorage(count: panels * terms * Self.width)
    bias = VoxelStorage(count: panels * Self.width)
    for panel in 0..<panels {
      for column in 0..<Self.width {
        let output = panel * Self.width + column
        bias.mutablePointer[output] = output < outputs ? values[output] : 0
        for term in 0..<terms {
          let value = output < outputs ? weight(output, term) : 0
          weights.mutablePointer[(panel * terms + term) * Self.width + column] = value
        }
      }
    }
  }

  var count: Int { (outputs + Self.width - 1) / Self.width }

  func weights(_ panel: Int) -> UnsafePointer<Float> { weights.pointer + panel * terms * Self.width }
  func bias(_ panel: Int) -> UnsafePointer<Float> { bias.pointer + panel * Self.width }
  /// Outputs of a panel.
  func columns(_ panel: Int) -> Int { min(Self.width, outputs - panel * Self.width) }
}
