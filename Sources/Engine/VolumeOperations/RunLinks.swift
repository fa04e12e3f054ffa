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

  /// Makes one tree of the trees of `a` and `b`.
  @inline(__always)
  func link(_ a: UInt32, _ b: UInt32) {
    if parents[Int(a)] == parents[Int(b)] { return }
    let (rootA, rootB) = (root(of: a), root(of: b))
    if rootA < rootB { parents[Int(rootB)] = rootA } else { parents[Int(rootA)] = rootB }
  }
}
