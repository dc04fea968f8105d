/* The cards of the debrief, D0 to D8: what happened, what each thought, what was true, why, and
 * whose theory foresaw it. Each card ends with one question to ask.
 *
 * Facilitators show them in this order: no motive is told, and none can be inferred from a word, before D3.
 * Nothing rests on colour. Drawn from the log of a finished world into text of the caller, or into blocks
 * (card_debrief.h), so that command, terminal, browser and export say the same. To add a card: a file with a
 * `const struct card`, a row in card.c, and its sentences. Pure: no heap, no I/O; any thread. */
#ifndef SPIRAL_CARDS_CARD_H
#define SPIRAL_CARDS_CARD_H

#include "common/base/id.h"
#include "common/debrief/diagnosis.h"
#include "common/words/sentences.h"

enum {
    CARD_WIDTH_MIN = 40, /* columns */
    CARD_WIDTH_MAX = 240,
    CARD_WIDTH = 80,
    CARD_TEXT_MAX = 2 * 1024 * 1024, /* bytes of all cards of one world */
    CARD_WORLDS_MAX = 64,            /* worlds that are compared */
    CARD_NAME_SIZE = 16,             /* of a world in its exercise */
};

/* A finished world in a few numbers, for comparison with others. A value. */
struct card_world {
    char id[ID_HEX_SIZE];
    char name[CARD_NAME_SIZE]; /* in its exercise, "A"; empty: it goes by its id */
    char scenario[NAME_SIZE];
    int32_t balance, believed, fungibility; /* %; believed: perceived_balance, or the true one */
    int32_t actors, seekers, turns;
    struct metric_value wars, tragedy, burden, mistrust, seeker_score;
};

void card_world_of(const struct metric_input *input, const struct id *id, struct card_world *world);
/* It goes by that name; NULL or empty: by its id. */
void card_world_name(struct card_world *world, const char *name);

/* What whoever ran the exercise told a world, or how it went back. Borrows its words. */
struct card_told {
    int turn;                    /* the open one; 0: before the first */
    bool practice;               /* in a turn that did not count */
    int back_to;                 /* 0: news; else the turn that opened anew, and nothing below is set */
    uint32_t seats;              /* bit mask of who was told */
    bool misleading;             /* untrue on purpose */
    const char *source;          /* whom it seemed to come from; NULL or empty: nobody */
    const char *text[LANGUAGES]; /* as languages[]; NULL: erased; empty: not in that language */
};

/* All of it. No public record has any of this. */
struct card_steering {
    const struct card_told *told; /* in the order in which it came */
    int told_count;
    uint64_t resolved;           /* bit t: turn t was closed by hand */
    uint64_t behalf[ACTORS_MAX]; /* bit t: the seat's orders of turn t were given on its behalf */
    bool withheld; /* another world of the exercise is still played, and may yet be told the same: nothing is
                      called untrue */
};

/* What a card is drawn from. Borrowed; `played` and what it borrows outlive the call. */
struct card_input {
    struct id id;
    const char *code;                     /* of its exercise, "K7QX2M"; NULL or empty: not known */
    const char *name;                     /* of the world in its exercise, "A"; NULL or empty: it has none */
    const struct card_steering *steering; /* NULL: not known */
    bool scored; /* beliefs were, which their persons knew: own pages have their points */
    const struct metric_input *played;
    /* the same world and key, played by bots: in the same dark, and with all motives known; NULL: not made */
    const struct metric_input *dark, *informed;
    const struct card_world *worlds; /* others beside this one, without it */
    int world_count, worlds_beyond;  /* `worlds_beyond`: there are more, not compared */
    const struct language *language;
    int width; /* columns, CARD_WIDTH_MIN..CARD_WIDTH_MAX */
};

struct card_page;

/* The catalogues say the rest: "card.d4.title"; "card.d4.question", where {turn} stands for the turn to ask
 * about; "card.d4.shows": what is on it, for the manual. */
struct card {
    const char *name; /* "D4" */
    void (*draw)(const struct card_input *input, struct card_page *page);
    /* NULL, or what `draw` draws, state by state (from 0) */
    void (*draw_state)(const struct card_input *input, int state, struct card_page *page);
};

extern const struct card *const cards[];
extern const int card_count;

/* By name, "D4" or "d4"; NULL when there is none. */
const struct card *card_find(const char *name);

/* What people call the world, as far as that is known: "K7QX2M-A", "K7QX2M", "A" or nothing. */
void card_put_name(const struct card_input *input, struct text *text);

/* One line that says which world this is; `plain`: without a break. */
void card_put_headline(const struct card_input *input, struct text *text);
void card_put_headline_plain(const struct card_input *input, struct text *text);

/* "Side by side" */
const char *card_title(const struct card *card, const struct language *language);

/* With its turn to ask about; 0: before play, when it is not known. */
void card_put_question(const struct card *card, const struct language *language, int turn, struct text *text);

/* Title, content and question. */
void card_put(const struct card *card, const struct card_input *input, struct text *text);

/* Into how many parts it can be taken apart, to be uncovered one after the other: one a state, or 1. */
int card_parts(const struct card *card, const struct card_input *input);
/* Part `part`, from 0: the title stands before the first, the question behind the last. */
void card_put_part(const struct card *card, const struct card_input *input, int part, struct text *text);

/* Its content alone. */
void card_draw_part(const struct card *card, const struct card_input *input, int part,
                    struct card_page *page);

/* The turn that a question asks about: of the first crisis or war, or else the middle one. */
int card_turn_asked(const struct world_log *log);

#endif
