#include "desk.h"

#include "common/scenario/scenario_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void random_bytes(void *user, void *bytes, unsigned long count)
{
    struct desk *desk = user;
    uint8_t *to = bytes;
    for (unsigned long x = 0; x < count; x++) {
        desk->dice = desk->dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        to[x] = (uint8_t)(desk->dice >> 33);
    }
}

static void append(void *user, struct stream *stream, const struct entry *entry)
{
    struct desk *desk = user;
    assert_true(desk->entry_count < DESK_ENTRIES_MAX);
    struct desk_entry *kept = &desk->entries[desk->entry_count++];
    kept->of_world = desk->exercise && id_equal(&stream->id, exercise_world_id(desk->exercise));
    /* the first two are written while the exercise is being made */
    kept->of_world = kept->of_world || strcmp(entry->kind, "opening") == 0;
    kept->stamp_ms = desk->wall_ms;
    kept->epoch = stream->epoch;
    kept->seq = stream->seq++;
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
    struct desk *desk = user;
    (void)stream, (void)remaining_ms;
    desk->clocks++;
}

static void tell(void *user, struct exercise *exercise, const struct effect *effect)
{
    struct desk *desk = user;
    assert_int_equal(effect->kind, EFFECT_TELL);
    assert_ptr_equal(exercise, desk->exercise);
    desk->told++;
}

static void reply(void *user, const struct effect *effect)
{
    struct desk *desk = user;
    assert_true((effect->accepted != NULL) != (effect->refusal != NULL));
    desk->replies++;
    desk->refused = effect->refusal ? *effect->refusal : (struct refusal){.code = REFUSAL_NONE};
}

static int64_t stamp_ms(void *user)
{
    const struct desk *desk = user;
    return desk->wall_ms;
}

struct desk *desk_open(const struct exercise_settings *settings)
{
    struct desk *desk = calloc(1, sizeof *desk);
    struct scenario_file *file = calloc(1, sizeof *file);
    struct record_opening opening = {.branch = 0};
    struct wire_scenario_text texts[WIRE_LANGUAGES] = {{.language = "en"}, {.language = "es"}};
    struct cause cause;
    char path[512];
    const char *tree = getenv("SPIRAL_TREE");
    assert_true(desk != NULL && file != NULL);
    snprintf(path, sizeof path, "%s/config/scenarios", tree ? tree : ".");
    if (scenario_file_load(path, "duel", file, &cause) != STATUS_OK)
        fail_msg("%s", cause.text);
    desk->dice = 5;
    desk->wall_ms = DESK_WALL_MS;
    desk->settings = *settings;
    desk->host = (struct exercise_host){.append = append,
                                        .clock = store_clock,
                                        .tell = tell,
                                        .reply = reply,
                                        .stamp_ms = stamp_ms,
                                        .term_ms = DESK_TERM_MS,
                                        .random = random_bytes,
                                        .user = desk};
    opening.scenario = file->scenario;
    random_bytes(desk, opening.world.bytes, ID_SIZE);
    random_bytes(desk, opening.key, sizeof opening.key);
    opening.commitment = record_commitment(&opening);
    desk->exercise = exercise_create(&desk->host, settings, "ABCDEF", &opening, texts);
    free(file);
    return desk;
}

void desk_close(struct desk *desk)
{
    for (int x = 0; x < desk->entry_count; x++) {
        free(desk->entries[x].body);
        free(desk->entries[x].text);
    }
    exercise_destroy(desk->exercise);
    free(desk);
}

struct exercise *desk_recover(struct desk *desk, int count, struct cause *cause)
{
    struct exercise *exercise = exercise_recovering(&desk->host, exercise_id(desk->exercise));
    enum status status = STATUS_OK;
    for (int of_world = 0; of_world < 2; of_world++)
        for (int x = 0; x < count && status == STATUS_OK; x++) {
            const struct desk_entry *entry = &desk->entries[x];
            struct slice body = {entry->body, entry->body_size};
            if (entry->of_world != (of_world != 0))
                continue;
            exercise_recover_stamp(exercise, entry->stamp_ms);
            status = of_world ? exercise_recover_world(exercise, entry->kind, body, entry->text, cause)
                              : exercise_recover(exercise, entry->kind, body, entry->text, cause);
        }
    if (status == STATUS_OK)
        return exercise;
    exercise_destroy(exercise);
    return NULL;
}

const struct desk_entry *desk_entry(const struct desk *desk, const char *kind)
{
    for (int x = desk->entry_count; x-- > 0;)
        if (strcmp(desk->entries[x].kind, kind) == 0)
            return &desk->entries[x];
    fail_msg("no entry of kind %s", kind);
    return NULL;
}

struct wire_join join_as(const char *name, uint8_t secret)
{
    struct wire_join join = {.code = "ABCDEF"};
    snprintf(join.name, sizeof join.name, "%s", name);
    memset(join.secret.bytes, secret, ID_SIZE);
    return join;
}
