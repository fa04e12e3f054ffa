import StudyModel
import VolumeOperations

/// A flat cut or projection of densities, on its own grid: rows from the top, pixels from the left.
struct PlanarImage: Sendable {
  let width: Int
  let height: Int
  /// Distance between neighbouring pixels in mm.
  let spacingX: Double
  let spacingY: Double
  var values: [Float]

  /// The picture through a window, scaled to square pixels: linear between pixels where it grows, averaged by a triangle as
  /// wide as a new pixel where it shrinks.
  ///
  /// - Parameters:
  ///   - size: pixels of the result.
  ///   - scale: mm a pixel of the result.
  ///   - centre: which point of this image comes to the middle of the result, in pixels of this image.
  /// - Returns: greys; black where the result reaches beyond this image.
  func rendered(
    width newWidth: Int, height newHeight: Int, scale: Double, centreX: Double, centreY: Double, _ window: GreyWindow
  )
    -> Canvas
  {
    let columns = Resampling(
      from: width, spacing: spacingX, to: newWidth, newSpacing: scale, centre: centreX)
    let rows = Resampling(
      from: height, spacing: spacingY, to: newHeight, newSpacing: scale, centre: centreY)
    var canvas = Canvas(width: newWidth, height: newHeight)
    guard let usedRows = rows.used else { return canvas }
    // Across first, for the rows that are needed; then down.
    var across = [Float](repeating: 0, count: usedRows.count * newWidth)
    for y in usedRows {
      for (x, taps) in columns.taps.enumerated() {
        var sum: Float = 0
        for tap in taps { sum += tap.weight * values[y * width + tap.index] }
        across[(y - usedRows.lowerBound) * newWidth + x] = sum
      }
    }
    for (y, taps) in rows.taps.enumerated() where !taps.isEmpty {
      for x in 0..<newWidth where !columns.taps[x].isEmpty {
        var sum: Float = 0
        for tap in taps { sum += tap.weight * across[(tap.index - usedRows.lowerBound) * newWidth + x] }
        canvas[x, y] = window.grey(sum)
      }
    }
    return canvas
  }
}

/// Which pixels of a line make each pixel of a scaled line, and with what weights.
private struct Resampling {
  let taps: [[(index: Int, weight: Float)]]

  /// Lowest to highest index that is used; `nil` where the lines do not meet.
  var used: Range<Int>? {
    let indices = taps.joined().map(\.index)
    guard let first = indices.min(), let last = indices.max() else { return nil }
    return first..<last + 1
  }

  init(from count: Int, spacing: Double, to newCount: Int, newSpacing: Double, centre: Double) {
    let reach = max(1, newSpacing / spacing)
    taps = (0..<newCount).map { pixel in
      let place = centre + (Double(pixel) + 0.5 - Double(newCount) / 2) * newSpacing / spacing
      guard place > -0.5 && place < Double(count) - 0.5 else { return [] }
      let first = max(0, Int((place - reach).rounded(.up)))
      let last = min(count - 1, Int((place + reach).rounded(.down)))
      let weights = (first...last).map { max(0, 1 - abs(Double($0) - place) / reach) }
      let sum = weights.reduce(0, +)
      return zip(first...last, weights).compactMap { $1 > 0 ? (index: $0, weight: Float($1 / sum)) : nil }
    }
  }
}

extension PlanarImage {
  /// A cut through a volume, square to `right` and `down`.
  ///
  /// - Parameters:
  ///   - right: axis of the volume that runs along a row of the image.
  ///   - down: axis that runs down a column.
  ///   - depth: where the cut lies on the third axis, in voxels; between two layers it is mixed of both.
  init(cutting volume: Volume, right: SignedAxis, down: SignedAxis, depth: Double) {
    let shape = volume.shape
    let third = SignedAxis.third(right, down)
    let steps: [Axis: Int] = [.x: 1, .y: shape.x, .z: shape.slice]
    let held = min(max(depth, 0), Double(shape[third] - 1))
    let layer = min(Int(held), max(0, shape[third] - 2))
    let part = Float(held - Double(layer))
    let nextLayer = part > 0 ? steps[third] ?? 0 : 0

    width = shape[right.axis]
    height = shape[down.axis]
    spacingX = volume.geometry.spacing[right.axis]
    spacingY = volume.geometry.spacing[down.axis]
    let (rightStep, downStep) = (steps[right.axis] ?? 0, steps[down.axis] ?? 0)
    let start = layer * (steps[third] ?? 0)
    var values = [Float](repeating: 0, count: width * height)
    let (columns, rows) = (width, height)
    volume.storage.withSpan { voxels in
      for row in 0..<rows {
        let rowStart = start + (down.isReversed ? rows - 1 - row : row) * downStep
        for column in 0..<columns {
          let offset = rowStart + (right.isReversed ? columns - 1 - column : column) * rightStep
          let here = Float(voxels[offset])
          values[row * columns + column] = here + part * (Float(voxels[offset + nextLayer]) - here)
        }
      }
    }
    self.values = values
  }

  /// The place of a voxel index in an image that was cut along `axis`.
  static func place(of index: Double, along axis: SignedAxis, in shape: GridShape) -> Double {
    axis.isReversed ? Double(shape[axis.axis] - 1) - index : index
  }
}
