// The file as DCMTK's parser reads it.
#pragma once

#include "Source.h"

// DCMTK's configuration has to come before its other headers.
#include <dcmtk/config/osconfig.h>

#include <dcmtk/dcmdata/dcistrma.h>

namespace shim {

// Gives the bytes of a source to DCMTK, and nothing any more once DCMTK has recursed too deep or read too often: a second
// fence behind the survey, for whatever DCMTK reads in another way than the survey does.
class GuardedProducer : public DcmProducer {
public:
  GuardedProducer(Source &source, uint64_t offset);

  OFBool good() const override { return status_.good(); }
  OFCondition status() const override { return status_; }
  OFBool eos() override;
  offile_off_t avail() override;
  offile_off_t read(void *target, offile_off_t count) override;
  offile_off_t skip(offile_off_t count) override;
  void putback(offile_off_t count) override;

  // Why nothing more is given; NULL where the parser may go on.
  const char *refusal() const { return refusal_; }
  // The length of a value that the source ended inside of; 0 where there was none.
  uint64_t unfinished() const { return unfinished_; }

private:
  void refuse(const char *why);

  Source &source_;
  uint64_t offset_;
  const uintptr_t stackAtStart_;
  uint64_t reads_ = 0;
  uint64_t unfinished_ = 0;
  OFCondition status_;
  const char *refusal_ = nullptr;
};

// A stream over a source, which has to live as long as the stream and whatever was parsed from it.
class GuardedStream : public DcmInputStream {
public:
  explicit GuardedStream(Source &source, uint64_t offset = 0);

  // The source is inflated already.
  OFCondition installCompressionFilter(E_StreamCompression) override { return EC_Normal; }
  DcmInputStreamFactory *newFactory() const override;
  const char *refusal() const { return producer_.refusal(); }
  uint64_t unfinished() const { return producer_.unfinished(); }

private:
  Source &source_;
  const uint64_t start_;
  GuardedProducer producer_;
};

} // namespace shim
