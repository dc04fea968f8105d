/* Why a war came: every war held against rules that people can read, each answer with its evidence.
 *
 * Several rules may fit one war; the first that fits, in the order of the list, is its main cause. Values in
 * the caller's space. Pure; any thread. */
#ifndef SPIRAL_DEBRIEF_DIAGNOSIS_H
#define SPIRAL_DEBRIEF_DIAGNOSIS_H

#include "common/debrief/metric.h"
#include "common/words/sentences.h"

enum { DIAGNOSIS_VERSION = 1, EVIDENCE_MAX = 40 };

enum cause_of_war {
    CAUSE_AGGRESSION,
    CAUSE_WEAKNESS,
    CAUSE_DETERRENCE_FAILURE,
    CAUSE_RIGHT_FEAR,
    CAUSE_ANSWER,
    CAUSE_SPIRAL,
    CAUSE_BACKFIRE,
    CAUSE_PREEMPTION,
    CAUSE_MISREADING,
    CAUSE_CHAIN,
    CAUSE_COUNT,
};

/* A rule; people read it in the catalogues, as "rule.spiral.title" and "rule.spiral.text". */
struct diagnosis_rule {
    const char *name;
    bool dilemma; /* is it a form of the security dilemma? */
};

extern const struct diagnosis_rule diagnosis_rules[CAUSE_COUNT];

/* "Pre-emption" */
const char *diagnosis_title(const struct language *language, int cause);

enum evidence_kind {
    EVIDENCE_MOTIVE,      /* who; first: enum motive */
    EVIDENCE_ATTACKED,    /* who had been attacked by whom; first: in which turn */
    EVIDENCE_DETERRED,    /* who, whom; first: chance, second: threshold, permille, chance below */
    EVIDENCE_TEMPTED,     /* the same, chance not below */
    EVIDENCE_EPISODE,     /* who, whom; first, second: turns of the spiral */
    EVIDENCE_RISE,        /* who saw whom rise; first: seen, second: true, centi-units */
    EVIDENCE_SUSPICION,   /* who, whom; first: before, second: at the attack, permille */
    EVIDENCE_FEAR,        /* who, whom; first: suspicion, second: threshold of pre-emption, permille */
    EVIDENCE_NO_FEAR,     /* the same, suspicion not above; second -1: no fear would do */
    EVIDENCE_JOINED,      /* who was called by whom to attack, and came; first: target */
    EVIDENCE_HELPED,      /* who came to the help of whom */
    EVIDENCE_STOOD_ASIDE, /* who did not */
    EVIDENCE_KINDS,
};

/* Stable words for programs, and the ends of the keys of their sentences. */
extern const struct name_list evidence_names;

struct evidence {
    uint8_t kind;
    int8_t turn, who, whom;
    int32_t first, second;
};

enum roe_class { ROE_TIGHT, ROE_REGULAR, ROE_LOOSE, ROE_COUNT };
extern const struct name_list roe_names;

struct diagnosis {
    uint16_t causes; /* 1 << enum cause_of_war */
    int main;        /* enum cause_of_war */
    enum roe_class roe;
    int evidence_count;
    struct evidence evidence[EVIDENCE_MAX];
};

/* `war` is one of input->findings. */
void diagnose(const struct metric_input *input, const struct war *war, struct diagnosis *diagnosis);

/* Is the war a form of the security dilemma? */
bool diagnosis_is_dilemma(const struct diagnosis *diagnosis);

/* Roe 1999: loose with a greedy or limited belligerent; else tight when what the leaders had come to accept
 * was compatible, else regular. */
enum roe_class war_roe(const struct world_log *log, const struct war *war);

/* One sentence, with the names of the states. */
void evidence_put(const struct evidence *evidence, const struct world *world, const struct language *language,
                  struct text *text);

/* What the world as a whole was, in a sentence or two: the causes of its wars counted, or why there was none.
 */
void verdict_put(const struct metric_input *input, const struct language *language, struct text *text);

#endif
