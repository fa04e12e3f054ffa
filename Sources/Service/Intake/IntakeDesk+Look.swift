import StudyModel

extension IntakeDesk {
  /// Looks at the incoming folder and into the files that have not changed for a while; sends to quarantine what is of no use;
  /// puts finished studies in their place.
  ///
  /// - Returns: whether files are left to look into: so many came that one step would have taken too long.
  mutating func look() -> Bool {
    complaints = complaints.filter { clock.now - $0.value < Self.complaintInterval }
    for study in closing.sorted() where isDue(study) { putAway(study) }
    let listing: IncomingListing
    do throws(IntakeError) {
      listing = try IncomingListing(root: layout.incoming, ignoring: configuration.ignoredSuffixes, with: files)
    } catch {
      complain("incoming-unreadable", error)
      return false
    }
    for (path, error) in listing.unlistable.sorted(by: { $0.key < $1.key }) {
      complain("unlistable", error, path: path)
    }
    tally.ignored = listing.ignored
    noteArrivals(table.observe(listing, at: clock.now))
    postponedFiles = postponedFiles.filter { table.arrivals[$0.key] != nil }
    let isComplete = examineSettled()
    quarantineUseless()
    tidy(listing)
    return !isComplete
  }

  /// Logs new files centre by centre, once no more came for a while: a line for each would drown the rest.
  private mutating func noteArrivals(_ news: [String: Int]) {
    for (centre, count) in news {
      tally.received += count
      arriving[centre] = ((arriving[centre]?.files ?? 0) + count, clock.now)
    }
    for (centre, burst) in arriving where clock.now - burst.last >= configuration.quietWhole {
      arriving[centre] = nil
      var line = LogLine("received")
      (line.centre, line.files) = (centre, burst.files)
      note(line)
    }
  }

  /// Looks into files for no longer than the time between two looks, but into one at least.
  private mutating func examineSettled() -> Bool {
    let start = clock.now
    for (path, until) in postponedFiles where start >= until {
      if case .unreadable = table.arrivals[path]?.sight { table.note(.unexamined, of: path) }
    }
    let settled = table.pending(unchangedFor: configuration.poll, at: start)
    for (index, arrival) in settled.enumerated() {
      if index > 0, clock.now - start > configuration.poll { return false }
      table.note(isStillBeingWritten(arrival) ? .beingWritten : examine(arrival), of: arrival.path)
    }
    return true
  }

  private mutating func examine(_ arrival: Arrival) -> Arrival.Sight {
    let look = work.examine
    let sight: Arrival.Sight
    do throws(IntakeError) {
      switch try files.withReadablePath(arrival.path, { look($0) }) {
      case .instance(let identity, let header):
        sight =
          InstanceIdentity.isUID(identity.study)
          ? .instance(identity, header)
          : .broken(
            QualityReason(
              code: "uid.invalid", message: "The Study Instance UID is not a UID: give the study a valid one."))
      case .foreign(let reason): sight = .foreign(reason)
      case .broken(let reason): sight = .broken(reason)
      case .unreadable(let reason): sight = .unreadable(reason)
      }
    } catch {
      sight = .unreadable(
        QualityReason(code: "file.unreadable", message: "The file cannot be opened.", evidence: error.cause))
    }
    if case .unreadable(let reason) = sight {
      complain("unreadable", "\(reason.code): \(reason.message) \(reason.evidence)", path: arrival.path)
      postponedFiles[arrival.path] = clock.now + configuration.retryDelay
    }
    return sight
  }

  /// Whether a process of this machine still writes to the file. One that keeps files open for good is not waited for forever.
  func isStillBeingWritten(_ arrival: Arrival) -> Bool {
    clock.now - arrival.since < configuration.longestWait && files.isOpenForWriting(arrival.path)
  }

  /// Removes folders below the centres' own that have been empty for long.
  private mutating func tidy(_ listing: IncomingListing) {
    var empty: [DiskPath: (folder: IncomingListing.Folder, since: Duration)] = [:]
    for (path, folder) in listing.folders where folder.isEmpty {
      let since = emptyFolders[path].flatMap { $0.folder == folder ? $0.since : nil } ?? clock.now
      if clock.now - since >= configuration.tidyAfter, (try? files.removeFolder(path)) != nil { continue }
      empty[path] = (folder, since)
    }
    emptyFolders = empty
  }

  func isDue(_ study: String) -> Bool { clock.now >= postponedStudies[study] ?? .zero }
}
