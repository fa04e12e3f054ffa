import StudyModel

/// One file in the incoming folder, as far as it is known.
struct Arrival: Sendable {
  enum Sight: Sendable {
    /// Not yet looked into since it last changed.
    case unexamined
    /// A process of this machine has it open for writing; to be looked into when it has not.
    case beingWritten
    case instance(InstanceIdentity, IntakeWork.AnyHeader)
    case foreign(QualityReason)
    case broken(QualityReason)
    case unreadable(QualityReason)
  }

  let path: DiskPath
  let centre: String
  let firstSeen: Duration
  /// When it was first seen as it is now.
  var since: Duration
  var signature: FileSignature
  var sight = Sight.unexamined

  var identity: InstanceIdentity? {
    if case .instance(let identity, _) = sight { identity } else { nil }
  }

  /// Whether it has to be looked into.
  var isPending: Bool {
    switch sight {
    case .unexamined, .beingWritten: true
    case .instance, .foreign, .broken, .unreadable: false
    }
  }
}

/// The files in the incoming folder, followed from look to look. Trusts nothing but what it saw: not the times of the files.
struct ArrivalTable {
  private(set) var arrivals: [DiskPath: Arrival] = [:]
  /// When a file of a study, by its UID, last changed or went away without our doing.
  private(set) var disturbances: [String: Duration] = [:]

  /// Takes in what one look saw.
  ///
  /// - Returns: how many new files each centre sent.
  mutating func observe(_ listing: IncomingListing, at now: Duration) -> [String: Int] {
    var news: [String: Int] = [:]
    var seen: [DiskPath: Arrival] = [:]
    seen.reserveCapacity(listing.files.count)
    for file in listing.files {
      if let known = arrivals.removeValue(forKey: file.path) {
        seen[file.path] = known.signature == file.signature ? known : changed(known, file.signature, at: now)
      } else {
        seen[file.path] = Arrival(
          path: file.path, centre: file.centre, firstSeen: now, since: now, signature: file.signature)
        news[file.centre, default: 0] += 1
      }
    }
    for (path, arrival) in arrivals {
      if listing.unlistable.keys.contains(where: { path == $0 || path.isBelow($0) }) {
        seen[path] = arrival
      } else if let study = arrival.identity?.study {
        disturbances[study] = now
      }
    }
    arrivals = seen
    if !disturbances.isEmpty {
      let studies = Set(seen.values.compactMap { $0.identity?.study })
      disturbances = disturbances.filter { studies.contains($0.key) }
    }
    return news
  }

  private mutating func changed(_ known: Arrival, _ signature: FileSignature, at now: Duration) -> Arrival {
    if let study = known.identity?.study { disturbances[study] = now }
    var arrival = known
    arrival.signature = signature
    arrival.since = now
    arrival.sight = .unexamined
    return arrival
  }

  mutating func note(_ sight: Arrival.Sight, of path: DiskPath) { arrivals[path]?.sight = sight }

  /// Forgets a file that we moved.
  mutating func forget(_ path: DiskPath) { arrivals[path] = nil }

  /// The files to look into: unchanged for at least `span`, which spans two looks; oldest first, the centres taking turns.
  func pending(unchangedFor span: Duration, at now: Duration) -> [Arrival] {
    let ready = arrivals.values.filter { $0.isPending && now - $0.since >= span }
    let byCentre = Dictionary(grouping: ready, by: \.centre).mapValues { $0.sorted { $0.isBefore($1) } }
    let turns = byCentre.values.flatMap { $0.enumerated() }
    return turns.sorted { ($0.offset, $0.element.centre) < ($1.offset, $1.element.centre) }.map(\.element)
  }
}

extension Arrival {
  fileprivate func isBefore(_ other: Arrival) -> Bool {
    firstSeen == other.firstSeen ? path < other.path : firstSeen < other.firstSeen
  }
}
