/* How an exercise is run: in sessions, and what both they and the admin socket carry. */
#include "tests/unit/common/wire/samples_parts.h"

#include "common/record/record.h"

#include <string.h>

void sample_inject(struct chance *chance, bool most, struct wire_inject *inject)
{
    inject->number = chance_below(chance, ORDER_VALUE_MAX);
    inject->world = most ? WIRE_WORLDS_MAX - 1 : chance_between(chance, -1, WIRE_WORLDS_MAX - 1);
    inject->seats = (uint16_t)chance_below(chance, 1 << ACTORS_MAX);
    if (most || chance_flag(chance))
        TEXT(inject->source);
    TEXT(inject->text[0]);
    if (most || chance_flag(chance))
        TEXT(inject->text[1]);
    inject->misleading = chance_flag(chance);
    inject->trigger = (enum inject_trigger)chance_below(chance, TRIGGER_COUNT);
    if (inject->trigger != TRIGGER_NOW)
        inject->turn = (uint32_t)chance_between(chance, 1, TURNS_MAX);
    if (inject->trigger == TRIGGER_TENSION)
        inject->tension = (uint32_t)chance_between(chance, 1, WIRE_TENSION_MAX);
}

void sample_act(struct chance *chance, bool most, struct wire_exercise_act *act)
{
    wire_exercise_act_init(
        act, (enum exercise_act)chance_between(chance, EXERCISE_NO_ACT + 1, EXERCISE_ACT_COUNT - 1));
    TEXT(act->code);
    TEXT(act->reason);
    TEXT(act->name);
    act->ms = chance_between(chance, -WIRE_EXTEND_MS_MAX, WIRE_EXTEND_MS_MAX);
    act->turn = chance_below(chance, TURNS_MAX + 1);
    act->world = most ? WIRE_WORLDS_MAX - 1 : chance_between(chance, -1, WIRE_WORLDS_MAX - 1);
    act->seat = most ? ACTORS_MAX - 1 : chance_between(chance, 0, ACTORS_MAX - 1);
    act->person = sample_id(chance);
    act->number = chance_below(chance, ORDER_VALUE_MAX);
    act->percent = (uint32_t)chance_between(chance, WIRE_TIME_PERCENT_MIN, WIRE_TIME_PERCENT_MAX);
    act->rights = (enum rights)chance_between(chance, RIGHTS_OBSERVE, RIGHTS_LEAD);
    act->everyone = chance_flag(chance);
    act->release = chance_flag(chance);
    act->practice = chance_flag(chance);
    act->seen_count = most ? WIRE_WORLDS_MAX : chance_between(chance, 0, 3);
    for (int x = 0; x < act->seen_count; x++) {
        act->seen_turn[x] = chance_below(chance, TURNS_MAX + 1);
        act->seen_branch[x] = chance_below(chance, 50);
    }
    act->card = chance_below(chance, WIRE_CARD_LAST + 1);
    act->part = chance_below(chance, WIRE_CARD_PARTS_MAX + 1);
    if (most || chance_flag(chance))
        act->command = sample_id(chance);
    act->has_orders = most || act->act == EXERCISE_ORDERS || chance_flag(chance);
    if (act->has_orders)
        sample_full_orders(chance, most, &act->orders);
    act->has_inject = most || act->act == EXERCISE_INJECT || chance_flag(chance);
    if (act->has_inject)
        sample_inject(chance, most, &act->inject);
}

void sample_exercise_to_server(struct chance *chance, bool most, struct to_server *message)
{
    struct wire_state_feelings *feelings = &message->state_feelings;
    switch (message->kind) {
    case TO_SERVER_FACILITATE:
        TEXT(message->facilitate.code);
        TEXT(message->facilitate.key);
        break;
    case TO_SERVER_EXERCISE_ACT:
        sample_act(chance, most, &message->exercise_act);
        break;
    case TO_SERVER_ASK_CONTROL:
        message->ask_control.command = sample_id(chance);
        TEXT(message->ask_control.text);
        break;
    case TO_SERVER_STATE_FEELINGS:
        feelings->command = sample_id(chance);
        feelings->word_count = most ? WIRE_FEELINGS : chance_between(chance, 1, WIRE_FEELINGS);
        for (int x = 0; x < feelings->word_count; x++)
            TEXT(feelings->words[x]);
        sample_numbers(chance, feelings->greedy, ACTORS_MAX, most ? 900 : -1, 1000);
        break;
    case TO_SERVER_ASK_EXERCISE:
        TEXT(message->ask_exercise.code);
        break;
    default:
        break;
    }
}

static void sample_person(struct chance *chance, bool most, struct wire_exercise_person *person)
{
    TEXT(person->name);
    person->here = chance_flag(chance);
    person->left = chance_flag(chance);
    person->person = sample_id(chance);
    person->role = (enum team_role)chance_below(chance, TEAM_ROLE_COUNT);
    person->gone_seconds = most ? UINT32_MAX : chance_below(chance, 10000);
    person->consent = (enum consent)chance_below(chance, CONSENT_COUNT);
}

/* `places`: so many persons more fit into the message. */
static void sample_seat(struct chance *chance, bool most, int *places, struct wire_exercise_seat *seat)
{
    TEXT(seat->state);
    seat->alive = chance_flag(chance);
    seat->bot = chance_flag(chance);
    seat->returning = chance_flag(chance);
    seat->person_count = most ? WIRE_SEAT_PERSONS_MAX : chance_between(chance, 0, WIRE_SEAT_PERSONS_MAX);
    if (seat->person_count > *places)
        seat->person_count = *places;
    *places -= seat->person_count;
    for (int x = 0; x < seat->person_count; x++)
        sample_person(chance, most, &seat->persons[x]);
    seat->revision = most ? UINT32_MAX : chance_below(chance, 60);
    seat->stated = chance_flag(chance);
    seat->ready = chance_flag(chance);
    seat->misses = most ? UINT32_MAX : chance_below(chance, 60);
    seat->held = chance_flag(chance);
    if (most || chance_flag(chance))
        seat->percent = (uint32_t)chance_between(chance, WIRE_TIME_PERCENT_MIN, WIRE_TIME_PERCENT_MAX);
    seat->beliefs = chance_below(chance, ACTORS_MAX);
    seat->asked = chance_flag(chance);
}

static void sample_world(struct chance *chance, bool most, int *places, struct wire_exercise_world *world)
{
    memset(world, 0, sizeof *world);
    TEXT(world->name);
    world->world = sample_id(chance);
    sample_clock(chance, most, &world->clock);
    world->end = chance_below(chance, RECORD_END_COUNT);
    world->seat_count = most ? ACTORS_MAX : chance_between(chance, 0, ACTORS_MAX);
    for (int x = 0; x < world->seat_count; x++)
        sample_seat(chance, most, places, &world->seats[x]);
    world->tension = chance_below(chance, WIRE_TENSION_MAX + 1);
    world->sign_count = most ? WIRE_SIGNS_MAX : chance_between(chance, 0, WIRE_SIGNS_MAX);
    for (int x = 0; x < world->sign_count; x++)
        world->signs[x] = (struct wire_sign){
            .kind = (enum sign_kind)chance_between(chance, SIGN_NONE + 1, SIGN_KIND_COUNT - 1),
            .states = most ? (1 << ACTORS_MAX) - 1 : sample_states(chance),
            .first = chance_below(chance, TURNS_MAX + 1),
            .last = chance_below(chance, TURNS_MAX + 1),
        };
    world->owner = most ? ORDER_VALUE_MAX - 1 : chance_between(chance, -1, WIRE_FACILITATORS_MAX - 1);
    world->branch = most ? UINT32_MAX : chance_below(chance, 9);
    if (most || chance_flag(chance))
        TEXT(world->conditions);
    world->deserted = most || chance_flag(chance);
}

static void sample_desk(struct chance *chance, bool most, struct wire_exercise_state *state)
{
    for (int x = 0; x < state->question_count; x++) {
        struct wire_exercise_question *question = &state->questions[x];
        memset(question, 0, sizeof *question);
        question->number = most ? UINT32_MAX : chance_below(chance, 99);
        question->world = chance_below(chance, WIRE_WORLDS_MAX);
        question->seat = chance_below(chance, ACTORS_MAX);
        TEXT(question->name);
        TEXT(question->text);
        if (most || chance_flag(chance))
            TEXT(question->answer);
        question->everyone = chance_flag(chance);
        question->age_seconds = most ? UINT32_MAX : chance_below(chance, 9999);
    }
    for (int x = 0; x < state->inject_count; x++) {
        struct wire_exercise_inject *inject = &state->injects[x];
        memset(inject, 0, sizeof *inject);
        sample_inject(chance, most, &inject->inject);
        inject->sent = most ? UINT32_MAX : chance_below(chance, 16);
        inject->cancelled = chance_flag(chance);
    }
    for (int x = 0; x < state->facilitator_count; x++) {
        struct wire_exercise_facilitator *facilitator = &state->facilitators[x];
        memset(facilitator, 0, sizeof *facilitator);
        facilitator->number = most ? UINT32_MAX : (uint32_t)x;
        TEXT(facilitator->name);
        facilitator->rights = (enum rights)chance_below(chance, RIGHTS_COUNT);
        facilitator->here = most ? UINT32_MAX : chance_below(chance, 4);
    }
    for (int x = 0; x < state->deed_count; x++) {
        struct wire_exercise_deed *deed = &state->deeds[x];
        memset(deed, 0, sizeof *deed);
        deed->number = most ? UINT32_MAX : chance_below(chance, 99);
        deed->act = (enum exercise_act)chance_below(chance, EXERCISE_ACT_COUNT);
        if (most || chance_flag(chance))
            TEXT(deed->by);
        deed->world = chance_between(chance, most ? 0 : -1, WIRE_WORLDS_MAX - 1);
        deed->seat = chance_between(chance, most ? 0 : -1, ACTORS_MAX - 1);
        deed->age_seconds = most ? UINT32_MAX : chance_below(chance, 9999);
        deed->undone = chance_flag(chance);
    }
}

/* With `most` the longest state that an exercise can have: all worlds, all seats, all persons. */
void sample_exercise_state(struct chance *chance, bool most, struct sample_room *room,
                           struct wire_exercise_state *state)
{
    int places = WIRE_PERSONS_MAX;
    TEXT(state->code);
    TEXT(state->scenario);
    TEXT(state->link);
    state->exercise = sample_id(chance);
    state->turn_seconds = chance_below(chance, 1000000);
    state->misses_allowed = chance_below(chance, 60);
    state->already = chance_flag(chance);
    sample_texts(chance, most, state->texts);
    state->world_count = most ? WIRE_WORLDS_MAX : chance_between(chance, 0, 3);
    state->question_count = most ? WIRE_QUESTIONS_MAX : chance_between(chance, 0, 3);
    state->inject_count = most ? WIRE_INJECTS_MAX : chance_between(chance, 0, 3);
    state->facilitator_count = most ? WIRE_FACILITATORS_MAX : chance_between(chance, 0, 3);
    state->deed_count = most ? WIRE_DEEDS_MAX : chance_between(chance, 0, 3);
    state->worlds = state->world_count ? room->worlds : NULL;
    state->questions = state->question_count ? room->questions : NULL;
    state->injects = state->inject_count ? room->injects : NULL;
    state->facilitators = state->facilitator_count ? room->facilitators : NULL;
    state->deeds = state->deed_count ? room->deeds : NULL;
    for (int x = 0; x < state->world_count; x++)
        sample_world(chance, most, &places, &state->worlds[x]);
    sample_desk(chance, most, state);
    state->undo = chance_below(chance, 99);
    state->plan_seconds = chance_below(chance, 9999);
    state->used_seconds = chance_below(chance, 9999);
    state->play_seconds = chance_below(chance, 9999);
    state->card = chance_between(chance, -1, WIRE_CARD_LAST);
    state->part = chance_below(chance, WIRE_CARD_PARTS_MAX + 1);
    state->projected = chance_between(chance, -1, WIRE_WORLDS_MAX - 1);
    if (most || chance_flag(chance))
        TEXT(state->new_key);
    state->started = chance_flag(chance);
    state->practice = chance_flag(chance);
    state->debrief_in_step = chance_flag(chance);
    state->practises = chance_flag(chance);
    state->places = chance_below(chance, WIRE_PERSONS_MAX);
    state->persons = chance_below(chance, WIRE_PERSONS_MAX);
    state->beliefs = (enum belief_mode)chance_below(chance, BELIEF_MODE_COUNT);
    state->bots = (enum bot_disclosure)chance_below(chance, BOT_DISCLOSURE_COUNT);
    state->replay_days = chance_between(chance, -1, WIRE_REPLAY_DAYS_MAX);
}

/* With `most` each person's words in as many worlds as it takes. */
static void sample_feelings(struct chance *chance, bool most, struct sample_room *room,
                            struct wire_debrief_step *step)
{
    int word = 0, words = most ? WIRE_PERSONS_MAX * WIRE_FEELINGS : 9;
    step->feeling_count = most ? WIRE_WORLDS_MAX : chance_between(chance, 0, 3);
    step->feelings = room->feelings;
    memset(room->feelings, 0, sizeof room->feelings);
    for (int x = 0; x < step->feeling_count; x++) {
        struct wire_world_feelings *feelings = &step->feelings[x];
        TEXT(feelings->world);
        feelings->words = &room->words[word];
        for (int y = 0; y < (most ? 48 : 3) && word < words; y++) {
            TEXT(room->word_texts[word]);
            room->words[word] = room->word_texts[word];
            feelings->word_count++;
            word++;
        }
    }
}

static void sample_step(struct chance *chance, bool most, struct sample_room *room,
                        struct wire_debrief_step *step)
{
    step->card = chance_between(chance, -1, WIRE_CARD_LAST);
    step->part = chance_below(chance, WIRE_CARD_PARTS_MAX + 1);
    step->world = chance_between(chance, -1, WIRE_WORLDS_MAX - 1);
    step->stated = chance_flag(chance);
    sample_feelings(chance, most, room, step);
    step->outcome_count = most ? WIRE_WORLDS_MAX : chance_between(chance, 0, 3);
    step->outcomes = room->outcomes;
    memset(room->outcomes, 0, sizeof room->outcomes);
    for (int x = 0; x < step->outcome_count; x++) {
        struct wire_world_outcome *outcome = &step->outcomes[x];
        TEXT(outcome->world);
        if (most || chance_flag(chance))
            TEXT(outcome->conditions);
        outcome->end = chance_below(chance, RECORD_END_COUNT);
        outcome->turns = chance_below(chance, TURNS_MAX + 1);
        outcome->number_count =
            most ? WIRE_OUTCOME_NUMBERS_MAX : chance_between(chance, 0, WIRE_OUTCOME_NUMBERS_MAX);
        for (int y = 0; y < outcome->number_count; y++) {
            TEXT(outcome->numbers[y].name);
            outcome->numbers[y].value = most ? INT32_MIN : chance_between(chance, -1000000, 1000000);
        }
    }
}

static void sample_info(struct chance *chance, bool most, struct wire_exercise_info *info)
{
    TEXT(info->code);
    sample_texts(chance, most, info->texts);
    info->consent = chance_flag(chance);
    info->guests_only = chance_flag(chance);
    info->started = chance_flag(chance);
    info->ended = chance_flag(chance);
    info->full = chance_flag(chance);
    info->team_size = chance_below(chance, 5);
    info->worlds = chance_below(chance, WIRE_WORLDS_MAX + 1);
    info->persons = chance_below(chance, WIRE_PERSONS_MAX);
    info->places = chance_below(chance, WIRE_PERSONS_MAX);
}

static void sample_bulletin(struct chance *chance, bool most, struct wire_bulletin *bulletin)
{
    bulletin->world = sample_id(chance);
    bulletin->turn = chance_below(chance, TURNS_MAX + 1);
    bulletin->number = 1 + chance_below(chance, 99);
    if (most || chance_flag(chance))
        TEXT(bulletin->source);
    for (int x = 0; x < WIRE_LANGUAGES; x++)
        if (most || chance_flag(chance))
            TEXT(bulletin->text[x]);
}

void sample_exercise_to_client(struct chance *chance, bool most, struct sample_room *room,
                               struct to_client *message)
{
    if (message->kind == TO_CLIENT_FACILITATING) {
        message->facilitating.exercise = sample_id(chance);
        message->facilitating.facilitator = chance_below(chance, WIRE_FACILITATORS_MAX);
        TEXT(message->facilitating.name);
        message->facilitating.rights = (enum rights)chance_below(chance, RIGHTS_COUNT);
    } else if (message->kind == TO_CLIENT_EXERCISE_STATE) {
        sample_exercise_state(chance, most, room, &message->exercise_state);
    } else if (message->kind == TO_CLIENT_CONTROL_ANSWER) {
        message->control_answer.number = chance_below(chance, 99);
        if (most || chance_flag(chance))
            TEXT(message->control_answer.question);
        if (most || chance_flag(chance))
            TEXT(message->control_answer.answer);
        message->control_answer.everyone = chance_flag(chance);
    } else if (message->kind == TO_CLIENT_BULLETIN) {
        sample_bulletin(chance, most, &message->bulletin);
    } else if (message->kind == TO_CLIENT_DEBRIEF_STEP) {
        sample_step(chance, most, room, &message->debrief_step);
    } else if (message->kind == TO_CLIENT_EXERCISE_INFO) {
        sample_info(chance, most, &message->exercise_info);
    }
}
