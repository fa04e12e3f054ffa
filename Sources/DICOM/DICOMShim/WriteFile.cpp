// Saving a data set.
#include "Writer.h"

#include <dcmtk/dcmdata/dcdeftag.h>
#include <dcmtk/dcmdata/dcxfer.h>

namespace {

DICOMStatus attachPixels(DICOMWriter *writer, E_TransferSyntax syntax, const DICOMCompression &compression, char *detail, size_t capacity) {
  DcmDataset &dataset = *writer->file.getDataset();
  if (!writer->fragments) return shim::compress(dataset, syntax, compression, detail, capacity);
  auto pixels = std::make_unique<DcmPixelData>(DCM_PixelData);
  pixels->putOriginalRepresentation(syntax, nullptr, writer->fragments.release());
  if (dataset.insert(pixels.get(), OFTrue).bad()) return DICOMStatusInternal;
  pixels.release();
  return DICOMStatusOK;
}

} // namespace

DICOMStatus dicom_writer_save(DICOMWriter *writer, const char *path, const char *uid, const DICOMCompression *compression, char *detail, size_t capacity) {
  return shim::guarded([&] {
    const E_TransferSyntax syntax = DcmXfer(uid).getXfer();
    if (syntax == EXS_Unknown) {
      shim::explain(detail, capacity, "not a transfer syntax that is known here");
      return DICOMStatusAbsent;
    }
    const DICOMStatus status = attachPixels(writer, syntax, *compression, detail, capacity);
    if (status != DICOMStatusOK) return status;
    const OFCondition condition =
        writer->file.saveFile(path, syntax, EET_ExplicitLength, EGL_noChange, EPD_noChange, 0, 0, EWM_fileformat);
    if (condition.good()) return DICOMStatusOK;
    shim::explain(detail, capacity, condition.text());
    return DICOMStatusUnreadable;
  });
}
