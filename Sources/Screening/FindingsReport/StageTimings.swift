/// How long each stage of one study took: what `timings.json` holds, apart from the findings so that those stay the same bytes.
public struct StageTimings: Sendable {
  public struct Stage: Equatable, Sendable {
    public let name: String
    public var seconds: Double
  }

  /// In the order in which they first began.
  public private(set) var stages: [Stage] = []
  /// Threads that the engine was given.
  public var threads: Int
  /// Largest resident size of the process so far; `nil` where unknown.
  public var peakMemoryBytes: Int?

  public init(threads: Int, peakMemoryBytes: Int? = nil) {
    self.threads = threads
    self.peakMemoryBytes = peakMemoryBytes
  }

  /// Adds to a stage's time.
  public mutating func record(stage: String, seconds: Double) {
    if let index = stages.firstIndex(where: { $0.name == stage }) {
      stages[index].seconds += seconds
    } else {
      stages.append(Stage(name: stage, seconds: seconds))
    }
  }

  /// Runs `body` and adds its time to the stage, whether it throws or not.
  public mutating func measure<Result, Failure: Error>(
    _ stage: String, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let start = ContinuousClock.now
    defer {
      let elapsed = start.duration(to: .now).components
      record(stage: stage, seconds: Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18)
    }
    return try body()
  }

  /// All stages together.
  public var totalSeconds: Double { stages.reduce(0) { $0 + $1.seconds } }

  /// The document of `timings.json`.
  var json: JSONText {
    .object([
      "peakMemoryBytes": .optional(peakMemoryBytes),
      "stages": .array(
        stages.map { .object(["name": .string($0.name), "seconds": .fixed($0.seconds, digits: 3)]) }),
      "threads": .integer(threads),
      "totalSeconds": .fixed(totalSeconds, digits: 3),
    ])
  }
}
