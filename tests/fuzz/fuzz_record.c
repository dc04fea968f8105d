/* The pieces of a world's record: entries, openings, turns, and whole public records. What is accepted is
 * spelt in the one way; what is not has a cause. Openings and records are read once as they are and once with
 * commitment and hashes put right: then they must be accepted.
 *
 * An input is text. Its first line says what the rest is: "orders N", "turn N" (N actors), "act KIND",
 * "opening" or "record". */
#include "common/base/must.h"
#include "common/base/utf8.h"
#include "common/record/course.h"
#include "common/record/entry.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/repair.h"
#include "tests/fuzz/scenes.h"

#include <stdlib.h>
#include <string.h>

/* Too much for a stack. */
struct room {
    struct record_opening opening, opening_again;
    struct record_turn turn;
    struct world world;
    struct record_course course;
    struct event_list events;
    char text[RECORD_MAX];
};

static bool same_text(struct slice a, const struct text *b)
{
    return !b->cut && a.length == b->length && memcmp(a.at, b->at, b->length) == 0;
}

static void run_orders(struct room *room, int actors, struct slice body)
{
    struct entry_orders entry;
    struct text again = text_over(room->text, ENTRY_ORDERS_MAX);
    if (!entry_read_orders(body, actors, &entry))
        return;
    must(entry.head.seat >= 0 && entry.head.seat < actors && entry.revision >= 1);
    entry_put_orders(&again, &entry, actors);
    must(same_text(body, &again));
}

static void run_act(struct room *room, const char *kind, struct slice body)
{
    struct entry_act act;
    struct text again = text_over(room->text, ENTRY_ACT_MAX);
    if (!entry_read_act(kind, body, &act))
        return;
    must(entry_is_act(kind));
    entry_put_act(&again, kind, &act);
    must(same_text(body, &again));
}

static void run_turn(struct room *room, int actors, struct slice body)
{
    struct cause cause = {""};
    struct text again = text_over(room->text, RECORD_TURN_MAX);
    if (record_read_turn(body, actors, &room->turn, &cause) != STATUS_OK) {
        must(cause.text[0] && utf8_tame(cause.text, strlen(cause.text), false));
        return;
    }
    record_put_turn(&room->turn, actors, &again);
    must(same_text(body, &again));
}

static void run_opening(struct room *room, struct slice body)
{
    struct cause cause = {""};
    struct text again = text_over(room->text, RECORD_OPENING_MAX);
    if (record_read_opening(body, &room->opening, &cause) == STATUS_OK) {
        record_put_opening(&room->opening, &again);
        must(same_text(body, &again));
        return;
    }
    must(cause.text[0] && utf8_tame(cause.text, strlen(cause.text), false));
    if (!repair_opening(body, &room->opening, &again))
        return;
    struct slice repaired = {room->text, again.length};
    must(record_read_opening(repaired, &room->opening_again, &cause) == STATUS_OK);
    must(memcmp(&room->opening, &room->opening_again, sizeof room->opening) == 0);
}

/* Takes the part up to and with the line that begins so; false when there is none. */
static bool take_part(struct slice *rest, const char *last, struct slice *part)
{
    struct slice at = *rest, line;
    while (slice_take(&at, '\n', &line)) {
        if (!slice_starts(line, last))
            continue;
        *part = (struct slice){rest->at, (size_t)(at.at - rest->at)};
        *rest = at;
        return true;
    }
    return false;
}

static void resolve_again(struct room *room, const char *record, struct digest *hash)
{
    *hash = record_opening_hash(&room->opening);
    record_begin(&room->opening, &room->world);
    for (int t = 1; t <= room->course.turns; t++) {
        record_course_turn(&room->course, record, room->opening.scenario.actor_count, t, &room->turn);
        *hash = record_resolve(&room->world, &room->turn, hash, &room->events);
        must(digest_equal(hash, &room->turn.hash));
    }
}

/* Writes a roll-back that fits where it stands. */
static void repair_back(struct room *room, struct slice part, struct digest *hash, struct text *out)
{
    struct record_roll_back back;
    if (!record_read_roll_back(part, &back) || record_course_fault(&room->course, &back) ||
        (room->world.end && !back.practice))
        return;
    text_put_span(out, part.at, part.length);
    record_course_back(&room->course, &back);
    resolve_again(room, out->at, hash);
}

static void repair_next_turn(struct room *room, struct slice part, struct digest *hash, struct text *out)
{
    struct cause cause;
    struct text turn = text_over(out->at + out->length, RECORD_TURN_MAX);
    if (!repair_turn(&room->world, hash, part, &turn))
        return;
    struct slice written = {turn.at, turn.length};
    must(record_read_turn(written, room->opening.scenario.actor_count, &room->turn, &cause) == STATUS_OK);
    if (room->turn.turn != room->world.turn + 1)
        return;
    record_course_add(&room->course, out->length, turn.length);
    out->length += turn.length;
    *hash = record_resolve(&room->world, &room->turn, hash, &room->events);
    must(digest_equal(hash, &room->turn.hash));
}

/* Writes the record with everything put right; false when it has no opening. */
static bool repair_record(struct room *room, struct slice body, struct text *out)
{
    struct slice part;
    if (!take_part(&body, "scenario-end", &part) || !repair_opening(part, &room->opening, out))
        return false;
    struct digest hash = record_opening_hash(&room->opening);
    memset(&room->course, 0, sizeof room->course);
    record_begin(&room->opening, &room->world);
    for (;;) {
        bool back = slice_starts(body, "rollback=") || slice_starts(body, "practice=");
        if (back && take_part(&body, "", &part))
            repair_back(room, part, &hash, out);
        else if (!room->world.end && take_part(&body, "hash=", &part))
            repair_next_turn(room, part, &hash, out);
        else
            break;
    }
    text_put(out, "end=");
    text_put_int(out, room->world.end ? room->world.end : RECORD_CLOSED);
    text_put_char(out, '\n');
    return !out->cut;
}

static void run_record(struct room *room, struct slice body)
{
    struct record_summary summary;
    struct cause cause = {""};
    struct text out = text_over(room->text, sizeof room->text);
    if (record_verify(body, &summary, &room->world, &cause) != STATUS_OK)
        must(cause.text[0] && utf8_tame(cause.text, strlen(cause.text), false));
    if (!repair_record(room, body, &out))
        return;
    int turns = room->world.turn;
    must(record_verify((struct slice){room->text, out.length}, &summary, &room->world, &cause) == STATUS_OK);
    must(summary.turns == turns && room->world.turn == turns);
    must(summary.roll_backs == room->course.roll_backs && summary.practised == room->course.practised);
    must(digest_equal(&summary.commitment, &room->opening.commitment));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct slice text = {(const char *)bytes, size}, line, what, value;
    int64_t actors;
    char kind[16];
    if (!slice_take(&text, '\n', &line))
        return 0;
    struct room *room = malloc(sizeof *room);
    must(room != NULL);
    bool has_value = slice_split(line, ' ', &what, &value);
    bool counted = has_value && slice_int(value, ACTORS_MIN, ACTORS_MAX, &actors);
    if (slice_is(line, "opening"))
        run_opening(room, text);
    else if (slice_is(line, "record"))
        run_record(room, text);
    else if (counted && slice_is(what, "orders"))
        run_orders(room, (int)actors, text);
    else if (counted && slice_is(what, "turn"))
        run_turn(room, (int)actors, text);
    else if (has_value && slice_is(what, "act") && slice_copy(value, kind, sizeof kind))
        run_act(room, kind, text);
    free(room);
    return 0;
}

/* ---- seeds */

static void begin(struct room *room, unsigned number)
{
    const struct scene *scene = scene_at((int)number);
    memset(&room->opening, 0, sizeof room->opening);
    room->opening.scenario = scene->scenario;
    room->opening.world.bytes[0] = (uint8_t)(number + 1);
    record_seed_key(number, 0, room->opening.key);
    room->opening.commitment = record_commitment(&room->opening);
    record_begin(&room->opening, &room->world);
}

/* One turn of legal orders; some seats have none. */
static void resolve(struct room *room, struct digest *hash)
{
    struct event_list events;
    memset(&room->turn, 0, sizeof room->turn);
    scene_book(&room->world, siphash_key_of(room->opening.key), &room->turn.book);
    room->turn.turn = room->world.turn + 1;
    for (int i = 0; i < room->world.scenario.actor_count; i++) {
        bool silent = (i + room->turn.turn) % 5 == 0;
        if (silent)
            room->turn.book.given[i] = false;
        room->turn.source[i] = (uint8_t)(!room->turn.book.given[i] ? SOURCE_NONE
                                         : i % 2                   ? SOURCE_BOT
                                                                   : SOURCE_PERSON);
    }
    room->turn.hash = *hash = record_resolve(&room->world, &room->turn, hash, &events);
}

static void put_entry(struct room *room, unsigned number, struct text *text)
{
    static const char *const acts[] = {"pause", "resume", "extend", "resolve", "close", "rollback"};
    struct digest hash = {{0}};
    int actors = room->opening.scenario.actor_count;
    struct entry_act act = {.turn = 3, .number = number, .ms = -60000};
    act.text.bytes[3] = 7;
    resolve(room, &hash);
    switch (number % 3) {
    case 0:
        text_put(text, "orders ");
        text_put_int(text, actors);
        text_put_char(text, '\n');
        entry_put_orders(text,
                         &(struct entry_orders){.head = {.turn = 1, .seat = 1},
                                                .revision = number,
                                                .orders = room->turn.book.orders[1]},
                         actors);
        break;
    case 1:
        text_put(text, "turn ");
        text_put_int(text, actors);
        text_put_char(text, '\n');
        record_put_turn(&room->turn, actors, text);
        break;
    default:
        text_put(text, "act ");
        text_put(text, acts[number / 3 % 6]);
        text_put_char(text, '\n');
        act.to = 2;
        entry_put_act(text, acts[number / 3 % 6], &act); /* each takes what it has */
        break;
    }
}

static void put_turns(struct room *room, int turns, struct digest *hash, struct text *text)
{
    for (int x = 0; x < turns && room->world.end == END_RUNNING; x++) {
        resolve(room, hash);
        record_put_turn(&room->turn, room->opening.scenario.actor_count, text);
    }
}

/* `turns` 0: the opening alone; every other record begins with practice. */
static void put_record(struct room *room, int turns, bool practised, struct text *text)
{
    struct digest hash = record_opening_hash(&room->opening), first = hash;
    text_put(text, turns ? "record\n" : "opening\n");
    record_put_opening(&room->opening, text);
    if (turns && practised) {
        text_put(text, "rollback=1\n");
        put_turns(room, 1, &hash, text);
        text_put(text, "practice=1\n");
        record_begin(&room->opening, &room->world);
        hash = first;
    }
    put_turns(room, turns, &hash, text);
    if (turns) {
        text_put(text, "end=");
        text_put_int(text, room->world.end ? room->world.end : RECORD_CLOSED);
        text_put_char(text, '\n');
    }
}

size_t fuzz_seed(unsigned number, uint8_t *bytes, size_t room_size)
{
    enum { ENTRIES = 30, OPENINGS = 12, RECORDS = 10 };
    if (number >= ENTRIES + OPENINGS + RECORDS)
        return 0;
    struct room *room = malloc(sizeof *room);
    struct text text = text_over((char *)bytes, room_size);
    must(room != NULL);
    begin(room, number);
    if (number < ENTRIES)
        put_entry(room, number + 1, &text);
    else
        put_record(room, number < ENTRIES + OPENINGS ? 0 : 1 + (int)number % 4, number % 2, &text);
    free(room);
    must(!text.cut);
    return text.length;
}
