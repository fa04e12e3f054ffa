import StudyModel

extension IntakeDesk {
  /// Takes the outcome of the study that ``take()`` gave out.
  ///
  /// The outcome goes on record first; only then do files move. While it cannot be recorded (full disk), the study stays in hand
  /// and ``concludeAgain()`` tries once more.
  mutating func conclude(_ outcome: StudyOutcome, urgency: Double? = nil) {
    running?.outcome = outcome
    running?.urgency = urgency
    concludeAgain()
  }

  mutating func concludeAgain() {
    guard let running, let outcome = running.outcome, var record = journal.records[running.job.studyUID] else { return }
    let study = record.study
    var line = LogLine("finished")
    (line.study, line.centre, line.files, line.outcome) = (study, record.centre, record.files, outcome.name)
    (line.attempt, line.took) = (running.job.attempt, (clock.now - running.started).inSeconds)

    var wait = Duration.zero
    if let problem = problem(with: outcome, of: running) {
      line.reason = problem.reason
      if problem.counts { record.failures += 1 }
      record.state = record.failures < configuration.attempts ? .failed : .abandoned
      record.reason = problem.reason
      wait = max(delay(after: record.failures), problem.counts ? .zero : configuration.retryDelay)
      line.event = record.isClosed ? "abandoned" : "failed"
      if !record.isClosed { line.retryIn = wait.inSeconds }
    } else {
      (record.state, record.outcome, record.reason) = (.finished, outcome.name, nil)
      record.urgency = running.urgency.map { ($0 * 10).rounded() / 10 }
      line.urgency = record.urgency
      record.runs += 1
    }
    do throws(IntakeError) { try journal.write(record, at: clock.date) } catch {
      complain("cannot-record", error, study: study)
      return
    }
    self.running = nil
    note(line)
    tally.count(record.state, outcome)
    if record.isClosed {
      worklistIsStale = true
      putAway(study)
    } else {
      hold(study, since: running.held.lastChange, firstSeen: running.held.firstSeen)
      postponedStudies[study] = clock.now + wait
    }
  }

  /// Why the run is not to be believed; `nil` for a good one. `counts` is false where the study is not at fault.
  private mutating func problem(with outcome: StudyOutcome, of running: Running) -> (reason: String, counts: Bool)? {
    for (path, signature) in running.signatures {
      guard let now = (try? files.status(of: path))?.signature, now.isSameContent(as: signature) else {
        return ("a file changed while it was screened", true)
      }
    }
    guard case .failed(let stage, let reason) = outcome else { return nil }
    return ("\(stage): \(reason)", hasRoom())
  }

  /// Moves what the work folder holds of a closed study to where it belongs; what does not work out is tried again later.
  mutating func putAway(_ study: String) {
    closing.insert(study)
    storedHeaders[study] = nil
    wholeness[study] = nil
    do throws(IntakeError) {
      guard let record = journal.records[study] else { return }
      for name in try files.names(in: layout.work(study: study)) {
        let centre = DiskPath.printable(name)
        if record.state == .abandoned { try explain(record, from: centre) }
        let isArchived = record.state == .finished
        let root = isArchived ? layout.archive : layout.quarantine
        try putAway(
          layout.work(study: study, centre: centre), placement(in: root),
          to: isArchived
            ? layout.archived(study: study, centre: centre) : layout.quarantined(study: study, centre: centre))
      }
      try files.removeEmptyFolders(layout.work(study: study))
      closing.remove(study)
      postponedStudies[study] = nil
    } catch {
      complain(error.isDiskFull ? "disk-full" : "cannot-put-away", error, study: study)
      postponedStudies[study] = clock.now + configuration.retryDelay
    }
  }

  private func putAway(_ source: DiskPath, _ placement: Placement, to target: DiskPath) throws(IntakeError) {
    var placement = placement
    for path in try files.filesBelow(source) {
      let (stem, suffix) = FolderLayout.parts(of: path)
      _ = try placement.place(path, in: target.appending(path.parent.name), stem: stem, suffix: suffix)
    }
    try placement.synchronise()
  }
}
