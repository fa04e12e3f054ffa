/// The sentence that every output carries, for programs and burnt into pictures.
enum Notice {
  /// In `findings.json`.
  static let document =
    "AI assistance only, not for diagnosis. A qualified physician must read the original images; absence of findings does not exclude nodules."
  /// Burnt into every picture.
  static let picture = "AI assistance, not for diagnosis"
}
