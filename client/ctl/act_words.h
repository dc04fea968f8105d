/* What a facilitator does, as it was typed: names and numbers in words, which become an act once the state of
 * the exercise says what they mean.
 *
 * Strings are borrowed from whoever typed them; NULL: not given. Pure; any thread. */
#ifndef SPIRAL_CTL_ACT_WORDS_H
#define SPIRAL_CTL_ACT_WORDS_H

#include "common/base/status.h"
#include "common/wire/message_exercise.h"
#include "common/words/sentences.h"

struct act_words {
    const struct language *language;
    const char *world, *seat, *person, *facilitator;
    const char *reason, *text, *text_es, *source, *to;
    const char *orders, *name, *rights, *card;
    int seconds, turn, turns, percent, number, tension, part, days;
    bool everyone, release, misleading, over, practice;
};

/* What is wrong with the words before any state is known: something that this act needs is missing, or too
 * long. The sentence of `key` says it, with the others in its places; NULL: nothing is. */
struct act_fault {
    const char *key, *option, *word, *value;
    int most;
};

struct act_fault act_fault(enum exercise_act kind, const struct act_words *words);
void act_put_fault(const struct act_fault *fault, const struct language *language, struct text *text);

/* False: the act names nothing that only a state tells. */
bool act_needs_state(enum exercise_act kind, const struct act_words *words);

/* `state` may be NULL where act_needs_state says so. STATUS_INVALID names what is not there, and what is. */
MUST_USE enum status act_resolve(enum exercise_act kind, const struct act_words *words,
                                 const struct wire_exercise_state *state, struct wire_exercise_act *act,
                                 struct cause *cause);

#endif
