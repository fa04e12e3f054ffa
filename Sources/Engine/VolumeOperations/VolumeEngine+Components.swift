import StudyModel

extension VolumeEngine {
  /// The connected components of a mask.
  ///
  /// Runs of set voxels are joined by union-find within slabs of slices, all slabs at once, and the slabs then along
  /// their seams. Labels do not depend on the number of threads.
  /// - Throws: ``OperationError/tooLarge(voxels:)`` for a mask of more than ``maximumVoxels``.
  /// - Complexity: close to linear in the words and the runs of the mask.
  public func components(_ mask: MaskVolume, connectivity: Connectivity) throws(OperationError) -> Components {
    guard mask.shape.count <= Self.maximumVoxels else { throw .tooLarge(voxels: Double(mask.shape.count)) }
    let runs = RunTable(of: mask, kernels: kernels.masks, loop: loop, arena: arena)
    let labelling = ComponentLabelling(
      runs: runs, shape: mask.shape, connectivity: connectivity, kernels: kernels.masks, loop: loop,
      arena: arena)
    let (count, sums) = labelling.run()
    return Components(geometry: mask.geometry, count: count, runs: runs, sums: sums)
  }

  /// The components that `keep` wants, as a mask.
  public func select(_ components: Components, where keep: (ComponentStatistics) -> Bool) -> MaskVolume {
    var kept: [UInt8] = [0]
    kept.reserveCapacity(components.count + 1)
    for index in 0..<components.count { kept.append(keep(components.statistics(of: UInt32(index + 1))) ? 1 : 0) }

    let layout = MaskLayout(of: components.geometry.shape)
    let result = empty(components.geometry)
    let runs = components.runs
    let table = kept
    nonisolated(unsafe) let words = result.words.mutablePointer
    loop.forEachSlab(of: layout.rows, height: RunTable.slabHeight) { rows in
      let starts = runs.rowStarts.pointer
      for row in rows {
        let first = Int(starts[row])
        kernels.masks.paintRuns(
          runs.bounds.pointer + 2 * first, runs.labels.pointer + first, Int(starts[row + 1]) - first, table,
          words + row * layout.wordsPerRow)
      }
    }
    return result
  }

  /// The label of every voxel, 0 for background. Four bytes a voxel: ``Components/label(x:y:z:)`` answers for a few.
  public func labels(of components: Components) -> LabelVolume {
    let shape = components.geometry.shape
    let result = arena.storage(of: UInt32.self, count: shape.count)
    let runs = components.runs
    nonisolated(unsafe) let target = result.mutablePointer
    loop.forEachSlab(of: shape.y * shape.z, height: RunTable.slabHeight) { rows in
      let starts = runs.rowStarts.pointer
      let bounds = runs.bounds.pointer
      let labels = runs.labels.pointer
      for row in rows {
        let voxels = target + row * shape.x
        var painted = 0
        for run in Int(starts[row])..<Int(starts[row + 1]) {
          let (start, end) = (Int(bounds[2 * run]), Int(bounds[2 * run + 1]))
          (voxels + painted).update(repeating: 0, count: start - painted)
          (voxels + start).update(repeating: labels[run], count: end - start)
          painted = end
        }
        (voxels + painted).update(repeating: 0, count: shape.x - painted)
      }
    }
    return LabelVolume(geometry: components.geometry, storage: result)
  }
}
