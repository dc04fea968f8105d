/* How often an address has failed to name a code or a token lately: guessing is slowed, a class behind one
 * address is not.
 *
 * Only failures count. A plain value of fixed size; the oldest entry makes room. */
#ifndef SPIRAL_SESSION_GUESSES_H
#define SPIRAL_SESSION_GUESSES_H

#include <stdbool.h>
#include <stdint.h>

enum {
    GUESSES_ADDRESSES = 512,
    GUESSES_ALLOWED = 20, /* failures of one address in a window */
    GUESSES_WINDOW_MS = 60000,
};

struct guesses {
    struct {
        char address[64];
        uint64_t since_ms;
        int failures;
    } of[GUESSES_ADDRESSES];
};

/* Milliseconds until the address may try again; 0: now. */
uint32_t guesses_wait_ms(const struct guesses *guesses, const char *address, uint64_t now_ms);
void guesses_failed(struct guesses *guesses, const char *address, uint64_t now_ms);

#endif
