// Opening and parsing a file.
#include "Handle.h"

#include <dcmtk/dcmdata/dcdeftag.h>
#include <dcmtk/dcmdata/dcerror.h>
#include <dcmtk/dcmdata/dcmetinf.h>
#include <dcmtk/dcmdata/dcxfer.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <sys/stat.h>

namespace {

// DICOM has "DICM" after a preamble of 128 bytes. A data set stored without it is recognised by its first element,
// which is one of the file meta group or one of the first of group 0008.
bool looksLikeDICOM(const unsigned char *bytes, size_t count) {
  if (count >= 132 && std::memcmp(bytes + 128, "DICM", 4) == 0) return true;
  if (count < 132) return false;
  const unsigned group = bytes[0] | bytes[1] << 8, element = bytes[2] | bytes[3] << 8;
  return (group == 0x0002 && element <= 0x0010) || (group == 0x0008 && element <= 0x0018);
}

DICOMStatus look(const char *path, char *detail, size_t capacity) {
  struct stat status;
  if (stat(path, &status) != 0) {
    shim::explain(detail, capacity, std::strerror(errno));
    return DICOMStatusUnreadable;
  }
  // Opening a pipe would wait for whoever writes into it.
  if (!S_ISREG(status.st_mode)) {
    shim::explain(detail, capacity, "not a regular file");
    return DICOMStatusUnreadable;
  }
  const std::unique_ptr<FILE, int (*)(FILE *)> file(std::fopen(path, "rb"), std::fclose);
  if (!file) {
    shim::explain(detail, capacity, std::strerror(errno));
    return DICOMStatusUnreadable;
  }
  unsigned char start[132];
  const size_t count = std::fread(start, 1, sizeof start, file.get());
  if (std::ferror(file.get())) {
    shim::explain(detail, capacity, std::strerror(errno));
    return DICOMStatusUnreadable;
  }
  if (count == 0) {
    shim::explain(detail, capacity, "no bytes");
    return DICOMStatusEmpty;
  }
  if (!looksLikeDICOM(start, count)) {
    shim::explain(detail, capacity, "neither the DICM mark nor a data set");
    return DICOMStatusNotDICOM;
  }
  return DICOMStatusOK;
}

// An element that announces more bytes than the file has ends in one of these.
bool meansTruncated(const OFCondition &condition) {
  return condition == EC_EndOfStream || condition == EC_StreamNotifyClient || condition == EC_InvalidStream ||
         condition == EC_SequDelimitationItemMissing || condition == EC_ItemDelimitationItemMissing;
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
    const DICOMStatus seen = look(path, detail, capacity);
    if (seen != DICOMStatusOK) return seen;
    // DCMTK takes "-" for standard input.
    const std::string name = std::strcmp(path, "-") == 0 ? "./-" : path;
    auto opened = std::make_unique<DICOMHandle>();
    const OFCondition condition =
        opened->file.loadFile(name.c_str(), EXS_Unknown, EGL_noChange, shim::longestValueRead);
    opened->transferSyntax = transferSyntax(opened->file);
    if (condition.good()) {
      *handle = opened.release();
      return DICOMStatusOK;
    }
    shim::explain(detail, capacity, condition.text());
    if (condition == EC_MemoryExhausted) return DICOMStatusOutOfMemory;
    // The last element may hold a part of its value, and half an identifier is another identifier.
    DcmDataset &dataset = *opened->file.getDataset();
    if (dataset.card() > 0) delete dataset.remove(dataset.card() - 1);
    *handle = opened.release();
    return meansTruncated(condition) ? DICOMStatusTruncated : DICOMStatusCorrupt;
  });
}

void dicom_close(DICOMHandle *handle) {
  shim::guarded([&] {
    delete handle;
    return DICOMStatusOK;
  });
}

const char *dicom_transfer_syntax(const DICOMHandle *handle) { return handle->transferSyntax.c_str(); }
