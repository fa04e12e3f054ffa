// Pixel data: samples, fragments, compression.
#include "Writer.h"

#include <dcmtk/dcmdata/dcdeftag.h>
#include <dcmtk/dcmdata/dcpxitem.h>
#include <dcmtk/dcmdata/dcrleerg.h>
#include <dcmtk/dcmdata/dcrlerp.h>
#include <dcmtk/dcmdata/dcxfer.h>
#include <dcmtk/dcmjpeg/djencode.h>
#include <dcmtk/dcmjpeg/djrploss.h>
#include <dcmtk/dcmjpeg/djrplol.h>
#include <dcmtk/dcmjpls/djencode.h>
#include <dcmtk/dcmjpls/djrparam.h>

#include <algorithm>
#include <mutex>

namespace {

// Once for the process. No encoder gives an image another identifier: whoever writes it has chosen one.
void registerEncoders() {
  static std::once_flag once;
  std::call_once(once, [] {
    DJEncoderRegistration::registerCodecs(ECC_lossyYCbCr, EUC_never);
    DJLSEncoderRegistration::registerCodecs(0, 0, 0, 0, OFTrue, 0, OFTrue, EJLSUC_never);
    DcmRLEEncoderRegistration::registerCodecs();
  });
}

std::unique_ptr<DcmRepresentationParameter> parameters(E_TransferSyntax syntax, const DICOMCompression &compression) {
  switch (syntax) {
  case EXS_JPEGProcess1:
  case EXS_JPEGProcess2_4: return std::make_unique<DJ_RPLossy>(compression.quality);
  case EXS_JPEGProcess14:
  case EXS_JPEGProcess14SV1: return std::make_unique<DJ_RPLossless>();
  case EXS_JPEGLSLossless: return std::make_unique<DJLSRepresentationParameter>(0, OFTrue);
  case EXS_JPEGLSLossy: return std::make_unique<DJLSRepresentationParameter>(compression.nearLossless, OFFalse);
  case EXS_RLELossless: return std::make_unique<DcmRLERepresentationParameter>();
  default: return nullptr;
  }
}

// The same frames in smaller pieces, without an offset table.
DICOMStatus cut(DcmPixelData &pixels, E_TransferSyntax syntax, const DcmRepresentationParameter *parameter, uint32_t length) {
  DcmPixelSequence *frames = nullptr;
  if (pixels.getEncapsulatedRepresentation(syntax, parameter, frames).bad() || frames == nullptr) return DICOMStatusInternal;
  auto pieces = shim::emptyPixelSequence();
  for (unsigned long index = 1; index < frames->card(); ++index) {
    DcmPixelItem *frame = nullptr;
    Uint8 *bytes = nullptr;
    if (frames->getItem(frame, index).bad() || frame->getUint8Array(bytes).bad()) return DICOMStatusInternal;
    const Uint32 count = frame->getLength();
    const Uint32 step = length == 0 ? count : length;
    for (Uint32 offset = 0; offset < count; offset += step) {
      const DICOMStatus status = shim::append(*pieces, bytes + offset, std::min(step, count - offset));
      if (status != DICOMStatusOK) return status;
    }
  }
  pixels.putOriginalRepresentation(syntax, parameter, pieces.release());
  return DICOMStatusOK;
}

} // namespace

std::unique_ptr<DcmPixelSequence> shim::emptyPixelSequence() {
  auto sequence = std::make_unique<DcmPixelSequence>(DcmTag(DCM_PixelData, EVR_OB));
  auto table = std::make_unique<DcmPixelItem>(DcmTag(DCM_PixelItemTag));
  if (sequence->insert(table.get()).good()) table.release();
  return sequence;
}

DICOMStatus shim::append(DcmPixelSequence &sequence, const uint8_t *bytes, size_t count) {
  if (count > UINT32_MAX) return DICOMStatusInternal;
  auto item = std::make_unique<DcmPixelItem>(DcmTag(DCM_PixelItemTag));
  if (item->putUint8Array(bytes, static_cast<unsigned long>(count)).bad()) return DICOMStatusOutOfMemory;
  if (sequence.insert(item.get()).bad()) return DICOMStatusInternal;
  item.release();
  return DICOMStatusOK;
}

DICOMStatus shim::compress(DcmDataset &dataset, E_TransferSyntax syntax, const DICOMCompression &compression, char *detail, size_t capacity) {
  if (!DcmXfer(syntax).isEncapsulated()) return DICOMStatusOK;
  const auto parameter = parameters(syntax, compression);
  if (!parameter) {
    explain(detail, capacity, "there is no encoder for this transfer syntax");
    return DICOMStatusAbsent;
  }
  registerEncoders();
  const OFCondition condition = dataset.chooseRepresentation(syntax, parameter.get());
  if (condition.bad() || !dataset.canWriteXfer(syntax)) {
    explain(detail, capacity, condition.bad() ? condition.text() : "the encoder does not take these pixels");
    return DICOMStatusInternal;
  }
  if (compression.fragmentBytes == 0 && compression.writesOffsetTable) return DICOMStatusOK;
  DcmElement *element = nullptr;
  if (dataset.findAndGetElement(DCM_PixelData, element).bad()) return DICOMStatusOK;
  auto *pixels = dynamic_cast<DcmPixelData *>(element);
  return pixels == nullptr ? DICOMStatusInternal : cut(*pixels, syntax, parameter.get(), compression.fragmentBytes);
}

DICOMStatus dicom_writer_samples(DICOMWriter *writer, const void *samples, size_t count, int32_t bits) {
  return shim::guarded([&] {
    auto pixels = std::make_unique<DcmPixelData>(DCM_PixelData);
    OFCondition condition = EC_IllegalParameter;
    if (bits == 16) {
      pixels->setVR(EVR_OW);
      condition = pixels->putUint16Array(static_cast<const Uint16 *>(samples), static_cast<unsigned long>(count / 2));
    } else if (bits == 8) {
      pixels->setVR(EVR_OB);
      condition = pixels->putUint8Array(static_cast<const Uint8 *>(samples), static_cast<unsigned long>(count));
    }
    if (condition.good()) condition = writer->file.getDataset()->insert(pixels.get(), OFTrue);
    if (condition.bad()) return condition == EC_MemoryExhausted ? DICOMStatusOutOfMemory : DICOMStatusInternal;
    pixels.release();
    return DICOMStatusOK;
  });
}

DICOMStatus dicom_writer_fragment(DICOMWriter *writer, const char *uid, const uint8_t *bytes, size_t count) {
  return shim::guarded([&] {
    if (!DcmXfer(uid).isEncapsulated()) return DICOMStatusInternal;
    if (!writer->fragments) writer->fragments = shim::emptyPixelSequence();
    return shim::append(*writer->fragments, bytes, count);
  });
}
