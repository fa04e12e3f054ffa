// The structure of a data set, walked through without DCMTK: what would be dangerous to parse, and where the pixels are.
#pragma once

#include "Source.h"

namespace shim {

// What a file may ask of the parser. DCMTK recurses with each nested sequence, makes an object of some hundred bytes of
// each element, and sorts each into its item from the end: without bounds a file of a few megabytes ends the process, takes
// gigabytes or hours.
struct StructureLimits {
  static constexpr size_t depth = 64;
  // Elements, items and fragments of a file: an Enhanced CT of 5,000 frames has half a million.
  static constexpr uint32_t elements = 1'000'000;
  static constexpr uint32_t elementsOfItem = 10'000;
  // Elements that stand behind one with the same or a higher tag.
  static constexpr uint32_t disorder = 4096;
  // Bytes of a data set that is deflated.
  static constexpr uint64_t inflated = uint64_t{1} << 28;
};

struct Structure {
  // What DCMTK must not be given; empty for everything that it may judge by itself, damaged or not.
  std::string danger;
  // The top-level element that holds it.
  uint16_t group = 0;
  uint16_t element = 0;
  // Whether not even the elements before it can be given.
  bool isUnreadable = false;
  // The value of native Pixel Data (7FE0,0010) on the top level, by its place in the file; 0 where there is none.
  uint64_t pixelOffset = 0;
  uint64_t pixelLength = 0;
};

// Walks through a DICOM file; a deflated data set is inflated. Work is bounded by the limits, not by what lengths claim.
//
// Refuses only by `danger`. Where the walk loses its way in a damaged data set it ends, and DCMTK says what is wrong.
Structure survey(Source &source);

} // namespace shim
