import NoduleDetection
import Screening

extension ParsedArguments {
  /// What screens studies as the command line and the environment ask for.
  func screener(_ session: Session) throws(ArgumentError) -> StudyScreener {
    let screener = StudyScreener(
      engine: try engine(session), model: try model(environment: session.environment),
      language: try language(environment: session.environment), formats: try formats(), version: Program.version)
    do throws(PerformanceFileError) {
      return try screener.quotingPerformance(environment: session.environment)
    } catch {
      throw .environment("\(error)")
    }
  }

  /// The model of `PRESCREEN_MODEL`, else the one that the program comes with.
  private func model(environment: [String: String]) throws(ArgumentError) -> NoduleModel? {
    do throws(ScreeningModelError) {
      return try ScreeningModel.load(environment: environment)
    } catch {
      throw .environment("\(error)")
    }
  }
}
