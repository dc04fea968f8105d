#include "tests/unit/client/term/fake_player.h"

#include "common/base/must.h"
#include "common/bots/bot.h"
#include "common/record/record.h"
#include "common/rules/score.h"
#include "common/rules/turn.h"

#include <stdlib.h>
#include <string.h>

enum { FAKE_ME = 1, FAKE_DUTIES = 64, FAKE_RECORD = 256 * 1024 };

struct fake_settings fake_settings;
struct fake_seen fake_seen;

/* What is to be told from the loop, in order. */
enum duty_kind {
    DUTY_BEGIN,
    DUTY_LOBBY,
    DUTY_START,
    DUTY_ANSWER,
    DUTY_TURN,
    DUTY_LOST,
    DUTY_BACK,
    DUTY_OPEN,
    DUTY_RECORD
};

struct duty {
    enum duty_kind kind;
    enum to_server_kind command;
    bool refused, ready;
};

struct player {
    uv_loop_t *loop;
    player_listener *listener;
    void *user;
    uv_timer_t timer;
    struct model model;
    struct world world;
    struct record_opening opening;
    struct digest hash; /* of the last turn in the record */
    struct event_list events;
    char record[FAKE_RECORD];
    size_t record_size;
    int duty_count;
    struct duty duties[FAKE_DUTIES];
    int waiting;
    bool closing, was_lost;
};

void fake_scenario(struct scenario *scenario, int turns)
{
    scenario_init(scenario, "three", 3);
    const char *const names[] = {"Aldan", "Borea", "Corvo"};
    for (int j = 0; j < 3; j++)
        strcpy(scenario->actors[j].name, names[j]);
    scenario->actors[0].motive = scenario->actors[FAKE_ME].motive = MOTIVE_SECURITY_SEEKER;
    scenario->actors[2].motive = MOTIVE_GREEDY;
    scenario->parameters.max_turns = turns;
}

static void tell(struct player *player, const struct player_news *news)
{
    player->listener(player->user, player, news);
}

static void tell_event(struct player *player, enum player_event event)
{
    tell(player, &(struct player_news){.event = event, .text = ""});
}

static void on_timer(uv_timer_t *timer);

static void owe(struct player *player, struct duty duty)
{
    must(player->duty_count < FAKE_DUTIES);
    player->duties[player->duty_count++] = duty;
    (void)uv_timer_start(&player->timer, on_timer, 0, 0);
}

static void tell_clock(struct player *player, enum clock_state state, int persons)
{
    player->model.clock = (struct wire_clock){
        .turn = (uint32_t)player->world.turn + 1,
        .state = state,
        .remaining_ms = fake_settings.turn_ms ? fake_settings.turn_ms : -1,
        .seats = 3,
        .seats_ready = 2,
        .seats_bot = 2,
        .persons = (uint32_t)persons,
        .persons_needed = 3,
    };
    player->model.clock_read_ms = uv_now(player->loop);
    player->model.has_clock = true;
    tell_event(player, PLAYER_CLOCK);
}

static void tell_situation(struct player *player)
{
    struct wire_situation *situation = &player->model.situation;
    memset(situation, 0, sizeof *situation);
    view_of(&player->world, FAKE_ME, &situation->view);
    situation->bot_holds_seat = fake_settings.bot && player->world.turn == 0;
    player->model.has_situation = true;
    tell_event(player, PLAYER_SITUATION);
}

static void tell_press(struct player *player)
{
    struct wire_press *press = &player->model.press[player->model.press_count++];
    *press = (struct wire_press){.turn = 1, .from = 2, .to = 1 << FAKE_ME, .number = 1};
    strcpy(press->text, "hello\n\033[2JSAVED at 10:00:00");
    tell_event(player, PLAYER_PRESS);
}

static void tell_refused(struct player *player, enum refusal_code code, enum to_server_kind command)
{
    struct refusal refusal = {.code = code};
    refusal.verdicts.of[PART_ATTACK] = VERDICT_GRACE;
    tell(player, &(struct player_news){.event = PLAYER_REFUSED, .refusal = &refusal, .command = command});
}

static void begin(struct player *player)
{
    if (fake_settings.refuses_join) {
        tell_refused(player, REFUSAL_UNKNOWN_CODE, TO_SERVER_JOIN);
        tell(player, &(struct player_news){.event = PLAYER_FAILED, .text = "no exercise has that code"});
        return;
    }
    tell(player, &(struct player_news){.event = PLAYER_CONNECTING, .text = "localhost, port 7777"});
    strcpy(player->model.joined.name, "Ann");
    strcpy(player->model.joined.seat_code, "K7QX-2M4P");
    player->model.has_joined = true;
    tell_event(player, PLAYER_JOINED);
    struct wire_briefing *briefing = &player->model.briefing;
    briefing->seat = FAKE_ME;
    briefing->scenario = player->world.scenario;
    briefing->turn_seconds = (uint32_t)(fake_settings.turn_ms / 1000);
    briefing->misses_allowed = 2;
    briefing->debrief_in_step = fake_settings.in_step;
    briefing->beliefs = fake_settings.beliefs ? fake_settings.beliefs : BELIEFS_STATED;
    player->model.has_briefing = true;
    tell_event(player, PLAYER_BRIEFED);
    for (int x = 0; x < fake_settings.lobby_clocks; x++)
        owe(player, (struct duty){.kind = DUTY_LOBBY, .command = x + 1});
    owe(player, (struct duty){.kind = DUTY_START});
}

static void tell_ended(struct player *player)
{
    struct wire_ended *ended = &player->model.ended;
    ended->end = (uint32_t)player->world.end;
    ended->turns = (uint32_t)player->world.turn;
    for (int j = 0; j < 3; j++) {
        strcpy(ended->results[j].name, player->world.scenario.actors[j].name);
        ended->results[j].motive = (uint32_t)player->world.actors[j].motive;
        ended->results[j].score = score_final(&player->world, j);
        ended->results[j].goal_met = score_goal_met(&player->world, j);
    }
    ended->world = player->opening.world;
    player->model.has_ended = true;
    ended->withheld = fake_settings.withholds;
    ended->result_count = fake_settings.withholds ? 0 : 3;
    tell_event(player, PLAYER_ENDED);
    if (!fake_settings.withholds)
        return;
    player->model.has_step = true;
    player->model.step = (struct wire_debrief_step){.card = -1, .world = -1};
    tell_event(player, PLAYER_STEP);
}

/* The words are in: the first card, and all the rest. */
static void tell_opened(struct player *player)
{
    player->model.step.card = 0;
    tell_event(player, PLAYER_STEP);
    player->model.ended.withheld = false;
    player->model.ended.result_count = 3;
    tell_event(player, PLAYER_OPENED);
}

static struct text record_rest(struct player *player)
{
    return text_over(player->record + player->record_size, sizeof player->record - player->record_size);
}

static void add_to_record(struct player *player, const struct text *text)
{
    must(!text->cut);
    player->record_size += text->length;
}

static void begin_record(struct player *player, const struct scenario *scenario)
{
    player->opening.scenario = *scenario;
    memset(player->opening.world.bytes, 0xab, sizeof player->opening.world.bytes);
    record_seed_key(1, 0, player->opening.key);
    player->opening.commitment = record_commitment(&player->opening);
    record_begin(&player->opening, &player->world);
    player->hash = record_opening_hash(&player->opening);
    struct text text = record_rest(player);
    record_put_opening(&player->opening, &text);
    add_to_record(player, &text);
}

static void resolve(struct player *player, struct record_turn *turn)
{
    turn->turn = player->world.turn + 1;
    player->hash = turn->hash = record_resolve(&player->world, turn, &player->hash, &player->events);
    struct text text = record_rest(player);
    record_put_turn(turn, 3, &text);
    if (player->world.end) {
        text_put(&text, "end=");
        text_put_int(&text, player->world.end);
        text_put_char(&text, '\n');
    }
    add_to_record(player, &text);
}

static void close_turn(struct player *player, bool silently)
{
    struct record_turn turn = {.source = {SOURCE_BOT, SOURCE_BOT, SOURCE_BOT}};
    struct order_book *book = &turn.book;
    struct model *model = &player->model;
    for (int j = 0; j < 3; j++) {
        struct view view;
        view_of(&player->world, j, &view);
        book->given[j] = true;
        bot_for_motive(view.own.motive)->play(&view, (struct siphash_key){5, 6}, &book->orders[j]);
    }
    if (model->situation.has_saved)
        book->orders[FAKE_ME] = model->situation.saved;
    resolve(player, &turn);
    model->report_events.count = 0;
    for (int x = 0; x < player->events.count; x++)
        if (player->events.events[x].seen_by >> FAKE_ME & 1)
            model->report_events.events[model->report_events.count++] = player->events.events[x];
    model->report_turn = (uint32_t)player->world.turn;
    model->report_orders_used = model->situation.has_saved;
    model->has_report = true;
    if (silently)
        return;
    tell_event(player, PLAYER_REPORT);
    tell_situation(player);
    if (player->world.end)
        tell_ended(player);
    else
        tell_clock(player, CLOCK_OPEN, 3);
}

static bool is_talk(enum to_server_kind command)
{
    return command == TO_SERVER_SEND_PRESS || command == TO_SERVER_LEAVE ||
           command == TO_SERVER_ASK_CONTROL || command == TO_SERVER_STATE_FEELINGS;
}

static void answer(struct player *player, struct duty duty)
{
    struct wire_situation *situation = &player->model.situation;
    struct wire_accepted accepted = {.turn = (uint32_t)situation->view.turn + 1, .ready = situation->ready};
    player->waiting -= is_talk(duty.command) ? 0 : 1;
    if (duty.refused || situation->bot_holds_seat) {
        tell_refused(player, duty.refused ? REFUSAL_ILLEGAL_ORDERS : REFUSAL_BOT_HOLDS_SEAT, duty.command);
        if (!duty.refused)
            owe(player, (struct duty){.kind = DUTY_TURN});
        return;
    }
    if (duty.command == TO_SERVER_SAVE_ORDERS) {
        situation->has_saved = accepted.has_digest = true;
        situation->saved = fake_seen.last_orders;
        accepted.revision = ++situation->revision;
    }
    if (duty.command == TO_SERVER_STATE_BELIEFS) {
        situation->has_stated = true;
        situation->stated = fake_seen.last_stated;
    }
    if (duty.command == TO_SERVER_SET_READY)
        accepted.ready = situation->ready = duty.ready;
    tell(player,
         &(struct player_news){.event = PLAYER_ACCEPTED, .accepted = &accepted, .command = duty.command});
    if (duty.command == TO_SERVER_SAVE_ORDERS && fake_settings.loses_link && !player->was_lost) {
        player->was_lost = true;
        owe(player, (struct duty){.kind = DUTY_LOST});
        owe(player, (struct duty){.kind = DUTY_BACK});
    }
    if (duty.command == TO_SERVER_STATE_FEELINGS)
        owe(player, (struct duty){.kind = DUTY_OPEN});
    if (duty.command == TO_SERVER_SET_READY && duty.ready)
        owe(player, (struct duty){.kind = DUTY_TURN});
}

static void tell_record(struct player *player)
{
    bool wrong = fake_settings.wrong_record;
    const char *why = wrong ? "turn 2 differs" : "";
    if (fake_settings.refuses_record)
        tell_refused(player, REFUSAL_NOT_ENDED, TO_SERVER_ASK_RECORD);
    else
        tell(player, &(struct player_news){.event = PLAYER_RECORD, .record_agrees = !wrong, .text = why});
}

static void do_duty(struct player *player, struct duty duty)
{
    switch (duty.kind) {
    case DUTY_BEGIN:
        begin(player);
        break;
    case DUTY_LOBBY:
        tell_clock(player, CLOCK_LOBBY, (int)duty.command);
        break;
    case DUTY_START:
        tell_situation(player);
        tell_clock(player, CLOCK_OPEN, 3);
        if (fake_settings.whispers)
            tell_press(player);
        break;
    case DUTY_ANSWER:
        answer(player, duty);
        break;
    case DUTY_TURN:
        close_turn(player, false);
        break;
    case DUTY_LOST:
        tell_event(player, PLAYER_LOST);
        close_turn(player, true);
        break;
    case DUTY_BACK:
        tell_event(player, PLAYER_JOINED);
        tell_event(player, PLAYER_REPORT);
        tell_situation(player);
        tell_clock(player, CLOCK_OPEN, 3);
        break;
    case DUTY_OPEN:
        tell_opened(player);
        break;
    case DUTY_RECORD:
        tell_record(player);
        break;
    }
}

static void on_timer(uv_timer_t *timer)
{
    struct player *player = timer->data;
    struct duty duty = player->duties[0];
    if (player->closing || player->duty_count == 0)
        return;
    player->duty_count--;
    memmove(&player->duties[0], &player->duties[1], (size_t)player->duty_count * sizeof duty);
    do_duty(player, duty);
    if (player->duty_count)
        (void)uv_timer_start(timer, on_timer, 0, 0);
}

/* ---- client/core/player.h */

enum status player_create(uv_loop_t *loop, const struct player_options *options, player_listener *listener,
                          void *user, struct player **player, struct cause *cause)
{
    if (!options->code)
        return status_fail(cause, STATUS_INVALID, "a join code is missing");
    struct player *p = calloc(1, sizeof *p);
    must(p != NULL);
    struct scenario scenario;
    p->loop = loop;
    p->listener = listener;
    p->user = user;
    fake_scenario(&scenario, fake_settings.turns);
    begin_record(p, &scenario);
    memset(&fake_seen, 0, sizeof fake_seen);
    (void)uv_timer_init(loop, &p->timer);
    p->timer.data = p;
    owe(p, (struct duty){.kind = DUTY_BEGIN});
    *player = p;
    return STATUS_OK;
}

const struct model *player_model(const struct player *player)
{
    return &player->model;
}

bool player_connected(const struct player *player)
{
    return !player->closing;
}

bool player_waiting(const struct player *player)
{
    return player->waiting > 0;
}

void player_save_orders(struct player *player, const struct orders *orders)
{
    fake_seen.last_orders = *orders;
    player->waiting++;
    owe(player, (struct duty){.kind = DUTY_ANSWER,
                              .command = TO_SERVER_SAVE_ORDERS,
                              .refused = fake_settings.refuses_first_save && fake_seen.saves++ == 0});
    fake_seen.saves += !fake_settings.refuses_first_save;
}

void player_set_ready(struct player *player, bool ready)
{
    fake_seen.readies++;
    player->waiting++;
    owe(player, (struct duty){.kind = DUTY_ANSWER, .command = TO_SERVER_SET_READY, .ready = ready});
}

void player_state_beliefs(struct player *player, const struct stated_beliefs *stated)
{
    fake_seen.beliefs++;
    fake_seen.last_stated = *stated;
    player->waiting++;
    owe(player, (struct duty){.kind = DUTY_ANSWER, .command = TO_SERVER_STATE_BELIEFS});
}

enum status player_send_press(struct player *player, bool everyone, uint16_t to, const char *text,
                              struct cause *cause)
{
    (void)cause;
    fake_seen.presses++;
    fake_seen.last_press = (struct wire_send_press){.everyone = everyone, .to = to};
    strcpy(fake_seen.last_press.text, text);
    owe(player, (struct duty){.kind = DUTY_ANSWER, .command = TO_SERVER_SEND_PRESS});
    return STATUS_OK;
}

void player_leave(struct player *player)
{
    fake_seen.leaves++;
    owe(player, (struct duty){.kind = DUTY_ANSWER, .command = TO_SERVER_LEAVE});
}

enum status player_ask_control(struct player *player, const char *text, struct cause *cause)
{
    (void)cause;
    fake_seen.questions++;
    strcpy(fake_seen.last_question, text);
    owe(player, (struct duty){.kind = DUTY_ANSWER, .command = TO_SERVER_ASK_CONTROL});
    return STATUS_OK;
}

void player_state_feelings(struct player *player, const struct wire_state_feelings *feelings)
{
    fake_seen.feelings++;
    fake_seen.last_feelings = *feelings;
    owe(player, (struct duty){.kind = DUTY_ANSWER, .command = TO_SERVER_STATE_FEELINGS});
}

void player_consent(struct player *player, enum consent consent)
{
    (void)player;
    fake_seen.consent = consent;
}

void player_fetch_cards(struct player *player)
{
    tell_event(player, PLAYER_CARDS);
}

const char *player_cards(const struct player *player, size_t *size)
{
    (void)player;
    *size = fake_settings.cards ? strlen(fake_settings.cards) : 0;
    return fake_settings.cards;
}

void player_fetch_record(struct player *player)
{
    owe(player, (struct duty){.kind = DUTY_RECORD});
}

const char *player_record(const struct player *player, size_t *size)
{
    *size = 0;
    if (player->model.ended.withheld || fake_settings.keeps_record)
        return NULL;
    *size = fake_settings.record ? strlen(fake_settings.record) : player->record_size;
    return fake_settings.record ? fake_settings.record : player->record;
}

static void on_closed(uv_handle_t *handle)
{
    tell_event(handle->data, PLAYER_CLOSED);
}

void player_stop(struct player *player)
{
    player->closing = true;
    uv_close((uv_handle_t *)&player->timer, on_closed);
}

void player_destroy(struct player *player)
{
    free(player);
}
