#include "client/core/player_internal.h"

#include "common/base/must.h"
#include "common/base/utf8.h"

#include <string.h>

uint32_t player_open_turn(const struct player *player)
{
    const struct view *view = &player->model.situation.view;
    if (!player->model.has_situation || view->end != END_RUNNING || player->model.has_ended)
        return 0;
    return (uint32_t)view->turn + 1;
}

/* What every command begins with, wherever its kind keeps it. */
static struct id *id_of(struct to_server *message)
{
    switch (message->kind) {
    case TO_SERVER_SAVE_ORDERS:
        return &message->save_orders.command;
    case TO_SERVER_SET_READY:
        return &message->set_ready.command;
    case TO_SERVER_STATE_BELIEFS:
        return &message->state_beliefs.command;
    case TO_SERVER_SEND_PRESS:
        return &message->send_press.command;
    case TO_SERVER_ASK_CONTROL:
        return &message->ask_control.command;
    case TO_SERVER_STATE_FEELINGS:
        return &message->state_feelings.command;
    default:
        must(message->kind == TO_SERVER_LEAVE);
        return &message->leave.command;
    }
}

/* 0: not bound to a turn. */
static uint32_t turn_of(const struct to_server *message)
{
    switch (message->kind) {
    case TO_SERVER_SAVE_ORDERS:
        return message->save_orders.turn;
    case TO_SERVER_SET_READY:
        return message->set_ready.turn;
    case TO_SERVER_STATE_BELIEFS:
        return message->state_beliefs.turn;
    default:
        return 0;
    }
}

static bool is_stale(const struct player *player, const struct to_server *message)
{
    uint32_t turn = turn_of(message);
    return turn != 0 && turn != player_open_turn(player);
}

/* ---- out */

/* The next message of a kind becomes the one that waits for an answer. */
static bool promote(struct player *player, enum slot which)
{
    struct commands *commands = &player->commands;
    struct command_slot *slot = &commands->slots[which];
    if (slot->has_next) {
        slot->message = slot->next;
        slot->has_next = false;
        if (is_stale(player, &slot->message))
            return false;
    } else if (which == SLOT_PRESS && commands->press_count > 0) {
        slot->message = (struct to_server){.kind = TO_SERVER_SEND_PRESS, .send_press = commands->press[0]};
        commands->press_count--;
        memmove(&commands->press[0], &commands->press[1],
                (size_t)commands->press_count * sizeof commands->press[0]);
    } else {
        return false;
    }
    *id_of(&slot->message) = player_random_id();
    if (which == SLOT_SAVE)
        slot->message.save_orders.revision = commands->revision;
    slot->busy = true;
    slot->sent = slot->repeated = false;
    return true;
}

static void tell_refused(struct player *player, enum slot which, const struct refusal *refusal)
{
    struct command_slot *slots = player->commands.slots;
    slots[which].busy = false;
    if (which == SLOT_SAVE) /* "ready" was meant with these orders */
        slots[SLOT_READY].has_next = false;
    player->text[0] = '\0';
    const struct player_news news = {.event = PLAYER_REFUSED,
                                     .text = player->text,
                                     .refusal = refusal,
                                     .command = slots[which].message.kind};
    player->listener(player->user, player, &news);
}

/* What the wire cannot carry is refused here, in the words of the server. */
static void send_slot(struct player *player, enum slot which)
{
    struct command_slot *slot = &player->commands.slots[which];
    slot->sent = true;
    if (player_send(player, &slot->message))
        return;
    struct refusal refusal = {.code = REFUSAL_MALFORMED, .item = "values"};
    struct text sentence = text_over(refusal.sentence, sizeof refusal.sentence);
    struct text remedy = text_over(refusal.remedy, sizeof refusal.remedy);
    text_put(&sentence, "refusal.malformed");
    text_put(&remedy, "remedy.malformed");
    tell_refused(player, which, &refusal);
}

static bool is_idle(const struct command_slot *slot)
{
    return !slot->busy && !slot->has_next;
}

/* "Ready" may end the turn, so what it speaks of goes first and is answered. */
static bool may_go(const struct player *player, enum slot which)
{
    const struct command_slot *slots = player->commands.slots;
    if (which == SLOT_SAVE || which == SLOT_BELIEFS)
        return player->situation_seen;
    if (which == SLOT_READY)
        return player->situation_seen && is_idle(&slots[SLOT_SAVE]) && is_idle(&slots[SLOT_BELIEFS]);
    return true;
}

void commands_pump(struct player *player)
{
    if (player->stage != STAGE_PLAYING || player->commands.held)
        return;
    for (enum slot which = 0; which < SLOT_COUNT; which++) {
        struct command_slot *slot = &player->commands.slots[which];
        if (!may_go(player, which) || (slot->busy && slot->sent))
            continue;
        if (slot->busy || promote(player, which))
            send_slot(player, which);
    }
}

void commands_unsend(struct player *player)
{
    for (enum slot which = 0; which < SLOT_COUNT; which++)
        player->commands.slots[which].sent = false;
}

void commands_drop_stale(struct player *player)
{
    for (enum slot which = 0; which < SLOT_COUNT; which++) {
        struct command_slot *slot = &player->commands.slots[which];
        if (slot->busy && !slot->sent && is_stale(player, &slot->message))
            slot->busy = false;
        if (slot->has_next && is_stale(player, &slot->next))
            slot->has_next = false;
    }
}

void commands_drop_turn(struct player *player)
{
    for (enum slot which = 0; which < SLOT_COUNT; which++) {
        struct command_slot *slot = &player->commands.slots[which];
        if (slot->has_next && turn_of(&slot->next))
            slot->has_next = false;
        if (!slot->busy || !turn_of(&slot->message))
            continue;
        slot->busy = slot->sent;
        slot->repeated = true;
    }
}

static void on_hold_over(uv_timer_t *timer)
{
    struct player *player = timer->data;
    player->commands.held = false;
    commands_pump(player);
    record_fetch_pump(player);
    cards_fetch_pump(player);
    watcher_pump(player);
}

void commands_hold(struct player *player, uint32_t ms)
{
    if (player->stage >= STAGE_FAILED)
        return;
    player->commands.held = true;
    must(uv_timer_start(&player->hold, on_hold_over, player_busy_delay(player, ms), 0) == 0);
}

/* ---- what the owner asks for */

bool commands_idle(const struct player *player, enum slot which)
{
    return is_idle(&player->commands.slots[which]);
}

void commands_queue(struct player *player, enum slot which, const struct to_server *message)
{
    struct command_slot *slot = &player->commands.slots[which];
    slot->next = *message;
    slot->has_next = true;
    commands_pump(player);
}

void player_save_orders(struct player *player, const struct orders *orders)
{
    uint32_t turn = player_open_turn(player);
    if (turn == 0)
        return;
    struct to_server message = {.kind = TO_SERVER_SAVE_ORDERS};
    message.save_orders.world = player->model.situation.world;
    message.save_orders.turn = turn;
    message.save_orders.orders = *orders;
    commands_queue(player, SLOT_SAVE, &message);
}

void player_set_ready(struct player *player, bool ready)
{
    uint32_t turn = player_open_turn(player);
    if (turn == 0)
        return;
    struct to_server message = {.kind = TO_SERVER_SET_READY};
    message.set_ready.world = player->model.situation.world;
    message.set_ready.turn = turn;
    message.set_ready.ready = ready;
    commands_queue(player, SLOT_READY, &message);
}

void player_state_beliefs(struct player *player, const struct stated_beliefs *stated)
{
    uint32_t turn = player_open_turn(player);
    if (turn == 0)
        return;
    struct to_server message = {.kind = TO_SERVER_STATE_BELIEFS};
    message.state_beliefs.world = player->model.situation.world;
    message.state_beliefs.turn = turn;
    message.state_beliefs.stated = *stated;
    commands_queue(player, SLOT_BELIEFS, &message);
}

static enum status check_press(const struct player *player, bool everyone, uint16_t to, const char *text,
                               struct cause *cause)
{
    const struct view *view = &player->model.situation.view;
    size_t length = strlen(text);
    if (!player->model.has_situation)
        return status_fail(cause, STATUS_INVALID, "there is nobody to write to before the game begins");
    if (length == 0 || length >= WIRE_PRESS_SIZE)
        return status_fail(cause, STATUS_INVALID, "the message has %zu bytes; write 1 to %d", length,
                           WIRE_PRESS_SIZE - 1);
    if (!utf8_tame(text, length, true))
        return status_fail(cause, STATUS_INVALID,
                           "the message is not plain text; use printable characters in UTF-8");
    if (everyone ? to != 0 : to == 0 || to >> view->n != 0 || (to >> view->me & 1))
        return status_fail(cause, STATUS_INVALID, "name the other states that the message is for, or all");
    return STATUS_OK;
}

enum status player_send_press(struct player *player, bool everyone, uint16_t to, const char *text,
                              struct cause *cause)
{
    struct commands *commands = &player->commands;
    enum status status = check_press(player, everyone, to, text, cause);
    if (status != STATUS_OK)
        return status;
    if (commands->press_count == PRESS_WAITING_MAX)
        return status_fail(cause, STATUS_FULL,
                           "%d messages wait to be sent already; try again when they have gone",
                           PRESS_WAITING_MAX);
    struct wire_send_press *press = &commands->press[commands->press_count++];
    *press = (struct wire_send_press){.world = player->model.situation.world, .everyone = everyone, .to = to};
    strcpy(press->text, text);
    commands_pump(player);
    return STATUS_OK;
}

void player_leave(struct player *player)
{
    commands_queue(player, SLOT_LEAVE, &(struct to_server){.kind = TO_SERVER_LEAVE});
}

bool player_waiting(const struct player *player)
{
    const struct command_slot *slots = player->commands.slots;
    return !is_idle(&slots[SLOT_SAVE]) || !is_idle(&slots[SLOT_BELIEFS]) || !is_idle(&slots[SLOT_READY]);
}

/* ---- in */

/* The server has told what stands now; the model follows. */
static void take_over(struct player *player, const struct to_server *message,
                      const struct wire_accepted *accepted)
{
    struct wire_situation *situation = &player->model.situation;
    if (is_stale(player, message))
        return;
    switch (message->kind) {
    case TO_SERVER_SAVE_ORDERS:
        player->commands.revision = situation->revision = accepted->revision;
        situation->has_saved = true;
        situation->saved = message->save_orders.orders;
        situation->ready = accepted->ready;
        break;
    case TO_SERVER_SET_READY:
        situation->ready = accepted->ready;
        break;
    case TO_SERVER_STATE_BELIEFS:
        situation->has_stated = true;
        situation->stated = message->state_beliefs.stated;
        break;
    default:
        break;
    }
}

void commands_on_accepted(struct player *player, const struct to_client *message)
{
    const struct wire_accepted *accepted = &message->accepted;
    for (enum slot which = 0; which < SLOT_COUNT; which++) {
        struct command_slot *slot = &player->commands.slots[which];
        if (!slot->busy || !slot->sent || !id_equal(id_of(&slot->message), &accepted->command))
            continue;
        struct cause cause;
        enum status status = STATUS_OK;
        slot->busy = false;
        take_over(player, &slot->message, accepted);
        if (which == SLOT_SAVE)
            status = ack_log_add(player, &slot->message.save_orders.world, accepted, &cause);
        if (status != STATUS_OK) {
            player_fail(player, cause.text);
            return;
        }
        player->text[0] = '\0';
        const struct player_news news = {.event = PLAYER_ACCEPTED,
                                         .text = player->text,
                                         .accepted = accepted,
                                         .command = slot->message.kind};
        player->listener(player->user, player, &news);
        commands_pump(player);
        return;
    }
}

/* True: the orders go once more, on top of what another holder of the seat has saved. */
static bool repeat(struct player *player, struct command_slot *slot, const struct refusal *refusal)
{
    if (slot->message.kind != TO_SERVER_SAVE_ORDERS || refusal->code != REFUSAL_STALE_REVISION)
        return false;
    if (!is_stale(player, &slot->message))
        player->commands.revision = refusal->current_revision;
    if (slot->repeated || slot->has_next || is_stale(player, &slot->message))
        return false;
    /* a refused id may be remembered as refused, so this is another command */
    slot->message.save_orders.command = player_random_id();
    slot->message.save_orders.revision = refusal->current_revision;
    slot->repeated = true;
    slot->sent = false;
    return true;
}

bool commands_on_refused(struct player *player, uint64_t request, const struct refusal *refusal)
{
    for (enum slot which = 0; which < SLOT_COUNT; which++) {
        struct command_slot *slot = &player->commands.slots[which];
        if (!slot->busy || !slot->sent || slot->message.request != request)
            continue;
        if (refusal->code == REFUSAL_BUSY) {
            slot->sent = false;
            commands_hold(player, refusal->retry_after_ms);
        } else if (!repeat(player, slot, refusal)) {
            tell_refused(player, which, refusal);
        }
        commands_pump(player);
        return true;
    }
    return false;
}
