/* Acts: one row each says who may, what it needs, what does it and what takes it back. */
#include "server/exercise/desk_state.h"

#include "common/base/log.h"

#include <stdio.h>
#include <string.h>

#define WORLD  NEEDS_OWNING
#define SEAT   (NEEDS_SEAT | NEEDS_OWNING)
#define PERSON NEEDS_PERSON

static const struct act_row rows[EXERCISE_ACT_COUNT] = {
    [EXERCISE_PAUSE] = {RIGHTS_RUN, "pause", WORLD, run_world, undo_pause},
    [EXERCISE_RESUME] = {RIGHTS_RUN, "resume", WORLD, run_world, undo_resume},
    [EXERCISE_EXTEND] = {RIGHTS_RUN, "extend", WORLD, run_world, undo_extend},
    [EXERCISE_RESOLVE] = {RIGHTS_RUN, "resolve", WORLD, run_world, NULL},
    [EXERCISE_CLOSE] = {RIGHTS_RUN, "close", WORLD, run_world, NULL},
    [EXERCISE_START] = {RIGHTS_LEAD, "start", 0, run_start, NULL},
    [EXERCISE_ROLL_BACK] = {RIGHTS_RUN, "roll_back", NEEDS_WORLD | WORLD, run_world, NULL},
    [EXERCISE_BOT_IN] = {RIGHTS_RUN, "bot_in", SEAT, run_world, undo_bot_in},
    [EXERCISE_BOT_OUT] = {RIGHTS_RUN, "bot_out", SEAT, run_world, undo_bot_out},
    [EXERCISE_ORDERS] = {RIGHTS_RUN, "orders", SEAT, run_orders, NULL},
    [EXERCISE_MULTIPLY] = {RIGHTS_RUN, "multiply", SEAT, run_world, undo_multiply},
    [EXERCISE_MOVE_PERSON] = {RIGHTS_RUN, "move", PERSON | SEAT, run_move, undo_move},
    [EXERCISE_REMOVE_PERSON] = {RIGHTS_LEAD, "remove", PERSON, run_remove, NULL},
    [EXERCISE_NUDGE] = {RIGHTS_ASSIST, "nudge", NEEDS_SEAT, run_world, NULL},
    [EXERCISE_INJECT] = {RIGHTS_RUN, "inject", 0, run_inject, undo_inject},
    [EXERCISE_INJECT_SEND] = {RIGHTS_RUN, "inject_send", 0, run_inject_send, NULL},
    [EXERCISE_INJECT_CANCEL] = {RIGHTS_RUN, "inject_cancel", 0, run_inject_cancel, undo_inject_cancel},
    [EXERCISE_INJECT_POSTPONE] = {RIGHTS_RUN, "inject_postpone", 0, run_inject_postpone,
                                  undo_inject_postpone},
    [EXERCISE_ANSWER] = {RIGHTS_ASSIST, "answer", 0, run_answer, NULL},
    [EXERCISE_OWN] = {RIGHTS_RUN, "own", WORLD, run_own, undo_own},
    [EXERCISE_FACILITATOR_ADD] = {RIGHTS_LEAD, "facilitator_add", 0, run_facilitator_add, NULL},
    [EXERCISE_FACILITATOR_RIGHTS] = {RIGHTS_LEAD, "facilitator_rights", 0, run_facilitator_rights,
                                     undo_facilitator_rights},
    [EXERCISE_DEBRIEF] = {RIGHTS_LEAD, "debrief", 0, run_debrief, NULL},
    [EXERCISE_UNDO] = {RIGHTS_RUN, "undo", 0, run_undo, NULL},
    [EXERCISE_REPLAY] = {RIGHTS_LEAD, "replay", 0, run_replay, undo_replay},
    [EXERCISE_LOOK] = {RIGHTS_ASSIST, "look", NEEDS_SEAT | NEEDS_EYES, run_look, NULL},
    /* of whoever is told of it, in any world: nobody has to wait until who owns theirs has time for it */
    [EXERCISE_CONSENT] = {RIGHTS_ASSIST, "consent", PERSON, run_consent, NULL},
};

const struct act_row *act_row_of(enum exercise_act act)
{
    return act > EXERCISE_NO_ACT && act < EXERCISE_ACT_COUNT ? &rows[act] : NULL;
}

void doing_refuse(struct doing *doing, enum refusal_code code, const char *item, const char *why)
{
    struct refusal *refusal = &doing->answer->refusal;
    *refusal = (struct refusal){.code = code};
    struct text text = text_over(refusal->item, sizeof refusal->item);
    text_put(&text, item);
    doing->answer->why = why;
}

void doing_part(struct doing *doing, int world, uint32_t turn, int32_t value)
{
    struct deed *deed = &doing->deed;
    deed->parts[deed->part_count++] = (struct deed_part){
        .world = (uint8_t)world,
        .turn = (uint8_t)turn,
        .branch = (uint16_t)world_branch(doing->exercise->worlds[world].machine),
        .value = value,
    };
    doing->done = true;
}

/* ---- what an act names */

static bool find_scope(struct doing *doing, unsigned needs)
{
    const struct wire_exercise_act *act = doing->act;
    const struct exercise *exercise = doing->exercise;
    if (act->world >= exercise->world_count)
        doing_refuse(doing, REFUSAL_MALFORMED, "world",
                     "this exercise has no such world; the monitor lists its worlds");
    else if (act->world < 0 && (needs & (NEEDS_WORLD | NEEDS_SEAT)))
        doing_refuse(doing, REFUSAL_MALFORMED, "world", "this act is done in one world; name which one");
    else if (act->seat < 0 && (needs & NEEDS_SEAT))
        doing_refuse(doing, REFUSAL_MALFORMED, "seat", "this act is done to one seat; name which one");
    else if (act->seat >= 0 && act->world >= 0 &&
             act->seat >= world_seats(exercise->worlds[act->world].machine))
        doing_refuse(doing, REFUSAL_MALFORMED, "seat",
                     "this world has no such seat; the monitor lists its states");
    else
        return true;
    return false;
}

static bool is_called(const struct exercise *exercise, const char *name)
{
    for (int x = 0; x < exercise->person_count; x++)
        if (!exercise->persons[x]->removed && strcmp(exercise->persons[x]->name, name) == 0)
            return true;
    return false;
}

/* Of those who are in; a yes is taken back also by who is out, where nobody who is in is called so. */
static struct person *person_named(struct doing *doing, const char *name)
{
    struct person *found = NULL;
    bool out = doing->act->act == EXERCISE_CONSENT && !is_called(doing->exercise, name);
    for (int x = 0; x < doing->exercise->person_count; x++) {
        struct person *person = doing->exercise->persons[x];
        if (person->removed != out || strcmp(person->name, name) != 0)
            continue;
        if (found) {
            doing_refuse(doing, REFUSAL_MALFORMED, "name",
                         "several persons have that name; name the one by its number in the list of persons "
                         "(spiral exercise show --json)");
            return NULL;
        }
        found = person;
    }
    if (!found)
        doing_refuse(doing, REFUSAL_UNKNOWN_PERSON, "name",
                     "nobody in this exercise has that name; look who is there");
    return found;
}

static bool find_person(struct doing *doing)
{
    const struct wire_exercise_act *act = doing->act;
    if (!id_is_zero(&act->person)) {
        doing->person = exercise_find_person(doing->exercise, &act->person);
        if (!doing->person)
            doing_refuse(doing, REFUSAL_UNKNOWN_PERSON, "person",
                         "nobody in this exercise has that number; look who is there");
    } else if (act->name[0]) {
        doing->person = person_named(doing, act->name);
    } else {
        doing_refuse(doing, REFUSAL_MALFORMED, "person", "this act is done to one person; name which one");
    }
    return doing->person != NULL;
}

static bool may(struct doing *doing, const struct act_row *row)
{
    const struct wire_exercise_act *act = doing->act;
    if (!desk_may(doing->exercise, doing->by, row->rights)) {
        doing_refuse(doing, REFUSAL_NO_RIGHT, "rights",
                     "you have not the right for that; ask whoever leads the exercise");
        return false;
    }
    if (!find_scope(doing, row->needs) || ((row->needs & NEEDS_PERSON) && !find_person(doing)))
        return false;
    if ((row->needs & NEEDS_OWNING) && act->world >= 0 &&
        !desk_may_act_on(doing->exercise, doing->by, act->world)) {
        doing_refuse(doing, REFUSAL_NO_RIGHT, "owner",
                     "another facilitator answers for that world; ask them, or whoever leads the exercise");
        return false;
    }
    return true;
}

/* ---- the log: who, what and where, and nobody's words */

static void log_done(const struct doing *doing, const struct act_row *row)
{
    char hex[ID_HEX_SIZE], by[16], world[WIRE_WORLD_NAME_SIZE] = "all";
    if (doing->by == DESK_OPERATOR)
        snprintf(by, sizeof by, "operator");
    else
        snprintf(by, sizeof by, "%d", doing->by);
    if (doing->deed.world >= 0)
        exercise_world_name(doing->deed.world, world);
    log_event(LOG_INFO, "facilitator", "exercise", id_hex(exercise_id(doing->exercise), hex), "by", by, "act",
              row->name, "world", world, NULL);
}

void desk_act(struct exercise *exercise, int facilitator, const struct wire_exercise_act *act,
              uint64_t now_ms, struct desk_answer *answer)
{
    const struct act_row *row = act_row_of(act->act);
    struct doing doing = {.exercise = exercise,
                          .desk = exercise->desk,
                          .by = facilitator,
                          .act = act,
                          .now_ms = now_ms,
                          .answer = answer};
    memset(answer, 0, sizeof *answer);
    doing.deed = (struct deed){.act = act->act, .by = facilitator, .world = act->world, .seat = act->seat};
    doing.deed.command = act->command;
    if (!row) {
        doing_refuse(&doing, REFUSAL_MALFORMED, "act",
                     "there is no such act; this server is older than that");
        return;
    }
    bool changes = !(row->needs & NEEDS_EYES);
    if (changes && desk_was_done(exercise->desk, &act->command)) {
        answer->already = true;
        return;
    }
    if (!may(&doing, row))
        return;
    row->run(&doing);
    answer->already = !doing.done && answer->refusal.code == REFUSAL_NONE;
    if (!doing.done)
        return;
    answer->refusal = (struct refusal){.code = REFUSAL_NONE}; /* what could not be in some of the worlds */
    desk_note(&doing);
    log_done(&doing, row);
    if (changes)
        desk_turns_opened(exercise, now_ms); /* a turn may have */
}
