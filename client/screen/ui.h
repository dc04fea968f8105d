/* What a person sees and where they are on the screens: between the play, which it reads, and the canvas,
 * which it draws on.
 *
 * Keys change the ui or run a command of line mode; drawing changes nothing. Owner: screen.c, or a test. Loop
 * thread. */
#ifndef SPIRAL_SCREEN_UI_H
#define SPIRAL_SCREEN_UI_H

#include "client/screen/canvas.h"
#include "client/screen/edit.h"
#include "client/screen/lines.h"
#include "client/screen/sightings.h"
#include "client/screen/terminal.h"
#include "client/term/game.h"

enum {
    UI_ROWS_MIN = 24,
    UI_COLUMNS_MIN = 80,
    UI_MESSAGES_MAX = 200, /* lines said that are kept */
};

enum screen_id {
    SCREEN_SITUATION,
    SCREEN_ORDERS,
    SCREEN_INTEL,
    SCREEN_DIPLOMACY,
    SCREEN_BELIEFS,
    SCREEN_LOG,
    SCREEN_YOU, /* role card, how one looks, the game in one picture */
    SCREEN_DEBRIEF,
    SCREEN_COUNT,
};

/* A pager over the screen: answers that are longer than the message pane, help, the role card. */
struct overlay {
    bool open, is_card; /* the role card, before the first turn */
    int scroll;
    char title[128];
    struct lines lines;
};

struct ui {
    struct game *game;
    enum screen_id screen;
    int rival;  /* the chosen state, -1: none */
    int item;   /* chosen row of the orders */
    bool more;  /* the rest of the orders is unfolded */
    int column; /* of the beliefs */
    int scroll[SCREEN_COUNT];
    int log_turn;              /* 0: the last one */
    int log_state;             /* -1: all */
    bool told;                 /* the record agrees: the debrief may be shown */
    bool ended;                /* it was said that the world has ended */
    int seats;                 /* as game->seats when anything was kept here */
    int card, part;            /* of the debrief; the part also of the screen about oneself */
    int card_rows, card_lines; /* of the card as drawn last */
    bool typing;               /* a command is being typed */
    bool pasting, pasted;
    bool leaving; /* q was pressed once */
    struct edit edit;
    struct overlay overlay;
    struct lines messages;
    int fresh;      /* messages since the last key */
    int pane_from;  /* what was said before belongs to another turn */
    bool answered;  /* what was said last answers a key: it is shown from its beginning */
    bool too_small; /* as drawn last */
    int turns_seen; /* turns that began */
    int press_seen;
    struct sightings sightings;
    struct lines scratch;
};

/* A part of the canvas. */
struct area {
    int row, column, rows, columns;
};

/* A screen: one row of `screens`. */
struct screen {
    const char *name; /* "situation": words under "screen.situation", keys under "key.*" */
    void (*draw)(struct ui *ui, struct canvas *canvas, struct area area);
    /* A key that is no binding; false: it means nothing here. NULL: none. */
    bool (*press)(struct ui *ui, const struct key *key);
};

extern const struct screen screen_situation, screen_orders, screen_intel, screen_diplomacy, screen_beliefs,
    screen_log, screen_you, screen_debrief;
extern const struct screen *const screens[SCREEN_COUNT];

void ui_init(struct ui *ui, struct game *game);

/* A new situation or turn: the figures are kept, the choice stays where it may. */
void ui_situation(struct ui *ui);
void ui_turn(struct ui *ui);

/* The role card is known; the world has ended; its record may be shown. */
void ui_role(struct ui *ui);
void ui_ended(struct ui *ui);
void ui_debrief(struct ui *ui);
/* All look at another card, or at more of it. */
void ui_step(struct ui *ui);

/* Ends typing and closes what lies over the screen. */
void ui_free_hands(struct ui *ui);

/* A key. `ui->game->wish` says when the person wants to leave. */
void ui_press(struct ui *ui, const struct key *key);

/* What stands on the game's page becomes messages, or an overlay where it is an answer that is too long for
 * them. */
void ui_take_page(struct ui *ui, bool answer);

void ui_draw(struct ui *ui, struct canvas *canvas, int rows, int columns);

/* ---- for the screens */

static inline const struct view *ui_view(const struct ui *ui)
{
    return game_view(ui->game);
}

/* A world is there to be looked at. */
bool ui_has_view(const struct ui *ui);

/* Runs a command as if it had been typed. */
void ui_command(struct ui *ui, const char *line);
/* The same for what is looked up: a long answer is laid over the screen. */
void ui_look(struct ui *ui, const char *line);
/* Begins the line of a command, by its English name, that the person goes on typing; "" for an empty line. */
void ui_type(struct ui *ui, const char *name);
void ui_show_screen(struct ui *ui, enum screen_id screen);
void ui_open_overlay(struct ui *ui, const char *title);
/* The next or previous living rival. */
void ui_step_rival(struct ui *ui, int step);

/* Puts a sentence at a place, clipped; gives the column behind it. */
int ui_say(struct ui *ui, struct canvas *canvas, int row, int column, int limit, enum style style,
           const char *key, const struct slot *slots);
/* The words of a sentence in some memory. */
const char *ui_words(const struct ui *ui, const char *key, const struct slot *slots, struct text *text);

/* The name of a state from a column to before another one, and that a bot plays it where that is told. */
void ui_put_name(const struct ui *ui, struct canvas *canvas, int row, int column, int limit, enum style style,
                 int state);

/* Rivals in order, all or only the living; and the part of them that fits into so many rows with the chosen
 * one in sight. */
struct rivals {
    int count, first, shown;
    int at[ACTORS_MAX];
};
void ui_rivals(const struct ui *ui, bool living, int rows, struct rivals *rivals);
/* Marks at the right edge that there are more above or below the rows from `row` on. */
void ui_mark_more(struct canvas *canvas, const struct rivals *rivals, int row, int column);

/* Lines into an area from a line on; a mark shows where more stands above or below. Gives the rows used. */
int ui_put_lines(struct canvas *canvas, struct area area, const struct lines *lines, int *scroll,
                 enum style style);

#endif
