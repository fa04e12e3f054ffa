// Opening and parsing a file.
#include "Handle.h"
#include "Stream.h"

#include <dcmtk/dcmdata/dcdeftag.h>
#include <dcmtk/dcmdata/dcerror.h>
#include <dcmtk/dcmdata/dcmetinf.h>
#include <dcmtk/dcmdata/dcxfer.h>

#include <cstring>

namespace {

// DICOM has "DICM" after a preamble of 128 bytes. A data set stored without it is recognised by its first element,
// which is one of the file meta group or one of the first of group 0008.
bool looksLikeDICOM(shim::Source &source) {
  const uint8_t *bytes = source.look(0, 132);
  if (bytes == nullptr) return false;
  if (std::memcmp(bytes + 128, "DICM", 4) == 0) return true;
  const unsigned group = bytes[0] | bytes[1] << 8, element = bytes[2] | bytes[3] << 8;
  return (group == 0x0002 && element <= 0x0010) || (group == 0x0008 && element <= 0x0018);
}

// An element that announces more bytes than the file has ends in one of these.
bool meansTruncated(const OFCondition &condition) {
  return condition == EC_EndOfStream || condition == EC_StreamNotifyClient || condition == EC_InvalidStream ||
         condition == EC_SequDelimitationItemMissing || condition == EC_ItemDelimitationItemMissing;
}

// Removes the elements that were not read to their end: half an identifier is another identifier, and a length that nobody
// has seen the end of is not to be believed.
// DCMTK counts a value that was stepped over as read: that one is known by its length.
void dropUnfinished(DcmItem &item, uint64_t steppedOver) {
  std::vector<DcmObject *> unfinished;
  for (DcmObject *element = item.nextInContainer(nullptr); element != nullptr; element = item.nextInContainer(element)) {
    const bool isCut = steppedOver > shim::longestValueRead && element->getLengthField() == steppedOver;
    if (isCut || element->transferState() != ERW_ready) unfinished.push_back(element);
  }
  for (DcmObject *element : unfinished) delete item.remove(element);
}

// Parses the data set to its end, or up to the element that holds what is dangerous.
DICOMStatus parse(DICOMHandle &handle, std::string &problem) {
  const shim::Structure &structure = handle.structure;
  const bool isDangerous = !structure.danger.empty();
  const DcmTagKey last = isDangerous ? DcmTagKey(structure.group, structure.element) : DCM_UndefinedTagKey;
  shim::GuardedStream stream(handle.source);
  handle.file.transferInit();
  const OFCondition condition =
      handle.file.readUntilTag(stream, EXS_Unknown, EGL_noChange, shim::longestValueRead, last);
  const bool isWhole = condition.good() && stream.refusal() == nullptr;
  DcmDataset &dataset = handle.dataset();
  if (!isWhole) {
    dropUnfinished(*handle.file.getMetaInfo(), stream.unfinished());
    dropUnfinished(dataset, stream.unfinished());
  }
  handle.file.transferEnd();
  if (condition == EC_MemoryExhausted) {
    problem = condition.text();
    return DICOMStatusOutOfMemory;
  }
  if (isWhole) {
    if (!isDangerous) return DICOMStatusOK;
    problem = structure.danger;
    return DICOMStatusCorrupt;
  }
  // What stands last may be cut off without a sign of it.
  if (dataset.card() > 0) delete dataset.remove(dataset.card() - 1);
  problem = isDangerous ? structure.danger : stream.refusal() != nullptr ? stream.refusal() : condition.text();
  const bool isCut = !isDangerous && stream.refusal() == nullptr && meansTruncated(condition);
  return isCut ? DICOMStatusTruncated : DICOMStatusCorrupt;
}

std::string transferSyntax(DcmFileFormat &file) {
  OFString uid;
  if (file.getMetaInfo()->findAndGetOFString(DCM_TransferSyntaxUID, uid).good() && !uid.empty()) return uid.c_str();
  const char *known = DcmXfer(file.getDataset()->getOriginalXfer()).getXferID();
  return known == nullptr ? "" : known;
}

} // namespace

DICOMStatus dicom_open(const char *path, DICOMHandle **handle, char *detail, size_t capacity) {
  return shim::guarded([&] {
    *handle = nullptr;
    if (!shim::prepare()) {
      shim::explain(detail, capacity, "DCMTK has not found its data dictionary");
      return DICOMStatusInternal;
    }
    auto opened = std::make_unique<DICOMHandle>();
    std::string problem;
    const DICOMStatus seen = opened->source.open(path, problem);
    if (seen != DICOMStatusOK) {
      shim::explain(detail, capacity, problem.c_str());
      return seen;
    }
    if (!looksLikeDICOM(opened->source)) {
      shim::explain(detail, capacity, "neither the DICM mark nor a data set");
      return DICOMStatusNotDICOM;
    }
    opened->structure = shim::survey(opened->source);
    if (opened->structure.isUnreadable) {
      shim::explain(detail, capacity, opened->structure.danger.c_str());
      return DICOMStatusCorrupt;
    }
    DICOMStatus status = parse(*opened, problem);
    if (!opened->source.isUnchanged()) {
      problem = "the file was changed while it was read";
      status = DICOMStatusChanged;
    }
    if (status != DICOMStatusOK) shim::explain(detail, capacity, problem.c_str());
    if (status == DICOMStatusOK || status == DICOMStatusTruncated || status == DICOMStatusCorrupt) {
      opened->transferSyntax = transferSyntax(opened->file);
      *handle = opened.release();
    }
    return status;
  });
}

void dicom_close(DICOMHandle *handle) {
  shim::guarded([&] {
    delete handle;
    return DICOMStatusOK;
  });
}

void dicom_identity(const DICOMHandle *handle, DICOMFileIdentity *identity) { *identity = handle->source.identity(); }

const char *dicom_transfer_syntax(const DICOMHandle *handle) { return handle->transferSyntax.c_str(); }
