import StudyModel

extension IntakeDesk {
  /// Moves a study's files to the work folder and records it as started. What was moved before an error stays there.
  ///
  /// - Returns: `nil` where nothing is to be screened: every new file was there already, or one has changed just now.
  mutating func claim(_ study: WaitingStudy) throws(IntakeError) -> StudyJob? {
    for arrival in study.arrivals where try files.status(of: arrival.path)?.signature != arrival.signature {
      return nil
    }
    var stored = StoredFiles(try storedFiles(study.uid))
    var counts = ClaimCounts()
    defer { note(counts, study) }
    var fresh: [Arrival] = []
    for arrival in study.arrivals.sorted(by: { $0.path < $1.path }) {
      if try dropDuplicate(arrival, of: stored) { counts.duplicates += 1 } else { fresh.append(arrival) }
    }
    guard !fresh.isEmpty || held[study.uid] != nil else { return nil }

    let record = try recordAsTaken(study)
    var placement = placement(in: layout.archive)
    for arrival in fresh {
      guard let identity = arrival.identity else { continue }
      if try dropDuplicate(arrival, of: stored) {
        counts.duplicates += 1
        continue
      }
      let place = FolderLayout.place(of: identity)
      let folder = layout.work(study: study.uid, centre: arrival.centre).appending(place.folder)
      let result = try placement.place(
        arrival.path, in: folder, stem: place.stem.utf8, suffix: FolderLayout.instanceSuffix)
      table.forget(arrival.path)
      guard case .moved(let path) = result else { continue }
      if !stored.twins(of: identity).isEmpty { counts.conflicts += 1 }
      stored.add(path)
    }
    try placement.synchronise()
    guard try !files.filesBelow(layout.work(study: study.uid)).isEmpty else {
      held[study.uid] = nil  // An earlier claim failed at the first file, and the sender took all of them back since.
      return nil
    }
    return try start(study, record, stored.all)
  }

  private mutating func dropDuplicate(_ arrival: Arrival, of stored: StoredFiles) throws(IntakeError) -> Bool {
    guard let identity = arrival.identity else { return false }
    for twin in stored.twins(of: identity) where try placement(in: layout.archive).drop(arrival.path, ifSameAs: twin) {
      table.forget(arrival.path)
      return true
    }
    return false
  }

  private mutating func recordAsTaken(_ study: WaitingStudy) throws(IntakeError) -> StudyRecord {
    let known = journal.records[study.uid]
    var record = known ?? StudyRecord(study: study.uid, state: .taken, centre: study.centre)
    if record.isClosed {
      record = StudyRecord(study: study.uid, state: .taken, centre: study.centre)
      record.runs = known?.runs ?? 0
    }
    record.state = .taken
    if known?.state != .taken { try journal.write(record, at: clock.date) }
    hold(study.uid, since: study.lastChange, firstSeen: study.firstSeen)
    return record
  }

  private mutating func start(
    _ study: WaitingStudy, _ record: StudyRecord, _ paths: [DiskPath]
  ) throws(IntakeError) -> StudyJob {
    var signatures: [DiskPath: FileSignature] = [:]
    for path in paths { signatures[path] = try files.status(of: path)?.signature }
    var record = record
    record.state = .started
    record.files = paths.count
    try journal.write(record, at: clock.date)
    let job = StudyJob(
      studyUID: study.uid, files: paths.compactMap(\.text), centre: record.centre,
      attempt: record.failures + record.interruptions + 1, supersedes: record.runs > 0)
    running = Running(
      job: job, signatures: signatures,
      held: Held(centre: record.centre, lastChange: study.lastChange, firstSeen: study.firstSeen), started: clock.now)
    held[study.uid] = nil
    turns[study.centre] = (turns.values.max() ?? 0) + 1
    var line = LogLine("screening")
    (line.study, line.centre, line.files, line.attempt) = (study.uid, record.centre, paths.count, job.attempt)
    line.waited = (clock.now - study.firstSeen).inSeconds
    note(line)
    return job
  }
}

/// The files of a study that we hold, found by the instance that their names tell.
private struct StoredFiles {
  private(set) var all: [DiskPath] = []
  private var byName: [String: [DiskPath]] = [:]

  init(_ paths: [DiskPath]) { for path in paths { add(path) } }

  mutating func add(_ path: DiskPath) {
    all.append(path)
    byName[Self.key(path), default: []].append(path)
  }

  /// Files of the same Series and SOP Instance UID.
  func twins(of identity: InstanceIdentity) -> [DiskPath] {
    let place = FolderLayout.place(of: identity)
    return byName[place.folder + "/" + place.stem] ?? []
  }

  /// `<series>/<instance>`, without the number that sets apart files of one name.
  private static func key(_ path: DiskPath) -> String {
    DiskPath.printable(path.parent.name) + "/" + DiskPath.printable(FolderLayout.parts(of: path).stem)
  }
}

/// What a claim met besides fresh files.
private struct ClaimCounts {
  /// Files that we hold already, byte by byte.
  var duplicates = 0
  /// Files whose SOP Instance UID we hold with other bytes: all are kept and screened together.
  var conflicts = 0
}

extension IntakeDesk {
  private mutating func note(_ counts: ClaimCounts, _ study: WaitingStudy) {
    for (event, count) in [("duplicate", counts.duplicates), ("conflict", counts.conflicts)] where count > 0 {
      var line = LogLine(event)
      (line.study, line.centre, line.files) = (study.uid, study.centre, count)
      note(line)
    }
    tally.duplicates += counts.duplicates
  }
}
