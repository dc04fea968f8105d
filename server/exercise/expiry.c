/* How long what a person holds lets them in: until the world went on without them for too long, or has been
 * over for as long.
 *
 * Counted is the time in which there was something to miss: the stamp of the world's last entry against that
 * of the person's last visit, which moves on with every break: of the time between two entries of the world a
 * day counts at most. So whoever is the first to be back after a break of everybody, or after the server was
 * off, takes no place away from the others.
 *
 * Stamps come from a clock of the wall, which may have been wrong: within a run the host's never jumps, and
 * after a start the places of a world that goes on are good for a day at least, so that whoever plays comes
 * back and is noted anew. */
#include "server/exercise/exercise_state.h"

enum { DAY_MS = 24 * 3600 * 1000 };

static int64_t now_of(const struct exercise *exercise)
{
    return exercise->host.stamp_ms(exercise->host.user);
}

static int64_t earlier(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* Nobody missed what is longer than a day in the break that ends at this moment. */
static void end_break(struct exercise *exercise, int world, int64_t stamp_ms)
{
    struct stream *played = &exercise->worlds[world].stream;
    int64_t longer = stamp_ms - played->stamp_ms - DAY_MS;
    played->stamp_ms = stamp_ms;
    for (int x = 0; x < exercise->person_count && longer > 0; x++) {
        struct person *person = exercise->persons[x];
        if (person->world == world && person->used_ms < stamp_ms)
            person->used_ms = earlier(person->used_ms + longer, stamp_ms);
    }
}

void exercise_note_play(struct exercise *exercise, int world)
{
    end_break(exercise, world, now_of(exercise));
}

/* What was stamped by a clock that was ahead counts as now. */
static int64_t past(const struct exercise *exercise, int64_t stamp_ms)
{
    return stamp_ms > 0 ? earlier(stamp_ms, now_of(exercise)) : 0;
}

void exercise_recover_stamp(struct exercise *exercise, int64_t stamp_ms)
{
    exercise->entry_stamp_ms = past(exercise, stamp_ms);
}

void exercise_recover_play(struct exercise *exercise, int world, bool opening)
{
    for (int x = 0; x < exercise->person_count && opening; x++)
        if (exercise->persons[x]->world == world)
            exercise->persons[x]->used_ms = exercise->persons[x]->noted_ms;
    end_break(exercise, world, exercise->entry_stamp_ms);
}

bool exercise_expired(const struct exercise *exercise, const struct person *person)
{
    const struct played_world *world = &exercise->worlds[person->world];
    int64_t term = exercise->host.term_ms, now = now_of(exercise), played = world->stream.stamp_ms;
    if (term == 0 || person->session)
        return false;
    if (world_ended(world->machine))
        return now - played > term;
    return played - person->used_ms > term && now - exercise->recovered_ms >= DAY_MS;
}

bool exercise_replay_is_over(const struct exercise *exercise)
{
    int64_t last = 0;
    int64_t term =
        exercise->replay_days < 0 ? exercise->host.term_ms : (int64_t)exercise->replay_days * DAY_MS;
    for (int x = 0; x < exercise->world_count; x++)
        if (exercise->worlds[x].stream.stamp_ms > last)
            last = exercise->worlds[x].stream.stamp_ms;
    bool is_over = exercise->replay_days == 0 || (term && now_of(exercise) - last > term);
    return is_over && exercise_ended(exercise);
}

void exercise_refuse_expired(struct refusal *refusal)
{
    *refusal = (struct refusal){.code = REFUSAL_UNKNOWN_PERSON,
                                .item = "token_expired",
                                .sentence = "refusal.token_expired",
                                .remedy = "remedy.token_expired"};
}

void exercise_used(struct exercise *exercise, struct person *person)
{
    char memory[64];
    struct text text = text_over(memory, sizeof memory);
    person->used_ms = now_of(exercise);
    if (person->used_ms - person->noted_ms < DAY_MS)
        return;
    person->noted_ms = person->used_ms;
    entry_put_id(&text, "person", &person->id);
    exercise_append_own(exercise, "seen", &text, person, NULL, NULL);
}

void exercise_noted(struct exercise *exercise, struct person *person)
{
    person->used_ms = person->noted_ms = now_of(exercise);
}

void exercise_recover_times(struct exercise *exercise)
{
    exercise->recovered_ms = now_of(exercise);
    for (int x = 0; x < exercise->world_count; x++)
        exercise->worlds[x].stream.stamp_ms = past(exercise, exercise->worlds[x].stream.stamp_ms);
}
