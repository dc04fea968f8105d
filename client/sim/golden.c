#include "client/sim/golden.h"

#include "common/base/file.h"
#include "common/base/must.h"
#include "common/rules/canonical.h"
#include "common/rules/score.h"
#include "common/rules/turn.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COMPUTED_MAX = EVENTS_MAX * CANONICAL_EVENT_MAX };

static_assert((int)COMPUTED_MAX > (int)CANONICAL_WORLD_MAX && (int)COMPUTED_MAX > (int)CANONICAL_VIEW_MAX,
              "any block fits into the space for computed text");

/* One file being held against the engine. About 450 KiB: on the heap. */
struct golden {
    const char *path;
    struct slice rest; /* lines not read yet */
    int line_number;   /* of the line read last, from 1 */
    bool is_case;      /* a unit case: the first world was edited by hand */
    bool has_scenario, has_key, has_world, resolved, ended;
    struct scenario scenario;
    struct siphash_key key;
    struct world world;
    struct order_book book;
    struct event_list events;
    struct golden_result result;
    char computed[COMPUTED_MAX];
};

/* How much of a line an error shows. */
static size_t shown_length(struct slice line)
{
    return line.length < 120 ? line.length : 120;
}

static enum status refuse(const struct golden *golden, struct cause *cause, const char *reason,
                          struct slice line)
{
    return status_fail(cause, STATUS_CORRUPT, "%s:%d: %s: %.*s", golden->path, golden->line_number, reason,
                       (int)shown_length(line), line.at);
}

static bool next_line(struct golden *golden, struct slice *line)
{
    if (!slice_take(&golden->rest, '\n', line))
        return false;
    golden->line_number++;
    return true;
}

/* The lines up to `end`, without it. */
static enum status take_block(struct golden *golden, const char *end, struct slice *block,
                              struct cause *cause)
{
    struct slice line;
    block->at = golden->rest.at;
    while (next_line(golden, &line)) {
        if (slice_is(line, end)) {
            block->length = (size_t)(line.at - block->at);
            return STATUS_OK;
        }
    }
    return status_fail(cause, STATUS_CORRUPT, "%s: the file ends before %s; it was cut short", golden->path,
                       end);
}

/* Holds `expected` (a block of the file) against what the engine wrote. */
static enum status compare(struct golden *golden, int first_line, struct slice expected,
                           struct text *computed, struct cause *cause)
{
    must(!computed->cut);
    struct slice got = {computed->at, computed->length}, want_line, got_line;
    for (int number = first_line;; number++) {
        bool want = slice_take(&expected, '\n', &want_line), have = slice_take(&got, '\n', &got_line);
        if (!want && !have)
            return STATUS_OK;
        if (!want)
            want_line = slice_of("(nothing more)");
        if (!have)
            got_line = slice_of("(nothing more)");
        if (want != have || want_line.length != got_line.length ||
            memcmp(want_line.at, got_line.at, want_line.length) != 0)
            return status_fail(cause, STATUS_CORRUPT, "%s:%d: expected \"%.*s\", computed \"%.*s\"",
                               golden->path, number, (int)shown_length(want_line), want_line.at,
                               (int)shown_length(got_line), got_line.at);
    }
}

static enum status on_scenario(struct golden *golden, struct slice argument, struct cause *cause)
{
    struct slice block;
    char memory[160];
    struct text why = text_over(memory, sizeof memory);
    enum status status = take_block(golden, "scenario-end", &block, cause);
    if (status)
        return status;
    if (!canonical_scenario_read(block, &golden->scenario, &why))
        return refuse(golden, cause, why.at, argument);
    golden->has_scenario = true;
    return STATUS_OK;
}

static enum status on_world(struct golden *golden, struct slice argument, struct cause *cause)
{
    struct slice block;
    char memory[160];
    struct text why = text_over(memory, sizeof memory);
    int first_line = golden->line_number + 1;
    enum status status = take_block(golden, "world-end", &block, cause);
    if (status)
        return status;
    if (!golden->has_scenario || !golden->has_key)
        return refuse(golden, cause, "a world before its scenario and key", argument);
    bool first = !golden->has_world;
    if (first && !golden->is_case)
        world_setup(&golden->world, &golden->scenario, golden->key);
    if (!first || !golden->is_case) {
        struct text computed = text_over(golden->computed, sizeof golden->computed);
        canonical_world(&golden->world, &computed);
        status = compare(golden, first_line, block, &computed, cause);
        if (status)
            return status;
    }
    if (!canonical_world_read(block, &golden->scenario, golden->key, &golden->world, &why))
        return refuse(golden, cause, why.at, argument);
    golden->has_world = true;
    return STATUS_OK;
}

static enum status on_orders(struct golden *golden, struct slice argument, struct cause *cause)
{
    struct slice block, line;
    char memory[160];
    struct text why = text_over(memory, sizeof memory);
    enum status status = take_block(golden, "orders-end", &block, cause);
    if (status)
        return status;
    if (!golden->has_world)
        return refuse(golden, cause, "orders before the first world", argument);
    memset(&golden->book, 0, sizeof golden->book);
    while (slice_take(&block, '\n', &line)) {
        int actor;
        bool given;
        struct orders orders;
        if (!canonical_orders_read(line, golden->scenario.actor_count, &actor, &given, &orders, &why))
            return refuse(golden, cause, why.at, line);
        golden->book.given[actor] = given;
        golden->book.orders[actor] = orders;
    }
    turn_resolve(&golden->world, &golden->book, &golden->events);
    golden->resolved = true;
    golden->result.turns++;
    return STATUS_OK;
}

static enum status on_events(struct golden *golden, struct slice argument, struct cause *cause)
{
    struct slice block;
    int first_line = golden->line_number + 1;
    enum status status = take_block(golden, "events-end", &block, cause);
    if (status)
        return status;
    if (!golden->resolved)
        return refuse(golden, cause, "events before any orders", argument);
    struct text computed = text_over(golden->computed, sizeof golden->computed);
    for (int x = 0; x < golden->events.count; x++) {
        canonical_event(&golden->events.events[x], &computed);
        text_put_char(&computed, '\n');
    }
    return compare(golden, first_line, block, &computed, cause);
}

static enum status on_view(struct golden *golden, struct slice argument, struct cause *cause)
{
    struct slice block;
    int64_t actor;
    struct view view;
    int first_line = golden->line_number + 1;
    enum status status = take_block(golden, "view-end", &block, cause);
    if (status)
        return status;
    if (!golden->has_world || !slice_int(argument, 0, golden->scenario.actor_count - 1, &actor))
        return refuse(golden, cause, "a view of nobody", argument);
    view_of(&golden->world, (int)actor, &view);
    struct text computed = text_over(golden->computed, sizeof golden->computed);
    canonical_view(&view, &computed);
    golden->result.views++;
    return compare(golden, first_line, block, &computed, cause);
}

static enum status on_final(struct golden *golden, struct slice value, struct cause *cause)
{
    struct slice part, rest = value;
    int64_t actor, numbers[2];
    bool read = slice_take(&rest, ' ', &part) && slice_int(part, 0, golden->scenario.actor_count - 1, &actor);
    for (int x = 0; read && x < 2; x++)
        read = slice_take(&rest, ' ', &part) && slice_int(part, INT32_MIN, INT32_MAX, &numbers[x]);
    if (!read || !golden->has_world)
        return refuse(golden, cause, "not a final score", value);
    int32_t score = score_final(&golden->world, (int)actor);
    int met = score_goal_met(&golden->world, (int)actor);
    if (score != numbers[0] || met != numbers[1])
        return status_fail(cause, STATUS_CORRUPT,
                           "%s:%d: expected \"final=%.*s\", computed \"final=%d %d %d\"", golden->path,
                           golden->line_number, (int)value.length, value.at, (int)actor, score, met);
    return STATUS_OK;
}

static enum status on_turn(struct golden *golden, struct slice value, struct cause *cause)
{
    int64_t turn;
    if (!slice_int(value, golden->world.turn + 1, golden->world.turn + 1, &turn))
        return refuse(golden, cause, "not the next turn", value);
    return STATUS_OK;
}

static enum status on_key(struct golden *golden, struct slice value, struct cause *cause)
{
    uint8_t bytes[DICE_KEY_SIZE];
    if (!slice_hex(value, bytes, sizeof bytes))
        return refuse(golden, cause, "a key is 32 hex digits", value);
    golden->key = siphash_key_of(bytes);
    golden->has_key = true;
    return STATUS_OK;
}

static enum status on_name(struct golden *golden, struct slice value, struct cause *cause)
{
    (void)cause;
    golden->is_case = slice_starts(value, "case-");
    return STATUS_OK;
}

/* What a line begins with, and what it does. */
static const struct {
    const char *prefix;
    enum status (*take)(struct golden *, struct slice, struct cause *);
} entries[] = {
    {"name=", on_name},
    {"scenario-begin", on_scenario},
    {"key=", on_key},
    {"world-begin", on_world},
    {"turn=", on_turn},
    {"orders-begin", on_orders},
    {"events-begin", on_events},
    {"view-begin ", on_view},
    {"final=", on_final},
};

static enum status take_line(struct golden *golden, struct slice line, struct cause *cause)
{
    if (golden->line_number == 1)
        return slice_is(line, "golden=1")
                   ? STATUS_OK
                   : refuse(golden, cause, "a golden game begins with the line golden=1", line);
    if (slice_is(line, "golden-end")) {
        golden->ended = true;
        return STATUS_OK;
    }
    for (size_t x = 0; x < sizeof entries / sizeof entries[0]; x++) {
        size_t length = strlen(entries[x].prefix);
        if (!golden->ended && slice_starts(line, entries[x].prefix))
            return entries[x].take(golden, (struct slice){line.at + length, line.length - length}, cause);
    }
    return refuse(golden, cause, "not a line of a golden game", line);
}

enum status golden_check(const char *path, struct golden_result *result, struct cause *cause)
{
    char *text;
    size_t size;
    enum status status = file_read(path, GOLDEN_FILE_MAX, &text, &size, cause);
    if (status)
        return status;
    struct golden *golden = calloc(1, sizeof *golden);
    must(golden != NULL);
    golden->path = path;
    golden->rest = (struct slice){text, size};
    struct slice line;
    while (!status && next_line(golden, &line))
        status = take_line(golden, line, cause);
    if (!status && !golden->ended)
        status =
            status_fail(cause, STATUS_CORRUPT, "%s: the file ends before golden-end; it was cut short", path);
    if (!status && golden->result.turns == 0)
        status = status_fail(cause, STATUS_CORRUPT, "%s: no turn in it", path);
    *result = golden->result;
    free(golden);
    free(text);
    return status;
}

int golden_main(int count, char **paths)
{
    struct golden_result sum = {0};
    int differing = 0;
    for (int x = 0; x < count; x++) {
        struct golden_result result;
        struct cause cause;
        if (golden_check(paths[x], &result, &cause)) {
            fprintf(stderr, "%s\n", cause.text);
            differing++;
            continue;
        }
        sum.turns += result.turns;
        sum.views += result.views;
    }
    printf("files %d, turns %d, views %d, ", count - differing, sum.turns, sum.views);
    if (differing)
        printf("and %d of %d files differ\n", differing, count);
    else
        printf("all equal\n");
    return differing ? 1 : 0;
}
