import StudyModel
import Synchronization
import VolumeOperations

extension DICOMIngest {
  /// Decodes the slices of a series, in parallel, straight into a volume of Hounsfield units.
  /// - Parameters:
  ///   - series: one that the index did not refuse.
  ///   - progress: called after each slice, from any thread, with growing `done`.
  /// - Returns: the volume, with a verdict that counts what the voxels say, too.
  /// - Throws: ``IngestError/refused(_:)`` for a refused series, or where the voxels are no chest in HU; otherwise
  ///   the error of the first slice, from the feet on, that cannot be loaded. No more files are open than threads run.
  public static func load(
    _ series: IndexedSeries, engine: VolumeEngine,
    progress: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws(IngestError) -> LoadedSeries {
    guard let geometry = series.geometry else { throw .refused(series.quality.reasons) }
    let references = series.slices
    let units = LoadingUnit.units(of: references, threads: engine.loop.threads)
    let storage = engine.arena.storage(of: Int16.self, count: geometry.shape.count)
    let loader = SliceLoader(engine: engine)
    let state = Mutex(LoadingState())
    engine.loop.forEach(units.count) { number in
      let unit = units[number]
      // Slices above a failed one cannot change the outcome.
      guard state.withLock({ $0.isWorthLoading(unit.indices[0]) }) else { return }
      var next = 0
      do throws(IngestError) {
        try loader.load(unit.instance, frames: unit.frames) { _, write in
          let index = unit.indices[next]
          next += 1
          do throws(IngestError) {
            try storage.withSlice(index, of: geometry.shape, write)
            state.withLock { state in
              state.done += 1
              progress(state.done, references.count)
            }
          } catch { state.withLock { $0.fail(index, error) } }
        }
      } catch { state.withLock { $0.fail(unit.indices[next], error) } }
    }
    if let failure = state.withLock({ $0.failure }) { throw failure.error }
    let volume = Volume(geometry: geometry, storage: storage)
    let slices = references.map { slice in
      Slice(
        sopInstanceUID: slice.instance.sopInstanceUID, instanceNumber: slice.instance.instanceNumber,
        frameNumber: slice.frame.number)
    }
    let content = VolumeContent(volume, engine: engine)
    let remarks =
      ContentJudge(content: content, geometry: geometry, exposure: references[0].dose).reasons()
      + (UndeclaredFill(content).map { [$0.remark] } ?? [])
    let refusals = remarks.filter { $0.code.weight == .refusal }
    guard refusals.isEmpty else { throw .refused(refusals.map(\.reason)) }
    return LoadedSeries(
      volume: volume, slices: slices,
      quality: series.quality.adding(
        remarks.map(\.reason), verdict: remarks.contains { $0.code.weight == .warning } ? .warning : .analysable),
      measurements: SeriesMeasurements(content: content, geometry: geometry, slice: references.first))
  }

  /// What the slices have come to. Of several failures the one nearest to the feet counts, so that the same series gives
  /// the same error at any number of threads.
  private struct LoadingState: Sendable {
    var done = 0
    var failure: (index: Int, error: IngestError)?

    func isWorthLoading(_ index: Int) -> Bool { failure.map { index < $0.index } ?? true }

    mutating func fail(_ index: Int, _ error: IngestError) {
      if isWorthLoading(index) { failure = (index, error) }
    }
  }
}

extension VoxelStorage<Int16> {
  /// Lends one slice for writing. Different slices may be written by different threads at once.
  fileprivate func withSlice<Failure: Error>(
    _ index: Int, of shape: GridShape, _ body: (inout MutableSpan<Int16>) throws(Failure) -> Void
  ) throws(Failure) {
    precondition(index >= 0 && (index + 1) * shape.slice <= count, "slice outside the volume")
    var slice = unsafe MutableSpan(_unsafeStart: mutablePointer + index * shape.slice, count: shape.slice)
    try body(&slice)
  }
}
