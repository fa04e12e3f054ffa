/* The C face of DCMTK, and the only way to it.
 *
 * Every function reports by status and never throws. Memory that a function lends (`const char **`) belongs to the handle:
 * it stays valid until the next call with the same handle, or until dicom_close. A handle is used by one thread at a time;
 * different handles may be used by different threads at once. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#if defined(__cplusplus)
extern "C" {
#endif

#if defined(__clang__)
#define DICOM_CLOSED_ENUM __attribute__((enum_extensibility(closed)))
#else
#define DICOM_CLOSED_ENUM
#endif

typedef enum DICOM_CLOSED_ENUM DICOMStatus {
  DICOMStatusOK = 0,
  /* The file cannot be opened or read. */
  DICOMStatusUnreadable,
  /* The file has no bytes. */
  DICOMStatusEmpty,
  /* The file is something else than DICOM. */
  DICOMStatusNotDICOM,
  /* The data set ends before its structure does. */
  DICOMStatusTruncated,
  /* The data set contradicts itself, or a value is not of its kind. */
  DICOMStatusCorrupt,
  /* The element is absent or has no value. */
  DICOMStatusAbsent,
  /* The text is not in the character set that the data set names. */
  DICOMStatusUndecodable,
  /* The file was changed while it was read. */
  DICOMStatusChanged,
  DICOMStatusOutOfMemory,
  /* A call that the shim does not allow, or an accident inside DCMTK. */
  DICOMStatusInternal
} DICOMStatus;

/* An opened file. Element values longer than a few kilobytes, pixel data among them, stay on disk until they are asked for. */
typedef struct DICOMHandle DICOMHandle;

/* What the Pixel Data element (7FE0,0010) of the data set holds. */
typedef struct DICOMPixelElement {
  /* 0: native, one value of `length` bytes. 1: encapsulated, `fragments` pieces of `length` bytes in all. */
  int32_t isEncapsulated;
  /* Pieces, the offset table not counted. */
  uint32_t fragments;
  uint64_t length;
  /* Where the value of native pixel data begins in the file. 0 where it can only be had through dicom_decode. */
  uint64_t fileOffset;
} DICOMPixelElement;

/* What tells one state of a file from another. Times are in nanoseconds since 1970. */
typedef struct DICOMFileIdentity {
  uint64_t device;
  uint64_t inode;
  /* Bytes. */
  uint64_t size;
  /* Last change of the content. */
  int64_t modified;
  /* Last change of content, name, owner or permissions. */
  int64_t changed;
} DICOMFileIdentity;

/* Opens `path` (UTF-8) and parses its data set to the end, without reading long values. The file stays open until dicom_close.
 *
 * A data set that DCMTK would not survive (nested too deep, too many elements) is Corrupt, and parsed as far as that place.
 * `*handle` is set for OK and also for Truncated and Corrupt, where the elements before the last one can still be asked for
 * (but for a deflated data set of unbelievable size); otherwise it is NULL. For everything but OK, `detail` (of `capacity` bytes) receives one line of explanation. */
DICOMStatus dicom_open(const char *path, DICOMHandle **handle, char *detail, size_t capacity);

/* Frees the handle and what it lent. NULL is allowed. */
void dicom_close(DICOMHandle *handle);

/* What the file was when it was opened. */
void dicom_identity(const DICOMHandle *handle, DICOMFileIdentity *identity);

/* Reads `count` bytes of the file at `path` from `offset` on, without parsing it. Changed where it is not what `identity`
 * says any more, or ends before; nothing is known then of what `target` holds. */
DICOMStatus dicom_read(
    const char *path, const DICOMFileIdentity *identity, uint64_t offset, void *target, size_t count);

/* The transfer syntax of the data set as a UID; empty where none is known. */
const char *dicom_transfer_syntax(const DICOMHandle *handle);

/* The stored bytes of a character-string element, padding included. */
DICOMStatus dicom_bytes(DICOMHandle *handle, uint16_t group, uint16_t element, const char **bytes, size_t *count);

/* A character-string element as UTF-8, by the Specific Character Set of the data set.
 * For Undecodable the stored bytes are lent instead. */
DICOMStatus dicom_text(DICOMHandle *handle, uint16_t group, uint16_t element, const char **utf8, size_t *count);

/* Specific Character Set (0008,0005) of the data set, values joined by backslashes; empty where there is none. Lent as long as
 * the handle. */
const char *dicom_character_set(DICOMHandle *handle);

/* Bytes in the character set `term` (values of Specific Character Set) as UTF-8; Undecodable where they are not in it. */
DICOMStatus dicom_convert(
    DICOMHandle *handle, const char *term, const void *bytes, size_t count, const char **utf8, size_t *given);

/* Value number `index` (from 0) of a numeric element: US, SS, UL, SL, FL, FD, IS or DS. */
DICOMStatus dicom_number(DICOMHandle *handle, uint16_t group, uint16_t element, uint32_t index, double *value);

/* How many items a sequence element has; Absent where it is not there. */
DICOMStatus dicom_item_count(DICOMHandle *handle, uint16_t group, uint16_t element, uint32_t *count);

/* Goes into item `index` (from 0) of a sequence: until dicom_leave is called, every value comes from that item.
 * Absent, and nothing changes, where there is no such item. */
DICOMStatus dicom_enter(DICOMHandle *handle, uint16_t group, uint16_t element, uint32_t index);

/* Goes back to the item, or the data set, that dicom_enter came from last. */
void dicom_leave(DICOMHandle *handle);

/* What the Pixel Data element holds; Absent where there is none. Decodes and allocates nothing. */
DICOMStatus dicom_pixel_element(DICOMHandle *handle, DICOMPixelElement *element);

/* The lengths of the first `count` fragments, the offset table not counted; `*given` tells how many there are. */
DICOMStatus dicom_fragment_lengths(DICOMHandle *handle, uint32_t *lengths, size_t count, size_t *given);

/* The first `count` entries of the Basic Offset Table; `*given` tells how many there are. */
DICOMStatus dicom_offset_table(DICOMHandle *handle, uint32_t *offsets, size_t count, size_t *given);

/* The first `count` values of an element of 64-bit words (OV) of the data set; `*given` tells how many there are.
 * Where there are more than `count`, none is read. */
DICOMStatus dicom_long_words(
    DICOMHandle *handle, uint16_t group, uint16_t element, uint64_t *values, size_t count, size_t *given);

/* Copies up to `count` bytes of encapsulated pixel data from `offset` on, fragments joined; `*copied` tells how many. */
DICOMStatus dicom_codestream(DICOMHandle *handle, uint64_t offset, uint8_t *target, size_t count, size_t *copied);

/* Writes the samples of frame `frame` (from 0) to `target`, native byte order, 1 or 2 bytes a sample as the pixel data has
 * them. `fragment` is the first fragment of an encapsulated frame, from 0.
 *
 * The caller has compared the declared dimensions with dicom_pixel_element and with the codestream's own header before:
 * `count` bytes are what rows, columns and sample size come to, rounded up to an even number.
 * A decoder that only warns about its codestream makes this Corrupt. Only native and JPEG pixel data are decoded here. */
DICOMStatus dicom_decode(
    DICOMHandle *handle, uint32_t frame, uint32_t fragment, void *target, size_t count, char *detail, size_t capacity);

#if defined(__cplusplus)
}
#endif
