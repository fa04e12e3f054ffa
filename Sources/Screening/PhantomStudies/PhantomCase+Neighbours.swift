import DICOMReport
import Evaluation
import StudyModel

/// Cases of a belly beside the chest. Its soft kernel makes it the better series of the two by every rule but that of the part of
/// the body.
extension PhantomCase {
  static let neighbours: [PhantomCase] = [
    PhantomCase(
      "chest-and-belly", "A chest of a lung kernel beside a belly of a standard one.", .analysable,
      ["series.passedOver"]
    ) { plan, settings in addBelly(to: &plan, lower: belly, settings) },
    PhantomCase(
      "chest-and-lung-bases", "The same, and the belly holds the bases of the lungs.", .analysable,
      ["series.passedOver"]
    ) { plan, settings in addBelly(to: &plan, lower: bases, settings) },
    PhantomCase(
      "chest-and-unnamed-belly", "A chest of a lung kernel beside a belly; no header names a part of the body.",
      .analysable, ["lung.notFound"]
    ) { plan, settings in
      addBelly(to: &plan, lower: belly, settings)
      plan.patient.studyDescription = Array("CT".utf8)
      for index in plan.series.indices {
        plan.series[index].series.bodyPart = nil
        plan.series[index].series.description = "\(plan.series[index].series.thickness.value) mm"
      }
    },
  ]

  /// How far below the chest a scan of the same height shows no lung, and the lowest part of it, mm.
  private static let belly = 310.0
  private static let bases = 200.0

  /// The chest with a lung kernel, behind a scan with a standard kernel that lies lower.
  private static func addBelly(to plan: inout StudyPlan, lower distance: Double, _ settings: PhantomSettings) {
    let model = plan.series[0]
    func scan(_ name: String, _ bodyPart: CTSeries.BodyPart, _ kernel: PhantomKernel, number: Int) -> SeriesPlan {
      var (scan, settings) = (model, settings)
      settings.kernel = kernel
      scan.acquisition = settings.acquisition
      scan.series.name = name
      scan.series.number = number
      scan.series.bodyPart = bodyPart
      scan.series.kernel = kernel.convolutionKernel
      scan.series.description = "\(bodyPart.rawValue) \(scan.series.thickness.value) mm"
      return scan
    }
    var lower = scan("belly", .abdomen, .standard, number: 2)
    lower.acquisition.shift(by: PatientVector(x: 0, y: 0, z: -distance))
    plan.series = [lower, scan("chest", .chest, .lung, number: 3)]
  }
}
