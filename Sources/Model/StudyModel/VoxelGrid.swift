/// Voxels of one kind and where they lie. A value: the storage behind it is shared and, once handed over, only read.
public struct VoxelGrid<Element: BitwiseCopyable>: Sendable {
  public let geometry: VolumeGeometry
  public let storage: VoxelStorage<Element>

  /// - Precondition: the storage holds exactly the voxels of the geometry.
  public init(geometry: VolumeGeometry, storage: VoxelStorage<Element>) {
    precondition(storage.count == geometry.shape.count, "the storage does not hold the voxels of the geometry")
    self.geometry = geometry
    self.storage = storage
  }

  @inlinable public var shape: GridShape { geometry.shape }

  /// The voxel at (`i`, `j`, `k`), checked; for single looks, not for loops over a volume.
  public subscript(x i: Int, y j: Int, z k: Int) -> Element {
    precondition(shape.contains(x: i, y: j, z: k), "voxel outside the volume")
    return storage[shape.offset(x: i, y: j, z: k)]
  }
}

/// A CT volume: HU, rounded to whole numbers.
public typealias Volume = VoxelGrid<Int16>

/// A volume of intermediate results, in the unit that the operation states.
public typealias FloatVolume = VoxelGrid<Float>

/// Component numbers from 1; 0 is background.
public typealias LabelVolume = VoxelGrid<UInt32>
