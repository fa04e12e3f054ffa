import DICOMReport
import Evaluation

/// Cases of damaged files, and of files that do not belong together.
extension PhantomCase {
  static let files: [PhantomCase] = [
    PhantomCase("truncated-file", "One file ends in its middle.", .refused, ["file.truncated", "geometry.gap"]) {
      plan, _ in
      plan.series[0].damage { $0.removeLast($0.count / 2) }
    },
    PhantomCase("empty-file", "One file has no bytes.", .refused, ["file.empty", "geometry.gap"]) { plan, _ in
      plan.series[0].damage { $0 = [] }
    },
    PhantomCase("foreign-files", "A text file among the images.", .analysable, ["file.notDICOM"]) { plan, _ in
      plan.others.append(PlannedFile(bytes: Array("Nothing here is DICOM.\n".utf8), name: "readme.txt"))
    },
    PhantomCase(
      "wrong-length", "One file has fewer pixels than it declares.", .refused, ["pixel.length", "geometry.gap"]
    ) { plan, settings in
      let row = settings.matrix
      plan.series[0].edit = { $0[$0.count / 2].editDensities = { $0.removeLast(3 * row) } }
    },
    PhantomCase(
      "too-long", "One file has three rows of pixels more than it declares.", .refused,
      ["pixel.length", "geometry.gap"]
    ) { plan, settings in
      let row = settings.matrix
      plan.series[0].edit = { $0[$0.count / 2].editDensities = { $0 += [Int16](repeating: 0, count: 3 * row) } }
    },
    PhantomCase(
      "absurd-size", "One file declares 65535 rows and columns.", .refused, ["pixel.layout", "geometry.gap"]
    ) { plan, _ in
      plan.series[0].edit = { files in
        files[files.count / 2].edit {
          $0.set(.rows, 65535)
          $0.set(.columns, 65535)
        }
      }
    },
    PhantomCase(
      "damaged-stream", "The compressed pixels of one file are damaged.", .refused, ["pixel.corrupt"]
    ) { plan, _ in
      plan.series[0].series.transferSyntaxUID = TransferSyntaxes.jpegLS
      plan.series[0].damage { bytes in
        for index in bytes.count / 2..<bytes.count - 64 { bytes[index] = 0 }
      }
    },
    PhantomCase(
      "deep-sequences", "One file has sequences nested 20,000 deep.", .refused, ["file.corrupt", "geometry.gap"]
    ) { plan, _ in
      plan.series[0].damage { $0 += nested(20_000) }
    },
    PhantomCase(
      "odd-lengths", "Values of an odd number of bytes, without the blank that makes them even.", .analysable
    ) { plan, _ in
      plan.series[0].edit = { files in
        for index in files.indices { files[index].editBytes = unpad }
      }
    },
    PhantomCase(
      "link-loop", "Links to the folder that they lie in, and to themselves.", .analysable, ["file.unreadable"]
    ) { plan, _ in
      plan.others += [PlannedFile(linkTo: ".", name: "again"), PlannedFile(linkTo: "itself", name: "itself")]
    },
    PhantomCase("two-patients", "Files of two patients under one Study UID.", .refused, ["study.twoPatients"]) {
      plan, settings in
      let seed = settings.seed
      plan.series[0].edit = { files in
        for index in files.indices.prefix(files.count / 2) {
          files[index].edit {
            $0.set(.patientName, "PHANTOM^SEED-\(seed)-B")
            $0.set(.patientID, "SEED-\(seed)-B")
          }
        }
      }
    },
  ]

  /// Takes the blank from the end of Manufacturer (0008,0070), explicit VR little endian.
  private static func unpad(_ bytes: inout [UInt8]) {
    let head: [UInt8] = [0x08, 0, 0x70, 0, 0x4C, 0x4F]
    bytes.replace(head + [10, 0] + Array("Prescreen ".utf8), with: head + [9, 0] + Array("Prescreen".utf8))
  }

  /// Private sequences inside each other, of undefined length, explicit VR little endian.
  private static func nested(_ depth: Int) -> [UInt8] {
    let undefined: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF]
    let sequence: [UInt8] = [0xE1, 0x7F, 0x01, 0x10, 0x53, 0x51, 0, 0] + undefined
    let item: [UInt8] = [0xFE, 0xFF, 0x00, 0xE0] + undefined
    let itemEnd: [UInt8] = [0xFE, 0xFF, 0x0D, 0xE0, 0, 0, 0, 0]
    let sequenceEnd: [UInt8] = [0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0]
    let start = [[UInt8]](repeating: sequence + item, count: depth).flatMap { $0 }
    return start + [[UInt8]](repeating: itemEnd + sequenceEnd, count: depth).flatMap { $0 }
  }
}
