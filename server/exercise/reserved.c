/* Seats with a code of their own, as it is printed on role cards before anybody is there: whoever brings the
 * code takes that seat. Only the code's hash is kept. */
#include "server/exercise/exercise_state.h"

#include <string.h>

bool exercise_reserve(struct exercise *exercise, int world, int seat, char code[WIRE_SEAT_CODE_SIZE])
{
    char memory[256];
    struct text text = text_over(memory, sizeof memory);
    if (exercise_holders(exercise, world, seat) || world_ended(exercise->worlds[world].machine))
        return false;
    exercise_random_key(&exercise->host, 2, code, WIRE_SEAT_CODE_SIZE);
    exercise->worlds[world].reserved[seat] = seat_code_digest(exercise, code);
    entry_put_number(&text, "world", world);
    entry_put_number(&text, "seat", seat);
    entry_put_digest(&text, "seat_code", &exercise->worlds[world].reserved[seat]);
    exercise_append_desk(exercise, "reserved", &text, NULL, NULL, NULL);
    return true;
}

bool exercise_recover_reserved(struct exercise *exercise, struct slice body)
{
    int64_t world, seat;
    struct digest code;
    if (!entry_take_number(&body, "world", 0, exercise->world_count - 1, &world) ||
        !entry_take_number(&body, "seat", 0, ACTORS_MAX - 1, &seat) ||
        !entry_take_bytes(&body, "seat_code", code.bytes, DIGEST_SIZE) || body.length)
        return false;
    exercise->worlds[world].reserved[seat] = code;
    return true;
}

bool exercise_is_reserved(const struct exercise *exercise, int world, int seat)
{
    static const struct digest nobody;
    return !digest_equal(&exercise->worlds[world].reserved[seat], &nobody);
}

bool exercise_find_reserved(const struct exercise *exercise, const struct digest *code, int *world, int *seat)
{
    bool found = false;
    for (int x = 0; x < exercise->world_count; x++)
        for (int y = 0; y < ACTORS_MAX; y++) /* all are looked at, whichever it is */
            if (digest_equal(&exercise->worlds[x].reserved[y], code)) {
                *world = x;
                *seat = y;
                found = true;
            }
    return found;
}
