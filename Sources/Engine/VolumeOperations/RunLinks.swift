/// Which runs, or which components of runs, belong together: a forest in which every parent is the earlier of the two,
/// so that the root of a tree is its first member whatever the order of linking.
struct RunLinks {
  let parents: UnsafeMutablePointer<UInt32>

  /// The first member of the tree of `index`. Halves the way for the next one who asks.
  @inline(__always)
  func root(of index: UInt32) -> UInt32 {
    var node = index
    while true {
      let parent = parents[Int(node)]
      if parent == node { return node }
      let grandparent = parents[Int(parent)]
      parents[Int(node)] = grandparent
      node = grandparent
    }
  }

  @inline(__always)
  func link(_ a: UInt32, _ b: UInt32) {
    let (rootA, rootB) = (root(of: a), root(of: b))
    if rootA < rootB { parents[Int(rootB)] = rootA } else { parents[Int(rootA)] = rootB }
  }
}

/// The runs of two rows that touch.
enum TouchingRuns {
  /// Calls `body` with every run of row `a` and every run of row `b` that share a column, or lie no further than `reach`
  /// columns apart.
  /// - Parameters:
  ///   - bounds: start and end of every run.
  ///   - a, b: the runs of the two rows, as indices.
  ///   - reach: 0, or 1 where corners count.
  @inline(__always)
  static func forEach(
    bounds: UnsafePointer<UInt32>, _ a: Range<Int>, _ b: Range<Int>, reach: UInt32, _ body: (Int, Int) -> Void
  ) {
    var (i, j) = (a.lowerBound, b.lowerBound)
    while i < a.upperBound && j < b.upperBound {
      let (startA, endA) = (bounds[2 &* i], bounds[2 &* i &+ 1])
      let (startB, endB) = (bounds[2 &* j], bounds[2 &* j &+ 1])
      if startA < endB &+ reach && startB < endA &+ reach { body(i, j) }
      // Runs of a row lie at least one column apart: the next of the one that ends first cannot be missed.
      if endA < endB { i &+= 1 } else { j &+= 1 }
    }
  }
}
