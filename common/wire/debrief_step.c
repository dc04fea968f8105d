/* The card of the debrief that all look at. */
#include "common/wire/exercise.h"

#include "common/wire/value.h"

#include "common/base/memory.h"
#include "common/base/must.h"
#include "common/record/record.h"

#include <string.h>

struct outcome_frame {
    Spiral__V1__WorldOutcome outcome;
    Spiral__V1__Parameter numbers[WIRE_OUTCOME_NUMBERS_MAX], *number_list[WIRE_OUTCOME_NUMBERS_MAX];
};

/* Everything that the lists of a step point to, some 70 KiB. */
struct step_frame {
    Spiral__V1__Target card, world;
    Spiral__V1__WorldFeelings feelings[WIRE_WORLDS_MAX], *feeling_list[WIRE_WORLDS_MAX];
    struct outcome_frame outcomes[WIRE_WORLDS_MAX];
    Spiral__V1__WorldOutcome *outcome_list[WIRE_WORLDS_MAX];
};

static void put_feelings(const struct wire_debrief_step *step, struct step_frame *frame)
{
    must(step->feeling_count >= 0 && step->feeling_count <= WIRE_WORLDS_MAX);
    for (int x = 0; x < step->feeling_count; x++) {
        const struct wire_world_feelings *feelings = &step->feelings[x];
        Spiral__V1__WorldFeelings *row = frame->feeling_list[x] = &frame->feelings[x];
        must(feelings->word_count >= 0 && feelings->word_count <= WIRE_WORLD_FEELINGS_MAX);
        spiral__v1__world_feelings__init(row);
        row->world = wire_string(feelings->world);
        row->words = (char **)(uintptr_t)feelings->words;
        row->n_words = (size_t)feelings->word_count;
    }
}

static void put_outcome(const struct wire_world_outcome *outcome, struct outcome_frame *frame)
{
    Spiral__V1__WorldOutcome *wire = &frame->outcome;
    spiral__v1__world_outcome__init(wire);
    must(outcome->number_count >= 0 && outcome->number_count <= WIRE_OUTCOME_NUMBERS_MAX);
    for (int x = 0; x < outcome->number_count; x++) {
        spiral__v1__parameter__init(frame->number_list[x] = &frame->numbers[x]);
        frame->numbers[x].name = wire_string(outcome->numbers[x].name);
        frame->numbers[x].value = outcome->numbers[x].value;
    }
    wire->world = wire_string(outcome->world);
    wire->conditions = wire_string(outcome->conditions);
    wire->end = outcome->end;
    wire->turns = outcome->turns;
    wire->numbers = frame->number_list;
    wire->n_numbers = (size_t)outcome->number_count;
}

enum status wire_debrief_step_put(Spiral__V1__ToClient *envelope, const struct wire_debrief_step *step,
                                  struct buffer *buffer)
{
    struct step_frame frame;
    Spiral__V1__DebriefStep wire;
    spiral__v1__debrief_step__init(&wire);
    put_feelings(step, &frame);
    must(step->outcome_count >= 0 && step->outcome_count <= WIRE_WORLDS_MAX);
    for (int x = 0; x < step->outcome_count; x++) {
        put_outcome(&step->outcomes[x], &frame.outcomes[x]);
        frame.outcome_list[x] = &frame.outcomes[x].outcome;
    }
    wire.card = wire_target_put(step->card, &frame.card);
    wire.part = step->part;
    wire.world = wire_target_put(step->world, &frame.world);
    wire.feelings = frame.feeling_list;
    wire.n_feelings = (size_t)step->feeling_count;
    wire.stated = step->stated;
    wire.outcomes = frame.outcome_list;
    wire.n_outcomes = (size_t)step->outcome_count;
    envelope->body_case = SPIRAL__V1__TO_CLIENT__BODY_DEBRIEF_STEP;
    envelope->debrief_step = &wire;
    return wire_to_client_pack(envelope, buffer);
}

/* Where the decoded lists lie in the one piece that the message owns. */
struct step_room {
    const char **words;
    char *texts;
};

/* False: there is no memory for it. */
static bool make_room(const Spiral__V1__DebriefStep *wire, struct wire_debrief_step *step,
                      struct step_room *room)
{
    size_t feelings = wire->n_feelings * sizeof step->feelings[0];
    size_t outcomes = wire->n_outcomes * sizeof step->outcomes[0];
    size_t words = 0, texts = 1;
    for (size_t x = 0; x < wire->n_feelings; x++) {
        words += wire->feelings[x]->n_words * sizeof room->words[0];
        for (size_t y = 0; y < wire->feelings[x]->n_words; y++)
            texts += strlen(wire->feelings[x]->words[y]) + 1;
    }
    char *piece = step->owned = memory_try_zeroed(1, feelings + words + outcomes + texts);
    if (!piece)
        return false;
    step->feelings = (void *)piece;
    room->words = (void *)(piece + feelings);
    step->outcomes = (void *)(piece + feelings + words);
    room->texts = piece + feelings + words + outcomes;
    return true;
}

static enum status get_feelings(struct cause *cause, const Spiral__V1__WorldFeelings *wire,
                                struct step_room *room, struct wire_world_feelings *feelings)
{
    enum status status =
        wire_string_get(cause, "world", wire->world, feelings->world, sizeof feelings->world, WIRE_FILLED);
    feelings->words = room->words;
    for (size_t x = 0; x < wire->n_words && status == STATUS_OK; x++) {
        size_t size = strlen(wire->words[x]) + 1;
        status = wire_string_get(cause, "words", wire->words[x], room->texts,
                                 size < WIRE_FEELING_SIZE ? size : WIRE_FEELING_SIZE, WIRE_FILLED);
        *room->words++ = room->texts;
        room->texts += size;
        feelings->word_count++;
    }
    return status;
}

static enum status get_outcome(struct cause *cause, const Spiral__V1__WorldOutcome *wire,
                               struct wire_world_outcome *outcome)
{
    outcome->end = wire->end;
    outcome->turns = wire->turns;
    enum status status =
        wire_string_get(cause, "world", wire->world, outcome->world, sizeof outcome->world, WIRE_FILLED);
    if (status == STATUS_OK)
        status = wire_string_get(cause, "conditions", wire->conditions, outcome->conditions,
                                 sizeof outcome->conditions, WIRE_ANY);
    if (status == STATUS_OK)
        status = wire_range(cause, "end", wire->end, 0, RECORD_END_COUNT - 1);
    if (status == STATUS_OK)
        status = wire_range(cause, "turns", wire->turns, 0, TURNS_MAX);
    for (size_t x = 0; x < wire->n_numbers && status == STATUS_OK; x++) {
        struct wire_number *number = &outcome->numbers[outcome->number_count++];
        number->value = wire->numbers[x]->value;
        status = wire_within_row(cause,
                                 wire_string_get(cause, "name", wire->numbers[x]->name, number->name,
                                                 sizeof number->name, WIRE_FILLED),
                                 "numbers", x);
    }
    return status;
}

enum status wire_debrief_step_get(struct cause *cause, const Spiral__V1__DebriefStep *wire,
                                  struct wire_debrief_step *step)
{
    struct step_room room;
    if (!make_room(wire, step, &room))
        return memory_lacks(cause, "a step of the debrief");
    step->part = wire->part;
    step->stated = wire->stated;
    enum status status = wire_target_get(cause, "card", wire->card, WIRE_CARD_LAST + 1, &step->card);
    if (status == STATUS_OK)
        status = wire_range(cause, "part", wire->part, 0, WIRE_CARD_PARTS_MAX);
    if (status == STATUS_OK)
        status = wire_target_get(cause, "world", wire->world, WIRE_WORLDS_MAX, &step->world);
    for (size_t x = 0; x < wire->n_feelings && status == STATUS_OK; x++)
        status = wire_within_row(
            cause, get_feelings(cause, wire->feelings[x], &room, &step->feelings[step->feeling_count++]),
            "feelings", x);
    for (size_t x = 0; x < wire->n_outcomes && status == STATUS_OK; x++)
        status = wire_within_row(
            cause, get_outcome(cause, wire->outcomes[x], &step->outcomes[step->outcome_count++]), "outcomes",
            x);
    return status;
}
