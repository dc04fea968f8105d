/* Acts on persons: another seat, out, or a yes taken back. */
#include "server/exercise/desk_state.h"

static bool has_place(const struct exercise *exercise, int world, int seat)
{
    return exercise_holders(exercise, world, seat) < exercise_holders_max(exercise);
}

static void move(struct doing *doing, struct person *person, int world, int seat)
{
    struct exercise *exercise = doing->exercise;
    int before_world = person->world, before_seat = person->seat;
    if (person->removed)
        doing_refuse(doing, REFUSAL_REMOVED, "person",
                     "that person was taken out of the exercise; they can join again where there is a place");
    else if (before_world == world && before_seat == seat)
        return;
    else if (!desk_may_act_on(exercise, doing->by, before_world) ||
             !desk_may_act_on(exercise, doing->by, world))
        doing_refuse(doing, REFUSAL_NO_RIGHT, "owner",
                     "another facilitator answers for one of the two worlds; ask them, or whoever leads the "
                     "exercise");
    else if (world_ended(exercise->worlds[world].machine))
        doing_refuse(doing, REFUSAL_OVER, "world", "that world has ended; choose one that is being played");
    else if (!has_place(exercise, world, seat))
        doing_refuse(doing, REFUSAL_FULL, "seat",
                     "that seat has no place left; choose another one, or move somebody away first");
    else {
        exercise_move_person(exercise, person, world, seat, doing->now_ms);
        doing->desk->told_feeling_count = -1; /* they are told by world */
        doing->deed.person = person->id;
        doing_part(doing, before_world, 0, before_seat);
    }
}

bool desk_may_move_back(const struct exercise *exercise, const struct deed *deed, int facilitator)
{
    const struct deed_part *part = &deed->parts[0];
    const struct person *person = exercise_find_person(exercise, &deed->person);
    return person && !person->removed && !world_ended(exercise->worlds[part->world].machine) &&
           has_place(exercise, part->world, part->value) &&
           desk_may_act_on(exercise, facilitator, person->world) &&
           desk_may_act_on(exercise, facilitator, part->world);
}

void run_move(struct doing *doing)
{
    move(doing, doing->person, doing->act->world, doing->act->seat);
}

void undo_move(struct doing *doing, const struct deed *deed)
{
    struct person *person = exercise_find_person(doing->exercise, &deed->person);
    if (!person)
        doing_refuse(doing, REFUSAL_UNKNOWN_PERSON, "person", "that person is not in this exercise any more");
    else
        move(doing, person, deed->parts[0].world, deed->parts[0].value);
}

void run_remove(struct doing *doing)
{
    struct person *person = doing->person;
    if (person->removed)
        return;
    doing->deed.person = person->id;
    doing->deed.world = person->world;
    doing->deed.seat = person->seat;
    exercise_remove_person(doing->exercise, person, doing->now_ms);
    doing->desk->told_feeling_count = -1;
    doing->done = true;
}

/* ---- whether the data may be used
 *
 * Only the person says yes, at the door. Who takes it back tells whoever runs the exercise, and that stands:
 * no facilitator could give it again, so there is nothing to undo, and a repeated join says it in vain. It is
 * a right of the person's and no part of play, so neither an ended world nor being out of the exercise is in
 * its way. Players are told nothing of it, nor wait for it. */

void run_consent(struct doing *doing)
{
    char memory[64];
    struct text text = text_over(memory, sizeof memory);
    struct person *person = doing->person;
    if (person->consent == CONSENT_PLAY_ONLY)
        return;
    if (person->consent != CONSENT_YES) {
        doing_refuse(doing, REFUSAL_NOT_NOW, "consent",
                     "nobody was asked whether the data may be used, so there is no yes to take back; "
                     "an exercise that asks is made with --consent");
        return;
    }
    person->consent = CONSENT_PLAY_ONLY;
    entry_put_id(&text, "person", &person->id);
    exercise_append_desk(doing->exercise, "withdrawn", &text, NULL, NULL, NULL);
    doing->deed.person = person->id;
    doing->deed.world = person->world;
    doing->deed.seat = person->seat;
    doing->done = true;
}

bool desk_recover_withdrawn(struct exercise *exercise, struct slice body)
{
    struct id id;
    if (!entry_take_bytes(&body, "person", id.bytes, ID_SIZE) || body.length)
        return false;
    struct person *person = exercise_find_person(exercise, &id);
    if (!person || person->consent != CONSENT_YES)
        return false;
    person->consent = CONSENT_PLAY_ONLY;
    return true;
}
