/* Reports in sentences, and what the estimates show. The end is told by tell_end. */
#include "client/term/tell.h"

#include "client/term/event_words.h"
#include "client/term/tell_figures.h"
#include "common/aids/estimates.h"
#include "common/rules/arithmetic.h"

static const char *name_of(const void *user, int state, char *piece)
{
    struct text text = text_over(piece, PAGE_WORDS);
    put_state(user, state, &text);
    return piece;
}

static void put_event(const struct game *game, int row, const struct event *event, struct text *text)
{
    const struct event_names names = {name_of, game, game_view(game)->n};
    struct piece budget;
    struct text spent = text_over(budget.at, sizeof budget.at);
    if (event->kind == EVENT_BUDGET)
        put_budget(game, event->numbers + 1, &spent);
    event_put_words(&game->page, row, event->numbers, &names, budget.at, text);
}

/* `state`: only what it has a part in; -1: all. `defaulted`: no orders were given, and that their defaults
 * were used needs no row of its own. */
static int tell_list(struct game *game, const struct event *events, int count, const char *key, int state,
                     bool defaulted)
{
    int told = 0;
    for (int row = 0; row < EVENT_ROWS; row++)
        for (int x = 0; x < count; x++) {
            if (events[x].kind != event_row_kind(row) || (defaulted && events[x].kind == EVENT_REJECTED) ||
                (state >= 0 && !event_is_about(row, events[x].numbers, state)))
                continue;
            struct piece piece;
            struct text text = text_over(piece.at, sizeof piece.at);
            put_event(game, row, &events[x], &text);
            page_tell(&game->page, key, SLOTS(str("event", piece.at)));
            told++;
        }
    return told;
}

static int tell_estimates(struct game *game, const char *key)
{
    const struct view *view = game_view(game);
    int told = 0;
    for (int j = 0; j < view->n; j++) {
        bool certain = false;
        int64_t change = j == view->me ? 0 : estimate_change(view, j, &certain);
        struct piece name, event;
        struct text text = text_over(event.at, sizeof event.at);
        if (!change)
            continue;
        page_piece(&game->page, change > 0 ? "change.more" : "change.less",
                   SLOTS(str("state", state_piece(game, j, &name)),
                         num("now", (estimate_total(view, j) + 50) / 100),
                         num("before", (view->est_before[j] + 50) / 100),
                         str("trust", page_word(&game->page, "trust", certain ? "certain" : "doubtful"))),
                   &text);
        page_tell(&game->page, key, SLOTS(str("event", event.at)));
        told++;
    }
    return told;
}

/* What the rules gave for civil spending in the turn that is over; -1: it was not told. */
static int64_t civil_score(const struct game *game)
{
    const struct view *view = game_view(game);
    const struct event_list *list = &game->model->report_events;
    int64_t territory = game->score.territory_before, start = view->start[view->me];
    for (int x = 0; x < list->count; x++) {
        if (list->events[x].kind != EVENT_BUDGET || list->events[x].numbers[0] != view->me)
            continue;
        int64_t value = view->scenario.parameters.civil_value * (int64_t)list->events[x].numbers[1];
        if (motive_expands(view->own.motive) || territory <= start)
            return value;
        return floor_div(value * start, territory);
    }
    return -1;
}

static int tell_score(struct game *game, const char *key)
{
    const struct game_score *kept = &game->score;
    int64_t civil = civil_score(game), change = (int64_t)kept->score - kept->score_before;
    struct piece event;
    char changed[24], rest[24];
    struct text text = text_over(event.at, sizeof event.at), put_changed = text_over(changed, sizeof changed),
                put_rest = text_over(rest, sizeof rest);
    if (!kept->knows_before || civil < 0)
        return 0;
    put_signed(change, &put_changed);
    put_signed(change - civil, &put_rest);
    page_piece(
        &game->page, change == civil ? "change.score_civil" : "change.score",
        SLOTS(num("score", kept->score), str("change", changed), num("civil", civil), str("rest", rest)),
        &text);
    page_tell(&game->page, key, SLOTS(str("event", event.at)));
    return 1;
}

void tell_changes(struct game *game)
{
    const struct model *model = game->model;
    const struct view *view = game_view(game);
    const char *key = game->drawn ? "log.event" : "change.event"; /* on a screen they stand under a heading */
    uint32_t turn = (uint32_t)view->turn;
    /* lines were spoken when they came, but for those from before the seat's first turn here */
    int told =
        game->drawn || game->news_unspoken ? tell_bulletins_of(game, turn ? turn : 1, turn + 1, key) : 0;
    game->news_unspoken = false;
    if (view->turn == 0) {
        if (!told)
            page_say(&game->page, "change.first_turn");
        return;
    }
    bool is_last = model->has_report && model->report_turn == (uint32_t)view->turn;
    if (is_last && !model->report_orders_used && view->alive[view->me])
        page_say(&game->page, "change.defaults_used");
    if (is_last)
        told += tell_list(game, model->report_events.events, model->report_events.count, key, -1,
                          !model->report_orders_used);
    told += tell_estimates(game, key);
    if (is_last && view->alive[view->me])
        told += tell_score(game, key);
    if (!told)
        page_say(&game->page, is_last ? "change.nothing" : "change.unknown");
}

bool tell_log(struct game *game, uint32_t turn)
{
    return tell_log_of(game, turn, -1);
}

bool tell_log_of(struct game *game, uint32_t turn, int state)
{
    const struct event *events;
    int count = history_events(&game->history, turn, &events);
    if (count < 0)
        return false;
    if (!game->drawn) /* a screen has its own heading */
        page_tell(&game->page, "log.turn", SLOTS(num("turn", turn)));
    int told = state < 0 ? tell_bulletins_of(game, turn, turn, "log.event") : 0;
    if (tell_list(game, events, count, "log.event", state, false) == 0 && !told)
        page_say(&game->page, "log.nothing");
    return true;
}
