// What the translation units that write share.
#pragma once

#include "DICOMWriting.h"
#include "Handle.h"

#include <dcmtk/dcmdata/dcmetinf.h>
#include <dcmtk/dcmdata/dcpixel.h>
#include <dcmtk/dcmdata/dcpixseq.h>

#include <vector>

struct DICOMWriter {
  DcmFileFormat file;
  std::vector<DcmItem *> open;
  // Compressed pieces that were handed over, until the file is saved.
  std::unique_ptr<DcmPixelSequence> fragments;

  // Where an element of this group goes.
  DcmItem &item(uint16_t group) {
    if (group == 0x0002) return *file.getMetaInfo();
    return item();
  }

  DcmItem &item() { return open.empty() ? *file.getDataset() : *open.back(); }
};

namespace shim {

// Puts the pieces of pixel data into a sequence that begins with an empty offset table.
std::unique_ptr<DcmPixelSequence> emptyPixelSequence();
DICOMStatus append(DcmPixelSequence &sequence, const uint8_t *bytes, size_t count);

// Compresses the samples of the data set, if `syntax` wants it.
DICOMStatus compress(DcmDataset &dataset, E_TransferSyntax syntax, const DICOMCompression &compression, char *detail, size_t capacity);

} // namespace shim
