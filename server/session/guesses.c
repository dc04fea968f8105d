#include "server/session/guesses.h"

#include "common/base/text.h"

#include <string.h>

static int find(const struct guesses *guesses, const char *address)
{
    for (int x = 0; x < GUESSES_ADDRESSES; x++)
        if (guesses->of[x].failures && strcmp(guesses->of[x].address, address) == 0)
            return x;
    return -1;
}

uint32_t guesses_wait_ms(const struct guesses *guesses, const char *address, uint64_t now_ms)
{
    int x = find(guesses, address);
    if (x < 0 || guesses->of[x].failures < GUESSES_ALLOWED)
        return 0;
    uint64_t until = guesses->of[x].since_ms + GUESSES_WINDOW_MS;
    return now_ms < until ? (uint32_t)(until - now_ms) : 0;
}

void guesses_failed(struct guesses *guesses, const char *address, uint64_t now_ms)
{
    int x = find(guesses, address);
    if (x < 0) {
        x = 0;
        for (int y = 1; y < GUESSES_ADDRESSES && guesses->of[x].failures; y++)
            if (!guesses->of[y].failures || guesses->of[y].since_ms < guesses->of[x].since_ms)
                x = y;
        struct text text = text_over(guesses->of[x].address, sizeof guesses->of[x].address);
        text_put(&text, address);
        guesses->of[x].failures = 0;
    }
    if (!guesses->of[x].failures || now_ms - guesses->of[x].since_ms >= GUESSES_WINDOW_MS) {
        guesses->of[x].since_ms = now_ms;
        guesses->of[x].failures = 0;
    }
    guesses->of[x].failures++;
}
