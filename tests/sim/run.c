/* One run: the plan, the loop over whatever is due next, and trouble. */
#include "tests/sim/client.h"
#include "tests/sim/truth.h"

#include "common/base/must.h"
#include "common/base/rare.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LOOK_MS = 500, TROUBLE_MS = 60000, QUIET_MS = 5000 };

_Noreturn void sim_broken(const struct sim *sim, const char *format, ...)
{
    va_list arguments;
    fflush(stdout);
    fprintf(stderr, "seed %llu, step %llu, %llu ms: ", (unsigned long long)sim->seed,
            (unsigned long long)sim->counts.steps, (unsigned long long)sim->now_ms);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fprintf(stderr, "\n");
    fflush(stderr);
    _Exit(3);
}

void sim_trace(const struct sim *sim, const char *format, ...)
{
    va_list arguments;
    if (!sim->tracing)
        return;
    printf("%8llu ", (unsigned long long)sim->now_ms);
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    printf("\n");
}

/* Runs differ in what goes wrong in them: some have one kind of trouble only, so that it is not hidden by
 * others. */
static struct plan draw_plan(struct chance *chance)
{
    static const uint64_t delays[] = {0, 20, 300}, commits[] = {0, 15, 400}, works[] = {0, 50, 1500};
    static const size_t outboxes[] = {SIM_OUTBOX_BYTES, SIM_OUTBOX_BYTES, 24 * 1024, 5 * 1024};
    struct plan plan = {
        .players = (int)chance_between(chance, 1, 8),
        .watchers = (int)chance_below(chance, 3),
        .helpers = (int)chance_below(chance, 3),
        .strangers = (int)chance_below(chance, 2),
        .exercises = (int)chance_between(chance, 1, 3),
        .delay_ms = delays[chance_below(chance, 3)],
        .commit_ms = commits[chance_below(chance, 3)],
        .work_ms = works[chance_below(chance, 3)],
        .think_ms = chance_between(chance, 300, 4000),
        .trouble_ms = TROUBLE_MS,
        .outbox = outboxes[chance_below(chance, 4)],
    };
    if (chance_permille(chance, 850)) {
        plan.crashes = (uint32_t)chance_between(chance, 20, 120);
        plan.power_cuts = chance_permille(chance, 500) ? 1000 : 300;
        plan.mid_cuts = 400;
    }
    if (chance_permille(chance, 300))
        plan.full_disks = (uint32_t)chance_between(chance, 10, 60);
    if (chance_permille(chance, 300))
        plan.failed_syncs = (uint32_t)chance_between(chance, 5, 30);
    if (chance_permille(chance, 500))
        plan.resets = (uint32_t)chance_between(chance, 1, 20);
    if (chance_permille(chance, 400))
        plan.stalls = (uint32_t)chance_between(chance, 1, 60);
    if (chance_permille(chance, 500))
        plan.rare = (uint32_t)chance_between(chance, 5, 200);
    return plan;
}

/* A third of the runs has browsers. Their numbers come from a chance of their own: a run without them goes on
 * as it did before there were any. */
static void draw_browsers(struct sim *sim)
{
    struct chance *chance = &sim->web_chance;
    chance->state = sim->seed * UINT64_C(0x9e3779b97f4a7c15) + 7;
    if (!chance_permille(chance, 333))
        return;
    sim->plan.sockets = (uint32_t)chance_between(chance, 0, 500);
    sim->plan.polls = (uint32_t)chance_between(chance, 100, 500);
}

/* The same of what came with the seminar: each in some runs. */
static void draw_class(struct sim *sim)
{
    struct chance *chance = &sim->class_chance;
    struct plan *plan = &sim->plan;
    chance->state = sim->seed * UINT64_C(0xd1342543de82ef95) + 5;
    if (chance_permille(chance, 200))
        plan->guests = (uint32_t)chance_between(chance, 300, 1000);
    if (chance_permille(chance, 200))
        plan->consents = (uint32_t)chance_between(chance, 300, 1000);
    if (chance_permille(chance, 300))
        plan->dictated = (uint32_t)chance_between(chance, 50, 400);
    if (chance_permille(chance, 300))
        plan->slow = (uint32_t)chance_between(chance, 50, 400);
    plan->replays = chance_permille(chance, 250);
    if ((plan->dictated || plan->slow) && !plan->helpers)
        plan->helpers = 1;
    sim->look_chance.state = sim->seed * UINT64_C(0xa0761d6478bd642f) + 3;
}

/* ---- trouble */

static void crash(struct sim *sim)
{
    bool power = chance_permille(&sim->chance, sim->plan.power_cuts);
    if (chance_permille(&sim->chance, 100)) {
        server_end(sim, SERVER_STOPPED);
    } else if (power && chance_permille(&sim->chance, sim->plan.mid_cuts)) {
        sim->disk.power_cut = (int)chance_below(&sim->chance, 40); /* the next commits will meet it */
        return;
    } else {
        sim->counts.power_cuts += power;
        server_end(sim, power ? SERVER_POWER_CUT : SERVER_KILLED);
    }
    sim->counts.crashes++;
}

static void lose_power(struct sim *sim)
{
    sim->counts.power_cuts++;
    sim->counts.crashes++;
    server_end(sim, SERVER_POWER_CUT);
}

/* Looks whether something is to go wrong. */
static void look(struct sim *sim)
{
    sim->look_at_ms = sim->now_ms + LOOK_MS;
    if (!sim->calm && sim->now_ms >= sim->plan.trouble_ms) {
        sim->calm = true;
        sim->disk.full = false;
        sim->disk.fail_sync = sim->disk.power_cut = -1;
        sim_trace(sim, "the trouble is over");
    }
    if (sim->calm || !sim->hub)
        return;
    if (chance_permille(&sim->chance, sim->plan.full_disks)) {
        sim->disk.full = true;
        sim->counts.full++;
        sim->full_until_ms = sim->now_ms + chance_below(&sim->chance, 8000);
        sim_trace(sim, "the disk is full");
    }
    if (chance_permille(&sim->chance, sim->plan.failed_syncs))
        sim->disk.fail_sync = (int)chance_below(&sim->chance, 10);
    if (chance_permille(&sim->chance, sim->plan.crashes))
        crash(sim);
    else if (sim->disk.failed_syncs && chance_permille(&sim->chance, 150))
        lose_power(sim); /* a disk that fails a sync is about to go */
}

static void bring_back(struct sim *sim)
{
    sim->restart_at_ms = UINT64_MAX;
    if (!sim->calm && chance_permille(&sim->chance, 100)) /* somebody sets the calendar */
        sim->wall_ms += (int64_t)chance_below(&sim->chance, 400000000) - 200000000;
    server_start(sim);
}

/* What hardly ever happens, in runs that want it; more seldom where it ends a session. */
static bool may_happen(void *user, const char *path)
{
    struct sim *sim = user;
    bool harsh = strstr(path, "gate") || strstr(path, "hub");
    if (sim->calm || !sim->truth ||
        !chance_permille(&sim->chance, harsh ? sim->plan.rare / 20 : sim->plan.rare))
        return false;
    sim->counts.rare++;
    sim_trace(sim, "what hardly ever happens: %s", path);
    return true;
}

/* ---- the loop */

static uint64_t next_ms(const struct sim *sim)
{
    uint64_t next = server_next_ms(sim);
    for (int x = sim->conn_first; x < sim->conn_count; x++) {
        uint64_t at = sim->conns[x] ? conn_next_ms(sim->conns[x]) : UINT64_MAX;
        next = at < next ? at : next;
    }
    for (int x = 0; x < sim->client_count; x++)
        next = sim->clients[x]->act_ms < next ? sim->clients[x]->act_ms : next;
    next = sim->look_at_ms < next ? sim->look_at_ms : next;
    next = sim->restart_at_ms < next ? sim->restart_at_ms : next;
    next = sim->full_until_ms < next ? sim->full_until_ms : next;
    return next > sim->now_ms ? next : sim->now_ms;
}

static void drop_closed(struct sim *sim)
{
    for (int x = sim->conn_first; x < sim->conn_count; x++) {
        struct conn *conn = sim->conns[x];
        if (!conn || !conn_over(conn))
            continue;
        conn_free(conn);
        sim->conns[x] = NULL;
    }
    while (sim->conn_first < sim->conn_count && !sim->conns[sim->conn_first])
        sim->conn_first++;
}

static void step(struct sim *sim)
{
    sim->now_ms = next_ms(sim);
    sim->counts.steps++;
    sim_holds(sim, sim->counts.steps < SIM_STEPS_MAX, "no end after %d steps", SIM_STEPS_MAX);
    if (sim->full_until_ms <= sim->now_ms) {
        sim->disk.full = false;
        sim->full_until_ms = UINT64_MAX;
    }
    server_run(sim);
    for (int x = sim->conn_first; x < sim->conn_count && !sim->dying; x++)
        if (sim->conns[x] && conn_next_ms(sim->conns[x]) <= sim->now_ms)
            conn_run(sim->conns[x]);
    for (int x = 0; x < sim->client_count && !sim->dying; x++)
        if (sim->clients[x]->act_ms <= sim->now_ms)
            client_act(sim->clients[x]);
    if (!sim->dying && sim->look_at_ms <= sim->now_ms)
        look(sim);
    if (sim->dying)
        server_end(sim, sim->disk.off ? SERVER_POWER_CUT : SERVER_KILLED);
    if (!sim->hub && sim->restart_at_ms == UINT64_MAX)
        sim->restart_at_ms = sim->now_ms + chance_below(&sim->chance, 20000);
    if (sim->restart_at_ms <= sim->now_ms)
        bring_back(sim);
    drop_closed(sim);
}

static void populate(struct sim *sim)
{
    client_create(sim, &client_facilitator);
    for (int x = 0; x < sim->plan.players; x++)
        client_create(sim, &client_player);
    for (int x = 0; x < sim->plan.watchers; x++)
        client_create(sim, &client_watcher);
    for (int x = 0; x < sim->plan.helpers; x++)
        client_create(sim, &client_helper);
    for (int x = 0; x < sim->plan.strangers; x++)
        client_create(sim, &client_stranger);
}

static void play(struct sim *sim)
{
    while (!sim->calm || sim->exercise_count < sim->plan.exercises || !truth_all_ended(sim->truth))
        step(sim);
    uint64_t until = sim->now_ms + QUIET_MS;
    while (sim->now_ms < until || !sim->hub)
        step(sim);
}

struct counts sim_run(uint64_t seed, const char *directory, const char *scenarios, bool tracing)
{
    struct sim *sim = calloc(1, sizeof *sim);
    must(sim != NULL);
    sim->seed = seed;
    sim->chance.state = seed * UINT64_C(0x2545f4914f6cdd1d) + 1;
    sim->tracing = tracing;
    sim->plan = draw_plan(&sim->chance);
    draw_browsers(sim);
    draw_class(sim);
    sim->now_ms = 1;
    sim->wall_ms = INT64_C(1790000000000);
    sim->restart_at_ms = sim->full_until_ms = UINT64_MAX;
    sim->look_at_ms = LOOK_MS;
    snprintf(sim->directory, sizeof sim->directory, "%s", directory);
    snprintf(sim->scenarios, sizeof sim->scenarios, "%s", scenarios);
    sim->plain = link_context_plain();
    sim->truth = truth_create(sim);
    rare_hook(may_happen, sim);
    disk_begin(&sim->disk, chance_draw(&sim->chance));
    server_start(sim);
    populate(sim);
    play(sim);
    /* nothing is lost by a proper end, and the next life begins with all of it */
    server_end(sim, SERVER_STOPPED);
    server_start(sim);
    truth_checks_bounds(sim->truth);
    server_end(sim, SERVER_STOPPED);
    for (int x = 0; x < sim->conn_count; x++)
        if (sim->conns[x])
            conn_free(sim->conns[x]);
    for (int x = 0; x < sim->client_count; x++)
        client_free(sim->clients[x]);
    rare_hook(NULL, NULL);
    struct counts counts = sim->counts;
    counts.worlds_ended = (uint64_t)sim->exercise_count;
    disk_copy_index(&sim->disk, false);
    disk_copy_files(&sim->disk, false);
    disk_end(&sim->disk);
    truth_free(sim->truth);
    link_context_destroy(sim->plain);
    free(sim);
    return counts;
}
