import DICOMReport
import Evaluation
import StudyModel

/// Cases of how the slices lie, and of what makes up a series or a study.
extension PhantomCase {
  static let stacks: [PhantomCase] = positions + irregular + mixtures + neighbours + reaches

  private static let positions: [PhantomCase] = [
    PhantomCase("feet-first", "Feet first into the gantry.", .analysable) { plan, _ in
      plan.series[0].series.patientPosition = "FFS"
    },
    PhantomCase("prone", "On the belly; rows and columns run the other way.", .analysable, ["patient.notSupine"]) {
      plan, _ in
      plan.series[0].acquisition.isProne = true
      plan.series[0].series.patientPosition = "HFP"
      plan.series[0].acquisition.turn(row: Axes.toRight, column: Axes.toFront, slice: Axes.up)
    },
    PhantomCase("reversed-order", "Instance numbers count from the feet.", .analysable) { plan, _ in
      plan.series[0].countsFromFeet = true
    },
    PhantomCase("oblique", "Slices turned by 15° about the patient's left-right axis.", .analysable) { plan, _ in
      let (cosine, sine) = (0.965_925_826_289_068_3, 0.258_819_045_102_520_74)
      plan.series[0].acquisition.turn(
        row: Axes.toLeft, column: PatientVector(x: 0, y: cosine, z: sine),
        slice: PatientVector(x: 0, y: -sine, z: cosine))
    },
    PhantomCase("non-axial", "A coronal re-export of the series.", .refused, ["geometry.notAxial"]) { plan, _ in
      plan.series[0].acquisition = plan.series[0].acquisition.coronal()
      plan.series[0].series.imageType = "DERIVED\\SECONDARY\\REFORMATTED"
    },
    PhantomCase("tilted", "A gantry tilted by 12°: slices shifted against each other.", .refused, ["geometry.tilted"]) {
      plan, _ in
      let (cosine, sine) = (0.978_147_600_733_805_7, 0.207_911_690_817_759_34)
      plan.series[0].acquisition.turn(
        row: Axes.toLeft, column: PatientVector(x: 0, y: cosine, z: sine), slice: Axes.up)
      plan.series[0].series.tilt = -12
    },
  ]

  private static let irregular: [PhantomCase] = [
    PhantomCase("gap", "Three slices are missing in the middle.", .refused, ["geometry.gap"]) { plan, _ in
      plan.series[0].edit = { $0.removeSubrange($0.count / 2..<$0.count / 2 + 3) }
    },
    PhantomCase("duplicate-equal", "One file twice, byte for byte.", .analysable, ["instance.duplicate"]) { plan, _ in
      plan.series[0].edit = { $0.append($0[$0.count / 2]) }
    },
    PhantomCase(
      "duplicate-different", "Two files with one SOP Instance UID and other pixels.", .refused, ["instance.conflict"]
    ) { plan, _ in
      plan.series[0].edit = { files in
        var other = files[files.count / 2]
        other.slices = other.slices.map { $0.lowerBound - 1..<$0.upperBound - 1 }
        files.append(other)
      }
    },
    PhantomCase("same-position", "Two different slices at one position.", .refused, ["geometry.duplicatePosition"]) {
      plan, _ in
      let uids = plan.uids
      plan.series[0].edit = { files in
        var other = files[files.count / 2]
        other.slices = other.slices.map { $0.lowerBound - 1..<$0.upperBound - 1 }
        other.edit {
          $0.set(.sopInstanceUID, uids.uid("another"))
          $0.set(.instanceNumber, files.count + 1)
        }
        files.append(other)
      }
    },
    PhantomCase("uneven", "Every third slice lies 40 % of a distance too high.", .refused, ["geometry.uneven"]) {
      plan, _ in
      let distance = plan.series[0].acquisition.geometry.spacing.z
      plan.series[0].edit = { files in
        for index in stride(from: 1, to: files.count, by: 3) { files[index].move(by: 0.4 * distance) }
      }
    },
    PhantomCase("jitter", "Every third slice lies 15 % of a distance too high.", .warning, ["geometry.jitter"]) {
      plan, _ in
      let distance = plan.series[0].acquisition.geometry.spacing.z
      plan.series[0].edit = { files in
        for index in stride(from: 1, to: files.count, by: 3) { files[index].move(by: 0.15 * distance) }
      }
    },
    PhantomCase("overlapping", "Slices twice as thick as their distance.", .analysable) { plan, settings in
      let (slices, distance) = settings.stack
      plan.series[0].restack(slices: 2 * slices, spacing: distance / 2, thickness: distance, settings)
    },
    PhantomCase("thick", "Slices of 10 mm every 10 mm.", .warning, ["geometry.wideSpacing"]) {
      plan, settings in
      plan.series[0].restack(slices: 30, spacing: 10, thickness: 10, settings)
    },
    PhantomCase("sparse", "Slices of 1 mm every 10 mm.", .warning, ["geometry.wideSpacing", "geometry.unimaged"]) {
      plan, settings in plan.series[0].restack(slices: 30, spacing: 10, thickness: 1, settings)
    },
    PhantomCase("too-few-slices", "Twelve slices.", .refused, ["series.tooFewSlices"]) { plan, settings in
      plan.series[0].restack(slices: 12, spacing: settings.stack.spacing, thickness: settings.stack.spacing, settings)
    },
    PhantomCase("mixed-size", "One slice has half as many rows and columns.", .refused, ["geometry.mixedSize"]) {
      plan, _ in
      plan.series[0].edit = { files in
        files[files.count / 2].editDensities = { densities in densities = Array(densities.prefix(densities.count / 4)) }
        files[files.count / 2].edit { data in
          for attribute in [Attribute.rows, .columns] {
            guard case .numbers(let numbers) = data[attribute], let number = numbers.first else { continue }
            data.set(attribute, Int(number) / 2)
          }
        }
      }
    },
  ]
}
