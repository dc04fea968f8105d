/* A seat's orders as they are typed in one line, from a sheet of paper or for a fork: "civil 6 fortify 3
 * strike 1 attack Borea offer Delmar defensive secret". The words are those that players type, in their
 * language or in English.
 *
 * What is not said stays as it stands in `orders`. Pure; any thread. */
#ifndef SPIRAL_CTL_ORDERS_WORDS_H
#define SPIRAL_CTL_ORDERS_WORDS_H

#include "common/base/status.h"
#include "common/rules/orders.h"
#include "common/words/sentences.h"

struct states_named;

MUST_USE enum status orders_read_words(const struct states_named *states, const char *words,
                                       const struct language *language, struct orders *orders,
                                       struct cause *cause);

#endif
