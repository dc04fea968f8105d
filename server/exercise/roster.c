/* Who is in: join, resume, move to another device. Tokens, secrets and seat codes are kept only as hashes. */
#include "server/exercise/exercise_state.h"

#include "common/base/memory.h"
#include "common/base/must.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* Without 0 O 1 I L: what is read aloud in a classroom is typed right. */
static const char code_letters[] = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

static void random_letters(const struct exercise_host *host, char *to, int count)
{
    int written = 0;
    while (written < count) {
        uint8_t byte;
        host->random(host->user, &byte, 1);
        if (byte < 256 / (sizeof code_letters - 1) *
                       (sizeof code_letters - 1)) /* no letter more likely than another */
            to[written++] = code_letters[byte % (sizeof code_letters - 1)];
    }
}

void exercise_random_code(const struct exercise_host *host, char code[WIRE_CODE_SIZE])
{
    memset(code, 0, WIRE_CODE_SIZE);
    random_letters(host, code, EXERCISE_CODE_LENGTH);
}

struct digest id_digest(const struct id *id)
{
    return digest_of(id->bytes, ID_SIZE);
}

void exercise_random_key(const struct exercise_host *host, int groups, char *key, size_t size)
{
    must(groups >= 1 && (size_t)groups * 6 <= size);
    memset(key, 0, size);
    for (int x = 0; x < groups; x++) {
        random_letters(host, key + 6 * x, 5);
        if (x + 1 < groups)
            key[6 * x + 5] = '-';
    }
}

/* Case and hyphens do not matter to people; the exercise is part of the hash, so codes of two exercises tell
 * nothing of each other. */
struct digest seat_code_digest(const struct exercise *exercise, const char *seat_code)
{
    char memory[ID_HEX_SIZE + WIRE_SEAT_CODE_SIZE];
    struct text text = text_over(memory, sizeof memory);
    text_put_hex(&text, exercise->stream.id.bytes, ID_SIZE);
    for (const char *c = seat_code; *c; c++)
        if (*c != '-' && *c != ' ')
            text_put_char(&text, *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c);
    return digest_of(memory, text.length);
}

static struct person *refuse(struct refusal *refusal, enum refusal_code code, const char *item)
{
    *refusal = (struct refusal){.code = code};
    struct text text = text_over(refusal->item, sizeof refusal->item);
    text_put(&text, item);
    return NULL;
}

/* A new token: the one before is worth nothing from now on. */
static void rotate_token(struct exercise *exercise, struct person *person, struct credentials *fresh)
{
    char memory[256];
    struct text text = text_over(memory, sizeof memory);
    exercise->host.random(exercise->host.user, fresh->token.bytes, ID_SIZE);
    person->token = id_digest(&fresh->token);
    entry_put_id(&text, "person", &person->id);
    entry_put_digest(&text, "token", &person->token);
    entry_put_digest(&text, "seat_code", &person->seat_code);
    exercise_append_own(exercise, "token", &text, person, NULL, NULL);
    exercise_noted(exercise, person);
}

static void new_seat_code(struct exercise *exercise, struct person *person, struct credentials *fresh)
{
    exercise_random_key(&exercise->host, 2, fresh->seat_code, sizeof fresh->seat_code);
    person->seat_code = seat_code_digest(exercise, fresh->seat_code);
}

static int persons_of(const struct exercise *exercise, int world)
{
    int count = 0;
    for (int x = 0; x < exercise->person_count; x++)
        count += !exercise->persons[x]->removed && exercise->persons[x]->world == world;
    return count;
}

/* How good a seat is for who comes next: the fewest holders, so that whoever comes late plays instead of a
 * bot; those last whose card somebody may bring; living states first; then the world with the fewest persons.
 * Lower is better; -1: it takes nobody. */
static int cost_of(const struct exercise *exercise, int world, int seat)
{
    const struct world_machine *machine = exercise->worlds[world].machine;
    int holders = exercise_holders(exercise, world, seat);
    if (world_ended(machine) || holders >= exercise_holders_max(exercise))
        return -1;
    bool is_dead = !world_seat_alive(machine, seat),
         is_reserved = !holders && exercise_is_reserved(exercise, world, seat);
    return (holders * 4 + is_reserved * 2 + is_dead) * (PERSONS_MAX + 1) + persons_of(exercise, world);
}

bool exercise_best_seat(const struct exercise *exercise, int *world, int *seat)
{
    int best = INT_MAX, count = 0;
    for (int w = 0; w < exercise->world_count; w++)
        for (int x = 0; x < world_seats(exercise->worlds[w].machine); x++) {
            int cost = cost_of(exercise, w, x);
            if (cost < 0 || cost > best)
                continue;
            count = cost < best ? 1 : count + 1;
            best = cost;
            uint32_t random = 0; /* each of `count` equally good ones is kept with the same chance */
            if (count > 1 && !exercise->settings.seats_in_order)
                exercise->host.random(exercise->host.user, &random, sizeof random);
            bool keep = exercise->settings.seats_in_order ? count == 1
                                                          : (uint64_t)random * (uint32_t)count >> 32 == 0;
            if (count == 1 || keep) {
                *world = w;
                *seat = x;
            }
        }
    return count > 0;
}

static bool any_seat(const struct exercise *exercise)
{
    for (int w = 0; w < exercise->world_count; w++)
        for (int x = 0; x < world_seats(exercise->worlds[w].machine); x++)
            if (cost_of(exercise, w, x) >= 0)
                return true;
    return false;
}

static bool has_free_seat(const struct exercise *exercise)
{
    return exercise_present(exercise) < exercise_places(exercise) && any_seat(exercise);
}

bool exercise_has_room(const struct exercise *exercise)
{
    bool has_leaver =
        exercise_present(exercise) <= exercise_places(exercise) && exercise_has_leaver(exercise);
    return exercise->person_count < PERSONS_MAX && (has_free_seat(exercise) || has_leaver);
}

/* A seat for one more person, if need be that of one who left. False: full. */
static bool find_seat(struct exercise *exercise, uint64_t now_ms, int *world, int *seat)
{
    if (!exercise_has_room(exercise))
        return false;
    if (!has_free_seat(exercise))
        (void)exercise_give_on(exercise, -1, 0, now_ms);
    return exercise_best_seat(exercise, world, seat);
}

/* In words of its own: the code alone is also that of a token that is not known. */
static struct person *refuse_seat_code(struct refusal *refusal)
{
    refuse(refusal, REFUSAL_UNKNOWN_PERSON, "seat_code");
    struct text sentence = text_over(refusal->sentence, sizeof refusal->sentence);
    text_put(&sentence, "refusal.seat_code");
    return NULL;
}

static struct person *refuse_expired(struct refusal *refusal)
{
    exercise_refuse_expired(refusal);
    return NULL;
}

static struct person *refuse_removed(const struct person *person, struct refusal *refusal)
{
    exercise_refuse_removed(person, refusal);
    return NULL;
}

struct person *exercise_find_secret(const struct exercise *exercise, const struct digest *secret)
{
    for (int x = 0; x < exercise->person_count; x++)
        if (!exercise->persons[x]->given && digest_equal(&exercise->persons[x]->secret, secret))
            return exercise->persons[x];
    return NULL;
}

static void take_seat(struct exercise *exercise, const struct person *person, uint64_t now_ms)
{
    struct played_world *world = &exercise->worlds[person->world];
    struct command take = {.kind = COMMAND_TAKE, .now_ms = now_ms, .seat = person->seat};
    struct effects effects = exercise_effects(world);
    world_apply(world->machine, &take, &effects);
    exercise_lobby_begins(exercise, now_ms);
}

static void put_new_person(const struct person *person, struct text *text)
{
    entry_put_id(text, "person", &person->id);
    entry_put_number(text, "seat", person->seat);
    entry_put_digest(text, "token", &person->token);
    entry_put_digest(text, "secret", &person->secret);
    entry_put_digest(text, "seat_code", &person->seat_code);
    entry_put_number(text, "world", person->world);
    entry_put_number(text, "role", person->role);
    entry_put_number(text, "consent", person->consent);
    entry_put_number(text, "guest", person->guest);
}

bool exercise_knows(struct exercise *exercise, const struct id *secret)
{
    struct digest digest = id_digest(secret);
    return exercise_find_secret(exercise, &digest) != NULL;
}

/* The guest that the link was made for; -1: nobody. */
static int find_guest(const struct exercise *exercise, const char *secret)
{
    struct digest digest = seat_code_digest(exercise, secret);
    for (int x = 0; secret[0] && x < exercise->guest_count; x++)
        if (digest_equal(&exercise->guests[x].secret, &digest))
            return x;
    return -1;
}

static struct person *find_guest_person(const struct exercise *exercise, int guest)
{
    for (int x = 0; guest >= 0 && x < exercise->person_count; x++)
        if (!exercise->persons[x]->given && exercise->persons[x]->guest == guest)
            return exercise->persons[x];
    return NULL;
}

/* Who comes again: the answer to the first join was lost, the seat code with it; or a guest on another
 * device. */
static struct person *join_again(struct exercise *exercise, struct person *person,
                                 const struct digest *secret, struct credentials *fresh,
                                 struct refusal *refusal)
{
    if (person->removed)
        return refuse_removed(person, refusal);
    if (exercise_expired(exercise, person))
        return refuse_expired(refusal);
    if (!digest_equal(&person->secret, secret))
        person->secret = *secret; /* of this run; after a restart the guest's link does the same */
    new_seat_code(exercise, person, fresh);
    rotate_token(exercise, person, fresh);
    return person;
}

static void store_new_person(struct exercise *exercise, struct person *person)
{
    char memory[512];
    struct text text = text_over(memory, sizeof memory);
    put_new_person(person, &text);
    exercise_append(exercise, "person", &text, &person->id, &person->id, person->name);
    exercise_noted(exercise, person);
    person->joined_ms = person->noted_ms;
}

struct person *exercise_add_person(struct exercise *exercise, const struct wire_join *join, int guest,
                                   int world, int seat, const struct digest *code, struct credentials *fresh)
{
    struct person *person = memory_try_zeroed(1, sizeof *person);
    if (!person)
        return NULL;
    exercise->persons[exercise->person_count++] = person;
    exercise->host.random(exercise->host.user, person->id.bytes, ID_SIZE);
    exercise->host.random(exercise->host.user, fresh->token.bytes, ID_SIZE);
    person->world = world;
    person->seat = seat;
    person->guest = guest;
    person->consent = (enum consent)join->consent;
    person->role = exercise_free_role(exercise, person);
    person->token = id_digest(&fresh->token);
    person->secret = id_digest(&join->secret);
    memcpy(person->name, guest >= 0 ? exercise->guests[guest].name : join->name, sizeof person->name);
    if (code)
        person->seat_code = *code;
    else
        new_seat_code(exercise, person, fresh);
    store_new_person(exercise, person);
    return person;
}

struct person *exercise_join(struct exercise *exercise, const struct wire_join *join, uint64_t now_ms,
                             struct credentials *fresh, struct refusal *refusal)
{
    struct digest secret = id_digest(&join->secret);
    struct person *person = exercise_find_secret(exercise, &secret);
    int guest = find_guest(exercise, join->guest), world = 0, seat = 0;
    memset(fresh, 0, sizeof *fresh);
    person = person ? person : find_guest_person(exercise, guest);
    if (person)
        return join_again(exercise, person, &secret, fresh, refusal);
    if (exercise_ended(exercise))
        return refuse(refusal, REFUSAL_OVER, "exercise");
    if (guest < 0 && (exercise->settings.guests_only || join->guest[0]))
        return refuse(refusal, REFUSAL_GUESTS_ONLY, "guest");
    if (exercise->settings.consent && join->consent == CONSENT_NONE)
        return refuse(refusal, REFUSAL_CONSENT_NEEDED, "consent");
    if (!find_seat(exercise, now_ms, &world, &seat)) {
        exercise_refuse_full(exercise, refusal);
        return NULL;
    }
    person = exercise_add_person(exercise, join, guest, world, seat, NULL, fresh);
    if (!person)
        return refuse(refusal, REFUSAL_BUSY, "memory");
    take_seat(exercise, person, now_ms);
    exercise_team_changed(exercise, world, seat);
    return person;
}

struct person *exercise_resume(struct exercise *exercise, const struct id *id, const struct digest *token)
{
    struct person *person = exercise_find_person(exercise, id);
    return person && digest_equal(&person->token, token) ? person : NULL;
}

struct person *exercise_move(struct exercise *exercise, const struct wire_move *move, uint64_t now_ms,
                             struct credentials *fresh, struct refusal *refusal)
{
    struct digest code = seat_code_digest(exercise, move->seat_code);
    const struct person *gone = NULL;
    int world, seat;
    memset(fresh, 0, sizeof *fresh);
    for (int x = 0; x < exercise->person_count; x++) {
        struct person *person = exercise->persons[x];
        if (!digest_equal(&person->seat_code, &code))
            continue;
        if (person->given) {
            gone = person;
            continue;
        }
        if (person->removed)
            return refuse_removed(person, refusal);
        if (exercise_expired(exercise, person))
            return refuse_expired(refusal);
        rotate_token(exercise, person, fresh);
        return person;
    }
    if (exercise_find_reserved(exercise, &code, &world, &seat)) {
        struct digest secret = id_digest(&move->secret);
        struct person *person = id_is_zero(&move->secret) ? NULL : exercise_find_secret(exercise, &secret);
        if (person && person->world == world && person->seat == seat) /* the answer was lost */
            return join_again(exercise, person, &secret, fresh, refusal);
        return exercise_come_by_card(exercise, move, &code, now_ms, fresh, refusal);
    }
    return gone ? refuse_removed(gone, refusal) : refuse_seat_code(refusal);
}
