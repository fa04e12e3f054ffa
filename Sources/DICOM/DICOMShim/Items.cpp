// Sequences and their items.
#include "Handle.h"

#include <dcmtk/dcmdata/dcitem.h>
#include <dcmtk/dcmdata/dcsequen.h>

namespace {

DcmSequenceOfItems *sequence(DICOMHandle *handle, uint16_t group, uint16_t element) {
  DcmElement *found = nullptr;
  if (handle->item().findAndGetElement(DcmTagKey(group, element), found).bad()) return nullptr;
  return dynamic_cast<DcmSequenceOfItems *>(found);
}

} // namespace

DICOMStatus dicom_item_count(DICOMHandle *handle, uint16_t group, uint16_t element, uint32_t *count) {
  return shim::guarded([&] {
    DcmSequenceOfItems *found = sequence(handle, group, element);
    *count = found == nullptr ? 0 : static_cast<uint32_t>(found->card());
    return found == nullptr ? DICOMStatusAbsent : DICOMStatusOK;
  });
}

DICOMStatus dicom_enter(DICOMHandle *handle, uint16_t group, uint16_t element, uint32_t index) {
  return shim::guarded([&] {
    DcmSequenceOfItems *found = sequence(handle, group, element);
    DcmItem *item = found == nullptr || index >= found->card() ? nullptr : found->getItem(index);
    if (item == nullptr) return DICOMStatusAbsent;
    handle->entered.push_back(item);
    return DICOMStatusOK;
  });
}

void dicom_leave(DICOMHandle *handle) {
  if (!handle->entered.empty()) handle->entered.pop_back();
}
