import Foundation
import StudyModel
import VolumeOperations

/// A result in two parts.
private struct Labelled: RawResult {
  let count: Int
  let labels: LabelVolume

  var checksum: Checksum {
    var sum = labels.checksum
    sum.add(UInt64(count))
    return sum
  }

  /// The label of each voxel in 32 bits.
  var rawBytes: Data { labels.rawBytes }
}

/// The cases that make and change masks.
enum MaskCases {
  /// - Parameter volume: made when the first case runs.
  static func all(_ engine: VolumeEngine, _ volume: Shared<Volume>, shape: GridShape) -> [BenchmarkCase] {
    let voxels = Double(shape.count)
    let bits = Double(MaskVolume.wordCount(of: shape) * 8)
    func make(_ operation: String, bytes: Double, _ run: @escaping () throws -> any Checksummed) -> BenchmarkCase {
      BenchmarkCase(operation, on: engine, size: shape, .init(bytes: bytes), run: run)
    }
    let air = Shared { engine.threshold(try volume(), below: -400) }
    let vessels = Shared { try engine.subtracting(engine.fillHoles(air(), slicewise: true), air()) }
    // Half of the body lies above its own mean.
    let noisy = Shared { engine.threshold(try volume(), above: 45) }
    func components(_ mask: Shared<MaskVolume>) throws -> Labelled {
      let components = try engine.components(mask(), connectivity: .twentySix)
      return Labelled(count: components.count, labels: engine.labels(of: components))
    }
    return [
      make("threshold", bytes: 2 * voxels + bits) { engine.threshold(identity(try volume()), below: -400) },
      make("closing-10mm", bytes: 4 * bits) { try engine.close(identity(air()), radius: Millimetres(10)) },
      make("closing-5mm", bytes: 4 * bits) { try engine.close(identity(air()), radius: Millimetres(5)) },
      make("opening-2mm", bytes: 4 * bits) { try engine.open(identity(air()), radius: Millimetres(2)) },
      make("fill-holes", bytes: 2 * bits) { try engine.fillHoles(identity(air()), slicewise: true) },
      make("distance", bytes: bits + 4 * voxels) { try engine.distance(inside: identity(air())) },
      make("components-26", bytes: bits + 4 * voxels) { try components(air) },
      make("components-26-vessels", bytes: bits + 4 * voxels) { try components(vessels) },
      make("components-26-noisy", bytes: bits + 4 * voxels) { try components(noisy) },
    ]
  }
}
