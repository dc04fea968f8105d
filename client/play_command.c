#include "client/play_command.h"

#include "client/advice.h"
#include "client/core/home.h"
#include "client/ctl/exercise.h"
#include "client/offer.h"
#include "client/server_child.h"
#include "client/session.h"
#include "common/base/file.h"
#include "common/base/text.h"
#include "common/scenario/scenario_file.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const char whole_game[] = "seminar", tutorial[] = "tutorial";

static int fail(const struct cause *cause, int exit_status)
{
    fprintf(stderr, "spiral play: %s\n", cause->text);
    return exit_status;
}

/* Where a private game keeps its journal: HOME/games/DATE-TIME-PID unless --data says otherwise. */
static enum status game_directory(const struct play_arguments *arguments, const struct home *home,
                                  char path[1024], struct cause *cause)
{
    char stamp[32];
    time_t now = time(NULL);
    struct tm parts;
    localtime_r(&now, &parts);
    strftime(stamp, sizeof stamp, "%Y%m%d-%H%M%S", &parts);
    int length = arguments->data ? snprintf(path, 1024, "%s", arguments->data)
                                 : snprintf(path, 1024, "%s/games/%s-%ld", home->path, stamp, (long)getpid());
    if (length >= 1024)
        return status_fail(cause, STATUS_INVALID, "%s: the path is too long", home->path);
    return file_make_directories(path, cause);
}

static enum status make_game(const struct play_arguments *arguments, const struct server_child *child,
                             struct wire_exercise_created *created, struct cause *cause)
{
    struct wire_exercise_new wanted = {
        .turn_seconds = (uint32_t)arguments->turn_seconds,
        .wait_seats = 1,
        .seeded = arguments->seeded,
        .seed = (uint64_t)arguments->seed,
    };
    if (!slice_copy(slice_of(arguments->scenario), wanted.scenario, sizeof wanted.scenario))
        return status_fail(cause, STATUS_INVALID, "--scenario: \"%s\" is longer than a name may be",
                           arguments->scenario);
    return exercise_make(child->admin, &wanted, arguments->language, created, cause);
}

/* Before anything is made for a game that cannot be. */
static enum status check_scenario(const struct play_arguments *arguments, struct cause *cause)
{
    struct scenario_file file;
    char directory[SCENARIO_PATH_SIZE];
    enum status status = scenario_directory_find(arguments->scenarios, directory, cause);
    return status ? status : scenario_file_load(directory, arguments->scenario, &file, cause);
}

/* The command stands alone on its line, however long, so that it can be copied. */
static void print_advice(const struct language *language, const char *key, const char *subcommand,
                         const char *data)
{
    char program[ADVICE_PROGRAM_SIZE], absolute[PATH_MAX], line[3 * PATH_MAX];
    struct text text = text_over(line, sizeof line);
    advice_program(program);
    text_put(&text, "  ");
    advice_put_word(program, &text);
    text_put_char(&text, ' ');
    text_put(&text, subcommand);
    if (language != languages[LANGUAGE_ENGLISH] && strcmp(subcommand, "debrief") == 0) {
        text_put(&text, " --lang ");
        text_put(&text, language->code);
    }
    text_put_char(&text, ' ');
    advice_put_word(realpath(data, absolute) ? absolute : data, &text);
    puts(sentence_words(language, key));
    puts(line);
}

static void print_place(const struct language *language, const char *data, const char *link)
{
    char line[2048];
    struct text text = text_over(line, sizeof line);
    sentence_put(language, "play.kept", SLOTS(str("path", data)), &text);
    puts(line);
    text = text_over(line, sizeof line);
    sentence_put(language, "play.browser", SLOTS(str("link", link)), &text);
    puts(line);
    print_advice(language, "play.replay", "replay", data);
    print_advice(language, "play.debrief", "debrief", data);
    fflush(stdout);
}

/* What a person at a terminal chooses; false: they leave. */
static bool ask_world(struct play_arguments *arguments, const struct home *home)
{
    char games[HOME_PATH_SIZE + sizeof "/games"];
    snprintf(games, sizeof games, "%s/games", home->path);
    bool first = access(games, F_OK) != 0;
    enum offer offer = offer_ask(arguments->language, first);
    arguments->scenario = offer == OFFER_TUTORIAL ? tutorial : whole_game;
    return offer != OFFER_LEAVE;
}

/* On the private server that runs already. */
static int play_game(const struct play_arguments *arguments, const struct home *home, const char *data,
                     const struct server_child *child)
{
    struct wire_exercise_created created;
    struct cause cause;
    if (make_game(arguments, child, &created, &cause))
        return fail(&cause, 1);
    print_place(arguments->language, data, created.link);
    struct play_options options = session_options(arguments, home->path);
    options.hints = true;
    options.player.host = "127.0.0.1";
    options.player.port = child->port;
    options.player.code = created.code;
    options.player.fingerprint = child->fingerprint;
    return session_run(&options, session_draws(arguments));
}

int play_main(int count, char **words)
{
    struct play_arguments arguments;
    struct server_child child;
    struct home home;
    struct cause cause;
    char data[1024];
    if (!arguments_read(ARGUMENTS_PLAY, count, words, &arguments))
        return 2;
    if (arguments.help) {
        arguments_print_help(ARGUMENTS_PLAY);
        return 0;
    }
    if (!arguments.name)
        arguments.name = sentence_words(arguments.language, "play.name");
    bool is_person = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) && !arguments.is_auto;
    bool asks = !arguments.scenario && !arguments.tutorial && is_person;
    if (!arguments.scenario)
        arguments.scenario = arguments.tutorial ? tutorial : whole_game;
    if (check_scenario(&arguments, &cause)) /* before anything is made */
        return fail(&cause, 2);
    if (home_open(arguments.home, &home, &cause))
        return fail(&cause, 1);
    if (asks && !ask_world(&arguments, &home))
        return PLAY_LEFT;
    if (game_directory(&arguments, &home, data, &cause) ||
        child_start(data, arguments.scenarios, &child, &cause))
        return fail(&cause, 1);
    int exit_status = play_game(&arguments, &home, data, &child);
    child_stop(&child);
    return exit_status;
}
