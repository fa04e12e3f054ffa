/// The six faces of a volume.
public struct VolumeFaces: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) { self.rawValue = rawValue }

  public static let firstX = VolumeFaces(rawValue: 1)
  public static let lastX = VolumeFaces(rawValue: 2)
  public static let firstY = VolumeFaces(rawValue: 4)
  public static let lastY = VolumeFaces(rawValue: 8)
  public static let firstZ = VolumeFaces(rawValue: 16)
  public static let lastZ = VolumeFaces(rawValue: 32)

  /// The four sides of every slice.
  public static let sides: VolumeFaces = [.firstX, .lastX, .firstY, .lastY]
  /// The first and the last slice.
  public static let ends: VolumeFaces = [.firstZ, .lastZ]
}

/// What is known of a connected component.
public struct ComponentStatistics: Sendable {
  /// Its number, from 1.
  public let label: UInt32
  /// Voxels.
  public let count: Int
  public let box: VoxelBox
  /// Mean of its voxels' indices.
  public let centroid: (x: Double, y: Double, z: Double)
  /// The faces of the volume that it touches.
  public let faces: VolumeFaces

  /// Whether it touches the rim of the volume anywhere.
  public var touchesRim: Bool { !faces.isEmpty }
}
