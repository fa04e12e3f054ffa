import StudyModel

extension IntakeDesk {
  /// What was found out about a study's geometry, and for which state of it.
  struct Wholeness {
    let lastChange: Duration
    let count: Int
    let isWhole: Bool
  }

  /// Takes the next study that is ready, if any: its files move to the work folder, and it is on record as started.
  ///
  /// - Returns: the study to be screened; ``conclude(_:)`` takes its outcome. None is taken before that.
  mutating func take() -> StudyJob? {
    guard running == nil else { return nil }
    for study in readyStudies() where !study.arrivals.contains(where: isStillBeingWritten) {
      guard hasRoom() else { return nil }
      do throws(IntakeError) {
        if let job = try claim(study) { return job }
      } catch {
        // What was moved stays in the work folder and is part of the next try.
        complain(error.isDiskFull ? "disk-full" : "cannot-take", error, study: study.uid)
        postponedStudies[study.uid] = clock.now + configuration.retryDelay
      }
    }
    return nil
  }

  /// Every study with something to do for, by UID.
  func waitingStudies() -> [String: WaitingStudy] {
    var waiting: [String: WaitingStudy] = [:]
    for (uid, state) in held {
      waiting[uid] = WaitingStudy(
        uid: uid, centre: state.centre, lastChange: state.lastChange, firstSeen: state.firstSeen)
    }
    for arrival in table.arrivals.values {
      guard let uid = arrival.identity?.study else { continue }
      waiting[
        uid,
        default: WaitingStudy(uid: uid, centre: arrival.centre, lastChange: arrival.since, firstSeen: arrival.firstSeen)
      ].add(arrival)
    }
    for (uid, time) in table.disturbances {
      if let lastChange = waiting[uid]?.lastChange { waiting[uid]?.lastChange = max(lastChange, time) }
    }
    return waiting
  }

  /// The studies to be taken, in turn: of the centre whose last turn is longest ago, the oldest first.
  private mutating func readyStudies() -> [WaitingStudy] {
    let now = clock.now
    let neighbours = WaitingStudy.Neighbours(table.arrivals.values, poll: configuration.poll, at: now)
    var ready: [WaitingStudy] = []
    for (uid, study) in waitingStudies() where isDue(uid) && !closing.contains(uid) {
      if study.isReady(configuration, neighbours, at: now, isWhole: { isWhole(study) }) { ready.append(study) }
    }
    return ready.sorted { one, other in
      let (turn, otherTurn) = (turns[one.centre] ?? 0, turns[other.centre] ?? 0)
      if turn != otherTurn { return turn < otherTurn }
      return one.firstSeen == other.firstSeen ? one.uid < other.uid : one.firstSeen < other.firstSeen
    }
  }

  /// Whether the geometry of all files of a study, new and stored, proves it complete. Asked again only when it changed.
  private mutating func isWhole(_ study: WaitingStudy) -> Bool {
    if let known = wholeness[study.uid], known.lastChange == study.lastChange, known.count == study.arrivals.count {
      return known.isWhole
    }
    var headers = headersOfStoredFiles(study.uid)
    for arrival in study.arrivals {
      if case .instance(let identity, let header) = arrival.sight { headers[identity.instance] = header }
    }
    let answer = work.isWhole(headers.keys.sorted().compactMap { headers[$0] })
    wholeness[study.uid] = Wholeness(lastChange: study.lastChange, count: study.arrivals.count, isWhole: answer)
    return answer
  }

  /// By SOP Instance UID. Files that cannot be read are left out here; the screening will say what is wrong with them.
  private mutating func headersOfStoredFiles(_ study: String) -> [String: IntakeWork.AnyHeader] {
    if let known = storedHeaders[study] { return known }
    var headers: [String: IntakeWork.AnyHeader] = [:]
    let look = work.examine
    for path in (try? storedFiles(study)) ?? [] {
      if case .instance(let identity, let header) = try? files.withReadablePath(path, { look($0) }) {
        headers[identity.instance] = header
      }
    }
    storedHeaders[study] = headers
    return headers
  }

  /// The files of a study in the archive and in the work folder.
  func storedFiles(_ study: String) throws(IntakeError) -> [DiskPath] {
    var found = try files.filesBelow(layout.work(study: study))
    for centre in try files.names(in: layout.archive) where centre.first != UInt8(ascii: ".") {
      found += try files.filesBelow(layout.archived(study: study, centre: DiskPath.printable(centre)))
    }
    return found.sorted()
  }

  mutating func hasRoom() -> Bool {
    for folder in [layout.output, layout.archive] {
      do throws(IntakeError) {
        let free = try files.freeBytes(at: folder) >> 20
        guard free < UInt64(configuration.minimumFreeMebibytes) else { continue }
        complain(
          "disk-full", "only \(free) MiB are left; studies wait until there are \(configuration.minimumFreeMebibytes)")
      } catch {
        complain("disk-unknown", error)
      }
      return false
    }
    return true
  }

  /// - Returns: `nil` where nothing is to be screened: every new file was there already, or one has changed just now.
  private mutating func claim(_ study: WaitingStudy) throws(IntakeError) -> StudyJob? {
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
