// DCMTK's process-wide state: decoders and log.
#include "Handle.h"

#include <dcmtk/dcmdata/dcdict.h>
#include <dcmtk/dcmjpeg/djdecode.h>
#include <dcmtk/oflog/appender.h>
#include <dcmtk/oflog/oflog.h>
#include <dcmtk/oflog/spi/logevent.h>

#include <cstring>
#include <mutex>

namespace {

thread_local std::string firstComplaint;

// Takes what DCMTK would print. Decoders go on after damage that they merely warn about, so their warnings have to be heard.
class ComplaintAppender : public dcmtk::log4cplus::Appender {
public:
  ~ComplaintAppender() override { destructorImpl(); }
  void close() override { closed = true; }

protected:
  void append(const dcmtk::log4cplus::spi::InternalLoggingEvent &event) override {
    if (firstComplaint.empty()) firstComplaint = event.getMessage().c_str();
  }
};

} // namespace

bool shim::prepare() {
  static std::once_flag once;
  std::call_once(once, [] {
    OFLog::configure(OFLogger::OFF_LOG_LEVEL);
    auto root = dcmtk::log4cplus::Logger::getRoot();
    root.removeAllAppenders();
    root.addAppender(dcmtk::log4cplus::SharedAppenderPtr(new ComplaintAppender));
    dcmtk::log4cplus::Logger::getInstance("dcmtk.dcmjpeg").setLogLevel(OFLogger::WARN_LOG_LEVEL);
    DJDecoderRegistration::registerCodecs();
  });
  return dcmDataDict.isDictionaryLoaded();
}

shim::Complaints::Complaints() { firstComplaint.clear(); }

const char *shim::Complaints::first() const { return firstComplaint.empty() ? nullptr : firstComplaint.c_str(); }

void shim::explain(char *detail, size_t capacity, const char *text) {
  if (detail == nullptr || capacity == 0) return;
  const size_t count = std::min(std::strlen(text), capacity - 1);
  std::memcpy(detail, text, count);
  detail[count] = '\0';
}
