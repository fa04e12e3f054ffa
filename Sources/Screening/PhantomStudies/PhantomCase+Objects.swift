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
    labelled("jpeg2000-labelled", "Files say JPEG 2000, which cannot be decoded.", jpeg2000, start: codestream),
    labelled("jpeg-xl-labelled", "Files say JPEG XL, which cannot be decoded.", jpegXL, start: [0xFF, 0x0A]),
    labelled("video-labelled", "Files say MPEG-4, a video.", mpeg4, start: [0, 0, 0, 1]),
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
  private static let (jpeg2000, jpegXL, mpeg4) = (
    TransferSyntaxes.jpeg2000Lossless, TransferSyntaxes.jpegXLLossless, TransferSyntaxes.mpeg4
  )
  /// The first marks of a JPEG 2000 codestream: SOC, SIZ.
  private static let codestream: [UInt8] = [0xFF, 0x4F, 0xFF, 0x51]

  /// Files whose pixels begin as those of a transfer syntax that nothing decodes.
  private static func labelled(_ name: String, _ summary: String, _ syntax: String, start: [UInt8]) -> PhantomCase {
    PhantomCase(name, summary, .refused, ["syntax.unsupported"]) { plan, _ in
      plan.series[0].edit = { files in
        for index in files.indices {
          files[index].slices = nil
          files[index].editObject {
            // DCMTK 3.6.7 knows no JPEG XL: such a file is written as a video, and labelled anew.
            $0.transferSyntaxUID = syntax == jpegXL ? mpeg4 : syntax
            $0.pixelData = .fragments([start + [UInt8](repeating: 0, count: 60)])
          }
          guard syntax == jpegXL else { continue }
          files[index].editBytes = { $0.replace(Array(mpeg4.utf8), with: Array(jpegXL.utf8)) }
        }
      }
    }
  }
}
