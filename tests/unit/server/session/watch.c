#include "watch.h"

#include "common/base/must.h"
#include "common/base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void watch_end(struct watch *watch)
{
    free(watch->of);
    watch->of = NULL;
    watch->count = watch->capacity = 0;
}

/* Copies the line "name=..." of an entry. */
static void copy_line(const struct store_change *change, const char *name, char key[80])
{
    struct slice rest = {change->record.body, change->record.body_size}, line;
    size_t length = strlen(name);
    while (slice_take(&rest, '\n', &line))
        if (slice_starts(line, name) && line.at[length] == '=' && slice_copy(line, key, 80))
            return;
    must(!"an entry names what it is about");
}

static void add(struct watch *watch, const struct store_change *change, const char *name, uint64_t ticket,
                uint64_t syncs)
{
    if (watch->count == watch->capacity) {
        watch->capacity = watch->capacity ? 2 * watch->capacity : 256;
        watch->of = realloc(watch->of, watch->capacity * sizeof watch->of[0]);
        must(watch->of != NULL);
    }
    struct watched *watched = &watch->of[watch->count++];
    *watched = (struct watched){.stream = change->stream, .ticket = ticket, .syncs = syncs};
    memcpy(watched->kind, change->record.kind, sizeof watched->kind);
    if (name)
        copy_line(change, name, watched->key);
}

/* A message is known by its words: its number is one of the reader's own. Words that were said before are
 * known by the first time. */
static void add_words(struct watch *watch, const struct store_change *change, uint64_t ticket, uint64_t syncs)
{
    for (size_t x = 0; x < watch->count; x++)
        if (id_equal(&watch->of[x].stream, &change->stream) && strcmp(watch->of[x].key, watch->words) == 0)
            return;
    add(watch, change, NULL, ticket, syncs);
    memcpy(watch->of[watch->count - 1].key, watch->words, sizeof watch->words);
}

static void key_words(char key[80], const char *words, size_t size)
{
    struct digest digest = digest_of(words, size);
    struct text text = text_over(key, 80);
    text_put(&text, "words=");
    text_put_hex(&text, digest.bytes, DIGEST_SIZE);
}

void watch_submitted(struct watch *watch, const struct store_change *change, uint64_t ticket, uint64_t syncs)
{
    static const struct {
        const char *kind, *name; /* of the line by which a message can name the entry */
    } names[] = {
        {"orders", "command"}, {"ready", "command"}, {"beliefs", "command"}, {"press", "command"},
        {"turn", "turn"},      {"person", "person"}, {"token", "person"},    {"leave", "seat"},
        {"exercise", NULL},    {"opening", NULL},    {"start", NULL},        {"end", NULL},
    };
    if (change->kind == STORE_TEXT)
        key_words(watch->words, change->text, change->text_size);
    if (change->kind != STORE_APPEND)
        return;
    if (strcmp(change->record.kind, "press") == 0)
        add_words(watch, change, ticket, syncs);
    for (size_t x = 0; x < sizeof names / sizeof names[0]; x++)
        if (strcmp(names[x].kind, change->record.kind) == 0)
            add(watch, change, names[x].name, ticket, syncs);
}

static const struct watched *find(const struct watch *watch, const struct id *stream, const char *kind,
                                  const char *key)
{
    for (size_t x = watch->count; x-- > 0;) {
        const struct watched *watched = &watch->of[x];
        if (id_equal(&watched->stream, stream) && strcmp(watched->kind, kind) == 0 &&
            (!key || strcmp(watched->key, key) == 0))
            return watched;
    }
    return NULL;
}

/* Entries from before a restart are not known here: they were durable or would not have come back. */
static bool check(struct watch *watch, const struct id *stream, const char *kind, const char *key,
                  uint64_t syncs)
{
    const struct watched *watched = find(watch, stream, kind, key);
    if (!watched)
        return false;
    watch->checked++;
    watch->early += watched->ticket > watch->durable;
    watch->unsynced += watch->checks_syncs && watched->syncs >= syncs;
    return true;
}

static const char *key_id(char key[80], const char *name, const struct id *id)
{
    char hex[ID_HEX_SIZE];
    snprintf(key, 80, "%s=%s", name, id_hex(id, hex));
    return key;
}

static const char *key_number(char key[80], const char *name, uint64_t number)
{
    snprintf(key, 80, "%s=%llu", name, (unsigned long long)number);
    return key;
}

/* Leaving is an entry without a command, and only the first time. */
static void check_accepted(struct watch *watch, const struct wire_accepted *accepted, const struct id *world,
                           int seat, uint64_t syncs)
{
    char key[80];
    key_id(key, "command", &accepted->command);
    if (check(watch, world, "orders", key, syncs) || check(watch, world, "ready", key, syncs) ||
        check(watch, world, "beliefs", key, syncs) || check(watch, world, "press", key, syncs))
        return;
    check(watch, world, "leave", key_number(key, "seat", (uint64_t)seat), syncs);
}

static void check_joined(struct watch *watch, const struct wire_joined *joined, uint64_t syncs)
{
    char key[80];
    key_id(key, "person", &joined->person);
    check(watch, &joined->exercise, "person", key, syncs);
    if (!id_is_zero(&joined->token))
        check(watch, &joined->exercise, "token", key, syncs);
    check(watch, &joined->world, "opening", NULL, syncs);
}

void watch_leaving(struct watch *watch, const struct to_client *message, const struct id *world, int seat,
                   uint64_t syncs)
{
    char key[80];
    switch (message->kind) {
    case TO_CLIENT_JOINED:
        check_joined(watch, &message->joined, syncs);
        break;
    case TO_CLIENT_ACCEPTED:
        check_accepted(watch, &message->accepted, world, seat, syncs);
        break;
    case TO_CLIENT_SITUATION:
        check(watch, world, "turn", key_number(key, "turn", (uint64_t)message->situation.view.turn), syncs);
        break;
    case TO_CLIENT_TURN_REPORT:
        check(watch, world, "turn", key_number(key, "turn", message->turn_report.turn), syncs);
        break;
    case TO_CLIENT_CLOCK:
        if (message->clock.state == CLOCK_OPEN)
            check(watch, world, "start", NULL, syncs);
        else if (message->clock.state == CLOCK_PAUSED)
            check(watch, world, "pause", NULL, syncs);
        break;
    case TO_CLIENT_PUBLIC_CLOCK:
        if (message->public_clock.turn)
            check(watch, world, "turn", key_number(key, "turn", message->public_clock.turn - 1), syncs);
        break;
    case TO_CLIENT_PUBLIC_TURN:
        check(watch, world, "turn", key_number(key, "turn", (uint64_t)message->public_turn.view.turn), syncs);
        break;
    case TO_CLIENT_PRESS:
        key_words(key, message->press.text, strlen(message->press.text));
        check(watch, world, "press", key, syncs);
        break;
    case TO_CLIENT_WORLD_ENDED:
    case TO_CLIENT_RECORD_PART:
        check(watch, world, "end", NULL, syncs);
        break;
    default:
        break;
    }
}

void watch_leaving_admin(struct watch *watch, const struct from_admin *message, uint64_t syncs)
{
    if (message->kind == FROM_ADMIN_EXERCISE_STATE) {
        const struct wire_clock *clock = &message->exercise_state.worlds[0].clock;
        if (clock->state == CLOCK_PAUSED)
            check(watch, &clock->world, "pause", NULL, syncs);
        if (clock->state == CLOCK_ENDED)
            check(watch, &clock->world, "end", NULL, syncs);
    }
    if (message->kind != FROM_ADMIN_EXERCISE_CREATED)
        return;
    check(watch, &message->exercise_created.exercise, "exercise", NULL, syncs);
    check(watch, &message->exercise_created.worlds[0], "opening", NULL, syncs);
}
