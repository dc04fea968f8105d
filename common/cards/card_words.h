/* Words that several cards use, in the language of the page: states, motives, pacts, wars. Const tables and
 * pure functions; any thread. */
#ifndef SPIRAL_CARDS_CARD_WORDS_H
#define SPIRAL_CARDS_CARD_WORDS_H

#include "common/cards/card_page.h"
#include "common/debrief/escalation.h"
#include "common/debrief/structure.h"

/* A state's name; what could steer a terminal is taken out when a line is written. */
const char *card_name(const struct card_page *page, int i);

/* One character for a state: the first of its name where no two names begin alike, else A, B, C ... by seat,
 * as everywhere in the game. */
char card_letter(const struct scenario *scenario, int i);

/* "N North, E East ..." */
void card_put_letters(const struct card_page *page, struct text *text);

/* "North", "North and East", "North, East and West", for a set of states. */
void card_put_states(const struct card_page *page, uint32_t states, struct text *text);

/* Stable words for programs, and the ends of the keys of their words for people. The restraint names are in
 * the order of the bits of an episode's acts. */
extern const struct name_list card_rung_names, card_restraint_names;

const char *card_rung(const struct language *language, int rung);
/* "5 war": wherever a rung stands as a number, its name stands behind it. */
void card_put_rung(const struct language *language, int rung, struct text *text);
const char *card_act(const struct language *language, int act);
const char *card_motive(const struct language *language, int motive); /* "security seeker" */
const char *card_motive_long(const struct language *language,
                             int motive); /* what it wants, a whole sentence */
const char *card_pact(const struct language *language, int pact);
const char *card_ending(const struct language *language, int ending);
const char *card_stage(const struct language *language, int kind);
const char *card_roe(const struct language *language, int roe);

/* Who attacked whom, who came to help, and how it ended, in one or two sentences. */
void card_put_war(const struct card_page *page, const struct war *war, struct text *text);

/* The row of that name, which there is. */
const struct metric_row *card_metric(const char *name);

/* Does a metric say anything of a play by bots that know all motives? Suspicion is read off the estimates,
 * which they do not heed. */
bool card_applies(const char *metric, bool informed);

/* A metric's sentence with its value, and the number of cases where it is a mean over several. Puts nothing
 * and gives false where it is not defined. */
bool card_put_metric(const struct card_page *page, const struct metric_row *row,
                     const struct metric_input *input, struct text *text);

/* Calls of allies upon i to help or to attack, how often it came, and its attacks on partners. */
struct card_calls {
    int called, came, broken;
};

struct card_calls card_calls_of(const struct world_log *log, int i);

/* Units for people: centi-units rounded to whole ones. */
int64_t card_units(int64_t centi_units);

/* Permille to percent, rounded. */
static inline int card_percent(int64_t permille)
{
    return (int)((permille + 5) / 10);
}

/* The mean of `count` numbers (1 or more) of which none is negative, rounded; of permille, as percent. */
static inline int64_t card_mean(int64_t sum, int64_t count)
{
    return (2 * sum + count) / (2 * count);
}

static inline int64_t card_mean_percent(int64_t permille_sum, int64_t count)
{
    return card_mean(permille_sum, 10 * count);
}

#endif
