import DICOMReport
import Evaluation

/// Cases of kinds of objects and of transfer syntaxes.
extension PhantomCase {
  static let objects: [PhantomCase] = [
    PhantomCase("lossy", "JPEG with loss, 12 bits.", .warning, ["pixel.lossy"]) { plan, _ in
      plan.series[0].series.transferSyntaxUID = TransferSyntaxes.jpegExtended
    },
    PhantomCase("near-lossless", "JPEG-LS, at most 3 HU off.", .warning, ["pixel.lossy"]) { plan, _ in
      plan.series[0].series.transferSyntaxUID = TransferSyntaxes.jpegLSNearLossless
    },
    PhantomCase(
      "jpeg2000-labelled", "Files say JPEG 2000, which cannot be decoded.", .refused, ["syntax.unsupported"]
    ) { plan, _ in
      plan.series[0].edit = { files in
        for index in files.indices {
          files[index].slices = nil
          files[index].editObject {
            $0.transferSyntaxUID = TransferSyntaxes.jpeg2000Lossless
            // The first marks of a codestream: SOC, SIZ.
            $0.pixelData = .fragments([[0xFF, 0x4F, 0xFF, 0x51] + [UInt8](repeating: 0, count: 60)])
          }
        }
      }
    },
    PhantomCase("enhanced", "One Enhanced CT object.", .analysable) { plan, _ in plan.series[0].isEnhanced = true },
    PhantomCase(
      "enhanced-fragments", "An Enhanced CT object, compressed, frames in several fragments without offset table.",
      .analysable
    ) { plan, _ in
      plan.series[0].isEnhanced = true
      plan.series[0].series.transferSyntaxUID = TransferSyntaxes.jpegLosslessFirstOrder
      plan.series[0].edit = { files in
        files[0].editObject {
          $0.compression.fragmentBytes = 2048
          $0.compression.writesOffsetTable = false
        }
      }
    },
    PhantomCase(
      "enhanced-lying-frames", "An Enhanced CT object that declares ten frames too many.", .refused, ["object.frames"]
    ) { plan, _ in
      plan.series[0].isEnhanced = true
      let frames = plan.series[0].acquisition.geometry.shape.z
      plan.series[0].edit = { files in files[0].edit { $0.set(.numberOfFrames, frames + 10) } }
    },
    PhantomCase(
      "other-objects", "Structured report, dose, presentation state, segmentation and secondary capture beside the CT.",
      .analysable, ["series.notCT"]
    ) { plan, _ in plan.others += OtherObjects.all(plan: plan) },
    PhantomCase("dicomdir", "A DICOMDIR beside the images.", .analysable, ["file.directory"]) { plan, _ in
      plan.others.append(OtherObjects.directory(plan: plan))
    },
    PhantomCase("no-ct", "Nothing but a structured report.", .refused, ["study.noCT"]) { plan, _ in
      plan.series = []
      plan.others = [OtherObjects.all(plan: plan)[0]]
    },
  ]
}
