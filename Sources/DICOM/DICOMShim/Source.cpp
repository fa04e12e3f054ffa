// Reading a file by windows.
#include "Source.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

// Most headers fit into the first window: one read, and the pixel data are stepped over.
constexpr size_t windowBytes = 16384;

int64_t nanoseconds(const struct timespec &time) { return int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec; }

DICOMFileIdentity identify(const struct stat &status) {
  DICOMFileIdentity identity{};
  identity.device = status.st_dev;
  identity.inode = status.st_ino;
  identity.size = static_cast<uint64_t>(status.st_size);
  identity.modified = nanoseconds(status.st_mtim);
  identity.changed = nanoseconds(status.st_ctim);
  return identity;
}

// All of the bytes, but at the end or after an error.
size_t readAll(int file, uint64_t offset, void *target, size_t count) {
  size_t done = 0;
  while (done < count) {
    const ssize_t got = pread(file, static_cast<char *>(target) + done, count - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    done += static_cast<size_t>(got);
  }
  return done;
}

} // namespace

DICOMStatus dicom_read(
    const char *path, const DICOMFileIdentity *identity, uint64_t offset, void *target, size_t count) {
  const int file = ::open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (file < 0) return DICOMStatusUnreadable;
  struct stat status;
  DICOMStatus result = DICOMStatusChanged;
  if (fstat(file, &status) == 0 && S_ISREG(status.st_mode)) {
    const DICOMFileIdentity now = identify(status);
    const bool isSame = now.device == identity->device && now.inode == identity->inode && now.size == identity->size &&
                        now.modified == identity->modified && now.changed == identity->changed;
    if (isSame && readAll(file, offset, target, count) == count) result = DICOMStatusOK;
  }
  ::close(file);
  return result;
}

shim::Source::~Source() {
  if (file_ >= 0) ::close(file_);
  if (kept_ >= 0) ::close(kept_);
}

DICOMStatus shim::Source::open(const char *path, std::string &problem) {
  struct stat status;
  // Opening a device may do something, and opening a pipe would wait for whoever writes into it.
  if (stat(path, &status) == 0 && !S_ISREG(status.st_mode)) {
    problem = "not a regular file";
    return DICOMStatusUnreadable;
  }
  file_ = ::open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (file_ < 0 || fstat(file_, &status) != 0) {
    problem = std::strerror(errno);
    return DICOMStatusUnreadable;
  }
  if (!S_ISREG(status.st_mode)) {
    problem = "not a regular file";
    return DICOMStatusUnreadable;
  }
  identity_ = identify(status);
  size_ = identity_.size;
  if (size_ == 0) {
    problem = "no bytes";
    return DICOMStatusEmpty;
  }
  errno = 0;
  if (look(0, 1) == nullptr) {
    problem = errno != 0 ? std::strerror(errno) : "no bytes where there were some";
    return DICOMStatusUnreadable;
  }
  return DICOMStatusOK;
}

bool shim::Source::isUnchanged() const {
  struct stat status;
  if (fstat(file_ >= 0 ? file_ : kept_, &status) != 0) return false;
  const DICOMFileIdentity now = identify(status);
  return now.size == identity_.size && now.modified == identity_.modified;
}

const uint8_t *shim::Source::refill(uint64_t offset, size_t count) {
  if (file_ < 0 || offset >= size_ || count > size_ - offset) return nullptr;
  window_.resize(static_cast<size_t>(std::min<uint64_t>(windowBytes, size_ - offset)));
  start_ = offset;
  window_.resize(readAll(file_, offset, window_.data(), window_.size()));
  return count <= window_.size() ? window_.data() : nullptr;
}

size_t shim::Source::copy(uint64_t offset, void *target, size_t count) {
  if (offset >= size_) return 0;
  count = static_cast<size_t>(std::min<uint64_t>(count, size_ - offset));
  if (count <= widest || file_ < 0) {
    if (const uint8_t *bytes = look(offset, count)) {
      std::memcpy(target, bytes, count);
      return count;
    }
  }
  return file_ < 0 ? 0 : readAll(file_, offset, target, count);
}
