/// A deflate stream whose blocks are only stored, so that what is inflated can be chosen byte by byte.
/// Source: RFC 1951, 3.2.4.
public func storedDeflate(_ bytes: some Collection<UInt8>) -> [UInt8] {
  var result: [UInt8] = []
  var rest = bytes[...]
  repeat {
    let block = rest.prefix(0xFFFF)
    rest = rest.dropFirst(block.count)
    let count = UInt16(block.count)
    result += [rest.isEmpty ? 1 : 0, UInt8(count & 0xFF), UInt8(count >> 8), UInt8(~count & 0xFF), UInt8(~count >> 8)]
    result += block
  } while !rest.isEmpty
  return result
}
