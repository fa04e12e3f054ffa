// Putting elements into a data set.
#include "Writer.h"

#include <dcmtk/dcmdata/dcdeftag.h>
#include <dcmtk/dcmdata/dcelem.h>
#include <dcmtk/dcmdata/dcsequen.h>
#include <dcmtk/dcmdata/dcvrss.h>

namespace {

DICOMStatus statusOf(const OFCondition &condition) {
  if (condition.good()) return DICOMStatusOK;
  return condition == EC_MemoryExhausted ? DICOMStatusOutOfMemory : DICOMStatusInternal;
}

std::unique_ptr<DcmElement> make(uint16_t group, uint16_t element, const char *vr) {
  // Where the dictionary allows US and SS, DCMTK makes US of both.
  if (DcmVR(vr).getEVR() == EVR_SS) return std::make_unique<DcmSignedShort>(DcmTag(DcmTagKey(group, element), EVR_SS));
  DcmElement *made = nullptr;
  const OFCondition condition = DcmItem::newDicomElement(made, DcmTag(DcmTagKey(group, element), DcmVR(vr)));
  std::unique_ptr<DcmElement> owned(made);
  return condition.good() ? std::move(owned) : nullptr;
}

DICOMStatus insert(DICOMWriter *writer, std::unique_ptr<DcmElement> element) {
  const OFCondition condition = writer->item(element->getGTag()).insert(element.get(), OFTrue);
  if (condition.good()) element.release();
  return statusOf(condition);
}

OFCondition putNumber(DcmElement &element, DcmEVR vr, double value, unsigned long index) {
  switch (vr) {
  case EVR_US: return element.putUint16(static_cast<Uint16>(value), index);
  case EVR_SS: return element.putSint16(static_cast<Sint16>(value), index);
  case EVR_UL: return element.putUint32(static_cast<Uint32>(value), index);
  case EVR_SL: return element.putSint32(static_cast<Sint32>(value), index);
  case EVR_FL: return element.putFloat32(static_cast<Float32>(value), index);
  case EVR_FD: return element.putFloat64(value, index);
  case EVR_AT: {
    const auto tag = static_cast<Uint32>(value);
    return element.putTagVal(DcmTagKey(static_cast<Uint16>(tag >> 16), static_cast<Uint16>(tag)), index);
  }
  default: return EC_IllegalParameter;
  }
}

DcmSequenceOfItems *sequence(DICOMWriter *writer, uint16_t group, uint16_t element) {
  DcmElement *found = nullptr;
  if (writer->item().findAndGetElement(DcmTagKey(group, element), found).good())
    return dynamic_cast<DcmSequenceOfItems *>(found);
  auto made = std::make_unique<DcmSequenceOfItems>(DcmTag(DcmTagKey(group, element), DcmVR(EVR_SQ)));
  return writer->item().insert(made.get()).good() ? made.release() : nullptr;
}

} // namespace

DICOMStatus dicom_writer_create(DICOMWriter **writer) {
  return shim::guarded([&] {
    *writer = nullptr;
    if (!shim::prepare()) return DICOMStatusInternal;
    *writer = new DICOMWriter;
    return DICOMStatusOK;
  });
}

void dicom_writer_free(DICOMWriter *writer) {
  shim::guarded([&] {
    delete writer;
    return DICOMStatusOK;
  });
}

DICOMStatus dicom_writer_text(DICOMWriter *writer, uint16_t group, uint16_t element, const char *vr, const char *bytes, size_t count) {
  return shim::guarded([&] {
    auto made = make(group, element, vr);
    if (!made || !made->isaString() || count > UINT32_MAX) return DICOMStatusInternal;
    const OFCondition condition = made->putString(bytes, static_cast<Uint32>(count));
    return condition.good() ? insert(writer, std::move(made)) : statusOf(condition);
  });
}

DICOMStatus dicom_writer_numbers(DICOMWriter *writer, uint16_t group, uint16_t element, const char *vr, const double *values, size_t count) {
  return shim::guarded([&] {
    auto made = make(group, element, vr);
    if (!made) return DICOMStatusInternal;
    for (size_t index = 0; index < count; ++index) {
      const OFCondition condition = putNumber(*made, DcmVR(vr).getEVR(), values[index], index);
      if (condition.bad()) return statusOf(condition);
    }
    return insert(writer, std::move(made));
  });
}

DICOMStatus dicom_writer_begin_item(DICOMWriter *writer, uint16_t group, uint16_t element) {
  return shim::guarded([&] {
    DcmSequenceOfItems *found = sequence(writer, group, element);
    if (found == nullptr) return DICOMStatusInternal;
    auto item = std::make_unique<DcmItem>();
    const OFCondition condition = found->append(item.get());
    if (condition.bad()) return statusOf(condition);
    writer->open.push_back(item.release());
    return DICOMStatusOK;
  });
}

DICOMStatus dicom_writer_end_item(DICOMWriter *writer) {
  return shim::guarded([&] {
    if (writer->open.empty()) return DICOMStatusInternal;
    writer->open.pop_back();
    return DICOMStatusOK;
  });
}

DICOMStatus dicom_writer_empty_sequence(DICOMWriter *writer, uint16_t group, uint16_t element) {
  return shim::guarded([&] { return sequence(writer, group, element) == nullptr ? DICOMStatusInternal : DICOMStatusOK; });
}
