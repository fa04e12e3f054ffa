// The loader that a C++ programmer would write on DCMTK alone: what our ingest is measured against. It reads a folder that
// holds one CT series of single-frame images, and believes what it reads.
//
//   dcmtk-loader headers|series FOLDER THREADS TIMES    milliseconds of each pass, one a line
//   dcmtk-loader dump FOLDER THREADS FILE               SOP Instance UIDs to standard output, HU as int16 into FILE
//
// Results are in the order of the slices, from the feet to the head of the patient.
#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/dcmjpeg/djdecode.h>
#include <dcmtk/dcmjpls/djdecode.h>
#include <dcmtk/dcmdata/dcrledrg.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <malloc.h>

namespace {

struct Slice {
  std::unique_ptr<DcmFileFormat> file;
  std::vector<std::string> texts;
  double position[3], row[3], column[3], spacing[2], slope = 1, intercept = 0, height = 0;
  Uint16 rows = 0, columns = 0, bitsStored = 0, isSigned = 0;
  bool hasPadding = false;
  Sint32 padding = 0;
};

// What a reader wants to know of a CT image besides its geometry.
const DcmTagKey described[] = {
    DCM_SOPClassUID,       DCM_SOPInstanceUID, DCM_StudyInstanceUID,  DCM_SeriesInstanceUID,   DCM_InstanceNumber,
    DCM_AccessionNumber,   DCM_StudyDate,      DCM_PatientID,         DCM_PatientName,         DCM_PatientSex,
    DCM_PatientBirthDate,  DCM_PatientAge,     DCM_Modality,          DCM_SeriesNumber,        DCM_Manufacturer,
    DCM_SeriesDescription, DCM_ImageType,      DCM_PatientPosition,   DCM_ContrastBolusAgent,  DCM_KVP,
    DCM_XRayTubeCurrent,   DCM_SliceThickness, DCM_ConvolutionKernel, DCM_LossyImageCompression, DCM_GantryDetectorTilt,
    DCM_SpecificCharacterSet, DCM_AcquisitionNumber, DCM_BodyPartExamined, DCM_RescaleType, DCM_PhotometricInterpretation};

void want(const OFCondition &condition, const std::string &path) {
  if (condition.bad()) throw std::runtime_error(path + ": " + condition.text());
}

template <size_t N> void numbers(DcmDataset &dataset, const DcmTagKey &tag, double (&into)[N], const std::string &path) {
  for (size_t index = 0; index < N; ++index) want(dataset.findAndGetFloat64(tag, into[index], index), path);
}

void readHeader(const std::string &path, Slice &slice) {
  slice.file = std::make_unique<DcmFileFormat>();
  want(slice.file->loadFile(path.c_str()), path);
  DcmDataset &dataset = *slice.file->getDataset();
  slice.texts.clear();
  for (const DcmTagKey &tag : described) {
    OFString text;
    dataset.findAndGetOFStringArray(tag, text);
    slice.texts.emplace_back(text.c_str(), text.size());
  }
  double directions[6];
  numbers(dataset, DCM_ImagePositionPatient, slice.position, path);
  numbers(dataset, DCM_ImageOrientationPatient, directions, path);
  numbers(dataset, DCM_PixelSpacing, slice.spacing, path);
  std::copy(directions, directions + 3, slice.row);
  std::copy(directions + 3, directions + 6, slice.column);
  dataset.findAndGetFloat64(DCM_RescaleSlope, slice.slope);
  dataset.findAndGetFloat64(DCM_RescaleIntercept, slice.intercept);
  want(dataset.findAndGetUint16(DCM_Rows, slice.rows), path);
  want(dataset.findAndGetUint16(DCM_Columns, slice.columns), path);
  want(dataset.findAndGetUint16(DCM_BitsStored, slice.bitsStored), path);
  want(dataset.findAndGetUint16(DCM_PixelRepresentation, slice.isSigned), path);
  Sint16 low;
  Uint16 plain;
  if (slice.isSigned != 0) {
    slice.hasPadding = dataset.findAndGetSint16(DCM_PixelPaddingValue, low).good();
    slice.padding = low;
  } else {
    slice.hasPadding = dataset.findAndGetUint16(DCM_PixelPaddingValue, plain).good();
    slice.padding = plain;
  }
  const double normal[3] = {slice.row[1] * slice.column[2] - slice.row[2] * slice.column[1],
                            slice.row[2] * slice.column[0] - slice.row[0] * slice.column[2],
                            slice.row[0] * slice.column[1] - slice.row[1] * slice.column[0]};
  // Feet to head, whichever way the image plane is wound.
  const double sign = normal[2] < 0 ? -1 : 1;
  slice.height = 0;
  for (int axis = 0; axis < 3; ++axis) slice.height += sign * normal[axis] * slice.position[axis];
}

// Stored pixels to HU, as the product does it: rounded, padding as -1024. In place or from one array to another; written
// so that the compiler makes vectors of it.
template <typename Convert>
void rescale(const Slice &slice, const Uint16 *words, int16_t *target, Convert convert) {
  const int pixels = slice.rows * slice.columns;
  const int mask = (1 << slice.bitsStored) - 1, sign = slice.isSigned != 0 ? 1 << (slice.bitsStored - 1) : 0;
  const int padding = slice.hasPadding ? slice.padding : INT32_MIN;
#pragma GCC ivdep
  for (int index = 0; index < pixels; ++index) {
    const int stored = ((words[index] & mask) ^ sign) - sign;
    const int hu = convert(stored);
    const int clamped = hu < -32768 ? -32768 : hu > 32767 ? 32767 : hu;
    target[index] = static_cast<int16_t>(stored == padding ? -1024 : clamped);
  }
}

void rescale(const Slice &slice, const Uint16 *words, int16_t *target) {
  const float slope = static_cast<float>(slice.slope), intercept = static_cast<float>(slice.intercept);
  if (slice.slope == 1 && slice.intercept == std::floor(slice.intercept)) {
    rescale(slice, words, target, [offset = static_cast<int>(slice.intercept)](int stored) { return stored + offset; });
  } else {
    rescale(slice, words, target, [=](int stored) {
      return static_cast<int>(__builtin_rintf(static_cast<float>(stored) * slope + intercept));
    });
  }
}

void readPixels(Slice &slice, int16_t *target) {
  DcmDataset &dataset = *slice.file->getDataset();
  const size_t pixels = size_t{slice.rows} * slice.columns;
  if (!DcmXfer(dataset.getOriginalXfer()).isEncapsulated()) {
    // Straight from the file into the volume, without a copy in between.
    DcmElement *element = nullptr;
    want(dataset.findAndGetElement(DCM_PixelData, element), slice.texts[1]);
    want(element->getPartialValue(target, 0, static_cast<Uint32>(2 * pixels)), slice.texts[1]);
    rescale(slice, reinterpret_cast<const Uint16 *>(target), target);
  } else {
    want(dataset.chooseRepresentation(EXS_LittleEndianExplicit, nullptr), slice.texts[1]);
    const Uint16 *words = nullptr;
    unsigned long count = 0;
    want(dataset.findAndGetUint16Array(DCM_PixelData, words, &count), slice.texts[1]);
    if (count < pixels) throw std::runtime_error(slice.texts[1] + ": too few pixels");
    rescale(slice, words, target);
  }
  slice.file.reset();
}

template <typename Body> void parallel(size_t count, int threads, Body body) {
  std::atomic<size_t> next{0};
  std::vector<std::thread> pool;
  const auto work = [&] {
    for (size_t index; (index = next.fetch_add(1)) < count;) body(index);
  };
  for (int thread = 1; thread < threads; ++thread) pool.emplace_back(work);
  work();
  for (std::thread &thread : pool) thread.join();
}

std::vector<std::string> filesIn(const std::string &folder) {
  std::vector<std::string> files;
  for (const auto &entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<Slice> headers(const std::string &folder, int threads) {
  const std::vector<std::string> files = filesIn(folder);
  std::vector<Slice> slices(files.size());
  parallel(files.size(), threads, [&](size_t index) { readHeader(files[index], slices[index]); });
  std::sort(slices.begin(), slices.end(), [](const Slice &a, const Slice &b) { return a.height < b.height; });
  return slices;
}

// The volume keeps its memory from pass to pass, as that of a server would.
std::vector<Slice> series(const std::string &folder, int threads, std::vector<int16_t> &volume) {
  std::vector<Slice> slices = headers(folder, threads);
  const size_t pixels = size_t{slices.at(0).rows} * slices.at(0).columns;
  volume.resize(pixels * slices.size());
  parallel(slices.size(), threads, [&](size_t index) { readPixels(slices[index], volume.data() + index * pixels); });
  return slices;
}

} // namespace

int main(int count, char **arguments) {
  if (count != 5) {
    std::fprintf(stderr, "usage: dcmtk-loader headers|series FOLDER THREADS TIMES | dump FOLDER THREADS FILE\n");
    return 64;
  }
  const std::string mode = arguments[1], folder = arguments[2];
  const int threads = std::atoi(arguments[3]);
  // Buffers of half a megabyte come back from the heap instead of anew from the system.
  mallopt(M_MMAP_THRESHOLD, 1 << 28);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  DJDecoderRegistration::registerCodecs();
  DJLSDecoderRegistration::registerCodecs();
  DcmRLEDecoderRegistration::registerCodecs();
  try {
    std::vector<int16_t> volume;
    if (mode == "dump") {
      for (const Slice &slice : series(folder, threads, volume)) std::printf("%s\n", slice.texts[1].c_str());
      std::ofstream(arguments[4], std::ios::binary)
          .write(reinterpret_cast<const char *>(volume.data()), static_cast<std::streamsize>(volume.size() * 2));
      return 0;
    }
    // The first pass warms up and is not told.
    for (int pass = 0; pass <= std::atoi(arguments[4]); ++pass) {
      const auto start = std::chrono::steady_clock::now();
      const size_t slices = mode == "headers" ? headers(folder, threads).size() : series(folder, threads, volume).size();
      const std::chrono::duration<double, std::milli> passed = std::chrono::steady_clock::now() - start;
      if (slices == 0) throw std::runtime_error("no files");
      if (pass > 0) std::printf("%.3f\n", passed.count());
    }
  } catch (const std::exception &problem) {
    std::fprintf(stderr, "dcmtk-loader: %s\n", problem.what());
    return 1;
  }
  return 0;
}
