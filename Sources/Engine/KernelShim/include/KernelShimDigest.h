#ifndef KERNEL_SHIM_DIGEST_H
#define KERNEL_SHIM_DIGEST_H

#include <stddef.h>
#include <stdint.h>

/// Whether this machine runs ``kernel_sha256_blocks``: 1 or 0. Asks the processor each time; keep the answer.
int kernel_has_sha256(void);

/// Takes `count` blocks of 64 bytes into `state` with the processor's own SHA-256 instructions (FIPS 180-4, 6.2.2).
/// Does nothing where ``kernel_has_sha256`` is 0.
/// @param state the eight words of the hash, in order.
/// @param blocks `64 * count` readable bytes, any alignment.
void kernel_sha256_blocks(uint32_t *state, const uint8_t *blocks, size_t count);

#endif
