import Testing

@Suite("Package.swift says the same as the table")
struct ManifestTests {
  @Test("a target depends on exactly what its row allows", arguments: TargetRow.all)
  func dependenciesAgree(row: TargetRow) throws {
    let declared = try #require(try Self.declarations()[row.name], "Package.swift does not declare \(row.name)")
    #expect(declared.folder == row.folder)
    #expect(declared.dependencies == row.modules)
  }

  @Test("Package.swift declares no target that the table lacks")
  func nothingElse() throws {
    #expect(Set(try Self.declarations().keys) == Set(TargetRow.all.map(\.name)))
  }

  struct Declaration {
    let folder: String
    let dependencies: Set<String>
  }

  /// The targets of Package.swift, read as text: name, path and the names in `dependencies`.
  static func declarations() throws -> [String: Declaration] {
    let text = try PackageTree.file("Package.swift").code.joined(separator: "\n")
    var found: [String: Declaration] = [:]
    for match in text.matches(of: /\.(?:target|executableTarget|testTarget|systemLibrary)\(\s*name: "([^"]+)"/) {
      let body = balanced(text[match.range.lowerBound...])
      let folder = try #require(body.firstMatch(of: /path: "([^"]+)"/), "\(match.output.1) names no path")
      var dependencies: Set<String> = []
      if let list = body.firstMatch(of: /dependencies:\s*\[([^\]]*)\](\s*\+\s*instructionSetDependencies)?/) {
        dependencies = Set(list.output.1.matches(of: /"([^"]+)"/).map { String($0.output.1) })
        // Named so because the targets exist on x86-64 only.
        if list.output.2 != nil { dependencies.insert("KernelAVX2") }
      }
      found[String(match.output.1)] = Declaration(folder: String(folder.output.1), dependencies: dependencies)
    }
    return found
  }

  /// The text up to the parenthesis that closes the first one.
  private static func balanced(_ text: Substring) -> Substring {
    var depth = 0
    for index in text.indices {
      switch text[index] {
      case "(": depth += 1
      case ")":
        depth -= 1
        if depth == 0 { return text[...index] }
      default: break
      }
    }
    return text
  }
}
