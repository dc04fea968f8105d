#include "client/sim/debrief.h"

#include "client/sim/debrief_choose.h"
#include "common/base/must.h"
#include "common/base/options.h"
#include "common/cards/card_json.h"
#include "common/cards/card_manual.h"
#include "common/cards/card_own.h"
#include "common/paper/card_html.h"
#include "common/words/lists.h"
#include "common/words/width.h"
#include "common/worlds/headless.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Everything at once, about 16 MiB, of which short games touch little. */
struct debrief {
    struct debrief_options options;
    struct debrief_source *source;
    struct debrief_world world, other; /* `other`: one after the other, for comparison and lists */
    struct world_log dark, informed;
    struct metric_input played_input, dark_input, informed_input, other_input;
    struct card_world worlds[CARD_WORLDS_MAX];
    int world_count, worlds_beyond;
    struct told_steering steering;
    struct id match;
};

static int fail(const struct debrief *debrief, const struct cause *cause)
{
    return debrief_say(debrief->options.speaks, 1, "debriefing.failed", SLOTS(str("cause", cause->text)));
}

/* Writes the whole text, or says why not. */
static int print(const struct debrief_options *options, const struct text *text)
{
    if (text->cut)
        return debrief_say(options->speaks, 1, "debriefing.too_much", NULL);
    if (fwrite(text->at, 1, text->length, stdout) != text->length || fflush(stdout))
        return debrief_say(options->speaks, 1, "debriefing.output", SLOTS(str("cause", strerror(errno))));
    return 0;
}

/* ---- what stands beside it */

static void play_again(const struct debrief *debrief, bool informed, struct world_log *log)
{
    struct headless game;
    headless_again(&game, &debrief->world.opening, debrief->world.closed ? debrief->world.log.turns : 0,
                   informed);
    headless_log(&game, log);
}

static void compare(struct debrief *debrief, const struct id *id)
{
    struct card_world *world = &debrief->worlds[debrief->world_count++];
    metric_input_init(&debrief->other_input, &debrief->other.log, NULL);
    card_world_of(&debrief->other_input, id, world);
    card_world_name(world, debrief_source_name(debrief->source, id)->letter);
}

/* Those of the same exercise: they have its conditions, and were told the same. */
static bool add_world(void *user, const struct id *id)
{
    struct debrief *debrief = user;
    struct cause cause;
    if (id_equal(id, &debrief->match) || !debrief_source_beside(debrief->source, id, &debrief->match))
        return true;
    if (debrief_source_read(debrief->source, id, &debrief->other, &cause)) {
        debrief_say(debrief->options.speaks, 0, "debriefing.not_compared", SLOTS(str("cause", cause.text)));
        return true;
    }
    if (!debrief->other.ended)
        debrief->steering.of.withheld = true;
    else if (debrief->other.log.turns == 0)
        return true; /* nothing was played there */
    else if (debrief->world_count == CARD_WORLDS_MAX)
        debrief->worlds_beyond++;
    else
        compare(debrief, id);
    return true;
}

/* ---- the whole */

/* The seat of that name; -1 after listing those there are. */
static int seat_named(const struct debrief *debrief)
{
    const struct scenario *scenario = &debrief->world.opening.scenario;
    char names[ACTORS_MAX * (NAME_SIZE + 8)], asked[NAME_SIZE];
    struct text text = text_over(names, sizeof names), put_asked = text_over(asked, sizeof asked);
    for (int i = 0; i < scenario->actor_count; i++) {
        if (strcmp(scenario->actors[i].name, debrief->options.seat) == 0)
            return i;
        list_put(debrief->options.speaks, i, scenario->actor_count, scenario->actors[i].name, &text);
    }
    text_put(&put_asked, debrief->options.seat);
    return debrief_say(debrief->options.speaks, -1, "debriefing.no_state",
                       SLOTS(str("state", asked), str("names", names)));
}

static int print_world(const struct debrief *debrief)
{
    const struct debrief_options *options = &debrief->options;
    int seat = options->seat ? seat_named(debrief) : 0;
    if (seat < 0)
        return 2;
    const struct exercise_name *name = debrief_source_name(debrief->source, &debrief->match);
    struct card_input input = {
        .id = debrief->match,
        .code = name ? name->code : NULL,
        .name = name ? name->letter : NULL,
        .steering = &debrief->steering.of,
        .played = &debrief->played_input,
        .dark = &debrief->dark_input,
        .informed = &debrief->informed_input,
        .worlds = debrief->worlds,
        .world_count = debrief->world_count,
        .worlds_beyond = debrief->worlds_beyond,
        .language = options->language,
        .width = options->width,
    };
    size_t most = options->json ? CARD_JSON_MAX : options->html ? CARD_HTML_MAX : CARD_TEXT_MAX;
    char *memory = malloc(most);
    must(memory != NULL);
    struct text text = text_over(memory, most);
    if (options->json) {
        card_put_json(&input, &text);
    } else if (options->html) {
        card_put_html(&input, options->paper, &text);
    } else if (options->seat) {
        card_put_own(&input, seat, NULL, &text);
    } else {
        card_put_headline(&input, &text);
        for (int c = 0; c < card_count; c++) {
            if (options->card && options->card != cards[c])
                continue;
            text_put(&text, "\n");
            card_put(cards[c], &input, &text);
        }
    }
    int exit_status = print(options, &text);
    free(memory);
    return exit_status;
}

static int debrief_place(struct debrief *debrief)
{
    const struct debrief_options *options = &debrief->options;
    struct cause cause;
    char hex[ID_HEX_SIZE];
    if (debrief_source_open(options->place, &debrief->source, &cause))
        return fail(debrief, &cause);
    int exit_status = debrief_choose(options, debrief->source, &debrief->other, &debrief->match);
    if (exit_status)
        return exit_status;
    if (debrief_source_read(debrief->source, &debrief->match, &debrief->world, &cause))
        return fail(debrief, &cause);
    id_hex(&debrief->match, hex);
    if (!debrief->world.ended)
        return debrief_say(options->speaks, 1, "debriefing.still_played",
                           SLOTS(str("id", hex), num("turn", debrief->world.log.turns)));
    if (debrief->world.log.turns == 0)
        return debrief_say(options->speaks, 1, "debriefing.closed_early", SLOTS(str("id", hex)));
    if (debrief_source_steering(debrief->source, &debrief->match, &debrief->steering, &cause) ||
        debrief_source_each(debrief->source, add_world, debrief, &cause))
        return fail(debrief, &cause);
    play_again(debrief, false, &debrief->dark);
    play_again(debrief, true, &debrief->informed);
    metric_input_init(&debrief->played_input, &debrief->world.log, &debrief->informed);
    metric_input_init(&debrief->dark_input, &debrief->dark, NULL);
    metric_input_init(&debrief->informed_input, &debrief->informed, NULL);
    return print_world(debrief);
}

static int print_manual(const struct debrief_options *options)
{
    char *memory = malloc(CARD_MANUAL_MAX);
    must(memory != NULL);
    struct text text = text_over(memory, CARD_MANUAL_MAX);
    if (options->metrics)
        card_put_metrics_page(options->language, &text);
    else
        card_put_rules_page(options->language, &text);
    int exit_status = print(options, &text);
    free(memory);
    return exit_status;
}

int debrief_main(int count, char **arguments)
{
    struct debrief_options options;
    char memory[OPTIONS_HELP_MAX];
    struct text usage = text_over(memory, sizeof memory);
    (void)width_prepare(); /* without it every character counts as one column */
    debrief_options_put_usage(&usage);
    if (!debrief_options_read(count, arguments, &options))
        return 2;
    if (options.help)
        return print(&options, &usage);
    if (options.metrics || options.rules)
        return print_manual(&options);
    struct debrief *debrief = calloc(1, sizeof *debrief);
    must(debrief != NULL);
    debrief->options = options;
    int exit_status = debrief_place(debrief);
    told_steering_free(&debrief->steering);
    debrief_source_close(debrief->source);
    free(debrief);
    return exit_status;
}
