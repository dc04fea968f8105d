#include "client/monitor/seat_seen.h"

#include "client/term/tell.h"
#include "common/base/memory.h"

#include <stdlib.h>

struct seat_seen {
    struct model model;
    struct game game;
    bool is_whole, told; /* the page holds what the model says */
    int64_t second;      /* of the clock that the page holds */
};

struct seat_seen *seat_seen_create(const struct language *language, int columns)
{
    struct seat_seen *seen = memory_zeroed(1, sizeof *seen);
    game_init(&seen->game, language, columns);
    seen->game.model = &seen->model;
    seen->game.seen = true;
    return seen;
}

void seat_seen_destroy(struct seat_seen *seen)
{
    if (seen)
        game_free(&seen->game);
    free(seen);
}

/* ---- what is told */

/* What was kept of the same seat tells what changed; everything else comes anew. */
static void begin(struct seat_seen *seen, const struct wire_briefing *briefing)
{
    struct model *model = &seen->model;
    bool same = model->has_briefing && id_equal(&model->briefing.world, &briefing->world) &&
                model->briefing.seat == briefing->seat;
    model->has_situation = model->has_situation && same;
    model->has_before = model->has_before && same;
    model->has_report = model->has_clock = model->has_ended = false;
    model->press_count = model->bulletin_count = 0;
    model->briefing = *briefing;
    model->has_briefing = true;
    draft_init(&seen->game.draft);
    seen->is_whole = false;
}

/* The world that is told of; NULL: none. */
static const struct id *world_of(const struct to_client *message)
{
    switch (message->kind) {
    case TO_CLIENT_BRIEFING:
        return &message->briefing.world;
    case TO_CLIENT_PRESS:
        return &message->press.world;
    case TO_CLIENT_BULLETIN:
        return &message->bulletin.world;
    case TO_CLIENT_TURN_REPORT:
        return &message->turn_report.world;
    case TO_CLIENT_SITUATION:
        return &message->situation.world;
    case TO_CLIENT_CLOCK:
        return &message->clock.world;
    case TO_CLIENT_WORLD_ENDED:
        return &message->world_ended.world;
    default:
        return NULL;
    }
}

static bool is_known(const struct seat_seen *seen, const struct to_client *message)
{
    const struct id *world = world_of(message);
    return world && (message->kind == TO_CLIENT_BRIEFING ||
                     (seen->model.has_briefing && id_equal(world, &seen->model.briefing.world)));
}

static void take_situation(struct seat_seen *seen, const struct wire_situation *situation)
{
    if (!model_fits(&seen->model, situation))
        return;
    model_take_situation(&seen->model, situation);
    game_situation(&seen->game);
}

bool seat_seen_take(struct seat_seen *seen, const struct to_client *message)
{
    struct model *model = &seen->model;
    if (!is_known(seen, message))
        return false;
    seen->told = false;
    switch (message->kind) {
    case TO_CLIENT_BRIEFING:
        begin(seen, &message->briefing);
        break;
    case TO_CLIENT_PRESS:
        (void)model_take_press(model, &message->press);
        break;
    case TO_CLIENT_BULLETIN:
        (void)model_take_bulletin(model, &message->bulletin);
        break;
    case TO_CLIENT_TURN_REPORT:
        model_take_report(model, &message->turn_report);
        break;
    case TO_CLIENT_SITUATION:
        take_situation(seen, &message->situation);
        break;
    case TO_CLIENT_CLOCK: /* the end, where there is one, comes behind it */
        model_take_clock(model, &message->clock, seen->game.now_ms);
        seen->is_whole = model->has_situation && message->clock.state != CLOCK_ENDED;
        break;
    case TO_CLIENT_WORLD_ENDED:
        model->ended = message->world_ended;
        model->has_ended = true;
        seen->is_whole = model->has_situation;
        break;
    default:
        break;
    }
    return seen->is_whole;
}

bool seat_seen_whose(const struct seat_seen *seen, struct id *world, int *seat)
{
    *world = seen->model.briefing.world;
    *seat = (int)seen->model.briefing.seat;
    return seen->is_whole;
}

void seat_seen_age(struct seat_seen *seen, int64_t ms)
{
    seen->game.now_ms += (uint64_t)(ms > 0 ? ms : 0);
    if (seen->is_whole && model_seconds_left(&seen->model, seen->game.now_ms) != seen->second)
        seen->told = false;
}

/* ---- the picture */

static void tell_heading(struct game *game, const char *key)
{
    page_blank(&game->page);
    page_say(&game->page, key);
}

/* Orders in hand are the person's; the seat has those that are saved. */
static void tell_saved(struct game *game)
{
    const struct wire_situation *situation = &game->model->situation;
    if (situation->has_saved) {
        page_blank(&game->page);
        tell_orders(game);
    }
    if (situation->has_stated)
        tell_stated(game);
}

static void tell_words(struct game *game)
{
    const struct model *model = game->model;
    tell_heading(game, "monitor.seen.press");
    for (int x = model->press_count - 1; x >= 0; x--)
        tell_press(game, &model->press[x]);
    if (!model->press_count)
        page_say(&game->page, "monitor.seen.no_press");
    if (!model->bulletin_count)
        return;
    tell_heading(game, "monitor.seen.news");
    for (int x = model->bulletin_count - 1; x >= 0; x--)
        tell_bulletin(game, &model->bulletins[x]);
}

static void tell_picture(struct game *game)
{
    const struct model *model = game->model;
    tell_turn_headline(game);
    tell_practice(game);
    if (model->has_ended)
        tell_end(game);
    tell_status(game);
    page_blank(&game->page);
    tell_changes(game);
    page_blank(&game->page);
    tell_rivals(game);
    page_blank(&game->page);
    tell_pacts(game);
    tell_own(game);
    tell_saved(game);
    tell_words(game);
    tell_role(game);
}

struct slice seat_seen_lines(struct seat_seen *seen)
{
    struct game *game = &seen->game;
    if (!seen->is_whole)
        return slice_of("");
    if (!seen->told) {
        buffer_consume(&game->page.bytes, buffer_length(&game->page.bytes));
        seen->second = model_seconds_left(&seen->model, game->now_ms);
        tell_picture(game);
        seen->told = true;
    }
    return (struct slice){(const char *)buffer_bytes(&game->page.bytes), buffer_length(&game->page.bytes)};
}
