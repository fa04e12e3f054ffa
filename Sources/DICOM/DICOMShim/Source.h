// The bytes of one file, read through a window, or held in memory where the data set had to be inflated.
#pragma once

#include "DICOMShim.h"

#include <string>
#include <vector>

namespace shim {

class Source {
public:
  Source() = default;
  ~Source();
  Source(const Source &) = delete;
  Source &operator=(const Source &) = delete;

  // Opens a regular file without waiting for anybody. OK, Unreadable or Empty; `problem` says why.
  DICOMStatus open(const char *path, std::string &problem);

  uint64_t size() const { return size_; }
  const DICOMFileIdentity &identity() const { return identity_; }
  // Whether what is read here stands in the file at the same place.
  bool isFile() const { return file_ >= 0; }
  // Whether the file has still the size and the time of its last change that it had when it was opened.
  bool isUnchanged() const;

  // `count` bytes (at most `widest`) from `offset` on, lent until the next call; NULL where the source ends before.
  const uint8_t *look(uint64_t offset, size_t count) {
    if (offset >= start_ && offset - start_ <= window_.size() && count <= window_.size() - (offset - start_)) {
      return window_.data() + (offset - start_);
    }
    return count <= widest ? refill(offset, count) : nullptr;
  }
  static constexpr size_t widest = 1024;

  // Copies up to `count` bytes; fewer at the end, or where the file cannot be read.
  size_t copy(uint64_t offset, void *target, size_t count);

  // Replaces everything from `start` on by what it inflates to (a zlib or a raw deflate stream), kept in memory. False,
  // with the reason, where that is more than `limit` bytes; a stream that is damaged or cut off gives what it gave till then.
  bool inflate(uint64_t start, uint64_t limit, std::string &problem);

private:
  // Gives what the bytes from `start` on inflate to, piece by piece, until `body` returns false.
  template <typename Body>
  bool forEachInflated(uint64_t start, Body body);
  const uint8_t *refill(uint64_t offset, size_t count);

  int file_ = -1;
  int kept_ = -1; // the descriptor of an inflated file
  uint64_t size_ = 0;
  DICOMFileIdentity identity_{};
  std::vector<uint8_t> window_;
  uint64_t start_ = 0; // of the window, in the source
};

} // namespace shim
