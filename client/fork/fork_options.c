#include "client/fork/fork_options.h"

#include "client/sim/exercise_names.h"
#include "common/cards/card.h"
#include "common/words/command_line.h"
#include "common/words/preferred.h"
#include "common/worlds/fork.h"

#include <stddef.h>
#include <string.h>

enum { THROWS = 100 };

static enum status take_world(const struct option *option, void *into, const char *value, struct cause *cause)
{
    struct fork_options *options = into;
    options->world = value;
    if (!exercise_name_can_ask(value))
        return status_fail(cause, STATUS_INVALID, "%s: \"%.40s\"", option->name, value);
    return STATUS_OK;
}

/* `low` of the row says which of the two it is. */
static enum status take_bot(const struct option *option, void *into, const char *value, struct cause *cause)
{
    struct fork_options *options = into;
    const struct bot *bot = bot_find(slice_of(value));
    *(option->low ? &options->after : &options->bot) = bot;
    return bot ? STATUS_OK : status_fail(cause, STATUS_INVALID, "%s: \"%.40s\"", option->name, value);
}

static enum status take_place(void *into, const char *word, struct cause *cause)
{
    struct fork_options *options = into;
    if (options->place)
        return options_refuse_word(word, cause);
    options->place = word;
    return STATUS_OK;
}

static const struct option rows[] = {
#define AT(field) .offset = offsetof(struct fork_options, field)
    {"--turn", OPTION_INT, "N", "the turn in which something is changed", AT(turn), .low = 1,
     .high = TURNS_MAX},
    {"--state", OPTION_STRING, "NAME", "whose orders are changed, by name or letter", AT(state)},
    {"--orders", OPTION_STRING, "WORDS",
     "what it orders instead, as typed in play: \"attack nobody\"; all else stays, civil takes the rest",
     AT(orders)},
    {"--bot", OPTION_OWN, "NAME", "or: all that a bot of this doctrine would order in its place",
     .take = take_bot},
    {"--after", OPTION_OWN, "NAME", "the doctrine of all states from the next turn on (by motive)",
     .take = take_bot, .low = 1},
    {"--throws", OPTION_INT, "N", "other throws of the dice from that turn on, 0 to 10000 (100)", AT(throws),
     .low = 0, .high = FORK_THROWS_MAX},
    {"--world", OPTION_OWN, "W", "CODE-LETTER, or how the world's id begins; needed where there are several",
     .take = take_world},
    {"--lang", OPTION_OWN, "en|es", "language (what LANGUAGE or the locale says, else en)", AT(language),
     .take = command_line_take_language},
    {"--width", OPTION_INT, "N", "columns, 40 to 240 (80)", AT(width), .low = CARD_WIDTH_MIN,
     .high = CARD_WIDTH_MAX},
    {"--json", OPTION_SWITCH, NULL, "for programs: one JSON object", AT(json)},
    {"--help", OPTION_SWITCH, NULL, "this text", AT(help)},
#undef AT
};

static const struct options options = {
    .usage =
        "usage: spiral fork DIR --world W --turn N --state NAME --orders WORDS|--bot NAME [OPTION]...\n"
        "       spiral fork FILE --turn N --state NAME --orders WORDS|--bot NAME [OPTION]...\n"
        "A finished world with one state's orders of one turn changed; bots play on from the next turn,\n"
        "with the change and without it. The same command gives the same answer.\n",
    .rows = rows,
    .count = sizeof rows / sizeof rows[0],
    .take_word = take_place,
};

/* Which worlds and doctrines there may be is in no row. */
static bool explain(const struct options_fault *fault, const struct language *language, struct text *why)
{
    bool of_bot = fault->option->take == take_bot;
    char names[512];
    struct text text = text_over(names, sizeof names);
    if (!of_bot && fault->option->take != take_world)
        return false;
    bot_put_names(&text);
    sentence_put(language, of_bot ? "options.no_doctrine" : "options.no_world_id",
                 SLOTS(str("option", fault->option->name), str("word", fault->word), str("doctrines", names),
                       num("most", (int64_t)2 * ID_SIZE)),
                 why);
    return true;
}

static const struct command_line line = {.name = "spiral fork", .options = &options, .explain = explain};

bool fork_options_parse(int count, char **words, struct fork_options *into)
{
    *into = (struct fork_options){.language = language_preferred(), .width = CARD_WIDTH, .throws = THROWS};
    if (!command_line_read(&line, count, words, into))
        return false;
    if (into->help)
        return true;
    const char *key = !into->place                  ? "fork.no_place"
                      : !into->turn                 ? "fork.no_turn"
                      : !into->state                ? "fork.no_state"
                      : !into->orders == !into->bot ? "fork.orders_or_bot"
                                                    : NULL;
    if (key)
        (void)command_line_refuse(&line, into->language, key, NULL);
    return !key;
}

void fork_options_print_help(void)
{
    options_print_help(&options);
}
