import StudyModel
import VolumeOperations

/// The pictures of one report as PNG files, made once for the folder and the page.
struct ReportPictures: Sendable {
  struct Picture: Sendable {
    let bytes: [UInt8]
    let width: Int
    let height: Int

    init(_ canvas: Canvas, name: String) throws(ReportError) {
      bytes = try PNGEncoder.encode(canvas, name: name)
      width = canvas.width
      height = canvas.height
    }
  }

  let overview: Picture?
  /// By rank.
  let findings: [Int: Picture]

  static let none = ReportPictures(overview: nil, findings: [:])

  private init(overview: Picture?, findings: [Int: Picture]) {
    self.overview = overview
    self.findings = findings
  }

  init(of report: ScreeningReport, _ images: ReportImages) throws(ReportError) {
    let maker = "\(report.provenance.program) \(report.provenance.version)"
    let slices = report.series?.slices ?? images.volume.shape.z
    let overview = try Self.overview(of: report.findings, images, maker: maker)
    let drawn = images.engine.loop.map(report.findings.count + 1) { index -> Result<Picture, ReportError> in
      Result { () throws(ReportError) in
        guard index > 0 else { return try Picture(overview.draw(), name: OverviewPicture.fileName) }
        let finding = report.findings[index - 1]
        let picture = FindingPicture(volume: images.volume, finding: finding, slices: slices, maker: maker)
        return try Picture(picture.draw(), name: FindingPicture.fileName(rank: finding.rank))
      }
    }
    var findings: [Int: Picture] = [:]
    for (finding, picture) in zip(report.findings, drawn.dropFirst()) { findings[finding.rank] = try picture.get() }
    self.init(overview: try drawn[0].get(), findings: findings)
  }

  private static func overview(
    of findings: [Finding], _ images: ReportImages, maker: String
  ) throws(ReportError) -> OverviewPicture {
    let volume = images.volume
    let axes = AnatomicalAxes(volume.geometry)
    do throws(OperationError) {
      let chest = try images.engine.project(volume, along: axes.back.axis, .mean)
      // Without its rim, where the mask takes in some of the chest wall.
      let lungs = try images.lungs.map { lungs throws(OperationError) in
        try images.engine.erode(lungs, radius: LungProjection.rim)
      }
      return OverviewPicture(
        volume: volume, lungs: lungs.flatMap { LungProjection(volume, lungs: $0, loop: images.engine.loop) },
        chest: PlanarImage(chest, of: volume.geometry, right: axes.left, down: axes.head.reversed), findings: findings,
        maker: maker)
    } catch {
      throw .picture(name: OverviewPicture.fileName, reason: "\(error)")
    }
  }

  /// File names and contents, in the order of the names.
  var files: [(name: String, bytes: [UInt8])] {
    let overview = overview.map { [(OverviewPicture.fileName, $0.bytes)] } ?? []
    return findings.sorted { $0.key < $1.key }.map { (FindingPicture.fileName(rank: $0.key), $0.value.bytes) }
      + overview
  }
}
