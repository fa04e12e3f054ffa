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

/// Each lane rounded to the nearest whole number, halves to even. Lanes must lie within ±2^22: adding 1.5 · 2^23 leaves
/// no room for a fraction in the significand, and the processor rounds it away.
KERNEL_INLINE kernel_int8 kernel_round_to_int(kernel_float8 a) {
  const float magic = 12582912.0f;
  return (kernel_int8)(a + magic) - 0x4B400000;
}

/// Each lane without its upper 16 bits.
KERNEL_INLINE kernel_short8 kernel_narrow(kernel_int8 a) { return __builtin_convertvector(a, kernel_short8); }

/// Each lane sign-extended.
KERNEL_INLINE kernel_int8 kernel_widen(kernel_short8 a) { return __builtin_convertvector(a, kernel_int8); }

/// Bit `i` is set where lane `i` is not 0. Lanes are meant to be comparison results, 0 or -1.
KERNEL_INLINE uint8_t kernel_bits(kernel_int8 a) {
  kernel_bool8 lanes = __builtin_convertvector(a, kernel_bool8);
  uint8_t bits;
  memcpy(&bits, &lanes, 1);
  return bits;
}

#include "KernelShimDigest.h"
#include "KernelShimMasks.h"

#endif
