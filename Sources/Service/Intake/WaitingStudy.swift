/// A study with files that no finished run has seen, and the rule that says when it is taken.
struct WaitingStudy {
  /// Study Instance UID.
  let uid: String
  /// Its files in the incoming folder, in no order. None where a study that was taken before is to be tried again.
  var arrivals: [Arrival] = []
  /// When anything of it last came, changed or went.
  var lastChange: Duration
  /// When the first of its files was seen.
  var firstSeen: Duration
  /// The centre that its first file came from.
  var centre: String

  init(uid: String, centre: String, lastChange: Duration, firstSeen: Duration) {
    self.uid = uid
    self.centre = centre
    self.lastChange = lastChange
    self.firstSeen = firstSeen
  }

  mutating func add(_ arrival: Arrival) {
    arrivals.append(arrival)
    lastChange = max(lastChange, arrival.since)
    if arrival.firstSeen < firstSeen {
      firstSeen = arrival.firstSeen
      centre = arrival.centre
    }
  }

  /// What the centres are sending besides, as far as nobody knows yet which study it belongs to.
  struct Neighbours {
    /// Centres with files that have settled and have not been looked into.
    private(set) var backlog: Set<String> = []
    /// When a file that is not an instance (yet) last changed, by folder.
    private(set) var changes: [DiskPath: Duration] = [:]

    init(_ arrivals: some Sequence<Arrival>, poll: Duration, at now: Duration) {
      for arrival in arrivals {
        var change = arrival.since
        switch arrival.sight {
        case .instance: continue
        case .unexamined: if now - arrival.since >= poll { backlog.insert(arrival.centre) }
        case .beingWritten: change = now
        case .foreign, .broken, .unreadable: break
        }
        let folder = arrival.path.parent
        changes[folder] = max(changes[folder] ?? change, change)
      }
    }
  }

  /// Whether the study is to be taken.
  ///
  /// A study whose geometry is whole is taken after ``IntakeConfiguration/quietWhole``. Any other waits
  /// ``IntakeConfiguration/quiet``, and while a file in one of its folders is still growing, which may be its next slice, up to
  /// ``IntakeConfiguration/longestWait``. None is taken while files of its centre are still to be looked into.
  ///
  /// - Parameter isWhole: asked only where the answer matters, as it costs.
  func isReady(
    _ rule: IntakeConfiguration, _ neighbours: Neighbours, at now: Duration, isWhole: () -> Bool
  ) -> Bool {
    let quiet = now - lastChange
    guard quiet >= rule.quietWhole else { return false }
    if quiet >= rule.longestWait { return true }
    if arrivals.contains(where: { neighbours.backlog.contains($0.centre) }) { return false }
    if quiet >= rule.quiet {
      let folders = Set(arrivals.map(\.path.parent))
      if folders.allSatisfy({ now - (neighbours.changes[$0] ?? lastChange) >= rule.quiet }) { return true }
    }
    return isWhole()
  }
}
