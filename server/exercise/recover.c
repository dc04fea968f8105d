/* An exercise from its stream: settings first, then persons and their tokens. */
#include "server/exercise/exercise_state.h"

#include "common/base/memory.h"

#include <string.h>

static enum status unreadable(const struct exercise *exercise, const char *what, struct cause *cause)
{
    char hex[ID_HEX_SIZE];
    return status_fail(cause, STATUS_CORRUPT, "exercise %s: %s cannot be read",
                       id_hex(&exercise->stream.id, hex), what);
}

static bool take_number(struct slice *rest, const char *name, int64_t low, int64_t high, int64_t *number)
{
    struct slice value;
    return slice_take_value(rest, name, &value) && slice_int(value, low, high, number);
}

static bool take_string(struct slice *rest, const char *name, char *to, size_t capacity)
{
    struct slice value;
    return slice_take_value(rest, name, &value) && slice_copy(value, to, capacity);
}

static bool take_hex(struct slice *rest, const char *name, uint8_t *bytes, size_t count)
{
    struct slice value;
    return slice_take_value(rest, name, &value) && slice_hex(value, bytes, count);
}

static bool read_settings(struct slice *rest, int64_t format, struct exercise_settings *settings)
{
    int64_t misses, wait, team, ordered, delay = EXERCISE_SPECTATOR_DELAY;
    if (!take_number(rest, "turn_ms", 0, INT64_MAX / 1000000, &settings->turn_ms) ||
        !take_number(rest, "misses_allowed", 1, TURNS_MAX, &misses) ||
        !take_number(rest, "wait_seats", 0, PERSONS_MAX, &wait) ||
        !take_number(rest, "team_size", 1, TEAM_SIZE_MAX, &team) ||
        !take_number(rest, "seats_in_order", 0, 1, &ordered))
        return false;
    if (format > EXERCISE_FORMAT_WITHOUT_SPECTATORS &&
        !take_number(rest, "spectator_delay", 0, TURNS_MAX, &delay))
        return false;
    settings->misses_allowed = (int)misses;
    settings->wait_seats = (int)wait;
    settings->team_size = (int)team;
    settings->seats_in_order = ordered != 0;
    settings->spectator_delay = (int)delay;
    return true;
}

static enum status recover_exercise(struct exercise *exercise, struct slice body, struct cause *cause)
{
    struct slice rest = body;
    int64_t format;
    if (!take_number(&rest, "format", 1, INT64_MAX / 100, &format))
        return unreadable(exercise, "its format", cause);
    if (format > EXERCISE_FORMAT)
        return status_fail(cause, STATUS_VERSION, "an exercise of format %lld; this version reads up to %d",
                           (long long)format, EXERCISE_FORMAT);
    bool read = take_string(&rest, "code", exercise->code, sizeof exercise->code) &&
                take_hex(&rest, "world", exercise->world_stream.id.bytes, ID_SIZE) &&
                read_settings(&rest, format, &exercise->settings);
    for (int x = 0; read && x < WIRE_LANGUAGES; x++) {
        struct wire_scenario_text *text = &exercise->texts[x];
        read = take_string(&rest, "language", text->language, sizeof text->language) &&
               take_string(&rest, "title", text->title, sizeof text->title) &&
               take_string(&rest, "lesson", text->lesson, sizeof text->lesson);
    }
    if (!read || rest.length)
        return unreadable(exercise, "its settings", cause);
    struct world_settings world = {.turn_ms = exercise->settings.turn_ms,
                                   .misses_allowed = exercise->settings.misses_allowed,
                                   .spectator_delay = exercise->settings.spectator_delay};
    exercise->world = world_recovering(&world);
    return exercise->world ? STATUS_OK : memory_lacks(cause, "a world");
}

static enum status recover_person(struct exercise *exercise, struct slice body, const char *name_text,
                                  struct cause *cause)
{
    static const char erased[] = "(erased)";
    struct slice rest = body;
    int64_t seat;
    if (exercise->person_count == PERSONS_MAX)
        return unreadable(exercise, "a person more than there are places", cause);
    struct person *person = &exercise->persons[exercise->person_count];
    memset(person, 0, sizeof *person);
    if (!take_hex(&rest, "person", person->id.bytes, ID_SIZE) ||
        !take_number(&rest, "seat", 0, ACTORS_MAX - 1, &seat) ||
        !take_hex(&rest, "token", person->token.bytes, DIGEST_SIZE) ||
        !take_hex(&rest, "secret", person->secret.bytes, DIGEST_SIZE) ||
        !take_hex(&rest, "seat_code", person->seat_code.bytes, DIGEST_SIZE) || rest.length)
        return unreadable(exercise, "a person", cause);
    person->seat = (int)seat;
    person->noted_ms = exercise->entry_stamp_ms;
    /* an erased name leaves the person with its seat */
    if (!name_text || !slice_copy(slice_of(name_text), person->name, sizeof person->name))
        memcpy(person->name, erased, sizeof erased);
    exercise->person_count++;
    return STATUS_OK;
}

static enum status recover_token(struct exercise *exercise, struct slice body, struct cause *cause)
{
    struct slice rest = body;
    struct id id;
    struct digest token, seat_code;
    if (!take_hex(&rest, "person", id.bytes, ID_SIZE) ||
        !take_hex(&rest, "token", token.bytes, DIGEST_SIZE) ||
        !take_hex(&rest, "seat_code", seat_code.bytes, DIGEST_SIZE) || rest.length)
        return unreadable(exercise, "a token", cause);
    for (int x = 0; x < exercise->person_count; x++) {
        if (!id_equal(&exercise->persons[x].id, &id))
            continue;
        exercise->persons[x].token = token;
        exercise->persons[x].seat_code = seat_code;
        exercise->persons[x].noted_ms = exercise->entry_stamp_ms;
        return STATUS_OK;
    }
    return unreadable(exercise, "a token of nobody", cause);
}

static enum status recover_left(struct exercise *exercise, struct slice body, bool left, struct cause *cause)
{
    struct slice rest = body;
    struct id id;
    if (!take_hex(&rest, "person", id.bytes, ID_SIZE) || rest.length)
        return unreadable(exercise, "who left or came back", cause);
    for (int x = 0; x < exercise->person_count; x++)
        if (id_equal(&exercise->persons[x].id, &id))
            exercise->persons[x].left = left;
    return STATUS_OK;
}

static enum status recover_seen(struct exercise *exercise, struct slice body, struct cause *cause)
{
    struct slice rest = body;
    struct id id;
    if (!take_hex(&rest, "person", id.bytes, ID_SIZE) || rest.length)
        return unreadable(exercise, "a visit", cause);
    for (int x = 0; x < exercise->person_count; x++) {
        if (!id_equal(&exercise->persons[x].id, &id))
            continue;
        exercise->persons[x].noted_ms = exercise->entry_stamp_ms;
        return STATUS_OK;
    }
    return unreadable(exercise, "a visit of nobody", cause);
}

enum status exercise_recover(struct exercise *exercise, const char *kind, struct slice body,
                             const char *name_text, struct cause *cause)
{
    bool first = exercise->world == NULL;
    if (first != (strcmp(kind, "exercise") == 0))
        return unreadable(exercise, "the order of its entries", cause);
    if (first)
        return recover_exercise(exercise, body, cause);
    if (strcmp(kind, "person") == 0)
        return recover_person(exercise, body, name_text, cause);
    if (strcmp(kind, "token") == 0)
        return recover_token(exercise, body, cause);
    if (strcmp(kind, "left") == 0 || strcmp(kind, "back") == 0)
        return recover_left(exercise, body, kind[0] == 'l', cause);
    if (strcmp(kind, "seen") == 0)
        return recover_seen(exercise, body, cause);
    return status_fail(cause, STATUS_VERSION,
                       "exercise %s: unknown kind of entry \"%s\"; a newer version wrote it", exercise->code,
                       kind);
}

bool exercise_entry_text_id(const char *kind, struct slice body, struct id *text_id)
{
    return strcmp(kind, "person") == 0 && take_hex(&body, "person", text_id->bytes, ID_SIZE);
}

enum status exercise_recover_world(struct exercise *exercise, const char *kind, struct slice body,
                                   const char *words, struct cause *cause)
{
    bool opening = strcmp(kind, "opening") == 0;
    enum status status = world_recover(exercise->world, kind, body, words, cause);
    exercise_recover_play(exercise, opening);
    if (status == STATUS_OK && opening && !id_equal(world_id(exercise->world), &exercise->world_stream.id))
        return unreadable(exercise, "its world (another one stands in its stream)", cause);
    return status;
}

enum status exercise_check(const struct exercise *exercise, struct cause *cause)
{
    int holders[ACTORS_MAX] = {0};
    for (int x = 0; x < exercise->person_count; x++) {
        int seat = exercise->persons[x].seat;
        if (seat >= world_seats(exercise->world))
            return unreadable(exercise, "a person on a seat that its world has not", cause);
        if (++holders[seat] > exercise->settings.team_size)
            return unreadable(exercise, "a person on a seat that has no place left", cause);
    }
    return STATUS_OK;
}
