#include "client/sim/sim_record.h"

#include "common/base/file.h"
#include "common/base/must.h"
#include "common/record/record.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct sim_recorder {
    const struct sim_plan *plan;
    struct record_opening opening;
    struct record_turn turn;
    struct world world; /* played once more from the record's side */
    struct event_list events;
    struct digest hash;
    size_t size;
    char text[RECORD_MAX];
};

static enum status check_empty(const char *directory, struct cause *cause)
{
    DIR *open_directory = opendir(directory);
    bool empty = true;
    if (!open_directory)
        return status_fail(cause, STATUS_IO, "--records %s: %s", directory, strerror(errno));
    for (struct dirent *entry; empty && (entry = readdir(open_directory)) != NULL;)
        empty = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
    closedir(open_directory);
    if (empty)
        return STATUS_OK;
    return status_fail(cause, STATUS_INVALID,
                       "--records %s: holds files already, and nothing is overwritten; name a new directory",
                       directory);
}

enum status sim_records_begin(const struct sim_plan *plan, bool resumed, struct cause *cause)
{
    if (!plan->records)
        return STATUS_OK;
    if (plan->end - plan->first > SIM_RECORDS_MAX)
        return status_fail(
            cause, STATUS_INVALID,
            "--records: %lld games, but a command writes at most %d records; lower --games, or "
            "use --shard",
            (long long)(plan->end - plan->first), SIM_RECORDS_MAX);
    enum status status = file_make_directories(plan->records, cause);
    return status || resumed ? status : check_empty(plan->records, cause);
}

struct sim_recorder *sim_recorder_create(const struct sim_plan *plan)
{
    struct sim_recorder *recorder = calloc(1, sizeof *recorder);
    must(recorder != NULL);
    recorder->plan = plan;
    return recorder;
}

void sim_recorder_destroy(struct sim_recorder *recorder)
{
    free(recorder);
}

static struct text rest_of(struct sim_recorder *recorder)
{
    return text_over(recorder->text + recorder->size, sizeof recorder->text - recorder->size);
}

static void keep(struct sim_recorder *recorder, const struct text *text)
{
    must(!text->cut);
    recorder->size += text->length;
}

/* 16 bytes that follow from the game, and differ where anything of it differs. */
static void derive(const char *purpose, const struct sim_cell *cell, const uint8_t key[DICE_KEY_SIZE],
                   uint8_t bytes[ID_SIZE])
{
    char memory[128];
    struct text text = text_over(memory, sizeof memory);
    text_put(&text, purpose);
    text_put_char(&text, ' ');
    text_put(&text, cell->hash);
    text_put_char(&text, ' ');
    text_put_hex(&text, key, DICE_KEY_SIZE);
    must(!text.cut);
    struct digest digest = digest_of(memory, text.length);
    memcpy(bytes, digest.bytes, ID_SIZE);
}

static_assert((int)RECORD_SALT_SIZE == (int)ID_SIZE, "derive fills both");

static void open_record(struct sim_recorder *recorder, const struct sim_cell *cell, int64_t number)
{
    struct record_opening *opening = &recorder->opening;
    memset(opening, 0, sizeof *opening);
    opening->scenario = cell->scenario;
    record_seed_key(recorder->plan->seed, (uint64_t)number, opening->key);
    derive("spiral sim world", cell, opening->key, opening->world.bytes);
    derive("spiral sim salt", cell, opening->key, opening->salt);
    opening->commitment = record_commitment(opening);
    recorder->size = 0;
    struct text text = rest_of(recorder);
    record_put_opening(opening, &text);
    keep(recorder, &text);
    recorder->hash = record_opening_hash(opening);
    record_begin(opening, &recorder->world);
}

static void record_one(void *user, const struct order_book *book, const struct event_list *events,
                       const struct world *world)
{
    struct sim_recorder *recorder = user;
    struct record_turn *turn = &recorder->turn;
    (void)events;
    memset(turn, 0, sizeof *turn);
    turn->turn = world->turn;
    turn->book = *book;
    for (int i = 0; i < ACTORS_MAX; i++)
        turn->source[i] = book->given[i] ? SOURCE_BOT : SOURCE_NONE;
    recorder->hash = turn->hash = record_resolve(&recorder->world, turn, &recorder->hash, &recorder->events);
    struct text text = rest_of(recorder);
    record_put_turn(turn, world->scenario.actor_count, &text);
    keep(recorder, &text);
}

enum status sim_recorder_write(struct sim_recorder *recorder, const struct sim_cell *cell,
                               const struct headless *game, int64_t number, struct cause *cause)
{
    struct world world;
    char path[SIM_PATH_SIZE];
    open_record(recorder, cell, number);
    headless_play(game, &world, record_one, recorder);
    struct text text = rest_of(recorder);
    text_put(&text, "end=");
    text_put_int(&text, world.end);
    text_put_char(&text, '\n');
    keep(recorder, &text);
    int length = snprintf(path, sizeof path, "%s/%s-%04d-%07lld.record", recorder->plan->records,
                          cell->scenario.name, cell->index, (long long)number);
    if (length >= (int)sizeof path)
        return status_fail(cause, STATUS_INVALID, "--records: the path is too long");
    return file_replace(path, recorder->text, recorder->size, 0644, cause);
}
