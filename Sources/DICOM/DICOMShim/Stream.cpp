// The producer behind DCMTK's stream, and the streams of values that are read later.
#include "Stream.h"

#include <dcmtk/dcmdata/dcerror.h>

#include <algorithm>
#include <cstring>

namespace {

// A level of nesting takes about 1.6 kB of stack: 64 levels are far below this, and threads have at least 512 kB.
constexpr uintptr_t mostStack = uintptr_t{256} << 10;

// An element takes up to eight reads.
constexpr uint64_t mostReads = 16'000'000;

uintptr_t stackHere() { return reinterpret_cast<uintptr_t>(__builtin_frame_address(0)); }

class Factory : public DcmInputStreamFactory {
public:
  Factory(shim::Source &source, uint64_t offset) : source_(source), offset_(offset) {}
  DcmInputStream *create() const override { return new shim::GuardedStream(source_, offset_); }
  DcmInputStreamFactory *clone() const override { return new Factory(source_, offset_); }
  DcmInputStreamFactoryType ident() const override { return DFT_DcmInputFileStreamFactory; }

private:
  shim::Source &source_;
  const uint64_t offset_;
};

} // namespace

shim::GuardedProducer::GuardedProducer(Source &source, uint64_t offset)
    : source_(source), offset_(offset), stackAtStart_(stackHere()), status_(EC_Normal) {}

void shim::GuardedProducer::refuse(const char *why) {
  refusal_ = why;
  status_ = EC_InvalidStream;
}

OFBool shim::GuardedProducer::eos() { return status_.bad() || offset_ >= source_.size(); }

offile_off_t shim::GuardedProducer::avail() {
  return eos() ? 0 : static_cast<offile_off_t>(source_.size() - offset_);
}

offile_off_t shim::GuardedProducer::read(void *target, offile_off_t count) {
  const uintptr_t here = stackHere();
  if (std::max(here, stackAtStart_) - std::min(here, stackAtStart_) > mostStack) refuse("sequences are nested too deep");
  if (++reads_ > mostReads) refuse("too many elements");
  if (status_.bad() || count <= 0) return 0;
  const auto wanted = static_cast<size_t>(std::min<uint64_t>(static_cast<uint64_t>(count), source_.size() - std::min(offset_, source_.size())));
  const size_t got = source_.copy(offset_, target, wanted);
  offset_ += got;
  // DCMTK keeps what it did not get, and must not keep what was in memory before.
  if (got < static_cast<uint64_t>(count)) std::memset(static_cast<char *>(target) + got, 0, static_cast<size_t>(count) - got);
  // The file became shorter, or cannot be read any more.
  if (got < wanted) status_ = EC_InvalidStream;
  return static_cast<offile_off_t>(got);
}

offile_off_t shim::GuardedProducer::skip(offile_off_t count) {
  const offile_off_t skipped = std::max<offile_off_t>(0, std::min(count, avail()));
  if (skipped < count) unfinished_ = static_cast<uint64_t>(count);
  offset_ += static_cast<uint64_t>(skipped);
  return skipped;
}

void shim::GuardedProducer::putback(offile_off_t count) {
  if (status_.bad() || count <= 0) return;
  if (static_cast<uint64_t>(count) > offset_) {
    status_ = EC_PutbackFailed;
  } else {
    offset_ -= static_cast<uint64_t>(count);
  }
}

shim::GuardedStream::GuardedStream(Source &source, uint64_t offset)
    : DcmInputStream(&producer_), source_(source), start_(offset), producer_(source, offset) {}

DcmInputStreamFactory *shim::GuardedStream::newFactory() const {
  return new Factory(source_, start_ + static_cast<uint64_t>(tell()));
}
