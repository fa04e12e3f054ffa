/// The sentence that every output carries, for programs and burnt into pictures.
enum Notice {
  /// In `findings.json`.
  static let document =
    "AI assistance only, not for diagnosis. A qualified physician must read the original images; absence of findings does not exclude nodules."
  /// Beside what was measured, in `findings.json`.
  static let performance =
    "Insertion benchmark, upper bound; hilar and faint nodules not tested. Nodules of any size cannot be excluded, found or not."
  /// Burnt into every picture.
  static let picture = "AI assistance, not for diagnosis"
}
