/* D4: true motive and beliefs side by side, turn by turn. Wrong beliefs carry an M. */
#include "client/cards/card_list.h"
#include "client/cards/card_turns.h"
#include "client/cards/card_words.h"
#include "common/debrief/facts.h"

enum {
    EVEN = 50, /* percent: from here on a state is taken for greedy */
    MIRRORS_SHOWN = 12,
};

/* What i believed of j in turn t, percent, or CARD_NONE. */
static int believed(const struct world_log *log, int t, int i, int j)
{
    return fact_pair_alive(log, t, i, j) ? card_percent(fact_belief(log, t, i, j)) : CARD_NONE;
}

static bool is_misperceived(const struct world_log *log, int t, int i, int j)
{
    int percent = believed(log, t, i, j);
    return percent != CARD_NONE && fact_seeks_security(log_start(log), j) == (percent >= EVEN);
}

static struct card_row row_of(const struct world_log *log, int i, int j)
{
    struct card_row row = {0};
    for (int t = 1; t <= log->turns; t++) {
        row.value[t] = believed(log, t, i, j);
        row.mark[t] = is_misperceived(log, t, i, j);
    }
    return row;
}

static int32_t largest_belief(const struct world_log *log)
{
    int32_t largest = 0;
    int n = log_start(log)->scenario.actor_count;
    for (int t = 1; t <= log->turns; t++)
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
                largest = believed(log, t, i, j) > largest ? believed(log, t, i, j) : largest;
    return largest;
}

/* What each other believed of i, and in the mirror under it what i believed of the other. */
static void draw_state(const struct world_log *log, int i, const struct card_turns *turns,
                       struct card_page *page)
{
    static const char *const head[] = {"{who} - true motive: {motive}", "{who} - motivo verdadero: {motive}"};
    static const char *const theirs[] = {"  {whom} saw it as greedy", "  {whom} lo vio codicioso"};
    static const char *const mine[] = {"    it saw {whom} as greedy", "    él vio codicioso a {whom}"};
    char label[2 * NAME_SIZE + 64];
    struct text text = text_over(label, sizeof label);
    int motive = log_start(log)->actors[i].motive;
    card_fill(page, head,
              CARD_SLOTS(card_word("who", card_name(page, i)),
                         card_word("motive", card_motive(page->language, motive))),
              &text);
    card_heading(page, label);
    card_row_heading(page, turns);
    for (int j = 0; j < page->scenario->actor_count; j++) {
        if (j == i)
            continue;
        struct card_row of_me = row_of(log, j, i), of_them = row_of(log, i, j);
        const struct card_slot *slots = CARD_SLOTS(card_word("whom", card_name(page, j)));
        text = text_over(label, sizeof label);
        card_fill(page, theirs, slots, &text);
        card_row_draw(page, label, &of_me, turns);
        text = text_over(label, sizeof label);
        card_fill(page, mine, slots, &text);
        card_row_draw(page, label, &of_them, turns);
    }
}

/* Turns in which two innocents saw greed in each other: the mirror image. Gives their number, and the first.
 */
static int mirrored_turns(const struct world_log *log, int i, int j, int *first)
{
    const struct world *start = log_start(log);
    int count = 0;
    for (int t = 1; t <= log->turns; t++) {
        if (!is_misperceived(log, t, i, j) || !is_misperceived(log, t, j, i))
            continue;
        *first = count++ ? *first : t;
    }
    return fact_seeks_security(start, i) && fact_seeks_security(start, j) ? count : 0;
}

static void say_mirrors(const struct world_log *log, struct card_page *page)
{
    static const char *const line[] = {"Mirror: {one} and {other} both wanted only safety, and each saw the "
                                       "other as greedy (turns: {count}, first: "
                                       "{turn}).",
                                       "Espejo: {one} y {other} solo querían seguridad, y cada uno vio "
                                       "codicioso al otro (turnos: {count}, el "
                                       "primero: {turn})."};
    static const char *const more[] = {"And {count} more such pairs.", "Y {count} pares más así."};
    int pairs = 0, first = 0;
    for (int i = 0; i < page->scenario->actor_count; i++) {
        for (int j = i + 1; j < page->scenario->actor_count; j++) {
            int count = mirrored_turns(log, i, j, &first);
            if (!count || pairs++ >= MIRRORS_SHOWN)
                continue;
            card_item(page, 0, line,
                      CARD_SLOTS(card_word("one", card_name(page, i)), card_word("other", card_name(page, j)),
                                 card_number("count", count), card_number("turn", first)));
        }
    }
    if (pairs > MIRRORS_SHOWN)
        card_item(page, 0, more, CARD_SLOTS(card_number("count", pairs - MIRRORS_SHOWN)));
}

static void say_count(const struct world_log *log, struct card_page *page)
{
    static const char *const line[] = {"Misperceived: {wrong} of {all} beliefs ({percent} %).",
                                       "Percepciones erróneas: {wrong} de {all} creencias ({percent} %)."};
    int64_t wrong = 0, all = 0;
    int n = page->scenario->actor_count;
    for (int t = 1; t <= log->turns; t++) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                all += believed(log, t, i, j) != CARD_NONE;
                wrong += is_misperceived(log, t, i, j);
            }
        }
    }
    card_item(page, 0, line,
              CARD_SLOTS(card_number("wrong", wrong), card_number("all", all),
                         card_number("percent", all ? (100 * wrong + all / 2) / all : 0)));
}

static void draw(const struct card_input *input, struct card_page *page)
{
    static const char *const legend[] = {
        "Probability of being greedy that each gave the other, in percent, turn by turn. M: misperceived, "
        "that is 50 or more about a state that "
        "wanted "
        "only safety, or less than 50 about one that wanted land. -: one of the two was no more.",
        "Probabilidad atribuida de ser codicioso, en tanto por ciento, turno a turno. M: percepción errónea, "
        "es decir, 50 o "
        "más "
        "sobre un Estado que solo quería seguridad, o menos de 50 sobre uno que quería territorio. -: uno de "
        "los dos "
        "ya no existía."};
    static const char *const verdict[] = {"Verdict: {verdict}", "Veredicto: {verdict}"};
    const struct world_log *log = input->played->log;
    struct card_turns turns = card_row_turns(page, log->turns, largest_belief(log));
    char memory[CARD_SENTENCE_MAX];
    struct text text = text_over(memory, sizeof memory);
    card_say(page, 0, legend, NULL);
    card_say_left_out(page, &turns, log->turns);
    for (int i = 0; i < page->scenario->actor_count; i++)
        draw_state(log, i, &turns, page);
    card_blank(page);
    say_count(log, page);
    say_mirrors(log, page);
    verdict_put(input->played, page->language, &text);
    card_item(page, 0, verdict, CARD_SLOTS(card_word("verdict", memory)));
}

const struct card card_beside = {
    .name = "D4",
    .title = {"Side by side", "Lado a lado"},
    .question = {"Which signal misled you?", "¿Qué señal le engañó?"},
    .shows =
        {"true motives beside what each believed, turn by turn, both ways; M where it was wrong",
         "los motivos verdaderos junto a lo que creía cada uno, turno a turno, en ambos sentidos; M donde se "
         "equivocó"},
    .draw = draw,
};
