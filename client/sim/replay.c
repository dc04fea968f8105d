#include "client/sim/replay.h"

#include "client/sim/exercise_names.h"
#include "common/base/file.h"
#include "common/base/must.h"
#include "common/base/options.h"
#include "common/record/entry.h"
#include "common/store/store.h"
#include "common/words/command_line.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct replay_command {
    const char *place;
    bool verifies, prints_orders, help;
};

static enum status take_place(void *into, const char *word, struct cause *cause)
{
    struct replay_command *command = into;
    if (command->place)
        return options_refuse_word(word, cause);
    command->place = word;
    return STATUS_OK;
}

static const struct option rows[] = {
#define AT(field) .offset = offsetof(struct replay_command, field)
    {"--verify", OPTION_SWITCH, NULL, "recompute every turn, compare hashes and the opened commitment",
     AT(verifies)},
    {"--orders", OPTION_SWITCH, NULL, "print every acknowledged order set: world turn seat revision sha256",
     AT(prints_orders)},
    {"--help", OPTION_SWITCH, NULL, "this text", AT(help)},
#undef AT
};

static const struct options options = {
    .usage = "usage: spiral replay DIR --verify|--orders ...   a server's data directory\n"
             "       spiral replay FILE --verify   the record of one finished world\n",
    .rows = rows,
    .count = sizeof rows / sizeof rows[0],
    .take_word = take_place,
};

static const struct command_line line = {.name = "spiral replay", .options = &options};

/* One directory being checked. */
struct replay {
    struct store *store;
    struct exercise_names *names;
    bool prints_orders;
    int worlds, turns, broken;
    /* the stream at hand */
    const struct id *stream;
    bool is_world;
    int64_t records;
    struct journal_check check;
    enum status status;
    struct cause cause;
};

static void print_orders(const struct replay *replay, const struct entry_orders *entry)
{
    const struct scenario *scenario = &replay->check.opening.scenario;
    struct digest digest = orders_digest(entry->head.seat, &entry->orders, scenario->actor_count);
    char hex[2 * DIGEST_SIZE + 1];
    struct text text = text_over(hex, sizeof hex);
    text_put_hex(&text, digest.bytes, DIGEST_SIZE);
    printf("%s %d %s %u %s\n", replay->check.world_hex, entry->head.turn,
           scenario->actors[entry->head.seat].name, entry->revision, hex);
}

static bool on_record(void *user, const struct store_record *record)
{
    struct replay *replay = user;
    struct entry_orders orders;
    bool is_orders;
    if (replay->records++ == 0)
        replay->is_world = strcmp(record->kind, "opening") == 0;
    if (!replay->is_world)
        return true; /* an exercise: its chain is checked on the way */
    struct slice body = {record->body, record->body_size};
    replay->status =
        journal_check_entry(&replay->check, record->kind, body, &orders, &is_orders, &replay->cause);
    if (replay->status)
        return false;
    if (is_orders && replay->prints_orders)
        print_orders(replay, &orders);
    return true;
}

/* A broken chain is found before the record is handed out: it belongs to the turn that is open then. */
static void name_place(struct replay *replay, enum status status, struct cause *chain)
{
    char hex[ID_HEX_SIZE];
    replay->cause = *chain;
    replay->status = status_wrap(&replay->cause, status, "world %s turn %d", id_hex(replay->stream, hex),
                                 replay->check.opened ? replay->check.world.turn + 1 : 0);
}

/* Only where there is something to say of it: most worlds were never rolled back. */
static void print_course(int roll_backs, bool practised)
{
    if (roll_backs)
        printf(" rollbacks=%d", roll_backs);
    if (practised)
        printf(" practice=1");
}

/* What people call it, where its exercise lies in the same directory. */
static void print_name(const struct exercise_name *name)
{
    char memory[EXERCISE_NAME_SIZE];
    struct text text = text_over(memory, sizeof memory);
    if (!name)
        return;
    exercise_name_put(name, &text);
    printf(" name=%s%s", memory, name->rehearsal ? " rehearsal=1" : "");
}

static bool on_head(void *user, const struct store_head *head)
{
    struct replay *replay = user;
    struct cause chain;
    replay->stream = &head->stream;
    replay->records = 0;
    replay->is_world = false;
    replay->status = STATUS_OK;
    journal_check_init(&replay->check);
    enum status status = store_each_record(replay->store, &head->stream, 0, on_record, replay, &chain);
    if (status)
        name_place(replay, status, &chain);
    if (replay->status) {
        fprintf(stderr, "%s\n", replay->cause.text);
        replay->broken++;
        return true; /* the others are worth looking at too */
    }
    if (!replay->is_world)
        return true;
    replay->worlds++;
    replay->turns += replay->check.world.turn;
    if (replay->prints_orders)
        return true;
    printf("world %s scenario=%s turns=%d %s", replay->check.world_hex, replay->check.opening.scenario.name,
           replay->check.world.turn,
           record_end_name(replay->check.closed ? RECORD_CLOSED : replay->check.world.end));
    print_course(replay->check.course.roll_backs, replay->check.course.practised);
    print_name(exercise_names_of(replay->names, &head->stream));
    putchar('\n');
    return true;
}

static int replay_directory(const char *path, bool verifies, bool prints_orders)
{
    struct cause cause;
    struct replay *replay = calloc(1, sizeof *replay);
    must(replay != NULL);
    replay->prints_orders = prints_orders;
    enum status status = store_open_sqlite(path, NULL, true, &replay->store, &cause);
    if (!status) {
        status = exercise_names_read(replay->store, &replay->names, &cause);
        if (!status)
            status = store_each_head(replay->store, on_head, replay, &cause);
        store_close(replay->store);
        exercise_names_free(replay->names);
    }
    if (status)
        fprintf(stderr, "spiral replay: %s\n", cause.text);
    int broken = status ? 1 : replay->broken;
    if (!broken && verifies)
        printf("verified: worlds=%d turns=%d\n", replay->worlds, replay->turns);
    free(replay);
    return broken ? 1 : 0;
}

static int replay_file(const char *path)
{
    struct cause cause;
    struct record_summary summary;
    char *text, hex[ID_HEX_SIZE];
    size_t size;
    struct world *world = calloc(1, sizeof *world);
    must(world != NULL);
    enum status status = file_read(path, RECORD_MAX, &text, &size, &cause);
    bool was_read = status == STATUS_OK;
    if (was_read) {
        status = record_verify((struct slice){text, size}, &summary, world, &cause);
        free(text);
    }
    free(world);
    if (status) {
        fprintf(stderr, "%s%s%s\n", was_read ? path : "", was_read ? ": " : "", cause.text);
        return 1;
    }
    char commitment[2 * DIGEST_SIZE + 1];
    struct text put = text_over(commitment, sizeof commitment);
    text_put_hex(&put, summary.commitment.bytes, DIGEST_SIZE);
    printf("world %s turns=%d %s commitment=%s", id_hex(&summary.world, hex), summary.turns,
           record_end_name(summary.end), commitment);
    print_course(summary.roll_backs, summary.practised);
    printf("\nverified: worlds=1 turns=%d\n", summary.turns);
    return 0;
}

int replay_main(int count, char **arguments)
{
    struct replay_command command = {.place = NULL};
    const struct language *language = command_line_language(count, arguments);
    struct stat found;
    if (!command_line_read(&line, count, arguments, &command))
        return 2;
    if (command.help) {
        options_print_help(&options);
        return 0;
    }
    if (!command.place)
        return command_line_refuse(&line, language, "options.replay_place", NULL);
    bool verifies = command.verifies || !command.prints_orders;
    if (stat(command.place, &found) == 0 && S_ISDIR(found.st_mode))
        return replay_directory(command.place, verifies, command.prints_orders);
    if (command.prints_orders)
        return command_line_refuse(&line, language, "options.orders_directory", NULL);
    return replay_file(command.place);
}
