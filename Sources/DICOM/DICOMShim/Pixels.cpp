// The Pixel Data element: what it holds, its codestream, its samples.
#include "Handle.h"

#include <dcmtk/dcmdata/dccodec.h>
#include <dcmtk/dcmdata/dcdatset.h>
#include <dcmtk/dcmdata/dcerror.h>
#include <dcmtk/dcmdata/dcpixel.h>
#include <dcmtk/dcmdata/dcpixseq.h>
#include <dcmtk/dcmdata/dcpxitem.h>

#include <algorithm>
#include <limits>

namespace {

DcmPixelData *pixelData(DICOMHandle *handle) {
  return dynamic_cast<DcmPixelData *>(handle->find(0x7FE0, 0x0010));
}

// The pieces of encapsulated pixel data, the offset table first; NULL for native pixel data.
DcmPixelSequence *pieces(DcmPixelData &pixels) {
  E_TransferSyntax syntax = EXS_Unknown;
  const DcmRepresentationParameter *parameter = nullptr;
  pixels.getOriginalRepresentationKey(syntax, parameter);
  DcmPixelSequence *sequence = nullptr;
  return pixels.getEncapsulatedRepresentation(syntax, parameter, sequence).good() ? sequence : nullptr;
}

// The fragments of encapsulated pixel data in their order; none where they are native.
const std::vector<DICOMHandle::Fragment> &fragments(DICOMHandle *handle, DcmPixelSequence &sequence) {
  if (handle->fragments.empty()) {
    uint64_t start = 0;
    // Going from item to item: asking by number would walk the list anew each time. The offset table comes first.
    for (DcmObject *next = sequence.nextInContainer(sequence.nextInContainer(nullptr)); next != nullptr;
         next = sequence.nextInContainer(next)) {
      auto *item = dynamic_cast<DcmPixelItem *>(next);
      if (item == nullptr) break;
      handle->fragments.push_back({start, item});
      start += item->getLength();
    }
  }
  return handle->fragments;
}

} // namespace

DICOMStatus dicom_pixel_element(DICOMHandle *handle, DICOMPixelElement *element) {
  return shim::guarded([&] {
    *element = DICOMPixelElement{};
    DcmPixelData *pixels = pixelData(handle);
    if (pixels == nullptr) return DICOMStatusAbsent;
    DcmPixelSequence *sequence = pieces(*pixels);
    if (sequence == nullptr) {
      element->length = pixels->getLength();
      // The survey and DCMTK have to mean the same value.
      if (element->length == handle->structure.pixelLength) element->fileOffset = handle->structure.pixelOffset;
      return element->length == 0 ? DICOMStatusAbsent : DICOMStatusOK;
    }
    element->isEncapsulated = 1;
    const auto &all = fragments(handle, *sequence);
    element->fragments = static_cast<uint32_t>(all.size());
    if (!all.empty()) element->length = all.back().start + all.back().item->getLength();
    return element->length == 0 ? DICOMStatusAbsent : DICOMStatusOK;
  });
}

DICOMStatus dicom_fragment_lengths(DICOMHandle *handle, uint32_t *lengths, size_t count, size_t *given) {
  return shim::guarded([&] {
    *given = 0;
    DcmPixelData *pixels = pixelData(handle);
    DcmPixelSequence *sequence = pixels == nullptr ? nullptr : pieces(*pixels);
    if (sequence == nullptr) return DICOMStatusAbsent;
    const auto &all = fragments(handle, *sequence);
    for (size_t index = 0; index < std::min(count, all.size()); ++index) lengths[index] = all[index].item->getLength();
    *given = all.size();
    return DICOMStatusOK;
  });
}

DICOMStatus dicom_offset_table(DICOMHandle *handle, uint32_t *offsets, size_t count, size_t *given) {
  return shim::guarded([&] {
    *given = 0;
    DcmPixelData *pixels = pixelData(handle);
    DcmPixelSequence *sequence = pixels == nullptr ? nullptr : pieces(*pixels);
    DcmPixelItem *table = nullptr;
    if (sequence == nullptr || sequence->getItem(table, 0).bad() || table == nullptr) return DICOMStatusAbsent;
    const size_t entries = table->getLength() / sizeof(uint32_t);
    const size_t wanted = std::min(entries, count);
    std::vector<uint8_t> bytes(wanted * sizeof(uint32_t));
    if (wanted > 0 &&
        table->getPartialValue(bytes.data(), 0, static_cast<Uint32>(bytes.size()), &handle->cache).bad())
      return DICOMStatusCorrupt;
    for (size_t index = 0; index < wanted; ++index) {
      const uint8_t *entry = bytes.data() + index * sizeof(uint32_t);
      offsets[index] = entry[0] | entry[1] << 8 | entry[2] << 16 | uint32_t(entry[3]) << 24;
    }
    *given = entries;
    return DICOMStatusOK;
  });
}

DICOMStatus dicom_long_words(
    DICOMHandle *handle, uint16_t group, uint16_t element, uint64_t *values, size_t count, size_t *given) {
  return shim::guarded([&] {
    *given = 0;
    DcmElement *found = nullptr;
    if (handle->dataset().findAndGetElement(DcmTagKey(group, element), found).bad() || found == nullptr ||
        found->ident() != EVR_OV)
      return DICOMStatusAbsent;
    const size_t entries = found->getLength() / sizeof(uint64_t);
    if (entries <= count) {
      Uint64 *words = nullptr;
      if (entries > 0 && (found->getUint64Array(words).bad() || words == nullptr)) return DICOMStatusCorrupt;
      std::copy_n(words, entries, values);
    }
    *given = entries;
    return DICOMStatusOK;
  });
}

DICOMStatus dicom_codestream(DICOMHandle *handle, uint64_t offset, uint8_t *target, size_t count, size_t *copied) {
  return shim::guarded([&] {
    *copied = 0;
    DcmPixelData *pixels = pixelData(handle);
    DcmPixelSequence *sequence = pixels == nullptr ? nullptr : pieces(*pixels);
    if (sequence == nullptr) return DICOMStatusAbsent;
    const auto &all = fragments(handle, *sequence);
    auto isBehind = [](uint64_t place, const DICOMHandle::Fragment &fragment) { return place < fragment.start; };
    auto next = std::upper_bound(all.begin(), all.end(), offset, isBehind);
    OFCondition condition = EC_Normal;
    // The first begins at 0, so that there is one before.
    for (next -= next == all.begin() ? 0 : 1; next != all.end() && *copied < count; ++next) {
      const uint64_t from = offset + *copied - next->start, length = next->item->getLength();
      if (from >= length) continue;
      const auto wanted = static_cast<Uint32>(std::min<uint64_t>(length - from, count - *copied));
      condition = next->item->getPartialValue(target + *copied, static_cast<Uint32>(from), wanted, &handle->cache);
      if (condition.bad()) break;
      *copied += wanted;
    }
    return condition.good() ? DICOMStatusOK : DICOMStatusTruncated;
  });
}

DICOMStatus dicom_decode(
    DICOMHandle *handle, uint32_t frame, uint32_t fragment, void *target, size_t count, char *detail, size_t capacity) {
  return shim::guarded([&] {
    DcmPixelData *pixels = pixelData(handle);
    if (pixels == nullptr) return DICOMStatusAbsent;
    if (count > std::numeric_limits<Uint32>::max()) return DICOMStatusInternal;
    const shim::Complaints complaints;
    // DCMTK counts the offset table as the first fragment.
    Uint32 start = fragment + 1;
    OFString colourModel;
    const OFCondition condition = pixels->getUncompressedFrame(
        &handle->dataset(), frame, start, target, static_cast<Uint32>(count), colourModel, &handle->cache);
    if (condition.bad()) {
      shim::explain(detail, capacity, condition.text());
      if (condition == EC_MemoryExhausted) return DICOMStatusOutOfMemory;
      return DICOMStatusCorrupt;
    }
    if (const char *complaint = complaints.first()) {
      shim::explain(detail, capacity, complaint);
      return DICOMStatusCorrupt;
    }
    return DICOMStatusOK;
  });
}
