/* How an exercise stands, as text: by its journal, and as a facilitator is told. One way of writing for both.
 */
#include "tests/sim/truth.h"

#include "common/base/must.h"

#include <string.h>

static void put(struct text *text, const char *name, int64_t value)
{
    text_put_char(text, ' ');
    text_put(text, name);
    text_put_char(text, '=');
    text_put_int(text, value);
}

static void put_clock(struct text *text, const struct wire_clock *clock, uint32_t end)
{
    put(text, "state", clock->state);
    put(text, "turn", clock->turn);
    put(text, "ready", clock->seats_ready);
    put(text, "bots", clock->bots);
    put(text, "practice", clock->practice);
    put(text, "branch", clock->branch);
    put(text, "end", end);
    text_put_char(text, '\n');
}

static void put_seat(struct text *text, const struct wire_exercise_seat *seat)
{
    put(text, "alive", seat->alive);
    put(text, "bot", seat->bot);
    put(text, "returning", seat->returning);
    put(text, "held", seat->held);
    put(text, "revision", seat->revision);
    put(text, "stated", seat->stated);
    put(text, "beliefs", seat->beliefs);
    put(text, "ready", seat->ready);
    put(text, "misses", seat->misses);
    put(text, "percent", seat->percent);
    text_put_char(text, '\n');
}

static void put_person(struct text *text, const struct wire_exercise_person *person, int64_t world,
                       int64_t seat)
{
    put(text, "world", world);
    put(text, "seat", seat);
    text_put_char(text, ' ');
    text_put_hex(text, person->person.bytes, ID_SIZE);
    put(text, "here", person->here);
    put(text, "left", person->left);
    put(text, "role", person->role);
    put(text, "consent", person->consent);
    text_put_char(text, '\n');
}

/* ---- what is, by the journal */

void stands_world(const struct truth_world *world, struct text *text)
{
    bool open = world_is_open(world), ended = world_has_ended(world);
    const struct world *now = world->after[world->turns];
    struct wire_clock clock = {.state = world->clock.paused ? CLOCK_PAUSED
                                        : ended             ? CLOCK_ENDED
                                        : open              ? CLOCK_OPEN
                                                            : CLOCK_LOBBY,
                               .turn = world->started || ended ? (uint32_t)(world->turns + open) : 0,
                               .practice = open && world->practice && !world->practised,
                               .branch = (uint32_t)world->roll_backs};
    struct wire_exercise_seat seats[ACTORS_MAX];
    memset(seats, 0, sizeof seats);
    for (int x = 0; x < actors_of(world); x++) {
        const struct truth_seat *seat = &world->seats[x];
        seats[x].alive = now->actors[x].alive;
        seats[x].bot = seat->bot;
        seats[x].returning = seat->returning;
        seats[x].held = seat->held;
        seats[x].revision = seat->revision;
        seats[x].beliefs = (uint32_t)seat->beliefs;
        seats[x].stated = seat->beliefs > 0 || seat->has_stated;
        seats[x].ready = seat->ready;
        seats[x].misses = (uint32_t)seat->misses;
        seats[x].percent = (uint32_t)seat->percent;
        clock.bots |= (uint16_t)(seat->bot << x);
        clock.seats_ready += open && (seat->ready || seat->bot || !seats[x].alive);
    }
    put_clock(text, &clock, ended ? (uint32_t)(world->closed ? RECORD_CLOSED : now->end) : 0);
    for (int x = 0; x < actors_of(world); x++)
        put_seat(text, &seats[x]);
}

struct row {
    struct wire_exercise_person person;
    int64_t world, seat;
    bool removed;
};

static struct row *find_row(struct row *rows, int count, const struct truth_entry *entry)
{
    struct id id;
    bool read = entry_bytes(entry, "person", id.bytes, ID_SIZE);
    for (int x = 0; read && x < count; x++)
        if (id_equal(&rows[x].person.person, &id))
            return &rows[x];
    return NULL;
}

static void take_place(struct row *row, const struct truth_entry *entry)
{
    int64_t role = ROLE_NONE;
    must(entry_number(entry, "world", &row->world) && entry_number(entry, "seat", &row->seat) &&
         entry_number(entry, "role", &role));
    row->person.role = (enum team_role)role;
}

static int read_rows(const struct truth_stream *exercise, uint64_t here, struct row rows[64])
{
    int count = 0;
    for (int x = 0; x < exercise->count; x++) {
        const struct truth_entry *entry = &exercise->entries[x];
        struct row *row = find_row(rows, count, entry);
        if (strcmp(entry->kind, "person") == 0) {
            int64_t consent;
            must(count < 64 && entry_number(entry, "consent", &consent));
            row = &rows[count];
            *row = (struct row){.person = {.consent = (enum consent)consent, .here = here >> count & 1}};
            must(entry_bytes(entry, "person", row->person.person.bytes, ID_SIZE));
            take_place(row, entry);
            count++;
        } else if (row && strcmp(entry->kind, "moved") == 0) {
            take_place(row, entry);
        } else if (row && strcmp(entry->kind, "role") == 0) {
            int64_t role;
            must(entry_number(entry, "role", &role));
            row->person.role = (enum team_role)role;
        } else if (row && (strcmp(entry->kind, "removed") == 0 || strcmp(entry->kind, "given") == 0)) {
            row->removed = true;
        } else if (row && strcmp(entry->kind, "withdrawn") == 0) {
            row->person.consent = CONSENT_PLAY_ONLY;
        } else if (row && (strcmp(entry->kind, "left") == 0 || strcmp(entry->kind, "back") == 0)) {
            row->person.left = entry->kind[0] == 'l';
        }
    }
    return count;
}

/* A part of a team's work is told where another one shares it. */
static bool is_alone(const struct row *rows, int count, const struct row *row)
{
    for (int x = 0; x < count; x++)
        if (&rows[x] != row && !rows[x].removed && !rows[x].person.left && rows[x].world == row->world &&
            rows[x].seat == row->seat)
            return false;
    return true;
}

void stands_persons(const struct truth_stream *exercise, uint64_t here, struct text *text)
{
    struct row rows[64];
    int count = read_rows(exercise, here, rows);
    for (int x = 0; x < count; x++)
        rows[x].person.role =
            rows[x].person.left || is_alone(rows, count, &rows[x]) ? ROLE_NONE : rows[x].person.role;
    for (int world = 0; world < SIM_WORLDS_MAX; world++)
        for (int seat = 0; seat < ACTORS_MAX; seat++)
            for (int x = 0; x < count; x++)
                if (!rows[x].removed && rows[x].world == world && rows[x].seat == seat)
                    put_person(text, &rows[x].person, world, seat);
}

void stands_desk(const struct truth_stream *exercise, struct text *text)
{
    int64_t deed = 0, act = 0, card = -1, part = 0, projected = -1, days = -1, question = 0;
    int64_t rights[WIRE_FACILITATORS_MAX + 1] = {0}, owners[SIM_WORLDS_MAX] = {-1, -1}, number, value;
    for (int x = 0; x < exercise->count; x++) {
        const struct truth_entry *entry = &exercise->entries[x];
        const char *kind = entry->kind;
        if (strcmp(kind, "deed") == 0)
            must(entry_number(entry, "deed", &deed) && entry_number(entry, "act", &act));
        else if (strcmp(kind, "debrief") == 0)
            must(entry_number(entry, "card", &card) && entry_number(entry, "part", &part) &&
                 entry_number(entry, "world", &projected));
        else if (strcmp(kind, "replay") == 0)
            must(entry_number(entry, "days", &days));
        else if (strcmp(kind, "question") == 0)
            must(entry_number(entry, "question", &question));
        else if ((strcmp(kind, "facilitator") == 0 || strcmp(kind, "rights") == 0) &&
                 entry_number(entry, "facilitator", &number) && entry_number(entry, "rights", &value))
            rights[number] = value;
        else if (strcmp(kind, "own") == 0 && entry_number(entry, "world", &number) &&
                 entry_number(entry, "owner", &value))
            owners[number] = value;
    }
    put(text, "deed", deed);
    put(text, "act", act);
    put(text, "card", card);
    put(text, "part", part);
    put(text, "projected", projected);
    put(text, "days", days);
    put(text, "question", question);
    for (int x = 1; x <= WIRE_FACILITATORS_MAX; x++)
        if (rights[x])
            put(text, "facilitator", x), put(text, "rights", rights[x]);
    int64_t worlds = 0;
    must(entry_number(&exercise->entries[0], "worlds", &worlds));
    for (int x = 0; x < worlds && x < SIM_WORLDS_MAX; x++)
        put(text, "owner", owners[x]);
    text_put_char(text, '\n');
}

/* ---- what is told */

void stands_told_world(const struct wire_exercise_world *world, struct text *text)
{
    put_clock(text, &world->clock, world->end);
    for (int x = 0; x < world->seat_count; x++)
        put_seat(text, &world->seats[x]);
}

void stands_told_persons(const struct wire_exercise_state *state, struct text *text)
{
    for (int world = 0; world < state->world_count; world++)
        for (int seat = 0; seat < state->worlds[world].seat_count; seat++)
            for (int x = 0; x < state->worlds[world].seats[seat].person_count; x++)
                put_person(text, &state->worlds[world].seats[seat].persons[x], world, seat);
}

void stands_told_desk(const struct wire_exercise_state *state, struct text *text)
{
    put(text, "deed", state->deed_count ? state->deeds[0].number : 0);
    put(text, "act", state->deed_count ? (int64_t)state->deeds[0].act : 0);
    put(text, "card", state->card);
    put(text, "part", state->part);
    put(text, "projected", state->projected);
    put(text, "days", state->replay_days);
    put(text, "question", state->question_count ? state->questions[state->question_count - 1].number : 0);
    for (int x = 0; x < state->facilitator_count; x++)
        put(text, "facilitator", state->facilitators[x].number),
            put(text, "rights", state->facilitators[x].rights);
    for (int x = 0; x < state->world_count; x++)
        put(text, "owner", state->worlds[x].owner);
    text_put_char(text, '\n');
}
