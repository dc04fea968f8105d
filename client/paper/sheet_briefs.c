/* State briefs: a page for each state and reading level, once for all worlds whose conditions are the same.
 */
#include "client/paper/brief.h"
#include "client/paper/handout.h"

static void put_brief(const struct handout *handout, int world, int state, bool advanced, struct html *html)
{
    const struct scenario *scenario = handout_scenario(handout, world);
    handout_begin(html, advanced ? "sheet brief advanced" : "sheet brief");
    handout_title(html, "brief.title", SLOTS(str("state", scenario->actors[state].name)));
    html_open(html, "p", "headline");
    handout_put_worlds(handout, world, true, html);
    html_text(html, ". ");
    html_say(html, advanced ? "brief.advanced" : "brief.basic", NULL);
    html_text(html, ". ");
    html_say(html, "brief.public", NULL);
    html_close(html);
    html_open(html, "div", advanced ? "two" : NULL);
    brief_put(scenario, state, advanced, html);
    html_close(html);
    html_close(html);
}

void sheet_put_briefs(const struct handout *handout, struct html *html)
{
    for (int world = 0; world < handout->roles->world_count; world++) {
        if (handout_first_alike(handout, world, true) != world)
            continue;
        for (int state = 0; state < handout_scenario(handout, world)->actor_count; state++)
            for (int advanced = 0; advanced < 2; advanced++)
                if (handout->levels & (advanced ? HANDOUT_ADVANCED : HANDOUT_BASIC))
                    put_brief(handout, world, state, advanced, html);
    }
}
