import Foundation

/// Evidence in Chinese, where it is made of words and not of numbers and names: why a series was passed over.
enum ChineseEvidence {
  /// - Returns: `nil` for evidence that stands as it is.
  static func text(of evidence: String) -> String? {
    let parts = evidence.components(separatedBy: ": ")
    guard let rule = rules[parts[0]] else { return nil }
    let numbers = parts.dropFirst().map { $0.replacingOccurrences(of: " against ", with: "，选用序列为 ") }
    return ([rule] + numbers).joined(separator: "：")
  }

  /// What ingest holds against a series that is passed over.
  static let rules: [String: String] = [
    "another part of the body": "其他部位",
    "does not name the chest": "未注明为胸部",
    "less than a whole chest": "未覆盖整个胸部",
    "narrower field": "视野较小",
    "thicker slices": "层厚较大",
    "reformatted from other images": "由其他影像重组而成",
    "lung kernel": "肺部重建核",
    "bone or edge kernel": "骨或边缘增强重建核",
    "more warnings": "警告较多",
    "less coverage": "扫描范围较小",
    "higher series number": "序列号较大",
    "alike, and comes later": "条件相同，排序靠后",
  ]
}
