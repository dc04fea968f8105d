/* Who is in: join, resume, move to another device. Tokens, secrets and seat codes are kept only as hashes. */
#include "server/exercise/exercise_state.h"

#include "common/base/must.h"

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

static void put_hash(struct text *text, const char *name, const struct digest *digest)
{
    text_put(text, name);
    text_put_char(text, '=');
    text_put_hex(text, digest->bytes, DIGEST_SIZE);
    text_put_char(text, '\n');
}

static void put_person(const struct person *person, struct text *text)
{
    text_put(text, "person=");
    text_put_hex(text, person->id.bytes, ID_SIZE);
    text_put_char(text, '\n');
}

/* A new token: the one before is worth nothing from now on. */
static void rotate_token(struct exercise *exercise, struct person *person, struct credentials *fresh)
{
    char memory[256];
    struct text text = text_over(memory, sizeof memory);
    exercise->host.random(exercise->host.user, fresh->token.bytes, ID_SIZE);
    person->token = id_digest(&fresh->token);
    put_person(person, &text);
    put_hash(&text, "token", &person->token);
    put_hash(&text, "seat_code", &person->seat_code);
    exercise_append_own(exercise, "token", &text, person);
    exercise_noted(exercise, person);
}

static void new_seat_code(struct exercise *exercise, struct person *person, struct credentials *fresh)
{
    memset(fresh->seat_code, 0, sizeof fresh->seat_code);
    random_letters(&exercise->host, fresh->seat_code, 5);
    fresh->seat_code[5] = '-';
    random_letters(&exercise->host, fresh->seat_code + 6, 5);
    person->seat_code = seat_code_digest(exercise, fresh->seat_code);
}

static int holders_of(const struct exercise *exercise, int seat)
{
    int holders = 0;
    for (int x = 0; x < exercise->person_count; x++)
        holders += exercise->persons[x].seat == seat;
    return holders;
}

/* A seat with the fewest holders; living states before eliminated ones do not matter here: an eliminated seat
 * may be watched. -1: full. */
static int free_seat(const struct exercise *exercise)
{
    int seats = world_seats(exercise->world), fewest = exercise->settings.team_size, count = 0;
    int candidates[ACTORS_MAX];
    for (int seat = 0; seat < seats; seat++) {
        int holders = holders_of(exercise, seat);
        if (holders >= exercise->settings.team_size || holders > fewest)
            continue;
        if (holders < fewest)
            count = 0;
        fewest = holders;
        candidates[count++] = seat;
    }
    if (count == 0)
        return -1;
    if (exercise->settings.seats_in_order)
        return candidates[0];
    uint32_t random;
    exercise->host.random(exercise->host.user, &random, sizeof random);
    return candidates[(uint64_t)random * (uint32_t)count >> 32];
}

static struct person *refuse_expired(struct refusal *refusal)
{
    exercise_refuse_expired(refusal);
    return NULL;
}

static struct person *find_secret(struct exercise *exercise, const struct digest *secret)
{
    for (int x = 0; x < exercise->person_count; x++)
        if (digest_equal(&exercise->persons[x].secret, secret))
            return &exercise->persons[x];
    return NULL;
}

static void take_seat(struct exercise *exercise, const struct person *person, uint64_t now_ms)
{
    struct command take = {.kind = COMMAND_TAKE, .now_ms = now_ms, .seat = person->seat};
    struct effects effects = exercise_effects(exercise);
    world_apply(exercise->world, &take, &effects);
    exercise_lobby_begins(exercise, now_ms);
}

static void put_new_person(const struct person *person, struct text *text)
{
    put_person(person, text);
    text_put(text, "seat=");
    text_put_int(text, person->seat);
    text_put_char(text, '\n');
    put_hash(text, "token", &person->token);
    put_hash(text, "secret", &person->secret);
    put_hash(text, "seat_code", &person->seat_code);
}

bool exercise_knows(struct exercise *exercise, const struct id *secret)
{
    struct digest digest = id_digest(secret);
    return find_secret(exercise, &digest) != NULL;
}

struct person *exercise_join(struct exercise *exercise, const struct wire_join *join, uint64_t now_ms,
                             struct credentials *fresh, struct refusal *refusal)
{
    struct digest secret = id_digest(&join->secret);
    struct person *person = find_secret(exercise, &secret);
    memset(fresh, 0, sizeof *fresh);
    if (person && exercise_expired(exercise, person))
        return refuse_expired(refusal);
    if (person) { /* the answer to the first join was lost, the seat code with it */
        new_seat_code(exercise, person, fresh);
        rotate_token(exercise, person, fresh);
        return person;
    }
    if (world_ended(exercise->world))
        return refuse(refusal, REFUSAL_OVER, "exercise");
    int seat = free_seat(exercise);
    if (seat < 0)
        return refuse(refusal, REFUSAL_FULL, "exercise");
    must(exercise->person_count < PERSONS_MAX);
    person = &exercise->persons[exercise->person_count++];
    memset(person, 0, sizeof *person);
    exercise->host.random(exercise->host.user, person->id.bytes, ID_SIZE);
    exercise->host.random(exercise->host.user, fresh->token.bytes, ID_SIZE);
    person->seat = seat;
    person->token = id_digest(&fresh->token);
    person->secret = secret;
    memcpy(person->name, join->name, sizeof person->name);
    new_seat_code(exercise, person, fresh);
    char memory[512];
    struct text text = text_over(memory, sizeof memory);
    put_new_person(person, &text);
    exercise_append(exercise, "person", &text, person);
    exercise_noted(exercise, person);
    take_seat(exercise, person, now_ms);
    return person;
}

struct person *exercise_resume(struct exercise *exercise, const struct id *id, const struct digest *token)
{
    for (int x = 0; x < exercise->person_count; x++) {
        struct person *person = &exercise->persons[x];
        if (id_equal(&person->id, id) && digest_equal(&person->token, token))
            return person;
    }
    return NULL;
}

struct person *exercise_move(struct exercise *exercise, const struct wire_move *move,
                             struct credentials *fresh, struct refusal *refusal)
{
    struct digest code = seat_code_digest(exercise, move->seat_code);
    memset(fresh, 0, sizeof *fresh);
    for (int x = 0; x < exercise->person_count; x++) {
        struct person *person = &exercise->persons[x];
        if (!digest_equal(&person->seat_code, &code))
            continue;
        if (exercise_expired(exercise, person))
            return refuse_expired(refusal);
        rotate_token(exercise, person, fresh);
        return person;
    }
    return refuse(refusal, REFUSAL_UNKNOWN_PERSON, "seat_code");
}

void *exercise_arrive(struct exercise *exercise, struct person *person, void *session, uint64_t now_ms)
{
    void *before = person->session;
    struct effects effects = exercise_effects(exercise);
    struct command arrive = {.kind = COMMAND_ARRIVE, .now_ms = now_ms, .seat = person->seat};
    person->session = session;
    exercise_used(exercise, person);
    exercise_set_left(exercise, person, false);
    exercise_lobby_begins(exercise, now_ms);
    if (!world_seat_taken(exercise->world,
                          person->seat)) /* the server died between the two entries of a join */
        take_seat(exercise, person, now_ms);
    world_apply(exercise->world, &arrive, &effects);
    if (before) { /* arrive first: whoever comes back gets the seat back, also over a link that is not known
                     to be dead */
        arrive.kind = COMMAND_DEPART;
        world_apply(exercise->world, &arrive, &effects);
    }
    exercise_start_if_due(exercise, now_ms);
    return before;
}

void exercise_depart(struct exercise *exercise, struct person *person, const void *session, uint64_t now_ms)
{
    struct effects effects = exercise_effects(exercise);
    struct command depart = {.kind = COMMAND_DEPART, .now_ms = now_ms, .seat = person->seat};
    if (person->session != session)
        return;
    person->session = NULL;
    person->used_ms = exercise->host.stamp_ms(exercise->host.user);
    world_apply(exercise->world, &depart, &effects);
}
