#include "client/sim/debrief_choose.h"

#include <stdio.h>

enum { LISTED_MAX = 40 /* worlds that an error lists */, SAID_MAX = 1024 };

struct choosing {
    const struct debrief_options *options;
    struct debrief_source *source;
    struct debrief_world *scratch;
    int matching, all, listed;
    struct id match;
};

static void put(const struct language *language, const char *before, const char *key,
                const struct slot *slots)
{
    char said[SAID_MAX];
    struct text text = text_over(said, sizeof said);
    sentence_put(language, key, slots, &text);
    fprintf(stderr, "%s%s\n", before, said);
}

int debrief_say(const struct language *language, int exit_status, const char *key, const struct slot *slots)
{
    put(language, "spiral debrief: ", key, slots);
    return exit_status;
}

static bool fits(const struct choosing *choosing, const struct id *id)
{
    return debrief_source_fits(choosing->source, id, choosing->options->world);
}

static bool count_world(void *user, const struct id *id)
{
    struct choosing *choosing = user;
    choosing->all++;
    if (fits(choosing, id) && choosing->matching++ == 0)
        choosing->match = *id;
    return true;
}

/* "  ID  K7QX2M-B  " */
static void put_names(const struct id *id, const struct exercise_name *name, struct text *text)
{
    char hex[ID_HEX_SIZE];
    text_put(text, "  ");
    text_put(text, id_hex(id, hex));
    text_put(text, "  ");
    if (!name)
        return;
    exercise_name_put(name, text);
    text_put(text, "  ");
}

/* One line of the list, and false when there are enough. */
static bool list_world(void *user, const struct id *id)
{
    struct choosing *choosing = user;
    const struct language *language = choosing->options->speaks;
    const struct debrief_world *world = choosing->scratch;
    const struct exercise_name *name = debrief_source_name(choosing->source, id);
    struct cause cause;
    char memory[ID_HEX_SIZE + EXERCISE_NAME_SIZE + 8];
    struct text before = text_over(memory, sizeof memory);
    if (choosing->matching && !fits(choosing, id))
        return true;
    if (choosing->listed++ == LISTED_MAX) {
        put(language, "  ", "debriefing.more", NULL);
        return false;
    }
    put_names(id, name, &before);
    if (debrief_source_read(choosing->source, id, choosing->scratch, &cause)) {
        put(language, memory, "debriefing.unreadable", SLOTS(str("cause", cause.text)));
        return true;
    }
    bool rehearsal = name && name->rehearsal;
    const char *key = rehearsal
                          ? (world->ended ? "debriefing.ended_rehearsal" : "debriefing.playing_rehearsal")
                          : (world->ended ? "debriefing.ended" : "debriefing.playing");
    put(language, memory, key,
        SLOTS(str("scenario", world->opening.scenario.name), num("turn", world->log.turns)));
    return true;
}

/* Too many that are meant, or none. */
static void say_which(const struct choosing *choosing)
{
    const struct debrief_options *options = choosing->options;
    const struct slot *slots =
        SLOTS(num("count", choosing->matching), str("asked", options->world ? options->world : ""));
    debrief_say(options->speaks, 2,
                !choosing->matching ? "debriefing.none_so"
                : options->world    ? "debriefing.which_of"
                                    : "debriefing.which",
                slots);
}

int debrief_choose(const struct debrief_options *options, struct debrief_source *source,
                   struct debrief_world *scratch, struct id *chosen)
{
    struct choosing choosing = {.options = options, .source = source, .scratch = scratch};
    struct cause cause;
    if (debrief_source_each(source, count_world, &choosing, &cause))
        return debrief_say(options->speaks, 1, "debriefing.failed", SLOTS(str("cause", cause.text)));
    *chosen = choosing.match;
    if (choosing.matching == 1)
        return 0;
    if (!choosing.all)
        return debrief_say(options->speaks, 1, "debriefing.no_world", SLOTS(str("place", options->place)));
    say_which(&choosing);
    if (debrief_source_each(source, list_world, &choosing, &cause))
        return debrief_say(options->speaks, 1, "debriefing.failed", SLOTS(str("cause", cause.text)));
    return 2;
}
