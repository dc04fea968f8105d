#include "client/sim/replay.h"

#include "common/base/file.h"
#include "common/base/must.h"
#include "common/record/entry.h"
#include "common/store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char usage[] =
    "usage: spiral replay DIR --verify|--orders ...   a server's data directory\n"
    "       spiral replay FILE --verify             the record of one finished world\n"
    "  --verify  recompute every turn, compare hashes and the opened commitment\n"
    "  --orders  print every acknowledged order set: world turn seat revision sha256\n";

/* One directory being checked. */
struct replay {
    struct store *store;
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
    if (!replay->prints_orders)
        printf("world %s scenario=%s turns=%d %s\n", replay->check.world_hex,
               replay->check.opening.scenario.name, replay->check.world.turn,
               record_end_name(replay->check.closed ? RECORD_CLOSED : replay->check.world.end));
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
        status = store_each_head(replay->store, on_head, replay, &cause);
        store_close(replay->store);
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
    printf("world %s turns=%d %s commitment=%s\nverified: worlds=1 turns=%d\n", id_hex(&summary.world, hex),
           summary.turns, record_end_name(summary.end), commitment, summary.turns);
    return 0;
}

int replay_main(int count, char **arguments)
{
    const char *path = NULL;
    bool verifies = false, prints_orders = false, understood = true;
    struct stat found;
    for (int x = 0; x < count; x++) {
        if (strcmp(arguments[x], "--verify") == 0)
            verifies = true;
        else if (strcmp(arguments[x], "--orders") == 0)
            prints_orders = true;
        else if (strcmp(arguments[x], "--help") == 0)
            return fputs(usage, stdout) < 0;
        else if (arguments[x][0] == '-' || path)
            understood = false;
        else
            path = arguments[x];
    }
    if (!understood || !path) {
        fprintf(stderr, "spiral replay: one DIR or FILE is needed, and no other options\n%s", usage);
        return 2;
    }
    verifies = verifies || !prints_orders;
    if (stat(path, &found) == 0 && S_ISDIR(found.st_mode))
        return replay_directory(path, verifies, prints_orders);
    if (prints_orders) {
        fprintf(stderr,
                "spiral replay: --orders needs a data directory: a public record holds no saved revisions\n");
        return 2;
    }
    return replay_file(path);
}
