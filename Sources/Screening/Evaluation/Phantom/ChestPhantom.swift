import StudyModel
import VolumeOperations

/// A chest that never was: body, lungs with lobes, vessels, airways, bones, heart, and nodules whose truth is known.
///
/// A pure function of its seed and the number of nodules. Any number of scans can be made of it (``volume(_:engine:)``); all
/// of them show the same patient. The places are LPS mm, x = y = 0 on the body's axis, the lungs from about z = -140 mm to
/// 140 mm.
public struct ChestPhantom: Sendable {
  public let seed: Int
  /// Largest first; never touching each other.
  public let nodules: [PhantomNodule]

  let shape: ChestShape
  let trees: LungTrees

  /// The most nodules that are asked for.
  public static let mostNodules = 60

  /// - Parameter nodules: how many, 0 to ``mostNodules``; where there is no room for so many, fewer.
  public init(seed: Int, nodules: Int) {
    self.seed = seed
    shape = ChestShape(seed: seed)
    trees = LungTrees(seed: seed, shape: shape)
    var placer = NodulePlacer(seed: seed, chest: shape, vessels: trees.vessels)
    self.nodules = placer.nodules(min(max(nodules, 0), Self.mostNodules))
  }

  /// One scan, in HU from -1024 to 3071.
  ///
  /// Slice by slice: tissues from a coarse lattice, tubes and nodules over them, averaged over the slice's thickness; then the
  /// kernel's blur, noise, and rounding. The same bits at any thread count and on every instruction set.
  /// - Throws: ``OperationError/invalidParameter(name:value:)`` for lengths that are none.
  public func volume(_ acquisition: PhantomAcquisition, engine: VolumeEngine) throws(OperationError) -> Volume {
    try PhantomScan(phantom: self, acquisition: acquisition, engine: engine).volume()
  }
}
