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

// Calls `body` with each piece but the offset table; stops where it returns false.
template <typename Body>
void forEachFragment(DcmPixelSequence &sequence, Body body) {
  // Going from item to item: asking by number would walk the list anew each time.
  for (DcmObject *next = sequence.nextInContainer(sequence.nextInContainer(nullptr)); next != nullptr;
       next = sequence.nextInContainer(next)) {
    auto *item = dynamic_cast<DcmPixelItem *>(next);
    if (item == nullptr || !body(*item)) return;
  }
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
    forEachFragment(*sequence, [&](DcmPixelItem &item) {
      element->fragments += 1;
      element->length += item.getLength();
      return true;
    });
    return element->length == 0 ? DICOMStatusAbsent : DICOMStatusOK;
  });
}

DICOMStatus dicom_fragment_lengths(DICOMHandle *handle, uint32_t *lengths, size_t count, size_t *given) {
  return shim::guarded([&] {
    *given = 0;
    DcmPixelData *pixels = pixelData(handle);
    DcmPixelSequence *sequence = pixels == nullptr ? nullptr : pieces(*pixels);
    if (sequence == nullptr) return DICOMStatusAbsent;
    forEachFragment(*sequence, [&](DcmPixelItem &item) {
      if (*given < count) lengths[*given] = item.getLength();
      *given += 1;
      return true;
    });
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
    OFCondition condition = EC_Normal;
    uint64_t start = 0; // of the fragment, in the joined stream
    forEachFragment(*sequence, [&](DcmPixelItem &item) {
      const uint64_t end = start + item.getLength();
      const uint64_t from = offset + *copied;
      if (from < end) {
        const auto wanted = static_cast<Uint32>(std::min<uint64_t>(end - from, count - *copied));
        condition = item.getPartialValue(target + *copied, static_cast<Uint32>(from - start), wanted, &handle->cache);
        if (condition.bad()) return false;
        *copied += wanted;
      }
      start = end;
      return *copied < count;
    });
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
