import Screening

extension ParsedArguments {
  /// What screens studies as the command line and the environment ask for.
  func screener(_ session: Session) throws(ArgumentError) -> StudyScreener {
    let screener = StudyScreener(
      engine: try engine(session), language: try language(environment: session.environment), formats: try formats(),
      version: Program.version)
    do throws(PerformanceFileError) {
      return try screener.quotingPerformance(environment: session.environment)
    } catch {
      throw .environment("\(error)")
    }
  }
}
