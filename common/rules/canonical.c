#include "common/rules/canonical.h"

const char *const actor_number_names[ACTOR_NUMBERS] = {
    "alive", "motive",    "territory",   "start",    "productivity", "fortify",  "strike",  "dual",
    "intel", "score",     "insecurity",  "empathy",  "base",         "kept",     "refused", "broken",
    "begun", "mobilised", "project",     "progress", "tech",         "doctrine", "routine", "posture",
    "held",  "declared",  "declared_to", "b_civil",  "b_fortify",    "b_strike", "b_dual",  "b_intel",
};

const char *const relation_number_names[RELATION_NUMBERS] = {
    "pact",        "secret",         "ending",   "offer",      "offer_secret",
    "est_fortify", "est_strike",     "est_dual", "est_before", "assess",
    "attacked",    "seen_mobilised", "leaked",   "opened",     "relation",
};

const char *const order_scalar_names[ORDER_SCALARS] = {
    "civil",   "fortify", "strike",     "dual",    "intel",      "attack", "mobilise",
    "project", "scrap",   "open_books", "declare", "declare_to", "focus"};
const char *const order_list_names[ORDER_LISTS] = {"pact", "secret", "answer", "belief"};

static_assert(sizeof(struct orders) == (ORDER_SCALARS + ORDER_LISTS * ACTORS_MAX) * sizeof(int32_t),
              "the names above cover every number of the orders");

static void put_line(struct text *text, const char *name, int64_t value)
{
    text_put(text, name);
    text_put_char(text, '=');
    text_put_int(text, value);
    text_put_char(text, '\n');
}

static void put_numbers(struct text *text, const int32_t *numbers, int count, char separator)
{
    for (int i = 0; i < count; i++) {
        if (i)
            text_put_char(text, separator);
        text_put_int(text, numbers[i]);
    }
}

static void put_row(struct text *text, const char *name, const int32_t *numbers, int count)
{
    text_put(text, name);
    text_put_char(text, '=');
    put_numbers(text, numbers, count, ' ');
    text_put_char(text, '\n');
}

void canonical_scenario(const struct scenario *scenario, struct text *text)
{
    int n = scenario->actor_count;
    text_put(text, "scenario=");
    text_put(text, scenario->name);
    text_put_char(text, '\n');
    put_line(text, "actors", n);
    for (int p = 0; p < PARAMETER_COUNT; p++)
        put_line(text, parameter_rows[p].name, parameter_get(&scenario->parameters, p));
    for (int i = 0; i < n; i++) {
        const struct scenario_actor *actor = &scenario->actors[i];
        text_put(text, "actor=");
        text_put_int(text, i);
        text_put_char(text, ' ');
        text_put(text, actor->name);
        text_put_char(text, ' ');
        put_numbers(text, (const int32_t[]){actor->territory, actor->motive, actor->rise}, 3, ' ');
        text_put_char(text, '\n');
    }
    for (int i = 0; i < n; i++) {
        text_put(text, "prox=");
        text_put_int(text, i);
        text_put_char(text, ' ');
        put_numbers(text, scenario->proximity[i], n, ' ');
        text_put_char(text, '\n');
    }
    for (int x = 0; x < scenario->pact_count; x++) {
        const struct scenario_pact *pact = &scenario->pacts[x];
        put_row(text, "pact", (const int32_t[]){pact->i, pact->j, pact->kind, pact->secret}, 4);
    }
    for (int x = 0; x < scenario->assessment_count; x++) {
        const struct scenario_assessment *assessment = &scenario->assessments[x];
        put_row(text, "assess", (const int32_t[]){assessment->i, assessment->j, assessment->permille}, 3);
    }
}

static void put_prefixed(struct text *text, char letter, int i, int j, const char *name, int32_t value)
{
    text_put_char(text, letter);
    text_put_int(text, i);
    text_put_char(text, '.');
    if (j >= 0) {
        text_put_int(text, j);
        text_put_char(text, '.');
    }
    put_line(text, name, value);
}

void canonical_world(const struct world *world, struct text *text)
{
    int n = world->scenario.actor_count;
    put_line(text, "rules", RULES_VERSION);
    text_put(text, "scenario=");
    text_put(text, world->scenario.name);
    text_put_char(text, '\n');
    put_line(text, "turn", world->turn);
    put_line(text, "end", world->end);
    put_line(text, "balance", world->balance);
    put_line(text, "actors", n);
    for (int i = 0; i < n; i++)
        for (int f = 0; f < ACTOR_NUMBERS; f++)
            put_prefixed(text, 'a', i, -1, actor_number_names[f], ((const int32_t *)&world->actors[i])[f]);
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            for (int f = 0; f < RELATION_NUMBERS && i != j; f++)
                put_prefixed(text, 'p', i, j, relation_number_names[f],
                             ((const int32_t *)&world->relations[i][j])[f]);
}

static void put_matrix(struct text *text, const char *name, const int32_t matrix[ACTORS_MAX][ACTORS_MAX],
                       int n)
{
    text_put(text, name);
    text_put_char(text, '=');
    for (int i = 0; i < n; i++) {
        if (i)
            text_put(text, " / ");
        put_numbers(text, matrix[i], n, ' ');
    }
    text_put_char(text, '\n');
}

static void put_view_own(const struct view_own *own, struct text *text)
{
    static const char *const names[] = {
        "my_motive",  "my_productivity", "my_fortify",  "my_strike",   "my_dual",    "my_intel",   "my_score",
        "my_empathy", "my_mobilised",    "my_project",  "my_progress", "my_routine", "my_posture", "my_held",
        "my_b_civil", "my_b_fortify",    "my_b_strike", "my_b_dual",   "my_b_intel"};
    static_assert(sizeof names / sizeof names[0] == sizeof(struct view_own) / sizeof(int32_t),
                  "the names cover every number of the seat's own state");
    for (size_t f = 0; f < sizeof names / sizeof names[0]; f++)
        put_line(text, names[f], ((const int32_t *)own)[f]);
}

void canonical_view(const struct view *view, struct text *text)
{
    int n = view->n;
    put_line(text, "rules", view->rules);
    put_line(text, "me", view->me);
    put_line(text, "n", n);
    put_line(text, "turn", view->turn);
    put_line(text, "end", view->end);
    put_line(text, "balance", view->balance);
    put_row(text, "alive", view->alive, n);
    put_row(text, "territory", view->territory, n);
    put_row(text, "start", view->start, n);
    put_row(text, "base", view->base, n);
    put_row(text, "kept", view->kept, n);
    put_row(text, "refused", view->refused, n);
    put_row(text, "broken", view->broken, n);
    put_row(text, "begun", view->begun, n);
    put_row(text, "tech", view->tech, n);
    put_row(text, "declared", view->declared, n);
    put_row(text, "declared_to", view->declared_to, n);
    put_matrix(text, "attacked", view->attacked, n);
    put_matrix(text, "relation", view->relation, n);
    put_line(text, "income", view->income);
    put_view_own(&view->own, text);
    put_row(text, "est_fortify", view->est_fortify, n);
    put_row(text, "est_strike", view->est_strike, n);
    put_row(text, "est_dual", view->est_dual, n);
    put_row(text, "est_before", view->est_before, n);
    put_row(text, "seen_mobilised", view->seen_mobilised, n);
    put_row(text, "leaked", view->leaked, n);
    put_row(text, "ending", view->ending, n);
    put_row(text, "assessment", view->assessment, n);
    put_row(text, "opened", view->opened, n);
    put_row(text, "offer_in", view->offer_in, n);
    put_row(text, "offer_in_secret", view->offer_in_secret, n);
    put_row(text, "offer_out", view->offer_out, n);
    put_row(text, "offer_out_secret", view->offer_out_secret, n);
    put_matrix(text, "pact", view->pact, n);
    put_row(text, "my_secret", view->my_secret, n);
    put_line(text, "band", view->band);
}

void canonical_orders(int actor, const struct orders *orders, int n, struct text *text)
{
    text_put(text, "order ");
    text_put_int(text, actor);
    if (!orders) {
        text_put(text, " none");
        return;
    }
    const int32_t *numbers = (const int32_t *)orders;
    for (int f = 0; f < ORDER_SCALARS; f++) {
        text_put_char(text, ' ');
        text_put(text, order_scalar_names[f]);
        text_put_char(text, '=');
        text_put_int(text, numbers[f]);
    }
    for (int f = 0; f < ORDER_LISTS; f++) {
        text_put_char(text, ' ');
        text_put(text, order_list_names[f]);
        text_put_char(text, '=');
        put_numbers(text, numbers + ORDER_SCALARS + f * ACTORS_MAX, n, ',');
    }
}

void canonical_event(const struct event *event, struct text *text)
{
    text_put(text, "event ");
    text_put_int(text, event->seen_by);
    text_put_char(text, ' ');
    text_put(text, event_name(event->kind));
    text_put_char(text, ' ');
    put_numbers(text, event->numbers, event->count, ' ');
}
