#include "client/term/tell.h"

#include "common/aids/estimates.h"

void put_state(const struct game *game, int state, struct text *text)
{
    char letter[2] = {(char)('A' + state), '\0'};
    const struct slot *slots =
        SLOTS(str("name", model_state_name(game->model, state)), str("letter", letter));
    page_piece(&game->page, state == game_view(game)->me ? "state.own" : "state.other", slots, text);
}

const char *state_piece(const struct game *game, int state, struct piece *piece)
{
    struct text text = text_over(piece->at, sizeof piece->at);
    put_state(game, state, &text);
    return piece->at;
}

const char *rival_letter(const struct game *game)
{
    static const char *const letters[ACTORS_MAX] = {"A", "B", "C", "D", "E", "F",
                                                    "G", "H", "I", "J", "K", "L"};
    const struct view *view = game_view(game);
    for (int j = 0; j < view->n; j++)
        if (j != view->me && view->alive[j])
            return letters[j];
    return letters[0];
}

void put_states(const struct game *game, uint32_t mask, struct text *text)
{
    bool first = true;
    for (int j = 0; j < game_view(game)->n; j++) {
        if (!(mask >> j & 1))
            continue;
        if (!first)
            text_put(text, ", ");
        put_state(game, j, text);
        first = false;
    }
    if (first)
        page_piece(&game->page, "state.nobody", NULL, text);
}

void put_budget(const struct game *game, const int32_t budget[LINE_COUNT], struct text *text)
{
    const struct view *view = game_view(game);
    bool first = true;
    for (int line = 0; line < LINE_COUNT; line++) {
        if (line == LINE_DUAL && budget[line] == 0 && dual_is_dominated(view))
            continue;
        if (!first)
            text_put(text, ", ");
        text_put(text, page_word(&game->page, "line", line_names.names[line]));
        text_put_char(text, ' ');
        text_put_int(text, budget[line]);
        first = false;
    }
}

void put_total(const struct game *game, int state, struct text *text)
{
    const struct view *view = game_view(game);
    struct range range = estimate_total_range(view, state);
    const struct slot *slots =
        SLOTS(num("about", range.about), num("low", range.low), num("high", range.high));
    page_piece(&game->page, estimate_error(view, state) ? "figure.range" : "figure.exact", slots, text);
}

void put_duration(const struct game *game, int64_t seconds, struct text *text)
{
    const struct slot *slots = SLOTS(num("minutes", seconds / 60), num("seconds", seconds % 60));
    const char *key = seconds < 60 ? "duration.seconds" : seconds % 60 ? "duration.both" : "duration.minutes";
    page_piece(&game->page, key, slots, text);
}
