/* The tables that the build makes of config/locale; for sentences.c only. */
#ifndef SPIRAL_WORDS_CATALOGUES_H
#define SPIRAL_WORDS_CATALOGUES_H

#include "common/words/sentences.h"

extern const struct language catalogue_en, catalogue_es;

#endif
