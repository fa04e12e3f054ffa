import Glibc

extension LocalFileSystem {
  func read(_ file: DiskPath) throws(IntakeError) -> [UInt8] {
    let descriptor = try open(file, O_RDONLY | O_NOFOLLOW)
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    try forEachBlock(of: descriptor, file) { (block) throws(IntakeError) in bytes += block }
    return bytes
  }

  func append(_ bytes: [UInt8], to file: DiskPath) throws(IntakeError) {
    let descriptor = try open(file, O_WRONLY | O_CREAT | O_APPEND)
    defer { close(descriptor) }
    try write(bytes, to: descriptor, of: file)
    try synchronise(descriptor, of: file)
  }

  func write(_ bytes: [UInt8], to file: DiskPath) throws(IntakeError) {
    let descriptor = try open(file, O_WRONLY | O_CREAT | O_TRUNC)
    defer { close(descriptor) }
    try write(bytes, to: descriptor, of: file)
    try synchronise(descriptor, of: file)
  }

  func copy(_ source: DiskPath, to target: DiskPath) throws(IntakeError) {
    let input = try open(source, O_RDONLY | O_NOFOLLOW)
    defer { close(input) }
    let output = try open(target, O_WRONLY | O_CREAT | O_TRUNC)
    defer { close(output) }
    try forEachBlock(of: input, source) { (block) throws(IntakeError) in try write(block, to: output, of: target) }
    var found = stat()
    if unsafe fstat(input, &found) == 0 {
      let times = [found.st_atim, found.st_mtim]
      _ = unsafe futimens(output, times)
    }
    try synchronise(output, of: target)
  }

  func haveSameBytes(_ one: DiskPath, _ other: DiskPath) throws(IntakeError) -> Bool {
    let left = try open(one, O_RDONLY | O_NOFOLLOW)
    defer { close(left) }
    let right = try open(other, O_RDONLY | O_NOFOLLOW)
    defer { close(right) }
    var a = [UInt8](repeating: 0, count: Self.blockSize)
    var b = a
    while true {
      let readLeft = try fill(&a, from: left, one)
      let readRight = try fill(&b, from: right, other)
      if a[..<readLeft] != b[..<readRight] { return false }
      if readLeft == 0 { return true }
    }
  }

  func isOpenForWriting(_ file: DiskPath) -> Bool {
    guard let descriptor = try? open(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK) else { return false }
    defer { close(descriptor) }
    // A read lease is refused while anybody has the file open for writing. It is given back at once; should somebody open
    // the file in between, the kernel's notice is SIGURG, which does nothing, in place of SIGIO, which would end us.
    let (setSignal, setLease, readLease, unlock): (Int32, Int32, Int32, Int32) = (10, 1024, 0, 2)
    guard fcntl(descriptor, setSignal, SIGURG) == 0 else { return false }
    if fcntl(descriptor, setLease, readLease) == 0 {
      _ = fcntl(descriptor, setLease, unlock)
      return false
    }
    return errno == EAGAIN
  }

  func withReadablePath<R>(_ file: DiskPath, _ body: (String) -> R) throws(IntakeError) -> R {
    if let text = file.text { return body(text) }
    let descriptor = try open(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
    defer { close(descriptor) }
    return body("/proc/self/fd/\(descriptor)")
  }

  private static let blockSize = 1 << 20

  func open(_ path: DiskPath, _ flags: Int32) throws(IntakeError) -> Int32 {
    while true {
      let descriptor = unsafe path.withCString { unsafe Glibc.open($0, flags | O_CLOEXEC, 0o666) }
      if descriptor >= 0 { return descriptor }
      if errno != EINTR { throw failure("open", path) }
    }
  }

  func write(_ bytes: [UInt8], to descriptor: Int32, of file: DiskPath) throws(IntakeError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0, errno != EINTR { throw failure("write", file) }
      rest = rest.dropFirst(max(0, written))
    }
  }

  private func synchronise(_ descriptor: Int32, of file: DiskPath) throws(IntakeError) {
    if synchronises, fsync(descriptor) != 0 { throw failure("synchronise", file) }
  }

  private func forEachBlock(
    of descriptor: Int32, _ file: DiskPath, _ body: ([UInt8]) throws(IntakeError) -> Void
  ) throws(IntakeError) {
    var block = [UInt8](repeating: 0, count: Self.blockSize)
    while true {
      let count = try fill(&block, from: descriptor, file)
      if count == 0 { return }
      try body(count == block.count ? block : Array(block[..<count]))
    }
  }

  /// Reads until the block is full or the file ends.
  private func fill(_ block: inout [UInt8], from descriptor: Int32, _ file: DiskPath) throws(IntakeError) -> Int {
    var filled = 0
    while filled < block.count {
      let wanted = block.count - filled
      let count = unsafe block.withUnsafeMutableBytes { buffer in
        unsafe Glibc.read(descriptor, buffer.baseAddress.unsafelyUnwrapped + filled, wanted)
      }
      if count == 0 { break }
      if count < 0, errno != EINTR { throw failure("read", file) }
      filled += max(0, count)
    }
    return filled
  }
}
