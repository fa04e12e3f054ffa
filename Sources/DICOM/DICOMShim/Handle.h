// What the translation units of the shim share.
#pragma once

#include "DICOMShim.h"
#include "Structure.h"

// DCMTK's configuration has to come before its other headers.
#include <dcmtk/config/osconfig.h>

#include <dcmtk/dcmdata/dcfcache.h>
#include <dcmtk/dcmdata/dcfilefo.h>
#include <dcmtk/dcmdata/dcpxitem.h>
#include <dcmtk/dcmdata/dcspchrs.h>

#include <memory>
#include <new>
#include <string>
#include <vector>

struct DICOMHandle {
  // Before the data set, which reads its long values from here.
  shim::Source source;
  shim::Structure structure;
  DcmFileFormat file;
  std::string transferSyntax;
  // What was lent last.
  OFString lent;
  // Specific Character Set as stored, once it was asked for.
  std::unique_ptr<OFString> characterSetName;
  // Made when the first text outside ASCII is met.
  std::unique_ptr<DcmSpecificCharacterSet> characterSet;
  // Keeps the stream between the reads of one value.
  DcmFileCache cache;

  // The item entered last of the sequence entered last: its neighbour is found without walking the list again.
  struct {
    DcmSequenceOfItems *sequence = nullptr;
    uint32_t index = 0;
    DcmItem *item = nullptr;
  } frame;

  // A piece of encapsulated pixel data, the offset table not counted, and where it begins in the joined stream.
  struct Fragment {
    uint64_t start;
    DcmPixelItem *item;
  };
  // Made when the first is asked for: DCMTK keeps them in a list, and there may be a million.
  std::vector<Fragment> fragments;

  // The items entered, the innermost last.
  std::vector<DcmItem *> entered;

  DcmDataset &dataset() { return *file.getDataset(); }
  // The element of the data set, or of the item entered last; NULL where it is absent.
  DcmElement *find(uint16_t group, uint16_t element);

private:
  // The elements of the data set by tag, made when the first is asked for: DCMTK would walk through a list each time.
  std::vector<std::pair<uint32_t, DcmElement *>> elements;
};

namespace shim {

// Element values longer than this stay on disk until they are asked for.
inline constexpr Uint32 longestValueRead = 4096;

// Longer values than this are no text and no numbers that are asked for: names have 64 characters a part.
inline constexpr Uint32 longestValue = 65536;

// Whether a Specific Character Set has one of the Japanese sets with escape sequences.
bool isJapanese(const char *terms);

// Text in these sets as UTF-8; false where it is none.
bool convertJapanese(const char *bytes, size_t count, OFString &utf8);

// Registers the decoders and takes over DCMTK's log, once for the process. False where DCMTK lacks its data dictionary,
// without which it cannot tell numbers from text.
bool prepare();

// Copies `text` and its end mark to `detail`, cut to `capacity` bytes.
void explain(char *detail, size_t capacity, const char *text);

// What the decoders complained about on this thread since the construction.
class Complaints {
public:
  Complaints();
  // The first complaint, or NULL.
  const char *first() const;
};

// Runs `body`; an exception becomes a status.
template <typename Body>
DICOMStatus guarded(Body body) noexcept {
  try {
    return body();
  } catch (const std::bad_alloc &) {
    return DICOMStatusOutOfMemory;
  } catch (...) {
    return DICOMStatusInternal;
  }
}

} // namespace shim
