import Evaluation
import StudyModel

/// A phantom study with something special about it, or broken.
public struct PhantomCase: Sendable {
  /// What ingest should say.
  public struct Expectation: Sendable {
    public let verdict: SeriesQuality.Verdict
    /// Codes of reasons that are given somewhere: for the study, for one of its series, or for a file.
    public let codes: Set<String>
  }

  public let name: String
  /// One line.
  public let summary: String
  public let expected: Expectation
  let change: @Sendable (inout StudyPlan, PhantomSettings) -> Void

  init(
    _ name: String, _ summary: String, _ verdict: SeriesQuality.Verdict, _ codes: Set<String> = [],
    change: @escaping @Sendable (inout StudyPlan, PhantomSettings) -> Void
  ) {
    self.name = name
    self.summary = summary
    expected = Expectation(verdict: verdict, codes: codes)
    self.change = change
  }

  public static func named(_ name: String) -> PhantomCase? { all.first { $0.name == name } }

  /// Every case, the plain study first.
  public static let all: [PhantomCase] = [plain] + stacks + pixels + objects + files + texts

  public static let plain = PhantomCase("plain", "A whole chest, axial, head first, on the back.", .analysable) {
    _, _ in
  }
}
