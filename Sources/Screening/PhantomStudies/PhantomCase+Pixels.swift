import DICOMReport
import Evaluation

/// Cases of how pixel values are stored.
extension PhantomCase {
  static let pixels: [PhantomCase] = bits + padding + missing

  private static let bits: [PhantomCase] = [
    PhantomCase("per-slice-rescale", "Every slice has a slope and an intercept of its own.", .analysable) { plan, _ in
      plan.series[0].edit = { files in
        for index in files.indices {
          let form = StoredForm(
            bitsStored: 16, slope: [1, 0.5, 0.25][index % 3], intercept: -1024 - Double(index % 7))
          files[index].store(as: form)
        }
      }
    },
    PhantomCase("unsigned", "16 bits without sign, HU + 8192.", .analysable) { plan, _ in
      plan.series[0].series.storedForm = StoredForm(bitsStored: 16, intercept: -8192)
    },
    PhantomCase("signed-hu", "16 bits with sign that are the HU themselves.", .analysable) { plan, _ in
      plan.series[0].series.storedForm = signed
    },
    PhantomCase("high-bit-15", "12 bits in the upper part of their words.", .analysable) { plan, _ in
      plan.series[0].series.storedForm = StoredForm(bitsStored: 12, highBit: 15, intercept: -1024)
    },
    PhantomCase("eight-bit", "8 bits, a step for every 8 HU.", .analysable) { plan, _ in
      plan.series[0].series.storedForm = .byte
    },
    PhantomCase("offset", "All densities are 200 HU too high.", .warning, ["rescale.offset"]) { plan, _ in
      plan.series[0].edit = { files in
        for index in files.indices { files[index].edit { $0.set(.rescaleIntercept, [-824]) } }
      }
    },
    PhantomCase("clipped", "A window of -160 to 240 HU burnt into the values.", .refused, ["rescale.implausible"]) {
      plan, _ in
      plan.series[0].edit = { files in
        for index in files.indices {
          files[index].editDensities = { densities in
            for pixel in densities.indices { densities[pixel] = min(max(densities[pixel], -160), 240) }
          }
        }
      }
    },
  ]

  private static let signed = StoredForm(bitsStored: 16, isSigned: true, intercept: 0)

  private static let padding: [PhantomCase] = [
    PhantomCase(
      "padding-with-range", "Pixels outside the circle hold one of eleven values that are declared as padding.",
      .analysable
    ) { plan, settings in
      plan.series[0].series.storedForm = signed
      let matrix = settings.matrix
      plan.series[0].edit = { files in
        for index in files.indices {
          files[index].editDensities = { blankCorners(of: &$0, matrix: matrix) { Int16(-2000 + $0 % 11) } }
          files[index].edit {
            $0.set(.pixelPaddingValue(isSigned: true), -2000)
            $0.set(.pixelPaddingRangeLimit(isSigned: true), -1990)
          }
        }
      }
    },
    PhantomCase(
      "outside-circle", "Pixels outside the circle hold -2000, and nothing says so.", .analysable,
      ["padding.undeclared"]
    ) {
      plan, settings in
      plan.series[0].series.storedForm = signed
      let matrix = settings.matrix
      plan.series[0].edit = { files in
        for index in files.indices {
          files[index].editDensities = { blankCorners(of: &$0, matrix: matrix) { _ in -2000 } }
        }
      }
    },
    PhantomCase("padding-in-tissue", "Padding is declared as 0 HU.", .warning, ["padding.inTissue"]) { plan, _ in
      plan.series[0].series.storedForm = signed
      plan.series[0].edit = { files in
        for index in files.indices { files[index].edit { $0.set(.pixelPaddingValue(isSigned: true), 0) } }
      }
    },
    PhantomCase("empty-slices", "Two slices in the middle hold one value.", .refused, ["pixel.emptyInside"]) {
      plan, _ in
      plan.series[0].edit = { files in
        for index in [files.count / 2, files.count / 2 + 1] {
          files[index].editDensities = { densities in
            for pixel in densities.indices { densities[pixel] = -1024 }
          }
        }
      }
    },
    PhantomCase("repeated-slices", "Three slices show what another shows.", .warning, ["pixel.repeatedSlices"]) {
      plan, _ in
      plan.series[0].edit = { files in
        for index in 1...3 { files[files.count / 2 + index].slices = files[files.count / 2].slices }
      }
    },
  ]

  /// Gives the pixels outside the inscribed circle a value, by a counter of them.
  private static func blankCorners(of densities: inout [Int16], matrix: Int, value: (Int) -> Int16) {
    var count = 0
    for pixel in densities.indices {
      let (x, y) = (2 * (pixel % matrix) + 1 - matrix, 2 * (pixel / matrix) + 1 - matrix)
      guard x * x + y * y > matrix * matrix else { continue }
      densities[pixel] = value(count)
      count += 1
    }
  }

  private static let missing: [PhantomCase] = [
    PhantomCase("rescale-missing", "No slope and no intercept.", .refused, ["rescale.missing"]) { plan, _ in
      plan.series[0].remove([.rescaleSlope, .rescaleIntercept, .rescaleType])
    },
    PhantomCase("not-hu", "Stored values are optical densities.", .refused, ["rescale.notHU"]) { plan, _ in
      plan.series[0].edit = { files in
        for index in files.indices { files[index].edit { $0.set(.rescaleType, "OD") } }
      }
    },
    PhantomCase("spacing-missing", "No pixel spacing.", .refused, ["geometry.spacingMissing"]) { plan, _ in
      plan.series[0].remove([.pixelSpacing])
    },
    PhantomCase("position-missing", "No positions.", .refused, ["geometry.positionMissing"]) { plan, _ in
      plan.series[0].remove([.imagePosition])
    },
    PhantomCase("orientation-missing", "No orientations.", .refused, ["geometry.orientationMissing"]) { plan, _ in
      plan.series[0].remove([.imageOrientation])
    },
  ]
}
