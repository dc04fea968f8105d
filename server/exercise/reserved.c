/* Seats with a code of their own, as it is printed on role cards before anybody is there: whoever brings the
 * code takes that seat, in teams until they are complete. Only the code's hash is kept. */
#include "server/exercise/exercise_state.h"

#include "common/base/must.h"

#include <string.h>

/* So many come to a seat by its card. Of one alone the card is the way to another device, too; members of a
 * team have codes of their own for that. */
static int bearers_max(const struct exercise *exercise)
{
    return exercise->settings.team_size > 1 ? exercise_holders_max(exercise) : 1;
}

bool exercise_reserve(struct exercise *exercise, int world, int seat, char code[WIRE_SEAT_CODE_SIZE])
{
    char memory[256];
    struct text text = text_over(memory, sizeof memory);
    if (exercise_holders(exercise, world, seat) >= bearers_max(exercise) ||
        world_ended(exercise->worlds[world].machine))
        return false;
    exercise_random_key(&exercise->host, 2, code, WIRE_SEAT_CODE_SIZE);
    exercise->worlds[world].reserved[seat] = seat_code_digest(exercise, code);
    entry_put_number(&text, "world", world);
    entry_put_number(&text, "seat", seat);
    entry_put_digest(&text, "seat_code", &exercise->worlds[world].reserved[seat]);
    exercise_append_desk(exercise, "reserved", &text, NULL, NULL, NULL);
    return true;
}

bool exercise_recover_reserved(struct exercise *exercise, struct slice body)
{
    int64_t world, seat;
    struct digest code;
    if (!entry_take_number(&body, "world", 0, exercise->world_count - 1, &world) ||
        !entry_take_number(&body, "seat", 0, ACTORS_MAX - 1, &seat) ||
        !entry_take_bytes(&body, "seat_code", code.bytes, DIGEST_SIZE) || body.length)
        return false;
    exercise->worlds[world].reserved[seat] = code;
    return true;
}

bool exercise_is_reserved(const struct exercise *exercise, int world, int seat)
{
    static const struct digest nobody;
    return !digest_equal(&exercise->worlds[world].reserved[seat], &nobody);
}

bool exercise_find_reserved(const struct exercise *exercise, const struct digest *code, int *world, int *seat)
{
    bool found = false;
    for (int x = 0; x < exercise->world_count; x++)
        for (int y = 0; y < ACTORS_MAX; y++) /* all are looked at, whichever it is */
            if (digest_equal(&exercise->worlds[x].reserved[y], code)) {
                *world = x;
                *seat = y;
                found = true;
            }
    return found;
}

/* ---- who brings one */

/* A card that is known, and cannot have its seat. */
static bool refuse_card(struct refusal *refusal, enum refusal_code code, const char *sentence,
                        const char *remedy)
{
    *refusal = (struct refusal){.code = code, .item = "card"};
    must(slice_copy(slice_of(sentence), refusal->sentence, sizeof refusal->sentence) &&
         slice_copy(slice_of(remedy), refusal->remedy, sizeof refusal->remedy));
    return false;
}

/* As of a join: first whether there is a place, then whether the data may be used; and then of those who left
 * one makes room. False: refused. */
static bool make_room(struct exercise *exercise, const struct wire_move *move, int world, int seat,
                      uint64_t now_ms, struct refusal *refusal)
{
    bool has_seat = exercise_holders(exercise, world, seat) < bearers_max(exercise);
    if (world_ended(exercise->worlds[world].machine))
        return refuse_card(refusal, REFUSAL_OVER, "refusal.card_over", "remedy.card_over");
    if (!has_seat && !exercise_has_left(exercise, world, seat))
        return refuse_card(refusal, REFUSAL_FULL, "refusal.card_taken", "remedy.card_taken");
    if (!exercise_has_room(exercise))
        return refuse_card(refusal, REFUSAL_FULL, "refusal.card_full", "remedy.card_full");
    if (exercise->settings.consent && move->consent == CONSENT_NONE) {
        *refusal = (struct refusal){.code = REFUSAL_CONSENT_NEEDED, .item = "consent"};
        return false;
    }
    if (!has_seat)
        (void)exercise_give_on(exercise, world, seat, now_ms);
    else if (exercise_present(exercise) >= exercise_places(exercise))
        (void)exercise_give_on(exercise, -1, 0, now_ms);
    return true;
}

/* The state's, and a number where there are more of it. */
static void put_name(const struct exercise *exercise, const struct wire_move *move, int world, int seat,
                     char name[WIRE_PERSON_NAME_SIZE])
{
    struct text text = text_over(name, WIRE_PERSON_NAME_SIZE);
    int number = 1;
    for (int x = 0; x < exercise->person_count; x++)
        number += exercise->persons[x]->world == world && exercise->persons[x]->seat == seat;
    text_put(&text, move->name[0] ? move->name : world_state_name(exercise->worlds[world].machine, seat));
    if (number > 1 && !move->name[0] && bearers_max(exercise) > 1) {
        text_put_char(&text, ' ');
        text_put_int(&text, number);
    }
}

struct person *exercise_come_by_card(struct exercise *exercise, const struct wire_move *move,
                                     const struct digest *code, uint64_t now_ms, struct credentials *fresh,
                                     struct refusal *refusal)
{
    int world, seat;
    struct wire_join join = {.consent = move->consent, .secret = move->secret};
    bool alone = bearers_max(exercise) == 1;
    if (!exercise_find_reserved(exercise, code, &world, &seat) ||
        !make_room(exercise, move, world, seat, now_ms, refusal))
        return NULL;
    if (id_is_zero(&join.secret))
        exercise->host.random(exercise->host.user, join.secret.bytes, ID_SIZE);
    put_name(exercise, move, world, seat, join.name);
    struct person *person = exercise_add_person(exercise, &join, -1, world, seat, alone ? code : NULL, fresh);
    if (person)
        exercise_team_changed(exercise, world, seat);
    else
        *refusal = (struct refusal){.code = REFUSAL_BUSY, .item = "memory"};
    return person;
}
