/* What the conditions of a world alone foretell, before anybody has played: the situation of Glaser's reply
 * to Wendt, not its result. From a scenario; no log needed. Pure; any thread. */
#ifndef SPIRAL_DEBRIEF_STRUCTURE_H
#define SPIRAL_DEBRIEF_STRUCTURE_H

#include "common/debrief/world_log.h"

enum stage_kind { STAGE_HARMONY, STAGE_STAG_HUNT, STAGE_PRISONER, STAGE_ARMING, STAGE_OTHER, STAGE_KINDS };
extern const struct name_list stage_names; /* harmony, stag_hunt, prisoners_dilemma, arming_dominant, other */

/* The arms game between two equals with 10 units of fortify and of strike each: wait (C) or buy six more
 * units of fortify (D). */
struct stage_game {
    int32_t cc, dc, cd, dd; /* my move first */
    enum stage_kind kind;
};

/* Jervis 1978 in the engine's own contest: what a turn costs one who waits and is not attacked, in tenths of
 * a point: the civil points that go into keeping the six units (civil_value, depreciation) and the insecurity
 * of being as vulnerable as that (security_goal, insecurity_weight). */
struct stage_game stage_game_of(const struct parameters *parameters);

/* sigma: growth a turn of an uncapped race between two equals that accept a vulnerability of `accepted`
 * permille (1..999), in permille: g * (b + phi*(1-b)) * sqrt((1-p)/p), b = phi/2. Below 1000 a race dies out.
 */
int64_t race_growth(const struct parameters *parameters, int64_t accepted);

/* tau of two equals with 10 units of each: the fear above which a seeker strikes first, permille; -1 never.
 */
int64_t parity_threshold(const struct parameters *parameters);

enum weapon { WEAPON_FORTIFY, WEAPON_STRIKE, WEAPON_DUAL };

/* Glaser's comparative net assessment: the balance between equals when both hold six more units of the
 * weapon, less the balance when neither does, percent points of g. Clearly below 0: a defensive weapon. */
int64_t net_assessment(const struct parameters *parameters, enum weapon weapon);

/* Roe 1999: of a war between true seekers with the vulnerability (permille) that each has come to accept:
 * tight when their requirements were compatible (sigma_i * sigma_j < 1), else regular. */
bool roe_is_tight(const struct parameters *parameters, int64_t accepted_i, int64_t accepted_j);

#endif
