// Numbers.
#include "Handle.h"

#include <dcmtk/dcmdata/dcdatset.h>
#include <dcmtk/dcmdata/dcelem.h>
#include <dcmtk/dcmdata/dcsequen.h>

#include <algorithm>
#include <charconv>

namespace {

// A number written as text. All of it has to be one: a decimal comma would otherwise cut off the fraction.
DICOMStatus giveText(DcmElement *element, uint32_t index, double *value) {
  OFString text;
  if (element->getOFString(text, index).bad()) return DICOMStatusCorrupt;
  const char *first = text.c_str();
  const char *last = first + text.size();
  while (first < last && *first == ' ') ++first;
  while (first < last && (last[-1] == ' ' || last[-1] == '\0')) --last;
  if (first == last) return DICOMStatusAbsent;
  if (*first == '+') ++first;
  const auto parsed = std::from_chars(first, last, *value);
  return parsed.ec == std::errc() && parsed.ptr == last ? DICOMStatusOK : DICOMStatusCorrupt;
}

template <typename Number>
DICOMStatus give(OFCondition (DcmElement::*get)(Number &, unsigned long), DcmElement *element, uint32_t index, double *value) {
  Number number = 0;
  if ((element->*get)(number, index).bad()) return DICOMStatusCorrupt;
  *value = static_cast<double>(number);
  return DICOMStatusOK;
}

} // namespace

DICOMStatus dicom_number(DICOMHandle *handle, uint16_t group, uint16_t element, uint32_t index, double *value) {
  return shim::guarded([&] {
    DcmElement *found = handle->find(group, element);
    if (found == nullptr || found->getLength() == 0) return DICOMStatusAbsent;
    if (found->getLength() > shim::longestValue) return DICOMStatusCorrupt;
    if (index >= found->getVM()) return DICOMStatusAbsent;
    switch (found->ident()) {
    case EVR_US:
    case EVR_xs:
      return give<Uint16>(&DcmElement::getUint16, found, index, value);
    case EVR_SS:
      return give<Sint16>(&DcmElement::getSint16, found, index, value);
    case EVR_UL:
      return give<Uint32>(&DcmElement::getUint32, found, index, value);
    case EVR_SL:
      return give<Sint32>(&DcmElement::getSint32, found, index, value);
    case EVR_FL:
      return give<Float32>(&DcmElement::getFloat32, found, index, value);
    case EVR_FD:
      return give<Float64>(&DcmElement::getFloat64, found, index, value);
    case EVR_DS:
    case EVR_IS:
      return giveText(found, index, value);
    default:
      return DICOMStatusCorrupt;
    }
  });
}
