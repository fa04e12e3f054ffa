import TestSupport
import Testing

@testable import DICOMIngest

@Suite("Objects beside the CT images")
struct StorageClassTests {
  @Test(
    "each is listed by its name and left alone; the CT series beside it is screened",
    arguments: [
      ("7", "Secondary Capture Image"), ("7.4", "Multi-frame True Color Secondary Capture Image"),
      ("11.1", "Grayscale Softcopy Presentation State"), ("66.1", "Spatial Registration"), ("66.4", "Segmentation"),
      ("88.11", "Basic Text SR"), ("88.34", "Comprehensive 3D SR"), ("88.59", "Key Object Selection Document"),
      ("88.65", "Chest CAD SR"), ("88.67", "X-Ray Radiation Dose SR"), ("104.1", "Encapsulated PDF"),
      ("128", "Positron Emission Tomography Image"), ("481.2", "RT Dose"), ("481.3", "RT Structure Set"),
      ("481.5", "RT Plan"), ("4.4", "Legacy Converted Enhanced MR Image"),
    ])
  func listed(suffix: String, name: String) throws {
    let folder = try TestFolder()
    try folder.writeStack()
    var other = TestFile.slice()
    other.set(0x0008, 0x0016, "UI", StorageClass.storageRoot + suffix)
    other.set(0x0008, 0x0018, "UI", "1.2.3.50.1")
    other.set(0x0020, 0x000E, "UI", "1.2.3.50")
    other.removePixels()
    try other.write("other.dcm", in: folder)
    let selection = try #require(index(folder).studies.first).select()
    #expect(selection.ranked.count == 1 && selection.ranked.first?.quality.verdict == .analysable)
    #expect(selection.others.map(\.quality.codes) == [["series.notCT"]])
    #expect(selection.others.first?.quality.reasons.first?.evidence == name)
  }

  @Test("a class of a maker is listed by its identifier") func makers() {
    #expect(StorageClass.name("1.2.840.113619.4.26") == "SOP class 1.2.840.113619.4.26")
    #expect(StorageClass.name("1.2.840.10008.5.1.4.1.1.9999") == "SOP class 1.2.840.10008.5.1.4.1.1.9999")
  }

  @Test("the names are the standard's, each once, but for CT itself") func names() {
    #expect(StorageClass.names.count > 100)
    #expect(Set(StorageClass.names.values).count == StorageClass.names.count)
    for uid in ["2", "2.1", "2.2"] { #expect(StorageClass.isCT(StorageClass.storageRoot + uid)) }
    #expect(StorageClass.names.keys.filter { StorageClass.isCT(StorageClass.storageRoot + $0) }.count == 3)
  }
}
