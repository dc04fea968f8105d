#include "client/paper/handout.h"

#include "common/aids/choices.h"
#include "common/words/key.h"
#include "common/words/lists.h"

#include <string.h>

const struct handout_sheet handout_sheets[HANDOUT_SHEETS] = {
    {"run", false, false, true, sheet_put_run},
    {"poster", true, false, false, sheet_put_poster},
    {"briefs", false, false, true, sheet_put_briefs},
    {"roles", true, true, true, sheet_put_role_cards},
    {"reference", false, false, true, sheet_put_reference},
    {"beliefs", false, false, true, sheet_put_beliefs},
    {"orders", false, false, true, sheet_put_orders},
    {"worksheet", false, false, false, sheet_put_worksheet},
    {"consent", false, false, false, sheet_put_consent},
    {"assessment", false, false, false, sheet_put_assessment},
};

void handout_put(const struct handout *handout, unsigned sheets, struct text *text)
{
    struct html html = html_over(text, handout->languages[0]);
    char memory[256];
    struct text title = text_over(memory, sizeof memory);
    sentence_put(html.language, "paper.title", SLOTS(str("code", handout->state->code)), &title);
    html_begin_page(&html, handout->paper, memory);
    for (int x = 0; x < HANDOUT_SHEETS; x++) {
        int times = handout_sheets[x].once ? 1 : handout->language_count;
        for (int language = 0; language < times && (sheets >> x & 1); language++) {
            html.language = handout->languages[language];
            handout_sheets[x].put(handout, &html);
        }
    }
    html_end_page(&html);
}

void handout_begin(struct html *html, const char *classes)
{
    html_open_spoken(html, "section", classes);
}

void handout_title(struct html *html, const char *key, const struct slot *slots)
{
    html_put_say(html, "h1", NULL, key, slots);
}

const struct scenario *handout_scenario(const struct handout *handout, int world)
{
    return &handout->roles->worlds[world].scenario;
}

static bool same_states(const struct scenario *one, const struct scenario *other)
{
    if (one->actor_count != other->actor_count)
        return false;
    for (int i = 0; i < one->actor_count; i++) {
        const struct scenario_actor *a = &one->actors[i], *b = &other->actors[i];
        if (strcmp(a->name, b->name) != 0 || a->territory != b->territory || a->rise != b->rise)
            return false;
        for (int j = 0; j < one->actor_count; j++)
            if (one->proximity[i][j] != other->proximity[i][j])
                return false;
    }
    return true;
}

static bool alike(const struct scenario *one, const struct scenario *other)
{
    bool same = same_states(one, other) && one->pact_count == other->pact_count;
    for (int p = 0; p < PARAMETER_COUNT && same; p++)
        same = parameter_get(&one->parameters, p) == parameter_get(&other->parameters, p);
    for (int p = 0; p < one->pact_count && same; p++) {
        const struct scenario_pact *a = &one->pacts[p], *b = &other->pacts[p];
        same = a->i == b->i && a->j == b->j && a->kind == b->kind && a->secret == b->secret;
    }
    return same;
}

int handout_first_alike(const struct handout *handout, int world, bool conditions)
{
    const struct scenario *scenario = handout_scenario(handout, world);
    int first = 0;
    while (!(conditions ? alike : same_states)(handout_scenario(handout, first), scenario))
        first++;
    return first;
}

void handout_put_worlds(const struct handout *handout, int world, bool conditions, struct html *html)
{
    char memory[WIRE_WORLDS_MAX * (WIRE_WORLD_NAME_SIZE + 16)];
    struct text names = text_over(memory, sizeof memory);
    int count = 0, put = 0;
    for (int x = 0; x < handout->roles->world_count; x++)
        count += handout_first_alike(handout, x, conditions) == world;
    for (int x = 0; x < handout->roles->world_count; x++)
        if (handout_first_alike(handout, x, conditions) == world)
            list_put(html->language, put++, count, handout->roles->worlds[x].name, &names);
    if (count > 1)
        html_say(html, "paper.worlds", SLOTS(str("worlds", memory)));
    else
        html_say(html, "paper.world", SLOTS(str("world", memory)));
}

bool handout_has_dual(const struct handout *handout)
{
    bool has = false;
    for (int x = 0; x < handout->roles->world_count; x++)
        has = has || !dual_is_dominated_by(&handout_scenario(handout, x)->parameters);
    return has;
}

const struct wire_scenario_text *handout_text(const struct handout *handout, const struct language *language)
{
    for (int x = 0; x < WIRE_LANGUAGES; x++)
        if (strcmp(handout->state->texts[x].language, language->code) == 0)
            return &handout->state->texts[x];
    return NULL;
}

const char *handout_word(const struct html *html, const char *family, const char *name)
{
    return key_words(html->language, KEY(family, name));
}

void handout_put_rules(struct html *html, int count)
{
    for (int x = 0; x < count; x++)
        html_put_empty(html, "p", "rule");
}

void handout_put_cells(struct html *html, int count)
{
    for (int x = 0; x < count; x++)
        html_put_empty(html, "td", NULL);
}
