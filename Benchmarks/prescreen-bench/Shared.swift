/// An operand of several cases, made when the first of them runs.
final class Shared<Value> {
  private let make: () throws -> Value
  private var made: Value?

  init(_ make: @escaping () throws -> Value) { self.make = make }

  /// - Throws: what making it throws.
  func callAsFunction() throws -> Value {
    if let made { return made }
    let value = try make()
    made = value
    return value
  }
}
