import StudyModel

/// Joins the runs of a mask into components and numbers them.
///
/// Slabs of slices are joined within, all at once; then along their seams, of which there are few. A number is first that
/// of a run's tree, then of the slab's component, then of the volume's.
struct ComponentLabelling: Sendable {
  /// Slices of a slab.
  static let slabHeight = 8

  let runs: RunTable
  let shape: GridShape
  let connectivity: Connectivity
  let kernels: MaskKernels
  let loop: ParallelLoop
  let arena: MemoryArena

  /// Writes the label of every run.
  /// - Returns: the number of components, and the sums of each in order of their labels; the storage may be longer.
  func run() -> (count: Int, sums: VoxelStorage<ComponentSums>) {
    let slabs = (shape.z + Self.slabHeight - 1) / Self.slabHeight
    return arena.withScratch(of: Int.self, count: slabs + 1) { scratch in
      nonisolated(unsafe) let firstParts = scratch
      firstParts[0] = 0
      loop.forEachSlab(of: shape.z, height: Self.slabHeight) { slab in
        firstParts[slab.lowerBound / Self.slabHeight + 1] = joinRuns(of: slab)
      }
      for slab in 0..<slabs { firstParts[slab + 1] += firstParts[slab] }

      let partCount = firstParts[slabs]
      let sums = arena.storage(of: ComponentSums.self, count: partCount)
      nonisolated(unsafe) let parts = sums.mutablePointer
      loop.forEachSlab(of: shape.z, height: Self.slabHeight) { slab in
        numberParts(of: slab, from: firstParts[slab.lowerBound / Self.slabHeight], sums: parts)
      }
      return (joinParts(partCount, sums: parts), sums)
    }
  }

  /// Joins the runs of a slab that touch.
  /// - Returns: the number of parts that come of it.
  private func joinRuns(of slab: Range<Int>) -> Int {
    let links = RunLinks(parents: runs.labels.mutablePointer)
    let range = runRange(of: slab)
    for run in range { links.parents[run] = UInt32(run) }
    let before = connectivity.rowsBefore
    withPairs { pairs in
      for z in slab {
        for y in 0..<shape.y {
          forEachTouch(of: y, z, with: before.inSlice, in: z, pairs) { links.link($0, $1) }
          if z == slab.lowerBound { continue }
          forEachTouch(of: y, z, with: before.inSliceBefore, in: z - 1, pairs) { links.link($0, $1) }
        }
      }
    }
    return range.reduce(0) { $0 + (links.parents[$1] == $1 ? 1 : 0) }
  }

  /// Gives the parts of a slab consecutive numbers in scan order, each run the number of its part, and sums them up.
  private func numberParts(of slab: Range<Int>, from first: Int, sums: UnsafeMutablePointer<ComponentSums>) {
    let numbers = runs.labels.mutablePointer
    let starts = runs.rowStarts.pointer
    let bounds = runs.bounds.pointer
    var next = first
    for z in slab {
      for y in 0..<shape.y {
        let row = z * shape.y + y
        for run in Int(starts[row])..<Int(starts[row + 1]) {
          // The parent is an earlier run, which has its number already, or the run itself.
          let parent = Int(numbers[run])
          if parent == run {
            numbers[run] = UInt32(next)
            sums[next] = ComponentSums()
            next += 1
          } else {
            numbers[run] = numbers[parent]
          }
          sums[Int(numbers[run])].add(start: bounds[2 * run], end: bounds[2 * run + 1], y: y, z: z)
        }
      }
    }
  }

  /// Joins the parts of all slabs along their seams, and gives every run its final label.
  /// - Returns: the number of components; `sums` holds their sums first.
  private func joinParts(_ count: Int, sums: UnsafeMutablePointer<ComponentSums>) -> Int {
    arena.withScratch(of: UInt32.self, count: count) { parents in
      let links = RunLinks(parents: parents)
      let numbers = runs.labels.mutablePointer
      for part in 0..<count { parents[part] = UInt32(part) }
      withPairs { pairs in
        for z in stride(from: Self.slabHeight, to: shape.z, by: Self.slabHeight) {
          for y in 0..<shape.y {
            forEachTouch(of: y, z, with: connectivity.rowsBefore.inSliceBefore, in: z - 1, pairs) {
              links.link(numbers[Int($0)], numbers[Int($1)])
            }
          }
        }
      }

      var components = 0
      for part in 0..<count {
        let parent = Int(parents[part])
        if parent == part {
          sums[components] = sums[part]
          components += 1
          parents[part] = UInt32(components)
        } else {
          parents[part] = parents[parent]
          sums[Int(parents[part]) - 1].add(sums[part])
        }
      }
      nonisolated(unsafe) let labels = UnsafePointer(parents)
      nonisolated(unsafe) let target = numbers
      loop.forEachSlab(of: runs.count, height: 1 << 16) { slab in
        for run in slab { target[run] = labels[Int(target[run])] }
      }
      return components
    }
  }

  private func runRange(of slab: Range<Int>) -> Range<Int> {
    let starts = runs.rowStarts.pointer
    return Int(starts[slab.lowerBound * shape.y])..<Int(starts[slab.upperBound * shape.y])
  }

  /// Lends room for the pairs that two rows can have.
  private func withPairs(_ body: (UnsafeMutablePointer<UInt32>) -> Void) {
    arena.withScratch(of: UInt32.self, count: 2 * (shape.x + 2), body)
  }

  /// Calls `body` with every run of row (`y`, `z`) and every run that it touches in the rows `steps` away along y in
  /// slice `other`.
  @inline(__always)
  private func forEachTouch(
    of y: Int, _ z: Int, with steps: [Int], in other: Int, _ pairs: UnsafeMutablePointer<UInt32>,
    _ body: (UInt32, UInt32) -> Void
  ) {
    let starts = runs.rowStarts.pointer
    let row = z * shape.y + y
    let (first, end) = (Int(starts[row]), Int(starts[row + 1]))
    if first == end { return }
    for step in steps where y + step >= 0 && y + step < shape.y {
      let neighbour = other * shape.y + y + step
      var count = 0
      kernels.touchingRuns(
        runs.bounds.pointer, first, end, Int(starts[neighbour]), Int(starts[neighbour + 1]), connectivity.reach, pairs,
        &count)
      for pair in 0..<count { body(pairs[2 * pair], pairs[2 * pair + 1]) }
    }
  }
}
