#include "server/app.h"

#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/base/must.h"
#include "common/base/text.h"
#include "common/scenario/scenario_file.h"
#include "common/store/store.h"
#include "common/wire/limits.h"
#include "server/allocators.h"
#include "server/doors.h"
#include "server/gauges.h"
#include "server/journal/journal.h"
#include "server/net/certificate.h"
#include "server/net/identity.h"
#include "server/net/net.h"
#include "server/session/hub.h"
#include "server/world/machine.h"

#include <assert.h>
#include <openssl/rand.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <uv.h>

enum {
    WAITING_MAX = 2048,   /* changes on their way to the disk; more make new commands wait */
    STOP_DRAIN_MS = 3000, /* for what waits for the journal when the server stops */
    SIGNALS = 3,
    DAY_MS = 24 * 3600 * 1000,
};

static_assert((int64_t)WAITING_MAX * WORLD_ENTRY_MAX < JOURNAL_BYTES_MAX,
              "an accepted change always finds room");

/* A job that a thread of the loop's pool does for the hub. */
struct work {
    uv_work_t request;
    void (*run)(void *job), (*done)(void *job); /* NULL: nothing is done here */
    void *job;
};

/* One server. Everything belongs to the loop's thread; the store belongs to the journal from start to stop.
 */
struct app {
    const struct conf *conf;
    uv_loop_t loop;
    uv_timer_t timer;
    uv_prepare_t prepare; /* sets the timer before the loop sleeps */
    uv_signal_t signals[SIGNALS];
    uv_pipe_t input; /* with --until-stdin-closes */
    struct store *store;
    struct journal *journal;
    struct hub *hub;
    struct net *net;
    struct doors *doors;
    struct identity *identity;
    struct work works[HUB_WORKS_MAX];
    bool on_terminal; /* standard input was one at the start */
    char scenarios[SCENARIO_PATH_SIZE];
    char host[CONF_HOST_SIZE]; /* listened on */
    uint16_t port;
    bool stopping;
    uint64_t began_ms, ticked_ms; /* ticked: the hub, last */
    uint64_t stop_by_ms;          /* what the gate holds is let out until then */
};

/* ---- what the hub needs */

static uint64_t submit(void *user, const struct store_change *change)
{
    struct app *app = user;
    uint64_t ticket = UINT64_MAX; /* never durable: nothing that rests on it is told */
    enum status status = journal_submit(app->journal, change, &ticket);
    must(status == STATUS_OK ||
         status == STATUS_CLOSED); /* the journal has failed; on_failed ends the process */
    return ticket;
}

static bool accepting(void *user)
{
    const struct app *app = user;
    return !journal_stalled(app->journal) && journal_waiting(app->journal) < WAITING_MAX;
}

static uint64_t now_ms(void *user)
{
    (void)user;
    return uv_hrtime() / 1000000;
}

static int64_t wall_ms(void *user)
{
    struct timespec now;
    (void)user;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void random_bytes(void *user, void *bytes, unsigned long count)
{
    (void)user;
    memory_had(RAND_bytes(bytes, (int)count) == 1);
}

static void on_work(uv_work_t *request)
{
    struct work *work = request->data;
    work->run(work->job);
}

/* The loop does not end before this was called, not even when the server stops meanwhile. */
static void on_work_done(uv_work_t *request, int error)
{
    struct work *work = request->data, did = *work;
    must(error == 0); /* nothing is cancelled */
    *work = (struct work){0};
    did.done(did.job);
}

static void work_apart(void *user, void (*run)(void *job), void (*done)(void *job), void *job)
{
    struct app *app = user;
    int x = 0;
    while (x < HUB_WORKS_MAX && app->works[x].run)
        x++;
    must(x < HUB_WORKS_MAX);
    struct work *work = &app->works[x];
    *work = (struct work){.request.data = work, .run = run, .done = done, .job = job};
    must(uv_queue_work(&app->loop, &work->request, on_work, on_work_done) == 0);
}

/* ---- what the doors need */

static int64_t wall_s(void *user)
{
    return wall_ms(user) / 1000;
}

static bool is_stopping(void *user)
{
    const struct app *app = user;
    return app->stopping;
}

static bool is_healthy(void *user, struct text *why)
{
    struct app *app = user;
    if (app->stopping)
        text_put(why, "the server stops");
    else if (!accepting(app))
        text_put(why, "the journal takes nothing now: is the disk full?");
    return why->length == 0;
}

static void put_metrics(void *user, struct text *text)
{
    struct app *app = user;
    struct gauges gauges = {
        .hub = app->hub,
        .journal = app->journal,
        .net = app->net,
        .identity = app->identity,
        .web = doors_web_counts(app->doors),
        .up_ms = now_ms(app) - app->began_ms,
        .wall_s = wall_ms(app) / 1000,
    };
    if (app->net) /* which is given away when the server stops */
        gauges_put(&gauges, text);
}

static struct doors *make_doors(struct app *app)
{
    struct doors_host host = {
        .user = app,
        .now_ms = now_ms,
        .wall_s = wall_s,
        .random = random_bytes,
        .stopping = is_stopping,
        .healthy = is_healthy,
        .put_metrics = put_metrics,
        .metrics = strcmp(app->conf->metrics, "all") == 0        ? DOORS_METRICS_ALL
                   : strcmp(app->conf->metrics, "loopback") == 0 ? DOORS_METRICS_LOOPBACK
                                                                 : DOORS_METRICS_NOBODY,
    };
    return doors_create(&host);
}

/* ---- what the journal tells */

static void on_durable(void *user, uint64_t ticket)
{
    struct app *app = user;
    hub_durable(app->hub, ticket);
}

static void on_fenced(void *user, const struct id *stream)
{
    struct app *app = user;
    hub_fenced(app->hub, stream);
}

/* What is on disk is not known any more: stop at once, acknowledge nothing, and replay at the next start. */
static void on_failed(void *user, enum status status, const struct cause *cause)
{
    (void)user;
    log_event(LOG_ERROR, "journal", "status", status_name(status), "cause", cause->text, NULL);
    fprintf(stderr, "spirald: the journal failed: %s\n", cause->text);
    fflush(NULL);
    _Exit(status == STATUS_MEMORY ? MEMORY_EXIT : 1);
}

/* ---- time, signals, the end */

static void on_timer(uv_timer_t *timer)
{
    struct app *app = timer->data;
    app->ticked_ms = now_ms(app);
    if (!app->stopping)
        hub_tick(app->hub);
    doors_tick(app->doors);
}

static void on_net_stopped(void *user)
{
    struct app *app = user;
    uv_close((uv_handle_t *)&app->timer, NULL);
    uv_close((uv_handle_t *)&app->prepare, NULL);
    identity_unwatch(app->identity);
    for (int x = 0; x < SIGNALS; x++)
        uv_close((uv_handle_t *)&app->signals[x], NULL);
    if (app->conf->until_stdin_closes)
        uv_close((uv_handle_t *)&app->input, NULL);
    journal_stop(app->journal);
}

static void on_prepare(uv_prepare_t *prepare)
{
    struct app *app = prepare->data;
    uint64_t next = hub_next_tick_ms(app->hub), now = now_ms(app);
    uint64_t doors_next = doors_next_tick_ms(app->doors);
    if (app->stopping)
        next = now + 50;
    if (app->stopping && app->net && (journal_waiting(app->journal) == 0 || now >= app->stop_by_ms)) {
        struct net *net = app->net;
        app->net = NULL;
        doors_tick(app->doors); /* polls that wait hear the farewell */
        net_stop(net, on_net_stopped, app);
        return;
    }
    if (next <= now && !accepting(app))
        next = app->ticked_ms + 50; /* nothing may close while the journal takes nothing */
    next = next < doors_next ? next : doors_next;
    if (next == UINT64_MAX) {
        uv_timer_stop(&app->timer);
        return;
    }
    uint64_t wait = next > now ? next - now : 0;
    uv_update_time(&app->loop);
    uv_timer_start(&app->timer, on_timer, wait, 0);
}

static void stop(struct app *app, const char *why)
{
    if (app->stopping)
        return;
    app->stopping = true;
    log_event(LOG_INFO, "stopping", "why", why, NULL);
    app->stop_by_ms = now_ms(app) + STOP_DRAIN_MS;
    doors_stopping(app->doors); /* before the farewell, so that browsers know what it is */
    hub_stopping(app->hub);
    if (!app->net) /* nothing was opened yet */
        on_net_stopped(app);
}

/* A terminal that goes away sends the same signal as an operator who renewed the certificate. */
static void on_hangup(struct app *app)
{
    struct termios unused;
    if (app->on_terminal && tcgetattr(STDIN_FILENO, &unused) != 0)
        stop(app, "the terminal is gone");
    else if (!app->stopping)
        identity_reload(app->identity);
}

static void on_signal(uv_signal_t *handle, int number)
{
    if (number == SIGHUP)
        on_hangup(handle->data);
    else
        stop(handle->data, number == SIGTERM ? "SIGTERM" : "SIGINT");
}

static void on_input_space(uv_handle_t *handle, size_t suggested, uv_buf_t *buffer)
{
    static char nothing[64];
    (void)handle;
    (void)suggested;
    *buffer = uv_buf_init(nothing, sizeof nothing);
}

static void on_input(uv_stream_t *stream, ssize_t got, const uv_buf_t *buffer)
{
    (void)buffer;
    if (got < 0)
        stop(stream->data, "standard input closed");
}

/* ---- the beginning */

static enum status open_store(struct app *app, struct cause *cause)
{
    enum status status = store_open_sqlite(app->conf->data, NULL, false, &app->store, cause);
    if (status)
        return status;
    static const struct hub_host host_functions = {
        .submit = submit,
        .accepting = accepting,
        .now_ms = now_ms,
        .wall_ms = wall_ms,
        .random = random_bytes,
        .send = doors_send,
        .finish = doors_finish,
        .has_place = doors_has_place,
        .settle = doors_settle,
        .work = work_apart,
    };
    struct hub_host host = host_functions;
    struct hub_settings settings = {
        .scenario_directory = app->scenarios,
        .software = "spirald " SPIRAL_VERSION,
        .allow_seed = app->conf->allow_seed,
        .default_misses = (int)app->conf->misses,
        .term_ms = app->conf->token_days * DAY_MS,
    };
    host.user = app;
    app->hub = hub_create(&host, &settings);
    app->doors = make_doors(app);
    doors_open(app->doors, app->hub);
    return hub_recover(app->hub, app->store, cause);
}

static enum status open_identity(struct app *app, struct cause *cause)
{
    char certificate[CONF_PATH_SIZE], key[CONF_PATH_SIZE];
    const struct conf *conf = app->conf;
    if (conf->certificate)
        return identity_open(conf->certificate, conf->key, &app->identity, cause);
    if (snprintf(certificate, sizeof certificate, "%s/certificate.pem", conf->data) >=
            (int)sizeof certificate ||
        snprintf(key, sizeof key, "%s/key.pem", conf->data) >= (int)sizeof key)
        return status_fail(cause, STATUS_INVALID, "--data: the path is too long");
    enum status status = certificate_ensure(certificate, key, cause);
    return status ? status : identity_open(certificate, key, &app->identity, cause);
}

/* What links for browsers carry. */
static void tell_place(struct app *app, uint16_t bound)
{
    char machine[CONF_HOST_SIZE] = "", place[CONF_PLACE_SIZE];
    if (gethostname(machine, sizeof machine - 1) != 0)
        machine[0] = '\0';
    conf_place(app->conf, app->host, bound, machine, place);
    hub_set_place(app->hub, place);
}

static enum status open_net(struct app *app, struct cause *cause)
{
    char socket_path[CONF_PATH_SIZE];
    uint16_t bound;
    struct net_limits limits = net_limits_default();
    limits.links_max = limits.links_loopback_max = (int)app->conf->links_max;
    limits.links_per_address_max = (int)app->conf->links_per_address;
    limits.link.frame_in_max = WIRE_TO_SERVER_MAX;
    limits.local_in_max = WIRE_TO_ADMIN_MAX;
    limits.link.frame_out_max = WIRE_TO_CLIENT_MAX;
    link_context_serve_browsers(identity_context(app->identity));
    app->net = net_create(&app->loop, limits, doors_net_handlers(), app->doors);
    if (snprintf(socket_path, sizeof socket_path, "%s/admin.sock", app->conf->data) >=
        (int)sizeof socket_path)
        return status_fail(cause, STATUS_INVALID, "--data: the path is too long");
    enum status status = net_listen_local(app->net, socket_path, cause);
    if (!status)
        status =
            net_listen_tcp(app->net, app->host, app->port, identity_context(app->identity), &bound, cause);
    if (status)
        return status;
    tell_place(app, bound);
    char fingerprint[2 * DIGEST_SIZE + 1];
    struct text text = text_over(fingerprint, sizeof fingerprint);
    struct digest digest = link_context_fingerprint(identity_context(app->identity));
    text_put_hex(&text, digest.bytes, DIGEST_SIZE);
    bool bracketed = strchr(app->host, ':') != NULL;
    allocators_serve();
    printf("ready %s%s%s:%d fingerprint=%s admin=%s\n", bracketed ? "[" : "", app->host, bracketed ? "]" : "",
           bound, fingerprint, socket_path);
    fflush(stdout);
    return STATUS_OK;
}

static void open_handles(struct app *app)
{
    static const int numbers[SIGNALS] = {SIGTERM, SIGINT, SIGHUP};
    uv_timer_init(&app->loop, &app->timer);
    uv_prepare_init(&app->loop, &app->prepare);
    app->timer.data = app->prepare.data = app;
    uv_prepare_start(&app->prepare, on_prepare);
    identity_watch(app->identity, &app->loop, IDENTITY_LOOK_MS);
    app->on_terminal = isatty(STDIN_FILENO);
    for (int x = 0; x < SIGNALS; x++) {
        uv_signal_init(&app->loop, &app->signals[x]);
        app->signals[x].data = app;
        uv_signal_start(&app->signals[x], on_signal, numbers[x]);
    }
    if (!app->conf->until_stdin_closes)
        return;
    uv_pipe_init(&app->loop, &app->input, 0);
    app->input.data = app;
    if (uv_pipe_open(&app->input, 0) == 0)
        uv_read_start((uv_stream_t *)&app->input, on_input_space, on_input);
}

static enum status start(struct app *app, struct cause *cause)
{
    enum status status = conf_address(app->conf->listen, app->host, &app->port, cause);
    if (!status)
        status = scenario_directory_find(app->conf->scenarios, app->scenarios, cause);
    if (!status)
        status = open_store(app, cause);
    if (!status)
        status = open_identity(app, cause);
    if (status)
        return status;
    struct journal_handlers handlers = {
        .user = app, .durable = on_durable, .fenced = on_fenced, .failed = on_failed};
    app->journal = journal_start_thread(app->store, &app->loop, &handlers);
    struct hub_counts counts = hub_counts(app->hub);
    char exercises[16], running[16];
    snprintf(exercises, sizeof exercises, "%d", counts.exercises);
    snprintf(running, sizeof running, "%d", counts.running);
    log_event(LOG_INFO, "recovered", "exercises", exercises, "running", running, NULL);
    open_handles(app);
    status = open_net(app, cause);
    if (status)
        stop(app, "cannot listen");
    return status;
}

int app_run(const struct conf *conf)
{
    struct app *app = memory_zeroed(1, sizeof *app);
    struct cause cause;
    app->conf = conf;
    app->began_ms = now_ms(app);
    allocators_begin();
    int error = uv_loop_init(&app->loop);
    if (error < 0) {
        fprintf(stderr, "spirald: no event loop can be made: %s\n", uv_strerror(error));
        free(app);
        return error == UV_ENOMEM ? MEMORY_EXIT : 1;
    }
    enum status status = start(app, &cause);
    if (status)
        fprintf(stderr, "spirald: %s\n", cause.text);
    uv_run(&app->loop, UV_RUN_DEFAULT);
    if (app->doors)
        doors_destroy(app->doors); /* with browsers that poll: their sessions end before the hub */
    if (app->hub)
        hub_destroy(app->hub);
    if (app->store)
        store_close(app->store);
    if (app->identity)
        identity_close(app->identity);
    uv_loop_close(&app->loop);
    free(app);
    return status == STATUS_MEMORY ? MEMORY_EXIT : status ? 1 : 0;
}
