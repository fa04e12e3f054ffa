// Looking for elements; sequences and their items.
#include "Handle.h"

#include <dcmtk/dcmdata/dcitem.h>
#include <dcmtk/dcmdata/dcsequen.h>

#include <algorithm>

DcmElement *DICOMHandle::find(const DcmTagKey &tag) {
  if (!entered.empty()) {
    DcmElement *found = nullptr;
    return entered.back()->findAndGetElement(tag, found).good() ? found : nullptr;
  }
  auto isBefore = [](const auto &a, const auto &b) { return a.first < b.first; };
  if (elements.empty()) {
    DcmItem &all = dataset();
    for (DcmObject *next = all.nextInContainer(nullptr); next != nullptr; next = all.nextInContainer(next)) {
      auto *element = dynamic_cast<DcmElement *>(next);
      if (element == nullptr) continue;
      const std::pair<DcmTagKey, DcmElement *> entry(element->getTag(), element);
      // They come in order, so that this is the end; of equal ones the first is found.
      elements.insert(std::upper_bound(elements.begin(), elements.end(), entry, isBefore), entry);
    }
  }
  const auto found = std::lower_bound(
      elements.begin(), elements.end(), std::pair<DcmTagKey, DcmElement *>(tag, nullptr), isBefore);
  return found != elements.end() && found->first == tag ? found->second : nullptr;
}

namespace {

DcmSequenceOfItems *sequence(DICOMHandle *handle, uint16_t group, uint16_t element) {
  return dynamic_cast<DcmSequenceOfItems *>(handle->find(group, element));
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
