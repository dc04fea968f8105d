#include "common/wire/codec.h"
#include "common/wire/value.h"

#include "common/rules/arithmetic.h"
#include "common/rules/scenario.h"

#include <string.h>

static void put_parameters(struct parameters *parameters, struct scenario_frame *frame)
{
    for (int p = 0; p < PARAMETER_COUNT; p++) {
        Spiral__V1__Parameter *row = frame->parameter_list[p] = &frame->parameters[p];
        spiral__v1__parameter__init(row);
        row->name = wire_string(parameter_rows[p].name);
        row->value = parameter_get(parameters, p);
    }
    frame->scenario.parameters = frame->parameter_list;
    frame->scenario.n_parameters = PARAMETER_COUNT;
}

static void put_states(struct scenario *scenario, struct scenario_frame *frame)
{
    for (int i = 0; i < scenario->actor_count; i++) {
        Spiral__V1__ScenarioState *row = frame->state_list[i] = &frame->states[i];
        spiral__v1__scenario_state__init(row);
        row->name = scenario->actors[i].name;
        row->territory = scenario->actors[i].territory;
        row->motive = scenario->actors[i].motive;
        row->rise = scenario->actors[i].rise;
        row->proximity = scenario->proximity[i];
        row->n_proximity = (size_t)scenario->actor_count;
    }
    frame->scenario.states = frame->state_list;
    frame->scenario.n_states = (size_t)scenario->actor_count;
}

static void put_pairs(const struct scenario *scenario, struct scenario_frame *frame)
{
    for (int x = 0; x < scenario->pact_count; x++) {
        const struct scenario_pact *pact = &scenario->pacts[x];
        Spiral__V1__ScenarioPact *row = frame->pact_list[x] = &frame->pacts[x];
        spiral__v1__scenario_pact__init(row);
        row->i = (uint32_t)pact->i;
        row->j = (uint32_t)pact->j;
        row->kind = (uint32_t)pact->kind;
        row->secret = pact->secret;
    }
    for (int x = 0; x < scenario->assessment_count; x++) {
        const struct scenario_assessment *assessment = &scenario->assessments[x];
        Spiral__V1__ScenarioAssessment *row = frame->assessment_list[x] = &frame->assessments[x];
        spiral__v1__scenario_assessment__init(row);
        row->i = (uint32_t)assessment->i;
        row->j = (uint32_t)assessment->j;
        row->permille = (uint32_t)assessment->permille;
    }
    frame->scenario.pacts = frame->pact_list;
    frame->scenario.n_pacts = (size_t)scenario->pact_count;
    frame->scenario.assessments = frame->assessment_list;
    frame->scenario.n_assessments = (size_t)scenario->assessment_count;
}

void wire_texts_put(const struct wire_scenario_text texts[WIRE_LANGUAGES], struct texts_frame *frame)
{
    frame->count = 0;
    for (int x = 0; x < WIRE_LANGUAGES; x++) {
        if (!texts[x].language[0])
            continue;
        Spiral__V1__ScenarioText *row = &frame->rows[x];
        spiral__v1__scenario_text__init(row);
        row->language = wire_string(texts[x].language);
        row->title = wire_string(texts[x].title);
        row->lesson = wire_string(texts[x].lesson);
        frame->list[frame->count++] = row;
    }
}

void wire_scenario_put(struct scenario *scenario, struct scenario_frame *frame)
{
    spiral__v1__scenario__init(&frame->scenario);
    frame->scenario.name = scenario->name;
    put_parameters(&scenario->parameters, frame);
    put_states(scenario, frame);
    put_pairs(scenario, frame);
}

enum status wire_briefing_put(Spiral__V1__ToClient *envelope, const struct wire_briefing *briefing,
                              struct buffer *buffer)
{
    struct scenario scenario = briefing->scenario;
    struct scenario_frame frame;
    Spiral__V1__Briefing wire;
    spiral__v1__briefing__init(&wire);
    wire_scenario_put(&scenario, &frame);
    wire_texts_put(briefing->texts, &frame.texts);
    frame.scenario.texts = frame.texts.list;
    frame.scenario.n_texts = frame.texts.count;
    wire.world = wire_bytes(briefing->world.bytes, ID_SIZE);
    wire.seat = briefing->seat;
    wire.scenario = &frame.scenario;
    wire.commitment = wire_bytes(briefing->commitment.bytes, DIGEST_SIZE);
    wire.turn_seconds = briefing->turn_seconds;
    wire.misses_allowed = briefing->misses_allowed;
    wire.away_seconds = briefing->away_seconds;
    wire.rules = RULES_VERSION;
    wire.world_name = wire_string(briefing->world_name);
    wire.beliefs = briefing->beliefs;
    wire.role = briefing->role;
    wire.debrief_in_step = briefing->debrief_in_step;
    envelope->body_case = SPIRAL__V1__TO_CLIENT__BODY_BRIEFING;
    envelope->briefing = &wire;
    return wire_to_client_pack(envelope, buffer);
}

/* Parameters of a later version are left out; every one of this version must be there once. */
static enum status get_parameters(struct cause *cause, const Spiral__V1__Scenario *wire,
                                  struct parameters *parameters)
{
    bool seen[PARAMETER_COUNT] = {false};
    for (size_t x = 0; x < wire->n_parameters; x++) {
        int p = parameter_find(slice_of(wire->parameters[x]->name));
        if (p < 0)
            continue;
        if (seen[p])
            return status_fail(cause, STATUS_INVALID, "parameters: %s stands twice", parameter_rows[p].name);
        seen[p] = true;
        *parameter_at(parameters, p) = wire->parameters[x]->value;
    }
    for (int p = 0; p < PARAMETER_COUNT; p++)
        if (!seen[p])
            return status_fail(cause, STATUS_INVALID, "parameters: %s is missing", parameter_rows[p].name);
    return STATUS_OK;
}

static enum status get_states(struct cause *cause, const Spiral__V1__Scenario *wire,
                              struct scenario *scenario)
{
    enum status status = wire_range(cause, "states", (int64_t)wire->n_states, ACTORS_MIN, ACTORS_MAX);
    if (status != STATUS_OK)
        return status;
    scenario->actor_count = (int32_t)wire->n_states;
    for (size_t i = 0; i < wire->n_states; i++) {
        const Spiral__V1__ScenarioState *row = wire->states[i];
        struct scenario_actor *actor = &scenario->actors[i];
        status = wire_string_get(cause, "name", row->name, actor->name, sizeof actor->name, WIRE_FILLED);
        if (status == STATUS_OK && row->n_proximity != wire->n_states)
            status = status_fail(cause, STATUS_INVALID, "proximity: not one number for each state");
        if (status != STATUS_OK)
            return wire_within_row(cause, status, "states", i);
        actor->territory = row->territory;
        actor->motive = row->motive;
        actor->rise = row->rise;
        memcpy(scenario->proximity[i], row->proximity, row->n_proximity * sizeof row->proximity[0]);
    }
    return STATUS_OK;
}

/* Ranges are left to scenario_check; values that do not fit are turned into ones that it refuses. */
static void get_pairs(const Spiral__V1__Scenario *wire, struct scenario *scenario)
{
    scenario->pact_count = (int32_t)wire->n_pacts;
    for (size_t x = 0; x < wire->n_pacts; x++) {
        const Spiral__V1__ScenarioPact *row = wire->pacts[x];
        scenario->pacts[x] = (struct scenario_pact){
            .i = (int32_t)min_of(row->i, ACTORS_MAX),
            .j = (int32_t)min_of(row->j, ACTORS_MAX),
            .kind = (int32_t)min_of(row->kind, PACT_COUNT),
            .secret = row->secret ? 1 : 0,
        };
    }
    scenario->assessment_count = (int32_t)wire->n_assessments;
    for (size_t x = 0; x < wire->n_assessments; x++) {
        const Spiral__V1__ScenarioAssessment *row = wire->assessments[x];
        scenario->assessments[x] = (struct scenario_assessment){
            .i = (int32_t)min_of(row->i, ACTORS_MAX),
            .j = (int32_t)min_of(row->j, ACTORS_MAX),
            .permille = (int32_t)min_of(row->permille, INT32_MAX),
        };
    }
}

enum status wire_texts_get(struct cause *cause, Spiral__V1__ScenarioText *const *list, size_t count,
                           struct wire_scenario_text texts[WIRE_LANGUAGES])
{
    for (size_t x = 0; x < count && x < WIRE_LANGUAGES; x++) {
        const Spiral__V1__ScenarioText *row = list[x];
        struct wire_scenario_text *text = &texts[x];
        enum status status = wire_string_get(cause, "language", row->language, text->language,
                                             sizeof text->language, WIRE_FILLED);
        if (status == STATUS_OK)
            status = wire_string_get(cause, "title", row->title, text->title, sizeof text->title, WIRE_ANY);
        if (status == STATUS_OK)
            status =
                wire_string_get(cause, "lesson", row->lesson, text->lesson, sizeof text->lesson, WIRE_LINES);
        if (status != STATUS_OK)
            return wire_within_row(cause, status, "texts", x);
    }
    return STATUS_OK;
}

/* A leader may believe in a balance below the lowest true one, so that number has bounds of its own. */
static enum status check_scenario(struct cause *cause, const struct scenario *scenario)
{
    struct scenario checked = *scenario;
    int32_t low = parameter_rows[0].low;
    if (checked.parameters.balance >= 1 && checked.parameters.balance < low)
        checked.parameters.balance = low;
    char reason[CAUSE_LENGTH_MAX / 2];
    struct text why = text_over(reason, sizeof reason);
    if (!scenario_check(&checked, &why))
        return status_fail(cause, STATUS_INVALID, "scenario: %s", reason);
    return STATUS_OK;
}

enum status wire_scenario_get(struct cause *cause, const Spiral__V1__Scenario *wire,
                              struct scenario *scenario)
{
    enum status status = wire_present(cause, "scenario", wire);
    if (status != STATUS_OK)
        return status;
    status = wire_string_get(cause, "name", wire->name, scenario->name, sizeof scenario->name, WIRE_FILLED);
    if (status == STATUS_OK)
        status = get_parameters(cause, wire, &scenario->parameters);
    if (status == STATUS_OK)
        status = get_states(cause, wire, scenario);
    if (status != STATUS_OK)
        return wire_within(cause, status, "scenario");
    get_pairs(wire, scenario);
    return check_scenario(cause, scenario);
}

enum status wire_briefing_get(struct cause *cause, const Spiral__V1__Briefing *wire,
                              struct wire_briefing *briefing)
{
    struct scenario *scenario = &briefing->scenario;
    if (wire->rules != RULES_VERSION)
        return status_fail(cause, STATUS_VERSION, "rules: version %u, and this program knows %d; update it",
                           wire->rules, RULES_VERSION);
    enum status status = wire_scenario_get(cause, wire->scenario, scenario);
    if (status == STATUS_OK)
        status = wire_within(
            cause, wire_texts_get(cause, wire->scenario->texts, wire->scenario->n_texts, briefing->texts),
            "scenario");
    if (status == STATUS_OK)
        status = wire_id_get(cause, "world", &wire->world, &briefing->world);
    if (status == STATUS_OK)
        status =
            wire_bytes_get(cause, "commitment", &wire->commitment, briefing->commitment.bytes, DIGEST_SIZE);
    if (status == STATUS_OK)
        status = wire_range(cause, "seat", wire->seat, 0, scenario->actor_count - 1);
    briefing->seat = wire->seat;
    briefing->turn_seconds = wire->turn_seconds;
    briefing->misses_allowed = wire->misses_allowed;
    briefing->away_seconds = wire->away_seconds;
    briefing->beliefs = (uint32_t)wire_known((int)min_of(wire->beliefs, INT32_MAX), BELIEF_MODE_COUNT);
    briefing->role = (uint32_t)wire_known((int)min_of(wire->role, INT32_MAX), TEAM_ROLE_COUNT);
    briefing->debrief_in_step = wire->debrief_in_step;
    if (status == STATUS_OK)
        status = wire_string_get(cause, "world_name", wire->world_name, briefing->world_name,
                                 sizeof briefing->world_name, WIRE_ANY);
    return status;
}
