#include "scene.h"

#include "common/base/must.h"
#include "common/bots/bot.h"
#include "common/rules/score.h"

#include <string.h>

void scene_world(struct scene *scene)
{
    struct record_opening *opening = &scene->opening;
    scenario_init(&opening->scenario, "three", SCENE_STATES);
    opening->scenario.parameters.max_turns = SCENE_TURNS;
    memset(opening->world.bytes, 0x77, ID_SIZE);
    memset(opening->key, 0x5a, sizeof opening->key);
    memset(opening->salt, 0x3c, sizeof opening->salt);
    memset(scene->person.bytes, 0x21, ID_SIZE);
    memset(scene->token.bytes, 0x22, ID_SIZE);
    opening->commitment = record_commitment(opening);
    record_begin(opening, &scene->world);
    scene->hash = record_opening_hash(opening);
    scene->record_text = text_over(scene->record, sizeof scene->record);
    record_put_opening(opening, &scene->record_text);
}

void scene_refuse(struct fake_peer *peer, uint64_t request, enum refusal_code code)
{
    struct to_client message = {.request = request, .kind = TO_CLIENT_REFUSAL, .refusal.code = code};
    fake_send(peer, &message);
}

void scene_send_joined(struct scene *scene, struct fake_peer *peer, uint64_t request)
{
    struct to_client message = {.request = request, .kind = TO_CLIENT_JOINED};
    const struct to_server *entry = &scene->heard[scene->heard_count - 1];
    message.joined.person = scene->person;
    message.joined.world = scene->opening.world;
    memset(message.joined.exercise.bytes, 0x66, ID_SIZE);
    strcpy(message.joined.name, "Ann");
    if (entry->kind != TO_SERVER_RESUME) {
        message.joined.token = scene->token;
        strcpy(message.joined.seat_code, "maple-otter-7");
    }
    fake_send(peer, &message);
}

void scene_send_briefing(struct scene *scene, struct fake_peer *peer)
{
    static struct view view;
    struct to_client message = {.kind = TO_CLIENT_BRIEFING};
    view_of(&scene->world, 0, &view);
    message.briefing.world = scene->opening.world;
    message.briefing.scenario = view.scenario;
    message.briefing.commitment = scene->opening.commitment;
    fake_send(peer, &message);
}

void scene_send_situation(struct scene *scene, struct fake_peer *peer)
{
    struct to_client message = {.kind = TO_CLIENT_SITUATION, .situation = scene->saved};
    message.situation.world = scene->opening.world;
    view_of(&scene->world, 0, &message.situation.view);
    fake_send(peer, &message);
}

void scene_send_clock(struct scene *scene, struct fake_peer *peer)
{
    struct to_client message = {.kind = TO_CLIENT_CLOCK};
    message.clock.world = scene->opening.world;
    message.clock.turn = scene->in_lobby ? 0 : (uint32_t)scene->world.turn + 1;
    message.clock.state = scene->in_lobby ? CLOCK_LOBBY : scene->world.end ? CLOCK_ENDED : CLOCK_OPEN;
    message.clock.remaining_ms = -1;
    message.clock.seats = SCENE_STATES;
    fake_send(peer, &message);
}

static void send_end(struct scene *scene, struct fake_peer *peer)
{
    struct to_client message = {.kind = TO_CLIENT_WORLD_ENDED};
    struct wire_ended *ended = &message.world_ended;
    ended->world = scene->opening.world;
    ended->end = (uint32_t)scene->world.end;
    ended->turns = (uint32_t)scene->world.turn;
    ended->result_count = SCENE_STATES;
    for (int i = 0; i < SCENE_STATES; i++) {
        strcpy(ended->results[i].name, scene->opening.scenario.actors[i].name);
        ended->results[i].motive = (uint32_t)scene->world.actors[i].motive;
        ended->results[i].score = score_final(&scene->world, i);
    }
    memcpy(ended->key, scene->opening.key, sizeof ended->key);
    memcpy(ended->salt, scene->opening.salt, sizeof ended->salt);
    ended->commitment = scene->opening.commitment;
    fake_send(peer, &message);
}

static void enter(struct scene *scene, struct fake_peer *peer, uint64_t request)
{
    scene_send_joined(scene, peer, request);
    scene_send_briefing(scene, peer);
    scene_send_situation(scene, peer);
    scene_send_clock(scene, peer);
    if (scene->world.end)
        send_end(scene, peer);
}

static void accept_orders(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    const struct wire_save_orders *save = &message->save_orders;
    char memory[CANONICAL_ORDERS_MAX];
    struct text text = text_over(memory, sizeof memory);
    struct to_client answer = {.request = message->request, .kind = TO_CLIENT_ACCEPTED};
    scene->saved.has_saved = true;
    scene->saved.revision++;
    scene->saved.saved = save->orders;
    canonical_orders(0, &save->orders, SCENE_STATES, &text);
    answer.accepted.command = save->command;
    answer.accepted.turn = save->turn;
    answer.accepted.revision = scene->saved.revision;
    answer.accepted.has_digest = true;
    answer.accepted.orders_digest = digest_of(memory, text.length);
    answer.accepted.ready = scene->saved.ready;
    fake_send(peer, &answer);
}

static void accept_other(struct scene *scene, struct fake_peer *peer, const struct to_server *message,
                         struct id command)
{
    struct to_client answer = {.request = message->request, .kind = TO_CLIENT_ACCEPTED};
    answer.accepted.command = command;
    answer.accepted.turn = (uint32_t)scene->world.turn + 1;
    answer.accepted.revision = scene->saved.revision;
    answer.accepted.ready = scene->saved.ready;
    fake_send(peer, &answer);
}

void scene_send_record(struct scene *scene, struct fake_peer *peer, const struct to_server *message,
                       size_t part_max)
{
    size_t offset = message->ask_record.offset, left = scene->record_text.length - offset;
    struct to_client part = {.request = message->request, .kind = TO_CLIENT_RECORD_PART};
    part.record_part.world = scene->opening.world;
    part.record_part.offset = (uint32_t)offset;
    part.record_part.total = (uint32_t)scene->record_text.length;
    part.record_part.text = scene->record + offset;
    part.record_part.text_size = left < part_max ? left : part_max;
    fake_send(peer, &part);
}

static void answer_turn(struct scene *scene, struct fake_peer *peer, const struct to_server *message,
                        uint32_t turn)
{
    if (turn != (uint32_t)scene->world.turn + 1 || scene->world.end) {
        scene_refuse(peer, message->request, REFUSAL_STALE_TURN);
        return;
    }
    switch (message->kind) {
    case TO_SERVER_SAVE_ORDERS:
        accept_orders(scene, peer, message);
        break;
    case TO_SERVER_SET_READY:
        scene->saved.ready = message->set_ready.ready;
        accept_other(scene, peer, message, message->set_ready.command);
        if (scene->saved.ready)
            scene_resolve(scene, peer);
        break;
    default:
        scene->saved.has_stated = true;
        scene->saved.stated = message->state_beliefs.stated;
        accept_other(scene, peer, message, message->state_beliefs.command);
    }
}

void scene_answer(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    struct to_client welcome = {.request = message->request, .kind = TO_CLIENT_WELCOME};
    switch (message->kind) {
    case TO_SERVER_HELLO:
        welcome.welcome.version = WIRE_VERSION;
        fake_send(peer, &welcome);
        break;
    case TO_SERVER_JOIN:
    case TO_SERVER_MOVE:
    case TO_SERVER_RESUME:
        enter(scene, peer, message->request);
        break;
    case TO_SERVER_SAVE_ORDERS:
        answer_turn(scene, peer, message, message->save_orders.turn);
        break;
    case TO_SERVER_SET_READY:
        answer_turn(scene, peer, message, message->set_ready.turn);
        break;
    case TO_SERVER_STATE_BELIEFS:
        answer_turn(scene, peer, message, message->state_beliefs.turn);
        break;
    case TO_SERVER_SEND_PRESS:
        accept_other(scene, peer, message, message->send_press.command);
        break;
    case TO_SERVER_LEAVE:
        accept_other(scene, peer, message, message->leave.command);
        break;
    case TO_SERVER_ASK_RECORD:
        scene_send_record(scene, peer, message, WIRE_RECORD_PART);
        break;
    case TO_SERVER_PING:
        fake_send(peer, &(struct to_client){.request = message->request, .kind = TO_CLIENT_PONG});
        break;
    default:
        must(!"a message of this kind");
    }
}

void scene_resolve(struct scene *scene, struct fake_peer *peer)
{
    static struct record_turn turn;
    static struct event_list events;
    static struct view view;
    memset(&turn, 0, sizeof turn);
    turn.turn = scene->world.turn + 1;
    for (int i = 0; i < SCENE_STATES; i++) {
        turn.book.given[i] = i > 0 || scene->saved.has_saved;
        turn.source[i] = i > 0 ? SOURCE_BOT : scene->saved.has_saved ? SOURCE_PERSON : SOURCE_DEFAULT;
        view_of(&scene->world, i, &view);
        bot_find(slice_of("security_seeker"))->play(&view, (struct siphash_key){0}, &turn.book.orders[i]);
    }
    bool used = scene->saved.has_saved;
    if (used)
        turn.book.orders[0] = scene->saved.saved;
    turn.hash = scene->hash = record_resolve(&scene->world, &turn, &scene->hash, &events);
    record_put_turn(&turn, SCENE_STATES, &scene->record_text);
    if (scene->world.end) {
        text_put(&scene->record_text, "end=");
        text_put_int(&scene->record_text, scene->world.end);
        text_put_char(&scene->record_text, '\n');
    }
    memset(&scene->saved, 0, sizeof scene->saved);
    if (!peer)
        return;
    struct event_list told = {0};
    for (int e = 0; e < events.count; e++)
        if (events.events[e].seen_by & 1)
            told.events[told.count++] = events.events[e];
    struct to_client report = {.kind = TO_CLIENT_TURN_REPORT};
    report.turn_report.world = scene->opening.world;
    report.turn_report.turn = (uint32_t)turn.turn;
    report.turn_report.your_orders_used = used;
    report.turn_report.events = &told;
    fake_send(peer, &report);
    scene_send_situation(scene, peer);
    scene_send_clock(scene, peer);
    if (scene->world.end)
        send_end(scene, peer);
}
