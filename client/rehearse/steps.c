/* What a rehearsal does, one step after the other. */
#include "client/ctl/admin_call.h"
#include "client/ctl/exercise.h"
#include "client/rehearse/run.h"
#include "common/wire/wire.h"
#include "common/words/sentences.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MINUTE_MS = 60 * 1000, CARDS = 9 };

/* ---- the admin socket */

static bool told_why(enum status status, const struct from_admin *answer, const struct cause *cause,
                     char why[CAUSE_LENGTH_MAX])
{
    struct text text = text_over(why, CAUSE_LENGTH_MAX);
    if (status)
        text_put(&text, cause->text);
    else if (answer->kind == FROM_ADMIN_REFUSAL)
        text_put(&text, answer->cause[0] ? answer->cause : refusal_name(answer->refusal.code));
    else
        text_put(&text, "the server gave an answer of another version; use its own spiral");
    return false;
}

/* True: there is a state, to be freed. */
static bool show(const struct run *run, const char *code, struct from_admin *answer,
                 char why[CAUSE_LENGTH_MAX])
{
    struct to_admin question = {.kind = TO_ADMIN_EXERCISE_SHOW};
    struct cause cause;
    (void)slice_copy(slice_of(code), question.exercise_show.code, sizeof question.exercise_show.code);
    enum status status =
        admin_call(run->options->socket, &question, answer, languages[LANGUAGE_ENGLISH], &cause);
    if (!status && answer->kind == FROM_ADMIN_EXERCISE_STATE)
        return true;
    (void)told_why(status, answer, &cause, why);
    if (!status)
        from_admin_free(answer);
    return false;
}

static bool act_with(const struct run *run, struct to_admin *question, char why[CAUSE_LENGTH_MAX])
{
    struct from_admin answer;
    struct cause cause;
    (void)slice_copy(slice_of(run->code), question->exercise_act.code, WIRE_CODE_SIZE);
    enum status status =
        admin_call(run->options->socket, question, &answer, languages[LANGUAGE_ENGLISH], &cause);
    bool done = !status && answer.kind == FROM_ADMIN_EXERCISE_STATE;
    if (!done)
        (void)told_why(status, &answer, &cause, why);
    if (!status)
        from_admin_free(&answer);
    return done;
}

static struct to_admin question_of(enum exercise_act kind)
{
    struct to_admin question = {.kind = TO_ADMIN_EXERCISE_ACT};
    wire_exercise_act_init(&question.exercise_act, kind);
    return question;
}

static bool act(const struct run *run, enum exercise_act kind, char why[CAUSE_LENGTH_MAX])
{
    struct to_admin question = question_of(kind);
    return act_with(run, &question, why);
}

/* ---- all robots */

static enum outcome_of_step all(const struct run *run, bool (*fits)(const struct robot_told *told),
                                char why[CAUSE_LENGTH_MAX])
{
    bool whole = true;
    for (int x = 0; x < run->robot_count; x++) {
        const struct robot_told *told = robot_told(run->robots[x]);
        if (told->trouble[0]) {
            struct text text = text_over(why, CAUSE_LENGTH_MAX);
            text_put(&text, told->trouble);
            return STEP_FAILED;
        }
        whole &= fits(told);
    }
    return whole ? STEP_DONE : STEP_GOES_ON;
}

static bool has_joined(const struct robot_told *told)
{
    return told->joined;
}

static bool has_situation(const struct robot_told *told)
{
    return told->has_situation && told->clock == CLOCK_OPEN;
}

static bool is_paused(const struct robot_told *told)
{
    return told->clock == CLOCK_PAUSED;
}

static bool is_open(const struct robot_told *told)
{
    return told->clock == CLOCK_OPEN;
}

static bool has_bulletin(const struct robot_told *told)
{
    return told->bulletins > 0;
}

static bool has_extension(const struct robot_told *told)
{
    return told->extensions > 0;
}

static bool has_ended(const struct robot_told *told)
{
    return told->ended;
}

static bool has_felt(const struct robot_told *told)
{
    return told->felt;
}

/* ---- the twin */

static uint32_t turns_of(const struct wire_exercise_state *state)
{
    uint32_t turns = 0;
    for (int x = 0; x < state->world_count; x++)
        turns += state->worlds[x].clock.turn;
    return turns;
}

static bool find_place(struct run *run, const char *link, char why[CAUSE_LENGTH_MAX])
{
    if (run->options->host[0]) {
        (void)slice_copy(slice_of(run->options->host), run->host, sizeof run->host);
        run->place.port = run->options->port;
        return true;
    }
    if (rehearse_place(link, run->host, &run->place.port))
        return true;
    struct text text = text_over(why, CAUSE_LENGTH_MAX);
    text_put(&text, "the server tells no link; name its address: --connect HOST:PORT");
    return false;
}

static bool make(struct run *run, char why[CAUSE_LENGTH_MAX])
{
    struct from_admin answer;
    struct wire_exercise_new wanted = {0};
    struct wire_exercise_created created;
    struct cause cause;
    if (!show(run, run->options->code, &answer, why))
        return false;
    run->before = answer.exercise_state;
    run->turns_before = turns_of(&answer.exercise_state);
    from_admin_free(&answer);
    (void)slice_copy(slice_of(run->options->code), wanted.rehearsal_of, sizeof wanted.rehearsal_of);
    if (exercise_make(run->options->socket, &wanted, languages[LANGUAGE_ENGLISH], &created, &cause)) {
        struct text text = text_over(why, CAUSE_LENGTH_MAX);
        text_put(&text, cause.text);
        return false;
    }
    free(created.guests);
    memcpy(run->code, created.code, sizeof run->code);
    run->made = true;
    run->result->worlds = created.world_count;
    return find_place(run, created.link, why);
}

static enum outcome_of_step look_made(struct run *run, char why[CAUSE_LENGTH_MAX])
{
    struct from_admin answer;
    if (!show(run, run->code, &answer, why))
        return STEP_FAILED;
    const struct wire_exercise_state *state = &answer.exercise_state;
    uint32_t seats = 0;
    for (int x = 0; x < state->world_count; x++)
        seats += (uint32_t)state->worlds[x].seat_count;
    run->robot_count = (int)(state->places ? state->places : seats);
    run->limited = state->turn_seconds > 0;
    run->in_step = state->debrief_in_step;
    from_admin_free(&answer);
    if (run->robot_count <= WIRE_PERSONS_MAX)
        return STEP_DONE;
    struct text text = text_over(why, CAUSE_LENGTH_MAX);
    text_put(&text, "there are more places than one rehearsal fills");
    run->robot_count = 0;
    return STEP_FAILED;
}

/* ---- the class comes in, and the facilitator's hand */

static bool join(struct run *run, char why[CAUSE_LENGTH_MAX])
{
    (void)why;
    run->place.host = run->host;
    run->place.code = run->code;
    for (int x = 0; x < run->robot_count; x++)
        run->robots[x] = robot_open(&run->place, x + 1);
    run->open_robots = run->result->persons = run->robot_count;
    return true;
}

static enum outcome_of_step look_joined(struct run *run, char why[CAUSE_LENGTH_MAX])
{
    return all(run, has_joined, why);
}

static bool start(struct run *run, char why[CAUSE_LENGTH_MAX])
{
    return act(run, EXERCISE_START, why);
}

static enum outcome_of_step look_started(struct run *run, char why[CAUSE_LENGTH_MAX])
{
    return all(run, has_situation, why);
}

static bool pause_all(struct run *run, char why[CAUSE_LENGTH_MAX])
{
    struct to_admin question = question_of(EXERCISE_PAUSE);
    (void)slice_copy(slice_of("rehearsal"), question.exercise_act.reason, WIRE_REASON_SIZE);
    return act_with(run, &question, why);
}

static enum outcome_of_step look_paused(struct run *run, char why[CAUSE_LENGTH_MAX])
{
    return all(run, is_paused, why);
}

/* "Now" is now, also in a pause. */
static bool inject(struct run *run, char why[CAUSE_LENGTH_MAX])
{
    struct to_admin question = question_of(EXERCISE_INJECT);
    struct wire_inject *news = &question.exercise_act.inject;
    question.exercise_act.has_inject = true;
    *news = (struct wire_inject){.world = -1, .trigger = TRIGGER_NOW};
    (void)slice_copy(slice_of("Rehearsal"), news->text[0], sizeof news->text[0]);
    return act_with(run, &question, why);
}

static enum outcome_of_step look_inject(struct run *run, char why[CAUSE_LENGTH_MAX])
{
    return all(run, has_bulletin, why);
}

static bool extend(struct run *run, char why[CAUSE_LENGTH_MAX])
{
    struct to_admin question = question_of(EXERCISE_EXTEND);
    question.exercise_act.ms = MINUTE_MS;
    return !run->limited || act_with(run, &question, why);
}

static enum outcome_of_step look_extended(struct run *run, char why[CAUSE_LENGTH_MAX])
{
    return run->limited ? all(run, has_extension, why) : STEP_SKIPPED;
}

static bool resume(struct run *run, char why[CAUSE_LENGTH_MAX])
{
    return act(run, EXERCISE_RESUME, why);
}

static enum outcome_of_step look_resumed(struct run *run, char why[CAUSE_LENGTH_MAX])
{
    return all(run, is_open, why);
}

/* ---- play and debrief */

static bool play(struct run *run, char why[CAUSE_LENGTH_MAX])
{
    (void)why;
    for (int x = 0; x < run->robot_count; x++)
        robot_play(run->robots[x]);
    return true;
}

static enum outcome_of_step look_played(struct run *run, char why[CAUSE_LENGTH_MAX])
{
    struct from_admin answer;
    enum outcome_of_step outcome = all(run, has_ended, why);
    if (outcome != STEP_DONE)
        return outcome;
    if (!show(run, run->code, &answer, why))
        return STEP_FAILED;
    run->result->turns = (int)turns_of(&answer.exercise_state);
    from_admin_free(&answer);
    return STEP_DONE;
}

static bool feel(struct run *run, char why[CAUSE_LENGTH_MAX])
{
    (void)why;
    for (int x = 0; x < run->robot_count && run->in_step; x++)
        robot_state_feelings(run->robots[x]);
    return true;
}

static enum outcome_of_step look_felt(struct run *run, char why[CAUSE_LENGTH_MAX])
{
    return run->in_step ? all(run, has_felt, why) : STEP_SKIPPED;
}

static bool show_card(struct run *run, char why[CAUSE_LENGTH_MAX])
{
    struct to_admin question = question_of(EXERCISE_DEBRIEF);
    question.exercise_act.card = (uint32_t)run->card;
    return act_with(run, &question, why);
}

static bool debrief(struct run *run, char why[CAUSE_LENGTH_MAX])
{
    run->card = 0;
    return !run->in_step || show_card(run, why);
}

/* Each card when all have seen the one before. */
static enum outcome_of_step look_debriefed(struct run *run, char why[CAUSE_LENGTH_MAX])
{
    if (!run->in_step)
        return STEP_SKIPPED;
    for (int x = 0; x < run->robot_count; x++) {
        const struct robot_told *told = robot_told(run->robots[x]);
        if (told->trouble[0])
            return all(run, has_felt, why);
        if (told->card != run->card)
            return STEP_GOES_ON;
    }
    if (++run->card == CARDS)
        return STEP_DONE;
    return show_card(run, why) ? STEP_GOES_ON : STEP_FAILED;
}

/* ---- nothing stays behind */

static bool leave(struct run *run, char why[CAUSE_LENGTH_MAX])
{
    for (int x = 0; x < run->robot_count; x++)
        if (run->robots[x])
            robot_close(run->robots[x]);
    run->robot_count = 0;
    if (run->made)
        (void)act(run, EXERCISE_CLOSE,
                  why); /* refused where it is forgotten already, which is looked at next */
    why[0] = '\0';
    return true;
}

/* Whoever is forgotten has no code any more. */
static enum outcome_of_step look_forgotten(struct run *run, char why[CAUSE_LENGTH_MAX])
{
    struct to_admin question = {.kind = TO_ADMIN_EXERCISE_SHOW};
    struct from_admin answer;
    struct cause cause;
    if (!run->made)
        return STEP_SKIPPED;
    if (run->open_robots)
        return STEP_GOES_ON;
    (void)slice_copy(slice_of(run->code), question.exercise_show.code, sizeof question.exercise_show.code);
    if (admin_call(run->options->socket, &question, &answer, languages[LANGUAGE_ENGLISH], &cause))
        return told_why(STATUS_IO, NULL, &cause, why), STEP_FAILED;
    bool known = answer.kind == FROM_ADMIN_EXERCISE_STATE;
    from_admin_free(&answer);
    return known ? STEP_GOES_ON : STEP_DONE;
}

static bool nothing(struct run *run, char why[CAUSE_LENGTH_MAX])
{
    (void)run;
    (void)why;
    return true;
}

static enum outcome_of_step look_untouched(struct run *run, char why[CAUSE_LENGTH_MAX])
{
    struct from_admin answer;
    if (!run->made)
        return STEP_SKIPPED;
    if (!show(run, run->options->code, &answer, why))
        return STEP_FAILED;
    const struct wire_exercise_state *now = &answer.exercise_state;
    bool same = now->persons == run->before.persons && now->started == run->before.started &&
                now->world_count == run->before.world_count && turns_of(now) == run->turns_before;
    bool running = now->started; /* a class that plays meanwhile moves it itself */
    from_admin_free(&answer);
    if (same || running)
        return STEP_DONE;
    struct text text = text_over(why, CAUSE_LENGTH_MAX);
    text_put(&text, "the exercise is not as it was; look at it: spiral exercise show");
    return STEP_FAILED;
}

const struct step steps[] = {
    {"made", make, look_made, false},           {"joined", join, look_joined, false},
    {"started", start, look_started, false},    {"paused", pause_all, look_paused, false},
    {"inject", inject, look_inject, false},     {"extended", extend, look_extended, false},
    {"resumed", resume, look_resumed, false},   {"played", play, look_played, false},
    {"feelings", feel, look_felt, false},       {"debrief", debrief, look_debriefed, false},
    {"forgotten", leave, look_forgotten, true}, {"untouched", nothing, look_untouched, true},
};

const int step_count = sizeof steps / sizeof steps[0];
