#include "hall.h"

#include "common/scenario/scenario_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void random_bytes(void *user, void *bytes, unsigned long count)
{
    struct hall *hall = user;
    uint8_t *to = bytes;
    for (unsigned long x = 0; x < count; x++) {
        hall->dice = hall->dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        to[x] = (uint8_t)(hall->dice >> 33);
    }
}

static int world_of(const struct hall *hall, const struct id *stream)
{
    for (int x = 0; x < hall->world_count; x++)
        if (id_equal(&hall->worlds[x], stream))
            return x;
    return -1;
}

static void append(void *user, struct stream *stream, const struct entry *entry)
{
    struct hall *hall = user;
    assert_true(hall->entry_count < HALL_ENTRIES_MAX);
    struct hall_entry *kept = &hall->entries[hall->entry_count++];
    kept->world = world_of(hall, &stream->id);
    kept->stamp_ms = hall->wall_ms;
    kept->remaining_ms = entry->remaining_ms;
    kept->epoch = stream->epoch;
    kept->seq = stream->seq++;
    stream->ticket = ++hall->ticket;
    assert_true(strlen(entry->kind) < sizeof kept->kind);
    snprintf(kept->kind, sizeof kept->kind, "%s", entry->kind);
    kept->body_size = entry->body_size;
    kept->body = malloc(entry->body_size + 1);
    assert_non_null(kept->body);
    memcpy(kept->body, entry->body, entry->body_size);
    kept->body[entry->body_size] = '\0';
    if (entry->text_id) {
        kept->text_id = *entry->text_id;
        kept->text_owner = *entry->text_owner;
        size_t size = strlen(entry->text) + 1;
        kept->text = malloc(size);
        assert_non_null(kept->text);
        memcpy(kept->text, entry->text, size);
    }
}

static void store_clock(void *user, struct stream *stream, int64_t remaining_ms)
{
    struct hall *hall = user;
    (void)stream, (void)remaining_ms;
    hall->clocks++;
}

static void tell(void *user, struct exercise *exercise, int world, const struct effect *effect)
{
    struct hall *hall = user;
    assert_int_equal(effect->kind, EFFECT_TELL);
    assert_ptr_equal(exercise, hall->exercise);
    assert_true(world >= 0 && world < hall->world_count);
    hall->told++;
}

static void reply(void *user, const struct effect *effect)
{
    struct hall *hall = user;
    assert_true((effect->accepted != NULL) != (effect->refusal != NULL));
    hall->replies++;
    hall->refused = effect->refusal ? *effect->refusal : (struct refusal){.code = REFUSAL_NONE};
}

static void news(void *user, struct exercise *exercise, enum exercise_news kind, struct person *person,
                 uint32_t number)
{
    struct hall *hall = user;
    (void)exercise, (void)person, (void)number;
    hall->news[kind]++;
}

static int64_t stamp_ms(void *user)
{
    const struct hall *hall = user;
    return hall->wall_ms;
}

static void make(struct hall *hall, const struct scenario *scenario)
{
    struct wire_scenario_text texts[WIRE_LANGUAGES] = {{.language = "en"}, {.language = "es"}};
    struct exercise_plan *plans = calloc((size_t)hall->world_count, sizeof *plans);
    assert_non_null(plans);
    for (int x = 0; x < hall->world_count; x++) {
        struct record_opening *opening = &plans[x].opening;
        opening->scenario = *scenario;
        random_bytes(hall, opening->world.bytes, ID_SIZE);
        random_bytes(hall, opening->key, sizeof opening->key);
        opening->commitment = record_commitment(opening);
        hall->worlds[x] = opening->world;
    }
    hall->exercise =
        exercise_create(&hall->host, &hall->settings, "ABCDEF", plans, hall->world_count, texts, NULL, 0);
    assert_non_null(hall->exercise);
    free(plans);
}

struct hall *hall_open_worlds(const struct exercise_settings *settings, const char *scenario, int worlds)
{
    struct hall *hall = calloc(1, sizeof *hall);
    struct scenario_file *file = calloc(1, sizeof *file);
    struct cause cause;
    char path[512];
    const char *tree = getenv("SPIRAL_TREE");
    assert_true(hall != NULL && file != NULL && worlds <= HALL_WORLDS_MAX);
    snprintf(path, sizeof path, "%s/config/scenarios", tree ? tree : ".");
    if (scenario_file_load(path, scenario, file, &cause) != STATUS_OK)
        fail_msg("%s", cause.text);
    hall->dice = 5;
    hall->wall_ms = HALL_WALL_MS;
    hall->settings = *settings;
    hall->world_count = worlds;
    hall->host = (struct exercise_host){.append = append,
                                        .clock = store_clock,
                                        .tell = tell,
                                        .reply = reply,
                                        .news = news,
                                        .stamp_ms = stamp_ms,
                                        .term_ms = HALL_TERM_MS,
                                        .random = random_bytes,
                                        .user = hall};
    make(hall, &file->scenario);
    free(file);
    return hall;
}

struct hall *hall_open(const struct exercise_settings *settings)
{
    return hall_open_worlds(settings, "duel", 1);
}

void hall_close(struct hall *hall)
{
    for (int x = 0; x < hall->entry_count; x++) {
        free(hall->entries[x].body);
        free(hall->entries[x].text);
    }
    exercise_destroy(hall->exercise);
    free(hall);
}

/* A text is kept under its id: what was put there last is what stands beside every entry with it. */
static const char *text_of(const struct hall *hall, int count, const struct hall_entry *entry)
{
    const char *text = entry->text;
    for (int x = 0; x < count; x++)
        if (entry->text && hall->entries[x].text && id_equal(&hall->entries[x].text_id, &entry->text_id))
            text = hall->entries[x].text;
    return text;
}

struct exercise *hall_recover(struct hall *hall, int count, struct cause *cause)
{
    struct exercise *exercise = exercise_recovering(&hall->host, exercise_id(hall->exercise));
    enum status status = STATUS_OK;
    for (int of_world = 0; of_world < 2; of_world++)
        for (int x = 0; x < count && status == STATUS_OK; x++) {
            const struct hall_entry *entry = &hall->entries[x];
            struct slice body = {entry->body, entry->body_size};
            const char *text = text_of(hall, count, entry);
            if ((entry->world >= 0) != (of_world != 0))
                continue;
            exercise_recover_stamp(exercise, entry->stamp_ms);
            status = of_world ? exercise_recover_world(exercise, entry->world, entry->kind, body, text, cause)
                              : exercise_recover(exercise, entry->kind, body, text, cause);
        }
    if (status == STATUS_OK)
        return exercise;
    exercise_destroy(exercise);
    return NULL;
}

/* Whoever reads a journal finds the text of each entry by what the entry says. */
static void check_texts(const struct hall *hall, int count)
{
    for (int x = 0; x < count; x++) {
        const struct hall_entry *entry = &hall->entries[x];
        struct slice body = {entry->body, entry->body_size};
        struct id found;
        if (entry->world >= 0 || !entry->text)
            continue;
        assert_true(exercise_entry_text_id(entry->kind, body, &found));
        assert_true(id_equal(&found, &entry->text_id));
    }
}

struct exercise *hall_restart(struct hall *hall, int count, uint64_t now_ms)
{
    struct cause cause = {""};
    check_texts(hall, count);
    struct exercise *exercise = hall_recover(hall, count, &cause);
    if (!exercise)
        fail_msg("%s", cause.text);
    for (int world = 0; world < hall->world_count; world++) {
        struct stream stream = {.id = hall->worlds[world]};
        int64_t remaining_ms = -1;
        for (int x = 0; x < count; x++)
            if (hall->entries[x].world == world) {
                stream.seq++;
                remaining_ms = hall->entries[x].remaining_ms;
            }
        exercise_world_recovered(exercise, world, &stream, now_ms, remaining_ms, hall->downtime_ms);
    }
    struct stream own = {.id = *exercise_id(hall->exercise)};
    exercise_recovered(exercise, &own, now_ms);
    if (exercise_check(exercise, &cause) != STATUS_OK)
        fail_msg("%s", cause.text);
    return exercise;
}

const struct hall_entry *hall_entry(const struct hall *hall, const char *kind)
{
    for (int x = hall->entry_count; x-- > 0;)
        if (strcmp(hall->entries[x].kind, kind) == 0)
            return &hall->entries[x];
    fail_msg("no entry of kind %s", kind);
    return NULL;
}

int hall_count(const struct hall *hall, const char *kind)
{
    int count = 0;
    for (int x = 0; x < hall->entry_count; x++)
        count += strcmp(hall->entries[x].kind, kind) == 0;
    return count;
}

struct wire_join join_as(const char *name, uint8_t secret)
{
    struct wire_join join = {.code = "ABCDEF"};
    snprintf(join.name, sizeof join.name, "%s", name);
    memset(join.secret.bytes, secret, ID_SIZE);
    return join;
}

struct person *hall_join(struct hall *hall, const char *name, uint8_t secret)
{
    struct wire_join join = join_as(name, secret);
    join.consent = hall->settings.consent ? CONSENT_YES : CONSENT_NONE;
    struct credentials fresh;
    struct refusal refusal = {.code = REFUSAL_NONE};
    struct person *person = exercise_join(hall->exercise, &join, 1000, &fresh, &refusal);
    if (!person)
        fail_msg("%s %s", refusal_name(refusal.code), refusal.item);
    return person;
}
