/* The rules by which wars are diagnosed. Their order is the order of explanation. */
#include "common/debrief/diagnosis.h"
#include "common/words/key.h"

const struct diagnosis_rule diagnosis_rules[CAUSE_COUNT] = {
    [CAUSE_AGGRESSION] = {.name = "aggression"},
    [CAUSE_WEAKNESS] = {.name = "weakness"},
    [CAUSE_DETERRENCE_FAILURE] = {.name = "deterrence_failure"},
    [CAUSE_RIGHT_FEAR] = {.name = "right_fear"},
    [CAUSE_ANSWER] = {.name = "answer", .dilemma = true},
    [CAUSE_SPIRAL] = {.name = "spiral", .dilemma = true},
    [CAUSE_BACKFIRE] = {.name = "backfire", .dilemma = true},
    [CAUSE_PREEMPTION] = {.name = "preemption", .dilemma = true},
    [CAUSE_MISREADING] = {.name = "misreading", .dilemma = true},
    [CAUSE_CHAIN] = {.name = "chain"},
};

const char *diagnosis_title(const struct language *language, int cause)
{
    return key_words(language, KEY("rule", diagnosis_rules[cause].name, "title"));
}
