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
}
