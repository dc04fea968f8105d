/* The spectator's side of a player: turns are asked for one after the other, as the server shows them. */
#include "client/core/player_internal.h"

#include "common/base/must.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

bool watched_whole(const struct watched *watched)
{
    return watched->has_clock && watched->clock.state == CLOCK_ENDED &&
           (uint32_t)watched->turn_count == watched->clock.shown;
}

static const struct wire_scenario_text *text_in(const struct watched *watched, const char *language)
{
    const struct wire_scenario_text *found = &watched->watching.texts[0];
    for (int x = 0; x < WIRE_LANGUAGES; x++)
        if (strcmp(watched->watching.texts[x].language, language) == 0)
            found = &watched->watching.texts[x];
    return found;
}

const char *watched_title(const struct watched *watched, const char *language)
{
    return text_in(watched, language)->title;
}

const char *watched_lesson(const struct watched *watched, const char *language)
{
    return text_in(watched, language)->lesson;
}

const struct watched *player_watched(const struct player *player)
{
    return &player->watched;
}

static void forget_turns(struct watched *watched)
{
    for (int x = 0; x < watched->turn_count; x++)
        free(watched->turns[x].owned);
    watched->turn_count = 0;
}

void watcher_forget(struct player *player)
{
    forget_turns(&player->watched);
    memset(&player->watched, 0, sizeof player->watched);
}

void watcher_pump(struct player *player)
{
    const struct watched *watched = &player->watched;
    if (player->stage != STAGE_PLAYING || player->commands.held || player->turn_request != 0 ||
        !watched->has_clock || (uint32_t)watched->turn_count >= watched->clock.shown)
        return;
    struct to_server message = {.kind = TO_SERVER_ASK_TURN};
    message.ask_turn.world = watched->watching.world;
    message.ask_turn.turn = (uint32_t)watched->turn_count;
    must(player_send(player, &message));
    player->turn_request = message.request;
}

/* Another world than before: the server lost the old one. */
static void begin_anew(struct player *player)
{
    watcher_forget(player);
    player->model.has_ended = false;
    player->token.has_commitment = false;
    player->fetch.complete = false;
}

/* A world that is alone has no name, and is the first. */
static bool is_asked_for(const struct player *player, const struct wire_watching *told)
{
    const char *name = told->world_name[0] ? told->world_name : "A";
    return !player->world[0] || strcasecmp(player->world, name) == 0;
}

static void refuse_world(struct player *player)
{
    struct refusal refusal = {.code = REFUSAL_NOT_YOURS};
    memcpy(refusal.item, player->world, sizeof player->world);
    player->text[0] = '\0';
    const struct player_news news = {
        .event = PLAYER_REFUSED, .text = player->text, .refusal = &refusal, .command = TO_SERVER_WATCH};
    player->listener(player->user, player, &news);
    player_fail(player, "the exercise has no world of that name");
}

/* Of several worlds each is told, one behind the other; what is told of the others is passed over. */
void watcher_on_watching(struct player *player, const struct to_client *message)
{
    struct watched *watched = &player->watched;
    const struct wire_watching *told = &message->watching;
    if (!is_asked_for(player, told)) {
        if (!watched->has_watching)
            watched->watching = *told;
        if (++player->worlds_told >= told->worlds)
            refuse_world(player);
        return;
    }
    if (watched->has_watching && !id_equal(&watched->watching.world, &told->world))
        begin_anew(player);
    watched->watching = *told;
    watched->has_watching = true;
    player->model.joined.exercise = told->exercise;
    player->model.joined.world = told->world;
    if (!player->token.has_commitment) { /* the first one told counts, as for a player */
        player->token.has_commitment = true;
        player->token.commitment = told->commitment;
    }
    player_move_to(player, STAGE_PLAYING);
    player->pinged_ms = uv_now(player->loop);
    player->loss_told = false;
    player->moves = 0;
    player_tell(player, PLAYER_WATCHING, NULL);
    record_fetch_pump(player);
    cards_fetch_pump(player);
}

void watcher_on_public_clock(struct player *player, const struct to_client *message)
{
    struct watched *watched = &player->watched;
    if (!watched->has_watching || !id_equal(&message->public_clock.world, &watched->watching.world))
        return;
    if (watched->has_clock && watched->clock.branch != message->public_clock.branch) {
        forget_turns(watched); /* the world was rolled back: what was shown does not hold any more */
        player->turn_request = 0;
    }
    watched->clock = message->public_clock;
    watched->has_clock = true;
    player_tell(player, PLAYER_PUBLIC_CLOCK, NULL);
    watcher_pump(player);
}

/* The message goes when it was heard; what it says stays. */
static void keep_turn(const struct wire_public_turn *told, struct wire_public_turn *kept)
{
    size_t press = (size_t)told->press_count * sizeof kept->press[0];
    size_t events = (size_t)told->event_count * sizeof kept->events[0], size = press + events + 1;
    for (int x = 0; x < told->press_count; x++)
        size += strlen(told->press[x].text) + 1;
    *kept = *told;
    char *at = kept->owned = calloc(1, size);
    must(at != NULL);
    struct wire_public_press *rows = kept->owned;
    if (events)
        memcpy(at + press, told->events, events);
    kept->events = (const void *)(at + press);
    kept->press = rows;
    at += press + events;
    for (int x = 0; x < told->press_count; x++) {
        rows[x] = (struct wire_public_press){.from = told->press[x].from, .text = at};
        strcpy(at, told->press[x].text);
        at += strlen(at) + 1;
    }
}

void watcher_on_public_turn(struct player *player, const struct to_client *message)
{
    struct watched *watched = &player->watched;
    const struct wire_public_turn *told = &message->public_turn;
    if (player->turn_request == 0 || message->request != player->turn_request)
        return;
    player->turn_request = 0;
    if (told->view.turn != watched->turn_count || told->view.n != watched->watching.state_count ||
        !id_equal(&told->world, &watched->watching.world)) {
        player_drop(player, "the server shows another turn than the one that was asked for");
        return;
    }
    must(watched->turn_count <= TURNS_MAX);
    keep_turn(told, &watched->turns[watched->turn_count++]);
    player_tell(player, PLAYER_PUBLIC_TURN, NULL);
    watcher_pump(player);
}

bool watcher_on_refused(struct player *player, uint64_t request, const struct refusal *refusal)
{
    if (player->turn_request == 0 || request != player->turn_request)
        return false;
    player->turn_request = 0;
    if (refusal->code == REFUSAL_BUSY)
        commands_hold(player, refusal->retry_after_ms);
    else
        player_drop(player, "the server refuses a turn that it had announced");
    return true;
}
