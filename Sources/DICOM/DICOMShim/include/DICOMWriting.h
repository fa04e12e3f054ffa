/* Building DICOM objects and saving them. The rules of DICOMShim.h hold here too. */
#pragma once

#include "DICOMShim.h"

#if defined(__cplusplus)
extern "C" {
#endif

/* A data set under construction, and the items that are open in it, innermost last. */
typedef struct DICOMWriter DICOMWriter;

/* How pixel data are compressed. */
typedef struct DICOMCompression {
  /* Largest error of JPEG-LS Near-Lossless, in stored values. */
  uint16_t nearLossless;
  /* Quality of lossy JPEG, 1 to 100. */
  int32_t quality;
  /* Frames are cut into fragments of at most so many bytes (even); 0 leaves one fragment a frame. */
  uint32_t fragmentBytes;
  /* Whether a Basic Offset Table is written. */
  int32_t writesOffsetTable;
} DICOMCompression;

/* A new, empty data set. */
DICOMStatus dicom_writer_create(DICOMWriter **writer);

/* Frees the data set. NULL is allowed. */
void dicom_writer_free(DICOMWriter *writer);

/* The functions below put an element into the innermost open item, or into the data set where none is open. An element that
 * is there already is replaced; one of group 0002 goes to the file meta header. `vr` is two letters; Internal for one that the function does not know. */

/* A character string: its bytes as they are, padded to an even length. */
DICOMStatus dicom_writer_text(DICOMWriter *writer, uint16_t group, uint16_t element, const char *vr, const char *bytes, size_t count);

/* Numbers: US, SS, UL, SL, FL, FD, or AT (group and element in one number). */
DICOMStatus dicom_writer_numbers(DICOMWriter *writer, uint16_t group, uint16_t element, const char *vr, const double *values, size_t count);

/* Opens a new item at the end of a sequence, which is made where it is missing. */
DICOMStatus dicom_writer_begin_item(DICOMWriter *writer, uint16_t group, uint16_t element);

/* Closes the innermost item; Internal where none is open. */
DICOMStatus dicom_writer_end_item(DICOMWriter *writer);

/* A sequence without items. */
DICOMStatus dicom_writer_empty_sequence(DICOMWriter *writer, uint16_t group, uint16_t element);

/* Uncompressed samples, native byte order: `count` bytes, `bits` (8 or 16) a sample. */
DICOMStatus dicom_writer_samples(DICOMWriter *writer, const void *samples, size_t count, int32_t bits);

/* One fragment of compressed pixel data, as it is, after those put before; the file is saved in the syntax `uid`. */
DICOMStatus dicom_writer_fragment(DICOMWriter *writer, const char *uid, const uint8_t *bytes, size_t count);

/* Saves the data set with a file meta header. Samples are compressed where the syntax `uid` wants it.
 * Absent: the syntax is none that is written here. For everything but OK, `detail` receives one line of explanation. */
DICOMStatus dicom_writer_save(DICOMWriter *writer, const char *path, const char *uid, const DICOMCompression *compression, char *detail, size_t capacity);

#if defined(__cplusplus)
}
#endif
