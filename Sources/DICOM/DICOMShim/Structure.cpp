// The walk through elements, sequences and items.
#include "Structure.h"

#include "Encoding.h"

#include <array>

namespace {

constexpr uint32_t undefinedLength = 0xFFFFFFFF;
constexpr uint32_t item = 0xFFFEE000, itemEnd = 0xFFFEE00D, sequenceEnd = 0xFFFEE0DD;
constexpr uint32_t pixelData = 0x7FE00010;

// What is open at a point of the walk.
struct Level {
  enum Kind : uint8_t { elements, items, fragments } kind = elements;
  shim::Encoding encoding;
  uint64_t end = 0;
  uint32_t count = 0;
  uint32_t highest = 0; // tag
};

class Walk {
public:
  Walk(shim::Source &source, shim::Structure &structure) : source_(source), structure_(structure) {}

  void run(uint64_t start, shim::Encoding encoding) {
    offset_ = start;
    open(Level::elements, encoding, source_.size());
    while (depth_ > 0 && structure_.danger.empty()) {
      const Level &level = levels_[depth_ - 1];
      if (offset_ >= level.end) {
        --depth_;
      } else if (!(level.kind == Level::elements ? element() : piece())) {
        return;
      }
    }
  }

private:
  Level &top() { return levels_[depth_ - 1]; }

  void open(Level::Kind kind, shim::Encoding encoding, uint64_t end) {
    if (depth_ == levels_.size()) {
      refuse("sequences are nested more than " + std::to_string(shim::StructureLimits::depth) + " deep");
      return;
    }
    levels_[depth_++] = Level{kind, encoding, end, 0, 0};
  }

  void refuse(const std::string &why) {
    structure_.danger = why + ", at byte " + std::to_string(offset_);
    structure_.group = static_cast<uint16_t>(outermost_ >> 16);
    structure_.element = static_cast<uint16_t>(outermost_);
  }

  // Whether one more may be parsed.
  bool count() {
    if (++all_ <= shim::StructureLimits::elements) return true;
    refuse("more than " + std::to_string(shim::StructureLimits::elements) + " elements and items");
    return false;
  }

  // Where a value of this length ends; nothing where that is outside of what is open.
  bool inside(uint32_t length, uint64_t &end) {
    end = length == undefinedLength ? top().end : offset_ + length;
    return end <= top().end;
  }

  // An item of a sequence, or a fragment. False where the walk ends.
  bool piece() {
    const uint8_t *bytes = source_.look(offset_, 8);
    if (bytes == nullptr) return false;
    const shim::Encoding encoding = top().encoding;
    const uint32_t tag = encoding.tag(bytes), length = encoding.long_(bytes + 4);
    const bool isFragment = top().kind == Level::fragments;
    offset_ += 8;
    if (tag == sequenceEnd) {
      --depth_;
      return true;
    }
    uint64_t end = 0;
    if (tag != item || !inside(length, end) || (isFragment && length == undefinedLength) || !count()) return false;
    if (isFragment) {
      offset_ = end;
    } else {
      open(Level::elements, encoding, end);
    }
    return true;
  }

  // An element of the data set or of an item. False where the walk ends.
  bool element() {
    const uint8_t *bytes = source_.look(offset_, 8);
    if (bytes == nullptr) return false;
    Level &level = top();
    const uint32_t tag = level.encoding.tag(bytes);
    if (tag == itemEnd && depth_ > 1) {
      offset_ += 8;
      --depth_;
      return true;
    }
    if (tag >> 16 == 0xFFFE || !count()) return false;
    if (depth_ == 1) outermost_ = tag;
    if (++level.count > shim::StructureLimits::elementsOfItem) {
      refuse("more than " + std::to_string(shim::StructureLimits::elementsOfItem) + " elements in one item");
    } else if (level.count > 1 && tag <= level.highest && ++disorder_ > shim::StructureLimits::disorder) {
      refuse("more than " + std::to_string(shim::StructureLimits::disorder) + " elements out of order");
    }
    if (tag > level.highest) level.highest = tag;
    shim::ElementHeader header;
    if (!shim::read(source_, offset_, level.encoding, header)) return false;
    offset_ += header.size;
    return value(tag, header);
  }

  bool value(uint32_t tag, const shim::ElementHeader &header) {
    const shim::Encoding encoding = top().encoding;
    uint64_t end = 0;
    if (!inside(header.length, end)) return false;
    if (header.length == undefinedLength) {
      if (tag == pixelData || header.isBytes) {
        open(Level::fragments, encoding, end);
      } else {
        // An unknown value of undefined length is a sequence in implicit little endian. Source: DICOM PS3.5, 6.2.2.
        open(Level::items, header.isSequence || !encoding.isExplicit ? encoding : shim::Encoding{}, end);
      }
      return true;
    }
    if (tag != pixelData && (header.isSequence || (!encoding.isExplicit && beginsWithItem(encoding, header.length)))) {
      open(Level::items, encoding, end);
      return true;
    }
    if (tag == pixelData && depth_ == 1 && structure_.pixelOffset == 0 && source_.isFile()) {
      structure_.pixelOffset = offset_;
      structure_.pixelLength = header.length;
    }
    offset_ = end;
    return true;
  }

  // In implicit encodings the dictionary tells sequences; without it, whatever begins as one is walked through as one.
  bool beginsWithItem(const shim::Encoding &encoding, uint32_t length) {
    const uint8_t *bytes = length < 8 ? nullptr : source_.look(offset_, 8);
    return bytes != nullptr && encoding.tag(bytes) == item;
  }

  shim::Source &source_;
  shim::Structure &structure_;
  uint64_t offset_ = 0;
  // The data set, then a sequence and an item by turns.
  std::array<Level, 2 * shim::StructureLimits::depth + 1> levels_;
  size_t depth_ = 0;
  uint32_t all_ = 0;
  uint32_t disorder_ = 0;
  uint32_t outermost_ = 0; // tag
};

} // namespace

shim::Structure shim::survey(Source &source) {
  Structure structure;
  const DataSetStart start = dataSetStart(source);
  if (start.isDeflated && !source.inflate(start.offset, StructureLimits::inflated, structure.danger)) {
    structure.isUnreadable = true;
    return structure;
  }
  Walk(source, structure).run(start.offset, start.encoding);
  return structure;
}
