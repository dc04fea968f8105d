#include "tests/fuzz/life.h"

#include "common/base/must.h"
#include "common/base/utf8.h"
#include "tests/fuzz/repair.h"
#include "tests/unit/server/world/same.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *copy_of(const char *bytes, size_t size)
{
    char *copy = malloc(size + 1);
    must(copy != NULL);
    if (size)
        memcpy(copy, bytes, size);
    copy[size] = '\0';
    return copy;
}

static void keep(struct life *life, bool of_world, const char *kind, struct slice body, const char *words)
{
    must(life->entry_count < LIFE_ENTRIES_MAX);
    struct life_entry *entry = &life->entries[life->entry_count++];
    *entry = (struct life_entry){.of_world = of_world, .body_size = body.length};
    must(slice_copy(slice_of(kind), entry->kind, sizeof entry->kind));
    entry->body = copy_of(body.at, body.length);
    entry->words = words ? copy_of(words, strlen(words)) : NULL;
}

/* ---- what the exercise needs from outside */

/* What is stored while it lives is held against the journal so far, as any reader of it would. */
static void append(void *user, struct stream *stream, const struct entry *entry)
{
    struct life *life = user;
    bool of_world = !life_is_of_exercise(entry->kind);
    struct slice body = {entry->body, entry->body_size};
    keep(life, of_world, entry->kind, body, entry->text);
    stream->seq++;
    if (!of_world)
        return;
    life->remaining_ms = entry->remaining_ms;
    bool is_orders;
    struct cause cause = {""};
    if (life->checks && journal_check_entry(&life->check, entry->kind, body, NULL, &is_orders, &cause)) {
        fprintf(stderr, "%s: %s\n", entry->kind, cause.text);
        must(!"what is stored fits the journal");
    }
}

static void store_clock(void *user, struct stream *stream, int64_t remaining_ms)
{
    (void)stream;
    ((struct life *)user)->remaining_ms = remaining_ms;
}

static void tell(void *user, struct exercise *exercise, int world, const struct effect *effect)
{
    (void)user;
    must(exercise && world == 0 && effect->kind == EFFECT_TELL);
}

static void news(void *user, struct exercise *exercise, enum exercise_news kind, struct person *person,
                 uint32_t number)
{
    (void)user, (void)number;
    must(exercise && (kind != NEWS_MOVED || person));
}

static void reply(void *user, const struct effect *effect)
{
    (void)user;
    must(!effect->accepted != !effect->refusal);
}

static int64_t stamp_ms(void *user)
{
    return INT64_C(1790000000000) + (int64_t)((struct life *)user)->now_ms;
}

static void random_bytes(void *user, void *bytes, unsigned long count)
{
    struct life *life = user;
    uint8_t *to = bytes;
    for (unsigned long x = 0; x < count; x++) {
        life->chance = life->chance * UINT64_C(6364136223846793005) + 1442695040888963407u;
        to[x] = (uint8_t)(life->chance >> 56);
    }
}

struct exercise_host life_host(struct life *life)
{
    return (struct exercise_host){.append = append,
                                  .clock = store_clock,
                                  .tell = tell,
                                  .reply = reply,
                                  .news = news,
                                  .stamp_ms = stamp_ms,
                                  .random = random_bytes,
                                  .user = life};
}

struct life *life_begin(void)
{
    struct life *life = calloc(1, sizeof *life);
    must(life != NULL);
    life->now_ms = LIFE_MS;
    life->remaining_ms = -1;
    journal_check_init(&life->check);
    return life;
}

void life_end(struct life *life)
{
    if (life->exercise)
        exercise_destroy(life->exercise);
    for (int x = 0; x < life->entry_count; x++) {
        free(life->entries[x].body);
        free(life->entries[x].words);
    }
    free(life);
}

bool life_is_of_exercise(const char *kind)
{
    static const char *const kinds[] = {
        "exercise", "person",      "guest",       "moved",     "removed",  "token",   "left",
        "back",     "seen",        "facilitator", "rights",    "own",      "started", "deed",
        "inject",   "inject_sent", "cancelled",   "postponed", "question", "answer",  "feelings",
        "debrief",  "replay",      "withdrawn",   "given",     "role",
    };
    for (size_t x = 0; x < sizeof kinds / sizeof kinds[0]; x++)
        if (strcmp(kind, kinds[x]) == 0)
            return true;
    return false;
}

/* ---- recovery */

static enum status recover(struct exercise *exercise, bool of_world, const char *kind, struct slice body,
                           const char *words, struct cause *cause)
{
    struct id text_id;
    /* who reads the journal has words only where the entry says so */
    bool has_words =
        of_world ? world_text_id(kind, body, &text_id) : exercise_entry_text_id(kind, body, &text_id);
    words = has_words ? words : NULL;
    return of_world ? exercise_recover_world(exercise, 0, kind, body, words, cause)
                    : exercise_recover(exercise, kind, body, words, cause);
}

/* The entry with its hash put right, as far as it can be read at all. */
static struct slice repaired(const struct life *life, const char *kind, struct slice body, struct text *out)
{
    struct record_opening opening;
    bool done = false;
    if (strcmp(kind, "opening") == 0)
        done = repair_opening(body, &opening, out);
    else if (strcmp(kind, "turn") == 0 && life->opened && !life->lost && life->world.end == END_RUNNING)
        done = repair_turn(&life->world, &life->hash, body, out);
    return done ? (struct slice){out->at, out->length} : body;
}

/* The journal's other reader agrees on what the server took. */
static void follow(struct life *life, const char *kind, struct slice body)
{
    struct record_turn turn;
    struct event_list events;
    struct cause cause = {""};
    bool is_orders;
    if (strcmp(kind, "opening") == 0) {
        must(record_read_opening(body, &life->opening, &cause) == STATUS_OK);
        life->opened = true;
        life->hash = record_opening_hash(&life->opening);
        record_begin(&life->opening, &life->world);
        life->checks = life->opening.branch == 0; /* that reader knows no branches */
    } else if (strcmp(kind, "turn") == 0 && !life->lost) {
        must(record_read_turn(body, life->opening.scenario.actor_count, &turn, &cause) == STATUS_OK);
        life->hash = record_resolve(&life->world, &turn, &life->hash, &events);
        must(digest_equal(&life->hash, &turn.hash));
    }
    if (life->checks && journal_check_entry(&life->check, kind, body, NULL, &is_orders, &cause)) {
        fprintf(stderr, "%s: %s\n", kind, cause.text);
        must(!"both readers of a journal take the same entries");
    }
    if (strcmp(kind, "rollback") != 0 && strcmp(kind, "practice_over") != 0)
        return;
    life->lost = !life->checks; /* where the world is again, the other reader knows */
    life->world = life->check.world;
    life->hash = life->check.hash;
}

bool life_recover(struct life *life, const char *kind, struct slice body, const char *words, bool raw)
{
    char *memory = malloc(RECORD_TURN_MAX);
    struct cause cause = {""};
    bool of_world = !life_is_of_exercise(kind);
    static const struct id id = {{0xe0}};
    must(memory != NULL);
    struct text out = text_over(memory, RECORD_TURN_MAX);
    if (!life->exercise) {
        struct exercise_host host = life_host(life);
        life->exercise = exercise_recovering(&host, &id);
    }
    if (!raw)
        body = repaired(life, kind, body, &out);
    /* the server reads the exercise's stream first, which makes the world */
    enum status status = of_world && life->entry_count == 0
                             ? STATUS_CORRUPT
                             : recover(life->exercise, of_world, kind, body, words, &cause);
    if (status == STATUS_OK) {
        keep(life, of_world, kind, body, words);
        if (of_world)
            follow(life, kind, body);
    } else {
        must(cause.text[0] || life->entry_count == 0);
        must(utf8_tame(cause.text, strlen(cause.text), false));
    }
    free(memory);
    return status == STATUS_OK;
}

bool life_recovered(struct life *life)
{
    struct cause cause = {""};
    if (!life->opened)
        return false;
    if (exercise_check(life->exercise, &cause) != STATUS_OK) {
        must(cause.text[0] && utf8_tame(cause.text, strlen(cause.text), false));
        return false;
    }
    struct stream own = {.id = *exercise_id(life->exercise)},
                  world = {.id = *exercise_world_id(life->exercise, 0)};
    exercise_world_recovered(life->exercise, 0, &world, life->now_ms, life->remaining_ms, 5000);
    exercise_recovered(life->exercise, &own, life->now_ms);
    return true;
}

void life_compare(const struct life *life)
{
    char memory[256] = "";
    struct text why = text_over(memory, sizeof memory);
    struct life *other = life_begin();
    for (int of_world = 0; of_world < 2; of_world++)
        for (int x = 0; x < life->entry_count; x++) {
            const struct life_entry *entry = &life->entries[x];
            struct slice body = {entry->body, entry->body_size};
            if (entry->of_world == of_world)
                must(life_recover(other, entry->kind, body, entry->words, true));
        }
    other->now_ms = life->now_ms;
    other->remaining_ms = life->remaining_ms;
    must(life_recovered(other));
    if (!machines_same(exercise_world(life->exercise, 0), exercise_world(other->exercise, 0), life->now_ms,
                       &why)) {
        fprintf(stderr, "%s\n", memory);
        must(!"a world of its journal is the world that wrote it");
    }
    life_end(other);
}
