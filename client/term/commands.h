/* The rows of all commands, for the list in command.c. */
#ifndef SPIRAL_TERM_COMMANDS_H
#define SPIRAL_TERM_COMMANDS_H

#include "client/term/command.h"

extern const struct command command_situation, command_rivals, command_diplomacy, command_beliefs,
    command_role, command_rules, command_log, command_status, command_help, command_orders, command_more,
    command_guide, command_budget, command_civil, command_fortify, command_strike, command_dual,
    command_intel, command_attack, command_offer, command_accept, command_cancel, command_answer,
    command_declare, command_open, command_scrap, command_mobilise, command_project, command_focus,
    command_belief, command_expect, command_seesme, command_balance, command_undo, command_clear, command_say,
    command_press, command_save, command_ready, command_wait, command_leave, command_quit, command_next,
    command_prospects, command_looks, command_game, command_back, command_card, command_cards, command_mine,
    command_all, command_ask, command_consent, command_feel, command_final;

/* The guide asks its questions through typed lines: takes the line when one of its questions is open. */
bool guide_takes(struct game *game, struct slice line);

/* The rules on a page, for `rules`. */
extern const char *const rules_keys[];
extern const int rules_count;

#endif
