#if arch(x86_64) && os(Linux)
  import Foundation
  import Testing

  /// Generic code of the standard library that is specialised in a module is a weak symbol of the same name in every
  /// module, and the linker keeps one of them: what is compiled for AVX2 could then run on a processor without it.
  /// Kernels that use raw pointers and SIMD types alone have no such code, no allocation and no call into the Swift
  /// runtime.
  @Suite("nothing but kernels is compiled for another instruction set")
  struct InstructionSetLeakTests {
    /// The object files of the kernels: those beside the running test program, and those of a release build where there
    /// is one; not those of sources that are gone or have changed since.
    static let objects: [URL] = {
      let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
      let sources = root.appending(path: "Sources/Engine/KernelPortable")
      let own = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
      let builds = Set([own, own.deletingLastPathComponent().appending(path: "release")])
      let names = (try? FileManager.default.contentsOfDirectory(atPath: sources.path)) ?? []
      return builds.sorted { $0.path < $1.path }.flatMap { build in
        names.sorted().compactMap { name in
          let object = build.appending(path: "KernelAVX2.build/\(name).o")
          guard let made = date(of: object), let changed = date(of: sources.appending(path: name)), made >= changed
          else {
            return nil
          }
          return object
        }
      }
    }()

    private static func date(of file: URL) -> Date? {
      try? FileManager.default.attributesOfItem(atPath: file.path)[.modificationDate] as? Date
    }

    /// What a compiler may call on its own, all of the C library, and the one datum that every Swift file refers to.
    static let allowed: Set<String> = ["memcpy", "memmove", "memset", "__stack_chk_fail", "$sytWV"]

    @Test(
      "no weak code, and no call out of the module",
      .enabled(if: !objects.isEmpty, "the object files do not lie beside the test program"), arguments: objects)
    func leaks(object: URL) throws {
      let symbols = try ObjectFile(Data(contentsOf: object)).symbols
      #expect(symbols.contains { $0.isDefined && $0.isCode && Self.isOurs($0) })
      for symbol in symbols where !Self.isOurs(symbol) {
        if symbol.isDefined {
          #expect(!(symbol.isWeak && symbol.isCode), "\(symbol.name) is shared between modules")
        } else if !symbol.name.isEmpty {
          #expect(Self.allowed.contains(symbol.name), "\(symbol.name) lies outside the module")
        }
      }
    }

    /// Whether the module's own name is part of the symbol's: no other module has such a symbol.
    private static func isOurs(_ symbol: ObjectFile.Symbol) -> Bool { symbol.name.hasPrefix("$s10KernelAVX2") }
  }

  /// The symbols of a 64-bit little-endian ELF object file. Source: System V Application Binary Interface, chapter 4.
  private struct ObjectFile {
    struct Symbol {
      let name: String
      let isWeak: Bool
      let isCode: Bool
      let isDefined: Bool
    }

    struct NotAnObjectFile: Error {}

    let symbols: [Symbol]

    init(_ data: Data) throws {
      func number<T: FixedWidthInteger>(_ type: T.Type, at offset: Int) throws -> Int {
        guard offset >= 0, offset + MemoryLayout<T>.size <= data.count else { throw NotAnObjectFile() }
        return data.withUnsafeBytes { Int($0.loadUnaligned(fromByteOffset: offset, as: T.self)) }
      }
      guard data.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]) else { throw NotAnObjectFile() }
      let table = try number(UInt64.self, at: 0x28)
      let headers = try (0..<number(UInt16.self, at: 0x3C)).map { table + $0 * 64 }
      var symbols: [Symbol] = []
      for header in headers where try number(UInt32.self, at: header + 4) == 2 {
        let start = try number(UInt64.self, at: header + 0x18)
        let size = try number(UInt64.self, at: header + 0x20)
        let names = try number(UInt64.self, at: headers[number(UInt32.self, at: header + 0x28)] + 0x18)
        for symbol in stride(from: start, to: start + size, by: 24) {
          let name = try data[(names + number(UInt32.self, at: symbol))...].prefix { $0 != 0 }
          let info = try number(UInt8.self, at: symbol + 4)
          symbols.append(
            Symbol(
              name: String(decoding: name, as: UTF8.self), isWeak: info >> 4 == 2, isCode: info & 15 == 2,
              isDefined: try number(UInt16.self, at: symbol + 6) != 0))
        }
      }
      guard !symbols.isEmpty else { throw NotAnObjectFile() }
      self.symbols = symbols
    }
  }
#endif
