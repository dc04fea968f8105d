/* D3: the motives, one after the other, each beside what the others had come to believe. */
#include "client/cards/card_list.h"
#include "client/cards/card_words.h"
#include "common/debrief/facts.h"
#include "common/rules/score.h"

/* The last turn in which i and j were both alive, or 0. */
static int last_turn_of(const struct world_log *log, int i, int j)
{
    int t = log->turns;
    while (t > 0 && !fact_pair_alive(log, t, i, j))
        t--;
    return t;
}

/* What the others believed last of i. */
struct last_beliefs {
    int count, greedy; /* `greedy`: those of 50 percent or more */
    int64_t sum;       /* permille */
};

/* "East 64 %, South 20 %" */
static struct last_beliefs put_last_beliefs(const struct world_log *log, int i, const struct card_page *page,
                                            struct text *text)
{
    struct last_beliefs last = {0};
    for (int j = 0; j < page->scenario->actor_count; j++) {
        int t = last_turn_of(log, i, j);
        if (!t)
            continue;
        int64_t belief = fact_belief(log, t, j, i);
        int percent = card_percent(belief);
        text_put(text, last.count ? ", " : "");
        text_put(text, card_name(page, j));
        text_put_char(text, ' ');
        text_put_int(text, percent);
        text_put(text, " %");
        last.sum += belief;
        last.greedy += percent >= 50;
        last.count++;
    }
    return last;
}

static bool reveal(const struct world_log *log, int i, struct card_page *page)
{
    static const char *const who[] = {"{who}: {motive}. {wanted}", "{who}: {motive}. {wanted}"};
    static const char *const thought[] = {"Last believed greedy by: {list} (mean {mean} %).",
                                          "Al final lo creían codicioso: {list} (media {mean} %)."};
    static const char *const ended[] = {
        "Territory {before} to {after}, final score {score}, goal {goal}.",
        "Territorio de {before} a {after}, puntuación final {score}, objetivo "
        "{goal}."};
    static const char *const dead[] = {"Destroyed; final score {score}.",
                                       "Destruido; puntuación final {score}."};
    static const char *const surprise[][DEBRIEF_LANGUAGES] = {
        {"SURPRISE: most took it for greedy, and it was not.",
         "SORPRESA: la mayoría lo creía codicioso, y no lo era."},
        {"SURPRISE: most took it for harmless, and it was not.",
         "SORPRESA: la mayoría lo creía inofensivo, y no lo era."},
    };
    static const char *const goal[DEBRIEF_LANGUAGES][2] = {{"missed", "met"}, {"no cumplido", "cumplido"}};
    char list[ACTORS_MAX * (NAME_SIZE + 8)];
    struct text text = text_over(list, sizeof list);
    const struct world *end = log_end(log);
    const struct actor *actor = &end->actors[i];
    bool seeks = fact_seeks_security(end, i);
    struct last_beliefs last = put_last_beliefs(log, i, page, &text);
    card_blank(page);
    card_say(page, 0, who,
             CARD_SLOTS(card_word("who", card_name(page, i)),
                        card_word("motive", card_motive(page->language, actor->motive)),
                        card_word("wanted", card_motive_long(page->language, actor->motive))));
    if (last.count)
        card_item(page, 2, thought,
                  CARD_SLOTS(card_word("list", list),
                             card_number("mean", card_mean_percent(last.sum, last.count))));
    card_item(page, 2, actor->alive ? ended : dead,
              CARD_SLOTS(card_number("before", actor->start), card_number("after", actor->territory),
                         card_number("score", score_final(end, i)),
                         card_word("goal", goal[page->language][score_goal_met(end, i)])));
    int wrong = seeks ? last.greedy : last.count - last.greedy;
    bool surprising = 2 * wrong > last.count;
    if (surprising)
        card_item(page, 2, surprise[seeks ? 0 : 1], NULL);
    return surprising;
}

static void draw(const struct card_input *input, struct card_page *page)
{
    static const char *const before[] = {
        "Fixed before the first turn and sealed by the commitment that every player was shown.",
        "Fijados antes del primer turno y sellados por el compromiso que se mostró a todos los jugadores."};
    static const char *const count[][DEBRIEF_LANGUAGES] = {
        {"{seekers} of {all} states wanted only safety; most of the others were wrong about none of the "
         "{all}.",
         "Estados que solo querían seguridad: {seekers} de {all}; sobre ninguno de los {all} se equivocó la "
         "mayoría de los demás."},
        {"{seekers} of {all} states wanted only safety; most of the others were wrong about one of the "
         "{all}.",
         "Estados que solo querían seguridad: {seekers} de {all}; sobre uno de los {all} se equivocó la "
         "mayoría de los demás."},
        {"{seekers} of {all} states wanted only safety; most of the others were wrong about {surprises} of "
         "the {all}.",
         "Estados que solo querían seguridad: {seekers} de {all}; sobre {surprises} de los {all} se equivocó "
         "la mayoría de los demás."},
    };
    const struct world_log *log = input->played->log;
    int seekers = 0, surprises = 0, all = page->scenario->actor_count;
    card_say(page, 0, before, NULL);
    for (int i = 0; i < all; i++) {
        seekers += fact_seeks_security(log_start(log), i);
        surprises += reveal(log, i, page);
    }
    card_blank(page);
    card_say(page, 0, count[surprises < 2 ? surprises : 2],
             CARD_SLOTS(card_number("seekers", seekers), card_number("all", all),
                        card_number("surprises", surprises)));
}

const struct card card_reveal = {
    .name = "D3",
    .title = {"The reveal", "La revelación"},
    .question = {"Who is surprised?", "¿Quién se sorprende?"},
    .shows = {"the true motives, each beside what the others had believed last, and how it came out",
              "los motivos verdaderos, cada uno junto a lo que los demás creían al final, y en qué quedó"},
    .draw = draw,
};
