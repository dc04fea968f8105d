/* Reports in sentences. A row a kind, in the order of importance: a newcomer reads the first lines and knows
 * what matters. The end is told by tell_end; odds and true vulnerability are for the debrief alone. */
#include "client/term/tell.h"

#include "client/term/estimates.h"

struct event_words {
    enum event_kind kind;
    /* Which state, of the numbers, fills {who}, {to} and {third}; -1: none. */
    int who, to, third;
    /* The number that chooses between the sentences; -1: always the first. */
    int choice;
    const char *keys[4];
};

static const struct event_words event_rows[] = {
    {EVENT_ATTACK, 0, 1, -1, 2, {"event.attack", "event.attack_joined"}},
    {EVENT_BREACH, 0, 1, -1, -1, {"event.breach"}},
    {EVENT_CALLED_ATTACK, 0, 1, 2, 3, {"event.called_attack_aside", "event.called_attack_came"}},
    {EVENT_CALLED, 0, 1, 2, 3, {"event.called_aside", "event.called_came"}},
    {EVENT_CONFLICTED, 0, 1, 2, -1, {"event.conflicted"}},
    {EVENT_BATTLE, 0, -1, -1, 3, {"event.battle_held", "event.battle_fell"}},
    {EVENT_MEETING, 0, 1, -1, 2, {"event.meeting_first", "event.meeting_second"}},
    {EVENT_GAIN, 0, 1, -1, -1, {"event.gain"}},
    {EVENT_ELIMINATED, 0, -1, -1, -1, {"event.eliminated"}},
    {EVENT_EXPOSED, 0, 1, -1, -1, {"event.exposed"}},
    {EVENT_REJECTED, -1, -1, -1, -1, {"event.rejected"}},
    {EVENT_MOBILISE, 0, -1, -1, -1, {"event.mobilise"}},
    {EVENT_PACT, 0, 1, -1, 3, {"event.pact", "event.pact_secret"}},
    {EVENT_CANCEL, 0, 1, -1, -1, {"event.cancel"}},
    {EVENT_OFFER, 0, 1, -1, 3, {"event.offer", "event.offer_secret"}},
    {EVENT_DECLARE, 0, 2, -1, 1, {"event.peaceful", "event.peaceful", "event.warn", "event.demand"}},
    {EVENT_SCRAP, 0, -1, -1, -1, {"event.scrap"}},
    {EVENT_OPEN_BOOKS, 0, 1, -1, -1, {"event.open_books"}},
    {EVENT_TECH, 0, -1, -1, -1, {"event.tech"}},
    {EVENT_LEAK, 0, 1, -1, -1, {"event.leak"}},
    {EVENT_BUDGET, -1, -1, -1, -1, {"event.budget"}},
};

enum { EVENT_ROWS = sizeof event_rows / sizeof event_rows[0] };

/* The word among the numbers that is neither a state nor a count: kind of pact, project, part. */
static const char *word_of(const struct game *game, const struct event *event)
{
    const int32_t *n = event->numbers;
    switch (event->kind) {
    case EVENT_PACT:
    case EVENT_OFFER:
    case EVENT_EXPOSED:
        return n[2] >= 0 && n[2] < PACT_COUNT ? page_word(&game->page, "pact", pact_names.names[n[2]]) : "";
    case EVENT_TECH:
        return n[1] >= 0 && n[1] < PROJECT_COUNT
                   ? page_word(&game->page, "project", project_names.names[n[1]])
                   : "";
    case EVENT_REJECTED:
        return n[1] >= 0 && n[1] < PART_COUNT ? page_word(&game->page, "part", part_name(n[1])) : "";
    default:
        return "";
    }
}

static const char *state_in(const struct game *game, const struct event *event, int index,
                            struct piece *piece)
{
    int32_t state = index >= 0 ? event->numbers[index] : -1;
    return state >= 0 && state < game_view(game)->n ? state_piece(game, state, piece) : "";
}

static void put_event(const struct game *game, const struct event_words *row, const struct event *event,
                      struct text *text)
{
    struct piece who, to, third, budget;
    struct text spent = text_over(budget.at, sizeof budget.at);
    if (event->kind == EVENT_BUDGET)
        put_budget(game, event->numbers + 1, &spent);
    int32_t chosen = row->choice >= 0 ? event->numbers[row->choice] : 0;
    const char *key = chosen > 0 && chosen < 4 && row->keys[chosen] ? row->keys[chosen] : row->keys[0];
    page_piece(&game->page, key,
               SLOTS(str("who", state_in(game, event, row->who, &who)),
                     str("to", state_in(game, event, row->to, &to)),
                     str("third", state_in(game, event, row->third, &third)),
                     str("word", word_of(game, event)), str("budget", budget.at),
                     num("second", event->numbers[1]), num("count", event->numbers[2])),
               text);
}

/* `defaulted`: no orders were given, and that their defaults were used needs no row of its own. */
static int tell_list(struct game *game, const struct event *events, int count, const char *key,
                     bool defaulted)
{
    int told = 0;
    for (int row = 0; row < EVENT_ROWS; row++)
        for (int x = 0; x < count; x++) {
            if (events[x].kind != event_rows[row].kind || (defaulted && events[x].kind == EVENT_REJECTED))
                continue;
            struct piece piece;
            struct text text = text_over(piece.at, sizeof piece.at);
            put_event(game, &event_rows[row], &events[x], &text);
            page_tell(&game->page, key, SLOTS(str("event", piece.at)));
            told++;
        }
    return told;
}

static int tell_estimates(struct game *game)
{
    const struct view *view = game_view(game);
    int told = 0;
    for (int j = 0; j < view->n; j++) {
        bool certain = false;
        int64_t change = j == view->me ? 0 : estimate_change(view, j, &certain);
        struct piece name;
        if (!change)
            continue;
        page_tell(&game->page, change > 0 ? "change.more" : "change.less",
                  SLOTS(str("state", state_piece(game, j, &name)),
                        num("now", (estimate_total(view, j) + 50) / 100),
                        num("before", (view->est_before[j] + 50) / 100),
                        str("trust", page_word(&game->page, "trust", certain ? "certain" : "doubtful"))));
        told++;
    }
    return told;
}

void tell_changes(struct game *game)
{
    const struct model *model = game->model;
    const struct view *view = game_view(game);
    if (view->turn == 0) {
        page_say(&game->page, "change.first_turn");
        return;
    }
    bool is_last = model->has_report && model->report_turn == (uint32_t)view->turn;
    int told = 0;
    if (is_last && !model->report_orders_used && view->alive[view->me])
        page_say(&game->page, "change.defaults_used");
    if (is_last)
        told += tell_list(game, model->report_events.events, model->report_events.count, "change.event",
                          !model->report_orders_used);
    told += tell_estimates(game);
    if (!told)
        page_say(&game->page, is_last ? "change.nothing" : "change.unknown");
}

bool tell_log(struct game *game, uint32_t turn)
{
    const struct event *events;
    int count = history_events(&game->history, turn, &events);
    if (count < 0)
        return false;
    page_tell(&game->page, "log.turn", SLOTS(num("turn", turn)));
    if (tell_list(game, events, count, "log.event", false) == 0)
        page_say(&game->page, "log.nothing");
    return true;
}
