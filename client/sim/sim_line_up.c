#include "client/sim/sim_line_up.h"

#include <string.h>

static enum status find_doctrine(struct slice name, const struct bot **bot, struct cause *cause)
{
    *bot = NULL;
    if (slice_is(name, "-"))
        return STATUS_OK;
    *bot = bot_find(name);
    if (*bot)
        return STATUS_OK;
    char memory[CAUSE_LENGTH_MAX];
    struct text known = text_over(memory, sizeof memory);
    bot_put_names(&known);
    return status_fail(cause, STATUS_INVALID, "--bots: no doctrine \"%.*s\"; there are %s",
                       (int)(name.length < 40 ? name.length : 40), name.at, memory);
}

/* The motives that a word stands for, as a bit mask; 0: none. "greedy" stands for limited too, unless that is
 * named beside it. */
static unsigned motives_of(struct slice word)
{
    unsigned seekers = 0, expanding = 0;
    for (int m = 0; m < MOTIVE_COUNT; m++)
        *(motive_expands(m) ? &expanding : &seekers) |= 1u << m;
    int own = name_find(&motive_names, word);
    return slice_is(word, "seeker")   ? seekers
           : slice_is(word, "greedy") ? expanding
           : own >= 0                 ? 1u << own
                                      : 0;
}

/* "seeker=hawk,greedy=opportunist,fearful=grit": first the words for several motives, then the single ones.
 */
static enum status parse_motives(struct slice words, struct sim_line_up *line_up, struct cause *cause)
{
    unsigned seen[2] = {0};
    for (int round = 0; round < 2; round++) {
        struct slice rest = words, part, name, doctrine;
        while (slice_take(&rest, ',', &part)) {
            const struct bot *bot;
            if (!slice_split(part, '=', &name, &doctrine) || !motives_of(name))
                return status_fail(cause, STATUS_INVALID,
                                   "--bots: \"%.*s\" is not MOTIVE=DOCTRINE; motives are seeker (all that do "
                                   "not expand), security_seeker, protector, fearful, greedy (and limited), "
                                   "limited",
                                   (int)(part.length < 60 ? part.length : 60), part.at);
            unsigned motives = motives_of(name);
            bool single = (motives & (motives - 1)) == 0;
            if (single != (round == 1))
                continue;
            if (seen[round] & motives)
                return status_fail(cause, STATUS_INVALID, "--bots: %.*s is given twice; give it once",
                                   (int)name.length, name.at);
            seen[round] |= motives;
            enum status status = find_doctrine(doctrine, &bot, cause);
            if (status)
                return status;
            for (int m = 0; m < MOTIVE_COUNT; m++)
                if (motives & 1u << m)
                    line_up->motive[m] = bot;
        }
    }
    return STATUS_OK;
}

enum status sim_line_up_parse(const char *words, struct sim_line_up *line_up, struct cause *cause)
{
    struct slice rest, part;
    *line_up = (struct sim_line_up){0};
    if (!words)
        return STATUS_OK;
    rest = slice_of(words);
    if (!rest.length || rest.at[rest.length - 1] == ',')
        return status_fail(cause, STATUS_INVALID,
                           "--bots: a doctrine is missing; give one for all seats, one a seat, or one a "
                           "motive as in seeker=hawk,greedy=greedy");
    if (strchr(words, '='))
        return parse_motives(rest, line_up, cause);
    while (slice_take(&rest, ',', &part)) {
        if (line_up->seats == ACTORS_MAX)
            return status_fail(cause, STATUS_INVALID,
                               "--bots: more than %d doctrines; no world has more seats", ACTORS_MAX);
        enum status status = find_doctrine(part, &line_up->seat[line_up->seats], cause);
        if (status)
            return status;
        line_up->seats++;
    }
    return STATUS_OK;
}

enum status sim_line_up_check(const struct sim_line_up *line_up, const struct scenario *scenario,
                              struct cause *cause)
{
    if (line_up->seats <= 1 || line_up->seats == scenario->actor_count)
        return STATUS_OK;
    return status_fail(
        cause, STATUS_INVALID,
        "--bots: %d doctrines, but scenario %s has %d seats; give one for all seats, one a seat, "
        "or one a motive as in seeker=hawk,greedy=greedy",
        line_up->seats, scenario->name, scenario->actor_count);
}

static bool is_by_motive(const struct sim_line_up *line_up)
{
    for (int m = 0; m < MOTIVE_COUNT; m++)
        if (line_up->motive[m])
            return true;
    return false;
}

void sim_line_up_seat(const struct sim_line_up *line_up, struct headless *game)
{
    int n = game->scenario->actor_count;
    if (is_by_motive(line_up)) {
        struct world world;
        world_setup(&world, game->scenario, game->dice_key);
        for (int i = 0; i < n; i++)
            game->line_up.bots[i] = line_up->motive[world.actors[i].motive];
        return;
    }
    for (int i = 0; i < n; i++)
        game->line_up.bots[i] = line_up->seat[line_up->seats > 1 ? i : 0];
}
