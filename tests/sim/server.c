/* The life of the server: what server/app.c does around the hub, under a fake clock and on a fake disk. */
#include "tests/sim/sim.h"

#include "common/base/must.h"
#include "common/base/rare.h"
#include "common/store/sqlite_store.h"
#include "tests/sim/truth.h"

#include <string.h>

enum { TICK_LATE_MS = 3, IDLE_MS = 250, REFUSING_MS = 50, COPIED_PERMILLE = 250 };

uint64_t server_now_ms(const struct sim *sim)
{
    return sim->now_ms + sim->boot_ms;
}

/* ---- what the hub is given */

static uint64_t submit(void *user, const struct store_change *change)
{
    struct sim *sim = user;
    uint64_t ticket = UINT64_MAX;
    enum status status = journal_submit(sim->journal, change, &ticket);
    sim_holds(sim, status == STATUS_OK || (status == STATUS_CLOSED && sim->dying),
              "a change of kind %d was not taken by the journal: %s", (int)change->kind, status_name(status));
    if (status == STATUS_OK)
        truth_writes(sim->truth, change, ticket);
    if (sim->commit_at_ms == UINT64_MAX)
        sim->commit_at_ms = sim->now_ms + chance_below(&sim->chance, sim->plan.commit_ms + 1);
    return ticket;
}

static bool accepting(void *user)
{
    const struct sim *sim = user;
    return !journal_stalled(sim->journal) && journal_waiting(sim->journal) < SIM_WAITING_MAX;
}

/* What the hub is told. The time from a no to the next yes is to be given back to every clock. */
static bool accepting_mostly(void *user)
{
    struct sim *sim = user;
    bool accepts = accepting(sim) && !rare("app: nothing is accepted just now");
    if (accepts && sim->said_no)
        truth_gives_back(sim->truth, sim->now_ms - sim->said_no_ms);
    if (!accepts && !sim->said_no)
        sim->said_no_ms = sim->now_ms;
    sim->said_no = !accepts;
    return accepts;
}

/* Another thread has it done after a while. */
static void work(void *user, void (*run)(void *job), void (*done)(void *job), void *job)
{
    struct sim *sim = user;
    sim_holds(sim, sim->work_count < HUB_WORKS_MAX, "the hub gave away more than %d jobs", HUB_WORKS_MAX);
    int x = sim->work_count++;
    sim->works[x].done_ms = sim->now_ms + chance_below(&sim->chance, sim->plan.work_ms + 1);
    sim->works[x].run = run;
    sim->works[x].done = done;
    sim->works[x].job = job;
}

static void finish_work(struct sim *sim, int x)
{
    void (*done)(void *job) = sim->works[x].done;
    void *job = sim->works[x].job;
    sim->works[x].run(job);
    sim->works[x] = sim->works[--sim->work_count];
    done(job); /* which may give away another */
}

static uint64_t work_due_ms(const struct sim *sim)
{
    uint64_t due = UINT64_MAX;
    for (int x = 0; x < sim->work_count; x++)
        due = sim->works[x].done_ms < due ? sim->works[x].done_ms : due;
    return due;
}

static void finish_due_work(struct sim *sim)
{
    for (int x = 0; x < sim->work_count; x++) {
        if (sim->works[x].done_ms > sim->now_ms)
            continue;
        finish_work(sim, x);
        x = -1; /* others stand in its place */
    }
}

static uint64_t now_ms(void *user)
{
    return server_now_ms(user);
}

static int64_t wall_ms(void *user)
{
    const struct sim *sim = user;
    return sim->wall_ms + (int64_t)sim->now_ms;
}

static void random_bytes(void *user, void *bytes, unsigned long count)
{
    chance_bytes(&((struct sim *)user)->chance, bytes, count);
}

static void on_durable(void *user, uint64_t ticket)
{
    struct sim *sim = user;
    truth_durable(sim->truth, ticket);
    hub_durable(sim->hub, ticket);
}

static void on_fenced(void *user, const struct id *stream)
{
    (void)stream;
    sim_broken(user, "the only server was fenced");
}

/* As in app.c: nothing is said any more, and the process ends at once. */
static void on_failed(void *user, enum status status, const struct cause *cause)
{
    struct sim *sim = user;
    if (sim->dying)
        return;
    sim_trace(sim, "the journal failed: %s: %s", status_name(status), cause->text);
    sim_holds(sim, sim->disk.off || sim->disk.failed_syncs || sim->disk.full,
              "the journal failed on a sound disk: %s", cause->text);
    sim->counts.failures++;
    sim->dying = true;
}

/* ---- beginning and end */

void server_start(struct sim *sim)
{
    struct cause cause = {""};
    struct sqlite_options options = {.vfs = "sim"};
    sim->boot_ms = chance_below(&sim->chance, 1u << 30);
    if (sqlite_store_open(sim->directory, &options, &sim->store, &cause) != STATUS_OK)
        sim_broken(sim, "the store cannot be opened again: %s", cause.text);
    truth_checks_store(sim->truth, sim->store);
    struct hub_host host = {
        .user = sim,
        .submit = submit,
        .accepting = accepting_mostly,
        .now_ms = now_ms,
        .wall_ms = wall_ms,
        .random = random_bytes,
        .send = conn_send,
        .finish = conn_finish,
        .has_place = door_has_place,
        .settle = door_settle,
        .work = work,
    };
    struct hub_settings settings = {.scenario_directory = sim->scenarios,
                                    .software = "spirald sim",
                                    .allow_seed = true,
                                    .default_misses = 2};
    struct journal_handlers handlers = {
        .user = sim, .durable = on_durable, .fenced = on_fenced, .failed = on_failed};
    sim->hub = hub_create(&host, &settings);
    if (hub_recover(sim->hub, sim->store, &cause) != STATUS_OK)
        sim_broken(sim, "the server cannot be recovered: %s", cause.text);
    door_start(sim);
    sim->journal = journal_start_inline(sim->store, &handlers);
    sim->commit_at_ms = UINT64_MAX;
    sim->idle_at_ms = sim->now_ms + IDLE_MS;
    sim->dying = sim->said_no = false;
    truth_server_up(sim->truth);
    sim_trace(sim, "the server is up, %d exercises", hub_counts(sim->hub).exercises);
}

static void hang_up_all(struct sim *sim, bool silently)
{
    for (int x = sim->conn_first; x < sim->conn_count; x++) {
        struct conn *conn = sim->conns[x];
        if (!conn)
            continue;
        conn_server_gone(conn, silently);
    }
}

/* How long nothing could be stored: so long no turn closes and no clock is written. */
static void measure_refusing(struct sim *sim)
{
    if (sim->refusing)
        sim->refused_ms += sim->now_ms - sim->refused_at_ms;
    sim->refused_at_ms = sim->now_ms;
    sim->refusing = sim->hub && !accepting(sim);
}

static void take_apart(struct sim *sim, bool silently)
{
    hang_up_all(sim, silently);
    door_end(sim);
    hub_stopping(sim->hub);
    while (sim->work_count)
        finish_work(sim, 0);
    journal_stop(sim->journal);
    hub_destroy(sim->hub);
    store_close(sim->store);
    sim->journal = NULL;
    sim->hub = NULL;
    sim->store = NULL;
}

/* As on SIGTERM: everybody is told, what waits is committed, and only then the links go. */
static void stop(struct sim *sim)
{
    web_stopping(sim->web);
    hub_stopping(sim->hub);
    for (int round = 0; journal_waiting(sim->journal) > 0 && !sim->dying && round < 100; round++)
        journal_step(sim->journal);
    web_tick(sim->web);
    for (int x = sim->conn_first; x < sim->conn_count; x++)
        if (sim->conns[x])
            conn_run(sim->conns[x]);
    take_apart(sim, false);
    truth_server_down(sim->truth);
}

/* What the process still does while its memory is taken apart reaches neither disk nor people. */
static void die(struct sim *sim, bool silently)
{
    truth_server_down(sim->truth);
    sim->disk.off = sim->dying = true;
    take_apart(sim, silently);
}

void server_end(struct sim *sim, enum server_end how)
{
    static const char *const names[] = {"killed", "without power", "stopped"};
    bool lost = how == SERVER_POWER_CUT || sim->disk.off;
    measure_refusing(sim);
    sim_trace(sim, "the server is %s", names[how]);
    if (how == SERVER_STOPPED && !sim->dying)
        stop(sim);
    else
        die(sim, how == SERVER_POWER_CUT);
    bool copied = chance_permille(&sim->chance, COPIED_PERMILLE);
    disk_copy_index(&sim->disk, copied && (!lost || chance_permille(&sim->chance, 500)));
    sim->disk.off = sim->dying = sim->refusing = false;
    if (lost)
        disk_power_cycled(&sim->disk);
    else
        disk_process_ended(&sim->disk);
    disk_copy_files(&sim->disk, copied);
    sim->disk.full = false;
    sim->disk.fail_sync = sim->disk.power_cut = -1;
    sim->full_until_ms = UINT64_MAX;
}

/* ---- while it runs */

static void commit(struct sim *sim)
{
    uint64_t before = journal_commits(sim->journal);
    sim->commit_at_ms = UINT64_MAX;
    journal_step(sim->journal);
    sim->counts.commits += journal_commits(sim->journal) - before;
    if (journal_waiting(sim->journal) > 0 && !sim->dying)
        sim->commit_at_ms = sim->now_ms + (journal_stalled(sim->journal) ? JOURNAL_RETRY_MS : 1);
    sim->idle_at_ms = sim->now_ms + IDLE_MS;
}

/* By the clock of the world outside. */
static uint64_t web_due_ms(const struct sim *sim)
{
    uint64_t next = web_next_tick_ms(sim->web), now = server_now_ms(sim);
    return next == UINT64_MAX ? UINT64_MAX : sim->now_ms + (next > now ? next - now : 0);
}

static uint64_t tick_ms(const struct sim *sim)
{
    uint64_t next = hub_next_tick_ms(sim->hub), now = server_now_ms(sim);
    if (next == UINT64_MAX)
        return UINT64_MAX;
    if (next > now)
        return sim->now_ms + (next - now);
    uint64_t again = sim->ticked_ms + REFUSING_MS; /* turns that are due wait, and what is told goes on */
    bool accepts = accepting((void *)(uintptr_t)sim);
    return accepts || again < sim->now_ms ? sim->now_ms : again;
}

void server_run(struct sim *sim)
{
    struct cause cause;
    measure_refusing(sim);
    if (!sim->hub)
        return;
    monitor_looks(sim->truth);
    if (tick_ms(sim) <= sim->now_ms) {
        sim->ticked_ms = sim->now_ms;
        hub_tick(sim->hub);
    }
    if (!sim->dying && web_due_ms(sim) <= sim->now_ms)
        web_tick(sim->web);
    if (!sim->dying)
        finish_due_work(sim);
    if (!sim->dying && sim->commit_at_ms <= sim->now_ms)
        commit(sim);
    if (!sim->dying && sim->idle_at_ms <= sim->now_ms) {
        enum status status = journal_waiting(sim->journal) ? STATUS_OK : store_idle(sim->store, &cause);
        sim->dying = status != STATUS_OK && status != STATUS_LOCKED;
        sim->idle_at_ms = UINT64_MAX;
    }
    truth_checks_bounds(sim->truth);
    door_checks_bounds(sim);
}

uint64_t server_next_ms(const struct sim *sim)
{
    if (!sim->hub)
        return UINT64_MAX;
    uint64_t next = tick_ms(sim);
    next = sim->commit_at_ms < next ? sim->commit_at_ms : next;
    next = web_due_ms(sim) < next ? web_due_ms(sim) : next;
    next = work_due_ms(sim) < next ? work_due_ms(sim) : next;
    return sim->idle_at_ms < next ? sim->idle_at_ms : next;
}
