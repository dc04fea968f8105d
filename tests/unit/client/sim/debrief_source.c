/* Worlds are read from records and data directories as they were played, or not at all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/sim/debrief_source.h"
#include "common/base/file.h"
#include "common/bots/bot.h"
#include "common/store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A game by bots, its record and its journal entries. */
struct given {
    char directory[64], record[96], data[96];
    struct record_opening opening;
    struct world_log log;
    size_t size;
    char text[RECORD_MAX];
    size_t entry_at[TURNS_MAX + 3]; /* where the opening, each turn and the end begin in the text */
    int entries;
    struct debrief_world read;
};

static void add(struct given *given, const struct text *text)
{
    assert_false(text->cut);
    given->entry_at[given->entries++] = given->size;
    given->size += text->length;
    given->entry_at[given->entries] = given->size;
}

static struct text rest_of(struct given *given)
{
    return text_over(given->text + given->size, sizeof given->text - given->size);
}

static void play_turn(struct given *given, struct world *world, struct digest *hash)
{
    static struct record_turn turn;
    static struct event_list events;
    memset(&turn, 0, sizeof turn);
    turn.turn = world->turn + 1;
    for (int i = 0; i < world->scenario.actor_count; i++) {
        struct view view;
        turn.source[i] = world->actors[i].alive ? SOURCE_BOT : SOURCE_NONE;
        if (!world->actors[i].alive)
            continue;
        view_of(world, i, &view);
        turn.book.given[i] = true;
        bot_for_motive(world->actors[i].motive)
            ->play(&view, record_bot_key(given->opening.key), &turn.book.orders[i]);
    }
    *hash = turn.hash = record_resolve(world, &turn, hash, &events);
    log_turn(&given->log, &turn.book, &events, world);
    struct text text = rest_of(given);
    record_put_turn(&turn, world->scenario.actor_count, &text);
    add(given, &text);
}

static void play(struct given *given)
{
    static struct world world;
    scenario_init(&given->opening.scenario, "given", 3);
    given->opening.scenario.parameters.max_turns = 5;
    memset(given->opening.world.bytes, 0x3c, ID_SIZE);
    record_seed_key(7, 0, given->opening.key);
    given->opening.commitment = record_commitment(&given->opening);
    record_begin(&given->opening, &world);
    log_begin(&given->log, &world);
    struct text text = rest_of(given);
    record_put_opening(&given->opening, &text);
    add(given, &text);
    struct digest hash = record_opening_hash(&given->opening);
    while (!world.end)
        play_turn(given, &world, &hash);
    text = rest_of(given);
    text_put(&text, "end=");
    text_put_int(&text, world.end);
    text_put_char(&text, '\n');
    add(given, &text);
}

/* Writes the first `size` bytes of the record. */
static void write_record(const struct given *given, size_t size)
{
    struct cause cause;
    if (file_replace(given->record, given->text, size, 0600, &cause))
        fail_msg("%s", cause.text);
}

static void append(struct store *store, const struct id *stream, int64_t after, const char *kind,
                   const char *body, size_t size)
{
    struct cause cause;
    struct store_change change = {.kind = STORE_APPEND, .stream = *stream, .epoch = 1, .expected_seq = after};
    change.record = (struct store_record){.remaining_ms = -1, .body = body, .body_size = size};
    assert_true(slice_copy(slice_of(kind), change.record.kind, sizeof change.record.kind));
    if (store_commit(store, &change, 1, &cause) || change.result)
        fail_msg("%s", cause.text);
}

/* A data directory with an exercise and the first `entries` entries of the world. */
static void write_data(const struct given *given, int entries)
{
    struct store *store;
    struct cause cause;
    struct id exercise = {{1}};
    if (store_open_sqlite(given->data, NULL, false, &store, &cause))
        fail_msg("%s", cause.text);
    append(store, &exercise, 0, "exercise", "x", 1);
    for (int e = 0; e < entries; e++) {
        const char *kind = e == 0 ? "opening" : e == given->entries - 1 ? "end" : "turn";
        size_t at = given->entry_at[e];
        append(store, &given->opening.world, e, kind, given->text + at, given->entry_at[e + 1] - at);
    }
    store_close(store);
}

static int set_up(void **state)
{
    struct given *given = calloc(1, sizeof *given);
    if (!given)
        return -1;
    *state = given;
    snprintf(given->directory, sizeof given->directory, "/tmp/spiral-debrief-XXXXXX");
    if (!mkdtemp(given->directory))
        return -1;
    snprintf(given->record, sizeof given->record, "%s/record", given->directory);
    snprintf(given->data, sizeof given->data, "%s/data", given->directory);
    play(given);
    return 0;
}

static int take_down(void **state)
{
    static const char *const files[] = {"record", "data/journal.db", "data/journal.db-wal",
                                        "data/journal.db-shm", "data/lock"};
    struct given *given = *state;
    char path[128];
    for (size_t x = 0; x < sizeof files / sizeof files[0]; x++) {
        snprintf(path, sizeof path, "%s/%s", given->directory, files[x]);
        unlink(path);
    }
    rmdir(given->data);
    int failed = rmdir(given->directory);
    free(given);
    return failed;
}

struct found {
    int count;
    struct id id;
};

static bool note(void *user, const struct id *id)
{
    struct found *found = user;
    found->count++;
    found->id = *id;
    return true;
}

/* Opens the place, finds its one world and reads it. */
static enum status read_one(struct given *given, const char *path, struct cause *cause)
{
    struct debrief_source *source;
    struct found found = {0};
    cause->text[0] = '\0';
    enum status status = debrief_source_open(path, &source, cause);
    if (status)
        return status;
    status = debrief_source_each(source, note, &found, cause);
    if (!status) {
        assert_int_equal(found.count, 1);
        assert_memory_equal(&found.id, &given->opening.world, sizeof found.id);
        status = debrief_source_read(source, &found.id, &given->read, cause);
    }
    debrief_source_close(source);
    return status;
}

static void expect_log(const struct given *given)
{
    const struct world_log *read = &given->read.log, *played = &given->log;
    assert_true(given->read.ended);
    assert_int_equal(read->turns, played->turns);
    for (int t = 0; t <= played->turns; t++) {
        assert_memory_equal(&read->worlds[t], &played->worlds[t], sizeof read->worlds[t]);
        assert_int_equal(read->turn[t].event_count, played->turn[t].event_count);
        assert_memory_equal(read->turn[t].belief, played->turn[t].belief, sizeof read->turn[t].belief);
    }
    assert_memory_equal(given->read.opening.key, given->opening.key, DICE_KEY_SIZE);
}

static void a_record_is_read_as_it_was_played(void **state)
{
    struct given *given = *state;
    struct cause cause;
    write_record(given, given->size);
    assert_int_equal(read_one(given, given->record, &cause), STATUS_OK);
    expect_log(given);
}

static void a_directory_is_read_as_it_was_played(void **state)
{
    struct given *given = *state;
    struct cause cause;
    write_data(given, given->entries);
    assert_int_equal(read_one(given, given->data, &cause), STATUS_OK);
    expect_log(given);
}

static void a_world_that_goes_on_has_not_ended(void **state)
{
    struct given *given = *state;
    struct cause cause;
    write_data(given, 3);
    assert_int_equal(read_one(given, given->data, &cause), STATUS_OK);
    assert_false(given->read.ended);
    assert_int_equal(given->read.log.turns, 2);
}

/* Practice, three turns, back to the second, and all from there on: the debrief is of what counts. */
static void turns_that_were_rolled_back_are_left_out(void **state)
{
    static const int way[] = {0, 1, -1, 1, 2, 3, -2, 2, 3, 4, 5, 6}; /* below 0: back to that turn */
    struct given *given = *state;
    struct store *store;
    struct cause cause;
    assert_int_equal(given->entries, 7);
    if (store_open_sqlite(given->data, NULL, false, &store, &cause))
        fail_msg("%s", cause.text);
    for (size_t x = 0; x < sizeof way / sizeof way[0]; x++) {
        const struct id *stream = &given->opening.world;
        if (way[x] == -1)
            append(store, stream, (int64_t)x, "practice_over", "practice=1\n", 11);
        else if (way[x] == -2)
            append(store, stream, (int64_t)x, "rollback", "turn=4\nact=1\nto=2\n", 18);
        else
            append(store, stream, (int64_t)x,
                   way[x] == 0   ? "opening"
                   : way[x] == 6 ? "end"
                                 : "turn",
                   given->text + given->entry_at[way[x]],
                   given->entry_at[way[x] + 1] - given->entry_at[way[x]]);
    }
    store_close(store);
    assert_int_equal(read_one(given, given->data, &cause), STATUS_OK);
    expect_log(given);
}

/* A record that claims to be whole after two turns. */
static void a_record_of_an_open_world_is_none(void **state)
{
    struct given *given = *state;
    struct cause cause;
    size_t cut = given->entry_at[3];
    memcpy(given->text + cut, "end=0\n", 6);
    write_record(given, cut + 6);
    assert_int_equal(read_one(given, given->record, &cause), STATUS_CORRUPT);
    assert_false(given->read.ended);
}

static void a_record_of_a_closed_world_has_ended(void **state)
{
    struct given *given = *state;
    struct cause cause;
    size_t cut = given->entry_at[3];
    write_record(given, given->size);
    assert_int_equal(read_one(given, given->record, &cause), STATUS_OK);
    assert_false(given->read.closed);
    memcpy(given->text + cut, "end=4\n", 6);
    write_record(given, cut + 6);
    assert_int_equal(read_one(given, given->record, &cause), STATUS_OK);
    assert_true(given->read.ended && given->read.closed);
    assert_int_equal(given->read.log.turns, 2);
}

static void expect_refused(struct given *given, const char *path, const char *what)
{
    struct cause cause;
    assert_int_not_equal(read_one(given, path, &cause), STATUS_OK);
    assert_false(given->read.ended);
    if (!strstr(cause.text, what))
        fail_msg("\"%s\" does not say \"%s\"", cause.text, what);
}

static void damage_is_named(void **state)
{
    struct given *given = *state;
    char *order = strstr(given->text + given->entry_at[2], "order 0 ");
    write_record(given, given->entry_at[3]);
    expect_refused(given, given->record, "turn 2: the record does not end");
    write_record(given, given->entry_at[1] / 2);
    expect_refused(given, given->record, given->record);
    write_record(given, 0);
    expect_refused(given, given->record, given->record);
    assert_non_null(order);
    order[8] = order[8] == '9' ? '8' : '9';
    write_record(given, given->size);
    expect_refused(given, given->record, "3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c turn 2: ");
    write_data(given, given->entries);
    expect_refused(given, given->data, "3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c turn 2: ");
}

static void a_key_that_was_not_committed_to_is_named(void **state)
{
    struct given *given = *state;
    char *key = strstr(given->text, "\nkey=");
    assert_non_null(key);
    key[5] = key[5] == 'a' ? 'b' : 'a';
    write_record(given, given->size);
    expect_refused(given, given->record, "turn 0");
}

static void other_rules_are_named(void **state)
{
    struct given *given = *state;
    char *rules = strstr(given->text, "\nrules=");
    assert_non_null(rules);
    rules[7] = '9';
    write_record(given, given->size);
    expect_refused(given, given->record, "version 1");
}

static void a_missing_place_is_named(void **state)
{
    expect_refused(*state, "/nonexistent/place", "/nonexistent/place");
}

int main(void)
{
#define GIVEN_TEST(function) cmocka_unit_test_setup_teardown(function, set_up, take_down)
    const struct CMUnitTest tests[] = {
        GIVEN_TEST(a_record_is_read_as_it_was_played),
        GIVEN_TEST(a_directory_is_read_as_it_was_played),
        GIVEN_TEST(a_world_that_goes_on_has_not_ended),
        GIVEN_TEST(turns_that_were_rolled_back_are_left_out),
        GIVEN_TEST(a_record_of_an_open_world_is_none),
        GIVEN_TEST(a_record_of_a_closed_world_has_ended),
        GIVEN_TEST(damage_is_named),
        GIVEN_TEST(a_key_that_was_not_committed_to_is_named),
        GIVEN_TEST(other_rules_are_named),
        GIVEN_TEST(a_missing_place_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
