// Text: stored bytes, and what they are in UTF-8.
#include "Handle.h"

#include <dcmtk/dcmdata/dcdatset.h>
#include <dcmtk/dcmdata/dcdeftag.h>
#include <dcmtk/dcmdata/dcelem.h>

#include <algorithm>

namespace {

DICOMStatus storedBytes(DICOMHandle *handle, uint16_t group, uint16_t element, const char **bytes, size_t *count) {
  *bytes = nullptr;
  *count = 0;
  DcmElement *found = handle->find(group, element);
  if (found == nullptr || found->getLength() == 0) return DICOMStatusAbsent;
  if (found->getLength() > shim::longestValue) return DICOMStatusCorrupt;
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

// The parts of a name are parted by ^ and =, values by \: after each the character set starts anew.
constexpr const char *delimiters = "\\^=";

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
    const bool isKnown = static_cast<bool>(*handle->characterSet);
    if (!isKnown || handle->characterSet->convertString(*utf8, *count, handle->lent, delimiters).bad()) {
      const bool isJapanese = shim::isJapanese(dicom_character_set(handle));
      if (!isJapanese || !shim::convertJapanese(*utf8, *count, handle->lent)) return DICOMStatusUndecodable;
    }
    *utf8 = handle->lent.c_str();
    *count = handle->lent.size();
    return DICOMStatusOK;
  });
}

const char *dicom_character_set(DICOMHandle *handle) {
  shim::guarded([&] {
    if (handle->characterSetName) return DICOMStatusOK;
    handle->characterSetName = std::make_unique<OFString>();
    DcmElement *found = nullptr;
    if (handle->dataset().findAndGetElement(DCM_SpecificCharacterSet, found).good() && found != nullptr &&
        found->getLength() <= shim::longestValue) {
      found->getOFStringArray(*handle->characterSetName);
    }
    return DICOMStatusOK;
  });
  return handle->characterSetName ? handle->characterSetName->c_str() : "";
}

DICOMStatus dicom_convert(
    DICOMHandle *handle, const char *term, const void *bytes, size_t count, const char **utf8, size_t *given) {
  return shim::guarded([&] {
    *utf8 = nullptr;
    *given = 0;
    DcmSpecificCharacterSet set;
    const char *text = static_cast<const char *>(bytes);
    if (set.selectCharacterSet(term).bad() || set.convertString(text, count, handle->lent, delimiters).bad()) {
      if (!shim::isJapanese(term) || !shim::convertJapanese(text, count, handle->lent)) return DICOMStatusUndecodable;
    }
    *utf8 = handle->lent.c_str();
    *given = handle->lent.size();
    return DICOMStatusOK;
  });
}
