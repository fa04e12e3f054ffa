/// What Swift cannot say, or compiles badly, in C.
///
/// The vector functions are `static inline` and always inlined, so each becomes a few instructions of whatever
/// instruction set the Swift file that calls it is compiled for, and no symbol of theirs is ever shared between two
/// instruction sets. `kernel_float8` and its kin are imported as `SIMD8<Float>` and so on.
#ifndef KERNEL_SHIM_H
#define KERNEL_SHIM_H

#include <stdint.h>
#include <string.h>

/// The x86-64 micro-architecture level that this processor and this system support, 1 to 4 (level 3 has AVX2 and FMA,
/// level 4 AVX-512); 0 on other processors.
int32_t kernel_x86_64_level(void);

#define KERNEL_INLINE static inline __attribute__((always_inline))

typedef float kernel_float8 __attribute__((ext_vector_type(8)));
typedef double kernel_double8 __attribute__((ext_vector_type(8)));
typedef int32_t kernel_int8 __attribute__((ext_vector_type(8)));
typedef int64_t kernel_long8 __attribute__((ext_vector_type(8)));
typedef int16_t kernel_short8 __attribute__((ext_vector_type(8)));
typedef uint16_t kernel_ushort8 __attribute__((ext_vector_type(8)));
typedef _Bool kernel_bool8 __attribute__((ext_vector_type(8)));

/// The larger of each pair of lanes; where a lane of either is NaN, the lane of `b`.
KERNEL_INLINE kernel_float8 kernel_max(kernel_float8 a, kernel_float8 b) { return a > b ? a : b; }

/// The smaller of each pair of lanes; where a lane of either is NaN, the lane of `b`.
KERNEL_INLINE kernel_float8 kernel_min(kernel_float8 a, kernel_float8 b) { return a < b ? a : b; }

/// The square root of each lane, correctly rounded; NaN where a lane is negative. (`squareRoot()` of a Swift vector
/// becomes eight calls.)
KERNEL_INLINE kernel_float8 kernel_sqrt(kernel_float8 a) { return __builtin_elementwise_sqrt(a); }

/// Each lane rounded to the nearest whole number, halves to even. Lanes must lie within ±2^22: adding 1.5 · 2^23 leaves
/// no room for a fraction in the significand, and the processor rounds it away.
KERNEL_INLINE kernel_int8 kernel_round_to_int(kernel_float8 a) {
  const float magic = 12582912.0f;
  return (kernel_int8)(a + magic) - 0x4B400000;
}

/// Each lane, held within the range of 16 bits and rounded to the nearest whole number, halves to even.
KERNEL_INLINE kernel_short8 kernel_round_to_short(kernel_double8 a) {
  const double low = -32768.0, high = 32767.0, magic = 6755399441055744.0;  // 1.5 · 2^52
  a = a > low ? a : low;
  a = a < high ? a : high;
  return __builtin_convertvector((kernel_long8)(a + magic), kernel_short8);
}

/// Each lane as a double, exactly.
KERNEL_INLINE kernel_double8 kernel_to_double(kernel_int8 a) { return __builtin_convertvector(a, kernel_double8); }

/// The bits of each lane that remain after a shift of the 32-bit word by `left` and then by `right`, sign-extended.
KERNEL_INLINE kernel_int8 kernel_extract_signed(kernel_ushort8 a, int32_t left, int32_t right) {
  return (__builtin_convertvector(a, kernel_int8) << left) >> right;
}

/// The bits of each lane that remain after a shift of the 32-bit word by `left` and then by `right`, zero-extended.
KERNEL_INLINE kernel_int8 kernel_extract_unsigned(kernel_ushort8 a, int32_t left, int32_t right) {
  typedef uint32_t word8 __attribute__((ext_vector_type(8)));
  return (kernel_int8)((__builtin_convertvector(a, word8) << (uint32_t)left) >> (uint32_t)right);
}

/// Each lane without its upper 16 bits.
KERNEL_INLINE kernel_short8 kernel_narrow(kernel_int8 a) { return __builtin_convertvector(a, kernel_short8); }

/// Each lane, held within the range of 16 bits.
KERNEL_INLINE kernel_short8 kernel_saturate(kernel_int8 a) {
  const kernel_int8 low = -32768, high = 32767;
  a = a > low ? a : low;
  a = a < high ? a : high;
  return __builtin_convertvector(a, kernel_short8);
}

/// Each lane sign-extended.
KERNEL_INLINE kernel_int8 kernel_widen(kernel_short8 a) { return __builtin_convertvector(a, kernel_int8); }

/// Rows to columns: float `j` of row `i`, which begins at `rows + i * stride`, becomes float `i` of group `j` of
/// `target`.
/// - Parameters: `rows`: eight rows of eight readable floats; `target`: 64 writable floats that overlap no row.
KERNEL_INLINE void kernel_transpose_floats(const float *rows, int64_t stride, float *target) {
  kernel_float8 row[8], pair[8], quad[8];
  for (int i = 0; i < 8; i++) memcpy(&row[i], rows + i * stride, 32);
  for (int i = 0; i < 8; i += 2) {
    pair[i] = __builtin_shufflevector(row[i], row[i + 1], 0, 8, 1, 9, 4, 12, 5, 13);
    pair[i + 1] = __builtin_shufflevector(row[i], row[i + 1], 2, 10, 3, 11, 6, 14, 7, 15);
  }
  for (int i = 0; i < 8; i += 4)
    for (int j = 0; j < 2; j++) {
      quad[i + 2 * j] = __builtin_shufflevector(pair[i + j], pair[i + j + 2], 0, 1, 8, 9, 4, 5, 12, 13);
      quad[i + 2 * j + 1] = __builtin_shufflevector(pair[i + j], pair[i + j + 2], 2, 3, 10, 11, 6, 7, 14, 15);
    }
  for (int i = 0; i < 4; i++) {
    kernel_float8 low = __builtin_shufflevector(quad[i], quad[i + 4], 0, 1, 2, 3, 8, 9, 10, 11);
    kernel_float8 high = __builtin_shufflevector(quad[i], quad[i + 4], 4, 5, 6, 7, 12, 13, 14, 15);
    memcpy(target + 8 * i, &low, 32);
    memcpy(target + 8 * (i + 4), &high, 32);
  }
}

/// Columns to rows: value `i` of group `j` of `columns` becomes value `j` of row `i`, which begins at `rows + i *
/// stride`; only the first `count` rows are written.
/// - Parameters: `columns`: 64 readable values; `rows`: `count` rows (at most eight) of eight writable values.
KERNEL_INLINE void kernel_transpose_shorts(const int16_t *columns, int16_t *rows, int64_t stride, int32_t count) {
  kernel_short8 column[8], pair[8], quad[8], row[8];
  memcpy(column, columns, 128);
  for (int i = 0; i < 8; i += 2) {
    pair[i] = __builtin_shufflevector(column[i], column[i + 1], 0, 8, 1, 9, 2, 10, 3, 11);
    pair[i + 1] = __builtin_shufflevector(column[i], column[i + 1], 4, 12, 5, 13, 6, 14, 7, 15);
  }
  for (int i = 0; i < 8; i += 4)
    for (int j = 0; j < 2; j++) {
      quad[i + 2 * j] = __builtin_shufflevector(pair[i + j], pair[i + j + 2], 0, 1, 8, 9, 2, 3, 10, 11);
      quad[i + 2 * j + 1] = __builtin_shufflevector(pair[i + j], pair[i + j + 2], 4, 5, 12, 13, 6, 7, 14, 15);
    }
  for (int i = 0; i < 4; i++) {
    row[2 * i] = __builtin_shufflevector(quad[i], quad[i + 4], 0, 1, 2, 3, 8, 9, 10, 11);
    row[2 * i + 1] = __builtin_shufflevector(quad[i], quad[i + 4], 4, 5, 6, 7, 12, 13, 14, 15);
  }
  for (int i = 0; i < 8 && i < count; i++) memcpy(rows + i * stride, &row[i], 16);
}

/// Bit `i` is set where lane `i` is not 0. Lanes are meant to be comparison results, 0 or -1.
KERNEL_INLINE uint8_t kernel_bits(kernel_int8 a) {
  kernel_bool8 lanes = __builtin_convertvector(a, kernel_bool8);
  uint8_t bits;
  memcpy(&bits, &lanes, 1);
  return bits;
}

/// The first `count` lanes, at most eight, from memory; the others are 0.
KERNEL_INLINE kernel_float8 kernel_load_lanes(const float *from, int32_t count) {
  kernel_float8 a = 0;
  for (int i = 0; i < 8; i++)
    if (i < count) a[i] = from[i];
  return a;
}

/// The first `count` lanes, at most eight, to memory.
KERNEL_INLINE void kernel_store_first(kernel_float8 a, int32_t count, float *to) {
  for (int i = 0; i < 8; i++)
    if (i < count) to[i] = a[i];
}

#include "KernelShimDigest.h"
#include "KernelShimMasks.h"
#include "KernelShimNetwork.h"

#endif
