import StudyModel

extension MemoryArena {
  /// Lends memory for `count` elements, not cleared, for the length of a call.
  package func withScratch<Element: BitwiseCopyable, Result>(
    of _: Element.Type, count: Int, _ body: (UnsafeMutablePointer<Element>) -> Result
  ) -> Result {
    let scratch = storage(of: Element.self, count: count)
    return withExtendedLifetime(scratch) { body(scratch.mutablePointer) }
  }
}
