import DICOMReport
import Evaluation
import StudyModel

/// Cases of several scans in one study or one series, and of scans that show too little.
extension PhantomCase {
  static let mixtures: [PhantomCase] = [
    PhantomCase(
      "two-acquisitions", "Two phases, without and with contrast, under one Series UID.", .analysable,
      ["series.passedOver"]
    ) { plan, settings in
      var second = plan.series[0]
      second.acquisition.scan = 1
      second.acquisition.hasContrast = true
      second.series.part = "contrast"
      second.series.acquisitionNumber = 2
      second.series.contrastAgent = "IODINE"
      second.firstInstance = settings.stack.slices + 1
      plan.series.append(second)
    },
    PhantomCase(
      "localizer-inside", "A localizer among the slices, under their Series UID.", .analysable,
      ["series.localizersAside"]
    ) {
      plan, settings in
      var scout = plan.series[0]
      scout.acquisition = scout.acquisition.coronal(slices: 1, distance: 150)
      scout.series.part = "localizer"
      scout.series.imageType = "ORIGINAL\\PRIMARY\\LOCALIZER"
      scout.firstInstance = settings.stack.slices + 1
      plan.series.append(scout)
    },
    PhantomCase(
      "mixed-orientation", "Axial and coronal slices under one Series UID.", .analysable,
      ["geometry.notAxial"]
    ) { plan, settings in
      var other = plan.series[0]
      other.acquisition = other.acquisition.coronal(slices: 24)
      other.series.part = "coronal"
      other.firstInstance = settings.stack.slices + 1
      plan.series.append(other)
    },
    PhantomCase(
      "mixed-series", "Kernels and thicknesses of a whole study: soft 5 mm, lung 1.25 mm, bone 1 mm, standard 1.25 mm.",
      .analysable, ["series.passedOver"]
    ) { plan, settings in
      let rows: [(PhantomKernel, Double)] = [(.soft, 5), (.lung, 1.25), (.bone, 1), (.standard, 1.25)]
      let model = plan.series[0]
      plan.series = rows.enumerated().map { index, row in
        var settings = settings
        (settings.kernel, settings.spacing, settings.slices, settings.thickness) = (row.0, row.1, nil, nil)
        var series = model
        series.acquisition = settings.acquisition
        series.series.name = "chest \(row.0) \(row.1)"
        series.series.number = index + 2
        series.series.kernel = row.0.convolutionKernel
        series.series.thickness = Millimetres(row.1)
        series.series.description = "Chest \(row.1) mm \(row.0.convolutionKernel)"
        return series
      }
    },
    PhantomCase(
      "projections", "A series of maximum intensity projections beside the slices.", .analysable,
      ["series.projection"]
    ) { plan, settings in
      var projections = plan.series[0]
      projections.series.name = "projections"
      projections.series.number = 3
      projections.series.imageType = "DERIVED\\SECONDARY\\AXIAL\\MIP"
      plan.series.append(projections)
    },
  ]

  static let reaches: [PhantomCase] = [
    PhantomCase("small-field-of-view", "A field of 160 mm on the right lung only.", .warning, ["field.small"]) {
      plan, settings in
      var settings = settings
      settings.pixelSpacing = 160 / Double(settings.matrix)
      plan.series[0].acquisition = settings.acquisition
      plan.series[0].acquisition.shift(by: PatientVector(x: -70, y: 0, z: 0))
    },
    PhantomCase("no-lung", "The belly only.", .refused, ["lung.notFound"]) { plan, _ in
      plan.series[0].acquisition.shift(by: PatientVector(x: 0, y: 0, z: -310))
    },
    PhantomCase("partial-coverage", "The upper half of the chest.", .warning, ["lung.cutAtBase"]) { plan, settings in
      let (slices, distance) = settings.stack
      let half = max(slices / 2, 20)
      plan.series[0].restack(slices: half, spacing: distance, thickness: distance, settings)
      plan.series[0].acquisition.shift(
        by: PatientVector(x: 0, y: 0, z: Double(slices - half) * distance / 2))
    },
    PhantomCase("noisy", "Noise of 150 HU.", .warning, ["pixel.noisy"]) { plan, _ in
      plan.series[0].acquisition.noise = 150
    },
    PhantomCase("contrast", "Vessels filled with contrast agent.", .analysable, ["contrast.seen", "contrast.given"]) {
      plan, _ in
      plan.series[0].acquisition.hasContrast = true
      plan.series[0].series.contrastAgent = "IODINE"
    },
  ]
}
