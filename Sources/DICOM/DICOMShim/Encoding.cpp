// Element headers and the file meta information, read as DCMTK reads them.
#include "Encoding.h"

// DCMTK's configuration has to come before its other headers.
#include <dcmtk/config/osconfig.h>

#include <dcmtk/dcmdata/dcvr.h>
#include <dcmtk/dcmdata/dcxfer.h>

#include <cstring>

namespace {

constexpr uint16_t pair(char a, char b) { return static_cast<uint16_t>(uint8_t(a) << 8 | uint8_t(b)); }

bool isCapital(uint8_t byte) { return byte >= 'A' && byte <= 'Z'; }

// Whether the length takes four bytes.
bool hasLongLength(uint16_t vr) {
  switch (vr) {
  case pair('A', 'E'): case pair('A', 'S'): case pair('A', 'T'): case pair('C', 'S'): case pair('D', 'A'):
  case pair('D', 'S'): case pair('D', 'T'): case pair('F', 'D'): case pair('F', 'L'): case pair('I', 'S'):
  case pair('L', 'O'): case pair('L', 'T'): case pair('P', 'N'): case pair('S', 'H'): case pair('S', 'L'):
  case pair('S', 'S'): case pair('S', 'T'): case pair('T', 'M'): case pair('U', 'I'): case pair('U', 'L'):
  case pair('U', 'S'):
    return false;
  case pair('O', 'B'): case pair('O', 'W'): case pair('S', 'Q'): case pair('U', 'N'): case pair('U', 'T'):
    return true;
  default:
    const char name[3] = {static_cast<char>(vr >> 8), static_cast<char>(vr & 0xff), 0};
    return DcmVR(name).usesExtendedLengthEncoding();
  }
}

// How a data set without a known transfer syntax is written: small groups tell the byte order, capitals the VR.
shim::Encoding guess(shim::Source &source, uint64_t offset) {
  shim::Encoding encoding;
  const uint8_t *bytes = source.look(offset, 6);
  if (bytes == nullptr) return encoding;
  encoding.isExplicit = isCapital(bytes[4]) && isCapital(bytes[5]);
  encoding.isBigEndian = bytes[0] == 0 && bytes[1] != 0;
  return encoding;
}

} // namespace

bool shim::read(Source &source, uint64_t offset, Encoding encoding, ElementHeader &header) {
  const uint8_t *bytes = source.look(offset, 8);
  if (bytes == nullptr) return false;
  header = ElementHeader{};
  header.size = 8;
  if (!encoding.isExplicit) {
    header.length = encoding.long_(bytes + 4);
    return true;
  }
  const uint16_t vr = static_cast<uint16_t>(bytes[4] << 8 | bytes[5]);
  header.isSequence = vr == pair('S', 'Q');
  header.isBytes = vr == pair('O', 'B') || vr == pair('O', 'W');
  if (!hasLongLength(vr)) {
    header.length = encoding.word(bytes + 6);
    return true;
  }
  header.size = 12;
  bytes = source.look(offset, 12);
  if (bytes == nullptr) return false;
  header.length = encoding.long_(bytes + 8);
  return true;
}

shim::DataSetStart shim::dataSetStart(Source &source) {
  DataSetStart start;
  const uint8_t *mark = source.look(128, 4);
  if (mark != nullptr && std::memcmp(mark, "DICM", 4) == 0) start.offset = 132;
  std::string syntax;
  // The group has a handful of elements. Source: DICOM PS3.10, 7.1.
  for (int count = 0; count < 1024; ++count) {
    const uint8_t *bytes = source.look(start.offset, 8);
    const Encoding encoding{bytes != nullptr && isCapital(bytes[4]) && isCapital(bytes[5]), false};
    if (bytes == nullptr || encoding.word(bytes) != 0x0002) break;
    const bool isSyntax = encoding.word(bytes + 2) == 0x0010;
    ElementHeader header;
    if (!read(source, start.offset, encoding, header) || header.length > source.size() - start.offset) break;
    const uint8_t *value = isSyntax && header.length <= 64 ? source.look(start.offset + header.size, header.length) : nullptr;
    if (value != nullptr) syntax.assign(reinterpret_cast<const char *>(value), header.length);
    start.offset += header.size + header.length;
  }
  while (!syntax.empty() && (syntax.back() == '\0' || syntax.back() == ' ')) syntax.pop_back();
  const DcmXfer known(syntax.c_str());
  if (known.getXfer() == EXS_Unknown) {
    start.encoding = guess(source, start.offset);
    return start;
  }
  start.encoding = Encoding{known.isExplicitVR() != OFFalse, known.getByteOrder() == EBO_BigEndian};
  start.isDeflated = known.getStreamCompression() == ESC_zlib;
  return start;
}
