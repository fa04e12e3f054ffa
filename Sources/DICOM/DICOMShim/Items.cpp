// Looking for elements; sequences and their items.
#include "Handle.h"

#include <dcmtk/dcmdata/dcitem.h>
#include <dcmtk/dcmdata/dcsequen.h>

#include <algorithm>

DcmElement *DICOMHandle::find(uint16_t group, uint16_t element) {
  if (!entered.empty()) {
    DcmElement *found = nullptr;
    return entered.back()->findAndGetElement(DcmTagKey(group, element), found).good() ? found : nullptr;
  }
  using Entry = std::pair<uint32_t, DcmElement *>;
  auto isBefore = [](const Entry &a, const Entry &b) { return a.first < b.first; };
  if (elements.empty()) {
    DcmItem &all = dataset();
    elements.reserve(all.card());
    for (DcmObject *next = all.nextInContainer(nullptr); next != nullptr; next = all.nextInContainer(next)) {
      // A data set holds elements only.
      const Entry entry(uint32_t{next->getGTag()} << 16 | next->getETag(), static_cast<DcmElement *>(next));
      // They come in order, so that this is the end; of equal ones the first is found.
      elements.insert(std::upper_bound(elements.begin(), elements.end(), entry, isBefore), entry);
    }
  }
  const Entry wanted(uint32_t{group} << 16 | element, nullptr);
  const auto found = std::lower_bound(elements.begin(), elements.end(), wanted, isBefore);
  return found != elements.end() && found->first == wanted.first ? found->second : nullptr;
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
