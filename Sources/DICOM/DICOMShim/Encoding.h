// How the elements of a data set are written.
#pragma once

#include "Source.h"

namespace shim {

// Implicit VR little endian, unless said otherwise.
struct Encoding {
  bool isExplicit = false;
  bool isBigEndian = false;

  uint16_t word(const uint8_t *bytes) const {
    return static_cast<uint16_t>(isBigEndian ? bytes[0] << 8 | bytes[1] : bytes[1] << 8 | bytes[0]);
  }
  uint32_t long_(const uint8_t *bytes) const {
    const uint32_t first = word(bytes), second = word(bytes + 2);
    return isBigEndian ? first << 16 | second : second << 16 | first;
  }
  // Group and element in one number that sorts as tags do.
  uint32_t tag(const uint8_t *bytes) const { return uint32_t{word(bytes)} << 16 | word(bytes + 2); }
};

// What stands before the value of an element.
struct ElementHeader {
  uint32_t size = 0;   // of the header, in bytes
  uint32_t length = 0; // of the value, 0xFFFFFFFF where it is undefined
  bool isSequence = false;
  bool isBytes = false; // OB or OW
};

// Reads the header at `offset`; false where the source ends inside it.
bool read(Source &source, uint64_t offset, Encoding encoding, ElementHeader &header);

struct DataSetStart {
  uint64_t offset = 0;
  Encoding encoding;
  bool isDeflated = false;
};

// Where the data set begins behind the file meta information, and how it is written.
DataSetStart dataSetStart(Source &source);

} // namespace shim
