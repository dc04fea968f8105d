/* What each fuzzer gives: one input, run to its end, and the inputs to begin with.
 *
 * libFuzzer calls the first alone; driver.c calls both, so that every fuzzer is an ordinary test too. */
#ifndef SPIRAL_TESTS_FUZZ_H
#define SPIRAL_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Writes the seed of that number, always the same, and gives its size: 0 behind the last one. */
size_t fuzz_seed(unsigned number, uint8_t *bytes, size_t room);

#endif
