/* Everything that is printed, in whole sentences on the game's page. Loop thread.
 *
 * Each function reads the game and writes lines; none changes anything else. */
#ifndef SPIRAL_TERM_TELL_H
#define SPIRAL_TERM_TELL_H

#include "client/term/game.h"

/* ---- tell_turn.c: where things stand */
void tell_turn(struct game *game); /* the start of a turn, whole */
void tell_turn_headline(struct game *game);
void tell_rivals(struct game *game); /* a line for each */
void tell_pacts(struct game *game);  /* own pacts and open offers */
void tell_own(struct game *game);    /* stocks, income, felt danger, score */
void tell_menu(struct game *game);
void tell_hint(struct game *game); /* in the tutorial: one hint a turn */

/* ---- tell_rival.c: all that is known of one state */
void tell_rival(struct game *game, int state);
void tell_rival_line(struct game *game, int state);

/* ---- tell_events.c: what happened, most important first */
void tell_changes(struct game *game);                          /* last turn, with what the estimates show */
bool tell_log_of(struct game *game, uint32_t turn, int state); /* only what the state had a part in */
bool tell_log(struct game *game, uint32_t turn);               /* false when that turn was not seen here */

/* ---- tell_status.c: what happens when the turn closes */
void tell_status(struct game *game);
void tell_order_state(struct game *game); /* of it only what becomes of the orders */
void tell_bot_seat(
    struct game *game); /* why a bot plays this seat, and what to do; nothing where none does */
void tell_time_warning(struct game *game, int64_t seconds);
void tell_clock(struct game *game, const struct wire_clock *before);

/* ---- tell_orders.c: the draft, what it means and who will see it */
void tell_orders(struct game *game);
void tell_more(struct game *game);
void tell_budget(struct game *game);
void tell_attack(struct game *game);
void tell_offers(struct game *game);
void tell_answers(struct game *game);
void tell_part(struct game *game, enum order_part part);

/* ---- tell_prospects.c, tell_looks.c, tell_game.c: while the person may give orders */
void tell_prospects(struct game *game);           /* war this turn, a point more, and nothing saved */
void tell_prospect(struct game *game, int state); /* with one living rival */
void tell_beside_orders(struct game *game);       /* the least of it, in two lines at most */
void tell_looks(struct game *game, int state);    /* to one living rival; -1: to all */
void tell_world_game(struct game *game);          /* at any time */

/* ---- tell_beliefs.c: what is stated about the others */
void tell_beliefs(struct game *game); /* one line, for the orders */
void tell_belief_sheet(struct game *game);
void tell_expected(struct game *game); /* who attacks next */
void tell_seen(struct game *game);     /* how greedy they think one is */
void tell_balance(struct game *game);
void tell_stated(struct game *game); /* all three */

/* ---- tell_refusal.c: why not, and what to do instead */
void tell_verdicts(struct game *game, const struct verdicts *verdicts, const struct sheet *tried);
void tell_refusal(struct game *game, const struct refusal *refusal);

/* ---- tell_role.c, tell_end.c, tell_press.c */
void tell_role(struct game *game);
void tell_lesson(struct game *game);  /* once the world has ended */
void tell_end(struct game *game);     /* after how many turns, and why; no motive */
void tell_results(struct game *game); /* what everybody wanted, how it came out, and what one had thought */
/* "result: world=ID turns=N NAME=motive/score ...", for scripts. */
void tell_result_line(struct game *game);
void put_result_line(const struct wire_ended *ended, struct text *text);
void tell_press(struct game *game, const struct wire_press *press);

/* ---- tell_control.c: what comes from whoever runs the exercise */
void put_world(const struct game *game, struct text *text); /* "World B", or nothing where there is one */
void tell_lobby(struct game *game);
void tell_team_role(struct game *game); /* one's part in the team, or that there is no other in it */
void tell_place(struct game *game);     /* which world, the part in a team, beliefs, how it is debriefed */
void tell_bots(struct game *game);      /* as far as that is told */
bool is_bot(const struct game *game, int state); /* and it is told */
void tell_practice(struct game *game);
void put_bulletin(const struct game *game, const struct wire_bulletin *bulletin, struct text *text);
void tell_bulletin(struct game *game, const struct wire_bulletin *bulletin);
/* Those of some turns, each as the {event} of a sentence; gives how many. */
int tell_bulletins_of(struct game *game, uint32_t first, uint32_t last, const char *key);
void tell_control(struct game *game, const struct wire_control_answer *answer);
void tell_questions(struct game *game); /* and what was answered */
void tell_consent(struct game *game);
/* Refused at the door: which option of `spiral join` answers. */
void tell_door_option(struct game *game, enum refusal_code code);
bool debrief_has_begun(const struct model *model); /* in step: all look at a card */
void tell_feelings_asked(struct game *game);       /* once, until it has begun */

/* ---- tell_words.c: pieces of sentences */

/* "Borea (B)", and "Corvo (you)" for the own state. */
void put_state(const struct game *game, int state, struct text *text);
/* The letter of a living rival, for examples; borrowed. */
const char *rival_letter(const struct game *game);
/* States of a bit mask, separated by commas; "nobody" for none. */
void put_states(const struct game *game, uint32_t mask, struct text *text);
/* "civil 6, fortify 2, strike 2, intel 0"; dual only where it is worth showing or used. */
void put_budget(const struct game *game, const int32_t budget[LINE_COUNT], struct text *text);
/* All arms of a rival: "about 15 units (between 12 and 18)". */
void put_total(const struct game *game, int state, struct text *text);
/* "2 minutes 41 seconds". */
void put_duration(const struct game *game, int64_t seconds, struct text *text);

/* Space for a piece, and the name of a state in it, for slots. */
struct piece {
    char at[PAGE_WORDS];
};
const char *state_piece(const struct game *game, int state, struct piece *piece);

#endif
