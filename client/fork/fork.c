#include "client/fork/fork.h"

#include "client/ctl/names.h"
#include "client/ctl/orders_words.h"
#include "client/fork/fork_options.h"
#include "client/fork/fork_told.h"
#include "client/sim/debrief_source.h"
#include "client/term/verdict_words.h"
#include "common/base/must.h"
#include "common/cards/card.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SAID_MAX = 1024 };

/* Everything at once, about 5 MiB, of which short games touch little. */
struct command {
    struct fork_options options;
    struct debrief_source *source;
    struct debrief_world world;
    int matching;
    struct id match;
};

/* Tells on standard error, in the reader's language, what is in the way; gives the exit status. */
static int refuse(const struct command *command, const char *key, const struct slot *slots)
{
    char said[SAID_MAX];
    struct text text = text_over(said, sizeof said);
    sentence_put(command->options.language, key, slots, &text);
    fprintf(stderr, "spiral fork: %s\n", said);
    return 1;
}

static int fail(const struct cause *cause)
{
    fprintf(stderr, "spiral fork: %s\n", cause->text);
    return 1;
}

/* ---- which world, turn and state */

static bool count_world(void *user, const struct id *id)
{
    struct command *command = user;
    if (debrief_source_fits(command->source, id, command->options.world) && command->matching++ == 0)
        command->match = *id;
    return true;
}

static int read_world(struct command *command)
{
    const char *place = command->options.place;
    struct cause cause;
    if (debrief_source_open(place, &command->source, &cause) ||
        debrief_source_each(command->source, count_world, command, &cause))
        return fail(&cause);
    if (command->matching != 1)
        return refuse(command, command->matching ? "fork.which_world" : "fork.no_world",
                      SLOTS(str("place", place), num("worlds", command->matching)));
    if (debrief_source_read(command->source, &command->match, &command->world, &cause))
        return fail(&cause);
    if (!command->world.ended)
        return refuse(command, "fork.not_ended", NULL);
    if (command->options.turn > command->world.log.turns)
        return refuse(command, "fork.beyond",
                      SLOTS(num("turn", command->options.turn), num("turns", command->world.log.turns)));
    return 0;
}

static int find_state(const struct command *command, struct states_named *states, int *seat)
{
    const struct scenario *scenario = &command->world.opening.scenario;
    const struct fork_options *options = &command->options;
    struct cause cause;
    states->count = scenario->actor_count;
    for (int i = 0; i < scenario->actor_count; i++)
        states->name[i] = scenario->actors[i].name;
    if (name_state(states, slice_of(options->state), options->language, seat, &cause))
        return fail(&cause);
    if (!command->world.log.worlds[options->turn - 1].actors[*seat].alive)
        return refuse(command, "fork.gone",
                      SLOTS(str("state", states->name[*seat]), num("turn", options->turn)));
    return 0;
}

/* ---- what it orders instead */

/* Every part that is not possible, a line each. */
static int refuse_orders(const struct command *command, const struct fork *fork, const struct orders *tried,
                         const struct verdicts *verdicts)
{
    const char rival[] = {(char)('A' + (fork->seat == 0)), '\0'};
    struct view view;
    view_of(&fork->played->worlds[fork->turn - 1], fork->seat, &view);
    for (int part = 0; part < PART_COUNT; part++) {
        char why[VERDICT_WORDS_MAX];
        struct text text = text_over(why, sizeof why);
        if (verdicts->of[part] == VERDICT_OK)
            continue;
        put_verdict(command->options.language, part, verdicts->of[part], &view, tried, rival, &text);
        fprintf(stderr, "spiral fork: %s\n", why);
    }
    return 1;
}

static int take_orders(const struct command *command, const struct states_named *states, struct fork *fork)
{
    const struct fork_options *options = &command->options;
    struct orders orders = fork->instead;
    struct cause cause;
    if (options->bot)
        fork_ask_bot(fork, options->bot, &orders);
    else if (orders_read_words(states, options->orders, options->language, &orders, &cause))
        return fail(&cause);
    struct verdicts verdicts = fork_take(fork, &orders);
    return verdicts_ok(&verdicts) ? 0 : refuse_orders(command, fork, &orders, &verdicts);
}

/* ---- the whole */

static int print(const struct fork *fork, const struct fork_options *options)
{
    struct fork_told *told = fork_told_create(fork, options->throws);
    char *memory = malloc(CARD_TEXT_MAX);
    must(memory != NULL);
    struct text text = text_over(memory, CARD_TEXT_MAX);
    if (options->json)
        fork_put_json(told, &text);
    else
        fork_put_page(told, options->language, options->width, &text);
    must(!text.cut);
    bool written = fwrite(text.at, 1, text.length, stdout) == text.length && fflush(stdout) == 0;
    if (!written)
        perror("spiral fork: standard output");
    free(memory);
    fork_told_destroy(told);
    return written ? 0 : 1;
}

static int run(struct command *command)
{
    const struct fork_options *options = &command->options;
    struct states_named states = {0};
    struct fork fork;
    int seat = 0, exit_status = read_world(command);
    if (!exit_status)
        exit_status = find_state(command, &states, &seat);
    if (exit_status)
        return exit_status;
    fork_init(&fork, &command->world.opening, &command->world.log, options->turn, seat);
    fork.turns = command->world.closed ? command->world.log.turns : 0;
    for (int i = 0; i < ACTORS_MAX; i++)
        fork.line_up.bots[i] = options->after;
    exit_status = take_orders(command, &states, &fork);
    return exit_status ? exit_status : print(&fork, options);
}

int fork_main(int count, char **arguments)
{
    struct command *command = calloc(1, sizeof *command);
    must(command != NULL);
    int exit_status = 2;
    if (fork_options_parse(count, arguments, &command->options)) {
        if (command->options.help) {
            fork_options_print_help();
            exit_status = 0;
        } else {
            exit_status = run(command);
        }
    }
    debrief_source_close(command->source);
    free(command);
    return exit_status;
}
