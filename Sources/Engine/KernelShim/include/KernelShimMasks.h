#ifndef KERNEL_SHIM_MASKS_H
#define KERNEL_SHIM_MASKS_H

#include <stdint.h>

/// 64 voxels against a closed range: bit i of the result is set where `low <= voxels[i] <= high`.
///
/// Swift's SIMD masks cannot be turned into bits; this becomes two `vpmovmskb` under AVX2 and four `pmovmskb` without.
/// @param voxels 64 readable values, any alignment.
static inline __attribute__((always_inline)) uint64_t kernel_within64(const int16_t *voxels, int16_t low, int16_t high) {
  typedef int16_t lanes __attribute__((ext_vector_type(64), aligned(2)));
  typedef _Bool bits __attribute__((ext_vector_type(64)));
  const lanes values = *(const lanes *)voxels;
  return __builtin_bit_cast(uint64_t, __builtin_convertvector((values >= low) & (values <= high), bits));
}

#endif
