/* How an exercise stands, as facilitators are told. */
#include "common/wire/exercise.h"

#include "common/wire/value.h"

#include "common/base/memory.h"
#include "common/base/must.h"

#include <stdlib.h>

/* Everything that the lists of a state point to; the worlds apart some 45 KiB. */
struct state_frame {
    Spiral__V1__ExerciseState state;
    struct texts_frame texts;
    Spiral__V1__Target card, projected, replay_days;
    Spiral__V1__ExerciseQuestion questions[WIRE_QUESTIONS_MAX], *question_list[WIRE_QUESTIONS_MAX];
    struct {
        Spiral__V1__ExerciseInject row;
        struct inject_frame inject;
    } injects[WIRE_INJECTS_MAX];
    Spiral__V1__ExerciseInject *inject_list[WIRE_INJECTS_MAX];
    Spiral__V1__ExerciseFacilitator facilitators[WIRE_FACILITATORS_MAX];
    Spiral__V1__ExerciseFacilitator *facilitator_list[WIRE_FACILITATORS_MAX];
    struct {
        Spiral__V1__ExerciseDeed row;
        Spiral__V1__Target world, seat;
    } deeds[WIRE_DEEDS_MAX];
    Spiral__V1__ExerciseDeed *deed_list[WIRE_DEEDS_MAX];
    Spiral__V1__ExerciseWorld *world_list[WIRE_WORLDS_MAX];
    struct exercise_world_frame worlds[]; /* as many as there are */
};

/* ---- written */

static void put_questions(const struct wire_exercise_state *state, struct state_frame *frame)
{
    must(state->question_count >= 0 && state->question_count <= WIRE_QUESTIONS_MAX);
    for (int x = 0; x < state->question_count; x++) {
        const struct wire_exercise_question *question = &state->questions[x];
        Spiral__V1__ExerciseQuestion *row = frame->question_list[x] = &frame->questions[x];
        spiral__v1__exercise_question__init(row);
        row->number = question->number;
        row->world = question->world;
        row->seat = question->seat;
        row->name = wire_string(question->name);
        row->text = wire_string(question->text);
        row->answer = wire_string(question->answer);
        row->everyone = question->everyone;
        row->age_seconds = question->age_seconds;
    }
    frame->state.questions = frame->question_list;
    frame->state.n_questions = (size_t)state->question_count;
}

static void put_injects(const struct wire_exercise_state *state, struct state_frame *frame)
{
    must(state->inject_count >= 0 && state->inject_count <= WIRE_INJECTS_MAX);
    for (int x = 0; x < state->inject_count; x++) {
        const struct wire_exercise_inject *inject = &state->injects[x];
        Spiral__V1__ExerciseInject *row = frame->inject_list[x] = &frame->injects[x].row;
        spiral__v1__exercise_inject__init(row);
        wire_inject_put(&inject->inject, &frame->injects[x].inject);
        row->inject = &frame->injects[x].inject.inject;
        row->sent = inject->sent;
        row->cancelled = inject->cancelled;
    }
    frame->state.injects = frame->inject_list;
    frame->state.n_injects = (size_t)state->inject_count;
}

static void put_facilitators(const struct wire_exercise_state *state, struct state_frame *frame)
{
    must(state->facilitator_count >= 0 && state->facilitator_count <= WIRE_FACILITATORS_MAX);
    for (int x = 0; x < state->facilitator_count; x++) {
        const struct wire_exercise_facilitator *facilitator = &state->facilitators[x];
        Spiral__V1__ExerciseFacilitator *row = frame->facilitator_list[x] = &frame->facilitators[x];
        spiral__v1__exercise_facilitator__init(row);
        row->number = facilitator->number;
        row->name = wire_string(facilitator->name);
        row->rights = (Spiral__V1__Rights)facilitator->rights;
        row->here = facilitator->here;
    }
    frame->state.facilitators = frame->facilitator_list;
    frame->state.n_facilitators = (size_t)state->facilitator_count;
}

static void put_deeds(const struct wire_exercise_state *state, struct state_frame *frame)
{
    must(state->deed_count >= 0 && state->deed_count <= WIRE_DEEDS_MAX);
    for (int x = 0; x < state->deed_count; x++) {
        const struct wire_exercise_deed *deed = &state->deeds[x];
        Spiral__V1__ExerciseDeed *row = frame->deed_list[x] = &frame->deeds[x].row;
        spiral__v1__exercise_deed__init(row);
        row->number = deed->number;
        row->act = (Spiral__V1__ActKind)deed->act;
        row->by = wire_string(deed->by);
        row->world = wire_target_put(deed->world, &frame->deeds[x].world);
        row->seat = wire_target_put(deed->seat, &frame->deeds[x].seat);
        row->age_seconds = deed->age_seconds;
        row->undone = deed->undone;
    }
    frame->state.deeds = frame->deed_list;
    frame->state.n_deeds = (size_t)state->deed_count;
}

static void put_state(const struct wire_exercise_state *state, struct state_frame *frame)
{
    Spiral__V1__ExerciseState *wire = &frame->state;
    spiral__v1__exercise_state__init(wire);
    wire_texts_put(state->texts, &frame->texts);
    wire->code = wire_string(state->code);
    wire->exercise = wire_bytes(state->exercise.bytes, ID_SIZE);
    wire->scenario = wire_string(state->scenario);
    wire->turn_seconds = state->turn_seconds;
    wire->misses_allowed = state->misses_allowed;
    wire->already = state->already;
    wire->link = wire_string(state->link);
    wire->undo = state->undo;
    wire->plan_seconds = state->plan_seconds;
    wire->used_seconds = state->used_seconds;
    wire->play_seconds = state->play_seconds;
    wire->card = wire_target_put(state->card, &frame->card);
    wire->part = state->part;
    wire->projected = wire_target_put(state->projected, &frame->projected);
    wire->replay_days = wire_target_put(state->replay_days, &frame->replay_days);
    wire->new_key = wire_string(state->new_key);
    wire->started = state->started;
    wire->texts = frame->texts.list;
    wire->n_texts = frame->texts.count;
    wire->places = state->places;
    wire->persons = state->persons;
    wire->beliefs = (Spiral__V1__BeliefMode)state->beliefs;
    wire->bots = (Spiral__V1__BotDisclosure)state->bots;
    wire->practice = state->practice;
    wire->practises = state->practises;
    wire->debrief_in_step = state->debrief_in_step;
}

Spiral__V1__ExerciseState *wire_state_put(const struct wire_exercise_state *state, void **frame_memory)
{
    must(state->world_count >= 0 && state->world_count <= WIRE_WORLDS_MAX);
    size_t worlds = (size_t)state->world_count * sizeof(struct exercise_world_frame);
    struct state_frame *frame = memory_try(memory_sum(sizeof *frame, worlds));
    *frame_memory = frame;
    if (!frame)
        return NULL;
    put_state(state, frame);
    put_questions(state, frame);
    put_injects(state, frame);
    put_facilitators(state, frame);
    put_deeds(state, frame);
    for (int x = 0; x < state->world_count; x++) {
        wire_world_put(&state->worlds[x], &frame->worlds[x]);
        frame->world_list[x] = &frame->worlds[x].world;
    }
    frame->state.worlds = frame->world_list;
    frame->state.n_worlds = (size_t)state->world_count;
    return &frame->state;
}

enum status wire_exercise_state_put(Spiral__V1__ToClient *envelope, const struct wire_exercise_state *state,
                                    struct buffer *buffer)
{
    void *frame;
    envelope->body_case = SPIRAL__V1__TO_CLIENT__BODY_EXERCISE_STATE;
    envelope->exercise_state = wire_state_put(state, &frame);
    enum status status = envelope->exercise_state ? wire_to_client_pack(envelope, buffer) : STATUS_MEMORY;
    free(frame);
    return status;
}

/* ---- read */

static enum status get_question(struct cause *cause, const Spiral__V1__ExerciseQuestion *wire,
                                struct wire_exercise_question *question)
{
    question->number = wire->number;
    question->world = wire->world;
    question->seat = wire->seat;
    question->everyone = wire->everyone;
    question->age_seconds = wire->age_seconds;
    enum status status = wire_range(cause, "world", wire->world, 0, WIRE_WORLDS_MAX - 1);
    if (status == STATUS_OK)
        status = wire_range(cause, "seat", wire->seat, 0, ACTORS_MAX - 1);
    if (status == STATUS_OK)
        status = wire_string_get(cause, "name", wire->name, question->name, sizeof question->name, WIRE_ANY);
    if (status == STATUS_OK)
        status =
            wire_string_get(cause, "text", wire->text, question->text, sizeof question->text, WIRE_LINES);
    if (status == STATUS_OK)
        status = wire_string_get(cause, "answer", wire->answer, question->answer, sizeof question->answer,
                                 WIRE_ANY);
    return status;
}

static enum status get_inject(struct cause *cause, const Spiral__V1__ExerciseInject *wire,
                              struct wire_exercise_inject *inject)
{
    inject->sent = wire->sent;
    inject->cancelled = wire->cancelled;
    enum status status = wire_present(cause, "inject", wire->inject);
    if (status != STATUS_OK)
        return status;
    return wire_within(cause, wire_inject_get(cause, wire->inject, WIRE_ANY, &inject->inject), "inject");
}

static enum status get_facilitator(struct cause *cause, const Spiral__V1__ExerciseFacilitator *wire,
                                   struct wire_exercise_facilitator *facilitator)
{
    facilitator->number = wire->number;
    facilitator->rights = (enum rights)wire_known((int)wire->rights, RIGHTS_COUNT);
    facilitator->here = wire->here;
    return wire_string_get(cause, "name", wire->name, facilitator->name, sizeof facilitator->name,
                           WIRE_FILLED);
}

static enum status get_deed(struct cause *cause, const Spiral__V1__ExerciseDeed *wire,
                            struct wire_exercise_deed *deed)
{
    deed->number = wire->number;
    deed->act = (enum exercise_act)wire_known((int)wire->act, EXERCISE_ACT_COUNT);
    deed->age_seconds = wire->age_seconds;
    deed->undone = wire->undone;
    enum status status = wire_string_get(cause, "by", wire->by, deed->by, sizeof deed->by, WIRE_ANY);
    if (status == STATUS_OK)
        status = wire_target_get(cause, "world", wire->world, WIRE_WORLDS_MAX, &deed->world);
    if (status == STATUS_OK)
        status = wire_target_get(cause, "seat", wire->seat, ACTORS_MAX, &deed->seat);
    return status;
}

/* Memory for a list, unless it is empty. */
static void *list_of(size_t count, size_t size, bool *lacking)
{
    void *list = count ? memory_try_zeroed(count, size) : NULL;
    *lacking = *lacking || (count && !list);
    return list;
}

/* The message owns them at once. */
static enum status make_lists(struct cause *cause, const Spiral__V1__ExerciseState *wire,
                              struct wire_exercise_state *state)
{
    bool lacking = false;
    state->worlds = list_of(wire->n_worlds, sizeof *state->worlds, &lacking);
    state->questions = list_of(wire->n_questions, sizeof *state->questions, &lacking);
    state->injects = list_of(wire->n_injects, sizeof *state->injects, &lacking);
    state->facilitators = list_of(wire->n_facilitators, sizeof *state->facilitators, &lacking);
    state->deeds = list_of(wire->n_deeds, sizeof *state->deeds, &lacking);
    return lacking ? memory_lacks(cause, "how an exercise stands") : STATUS_OK;
}

#define GET_LIST(name, one)                                                                                  \
    for (size_t x = 0; x < wire->n_##name##s && status == STATUS_OK; x++)                                    \
    status = wire_within_row(cause, one(cause, wire->name##s[x], &state->name##s[state->name##_count++]),    \
                             #name "s", x)

static enum status get_lists(struct cause *cause, const Spiral__V1__ExerciseState *wire,
                             struct wire_exercise_state *state)
{
    enum status status = make_lists(cause, wire, state);
    GET_LIST(world, wire_world_get);
    GET_LIST(question, get_question);
    GET_LIST(inject, get_inject);
    GET_LIST(facilitator, get_facilitator);
    GET_LIST(deed, get_deed);
    return status;
}

static void get_numbers(const Spiral__V1__ExerciseState *wire, struct wire_exercise_state *state)
{
    state->turn_seconds = wire->turn_seconds;
    state->misses_allowed = wire->misses_allowed;
    state->already = wire->already;
    state->undo = wire->undo;
    state->plan_seconds = wire->plan_seconds;
    state->used_seconds = wire->used_seconds;
    state->play_seconds = wire->play_seconds;
    state->part = wire->part;
    state->started = wire->started;
    state->places = wire->places;
    state->persons = wire->persons;
    state->beliefs = (enum belief_mode)wire_known((int)wire->beliefs, BELIEF_MODE_COUNT);
    state->bots = (enum bot_disclosure)wire_known((int)wire->bots, BOT_DISCLOSURE_COUNT);
    state->practice = wire->practice;
    state->practises = wire->practises;
    state->debrief_in_step = wire->debrief_in_step;
}

enum status wire_state_get(struct cause *cause, const Spiral__V1__ExerciseState *wire,
                           struct wire_exercise_state *state)
{
    get_numbers(wire, state);
    enum status status =
        wire_string_get(cause, "code", wire->code, state->code, sizeof state->code, WIRE_FILLED);
    if (status == STATUS_OK)
        status = wire_id_get(cause, "exercise", &wire->exercise, &state->exercise);
    if (status == STATUS_OK)
        status = wire_string_get(cause, "scenario", wire->scenario, state->scenario, sizeof state->scenario,
                                 WIRE_FILLED);
    if (status == STATUS_OK)
        status = wire_string_get(cause, "link", wire->link, state->link, sizeof state->link, WIRE_ANY);
    if (status == STATUS_OK)
        status =
            wire_string_get(cause, "new_key", wire->new_key, state->new_key, sizeof state->new_key, WIRE_ANY);
    if (status == STATUS_OK)
        status = wire_target_get(cause, "card", wire->card, WIRE_CARD_LAST + 1, &state->card);
    if (status == STATUS_OK)
        status = wire_range(cause, "part", wire->part, 0, WIRE_CARD_PARTS_MAX);
    if (status == STATUS_OK)
        status = wire_target_get(cause, "projected", wire->projected, WIRE_WORLDS_MAX, &state->projected);
    if (status == STATUS_OK)
        status = wire_target_get(cause, "replay_days", wire->replay_days, WIRE_REPLAY_DAYS_MAX + 1,
                                 &state->replay_days);
    if (status == STATUS_OK)
        status = wire_texts_get(cause, wire->texts, wire->n_texts, state->texts);
    return status == STATUS_OK ? get_lists(cause, wire, state) : status;
}

void wire_state_free(struct wire_exercise_state *state)
{
    free(state->worlds);
    free(state->questions);
    free(state->injects);
    free(state->facilitators);
    free(state->deeds);
}
