import Foundation
import TestSupport

extension TestFolder {
  var root: String { url.path }

  /// Writes a file, with the folders above it.
  /// - Returns: its path.
  @discardableResult func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    try newFile(name, Data(bytes)).path
  }

  /// Writes an even stack of slices 2.5 mm apart, numbered from 1 at the feet, with pixels of 2.5 mm.
  /// - Parameters:
  ///   - side: pixels of a row and of a column; 96 are as wide as a chest.
  ///   - change: what is different about slice `number`.
  func writeStack(
    _ count: Int = 24, in subfolder: String = "stack", side: Int = 96,
    _ change: (inout TestFile, _ number: Int) -> Void = { _, _ in }
  ) throws {
    for number in 1...count {
      var file = TestFile.slice(number: number, z: Double(number) * 2.5, side: side, pixel: 2.5)
      change(&file, number)
      try file.write("\(subfolder)/\(number).dcm", in: self)
    }
  }
}
