// Element values: bytes, text, numbers.
#include "Handle.h"

#include <dcmtk/dcmdata/dcdatset.h>
#include <dcmtk/dcmdata/dcelem.h>
#include <dcmtk/dcmdata/dcsequen.h>

#include <algorithm>
#include <charconv>

namespace {

DICOMStatus storedBytes(DICOMHandle *handle, uint16_t group, uint16_t element, const char **bytes, size_t *count) {
  *bytes = nullptr;
  *count = 0;
  DcmElement *found = handle->find(group, element);
  if (found == nullptr || found->getLength() == 0) return DICOMStatusAbsent;
  char *value = nullptr;
  Uint32 length = 0;
  if (!found->isaString() || found->getString(value, length).bad()) return DICOMStatusCorrupt;
  if (value == nullptr || length == 0) return DICOMStatusAbsent;
  *bytes = value;
  *count = length;
  return DICOMStatusOK;
}

// Bytes that are the same in every character set of DICOM: ASCII without the escapes that switch sets.
bool isPlain(const char *bytes, size_t count) {
  return std::all_of(bytes, bytes + count, [](char c) { return static_cast<signed char>(c) >= 0 && c != '\x1b'; });
}

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

DICOMStatus dicom_bytes(DICOMHandle *handle, uint16_t group, uint16_t element, const char **bytes, size_t *count) {
  return shim::guarded([&] { return storedBytes(handle, group, element, bytes, count); });
}

DICOMStatus dicom_text(DICOMHandle *handle, uint16_t group, uint16_t element, const char **utf8, size_t *count) {
  return shim::guarded([&] {
    const DICOMStatus status = storedBytes(handle, group, element, utf8, count);
    if (status != DICOMStatusOK || isPlain(*utf8, *count)) return status;
    if (!handle->characterSet) {
      handle->characterSet = std::make_unique<DcmSpecificCharacterSet>();
      if (handle->characterSet->selectCharacterSet(handle->dataset()).bad()) handle->characterSet->clear();
    }
    if (!*handle->characterSet) return DICOMStatusUndecodable;
    // The parts of a name are parted by ^ and =, values by \: after each the character set starts anew.
    if (handle->characterSet->convertString(*utf8, *count, handle->lent, "\\^=").bad()) return DICOMStatusUndecodable;
    *utf8 = handle->lent.c_str();
    *count = handle->lent.size();
    return DICOMStatusOK;
  });
}

DICOMStatus dicom_number(DICOMHandle *handle, uint16_t group, uint16_t element, uint32_t index, double *value) {
  return shim::guarded([&] {
    DcmElement *found = handle->find(group, element);
    if (found == nullptr || found->getLength() == 0 || index >= found->getVM()) return DICOMStatusAbsent;
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
