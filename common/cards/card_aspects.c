#include "common/cards/card_aspects.h"

#include "common/cards/card_words.h"
#include "common/debrief/facts.h"

static const char *const mark_words[] = {"no",        "yes",           "wavering",     "implicit",
                                         "nearly",    "psychological", "not_stressed", "both",
                                         "universal", "conditional"};
static_assert(sizeof mark_words / sizeof mark_words[0] == MARK_COUNT, "one word a mark");
const struct name_list card_mark_names = {mark_words, MARK_COUNT};

static void say_promises(const struct card_input *input, struct card_page *page)
{
    struct card_calls all = {0};
    for (int i = 0; i < page->scenario->actor_count; i++) {
        struct card_calls calls = card_calls_of(input->played->log, i);
        all.called += calls.called;
        all.came += calls.came;
        all.broken += calls.broken;
    }
    card_item(
        page, 4, "card.d8.promises",
        SLOTS(num("called", all.called), num("refused", all.called - all.came), num("broken", all.broken)));
    if (page->scenario->parameters.referee_force > 0)
        card_item(page, 4, "card.d8.referee", NULL);
}

static void say_intentions(const struct card_input *input, struct card_page *page)
{
    int seekers = 0, all = page->scenario->actor_count;
    for (int i = 0; i < all; i++)
        seekers += fact_seeks_security(log_start(input->played->log), i);
    card_item(page, 4, "card.d8.intentions", SLOTS(num("seekers", seekers), num("all", all)));
}

static void say_regulators(const struct card_input *input, struct card_page *page)
{
    struct card_world world;
    card_world_of(input->played, &input->id, &world);
    card_item(page, 4, "card.d8.material",
              SLOTS(num("g", world.balance), num("believed", world.believed), num("phi", world.fungibility)));
    card_item(page, 4, "card.d8.psychological", NULL);
}

/* Did the same dilemma bite everywhere? What the conditions foretell, and the worlds beside this one. */
static void say_conditional(const struct card_input *input, struct card_page *page)
{
    struct parameters p = page->scenario->parameters;
    struct card_world here;
    p.balance = log_start(input->played->log)->balance;
    card_item(page, 4, "card.d8.stage",
              SLOTS(str("kind", card_stage(page->language, stage_game_of(&p).kind))));
    if (!input->world_count)
        return;
    card_world_of(input->played, &input->id, &here);
    int war = here.wars.millionths > 0, tragedy = here.tragedy.millionths > 0;
    for (int w = 0; w < input->world_count; w++) {
        war += input->worlds[w].wars.millionths > 0;
        tragedy += input->worlds[w].tragedy.millionths > 0;
    }
    card_item(page, 4, "card.d8.worlds",
              SLOTS(num("all", input->world_count + 1), num("war", war), num("tragedy", tragedy)));
}

static void say_dilemmas(const struct card_input *input, struct card_page *page)
{
    int dilemmas = 0, all = input->played->findings.war_count;
    for (int w = 0; w < all; w++) {
        struct diagnosis diagnosis;
        diagnose(input->played, &input->played->findings.wars[w], &diagnosis);
        dilemmas += diagnosis_is_dilemma(&diagnosis);
    }
    card_item(page, 4, all ? "card.d8.wars" : "card.d8.no_war",
              SLOTS(num("dilemmas", dilemmas), num("all", all)));
}

const struct card_aspect card_aspects[] = {
    {"anarchy", {MARK_NO, MARK_YES, MARK_YES}, say_promises, {NULL}},
    {"uncertainty", {MARK_YES, MARK_YES, MARK_YES}, NULL, {"misperception", "brier"}},
    {"mutual_fear", {MARK_YES, MARK_YES, MARK_YES}, NULL, {"mutual_fear"}},
    {"intentions", {MARK_WAVERING, MARK_YES, MARK_YES}, say_intentions, {"innocent_wars"}},
    {"competition", {MARK_IMPLICIT, MARK_YES, MARK_YES}, NULL, {"burden", "calm"}},
    {"spiral", {MARK_IMPLICIT, MARK_YES, MARK_YES}, NULL, {"spirals", "spiral_index"}},
    {"tragedy", {MARK_YES, MARK_YES, MARK_YES}, NULL, {"dilemma_share", "seeker_goal"}},
    {"self_defeat", {MARK_IMPLICIT, MARK_YES, MARK_YES}, NULL, {"self_defeat", "externality"}},
    {"regulators",
     {MARK_PSYCHOLOGICAL, MARK_NOT_STRESSED, MARK_BOTH},
     say_regulators,
     {"mirror_gap", "hostility_bias"}},
    {"universality", {MARK_UNIVERSAL, MARK_CONDITIONAL, MARK_CONDITIONAL}, say_conditional, {NULL}},
    {"important_cause", {MARK_YES, MARK_YES, MARK_NEARLY}, say_dilemmas, {"preemption", "backfire"}},
    {"only_cause", {MARK_YES, MARK_NO, MARK_NO}, NULL, {"greedy_wars"}},
};

const int card_aspect_count = sizeof card_aspects / sizeof card_aspects[0];
