#include "common/record/record.h"

#include "common/base/must.h"

#include <string.h>

static const char *const source_names[SOURCE_COUNT] = {"person", "bot", "default", "none"};

static void put_book(const struct record_turn *turn, int actors, struct text *text)
{
    text_put(text, "turn=");
    text_put_int(text, turn->turn);
    text_put_char(text, '\n');
    for (int i = 0; i < actors; i++) {
        text_put(text, "source=");
        text_put_int(text, i);
        text_put_char(text, ' ');
        text_put(text, source_names[turn->source[i]]);
        text_put_char(text, '\n');
        canonical_orders(i, turn->book.given[i] ? &turn->book.orders[i] : NULL, actors, text);
        text_put_char(text, '\n');
    }
}

struct digest record_resolve(struct world *world, const struct record_turn *turn, const struct digest *before,
                             struct event_list *events)
{
    char memory[CANONICAL_WORLD_MAX];
    struct text text = text_over(memory, sizeof memory);
    struct digest_stream *stream = digest_begin();
    digest_add(stream, before->bytes, DIGEST_SIZE);
    put_book(turn, world->scenario.actor_count, &text);
    must(!text.cut);
    digest_add(stream, memory, text.length);
    turn_resolve(world, &turn->book, events);
    text = text_over(memory, sizeof memory);
    canonical_world(world, &text);
    must(!text.cut);
    digest_add(stream, memory, text.length);
    return digest_end(stream);
}

void record_put_turn(const struct record_turn *turn, int actors, struct text *text)
{
    put_book(turn, actors, text);
    text_put(text, "hash=");
    text_put_hex(text, turn->hash.bytes, DIGEST_SIZE);
    text_put_char(text, '\n');
}

/* "I person" */
static bool read_source(struct slice value, int actor, uint8_t *source)
{
    struct slice index;
    int64_t i;
    if (!slice_take(&value, ' ', &index) || !slice_int(index, actor, actor, &i))
        return false;
    for (int s = 0; s < SOURCE_COUNT; s++) {
        if (slice_is(value, source_names[s])) {
            *source = (uint8_t)s;
            return true;
        }
    }
    return false;
}

/* As with openings: one way to write a turn. */
static bool is_canonical(const struct record_turn *turn, int actors, struct slice text)
{
    char memory[RECORD_TURN_MAX];
    struct text again = text_over(memory, sizeof memory);
    record_put_turn(turn, actors, &again);
    return again.length == text.length && memcmp(memory, text.at, text.length) == 0;
}

enum status record_read_turn(struct slice text, int actors, struct record_turn *turn, struct cause *cause)
{
    struct slice rest = text, value, line;
    int64_t number;
    char memory[160];
    struct text why = text_over(memory, sizeof memory);
    memset(turn, 0, sizeof *turn);
    if (!slice_take_value(&rest, "turn", &value) || !slice_int(value, 1, TURNS_MAX, &number))
        return status_fail(cause, STATUS_CORRUPT, "a turn begins with turn=1..%d", TURNS_MAX);
    turn->turn = (int32_t)number;
    for (int i = 0; i < actors; i++) {
        int actor;
        if (!slice_take_value(&rest, "source", &value) || !read_source(value, i, &turn->source[i]))
            return status_fail(cause, STATUS_CORRUPT, "turn %d: no source of the orders of state %d",
                               turn->turn, i);
        if (!slice_take(&rest, '\n', &line) ||
            !canonical_orders_read(line, actors, &actor, &turn->book.given[i], &turn->book.orders[i], &why) ||
            actor != i)
            return status_fail(cause, STATUS_CORRUPT, "turn %d: the orders of state %d cannot be read: %s",
                               turn->turn, i, memory);
    }
    if (!slice_take_value(&rest, "hash", &value) || !slice_hex(value, turn->hash.bytes, DIGEST_SIZE) ||
        rest.length)
        return status_fail(cause, STATUS_CORRUPT, "turn %d: no hash at its end", turn->turn);
    if (!is_canonical(turn, actors, text))
        return status_fail(cause, STATUS_CORRUPT, "turn %d: its spelling", turn->turn);
    return STATUS_OK;
}
