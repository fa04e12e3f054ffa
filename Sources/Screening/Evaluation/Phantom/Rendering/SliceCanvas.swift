/// One thin slice while it is drawn: densities, and how much of each pixel the layer in hand covers.
struct SliceCanvas {
  let width: Int
  let height: Int
  var densities: [Float]
  private var coverage: [Float]
  private var touched: (rows: Range<Int>, columns: Range<Int>)?

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    densities = [Float](repeating: -1000, count: width * height)
    coverage = [Float](repeating: 0, count: width * height)
  }

  /// Covers a row with a tube. Thin tubes cover less than a pixel even where their axis runs through it.
  ///
  /// - Parameters:
  ///   - start: the place of the row's first pixel; `step`: from pixel to pixel.
  ///   - sharpness: pixels a mm.
  @inline(__always) mutating func cover(
    row: Int, columns: Range<Int>, with tube: Tube, from start: Point, step: Point, sharpness: Float
  ) {
    let across = 2 * max(tube.startRadius, tube.endRadius) * sharpness
    let most = min(1, across * across)
    for column in columns {
      let distance = tube.distance(to: start + step * Float(column))
      let part = min(0.5 - distance * sharpness, 1) * most
      let index = row * width + column
      if part > coverage[index] { coverage[index] = part }
    }
  }

  mutating func touch(rows: Range<Int>, columns: Range<Int>) {
    guard let old = touched else {
      touched = (rows, columns)
      return
    }
    touched = (
      min(old.rows.lowerBound, rows.lowerBound)..<max(old.rows.upperBound, rows.upperBound),
      min(old.columns.lowerBound, columns.lowerBound)..<max(old.columns.upperBound, columns.upperBound)
    )
  }

  /// Gives what is covered its density, and clears the cover.
  mutating func blend(density: Float) {
    guard let touched else { return }
    for row in touched.rows {
      for index in row * width + touched.columns.lowerBound..<row * width + touched.columns.upperBound {
        let part = coverage[index]
        guard part > 0 else { continue }
        densities[index] += (density - densities[index]) * part
        coverage[index] = 0
      }
    }
    self.touched = nil
  }
}
