#ifndef KERNEL_SHIM_NETWORK_H
#define KERNEL_SHIM_NETWORK_H

/// `a · b + c` in each lane: one rounding where the target has fused multiply-add, two where it has not. There, Swift's
/// own would call the C library for every lane. Only for the network's products, whose last bits no result promises.
KERNEL_INLINE kernel_float8 kernel_multiply_add(kernel_float8 a, kernel_float8 b, kernel_float8 c) {
#if defined(__FMA__) || defined(__aarch64__)
  return __builtin_elementwise_fma(a, b, c);
#else
  return a * b + c;
#endif
}

/// Each lane as a float; exact up to 2^24.
KERNEL_INLINE kernel_float8 kernel_to_float(kernel_int8 a) { return __builtin_convertvector(a, kernel_float8); }

/// `2^n` in each lane, for whole `n` from -126 to 127.
KERNEL_INLINE kernel_float8 kernel_power_of_two(kernel_int8 n) { return (kernel_float8)((n + 127) << 23); }

#endif
