/* The role card: who you are, what counts as success, how this world works. */
#include "client/term/tell.h"

#include "common/aids/points.h"
#include "common/rules/arithmetic.h"

#include <string.h>

/* NULL when the briefing has none in the page's language. The lesson gives away what is hidden: it is for the
 * end. */
static const struct wire_scenario_text *scenario_text(const struct game *game)
{
    const struct wire_briefing *briefing = &game->model->briefing;
    for (int x = 0; x < WIRE_LANGUAGES; x++)
        if (strcmp(briefing->texts[x].language, game->page.language->code) == 0)
            return &briefing->texts[x];
    return NULL;
}

static void tell_title(struct game *game)
{
    const struct wire_scenario_text *text = scenario_text(game);
    if (text && text->title[0])
        page_tell(&game->page, "role.title", SLOTS(str("title", text->title)));
}

void tell_lesson(struct game *game)
{
    const struct wire_scenario_text *text = scenario_text(game);
    if (text && text->lesson[0])
        page_tell(&game->page, "end.lesson", SLOTS(str("lesson", text->lesson)));
}

/* As it is now; -1: not known. */
static int32_t motive_of(const struct game *game)
{
    const struct wire_briefing *briefing = &game->model->briefing;
    int32_t motive = game->model->has_situation ? game_view(game)->own.motive
                                                : briefing->scenario.actors[briefing->seat].motive;
    return motive < MOTIVE_COUNT ? motive : -1;
}

static void tell_motive(struct game *game, const struct scenario *scenario, uint32_t me)
{
    static const char *const success[MOTIVE_COUNT] = {"success.security_seeker", "success.greedy",
                                                      "success.limited", "success.protector",
                                                      "success.fearful"};
    int32_t motive = motive_of(game);
    if (motive < 0)
        return;
    int64_t start = scenario->actors[me].territory;
    page_tell(&game->page, "role.motive",
              SLOTS(str("motive", page_word(&game->page, "motive", motive_names.names[motive]))));
    page_tell(&game->page, success[motive],
              SLOTS(num("start", start), num("greedy", ceil_div(14 * start, 10)),
                    num("limited", ceil_div(12 * start, 10)),
                    num("weight", scenario->parameters.fearful_weight)));
    page_tell(&game->page, "role_card.worth",
              SLOTS(num("gain", points_of_conquest(&scenario->parameters, (enum motive)motive)),
                    num("home", scenario->parameters.home_value)));
}

/* The list of the card on paper. */
static void tell_points(struct game *game, const struct parameters *p)
{
    struct point list[POINTS_MAX];
    int32_t motive = motive_of(game);
    int count = motive < 0 ? 0 : points_of(p, (enum motive)motive, list);
    if (!count)
        return;
    page_say(&game->page, "role.points");
    for (int x = 0; x < count; x++)
        page_tell(&game->page, list[x].points > 0 ? "role.point_gained" : "role.point",
                  SLOTS(str("what", sentence_words(game->page.language, list[x].key)),
                        num("points", list[x].points)));
    if (!motive_expands(motive))
        page_say(&game->page, "role_card.kept_land");
    page_say(&game->page, "role_card.insecure");
}

static void tell_conditions(struct game *game, const struct parameters *p)
{
    const char *edge = p->balance > 110  ? "role.balance_attack"
                       : p->balance < 91 ? "role.balance_defence"
                                         : "role.balance_even";
    page_tell(&game->page, edge, SLOTS(num("balance", p->balance)));
    page_tell(&game->page, p->fungibility >= 50 ? "role.arms_alike" : "role.arms_apart",
              SLOTS(num("percent", p->fungibility)));
    if (p->hidden_balance)
        page_say(&game->page, "role.balance_hidden");
    if (p->prior[MOTIVE_GREEDY - 1])
        page_tell(&game->page, "role.prior", SLOTS(num("percent", (p->prior[MOTIVE_GREEDY - 1] + 5) / 10)));
    page_tell(
        &game->page, p->end_from ? "role.end_lot" : "role.end_fixed",
        SLOTS(num("last", p->max_turns), num("from", p->end_from), num("percent", (p->end_hazard + 5) / 10)));
    if (p->hegemony)
        page_tell(&game->page, "role.hegemony", SLOTS(num("percent", p->hegemony)));
}

static void tell_clockwork(struct game *game)
{
    const struct wire_briefing *briefing = &game->model->briefing;
    struct piece left;
    struct text text = text_over(left.at, sizeof left.at);
    put_duration(game, briefing->turn_seconds, &text);
    if (briefing->turn_seconds)
        page_tell(&game->page, "role.clock", SLOTS(str("time", left.at)));
    else
        page_say(&game->page, "role.no_clock");
    if (!briefing->turn_seconds && briefing->away_seconds) {
        text = text_over(left.at, sizeof left.at);
        put_duration(game, briefing->away_seconds, &text);
        page_tell(&game->page, "role.away", SLOTS(str("time", left.at)));
    }
    if (briefing->misses_allowed)
        page_tell(&game->page, "role.misses", SLOTS(num("misses", briefing->misses_allowed)));
}

void tell_role(struct game *game)
{
    const struct wire_briefing *briefing = &game->model->briefing;
    const struct scenario *scenario = &briefing->scenario;
    char hex[2 * DIGEST_SIZE + 1];
    struct text text = text_over(hex, sizeof hex);
    if (!game->model->has_briefing || briefing->seat >= (uint32_t)scenario->actor_count) {
        page_say(&game->page, "role.none");
        return;
    }
    page_blank(&game->page);
    tell_title(game);
    char letter[2] = {(char)('A' + briefing->seat), '\0'};
    page_tell(&game->page, "role.name",
              SLOTS(str("name", scenario->actors[briefing->seat].name), str("letter", letter),
                    num("states", scenario->actor_count)));
    tell_place(game);
    tell_motive(game, scenario, briefing->seat);
    page_say(&game->page, "role.hidden");
    tell_conditions(game, &scenario->parameters);
    tell_points(game, &scenario->parameters);
    tell_clockwork(game);
    text_put_hex(&text, briefing->commitment.bytes, DIGEST_SIZE);
    page_tell(&game->page, "role.commitment", SLOTS(str("hash", hex)));
}
