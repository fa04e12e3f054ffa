import StudyModel
import Synchronization
import VolumeOperations

/// Files in, studies out: finds DICOM files, reads their headers, judges their series, loads the one to screen.
public enum DICOMIngest {
  /// Finds and reads every DICOM file under `paths`, at any depth. Headers only: pixels are
  /// decoded where slices share a position, to tell copies from phases.
  /// - Parameters:
  ///   - progress: called after each file, from any thread, with growing `done`.
  /// - Returns: what was found, in an order that does not depend on the file system or the number of threads. What cannot
  ///   be used is listed with its reason. Nothing at all means that the paths hold no file.
  public static func index(
    paths: [String], loop: ParallelLoop, progress: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) -> StudyIndex {
    let found = FileFinder(paths: paths)
    let files = found.files
    let results = Mutex((readings: [FileReading?](repeating: nil, count: files.count), done: 0))
    loop.forEach(files.count) { index in
      let reading = FileReading(path: files[index])
      results.withLock { results in
        results.readings[index] = reading
        results.done += 1
        progress(results.done, files.count)
      }
    }
    let readings = results.withLock { $0.readings.compactMap(\.self) }
    return StudyIndex(readings: readings, rejected: found.rejected)
  }

  /// Reads one file to the end of its data set.
  /// - Throws: ``IngestError`` for a file that is no instance, and for one that ends before its data set or its pixel data
  ///   do (``IngestError/isIncomplete``). Everything else that is wrong with it stands in ``InstanceHeader/problem`` and
  ///   comes out in the verdict of its series.
  public static func examine(file path: String) throws(IngestError) -> InstanceHeader {
    switch FileReading(path: path) {
    case .instance(let header):
      if let problem = header.problem {
        switch problem {
        case .corrupt: throw problem
        case _ where problem.isIncomplete: throw problem
        default: break
        }
      }
      return header
    case .unnamed(let instance): throw instance.error
    case .rejected(let file): throw file.error
    }
  }

  /// Whether the instances of one study prove by their geometry that a CT series is whole, and that none is half there.
  ///
  /// Whole: an even stack of enough slices whose Instance Numbers have no hole, and as many as Images in Acquisition
  /// (0020,1002) promises where it is given. Half there: a CT series with a gap between slices or Instance Numbers, or with
  /// fewer images than promised. A series that arrives in order looks whole all the time, so the caller waits a little.
  public static func isWhole(_ instances: [InstanceHeader]) -> Bool {
    let images = instances.filter(\.isCTImage)
    var isOneWhole = false
    for members in StudyGrouping.grouped(images, by: \.seriesInstanceUID).values {
      let unique = StudyGrouping.grouped(members, by: \.sopInstanceUID).values.map { $0[0] }
      let stacks = SeriesJudge(headers: unique, given: []).judge()
      // What is left over beside a stack need not be one.
      let proper = stacks.filter { stacks.count == 1 || $0.description.slices >= GeometryLimits.slices.lowerBound }
      let codes = Set(proper.flatMap(\.quality.reasons).map(\.code))
      if codes.contains(QualityCode.geometryGap.rawValue) || !hasEveryNumber(unique) { return false }
      if proper.contains(where: { $0.quality.verdict != .refused }) { isOneWhole = true }
    }
    return isOneWhole
  }

  private static func hasEveryNumber(_ images: [InstanceHeader]) -> Bool {
    let promised = images.compactMap(\.acquisition.imagesInAcquisition).max() ?? 0
    guard images.count >= promised else { return false }
    let numbers = Set(images.compactMap(\.instanceNumber))
    guard numbers.count == images.count, let first = numbers.min(), let last = numbers.max() else { return true }
    return last - first == numbers.count - 1
  }
}

extension StudyIndex {
  fileprivate init(readings: [FileReading], rejected: [RejectedFile]) {
    var instances: [InstanceHeader] = []
    var unnamed: [FileReading.UnnamedInstance] = []
    var rejected = rejected
    for reading in readings {
      switch reading {
      case .instance(let header): instances.append(header)
      case .unnamed(let instance): unnamed.append(instance)
      case .rejected(let file): rejected.append(file)
      }
    }
    let groups = StudyGrouping.grouped(instances, by: \.studyInstanceUID)
    let studies = groups.sorted { $0.key < $1.key }.map { uid, headers in
      StudyGrouping(headers: headers, rejected: rejected.filter { $0.studyInstanceUID == uid }).study()
    }
    let others = Dictionary(grouping: unnamed, by: \.storedUID).sorted { $0.key < $1.key }
    self.studies = studies + others.map { StudyGrouping.unnamed($0.value) }
    self.rejected = rejected.filter { file in file.studyInstanceUID.map { groups[$0] == nil } ?? true }
      .sorted { $0.path < $1.path }
  }
}
