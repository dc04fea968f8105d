#include "client/sim/debrief_source.h"

#include "client/sim/journal_steering.h"
#include "common/base/file.h"
#include "common/base/must.h"
#include "common/record/entry.h"
#include "common/store/store.h"
#include "common/worlds/record_log.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct debrief_source {
    const char *path;
    struct store *store; /* of a directory, or NULL */
    struct exercise_names *names;
    char *text; /* of a record */
    size_t size;
};

/* One stream of a directory on its way into a log. */
struct reading {
    struct journal_check check;
    struct debrief_world *world;
    enum status status;
    struct cause cause;
};

enum status debrief_source_open(const char *path, struct debrief_source **source, struct cause *cause)
{
    struct stat found;
    struct debrief_source *opened = calloc(1, sizeof *opened);
    must(opened != NULL);
    opened->path = path;
    bool is_directory = stat(path, &found) == 0 && S_ISDIR(found.st_mode);
    enum status status = is_directory ? store_open_sqlite(path, NULL, true, &opened->store, cause)
                                      : file_read(path, RECORD_MAX, &opened->text, &opened->size, cause);
    if (!status && is_directory)
        status = exercise_names_read(opened->store, &opened->names, cause);
    *source = opened;
    if (!status)
        return STATUS_OK;
    debrief_source_close(opened);
    *source = NULL;
    return status;
}

void debrief_source_close(struct debrief_source *source)
{
    if (!source)
        return;
    if (source->store)
        store_close(source->store);
    exercise_names_free(source->names);
    free(source->text);
    free(source);
}

/* ---- a directory */

static bool note_kind(void *user, const struct store_record *record)
{
    *(bool *)user = strcmp(record->kind, "opening") == 0;
    return false;
}

/* Heads are handed on while the first record of each is looked at: exercises are streams too. */
struct listing {
    struct debrief_source *source;
    debrief_world_row *row;
    void *user;
};

static bool on_head(void *user, const struct store_head *head)
{
    struct listing *listing = user;
    struct cause cause;
    bool is_world = false;
    if (store_each_record(listing->source->store, &head->stream, 0, note_kind, &is_world, &cause))
        is_world = true; /* damaged: whoever reads it is told how */
    return !is_world || listing->row(listing->user, &head->stream);
}

static bool on_record(void *user, const struct store_record *record)
{
    struct reading *reading = user;
    struct journal_check *check = &reading->check;
    struct slice body = {record->body, record->body_size};
    bool is_orders;
    reading->status = journal_check_entry(check, record->kind, body, NULL, &is_orders, &reading->cause);
    if (reading->status)
        return false;
    if (strcmp(record->kind, "opening") == 0)
        log_begin(&reading->world->log, &check->world);
    else if (strcmp(record->kind, "turn") == 0)
        log_turn(&reading->world->log, &check->turn.book, &check->events, &check->world);
    else if (check->opened && check->world.turn < reading->world->log.turns)
        log_back(&reading->world->log, check->world.turn);
    return true;
}

static enum status read_stream(struct debrief_source *source, const struct id *id,
                               struct debrief_world *world, struct cause *cause)
{
    char hex[ID_HEX_SIZE];
    struct reading *reading = calloc(1, sizeof *reading);
    must(reading != NULL);
    reading->world = world;
    journal_check_init(&reading->check);
    enum status status = store_each_record(source->store, id, 0, on_record, reading, cause);
    if (status) {
        status = status_wrap(cause, status, "world %s turn %d", id_hex(id, hex),
                             reading->check.opened ? reading->check.world.turn + 1 : 0);
    } else if (reading->status) {
        *cause = reading->cause;
        status = reading->status;
    }
    world->opening = reading->check.opening;
    world->ended = reading->check.ended;
    world->closed = reading->check.closed;
    free(reading);
    return status;
}

/* ---- a record */

static enum status read_record(struct debrief_source *source, struct debrief_world *world,
                               struct cause *cause)
{
    int32_t end;
    struct slice text = {source->text, source->size};
    enum status status = record_log_read(text, &world->opening, &end, &world->log, cause);
    world->ended = end != END_RUNNING;
    world->closed = end == RECORD_CLOSED;
    return status ? status_wrap(cause, status, "%s", source->path) : STATUS_OK;
}

/* ---- either */

enum status debrief_source_each(struct debrief_source *source, debrief_world_row *row, void *user,
                                struct cause *cause)
{
    struct listing listing = {source, row, user};
    if (source->store)
        return store_each_head(source->store, on_head, &listing, cause);
    struct record_opening *opening = calloc(1, sizeof *opening);
    must(opening != NULL);
    enum status status =
        record_read_opening(record_log_opening((struct slice){source->text, source->size}), opening, cause);
    if (!status)
        row(user, &opening->world);
    free(opening);
    return status ? status_wrap(cause, status, "%s", source->path) : STATUS_OK;
}

const struct exercise_name *debrief_source_name(const struct debrief_source *source, const struct id *id)
{
    return exercise_names_of(source->names, id);
}

bool debrief_source_beside(const struct debrief_source *source, const struct id *one, const struct id *other)
{
    const struct exercise_name *a = debrief_source_name(source, one), *b = debrief_source_name(source, other);
    return a && b && id_equal(&a->exercise, &b->exercise);
}

enum status debrief_source_steering(struct debrief_source *source, const struct id *id,
                                    struct told_steering *steering, struct cause *cause)
{
    return source->store ? journal_steering_read(source->store, id, steering, cause) : STATUS_OK;
}

bool debrief_source_fits(const struct debrief_source *source, const struct id *id, const char *asked)
{
    char hex[ID_HEX_SIZE];
    const struct exercise_name *name = debrief_source_name(source, id);
    return !asked || strncmp(id_hex(id, hex), asked, strlen(asked)) == 0 ||
           (name && exercise_name_fits(name, asked));
}

enum status debrief_source_read(struct debrief_source *source, const struct id *id,
                                struct debrief_world *world, struct cause *cause)
{
    world->ended = world->closed = false;
    world->log.turns = 0;
    return source->store ? read_stream(source, id, world, cause) : read_record(source, world, cause);
}
