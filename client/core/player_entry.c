#include "client/core/player_internal.h"

#include "common/base/log.h"
#include "common/base/must.h"

#include <inttypes.h>
#include <string.h>

void player_greet(struct player *player)
{
    struct to_server message = {.kind = TO_SERVER_HELLO, .hello.version = WIRE_VERSION};
    struct text client = text_over(message.hello.client, sizeof message.hello.client);
    text_put(&client, "spiral");
    strcpy(message.hello.language, player->language);
    player->entry_kind = TO_SERVER_HELLO;
    must(player_send(player, &message));
    player->entry_request = message.request;
}

/* The secret is on the disk before it is on the wire. False: the player has ended. */
static bool keep_secret(struct player *player)
{
    struct cause cause;
    if (!id_is_zero(&player->token.secret))
        return true;
    player->token.secret = player_random_id();
    if (token_save(&player->token, &cause) == STATUS_OK)
        return true;
    player_fail(player, cause.text);
    return false;
}

static void enter(struct player *player)
{
    struct to_server message = {0};
    if (player->watches) {
        message.kind = TO_SERVER_WATCH;
        player->worlds_told = 0;
        strcpy(message.watch.code, player->code);
    } else if (token_holds_seat(&player->token)) {
        message.kind = TO_SERVER_RESUME;
        message.resume.person = player->token.person;
        message.resume.token = player->token.token;
    } else if (!keep_secret(player)) {
        return;
    } else if (player->seat_code[0]) {
        message.kind = TO_SERVER_MOVE;
        strcpy(message.move.code, player->code);
        strcpy(message.move.seat_code, player->seat_code);
        strcpy(message.move.name, player->name);
        message.move.consent = player->consent;
        message.move.secret = player->token.secret;
    } else {
        message.kind = TO_SERVER_JOIN;
        strcpy(message.join.code, player->code);
        strcpy(message.join.name, player->name);
        strcpy(message.join.guest, player->guest);
        message.join.consent = player->consent;
        message.join.secret = player->token.secret;
    }
    player_move_to(player, STAGE_ENTERING);
    player->entry_kind = message.kind;
    must(player_send(player, &message));
    player->entry_request = message.request;
}

void player_on_welcome(struct player *player, const struct to_client *message)
{
    (void)message;
    enter(player);
}

/* Another world than before: the server lost the old one, or the person was moved. */
void player_begin_anew(struct player *player)
{
    struct model *model = &player->model;
    model->has_briefing = model->has_situation = model->has_report = model->has_clock = false;
    model->has_ended = model->has_before = false;
    model->has_step = false;
    model->press_count = model->bulletin_count = 0;
    player->token.has_commitment = false;
    memset(&player->commands, 0, sizeof player->commands);
    player->fetch.complete = false;
}

static void keep_seat(struct player *player, const struct wire_joined *joined)
{
    struct token *token = &player->token;
    bool is_other_seat = player->model.has_joined && player->model.joined.seat != joined->seat;
    if (is_other_seat && id_equal(&token->world, &joined->world)) {
        control_on_moved(player);
        player->moved = false;
    }
    if (!id_equal(&token->world, &joined->world)) {
        if (player->model.has_joined || !id_is_zero(&token->world))
            player_begin_anew(player);
        token->world = joined->world;
    }
    token->person = joined->person;
    if (!id_is_zero(&joined->token))
        token->token = joined->token;
    if (joined->seat_code[0])
        strcpy(token->seat_code, joined->seat_code);
    struct cause cause;
    /* the secret is on the disk already, so the seat is not lost with this file */
    if (token_save(token, &cause) != STATUS_OK)
        log_event(LOG_WARN, "seat_not_kept", "cause", cause.text, NULL);
}

void player_on_joined(struct player *player, const struct to_client *message)
{
    struct wire_joined *joined = &player->model.joined;
    keep_seat(player, &message->joined);
    *joined = message->joined;
    joined->token = player->token.token;
    strcpy(joined->seat_code, player->token.seat_code);
    player->model.resumed = id_is_zero(&message->joined.token);
    player->model.has_joined = true;
    player_move_to(player, STAGE_PLAYING);
    player->pinged_ms = uv_now(player->loop);
    player->loss_told = false;
    player->moves = 0;
    player_tell(player, PLAYER_JOINED, NULL);
    commands_pump(player);
    record_fetch_pump(player);
    cards_fetch_pump(player);
}

static void tell_refusal(struct player *player, const struct refusal *refusal)
{
    player->text[0] = '\0';
    const struct player_news news = {
        .event = PLAYER_REFUSED, .text = player->text, .refusal = refusal, .command = player->entry_kind};
    player->listener(player->user, player, &news);
}

static void refuse_for_good(struct player *player, const struct refusal *refusal)
{
    char why[CAUSE_LENGTH_MAX];
    if (refusal->code == REFUSAL_UPGRADE_NEEDED)
        snprintf(why, sizeof why,
                 "the server speaks versions %" PRIu32 " to %" PRIu32
                 " of the protocol, this client version %d; install a client that fits",
                 refusal->oldest, refusal->newest, WIRE_VERSION);
    else
        snprintf(why, sizeof why, "the server does not let us in: %s%s%s", refusal_name(refusal->code),
                 refusal->item[0] ? ", " : "", refusal->item);
    tell_refusal(player, refusal);
    player_fail(player, why);
}

/* Somebody else has the place: the next time one joins anew. */
static void forget_seat(struct player *player)
{
    struct cause cause;
    token_forget(&player->token);
    if (token_save(&player->token, &cause) != STATUS_OK)
        log_event(LOG_WARN, "seat_not_forgotten", "cause", cause.text, NULL);
}

void player_on_entry_refused(struct player *player, const struct refusal *refusal)
{
    switch (refusal->code) {
    case REFUSAL_BUSY:
        player_drop_for(player, "the server is busy", player_busy_delay(player, refusal->retry_after_ms));
        break;
    case REFUSAL_MOVED:
        player_follow(player, refusal->host, refusal->port);
        break;
    case REFUSAL_CONSENT_NEEDED:
        if (!player->may_ask_consent) {
            refuse_for_good(player, refusal);
            break;
        }
        player->awaits_consent = true;
        player_drop(player, "the exercise asks how the data may be used");
        player_tell(player, PLAYER_CONSENT, NULL);
        break;
    case REFUSAL_NOT_NOW:
        player_drop(player, "the server lets nobody in at the moment");
        break;
    case REFUSAL_UNKNOWN_PERSON:
        if (player->entry_kind == TO_SERVER_RESUME && !player->forgot) {
            player->forgot = true;
            token_forget(&player->token);
            enter(player);
            break;
        }
        refuse_for_good(player, refusal);
        break;
    case REFUSAL_REMOVED:
        if (player->entry_kind == TO_SERVER_RESUME && strcmp(refusal->item, "place") == 0)
            forget_seat(player);
        refuse_for_good(player, refusal);
        break;
    default:
        refuse_for_good(player, refusal);
    }
}
