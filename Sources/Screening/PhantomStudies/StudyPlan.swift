import DICOMReport
import Evaluation
import StudyModel

/// What is to be written, before any pixel is made. A case changes the plan of the plain study.
struct StudyPlan {
  var patient: PatientFacts
  let uids: UIDSource
  var series: [SeriesPlan] = []
  /// Objects beside the CT, and files that are no objects.
  var others: [PlannedFile] = []

  var study: DataSet { patient.attributes(uids: uids) }
}

/// One scan and the files that it becomes.
struct SeriesPlan {
  var acquisition: PhantomAcquisition
  var series: CTSeries
  var isEnhanced = false
  var countsFromFeet = false
  var firstInstance = 1
  /// What is done to the files, which come feet to head.
  var edit: @Sendable (inout [PlannedFile]) -> Void = { _ in }
}

/// One file to be written.
struct PlannedFile: Sendable {
  enum Content: Sendable {
    /// An object without pixels, or with its own.
    case object(DICOMObject)
    /// Bytes that are no DICOM.
    case bytes([UInt8])
    /// A symbolic link to a path.
    case link(String)
  }

  var content: Content
  /// The slices of the volume that become the pixels; `nil` leaves the object as it is.
  var slices: Range<Int>?
  /// A file name of its own, instead of a number.
  var name: String?
  var storedForm = StoredForm.usual
  /// Changes densities of a slice before they are stored.
  var editDensities: (@Sendable (inout [Int16]) -> Void)?
  /// Changes the bytes of the written file.
  var editBytes: (@Sendable (inout [UInt8]) -> Void)?

  init(_ object: DICOMObject, slices: Range<Int>? = nil, name: String? = nil) {
    content = .object(object)
    self.slices = slices
    self.name = name
  }

  init(bytes: [UInt8], name: String) {
    content = .bytes(bytes)
    self.name = name
  }

  init(linkTo path: String, name: String) {
    content = .link(path)
    self.name = name
  }

  /// Changes the data set, where there is one.
  mutating func edit(_ change: (inout DataSet) -> Void) {
    guard case .object(var object) = content else { return }
    change(&object.dataSet)
    content = .object(object)
  }

  /// Changes the object, where there is one.
  mutating func editObject(_ change: (inout DICOMObject) -> Void) {
    guard case .object(var object) = content else { return }
    change(&object)
    content = .object(object)
  }
}
