/* The options of `spiral exercise`: one table, of which each subcommand has its part. */
#include "client/ctl/new_options.h"
#include "client/ctl/subcommand.h"
#include "common/words/command_line.h"

static enum status take_seed(const struct option *option, void *into, const char *value, struct cause *cause)
{
    struct exercise_command *command = into;
    int64_t seed = 0;
    enum status status = options_read_number(option, value, &seed, cause);
    command->wanted.seeded = true;
    command->wanted.seed = (uint64_t)seed;
    return status;
}

static enum status take_delay(const struct option *option, void *into, const char *value, struct cause *cause)
{
    struct exercise_command *command = into;
    int64_t turns = 0;
    enum status status = options_read_number(option, value, &turns, cause);
    command->wanted.has_spectator_delay = true;
    command->wanted.spectator_delay = (uint32_t)turns;
    return status;
}

static enum status take_turn(const struct option *option, void *into, const char *value, struct cause *cause)
{
    struct exercise_command *command = into;
    int64_t seconds = 0;
    enum status status = options_read_number(option, value, &seconds, cause);
    command->wanted.turn_seconds = (uint32_t)seconds;
    command->timed = true;
    return status;
}

static enum status take_plan(const struct option *option, void *into, const char *value, struct cause *cause)
{
    struct exercise_command *command = into;
    int64_t minutes = 0;
    enum status status = options_read_number(option, value, &minutes, cause);
    command->plan = (int)minutes;
    command->planned = true;
    return status;
}

enum {
    OF_SEAT = SUB_BOT_IN | SUB_BOT_OUT | SUB_ORDERS | SUB_TIME | SUB_MOVE | SUB_NUDGE | SUB_LOOK,
    OF_WORLD = OF_SEAT | SUB_SHOW | SUB_PAUSE | SUB_RESUME | SUB_EXTEND | SUB_RESOLVE | SUB_CLOSE |
               SUB_ROLLBACK | SUB_INJECT | SUB_OWN | SUB_DEBRIEF,
    OF_INJECT = SUB_INJECT_SEND | SUB_INJECT_CANCEL | SUB_INJECT_POSTPONE,
    OF_RIGHTS = SUB_FACILITATOR_ADD | SUB_FACILITATOR_RIGHTS,
    WEEK_S = 7 * 24 * 3600,
};

#define AT(field)  .offset = offsetof(struct exercise_command, field)
#define OWN(taker) .take = taker, .commands = SUB_NEW

const struct option subcommand_options[] = {
    {"--admin", OPTION_STRING, "DIR/admin.sock", "the server's socket (what SPIRAL_ADMIN says)", AT(admin)},

    {"--scenario", OPTION_STRING, "NAME", "which world; config/scenarios lists them", AT(scenario),
     .commands = SUB_NEW},
    {"--seats", OPTION_INT, "N",
     "persons that are expected: worlds for so many, started by hand, debriefed in step, planned for 75 "
     "minutes",
     AT(wanted.places), .low = 0, .high = WIRE_PERSONS_MAX, .commands = SUB_NEW},
    {"--worlds", OPTION_STRING, "auto|N", "parallel worlds (auto: as many as the persons need)", AT(worlds),
     .commands = SUB_NEW},
    {"--set", OPTION_OWN, "[WORLD:]NAME=VALUE[,...]",
     "parameters that differ from the scenario, in one world or in all; may be given again",
     OWN(new_take_set)},
    {"--teams", OPTION_INT, "N", "persons of a state, 1 to 4", AT(wanted.team_size), .low = 0, .high = 4,
     .commands = SUB_NEW},
    {"--team-size", OPTION_INT, "N", "the same", AT(wanted.team_size), .low = 0, .high = 4,
     .commands = SUB_NEW},
    {"--practice", OPTION_SWITCH, NULL, "the first turn is played, undone, and does not count",
     AT(wanted.practice), .commands = SUB_NEW},
    {"--beliefs", OPTION_OWN, "off|stated|scored|random-half", "how beliefs are asked for (stated)",
     OWN(new_take_beliefs)},
    {"--bots", OPTION_OWN, "full|count|at-debrief", "what players are told of bots (count)",
     OWN(new_take_bots)},
    {"--horizon", OPTION_OWN, "fixed|random", "whether the last turn is known (what the scenario says)",
     OWN(new_take_horizon)},
    {"--consent", OPTION_SWITCH, NULL, "persons are asked whether their data may be used", AT(wanted.consent),
     .commands = SUB_NEW},
    {"--guests", OPTION_STRING, "FILE", "only these may come, each by a link of their own: one name a line",
     AT(guests), .commands = SUB_NEW},
    {"--guests-out", OPTION_STRING, "FILE", "where names and links go, as CSV that only you can read",
     AT(guests_out), .commands = SUB_NEW},
    {"--injects", OPTION_STRING, "FILE|library",
     "news prepared before: a list that ships, or your own as YAML; the facilitators' guide says how",
     AT(injects), .commands = SUB_NEW},
    {"--plan", OPTION_OWN, "MINUTES", "of the whole session; 0: no plan", .high = 1440, OWN(take_plan)},
    {"--lead", OPTION_STRING, "NAME", "of the facilitator who leads", AT(lead), .commands = SUB_NEW},
    {"--free-debrief", OPTION_SWITCH, NULL, "everybody may read the debrief at once, not card by card",
     AT(free_debrief), .commands = SUB_NEW},
    {"--start-by-itself", OPTION_SWITCH, NULL, "worlds begin when all are in, not by an act",
     AT(start_by_itself), .commands = SUB_NEW},
    {"--turn-seconds", OPTION_OWN, "N", "a clock; 0: a turn closes when all are ready (0; with --seats 240)",
     .high = WEEK_S, OWN(take_turn)},
    {"--wait-seats", OPTION_INT, "N",
     "holds the start until so many persons are in; seats that nobody takes are bots", AT(wanted.wait_seats),
     .high = 48, .commands = SUB_NEW},
    {"--misses", OPTION_INT, "N", "turns without orders before a bot takes an absent seat",
     AT(wanted.misses_allowed), .high = 60, .commands = SUB_NEW},
    {"--away", OPTION_INT, "SECONDS",
     "without a clock: who has no connection is waited for so long by those who are ready (0: always)",
     AT(wanted.away_seconds), .high = WIRE_AWAY_SECONDS_MAX, .commands = SUB_NEW},
    {"--seed", OPTION_OWN, "N", "the dice: only on a server for play and tests (spirald --allow-seed)",
     .high = INT64_MAX / 100, OWN(take_seed)},
    {"--spectator-delay", OPTION_OWN, "N", "turns that spectators are behind (2)", .high = TURNS_MAX,
     OWN(take_delay)},

    {"--world", OPTION_STRING, "A", "in this world; without it in all, where that makes sense", AT(act.world),
     .commands = OF_WORLD},
    {"--state", OPTION_STRING, "NAME", "a state, by its name or its letter", AT(act.seat),
     .commands = OF_SEAT},
    {"--seat", OPTION_STRING, "NAME", "the same", AT(act.seat), .commands = OF_SEAT},
    {"--state", OPTION_STRING, "NAME",
     "for that state's sake, as the log says; the turn of its world closes for all together", AT(act.seat),
     .commands = SUB_EXTEND},
    {"--person", OPTION_STRING, "NAME", "a person, by name or by the id that --json tells", AT(act.person),
     .commands = SUB_MOVE | SUB_REMOVE | SUB_CONSENT},
    {"--reason", OPTION_STRING, "TEXT", "what players are told of it, at most 200 bytes", AT(act.reason),
     .commands = SUB_PAUSE | SUB_CLOSE},
    {"--seconds", OPTION_INT, "N", "added to what is left of the open turn; below 0: taken, at most to now",
     AT(act.seconds), .low = -WEEK_S, .high = WEEK_S, .commands = SUB_EXTEND},
    {"--turn", OPTION_INT, "N", "only if this turn is open: so a command that is given twice counts once",
     AT(act.turn), .low = 1, .high = TURNS_MAX, .commands = SUB_EXTEND | SUB_RESOLVE},
    {"--practice", OPTION_SWITCH, NULL,
     "only if the turn of practice is open; --turn 1 is the first that counts", AT(act.practice),
     .commands = SUB_EXTEND | SUB_RESOLVE},
    {"--turn", OPTION_INT, "N", "the turn from whose start play goes on", AT(act.turn), .low = 1,
     .high = TURNS_MAX, .commands = SUB_ROLLBACK},
    {"--turn", OPTION_INT, "N", "when this turn opens; without turn and tension: now", AT(act.turn), .low = 1,
     .high = TURNS_MAX, .commands = SUB_INJECT},
    {"--tension", OPTION_INT, "N",
     "when the tension is at least this, 1 (restraint) to 6 (ruin), from --turn on", AT(act.tension),
     .low = 1, .high = 6, .commands = SUB_INJECT},
    {"--orders", OPTION_STRING, "WORDS",
     "such as \"civil 6 fortify 3 strike 1 attack Borea\"; the points are all of the income", AT(act.orders),
     .commands = SUB_ORDERS},
    {"--file", OPTION_STRING, "FILE", "the same words from a file", AT(file), .commands = SUB_ORDERS},
    {"--percent", OPTION_INT, "N", "of the usual time that the seat needs; nobody else is told",
     AT(act.percent), .low = 100, .high = WIRE_TIME_PERCENT_MAX, .commands = SUB_TIME},
    {"--text", OPTION_STRING, "TEXT", "the news, at most 500 bytes", AT(act.text), .commands = SUB_INJECT},
    {"--text-es", OPTION_STRING, "TEXT", "the same in Spanish", AT(act.text_es), .commands = SUB_INJECT},
    {"--source", OPTION_STRING, "NAME", "who it seems to come from (control)", AT(act.source),
     .commands = SUB_INJECT},
    {"--to", OPTION_STRING, "STATES", "names or letters; without it all states", AT(act.to),
     .commands = SUB_INJECT},
    {"--misleading", OPTION_SWITCH, NULL, "it is untrue on purpose: debrief and data say so",
     AT(act.misleading), .commands = SUB_INJECT},
    {"--inject", OPTION_INT, "N", "its number, as show lists them", AT(act.number), .low = 1,
     .high = INT32_MAX, .commands = OF_INJECT},
    {"--turns", OPTION_INT, "N", "so many turns later, with all that follow it", AT(act.turns), .low = 1,
     .high = TURNS_MAX, .commands = SUB_INJECT_POSTPONE},
    {"--question", OPTION_INT, "N", "its number, as show lists them", AT(act.number), .low = 1,
     .high = INT32_MAX, .commands = SUB_ANSWER},
    {"--text", OPTION_STRING, "TEXT", "the answer, at most 200 bytes", AT(act.text), .commands = SUB_ANSWER},
    {"--everyone", OPTION_SWITCH, NULL, "all are told question and answer", AT(act.everyone),
     .commands = SUB_ANSWER},
    {"--facilitator", OPTION_STRING, "NAME", "who, by name or number", AT(act.facilitator),
     .commands = SUB_OWN | SUB_FACILITATOR_RIGHTS},
    {"--release", OPTION_SWITCH, NULL, "nobody answers for the world any more", AT(act.release),
     .commands = SUB_OWN},
    {"--days", OPTION_INT, "N", "so long whoever has the link looks at it, counted from its end",
     AT(act.days), .low = 1, .high = WIRE_REPLAY_DAYS_MAX, .commands = SUB_REPLAY},
    {"--over", OPTION_SWITCH, NULL, "once it has ended nobody else comes to look at it", AT(act.over),
     .commands = SUB_REPLAY},
    {"--release", OPTION_SWITCH, NULL, "as long as places are kept: spirald --token-days", AT(act.release),
     .commands = SUB_REPLAY},
    {"--name", OPTION_STRING, "NAME", "of the new facilitator", AT(act.name),
     .commands = SUB_FACILITATOR_ADD},
    {"--rights", OPTION_STRING, "RIGHTS", "observe, assist, run or lead; none: is out", AT(act.rights),
     .commands = OF_RIGHTS},
    {"--card", OPTION_STRING, "D0", "which card all see, D0 to D8", AT(act.card), .commands = SUB_DEBRIEF},
    {"--part", OPTION_INT, "N", "so many parts of it are uncovered beyond the first", AT(act.part), .low = 0,
     .high = 255, .commands = SUB_DEBRIEF},

    {"--json", OPTION_SWITCH, NULL, "for programs: one JSON object a CODE", AT(json)},
    {"--lang", OPTION_OWN, "en|es", "language (what LANGUAGE or the locale says, else en)", AT(language),
     .take = command_line_take_language},
    {"--help", OPTION_SWITCH, NULL, "this text", AT(help)},
};

#undef AT
#undef OWN

const int subcommand_option_count = sizeof subcommand_options / sizeof subcommand_options[0];
