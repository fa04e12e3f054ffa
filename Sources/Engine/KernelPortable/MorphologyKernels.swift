/// Dilation of bit rows by a ball, in three steps a plane: spread every row along x, gather the spread rows along y and z,
/// write the finished rows. Erosion is the same on flipped bits. Twin: `MorphologyReference`.
///
/// Scratch rows are padded to `lanes` words, a multiple of 4, so that no step has a tail.
public enum MorphologyKernels {
  private typealias Lanes = SIMD4<UInt64>

  /// Spreads each row along x by every half-width that the ball needs.
  ///
  /// `spread[(y * widthCount + i) * lanes ...]` becomes row y with each set bit grown by `widths[i]` bits to both sides.
  /// - Parameters:
  ///   - rows: the first of `rowCount` rows of `wordCount` words, `rowWords` words apart.
  ///   - flip: xored onto every word before `lastMask` clears the padding of the last word: 0, or all ones to erode.
  ///   - widths: `widthCount` half-widths, in voxels, strictly increasing, at most `64 * (guardWords - 1)`.
  ///   - guarded: scratch of `lanes + 2 * guardWords` words, all 0 at entry outside the middle.
  @inline(never)
  public static func spreadRows(
    rows: UnsafePointer<UInt64>, rowWords: Int, rowCount: Int, wordCount: Int, flip: UInt64, lastMask: UInt64,
    widths: UnsafePointer<Int>, widthCount: Int, guarded: UnsafeMutablePointer<UInt64>, guardWords: Int,
    spread: UnsafeMutablePointer<UInt64>, lanes: Int
  ) {
    let middle = guarded + guardWords
    let stride = lanes &* widthCount
    var y = 0
    while y < rowCount {
      let row = rows + y &* rowWords
      var i = 0
      while i < wordCount {
        middle[i] = row[i] ^ flip
        i &+= 1
      }
      middle[wordCount &- 1] &= lastMask
      var block = 0
      while block < lanes {
        let centre = UnsafeRawPointer(middle + block)
        let out = UnsafeMutableRawPointer(spread + (y &* stride &+ block))
        var grown = centre.loadUnaligned(as: Lanes.self)
        var distance = 0
        var width = 0
        while width < widthCount {
          while distance < widths[width] {
            distance &+= 1
            let part = UInt64(truncatingIfNeeded: distance & 63)
            let rest = 64 &- part
            let bytes = (distance &>> 6) &<< 3
            let below = centre - bytes
            let above = centre + bytes
            if part == 0 {
              grown |= below.loadUnaligned(as: Lanes.self) | above.loadUnaligned(as: Lanes.self)
              continue
            }
            let up =
              (below.loadUnaligned(as: Lanes.self) &<< Lanes(repeating: part))
              | ((below - 8).loadUnaligned(as: Lanes.self) &>> Lanes(repeating: rest))
            let down =
              (above.loadUnaligned(as: Lanes.self) &>> Lanes(repeating: part))
              | ((above + 8).loadUnaligned(as: Lanes.self) &<< Lanes(repeating: rest))
            grown |= up | down
          }
          out.storeBytes(of: grown, toByteOffset: (width &* lanes) &<< 3, as: Lanes.self)
          width &+= 1
        }
        block &+= 4
      }
      y &+= 1
    }
  }

  /// Gathers the spread rows of one plane into the planes around it.
  ///
  /// Levels are distances along z, the furthest first. For each, ors the spread rows named by its offsets onto what the
  /// levels before it have gathered, and ors that into the two target planes at that distance. Two rows at a time, which
  /// share the reading of the offsets.
  /// - Parameters:
  ///   - spread: the first row's own spread rows; rows above and below must be readable as far as the offsets reach.
  ///   - rowStride: words from one row's spread rows to the next row's.
  ///   - rowCount: even.
  ///   - counts: `levels` numbers of offsets, each even.
  ///   - offsets: the offsets of all levels one after the other, in words from a row's own spread rows.
  ///   - targets: `2 * levels` word offsets into `ring` of the planes below and above.
  ///   - ring: accumulator planes of `rowCount * lanes` words each.
  @inline(never)
  public static func gatherPlane(
    spread: UnsafePointer<UInt64>, rowStride: Int, rowCount: Int, lanes: Int, counts: UnsafePointer<Int>,
    offsets: UnsafePointer<Int>, levels: Int, targets: UnsafePointer<Int>, ring: UnsafeMutablePointer<UInt64>
  ) {
    var y = 0
    while y < rowCount {
      var block = 0
      while block < lanes {
        let first = spread + (y &* rowStride &+ block)
        let second = first + rowStride
        let target = ring + (y &* lanes &+ block)
        var next = offsets
        var firstEven = Lanes.zero
        var firstOdd = Lanes.zero
        var secondEven = Lanes.zero
        var secondOdd = Lanes.zero
        var level = 0
        while level < levels {
          let end = next + counts[level]
          while next < end {
            firstEven |= UnsafeRawPointer(first + next[0]).loadUnaligned(as: Lanes.self)
            secondEven |= UnsafeRawPointer(second + next[0]).loadUnaligned(as: Lanes.self)
            firstOdd |= UnsafeRawPointer(first + next[1]).loadUnaligned(as: Lanes.self)
            secondOdd |= UnsafeRawPointer(second + next[1]).loadUnaligned(as: Lanes.self)
            next += 2
          }
          merge(firstEven | firstOdd, into: target + targets[2 &* level])
          merge(secondEven | secondOdd, into: target + (targets[2 &* level] &+ lanes))
          merge(firstEven | firstOdd, into: target + targets[2 &* level &+ 1])
          merge(secondEven | secondOdd, into: target + (targets[2 &* level &+ 1] &+ lanes))
          level &+= 1
        }
        block &+= 4
      }
      y &+= 2
    }
  }

  @inline(__always)
  private static func merge(_ bits: Lanes, into words: UnsafeMutablePointer<UInt64>) {
    let target = UnsafeMutableRawPointer(words)
    target.storeBytes(of: target.loadUnaligned(as: Lanes.self) | bits, as: Lanes.self)
  }

  /// Packs finished scratch rows of `lanes` words into mask rows, flipped back and with clean padding.
  /// - Parameter rows: the first of `rowCount` rows of `wordCount` words, `rowWords` words apart.
  @inline(never)
  public static func packRows(
    scratch: UnsafePointer<UInt64>, rowCount: Int, lanes: Int, flip: UInt64, lastMask: UInt64,
    rows: UnsafeMutablePointer<UInt64>, rowWords: Int, wordCount: Int
  ) {
    var y = 0
    while y < rowCount {
      let from = scratch + y &* lanes
      let to = rows + y &* rowWords
      var i = 0
      while i < wordCount {
        to[i] = from[i] ^ flip
        i &+= 1
      }
      to[wordCount &- 1] &= lastMask
      y &+= 1
    }
  }
}
