#include "client/sim/debrief.h"

#include "client/sim/debrief_options.h"
#include "client/sim/debrief_source.h"
#include "common/base/must.h"
#include "common/base/options.h"
#include "common/cards/card_json.h"
#include "common/cards/card_manual.h"
#include "common/cards/card_own.h"
#include "common/paper/card_html.h"
#include "common/words/width.h"
#include "common/worlds/headless.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LISTED_MAX = 40 }; /* worlds that an error lists */

/* Everything at once, about 16 MiB, of which short games touch little. */
struct debrief {
    struct debrief_options options;
    struct debrief_source *source;
    struct debrief_world world, other; /* `other`: one after the other, for comparison and lists */
    struct world_log dark, informed;
    struct metric_input played_input, dark_input, informed_input, other_input;
    struct card_world worlds[CARD_WORLDS_MAX];
    int world_count, worlds_beyond;
    /* those that may be meant */
    int matching, all;
    struct id match;
};

static int fail(const struct cause *cause, int exit_status)
{
    fprintf(stderr, "spiral debrief: %s\n", cause->text);
    return exit_status;
}

/* Writes the whole text, or says why not. */
static int print(const struct text *text)
{
    if (text->cut) {
        fprintf(stderr, "spiral debrief: this world has more to say than fits; ask for one --card\n");
        return 1;
    }
    if (fwrite(text->at, 1, text->length, stdout) != text->length || fflush(stdout)) {
        perror("spiral debrief: standard output");
        return 1;
    }
    return 0;
}

/* ---- which world */

static bool fits(const struct debrief *debrief, const struct id *id)
{
    return debrief_source_fits(debrief->source, id, debrief->options.world);
}

static bool is_rehearsal(const struct debrief *debrief, const struct id *id)
{
    const struct exercise_name *name = debrief_source_name(debrief->source, id);
    return name && name->rehearsal;
}

static bool count_world(void *user, const struct id *id)
{
    struct debrief *debrief = user;
    debrief->all++;
    if (fits(debrief, id) && debrief->matching++ == 0)
        debrief->match = *id;
    return true;
}

/* One line of the list, and false when there are enough. */
static bool list_world(void *user, const struct id *id)
{
    struct debrief *debrief = user;
    struct cause cause;
    char hex[ID_HEX_SIZE], memory[EXERCISE_NAME_SIZE + 2] = "";
    struct text text = text_over(memory, sizeof memory);
    const struct exercise_name *name = debrief_source_name(debrief->source, id);
    if (debrief->matching && !fits(debrief, id))
        return true;
    if (debrief->world_count++ == LISTED_MAX) {
        fprintf(stderr, "  ... and more\n");
        return false;
    }
    if (name) {
        exercise_name_put(name, &text);
        text_put(&text, "  ");
    }
    if (debrief_source_read(debrief->source, id, &debrief->other, &cause))
        fprintf(stderr, "  %s  %scannot be read: %s\n", id_hex(id, hex), memory, cause.text);
    else
        fprintf(stderr, "  %s  %s%s, turn %d, %s%s\n", id_hex(id, hex), memory,
                debrief->other.opening.scenario.name, debrief->other.log.turns,
                debrief->other.ended ? "ended" : "still being played",
                name && name->rehearsal ? ", a rehearsal" : "");
    return true;
}

/* Finds the one world that is meant; else lists what there is. */
static int choose(struct debrief *debrief)
{
    struct cause cause;
    if (debrief_source_each(debrief->source, count_world, debrief, &cause))
        return fail(&cause, 1);
    if (debrief->matching == 1)
        return 0;
    if (!debrief->all) {
        fprintf(stderr, "spiral debrief: %s holds no world yet; play one first\n", debrief->options.place);
        return 1;
    }
    if (debrief->matching)
        fprintf(stderr,
                "spiral debrief: %d worlds%s%s; choose one with --world and its name, or the beginning of "
                "its id:\n",
                debrief->matching, debrief->options.world ? " fit " : "",
                debrief->options.world ? debrief->options.world : "");
    else
        fprintf(stderr, "spiral debrief: no world is called %s, nor does its id begin so; there are:\n",
                debrief->options.world);
    if (debrief_source_each(debrief->source, list_world, debrief, &cause))
        return fail(&cause, 1);
    return 2;
}

/* ---- what stands beside it */

static void play_again(const struct debrief *debrief, bool informed, struct world_log *log)
{
    struct headless game;
    headless_again(&game, &debrief->world.opening, debrief->world.closed ? debrief->world.log.turns : 0,
                   informed);
    headless_log(&game, log);
}

static bool add_world(void *user, const struct id *id)
{
    struct debrief *debrief = user;
    struct cause cause;
    if (id_equal(id, &debrief->match) || is_rehearsal(debrief, id) != is_rehearsal(debrief, &debrief->match))
        return true; /* what bots tried out is nothing to hold a class against */
    if (debrief->world_count == CARD_WORLDS_MAX) {
        debrief->worlds_beyond++;
        return true;
    }
    if (debrief_source_read(debrief->source, id, &debrief->other, &cause)) {
        fprintf(stderr, "spiral debrief: not compared: %s\n", cause.text);
        return true;
    }
    if (!debrief->other.ended)
        return true;
    metric_input_init(&debrief->other_input, &debrief->other.log, NULL);
    card_world_of(&debrief->other_input, id, &debrief->worlds[debrief->world_count++]);
    return true;
}

/* ---- the whole */

/* The seat of that name; -1 after listing those there are. */
static int seat_named(const struct debrief *debrief)
{
    const struct scenario *scenario = &debrief->world.opening.scenario;
    char names[ACTORS_MAX * (NAME_SIZE + 1)];
    struct text text = text_over(names, sizeof names);
    for (int i = 0; i < scenario->actor_count; i++) {
        if (strcmp(scenario->actors[i].name, debrief->options.seat) == 0)
            return i;
        text_put_char(&text, ' ');
        harmless_put(scenario->actors[i].name, &text);
    }
    fprintf(stderr, "spiral debrief: --seat: this world has no state \"%.40s\"; there are%s\n",
            debrief->options.seat, names);
    return -1;
}

static int print_world(const struct debrief *debrief)
{
    const struct debrief_options *options = &debrief->options;
    int seat = options->seat ? seat_named(debrief) : 0;
    if (seat < 0)
        return 2;
    struct card_input input = {
        .id = debrief->match,
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
    int exit_status = print(&text);
    free(memory);
    return exit_status;
}

static int debrief_place(struct debrief *debrief)
{
    struct cause cause;
    char hex[ID_HEX_SIZE];
    if (debrief_source_open(debrief->options.place, &debrief->source, &cause))
        return fail(&cause, 1);
    int exit_status = choose(debrief);
    if (exit_status)
        return exit_status;
    if (debrief_source_read(debrief->source, &debrief->match, &debrief->world, &cause))
        return fail(&cause, 1);
    if (!debrief->world.ended) {
        fprintf(
            stderr,
            "spiral debrief: world %s is still being played (turn %d is over): motives are secret until it "
            "ends; come back then\n",
            id_hex(&debrief->match, hex), debrief->world.log.turns);
        return 1;
    }
    if (debrief->world.log.turns == 0) {
        fprintf(stderr,
                "spiral debrief: world %s was closed before its first turn was over: there is nothing to "
                "debrief\n",
                id_hex(&debrief->match, hex));
        return 1;
    }
    if (debrief_source_each(debrief->source, add_world, debrief, &cause))
        return fail(&cause, 1);
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
    int exit_status = print(&text);
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
        return print(&usage);
    if (options.metrics || options.rules)
        return print_manual(&options);
    struct debrief *debrief = calloc(1, sizeof *debrief);
    must(debrief != NULL);
    debrief->options = options;
    int exit_status = debrief_place(debrief);
    debrief_source_close(debrief->source);
    free(debrief);
    return exit_status;
}
