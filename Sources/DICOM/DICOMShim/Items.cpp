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

// An item of a sequence that is asked for item after item, as frames are: asking by number walks a list.
DcmItem *itemOfFrame(DICOMHandle *handle, DcmSequenceOfItems *sequence, uint32_t index) {
  auto &last = handle->frame;
  if (last.sequence != sequence || index < last.index || index > last.index + 1 || last.item == nullptr) {
    last.item = sequence->getItem(index);
  } else if (index == last.index + 1) {
    last.item = dynamic_cast<DcmItem *>(sequence->nextInContainer(last.item));
  }
  last.sequence = sequence;
  last.index = index;
  return last.item;
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
    if (found == nullptr || index >= found->card()) return DICOMStatusAbsent;
    DcmItem *item = index == 0 ? found->getItem(0) : itemOfFrame(handle, found, index);
    if (item == nullptr) return DICOMStatusAbsent;
    handle->entered.push_back(item);
    return DICOMStatusOK;
  });
}

void dicom_leave(DICOMHandle *handle) {
  if (!handle->entered.empty()) handle->entered.pop_back();
}
