// Japanese text with escape sequences, which the conversion behind DCMTK does not know.
#include "Handle.h"

#include <dcmtk/ofstd/ofchrenc.h>

#include <cstring>

namespace {

enum class Set { ascii, kanji, supplement };

struct Escape {
  const char *sequence;
  Set set;
};

// Source: DICOM PS3.5, 6.1.2.5, and PS3.3, table C.12-3: JIS X 0201, X 0208 and X 0212.
constexpr Escape escapes[] = {
    {"\x1b(B", Set::ascii},        {"\x1b(J", Set::ascii}, {"\x1b$B", Set::kanji},
    {"\x1b$@", Set::kanji},        {"\x1b)I", Set::ascii}, {"\x1b$(D", Set::supplement},
};

const Escape *escapeAt(const char *bytes, size_t count) {
  for (const Escape &escape : escapes) {
    const size_t length = std::strlen(escape.sequence);
    if (count >= length && std::memcmp(bytes, escape.sequence, length) == 0) return &escape;
  }
  return nullptr;
}

} // namespace

bool shim::isJapanese(const char *terms) {
  for (const char *term : {"ISO 2022 IR 87", "ISO 2022 IR 159", "ISO 2022 IR 13"}) {
    if (std::strstr(terms, term) != nullptr) return true;
  }
  return false;
}

bool shim::convertJapanese(const char *bytes, size_t count, OFString &utf8) {
  // The same characters in EUC-JP, which needs no escapes.
  OFString euc;
  Set set = Set::ascii;
  for (size_t index = 0; index < count;) {
    if (bytes[index] == '\x1b') {
      const Escape *escape = escapeAt(bytes + index, count - index);
      if (escape == nullptr) return false;
      set = escape->set;
      index += std::strlen(escape->sequence);
    } else if (set == Set::ascii || bytes[index] <= ' ') {
      // Katakana of half width.
      if (static_cast<unsigned char>(bytes[index]) >= 0x80) euc += '\x8e';
      euc += bytes[index++];
    } else {
      if (index + 1 >= count) return false;
      if (set == Set::supplement) euc += '\x8f';
      for (size_t end = index + 2; index < end; ++index) euc += static_cast<char>(bytes[index] | 0x80);
    }
  }
  OFCharacterEncoding encoding;
  return encoding.selectEncoding("EUC-JP", "UTF-8").good() && encoding.convertString(euc, utf8).good();
}
