#include "tests/unit/client/term/sample.h"

#include "client/term/command.h"
#include "common/base/must.h"

#include <stdlib.h>
#include <string.h>

enum { ALDAN, BOREA, CORVO, DORNE, STATES, ALL = (1 << STATES) - 1 };

static void make_scenario(struct scenario *scenario)
{
    static const char *const names[STATES] = {"Aldan", "Borea", "Corvo", "Dorne"};
    scenario_init(scenario, "sample", STATES);
    for (int j = 0; j < STATES; j++)
        strcpy(scenario->actors[j].name, names[j]);
    scenario->actors[CORVO].motive = MOTIVE_SECURITY_SEEKER;
    scenario->parameters.balance = 130;
    scenario->parameters.fungibility = 90;
    scenario->parameters.end_from = 8;
    scenario->parameters.hegemony = 50;
    scenario->proximity[CORVO][ALDAN] = scenario->proximity[ALDAN][CORVO] = 0;
}

static void make_view(const struct scenario *scenario, struct view *view)
{
    static const int32_t fortify[STATES] = {1480, 910, 0, 2210}, strike[STATES] = {620, 770, 0, 2090};
    *view =
        (struct view){.scenario = *scenario, .rules = 1, .me = CORVO, .n = STATES, .turn = 4, .balance = 130};
    for (int j = 0; j < STATES; j++) {
        view->alive[j] = 1;
        view->territory[j] = view->start[j] = 10;
        view->est_fortify[j] = fortify[j];
        view->est_strike[j] = strike[j];
        view->est_before[j] = 2000;
        view->assessment[j] = 190;
    }
    view->est_dual[BOREA] = 140;
    view->territory[BOREA] = 7;
    view->territory[DORNE] = 13;
    view->assessment[DORNE] = 665;
    view->attacked[DORNE][BOREA] = view->begun[DORNE] = view->broken[DORNE] = 1;
    view->declared[DORNE] = DECLARE_WARN;
    view->declared_to[DORNE] = CORVO;
    view->kept[ALDAN] = 1;
    view->pact[CORVO][BOREA] = view->pact[BOREA][CORVO] = PACT_DEFENSIVE;
    view->pact[ALDAN][BOREA] = view->pact[BOREA][ALDAN] = PACT_NON_AGGRESSION;
    view->pact[ALDAN][DORNE] = view->pact[DORNE][ALDAN] = PACT_UNCONDITIONAL;
    view->my_secret[BOREA] = 1;
    view->offer_in[ALDAN] = PACT_NON_AGGRESSION;
    view->offer_out[DORNE] = PACT_NON_AGGRESSION;
    view->offer_out_secret[DORNE] = 1;
    view->income = 10;
    view->band = 2;
    view->own = (struct view_own){.motive = MOTIVE_SECURITY_SEEKER,
                                  .productivity = 105,
                                  .fortify = 1320,
                                  .strike = 490,
                                  .intel = 1,
                                  .score = 240,
                                  .budget = {6, 2, 1, 0, 1}};
}

static void make_events(struct event_list *list)
{
    list->count = 0;
    EVENT(list, ALL, EVENT_PACT, ALDAN, BOREA, PACT_NON_AGGRESSION, 0);
    EVENT(list, ALL, EVENT_OFFER, ALDAN, CORVO, PACT_NON_AGGRESSION, 0);
    EVENT(list, ALL, EVENT_OFFER, CORVO, DORNE, PACT_NON_AGGRESSION, 1);
    EVENT(list, ALL, EVENT_BUDGET, CORVO, 6, 2, 1, 0, 1);
    EVENT(list, ALL, EVENT_SCRAP, ALDAN, 1);
    EVENT(list, ALL, EVENT_DECLARE, DORNE, DECLARE_WARN, CORVO);
    EVENT(list, ALL, EVENT_DECLARE, ALDAN, DECLARE_PEACEFUL, -1);
    EVENT(list, ALL, EVENT_ATTACK, DORNE, BOREA, 0);
    EVENT(list, ALL, EVENT_BREACH, DORNE, BOREA);
    EVENT(list, ALL, EVENT_EXPOSED, ALDAN, DORNE, PACT_UNCONDITIONAL);
    EVENT(list, ALL, EVENT_CALLED, CORVO, BOREA, DORNE, 1);
    EVENT(list, ALL, EVENT_BATTLE, BOREA, 1, 1, 1);
    EVENT(list, ALL, EVENT_GAIN, DORNE, BOREA, 3);
    EVENT(list, ALL, EVENT_REJECTED, CORVO, PART_SCRAP);
}

void sample_make(struct model *model, struct game *game)
{
    memset(model, 0, sizeof *model);
    make_scenario(&model->briefing.scenario);
    model->briefing.seat = CORVO;
    model->briefing.turn_seconds = 240;
    model->briefing.misses_allowed = 1;
    strcpy(model->briefing.texts[0].language, "en");
    strcpy(model->briefing.texts[0].title, "Four neighbours");
    strcpy(model->briefing.texts[0].lesson, "Nobody knows who is dangerous.");
    memset(model->briefing.commitment.bytes, 0x5a, DIGEST_SIZE);
    make_view(&model->briefing.scenario, &model->situation.view);
    make_events(&model->report_events);
    model->report_turn = 4;
    model->clock = (struct wire_clock){
        .turn = 5, .state = CLOCK_OPEN, .remaining_ms = 161000, .seats = 4, .seats_ready = 1};
    model->has_joined = model->has_briefing = model->has_situation = model->has_clock = true;
    model->has_report = model->report_orders_used = true;
    game_init(game, language_find("en"), 0);
    game->model = model;
    strcpy(game->wall, "10:41:07");
    game_situation(game);
    history_add(&game->history, 4, &model->report_events);
}

char *sample_take_page(struct game *game)
{
    size_t length = buffer_length(&game->page.bytes);
    char *text = malloc(length + 1);
    must(text != NULL);
    if (length)
        memcpy(text, buffer_bytes(&game->page.bytes), length);
    text[length] = '\0';
    buffer_consume(&game->page.bytes, length);
    return text;
}

void sample_type(struct game *game, const char *line)
{
    (void)command_line(game, slice_of(line));
}
