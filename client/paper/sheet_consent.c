/* Information and consent, for sessions whose data are used for research. */
#include "client/paper/handout.h"
#include "common/plan/plan.h"

static const char *bots_key(enum bot_disclosure bots)
{
    return bots == BOTS_FULL         ? "consent.bots_full"
           : bots == BOTS_AT_DEBRIEF ? "consent.bots_late"
                                     : "consent.bots_count";
}

static void put_choice(struct html *html, const char *key)
{
    html_open(html, "p", NULL);
    html_put_empty(html, "span", "tick");
    html_text(html, " ");
    html_say(html, key, NULL);
    html_close(html);
}

static void put_blank(struct html *html, const char *key)
{
    html_open(html, "p", NULL);
    html_say(html, key, NULL);
    html_text(html, ": ");
    html_put_empty(html, "span", "line long");
    html_close(html);
}

void sheet_put_consent(const struct handout *handout, struct html *html)
{
    uint32_t minutes = handout->state->plan_seconds / 60;
    handout_begin(html, "sheet");
    handout_title(html, "consent.title", NULL);
    html_put_say(html, "p", "headline", "consent.use", NULL);
    html_put_say(html, "p", NULL, "consent.what",
                 SLOTS(num("minutes", minutes ? minutes : PLAN_USUAL_MINUTES)));
    html_put_say(html, "p", NULL, "consent.data", NULL);
    html_put_say(html, "p", NULL, "consent.deception", NULL);
    html_put_say(html, "p", NULL, bots_key(handout->state->bots), NULL);
    html_put_say(html, "p", NULL, "consent.shown", NULL);
    html_put_say(html, "p", NULL, "consent.free", NULL);
    html_put_say(html, "p", NULL, "consent.withdraw", SLOTS(str("blank", "____________")));
    put_blank(html, "consent.contact");
    html_open(html, "div", "box");
    put_choice(html, "consent.yes");
    put_choice(html, "consent.play_only");
    put_blank(html, "paper.name");
    put_blank(html, "paper.date");
    put_blank(html, "consent.signature");
    html_close(html);
    html_put_say(html, "p", "foot", "consent.check", NULL);
    html_close(html);
}
