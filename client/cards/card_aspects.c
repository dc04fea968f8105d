#include "client/cards/card_aspects.h"

#include "client/cards/card_words.h"
#include "common/debrief/facts.h"

const char *const card_mark_words[DEBRIEF_LANGUAGES][MARK_COUNT] = {
    {"no", "yes", "yes, not always", "only implied", "almost", "only psychological ones", "not stressed",
     "material and psychological", "universal", "conditional"},
    {"no", "sí", "sí, no siempre", "solo implícito", "casi", "solo los psicológicos", "sin énfasis",
     "materiales y psicológicos", "universal", "condicional"},
};

static void say_promises(const struct card_input *input, struct card_page *page)
{
    static const char *const line[] = {"Nobody enforced a promise. Calls of allies: {called}; refused: "
                                       "{refused}; attacks on a partner: {broken}.",
                                       "Nadie hizo cumplir las promesas. Llamadas de aliados: {called}; "
                                       "rechazadas: {refused}; ataques a un socio: "
                                       "{broken}."};
    static const char *const referee[] = {"A referee stood behind every victim: not quite anarchy.",
                                          "Un árbitro respaldaba a toda víctima: no del todo anarquía."};
    struct card_calls all = {0};
    for (int i = 0; i < page->scenario->actor_count; i++) {
        struct card_calls calls = card_calls_of(input->played->log, i);
        all.called += calls.called;
        all.came += calls.came;
        all.broken += calls.broken;
    }
    card_item(page, 4, line,
              CARD_SLOTS(card_number("called", all.called), card_number("refused", all.called - all.came),
                         card_number("broken", all.broken)));
    if (page->scenario->parameters.referee_force > 0)
        card_item(page, 4, referee, NULL);
}

static void say_intentions(const struct card_input *input, struct card_page *page)
{
    static const char *const line[] = {"{seekers} of {all} states wanted only safety.",
                                       "Estados que solo querían seguridad: {seekers} de {all}."};
    int seekers = 0, all = page->scenario->actor_count;
    for (int i = 0; i < all; i++)
        seekers += fact_seeks_security(log_start(input->played->log), i);
    card_item(page, 4, line, CARD_SLOTS(card_number("seekers", seekers), card_number("all", all)));
}

static void say_regulators(const struct card_input *input, struct card_page *page)
{
    static const char *const line[] = {
        "Material: balance {g} % (believed {believed} %), fungibility {phi} %.",
        "Materiales: equilibrio {g} % (creído {believed} %), fungibilidad {phi} %."};
    static const char *const mind[] = {"Psychological: see how far beliefs were from the truth.",
                                       "Psicológicos: véase cuánto distaban las creencias de la verdad."};
    struct card_world world;
    card_world_of(input->played, &input->id, &world);
    card_item(page, 4, line,
              CARD_SLOTS(card_number("g", world.balance), card_number("believed", world.believed),
                         card_number("phi", world.fungibility)));
    card_item(page, 4, mind, NULL);
}

/* Did the same dilemma bite everywhere? What the conditions foretell, and the worlds beside this one. */
static void say_conditional(const struct card_input *input, struct card_page *page)
{
    static const char *const stage[] = {"By the conditions alone arming here was: {kind}.",
                                        "Por las solas condiciones, armarse aquí era: {kind}."};
    static const char *const worlds[] = {
        "Worlds in this place: {all}; with war: {war}; with a war among innocents: {tragedy}.",
        "Mundos en este lugar: {all}; con guerra: {war}; con guerra entre inocentes: {tragedy}."};
    struct parameters p = page->scenario->parameters;
    struct card_world here;
    p.balance = log_start(input->played->log)->balance;
    card_item(page, 4, stage,
              CARD_SLOTS(card_word("kind", card_stage(page->language, stage_game_of(&p).kind))));
    if (!input->world_count)
        return;
    card_world_of(input->played, &input->id, &here);
    int war = here.wars.millionths > 0, tragedy = here.tragedy.millionths > 0;
    for (int w = 0; w < input->world_count; w++) {
        war += input->worlds[w].wars.millionths > 0;
        tragedy += input->worlds[w].tragedy.millionths > 0;
    }
    card_item(page, 4, worlds,
              CARD_SLOTS(card_number("all", input->world_count + 1), card_number("war", war),
                         card_number("tragedy", tragedy)));
}

static void say_dilemmas(const struct card_input *input, struct card_page *page)
{
    static const char *const line[] = {
        "Wars: {all}; of these a form of the security dilemma (D6): {dilemmas}.",
        "Guerras: {all}; de ellas, una forma del dilema de seguridad (D6): {dilemmas}."};
    static const char *const none[] = {"There was no war to explain.", "No hubo guerra que explicar."};
    int dilemmas = 0, all = input->played->findings.war_count;
    for (int w = 0; w < all; w++) {
        struct diagnosis diagnosis;
        diagnose(input->played, &input->played->findings.wars[w], &diagnosis);
        dilemmas += diagnosis_is_dilemma(&diagnosis);
    }
    card_item(page, 4, all ? line : none,
              CARD_SLOTS(card_number("dilemmas", dilemmas), card_number("all", all)));
}

const struct card_aspect card_aspects[] = {
    {{"Anarchy is the ultimate source", "La anarquía es la fuente última"},
     {MARK_NO, MARK_YES, MARK_YES},
     say_promises,
     {NULL}},
    {{"Uncertainty about the intentions of others", "Incertidumbre sobre las intenciones ajenas"},
     {MARK_YES, MARK_YES, MARK_YES},
     NULL,
     {"misperception", "brier"}},
    {{"Mutual fear", "Miedo mutuo"}, {MARK_YES, MARK_YES, MARK_YES}, NULL, {"mutual_fear"}},
    {{"No malign intentions", "Ausencia de malas intenciones"},
     {MARK_WAVERING, MARK_YES, MARK_YES},
     say_intentions,
     {"innocent_wars"}},
    {{"Competition for power", "Competencia por el poder"},
     {MARK_IMPLICIT, MARK_YES, MARK_YES},
     NULL,
     {"burden", "calm"}},
    {{"A spiral", "Una espiral"}, {MARK_IMPLICIT, MARK_YES, MARK_YES}, NULL, {"spirals", "spiral_index"}},
    {{"Tragic results that nobody meant", "Resultados trágicos que nadie quiso"},
     {MARK_YES, MARK_YES, MARK_YES},
     NULL,
     {"dilemma_share", "seeker_goal"}},
    {{"Results that defeat themselves", "Resultados que se frustran a sí mismos"},
     {MARK_IMPLICIT, MARK_YES, MARK_YES},
     NULL,
     {"self_defeat", "externality"}},
    {{"Regulators", "Reguladores"},
     {MARK_PSYCHOLOGICAL, MARK_NOT_STRESSED, MARK_BOTH},
     say_regulators,
     {"mirror_gap", "hostility_bias"}},
    {{"Universal or conditional?", "¿Universal o condicional?"},
     {MARK_UNIVERSAL, MARK_CONDITIONAL, MARK_CONDITIONAL},
     say_conditional,
     {NULL}},
    {{"An important cause of war?", "¿Una causa importante de la guerra?"},
     {MARK_YES, MARK_YES, MARK_NEARLY},
     say_dilemmas,
     {"preemption", "backfire"}},
    {{"The cause of all war?", "¿La causa de toda guerra?"},
     {MARK_YES, MARK_NO, MARK_NO},
     NULL,
     {"greedy_wars"}},
};

const int card_aspect_count = sizeof card_aspects / sizeof card_aspects[0];
