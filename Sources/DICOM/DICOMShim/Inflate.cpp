// The data set of a deflated file, inflated within bounds.
#include "Source.h"

#include <new>

#include <zlib.h>

namespace {

constexpr size_t stepBytes = size_t{1} << 16;

class Inflater {
public:
  // DICOM wants a raw deflate stream; some writers put the header of zlib before it.
  explicit Inflater(bool hasHeader) { isReady_ = inflateInit2(&state_, hasHeader ? MAX_WBITS : -MAX_WBITS) == Z_OK; }
  ~Inflater() {
    if (isReady_) inflateEnd(&state_);
  }
  Inflater(const Inflater &) = delete;
  Inflater &operator=(const Inflater &) = delete;

  bool isReady() const { return isReady_; }
  z_stream &state() { return state_; }

private:
  z_stream state_{};
  bool isReady_ = false;
};

// Source: RFC 1950, 2.2.
bool isZlibHeader(const uint8_t *bytes) { return (bytes[0] & 0x0f) == Z_DEFLATED && (bytes[0] * 256 + bytes[1]) % 31 == 0; }

} // namespace

template <typename Body>
bool shim::Source::forEachInflated(uint64_t start, Body body) {
  const uint8_t *first = look(start, 2);
  Inflater inflater(first != nullptr && isZlibHeader(first));
  if (!inflater.isReady()) throw std::bad_alloc();
  z_stream &state = inflater.state();
  std::vector<uint8_t> input(stepBytes), output(stepBytes);
  uint64_t offset = start;
  int result = Z_OK;
  while (result == Z_OK) {
    if (state.avail_in == 0) {
      const size_t got = copy(offset, input.data(), input.size());
      offset += got;
      state.next_in = input.data();
      state.avail_in = static_cast<uInt>(got);
    }
    state.next_out = output.data();
    state.avail_out = static_cast<uInt>(output.size());
    // Without input and output zlib reports an error, and the loop ends.
    result = ::inflate(&state, Z_NO_FLUSH);
    if (!body(output.data(), output.size() - state.avail_out)) return false;
  }
  return true;
}

bool shim::Source::inflate(uint64_t start, uint64_t limit, std::string &problem) {
  // Counted first, so that a bomb costs no memory and a data set exactly its size.
  uint64_t size = 0;
  if (!forEachInflated(start, [&](const uint8_t *, size_t count) { return (size += count) <= limit; })) {
    problem = "the data set inflates to more than " + std::to_string(limit) + " bytes";
    return false;
  }
  std::vector<uint8_t> all;
  all.reserve(static_cast<size_t>(start + size));
  all.resize(static_cast<size_t>(start));
  all.resize(copy(0, all.data(), all.size()));
  forEachInflated(start, [&](const uint8_t *bytes, size_t count) {
    all.insert(all.end(), bytes, bytes + count);
    return all.size() <= start + limit;
  });
  kept_ = file_;
  file_ = -1;
  window_ = std::move(all);
  start_ = 0;
  size_ = window_.size();
  return true;
}
