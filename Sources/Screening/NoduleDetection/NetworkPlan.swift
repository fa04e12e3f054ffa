import Foundation
import NeuralNetwork

/// How networks rank blobs; `plan.json` of a model. A network that is trained anew brings its own.
public struct NetworkPlan: Codable, Hashable, Sendable {
  static let fileName = "plan.json"

  /// Stands in the report's provenance.
  public var name: String
  /// So many blobs, best first without a network, are seen by the scout …
  public var scoutBlobs: Int
  /// … and so many of these by the reader.
  public var readerBlobs: Int
  /// What the logit of such a blob is made of: the two networks' logits, each the mean of four mirrorings, and the logarithm of
  /// its strength without a network.
  public var scoutWeight: Float
  public var readerWeight: Float
  public var strengthWeight: Float
  /// Of two blobs nearer than this, in mm, or than so many σ of the better one, the better one is kept.
  public var mergeDistance: Double
  public var mergeScales: Double
  /// The probability is the logistic function of `slope · logit + offset`.
  public var calibrationSlope: Double
  public var calibrationOffset: Double
  /// A candidate of at least this probability is shown.
  public var operatingProbability: Double
  /// No more findings than these are shown.
  public var mostShown: Int

  init(json: [UInt8], file: String) throws(NetworkError) {
    do {
      self = try JSONDecoder().decode(Self.self, from: Data(json))
    } catch {
      throw .malformed(file: file, problem: "it is no plan (\(error))")
    }
    guard isSound else { throw .malformed(file: file, problem: "a number of it is out of its range") }
  }

  private var isSound: Bool {
    (1...10_000).contains(scoutBlobs) && (1...scoutBlobs).contains(readerBlobs) && (0...100).contains(mostShown)
      && mergeDistance >= 0 && mergeScales >= 0 && calibrationSlope > 0 && calibrationOffset.isFinite
      && (0...1).contains(operatingProbability) && scoutWeight.isFinite && readerWeight.isFinite
      && strengthWeight.isFinite
  }

  func probability(of logit: Float) -> Double {
    1 / (1 + exp(-(calibrationSlope * Double(logit) + calibrationOffset)))
  }
}
