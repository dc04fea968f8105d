#include "tests/unit/common/wire/samples_parts.h"

#include "common/record/record.h"

#include <string.h>

void sample_scenario(struct chance *chance, bool most, struct scenario *scenario)
{
    int n = most ? ACTORS_MAX : chance_between(chance, ACTORS_MIN, ACTORS_MAX);
    scenario_init(scenario, "s", n);
    TEXT(scenario->name);
    for (int p = 0; p < PARAMETER_COUNT; p++)
        *parameter_at(&scenario->parameters, p) =
            chance_between(chance, parameter_rows[p].low, parameter_rows[p].high);
    sample_numbers(chance, scenario->parameters.prior, MOTIVE_COUNT - 1, 0, 250);
    if (!most)
        scenario->parameters.balance = chance_between(chance, 1, 400); /* a belief may lie below the truth */
    scenario->parameters.balance_low = chance_between(chance, 20, 100);
    scenario->parameters.balance_high = chance_between(chance, 100, 400);
    for (int i = 0; i < n; i++) {
        struct scenario_actor *actor = &scenario->actors[i];
        memset(actor->name, 0, sizeof actor->name);
        TEXT(actor->name);
        actor->territory = chance_between(chance, 1, TERRITORY_MAX / ACTORS_MAX);
        actor->motive = chance_between(chance, MOTIVE_DRAWN, MOTIVE_COUNT - 1);
        actor->rise = chance_between(chance, 0, RISE_MAX);
        sample_numbers(chance, scenario->proximity[i], n, 0, 100);
    }
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            if (i != j && (most || chance_flag(chance)))
                scenario->assessments[scenario->assessment_count++] =
                    (struct scenario_assessment){i, j, chance_between(chance, 0, 1000)};
            if (i < j && (most || chance_flag(chance)))
                scenario->pacts[scenario->pact_count++] = (struct scenario_pact){
                    i, j, chance_between(chance, 1, PACT_COUNT - 1), chance_between(chance, 0, 1)};
        }
    }
}

static void sample_briefing(struct chance *chance, bool most, struct wire_briefing *briefing)
{
    briefing->world = sample_id(chance);
    sample_scenario(chance, most, &briefing->scenario);
    briefing->seat = chance_below(chance, (uint32_t)briefing->scenario.actor_count);
    sample_texts(chance, most, briefing->texts);
    sample_bytes(chance, briefing->commitment.bytes, DIGEST_SIZE);
    briefing->turn_seconds = chance_below(chance, 10000);
    briefing->away_seconds = chance_below(chance, 10000);
    briefing->misses_allowed = chance_below(chance, 10);
    if (most || chance_flag(chance))
        TEXT(briefing->world_name);
    briefing->beliefs = chance_below(chance, BELIEF_MODE_COUNT);
    briefing->role = chance_below(chance, TEAM_ROLE_COUNT);
    briefing->debrief_in_step = chance_flag(chance);
}

static void sample_matrix(struct chance *chance, int n, int32_t matrix[ACTORS_MAX][ACTORS_MAX], int32_t low,
                          int32_t high)
{
    for (int i = 0; i < n; i++)
        sample_numbers(chance, matrix[i], n, low, high);
}

static void sample_own(struct chance *chance, struct view_own *own)
{
    own->motive = chance_between(chance, 0, MOTIVE_COUNT - 1);
    own->productivity = chance_between(chance, 0, PRODUCTIVITY_MAX);
    own->fortify = chance_between(chance, 0, STOCK_MAX);
    own->strike = chance_between(chance, 0, STOCK_MAX);
    own->dual = chance_between(chance, 0, STOCK_MAX);
    own->intel = chance_between(chance, 0, 4000);
    own->score = chance_between(chance, -1000000, 1000000);
    own->empathy = chance_between(chance, 0, 100);
    own->mobilised = chance_between(chance, 0, 3);
    own->project = chance_between(chance, 0, PROJECT_COUNT - 1);
    own->progress = chance_between(chance, 0, 20);
    own->routine = chance_between(chance, -1, 2);
    own->posture = chance_between(chance, -1, 2);
    own->held = chance_between(chance, 0, TURNS_MAX);
    sample_numbers(chance, own->budget, LINE_COUNT, 0, 4000);
}

static void sample_view(struct chance *chance, bool most, struct view *view)
{
    int n = most ? ACTORS_MAX : chance_between(chance, ACTORS_MIN, ACTORS_MAX);
    view->rules = RULES_VERSION;
    view->n = n;
    view->turn = chance_between(chance, 0, TURNS_MAX);
    view->end = chance_between(chance, 0, END_COUNT - 1);
    view->balance = chance_between(chance, 1, 400);
    view->income = chance_between(chance, 0, 4000);
    view->band = chance_between(chance, 0, 3);
    sample_own(chance, &view->own);
    sample_numbers(chance, view->alive, n, 0, 1);
    sample_numbers(chance, view->territory, n, 0, TERRITORY_MAX);
    for (int j = 0; j < n; j++)
        view->territory[j] += view->alive[j] && !view->territory[j]; /* nobody lives on nothing */
    sample_numbers(chance, view->start, n, 0, TERRITORY_MAX);
    sample_numbers(chance, view->base, n, 0, 2 * STOCK_MAX);
    sample_numbers(chance, view->kept, n, 0, 700);
    sample_numbers(chance, view->refused, n, 0, 700);
    sample_numbers(chance, view->broken, n, 0, 700);
    sample_numbers(chance, view->begun, n, 0, 700);
    sample_numbers(chance, view->tech, n, 0, PROJECT_COUNT - 1);
    sample_numbers(chance, view->declared, n, 0, DECLARE_COUNT - 1);
    sample_numbers(chance, view->declared_to, n, -1, n - 1);
    sample_numbers(chance, view->est_fortify, n, 0, 2 * STOCK_MAX);
    sample_numbers(chance, view->est_strike, n, 0, 2 * STOCK_MAX);
    sample_numbers(chance, view->est_dual, n, 0, 2 * STOCK_MAX);
    sample_numbers(chance, view->est_before, n, 0, 20 * STOCK_MAX);
    sample_numbers(chance, view->seen_mobilised, n, 0, 1);
    sample_numbers(chance, view->leaked, n, 0, 1);
    sample_numbers(chance, view->ending, n, 0, 1);
    sample_numbers(chance, view->assessment, n, 0, 1000);
    sample_numbers(chance, view->opened, n, 0, 1);
    sample_numbers(chance, view->offer_in, n, 0, PACT_COUNT - 1);
    sample_numbers(chance, view->offer_in_secret, n, 0, 1);
    sample_numbers(chance, view->offer_out, n, 0, PACT_COUNT - 1);
    sample_numbers(chance, view->offer_out_secret, n, 0, 1);
    sample_numbers(chance, view->my_secret, n, 0, 1);
    sample_matrix(chance, n, view->attacked, 0, TURNS_MAX);
    sample_matrix(chance, n, view->relation, -100, 100);
    sample_matrix(chance, n, view->pact, 0, PACT_COUNT - 1);
}

static void sample_choices(struct chance *chance, bool most, int n, struct choices *choices)
{
    choices->income = (int32_t)chance_below(chance, ORDER_VALUE_MAX);
    for (int j = 0; j < n; j++) {
        struct state_choices *of = &choices->of[j];
        of->attack = of->cancel = (uint8_t)chance_below(chance, VERDICT_COUNT);
        of->offer[PACT_DEFENSIVE][1] = (uint8_t)chance_below(chance, VERDICT_COUNT);
        of->answer = of->open_books = of->focus = (uint8_t)chance_below(chance, VERDICT_COUNT);
        of->belief = of->warn = of->demand = (uint8_t)chance_below(chance, VERDICT_COUNT);
    }
    choices->mobilise = choices->peaceful = (uint8_t)chance_below(chance, VERDICT_COUNT);
    for (int project = PROJECT_NONE + 1; project < PROJECT_COUNT; project++) {
        choices->project[project] = (uint8_t)chance_below(chance, VERDICT_COUNT);
        choices->project_charges[project] = (int32_t)chance_below(chance, 100);
    }
    choices->scrap_max = (int32_t)chance_below(chance, 1000);
    choices->mobilise_charge = (int32_t)chance_below(chance, 100);
    choices->dual_dominated = chance_flag(chance);
    sample_full_orders(chance, most, &choices->usual);
}

static void sample_situation(struct chance *chance, bool most, struct wire_situation *situation)
{
    situation->world = sample_id(chance);
    sample_view(chance, most, &situation->view);
    situation->ready = chance_flag(chance);
    situation->bot_holds_seat = chance_flag(chance);
    situation->held = chance_flag(chance);
    situation->returning = chance_flag(chance);
    situation->bot_reason = (enum bot_reason)chance_below(chance, BOT_REASON_COUNT);
    situation->has_saved = most || chance_flag(chance);
    if (situation->has_saved) {
        situation->revision = 1 + chance_below(chance, 1000);
        sample_full_orders(chance, most, &situation->saved);
    }
    situation->has_stated = most || chance_flag(chance);
    if (situation->has_stated)
        sample_stated(chance, most, &situation->stated);
    situation->has_choices = most || chance_flag(chance);
    if (situation->has_choices)
        sample_choices(chance, most, situation->view.n, &situation->choices);
}

/* Low numbers are good as states, parts, pacts and flags alike. */
static void sample_report(struct chance *chance, bool most, struct wire_report *report,
                          struct event_list *events)
{
    report->world = sample_id(chance);
    report->turn = (uint32_t)chance_between(chance, 1, TURNS_MAX);
    report->your_orders_used = chance_flag(chance);
    report->events = events;
    memset(events, 0, sizeof *events);
    int count = most ? EVENTS_MAX : chance_between(chance, 0, 200);
    for (int x = 0; x < count; x++) {
        int32_t numbers[EVENT_NUMBERS_MAX];
        sample_numbers(chance, numbers, EVENT_NUMBERS_MAX, 0, 1);
        int kind = most ? (int)EVENT_BUDGET : chance_between(chance, 0, EVENT_KIND_COUNT - 1);
        if (kind == EVENT_BUDGET)
            sample_numbers(chance, numbers + 1, EVENT_NUMBERS_MAX - 1, 900000, ORDER_VALUE_MAX);
        if (kind == EVENT_ODDS || kind == EVENT_DECLARE)
            numbers[kind == EVENT_ODDS ? 1 : 2] = chance_between(chance, -1, ACTORS_MAX - 1);
        event_add(events, 0, (enum event_kind)kind, numbers);
    }
}

void sample_refusal(struct chance *chance, bool most, struct refusal *refusal)
{
    refusal->code = (enum refusal_code)chance_between(chance, 1, REFUSAL_CODE_COUNT - 1);
    if (most)
        refusal->code = REFUSAL_MOVED;
    TEXT(refusal->item);
    TEXT(refusal->sentence);
    TEXT(refusal->remedy);
    for (int part = 0; part < PART_COUNT; part++)
        refusal->verdicts.of[part] = (uint8_t)chance_between(chance, most, VERDICT_COUNT - 1);
    if (refusal->code == REFUSAL_BUSY)
        refusal->retry_after_ms = chance_below(chance, 100000);
    if (refusal->code == REFUSAL_MOVED) {
        TEXT(refusal->host);
        refusal->port = (uint32_t)chance_between(chance, 1, UINT16_MAX);
    }
    if (refusal->code == REFUSAL_UPGRADE_NEEDED) {
        refusal->oldest = chance_below(chance, 100);
        refusal->newest = chance_below(chance, 100);
    }
    refusal->current_turn = chance_below(chance, 60);
    refusal->current_revision = chance_below(chance, 60);
}

static void sample_ended(struct chance *chance, bool most, struct wire_ended *ended)
{
    ended->world = sample_id(chance);
    ended->end = (uint32_t)chance_between(chance, 1, RECORD_END_COUNT - 1);
    ended->turns = (uint32_t)chance_between(chance, 0, TURNS_MAX);
    sample_bytes(chance, ended->commitment.bytes, DIGEST_SIZE);
    ended->withheld = !most && chance_flag(chance);
    if (ended->withheld)
        return;
    ended->result_count = most ? ACTORS_MAX : chance_between(chance, ACTORS_MIN, ACTORS_MAX);
    for (int i = 0; i < ended->result_count; i++) {
        struct wire_result *result = &ended->results[i];
        TEXT(result->name);
        result->motive = (uint32_t)chance_between(chance, 0, MOTIVE_COUNT - 1);
        result->score = chance_between(chance, -1000000, 1000000);
        result->goal_met = chance_flag(chance);
    }
    sample_bytes(chance, ended->key, sizeof ended->key);
    sample_bytes(chance, ended->salt, sizeof ended->salt);
}

void sample_clock(struct chance *chance, bool most, struct wire_clock *clock)
{
    clock->world = sample_id(chance);
    clock->turn = (uint32_t)chance_between(chance, 0, TURNS_MAX);
    clock->state = (enum clock_state)chance_between(chance, CLOCK_LOBBY, CLOCK_ENDED);
    clock->remaining_ms = chance_between(chance, -1, 5) < 0 ? -1 : chance_between(chance, 0, 1000000);
    clock->seats = (uint32_t)chance_between(chance, 2, ACTORS_MAX);
    clock->seats_ready = (uint32_t)chance_between(chance, 0, (int32_t)clock->seats);
    clock->seats_bot = (uint32_t)chance_between(chance, 0, (int32_t)clock->seats);
    clock->persons = chance_below(chance, 100);
    clock->persons_needed = chance_below(chance, 100);
    if (most || chance_flag(chance))
        TEXT(clock->reason);
    clock->branch = chance_below(chance, 9);
    clock->practice = chance_flag(chance);
    clock->start_by_hand = chance_flag(chance);
    clock->bots = most ? (1 << ACTORS_MAX) - 1 : (uint16_t)chance_below(chance, 1 << ACTORS_MAX);
    clock->places = chance_below(chance, WIRE_PERSONS_MAX);
}

static void sample_press(struct chance *chance, bool most, struct wire_press *press)
{
    press->world = sample_id(chance);
    press->turn = (uint32_t)chance_between(chance, 0, TURNS_MAX);
    press->from = (uint32_t)chance_between(chance, 0, ACTORS_MAX - 1);
    press->everyone = chance_flag(chance);
    press->to = press->everyone ? 0 : sample_states(chance);
    TEXT(press->text);
    press->number = 1 + chance_below(chance, 1000);
}

static void sample_record_part(struct chance *chance, bool most, struct wire_record_part *part, char *text)
{
    part->world = sample_id(chance);
    part->text_size = most ? WIRE_RECORD_PART : chance_below(chance, 300);
    part->offset = chance_below(chance, 100000);
    part->total = part->offset + (uint32_t)part->text_size + chance_below(chance, 1000);
    memset(text, 'r', part->text_size);
    part->text = text;
}

static void sample_joined(struct chance *chance, bool most, struct wire_joined *joined)
{
    joined->person = sample_id(chance);
    joined->exercise = sample_id(chance);
    joined->world = sample_id(chance);
    joined->seat = chance_below(chance, ACTORS_MAX);
    TEXT(joined->name);
    if (most || chance_flag(chance)) {
        joined->token = sample_id(chance);
        TEXT(joined->seat_code);
    }
}

static void sample_answer(struct chance *chance, enum to_client_kind kind, bool most,
                          struct to_client *message)
{
    if (kind == TO_CLIENT_WELCOME) {
        message->welcome.version = chance_below(chance, 9);
        TEXT(message->welcome.server);
        message->welcome.orders_max_bytes = chance_below(chance, 20000);
        message->welcome.press_max_bytes = chance_below(chance, 20000);
    } else if (kind == TO_CLIENT_ACCEPTED) {
        message->accepted.command = sample_id(chance);
        message->accepted.turn = chance_below(chance, 60);
        message->accepted.revision = chance_below(chance, 60);
        message->accepted.ready = chance_flag(chance);
        message->accepted.has_digest = most || chance_flag(chance);
        if (message->accepted.has_digest)
            sample_bytes(chance, message->accepted.orders_digest.bytes, DIGEST_SIZE);
    } else if (kind == TO_CLIENT_NOTICE) {
        message->notice.kind = (enum notice_kind)chance_between(chance, 1, NOTICE_KIND_COUNT - 1);
        message->notice.ms = chance_below(chance, 1000000);
        message->notice.bot_reason = (enum bot_reason)chance_below(chance, BOT_REASON_COUNT);
    }
}

void sample_to_client(struct chance *chance, enum to_client_kind kind, bool most, struct sample_room *room,
                      struct to_client *message)
{
    memset(message, 0, sizeof *message);
    message->request = most ? UINT64_MAX : chance_below(chance, 1000000);
    message->kind = kind;
    switch (kind) {
    case TO_CLIENT_JOINED:
        sample_joined(chance, most, &message->joined);
        break;
    case TO_CLIENT_REFUSAL:
        sample_refusal(chance, most, &message->refusal);
        break;
    case TO_CLIENT_BRIEFING:
        sample_briefing(chance, most, &message->briefing);
        break;
    case TO_CLIENT_SITUATION:
        sample_situation(chance, most, &message->situation);
        break;
    case TO_CLIENT_TURN_REPORT:
        sample_report(chance, most, &message->turn_report, &room->events);
        break;
    case TO_CLIENT_CLOCK:
        sample_clock(chance, most, &message->clock);
        break;
    case TO_CLIENT_PRESS:
        sample_press(chance, most, &message->press);
        break;
    case TO_CLIENT_RECORD_PART:
        sample_record_part(chance, most, &message->record_part, room->record);
        break;
    case TO_CLIENT_WORLD_ENDED:
        sample_ended(chance, most, &message->world_ended);
        break;
    default:
        sample_answer(chance, kind, most, message);
        sample_aids(chance, kind, most, room, message);
        sample_to_spectator(chance, kind, most, room, message);
        sample_exercise_to_client(chance, most, room, message);
        break;
    }
}
