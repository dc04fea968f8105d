/* An exercise from its stream: settings first, then persons and their tokens. */
#include "server/exercise/exercise_state.h"

#include "common/base/memory.h"

#include <string.h>

static const char erased[] = "(erased)";

static enum status unreadable(const struct exercise *exercise, const char *what, struct cause *cause)
{
    char hex[ID_HEX_SIZE];
    return status_fail(cause, STATUS_CORRUPT, "exercise %s: %s cannot be read",
                       id_hex(&exercise->stream.id, hex), what);
}

/* A flag or a small number that formats before the third had not. */
static bool take_later(struct slice *rest, int64_t format, const char *name, int64_t high, int64_t *number)
{
    *number = 0;
    return format < EXERCISE_FORMAT || entry_take_number(rest, name, 0, high, number);
}

static bool read_seminar(struct slice *rest, int64_t format, struct exercise_settings *settings)
{
    int64_t away, places, by_hand, practice, consent, in_step, guests, rehearsal, beliefs, bots, plan;
    if (!take_later(rest, format, "away_seconds", WIRE_AWAY_SECONDS_MAX, &away) ||
        !take_later(rest, format, "places", PERSONS_MAX, &places) ||
        !take_later(rest, format, "start_by_hand", 1, &by_hand) ||
        !take_later(rest, format, "practice", 1, &practice) ||
        !take_later(rest, format, "consent", 1, &consent) ||
        !take_later(rest, format, "debrief_in_step", 1, &in_step) ||
        !take_later(rest, format, "guests_only", 1, &guests) ||
        !take_later(rest, format, "rehearsal", 1, &rehearsal) ||
        !take_later(rest, format, "beliefs", BELIEF_MODE_COUNT - 1, &beliefs) ||
        !take_later(rest, format, "bots", BOT_DISCLOSURE_COUNT - 1, &bots) ||
        !take_later(rest, format, "plan_minutes", EXERCISE_PLAN_MAX, &plan))
        return false;
    settings->away_seconds = (int)away;
    settings->places = (int)places;
    settings->start_by_hand = by_hand != 0;
    settings->practice = practice != 0;
    settings->consent = consent != 0;
    settings->debrief_in_step = in_step != 0;
    settings->guests_only = guests != 0;
    settings->rehearsal = rehearsal != 0;
    settings->beliefs = (enum belief_mode)beliefs;
    settings->bots = (enum bot_disclosure)bots;
    settings->plan_minutes = (int)plan;
    return true;
}

static bool read_settings(struct slice *rest, int64_t format, struct exercise_settings *settings)
{
    int64_t misses, wait, team, ordered, delay = EXERCISE_SPECTATOR_DELAY;
    if (!entry_take_number(rest, "turn_ms", 0, INT64_MAX / 1000000, &settings->turn_ms) ||
        !entry_take_number(rest, "misses_allowed", 1, TURNS_MAX, &misses) ||
        !entry_take_number(rest, "wait_seats", 0, PERSONS_MAX, &wait) ||
        !entry_take_number(rest, "team_size", 1, TEAM_SIZE_MAX, &team) ||
        !entry_take_number(rest, "seats_in_order", 0, 1, &ordered))
        return false;
    if (format > EXERCISE_FORMAT_WITHOUT_SPECTATORS &&
        !entry_take_number(rest, "spectator_delay", 0, TURNS_MAX, &delay))
        return false;
    settings->misses_allowed = (int)misses;
    settings->wait_seats = (int)wait;
    settings->team_size = (int)team;
    settings->seats_in_order = ordered != 0;
    settings->spectator_delay = (int)delay;
    return read_seminar(rest, format, settings);
}

/* The worlds that stand in the entry, as they will be when their machines are there. */
struct listed_world {
    struct id id;
    char conditions[WIRE_CONDITIONS_SIZE];
};

static bool read_worlds(struct slice *rest, int64_t format, struct listed_world listed[WORLDS_MAX],
                        int64_t *count)
{
    *count = 1;
    if (format < EXERCISE_FORMAT)
        return entry_take_bytes(rest, "world", listed[0].id.bytes, ID_SIZE);
    if (!entry_take_number(rest, "worlds", 1, WORLDS_MAX, count))
        return false;
    for (int64_t x = 0; x < *count; x++)
        if (!entry_take_bytes(rest, "world", listed[x].id.bytes, ID_SIZE) ||
            !entry_take_string(rest, "conditions", listed[x].conditions, sizeof listed[x].conditions))
            return false;
    return true;
}

static enum status recover_exercise(struct exercise *exercise, struct slice body, struct cause *cause)
{
    struct slice rest = body;
    struct listed_world listed[WORLDS_MAX] = {0};
    int64_t format, count;
    if (!entry_take_number(&rest, "format", 1, INT64_MAX / 100, &format))
        return unreadable(exercise, "its format", cause);
    if (format > EXERCISE_FORMAT)
        return status_fail(cause, STATUS_VERSION, "an exercise of format %lld; this version reads up to %d",
                           (long long)format, EXERCISE_FORMAT);
    bool read = entry_take_string(&rest, "code", exercise->code, sizeof exercise->code) &&
                read_worlds(&rest, format, listed, &count) &&
                read_settings(&rest, format, &exercise->settings);
    for (int x = 0; read && x < WIRE_LANGUAGES; x++) {
        struct wire_scenario_text *text = &exercise->texts[x];
        read = entry_take_string(&rest, "language", text->language, sizeof text->language) &&
               entry_take_string(&rest, "title", text->title, sizeof text->title) &&
               entry_take_string(&rest, "lesson", text->lesson, sizeof text->lesson);
    }
    if (!read || rest.length)
        return unreadable(exercise, "its settings", cause);
    exercise->guests = memory_try_zeroed(WIRE_GUESTS_MAX, sizeof exercise->guests[0]);
    if (!exercise->guests || !exercise_make_worlds(exercise, (int)count))
        return memory_lacks(cause, "an exercise");
    for (int64_t x = 0; x < count; x++) {
        exercise->worlds[x].stream.id = listed[x].id;
        memcpy(exercise->worlds[x].conditions, listed[x].conditions, sizeof listed[x].conditions);
    }
    return STATUS_OK;
}

static enum status recover_guest(struct exercise *exercise, struct slice body, const char *name_text,
                                 struct cause *cause)
{
    struct slice rest = body;
    struct guest *guest = &exercise->guests[exercise->guest_count];
    if (exercise->guest_count == WIRE_GUESTS_MAX ||
        !entry_take_bytes(&rest, "secret", guest->secret.bytes, DIGEST_SIZE) || rest.length)
        return unreadable(exercise, "a guest", cause);
    if (!name_text || !slice_copy(slice_of(name_text), guest->name, sizeof guest->name))
        memcpy(guest->name, erased, sizeof erased);
    exercise->guest_count++;
    return STATUS_OK;
}

/* What entries before the third format had not. */
static bool take_place(const struct exercise *exercise, struct slice *rest, struct person *person)
{
    int64_t world, role, consent, guest;
    person->guest = -1;
    if (rest->length == 0)
        return exercise->world_count == 1;
    if (!entry_take_number(rest, "world", 0, exercise->world_count - 1, &world) ||
        !entry_take_number(rest, "role", 0, TEAM_ROLE_COUNT - 1, &role) ||
        !entry_take_number(rest, "consent", 0, CONSENT_COUNT - 1, &consent) ||
        !entry_take_number(rest, "guest", -1, exercise->guest_count - 1, &guest))
        return false;
    person->world = (int)world;
    person->role = (enum team_role)role;
    person->consent = (enum consent)consent;
    person->guest = (int)guest;
    return rest->length == 0;
}

static enum status recover_person(struct exercise *exercise, struct slice body, const char *name_text,
                                  struct cause *cause)
{
    struct slice rest = body;
    int64_t seat;
    if (exercise->person_count == PERSONS_MAX)
        return unreadable(exercise, "a person more than there are places", cause);
    struct person *person = memory_try_zeroed(1, sizeof *person);
    if (!person)
        return memory_lacks(cause, "a person");
    exercise->persons[exercise->person_count++] = person;
    if (!entry_take_bytes(&rest, "person", person->id.bytes, ID_SIZE) ||
        !entry_take_number(&rest, "seat", 0, ACTORS_MAX - 1, &seat) ||
        !entry_take_bytes(&rest, "token", person->token.bytes, DIGEST_SIZE) ||
        !entry_take_bytes(&rest, "secret", person->secret.bytes, DIGEST_SIZE) ||
        !entry_take_bytes(&rest, "seat_code", person->seat_code.bytes, DIGEST_SIZE) ||
        !take_place(exercise, &rest, person))
        return unreadable(exercise, "a person", cause);
    person->seat = (int)seat;
    person->noted_ms = person->joined_ms = exercise->entry_stamp_ms;
    /* an erased name leaves the person with its seat */
    if (!name_text || !slice_copy(slice_of(name_text), person->name, sizeof person->name))
        memcpy(person->name, erased, sizeof erased);
    return STATUS_OK;
}

static enum status recover_token(struct exercise *exercise, struct slice body, struct cause *cause)
{
    struct slice rest = body;
    struct id id;
    struct digest token, seat_code;
    if (!entry_take_bytes(&rest, "person", id.bytes, ID_SIZE) ||
        !entry_take_bytes(&rest, "token", token.bytes, DIGEST_SIZE) ||
        !entry_take_bytes(&rest, "seat_code", seat_code.bytes, DIGEST_SIZE) || rest.length)
        return unreadable(exercise, "a token", cause);
    struct person *person = exercise_find_person(exercise, &id);
    if (!person)
        return unreadable(exercise, "a token of nobody", cause);
    person->token = token;
    person->seat_code = seat_code;
    person->noted_ms = exercise->entry_stamp_ms;
    return STATUS_OK;
}

static enum status recover_left(struct exercise *exercise, struct slice body, bool left, struct cause *cause)
{
    struct slice rest = body;
    struct id id;
    if (!entry_take_bytes(&rest, "person", id.bytes, ID_SIZE) || rest.length)
        return unreadable(exercise, "who left or came back", cause);
    struct person *person = exercise_find_person(exercise, &id);
    if (person)
        person->left = left;
    if (person && left)
        person->left_as = ++exercise->departures;
    return STATUS_OK;
}

static enum status recover_seen(struct exercise *exercise, struct slice body, struct cause *cause)
{
    struct slice rest = body;
    struct id id;
    if (!entry_take_bytes(&rest, "person", id.bytes, ID_SIZE) || rest.length)
        return unreadable(exercise, "a visit", cause);
    struct person *person = exercise_find_person(exercise, &id);
    if (!person)
        return unreadable(exercise, "a visit of nobody", cause);
    person->noted_ms = exercise->entry_stamp_ms;
    return STATUS_OK;
}

static enum status recover_moved(struct exercise *exercise, struct slice body, struct cause *cause)
{
    struct slice rest = body;
    struct id id;
    int64_t world, seat, role;
    if (!entry_take_bytes(&rest, "person", id.bytes, ID_SIZE) ||
        !entry_take_number(&rest, "world", 0, exercise->world_count - 1, &world) ||
        !entry_take_number(&rest, "seat", 0, ACTORS_MAX - 1, &seat) ||
        !entry_take_number(&rest, "role", 0, TEAM_ROLE_COUNT - 1, &role) || rest.length)
        return unreadable(exercise, "a change of seats", cause);
    struct person *person = exercise_find_person(exercise, &id);
    if (!person)
        return unreadable(exercise, "a change of seats of nobody", cause);
    person->world = (int)world;
    person->seat = (int)seat;
    person->role = (enum team_role)role;
    return STATUS_OK;
}

static enum status recover_removed(struct exercise *exercise, struct slice body, bool given,
                                   struct cause *cause)
{
    struct slice rest = body;
    struct id id;
    if (!entry_take_bytes(&rest, "person", id.bytes, ID_SIZE) || rest.length)
        return unreadable(exercise, "who was taken out", cause);
    struct person *person = exercise_find_person(exercise, &id);
    if (!person)
        return unreadable(exercise, "nobody who was taken out", cause);
    person->removed = true;
    person->given = given;
    return STATUS_OK;
}

enum status exercise_recover(struct exercise *exercise, const char *kind, struct slice body,
                             const char *name_text, struct cause *cause)
{
    bool first = exercise->world_count == 0;
    if (first != (strcmp(kind, "exercise") == 0))
        return unreadable(exercise, "the order of its entries", cause);
    if (first)
        return recover_exercise(exercise, body, cause);
    if (strcmp(kind, "person") == 0)
        return recover_person(exercise, body, name_text, cause);
    if (strcmp(kind, "guest") == 0)
        return recover_guest(exercise, body, name_text, cause);
    if (strcmp(kind, "moved") == 0)
        return recover_moved(exercise, body, cause);
    if (strcmp(kind, "removed") == 0 || strcmp(kind, "given") == 0)
        return recover_removed(exercise, body, kind[0] == 'g', cause);
    if (strcmp(kind, "role") == 0)
        return exercise_recover_role(exercise, body) ? STATUS_OK : unreadable(exercise, "a role", cause);
    if (desk_is_entry(kind))
        return desk_recover(exercise, kind, body, name_text, cause);
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
    struct digest secret;
    if (strcmp(kind, "person") == 0)
        return entry_take_bytes(&body, "person", text_id->bytes, ID_SIZE);
    if (strcmp(kind, "guest") != 0)
        return desk_entry_text_id(kind, body, text_id);
    bool read = entry_take_bytes(&body, "secret", secret.bytes, DIGEST_SIZE);
    memcpy(text_id->bytes, secret.bytes, ID_SIZE);
    return read;
}

enum status exercise_recover_world(struct exercise *exercise, int world, const char *kind, struct slice body,
                                   const char *words, struct cause *cause)
{
    struct played_world *played = &exercise->worlds[world];
    bool opening = strcmp(kind, "opening") == 0;
    enum status status = world_recover(played->machine, kind, body, words, cause);
    exercise_recover_play(exercise, world, opening);
    if (status == STATUS_OK)
        pace_note(played, kind, body, exercise->entry_stamp_ms);
    if (status == STATUS_OK && opening && !id_equal(world_id(played->machine), &played->stream.id))
        return unreadable(exercise, "its world (another one stands in its stream)", cause);
    return status;
}

enum status exercise_check(const struct exercise *exercise, struct cause *cause)
{
    for (int x = 0; x < exercise->person_count; x++) {
        const struct person *person = exercise->persons[x];
        if (person->removed)
            continue;
        if (person->seat >= world_seats(exercise->worlds[person->world].machine))
            return unreadable(exercise, "a person on a seat that its world has not", cause);
        if (exercise_holders(exercise, person->world, person->seat) > TEAM_SIZE_MAX)
            return unreadable(exercise, "a person on a seat that has no place left", cause);
    }
    return STATUS_OK;
}
