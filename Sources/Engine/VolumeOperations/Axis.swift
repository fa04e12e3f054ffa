/// An axis of a volume.
public enum Axis: Hashable, Sendable, CaseIterable {
  case x, y, z
}
