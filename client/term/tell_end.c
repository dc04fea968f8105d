/* The end of a world: what everybody wanted, how it came out, and what one had thought. */
#include "client/term/tell.h"

#include "common/record/record.h"

static const char *motive_name(uint32_t motive)
{
    return motive < MOTIVE_COUNT ? motive_names.names[motive] : "unknown";
}

static void tell_result(struct game *game, int state)
{
    const struct wire_result *result = &game->model->ended.results[state];
    bool mine = game->model->has_briefing && (uint32_t)state == game->model->briefing.seat;
    page_tell(&game->page, mine ? "end.mine" : "end.state",
              SLOTS(str("state", result->name),
                    str("motive", page_word(&game->page, "motive", motive_name(result->motive))),
                    num("score", result->score),
                    str("goal", page_word(&game->page, "goal", result->goal_met ? "met" : "missed"))));
}

/* The belief stated last about each state against its motive. */
static void tell_beliefs_and_truth(struct game *game)
{
    const struct wire_ended *ended = &game->model->ended;
    bool any = false;
    for (int j = 0; j < ended->result_count; j++) {
        int32_t permille = game->draft.believed[j];
        if (permille < 0)
            continue;
        bool expands = motive_expands((int)ended->results[j].motive);
        const char *key = permille == 500               ? "end.belief_even"
                          : expands == (permille > 500) ? "end.belief_right"
                                                        : "end.belief_wrong";
        page_tell(
            &game->page, key,
            SLOTS(str("state", ended->results[j].name), num("percent", (permille + 5) / 10),
                  str("motive", page_word(&game->page, "motive", motive_name(ended->results[j].motive)))));
        any = true;
    }
    if (!any && !game->watches) /* a bot's may have been saved over an earlier connection */
        page_say(&game->page, "end.no_beliefs");
}

static void tell_why(struct game *game)
{
    static const char *const why[END_COUNT] = {"end.running", "end.time", "end.hegemony", "end.survivor"};
    const struct model *model = game->model;
    const char *reason = model->has_clock ? model->clock.reason : "";
    if (model->ended.end == RECORD_CLOSED)
        page_tell(&game->page, reason[0] ? "end.closed_for" : "end.closed", SLOTS(str("reason", reason)));
    else
        page_say(&game->page, why[model->ended.end < END_COUNT ? model->ended.end : 0]);
}

void tell_end(struct game *game)
{
    const struct wire_ended *ended = &game->model->ended;
    page_blank(&game->page);
    page_tell(&game->page, ended->turns ? "end.headline" : "end.headline_none",
              SLOTS(num("turns", ended->turns)));
    tell_why(game);
}

void tell_results(struct game *game)
{
    const struct wire_ended *ended = &game->model->ended;
    if (ended->withheld)
        return;
    page_say(&game->page, "end.revealed");
    for (int j = 0; j < ended->result_count; j++)
        tell_result(game, j);
    page_say(&game->page, "end.scores");
    tell_beliefs_and_truth(game);
    tell_lesson(game);
}

/* One word of a line that programs split at blanks. */
static void put_word(const char *string, struct text *text)
{
    for (; *string; string++)
        text_put_char(text, (unsigned char)*string <= ' ' || *string == 0x7f ? '_' : *string);
}

void put_result_line(const struct wire_ended *ended, struct text *text)
{
    char hex[ID_HEX_SIZE];
    text_put(text, "result: world=");
    text_put(text, id_hex(&ended->world, hex));
    text_put(text, " turns=");
    text_put_int(text, ended->turns);
    for (int j = 0; j < ended->result_count; j++) {
        text_put_char(text, ' ');
        put_word(ended->results[j].name, text);
        text_put_char(text, '=');
        text_put(text, motive_name(ended->results[j].motive));
        text_put_char(text, '/');
        text_put_int(text, ended->results[j].score);
    }
}

void tell_result_line(struct game *game)
{
    struct piece line;
    struct text text = text_over(line.at, sizeof line.at);
    put_result_line(&game->model->ended, &text);
    page_line(&game->page, line.at);
}
