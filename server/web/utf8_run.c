#include "server/web/utf8_run.h"

static bool begin(struct utf8_run *run, uint8_t byte)
{
    *run = (struct utf8_run){0, 0x80, 0xbf};
    if (byte < 0x80)
        return true;
    if (byte < 0xc2 || byte > 0xf4)
        return false;
    run->missing = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
    if (byte == 0xe0)
        run->low = 0xa0;
    if (byte == 0xed)
        run->high = 0x9f;
    if (byte == 0xf0)
        run->low = 0x90;
    if (byte == 0xf4)
        run->high = 0x8f;
    return true;
}

bool utf8_run_take(struct utf8_run *run, const uint8_t *bytes, size_t count)
{
    for (size_t x = 0; x < count; x++) {
        if (run->missing == 0) {
            if (!begin(run, bytes[x]))
                return false;
            continue;
        }
        if (bytes[x] < run->low || bytes[x] > run->high)
            return false;
        *run = (struct utf8_run){run->missing - 1, 0x80, 0xbf};
    }
    return true;
}

bool utf8_run_whole(const struct utf8_run *run)
{
    return run->missing == 0;
}
