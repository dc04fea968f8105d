/* Role cards: a state's motive and what counts for it, on a sheet that is folded so that this is inside. */
#include "client/paper/handout.h"
#include "common/aids/points.h"
#include "common/rules/arithmetic.h"
#include "common/words/key.h"

struct card_of {
    const struct handout *handout;
    const struct wire_role *role;
    const struct parameters *p;
    const struct scenario *scenario;
};

/* The sentence that tells what its player wants. */
static void put_success(const struct card_of *card, struct html *html)
{
    static const char *const success[MOTIVE_COUNT] = {"success.security_seeker", "success.greedy",
                                                      "success.limited", "success.protector",
                                                      "success.fearful"};
    int64_t start = card->role->territory;
    html_put_say(html, "p", NULL, success[card->role->motive],
                 SLOTS(num("start", start), num("greedy", ceil_div(14 * start, 10)),
                       num("limited", ceil_div(12 * start, 10)), num("weight", card->p->fearful_weight)));
}

/* The pacts that this state begins with; secret ones are known to its partner and to it. */
static void put_pacts(const struct card_of *card, struct html *html)
{
    for (int x = 0; x < card->scenario->pact_count; x++) {
        const struct scenario_pact *pact = &card->scenario->pacts[x];
        int me = (int)card->role->seat;
        if (pact->i != me && pact->j != me)
            continue;
        html_put_say(
            html, "p", NULL, pact->secret ? "role_card.pact_secret" : "role_card.pact",
            SLOTS(str("other", card->scenario->actors[pact->i == me ? pact->j : pact->i].name),
                  str("kind", key_words(html->language, KEY("card", "pact", pact_names.names[pact->kind])))));
    }
}

static void put_motive(const struct card_of *card, struct html *html)
{
    static const char *const wants[MOTIVE_COUNT] = {"role_card.security_seeker", "role_card.greedy",
                                                    "role_card.limited", "role_card.protector",
                                                    "role_card.fearful"};
    html_open_spoken(html, "div", NULL);
    html_put_say(html, "strong", NULL, wants[card->role->motive], NULL);
    put_success(card, html);
    html_put_say(html, "p", "headline", "role_card.worth",
                 SLOTS(num("gain", points_of_conquest(card->p, (enum motive)card->role->motive)),
                       num("home", card->p->home_value)));
    if (!motive_expands((int)card->role->motive))
        html_put_say(html, "p", NULL, "role_card.kept_land", NULL);
    put_pacts(card, html);
    html_close(html);
}

static void put_point(const char *key, int64_t points, struct html *html)
{
    html_open(html, "tr", NULL);
    html_put_say(html, "td", NULL, key, NULL);
    html_open(html, "td", "time");
    html_text(html, points > 0 ? "+" : "");
    html_number(html, points);
    html_close(html);
    html_close(html);
}

static void put_points(const struct card_of *card, struct html *html)
{
    struct point list[POINTS_MAX];
    int count = points_of(card->p, (enum motive)card->role->motive, list);
    html_open_spoken(html, "div", NULL);
    html_put_say(html, "h4", NULL, "role_card.points", NULL);
    html_open(html, "table", "small");
    for (int x = 0; x < count; x++)
        put_point(list[x].key, list[x].points, html);
    html_close(html);
    html_put_say(html, "p", "small", "role_card.insecure", NULL);
    html_close(html);
}

static void put_cover(const struct card_of *card, struct html *html)
{
    const struct handout *handout = card->handout;
    html_open(html, "div", "panel cover");
    html_open(html, "p", NULL);
    for (int x = 0; x < handout->language_count; x++) {
        html->language = handout->languages[x];
        html_text(html, x ? " / " : "");
        html_say(html, "role_card.title", NULL);
    }
    html_close(html);
    html_put(html, "h2", NULL, card->role->state);
    html_open(html, "p", NULL);
    for (int x = 0; x < handout->language_count; x++) {
        html->language = handout->languages[x];
        html_text(html, x ? " / " : "");
        html_say(html, "paper.world", SLOTS(str("world", handout->roles->worlds[card->role->world].name)));
    }
    html_text(html, " \u00b7 ");
    html_put(html, "span", "code", handout->state->code);
    html_close(html);
    for (int x = 0; x < handout->language_count; x++) {
        html->language = handout->languages[x];
        html_open_spoken(html, "p", NULL);
        html_say(html, "role_card.only", NULL);
        html_close(html);
    }
    html_close(html);
}

static void put_seat_code(const struct card_of *card, struct html *html)
{
    const char *code = card->role->seat_code;
    int64_t team = card->handout->roles->team_size;
    html_open(html, "p", "box seat");
    for (int x = 0; x < card->handout->language_count; x++) {
        html->language = card->handout->languages[x];
        html_text(html, x ? " / " : "");
        html_say(html,
                 !code[0]   ? "role_card.write_code"
                 : team > 1 ? "role_card.team_code"
                            : "role_card.seat_code",
                 SLOTS(str("button", sentence_words(html->language, "web.join.with_seat_code")),
                       num("team", team)));
    }
    html_text(html, ": ");
    if (code[0])
        html_put(html, "b", "code seat_code", code);
    else
        html_put_empty(html, "span", "line");
    html_close(html);
}

/* Two panels below the cover; the lower one is folded up onto the upper. */
static void put_inside(const struct card_of *card, struct html *html)
{
    const struct handout *handout = card->handout;
    html_open(html, "div", "panel secret motive");
    html_open(html, "div", "columns");
    for (int x = 0; x < handout->language_count; x++) {
        html->language = handout->languages[x];
        put_motive(card, html);
    }
    html_close(html);
    put_seat_code(card, html);
    html_close(html);
    html_open(html, "div", "panel secret");
    html_open(html, "p", "fold");
    for (int x = 0; x < handout->language_count; x++) {
        html->language = handout->languages[x];
        html_text(html, x ? " / " : "");
        html_say(html, "role_card.fold", NULL);
    }
    html_close(html);
    html_open(html, "div", "columns");
    for (int x = 0; x < handout->language_count; x++) {
        html->language = handout->languages[x];
        put_points(card, html);
    }
    html_close(html);
    html_close(html);
}

void sheet_put_role_cards(const struct handout *handout, struct html *html)
{
    for (int x = 0; x < handout->roles->role_count; x++) {
        const struct wire_role *role = &handout->roles->roles[x];
        const struct scenario *scenario = handout_scenario(handout, (int)role->world);
        struct card_of card = {
            .handout = handout, .role = role, .p = &scenario->parameters, .scenario = scenario};
        html->language = handout->languages[0];
        handout_begin(html, "sheet role");
        put_cover(&card, html);
        put_inside(&card, html);
        html_close(html);
    }
}
