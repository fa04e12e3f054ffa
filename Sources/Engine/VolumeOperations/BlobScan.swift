import StudyModel

/// The search of one slab of slices for maxima of the blob response at one scale.
///
/// The response of a row needs its neighbours only, and a maximum the rows round it: one sweep down the rows keeps
/// three rows of response for each slice of the slab and its two neighbours. The response of a whole volume never
/// exists.
struct BlobScan {
  private let smoothed: UnsafePointer<Float>
  private let mask: UnsafePointer<UInt64>
  private let shape: GridShape
  private let scale: Millimetres
  private let factor: Float
  private let area: VoxelBox
  /// Responses: row y of slice z lies at ``row(_:of:)``, voxel 0 of a row behind a margin.
  private let ring: VoxelStorage<Float>
  private let hits: VoxelStorage<UInt64>
  private let list: VoxelStorage<UnsafePointer<Float>>
  private let stride: Int
  private static let margin = 8

  /// - Parameters:
  ///   - smoothed: a volume of `shape`, smoothed at `scale` within two voxels of the mask's voxels of the slab.
  ///   - mask: the words of the mask, of the same shape.
  ///   - factor: what the negated Laplacian is multiplied with, (σ / h)².
  ///   - area: where the mask has voxels, not in the first or last row or slice of the volume.
  init(
    smoothed: UnsafePointer<Float>, mask: UnsafePointer<UInt64>, shape: GridShape, scale: Millimetres, factor: Float,
    area: VoxelBox, arena: MemoryArena
  ) {
    self.smoothed = smoothed
    self.mask = mask
    self.shape = shape
    self.scale = scale
    self.factor = factor
    self.area = area
    stride = MaskVolume.wordsPerRow(of: shape) * 64 + 2 * Self.margin
    ring = arena.storage(count: 3 * (area.z.count + 2) * stride)
    hits = arena.storage(count: MaskVolume.wordsPerRow(of: shape))
    list = arena.storage(count: 9)
    // Whole words of a row are compared, beyond the responses that are computed: there must be numbers.
    ring.mutablePointer.update(repeating: 0, count: ring.count)
  }

  /// The maxima of at least `minimum`, in scan order.
  func maxima(minimum: Float, kernels: FilterKernels) -> [BlobMaximum] {
    let firstWord = area.x.lowerBound >> 6
    let wordCount = (area.x.upperBound + 63) >> 6 - firstWord
    var found: [[BlobMaximum]] = Array(repeating: [], count: area.z.count)
    computeResponses(row: area.y.lowerBound - 1, kernel: kernels.response)
    computeResponses(row: area.y.lowerBound, kernel: kernels.response)
    for y in area.y {
      computeResponses(row: y + 1, kernel: kernels.response)
      for z in area.z {
        for index in 0..<9 { list.mutablePointer[index] = row(y - 1 + index % 3, of: z - 1 + index / 3) }
        let words = mask + (z * shape.y + y) * MaskVolume.wordsPerRow(of: shape)
        kernels.maxima(list.pointer, words, firstWord, wordCount, minimum, hits.mutablePointer)
        for word in firstWord..<firstWord + wordCount {
          var bits = hits[word]
          while bits != 0 {
            let x = word * 64 + bits.trailingZeroBitCount
            bits &= bits - 1
            if x > 0 && x < shape.x - 1 { found[z - area.z.lowerBound].append(maximum(x: x, y: y, z: z)) }
          }
        }
      }
    }
    return found.flatMap { $0 }
  }

  private func computeResponses(row y: Int, kernel: FilterKernels.Response) {
    let first = max(area.x.lowerBound - 1, 0)
    let count = min(area.x.upperBound + 1, shape.x) - first
    for z in area.z.lowerBound - 1..<area.z.upperBound + 1 {
      let centre = smoothed + shape.offset(x: 0, y: y, z: z)
      kernel(
        centre, y > 0 ? centre - shape.x : centre, y + 1 < shape.y ? centre + shape.x : centre,
        z > 0 ? centre - shape.slice : centre, z + 1 < shape.z ? centre + shape.slice : centre, shape.x, first, count,
        factor, UnsafeMutablePointer(mutating: row(y, of: z)))
    }
  }

  private func row(_ y: Int, of z: Int) -> UnsafePointer<Float> {
    ring.pointer + ((z - area.z.lowerBound + 1) * 3 + y % 3) * stride + Self.margin
  }

  private func maximum(x: Int, y: Int, z: Int) -> BlobMaximum {
    let centre = row(y, of: z)
    let response = centre[x]
    let offset = BlobMaximum.Offset(
      x: Self.peak(centre[x - 1], response, centre[x + 1]),
      y: Self.peak(row(y - 1, of: z)[x], response, row(y + 1, of: z)[x]),
      z: Self.peak(row(y, of: z - 1)[x], response, row(y, of: z + 1)[x]))
    return BlobMaximum(
      x: x, y: y, z: z, offset: offset, scale: scale, response: response, curvatures: curvatures(x: x, y: y, z: z),
      value: smoothed[shape.offset(x: x, y: y, z: z)])
  }

  /// Where the parabola through three equally spaced values has its peak, from the middle, in steps, at most ½.
  private static func peak(_ before: Float, _ centre: Float, _ after: Float) -> Float {
    let bend = Double(before) - 2 * Double(centre) + Double(after)
    guard bend < 0 else { return 0 }
    let place = 0.5 * (Double(before) - Double(after)) / bend
    return Float(min(max(place, -0.5), 0.5))
  }

  /// The eigenvalues of the negated Hessian by central differences, times the factor.
  private func curvatures(x: Int, y: Int, z: Int) -> BlobMaximum.Curvatures {
    let centre = smoothed + shape.offset(x: x, y: y, z: z)
    func value(_ dx: Int, _ dy: Int, _ dz: Int) -> Double { Double(centre[(dz * shape.y + dy) * shape.x + dx]) }
    let double = 2 * value(0, 0, 0)
    let scale = -Double(factor)
    let mixed = scale / 4
    let hessian = SymmetricMatrix(
      xx: scale * (value(-1, 0, 0) + value(1, 0, 0) - double),
      yy: scale * (value(0, -1, 0) + value(0, 1, 0) - double),
      zz: scale * (value(0, 0, -1) + value(0, 0, 1) - double),
      xy: mixed * ((value(1, 1, 0) - value(1, -1, 0)) - (value(-1, 1, 0) - value(-1, -1, 0))),
      xz: mixed * ((value(1, 0, 1) - value(1, 0, -1)) - (value(-1, 0, 1) - value(-1, 0, -1))),
      yz: mixed * ((value(0, 1, 1) - value(0, 1, -1)) - (value(0, -1, 1) - value(0, -1, -1))))
    let values = hessian.eigenvalues
    return BlobMaximum.Curvatures(
      largest: Float(values.largest), middle: Float(values.middle), smallest: Float(values.smallest))
  }
}
