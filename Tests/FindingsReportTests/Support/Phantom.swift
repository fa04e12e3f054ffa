import StudyModel
import VolumeOperations

@testable import FindingsReport

/// A block of lung with a bright ball in it, stored the usual way or turned in any of its axes: the same patient.
struct Phantom {
  static let ball = PatientVector(x: 12, y: -9, z: 30)
  static let radius = 5.0
  static let engine = VolumeEngine(threads: 2, kernels: KernelSet.available[0])

  let volume: Volume

  /// - Parameters:
  ///   - mirrored: axes that are stored the other way round.
  ///   - ball: whether the ball is there.
  init(mirrored: Set<Axis> = [], ball: Bool = true) {
    let shape = GridShape(x: 80, y: 72, z: 40)
    let spacing = PatientVector(x: 1, y: 1.25, z: 2)
    let directions = [
      PatientVector(x: 1, y: 0, z: 0), PatientVector(x: 0, y: 1, z: 0), PatientVector(x: 0, y: 0, z: 1),
    ]
    var origin = PatientVector(x: -40, y: -45, z: -10)
    let extents = [79 * 1.0, 71 * 1.25, 39 * 2.0]
    let axes = zip(Axis.allCases, zip(directions, extents)).map { axis, line in
      guard mirrored.contains(axis) else { return line.0 }
      origin = origin + line.0 * line.1
      return line.0 * -1
    }
    let geometry = VolumeGeometry(
      shape: shape, origin: origin, spacing: spacing, rowAxis: axes[0], columnAxis: axes[1], sliceAxis: axes[2])
    let storage = VoxelStorage<Int16>(count: shape.count)
    storage.withMutableSpan { voxels in
      for k in 0..<shape.z {
        for j in 0..<shape.y {
          for i in 0..<shape.x {
            let place = geometry.position(x: Double(i), y: Double(j), z: Double(k))
            let isBall = ball && place.distance(to: Self.ball) <= Self.radius
            voxels[shape.offset(x: i, y: j, z: k)] = isBall ? 50 : -850
          }
        }
      }
    }
    volume = Volume(geometry: geometry, storage: storage)
  }

  /// The ball as a finding.
  var finding: Finding {
    let index = Int(volume.geometry.voxel(at: Self.ball).z.rounded())
    return SampleReport.finding(
      candidate: SampleReport.candidate(Self.ball, size: 2 * Self.radius, side: .left), sliceIndex: index + 1)
  }

  /// A mask on a coarser grid that covers the volume's inner part.
  var lungs: MaskVolume {
    let grid = volume.geometry
    let shape = GridShape(x: grid.shape.x / 2, y: grid.shape.y / 2, z: grid.shape.z / 2)
    let geometry = VolumeGeometry(
      shape: shape, origin: grid.position(x: 0.5, y: 0.5, z: 0.5), spacing: grid.spacing * 2, rowAxis: grid.rowAxis,
      columnAxis: grid.columnAxis, sliceAxis: grid.sliceAxis)
    let words = VoxelStorage<UInt64>(count: MaskVolume.wordCount(of: shape))
    words.withMutableSpan { span in
      for index in span.indices { span[index] = 0 }
      for k in 2..<shape.z - 2 {
        for j in 2..<shape.y - 2 {
          for i in 3..<shape.x - 3 {
            span[(k * shape.y + j) * MaskVolume.wordsPerRow(of: shape) + (i >> 6)] |= 1 << UInt64(i & 63)
          }
        }
      }
    }
    return MaskVolume(geometry: geometry, words: words)
  }

  var images: ReportImages { ReportImages(volume: volume, lungs: lungs, engine: Self.engine) }
}
