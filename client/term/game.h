/* One person's game in line mode: the model as told by the server, the draft, and the page to write on.
 *
 * Everything that prints or runs a command gets this struct and nothing else, so it works the same against a
 * server and in a test. Owner: line.c, or a test. Loop thread. */
#ifndef SPIRAL_TERM_GAME_H
#define SPIRAL_TERM_GAME_H

#include "client/core/player.h"
#include "client/term/draft.h"
#include "client/term/history.h"
#include "client/term/page.h"
#include "client/term/walk.h"
#include "common/debrief/own.h"

enum {
    WALL_TIME_SIZE = 16, /* "10:41:07", with the NUL */
};

/* What the person wants of the session itself. */
enum game_wish {
    WISH_NONE,
    WISH_QUIT, /* once everything that was sent has an answer */
    WISH_QUIT_NOW,
    WISH_WAIT_TURN,
    WISH_WAIT_END,
};

/* Of the own state, as the turn in hand and the turn before began. */
struct game_score {
    bool knows_before;
    int32_t turn, score, territory;
    int32_t score_before, territory_before;
};

/* Where the debrief in step was when it was told here. */
struct step_shown {
    int card, part;   /* -1: nothing yet */
    bool asked, kept; /* how it felt was asked; it was said that the words are kept */
    char *memory;     /* owned; of the text */
};

struct game {
    struct player *player;     /* borrowed */
    const struct model *model; /* borrowed from the player */
    struct page page;
    struct draft draft;
    struct history history;
    struct own_mirror mirror; /* how the person said that others see it, as far as this client knows */
    struct debrief *debrief;  /* owned; NULL before it is asked for */
    struct walk walk;         /* through the debrief */
    struct step_shown step;   /* of the debrief in step */
    struct wire_state_feelings feelings; /* as this person said them here */
    int seats;                           /* so often another seat was given to the person */
    bool awaits_consent;                 /* the exercise asks, and nothing was answered yet */
    struct game_score score;             /* for what the last turn did to it */
    uint64_t now_ms;                     /* monotonic, of what is being handled */
    char wall[WALL_TIME_SIZE];           /* local time of what is being handled */
    char saved_at[WALL_TIME_SIZE];       /* local time of the last confirmation */
    uint64_t lost_ms; /* since when there is no connection; meaningful while there is none */
    uint64_t
        touched_ms;   /* when the person last changed the sheet that is not sent; 0: it is as it was sent */
    bool ready;       /* confirmed by the server */
    bool wants_ready; /* as soon as the sheet in hand is saved */
    bool saves_again; /* another save was asked for while one was on its way */
    bool hints;
    bool saves;         /* changes are sent by themselves, see play.c */
    bool news_unspoken; /* news from outside that is told with the turn */
    bool drawn;         /* shown on a screen: what stands there is not said again */
    bool watches;       /* a bot plays for the person: no orders, no advice */
    bool seen;          /* by somebody who looks on: nothing is typed, so it is not said how */
    bool asked_to_quit; /* the last thing typed was quit, and it was asked whether that is meant */
    int talks;          /* messages and a leave that were sent, neither accepted nor refused */
    int guide;          /* question of the guide that is being asked, 0: none */
    enum game_wish wish;
};

void game_init(struct game *game, const struct language *language, int width);
void game_free(struct game *game);

static inline const struct view *game_view(const struct game *game)
{
    return &game->model->situation.view;
}

/* Another seat: nothing that was kept here holds. */
void game_new_seat(struct game *game);
/* The turn opens anew: what was drafted for it is gone. */
void game_roll_back(struct game *game);

/* A turn is open to this person: it began, it goes on, the state lives and no bot plays it. */
bool game_may_order(const struct game *game);
/* A bot plays it, and asking brings it back: not while whoever runs the exercise holds it, nor twice. */
bool game_may_take_back(const struct game *game);

/* Sends the sheet in hand: orders, and what else is stated when that changed. */
void game_save(struct game *game);
/* The same, when the person changed something in a turn that is still open to them. */
void game_save_touched(struct game *game);
/* Ready: saves first what is not saved. */
void game_set_ready(struct game *game, bool ready);

/* Something that was sent has no answer yet. */
bool game_waits(const struct game *game);

/* What the server told. */
void game_situation(struct game *game);
void game_accepted(struct game *game, enum to_server_kind command, const struct wire_accepted *accepted);
void game_refused(struct game *game, enum to_server_kind command, const struct refusal *refusal);

#endif
