/// Whether a series says that it shows the chest, and by which attribute.
struct BodyPart: Hashable, Sendable {
  enum Region: Int, Comparable, Sendable {
    /// The chest, alone or with other parts.
    case chest
    case notSaid
    /// Other parts only.
    case elsewhere

    static func < (left: Region, right: Region) -> Bool { left.rawValue < right.rawValue }
  }

  var region = Region.notSaid
  /// The attribute that says so; `nil` where none does.
  var source: DICOMTag?
}

extension BodyPart {
  /// What is written of the series itself counts first: its description, typed by a person, then Body Part Examined, which
  /// often is that of the whole protocol. Protocol and study may hold series of several parts: they count where they name one.
  ///
  /// - Parameters:
  ///   - instances: of the series; of each attribute the first value counts.
  ///   - kernel: where it is none for soft tissue, `lung` in a text may be its name, or that of a window, not the organ.
  init(of instances: [InstanceHeader], kernel: KernelClass?) {
    let isKernelName = (kernel ?? .smooth) != .smooth
    func words(_ text: KeyPath<InstanceHeader.Acquisition, String?>) -> BodyPartWords {
      BodyPartWords(instances.lazy.compactMap { $0.acquisition[keyPath: text] }.first ?? "")
    }
    let own = [
      (DICOMTag.seriesDescription, words(\.seriesDescription).region(countingLung: !isKernelName)),
      (.bodyPartExamined, words(\.bodyPart).region(countingLung: true)),
    ]
    let shared = [(DICOMTag.protocolName, words(\.protocolName)), (.studyDescription, words(\.studyText))].map {
      ($0.0, $0.1.isMixed ? nil : $0.1.region(countingLung: !isKernelName))
    }
    for (tag, region) in own + shared {
      guard let region else { continue }
      self.init(region: region, source: tag)
      return
    }
    self.init()
  }
}
