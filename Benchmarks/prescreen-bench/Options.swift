import StudyModel
import VolumeOperations

/// What the command line asks for.
struct Options: Equatable {
  enum Command: Equatable {
    case run
    case list
    case help
    case compare(String, String)
    case plot(String, String)
  }

  var command = Command.run
  /// Only cases whose name contains one of these; all where there are none.
  var filters: [String] = []
  /// Thread counts to run every case with.
  var threads: [Int]
  /// Instruction sets, by name; every one that this machine runs where empty.
  var instructionSets: [String] = []
  var shape = GridShape(x: 512, y: 512, z: 300)
  var json: String?
  var study: String?
  /// A folder that gets results as arrays; nothing is timed then.
  var raw: String?
  var clock = BenchmarkClock.wall

  /// - Parameters:
  ///   - arguments: without the program's name.
  ///   - cores: of this machine.
  init(_ arguments: [String], cores: Int) throws(BenchmarkError) {
    threads = cores > 1 ? [1, cores] : [1]
    if arguments.first == "compare" {
      guard arguments.count == 3 else {
        throw .badArguments(problem: "compare takes two files that --json has written")
      }
      command = .compare(arguments[1], arguments[2])
      return
    }
    if arguments.first == "plot" {
      guard arguments.count == 3 else {
        throw .badArguments(problem: "plot takes a file that --json has written and the SVG file to draw")
      }
      command = .plot(arguments[1], arguments[2])
      return
    }
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      func value() throws(BenchmarkError) -> String {
        guard let value = rest.popFirst() else { throw .badArguments(problem: "\(argument) needs a value") }
        return value
      }
      switch argument {
      case "--help", "-h": command = .help
      case "--list": command = .list
      case "--filter": filters.append(try value())
      case "--threads": threads = try Self.counts(try value())
      case "--isa": instructionSets.append(try Self.instructionSet(try value()))
      case "--size": shape = try Self.shape(try value())
      case "--json": json = try value()
      case "--study": study = try value()
      case "--raw": raw = try value()
      case "--cpu": clock = .processor
      default: throw .badArguments(problem: "unknown argument \(argument)")
      }
    }
  }

  func wants(_ name: String) -> Bool { filters.isEmpty || filters.contains { name.contains($0) } }

  private static func counts(_ text: String) throws(BenchmarkError) -> [Int] {
    let counts = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    guard counts.allSatisfy({ 1...1024 ~= $0 }) else {
      throw .badArguments(problem: "--threads takes numbers from 1 to 1024, separated by commas, not \(text)")
    }
    return counts
  }

  private static func instructionSet(_ name: String) throws(BenchmarkError) -> String {
    let names = KernelSet.available.map(\.name)
    guard names.contains(name) else {
      throw .badArguments(problem: "this machine runs \(names.joined(separator: ", ")), not \(name)")
    }
    return name
  }

  private static func shape(_ text: String) throws(BenchmarkError) -> GridShape {
    let counts = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    guard counts.count == 3, counts.allSatisfy({ 16...2048 ~= $0 }) else {
      throw .badArguments(problem: "--size takes three numbers from 16 to 2048, as in 512x512x300, not \(text)")
    }
    return GridShape(x: counts[0], y: counts[1], z: counts[2])
  }
}
