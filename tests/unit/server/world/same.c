#include "tests/unit/server/world/same.h"

#include "common/rules/canonical.h"

#include <string.h>

enum { SITUATION_TEXT_MAX = CANONICAL_VIEW_MAX + CANONICAL_SCENARIO_MAX + CANONICAL_ORDERS_MAX + 1024 };

static bool differ(struct text *why, int seat, const char *what)
{
    text_put(why, "seat ");
    text_put_int(why, seat);
    text_put(why, ": ");
    text_put(why, what);
    return false;
}

static void put_situation(const struct world_machine *machine, int seat, struct text *text)
{
    struct wire_situation situation;
    world_tell_situation(machine, seat, &situation);
    canonical_view(&situation.view, text);
    canonical_scenario(&situation.view.scenario, text);
    text_put_hex(text, situation.world.bytes, ID_SIZE);
    text_put_char(text, '\n');
    canonical_orders(seat, situation.has_saved ? &situation.saved : NULL, world_seats(machine), text);
    text_put(text, "\nrevision=");
    text_put_int(text, situation.revision);
    text_put(text, situation.ready ? "\nready" : "\nnot ready");
    text_put(text, situation.bot_holds_seat ? " bot " : " person ");
    text_put_int(text, situation.bot_reason);
    text_put(text, situation.held ? " held" : "");
    if (!situation.has_stated)
        return;
    for (int j = 0; j < ACTORS_MAX; j++) {
        text_put_char(text, ' ');
        text_put_int(text, situation.stated.attack_next[j]);
        text_put_char(text, ',');
        text_put_int(text, situation.stated.sees_me[j]);
    }
    text_put_char(text, ' ');
    text_put_int(text, situation.stated.perceived_balance);
}

static bool situation_same(const struct world_machine *a, const struct world_machine *b, int seat)
{
    char memory_a[SITUATION_TEXT_MAX], memory_b[SITUATION_TEXT_MAX];
    struct text x = text_over(memory_a, sizeof memory_a), y = text_over(memory_b, sizeof memory_b);
    put_situation(a, seat, &x);
    put_situation(b, seat, &y);
    return !x.cut && !y.cut && strcmp(memory_a, memory_b) == 0;
}

static bool report_same(const struct world_machine *a, const struct world_machine *b, int seat)
{
    struct event_list events_a, events_b;
    struct wire_report x, y;
    bool told = world_tell_report(a, seat, &events_a, &x);
    if (told != world_tell_report(b, seat, &events_b, &y))
        return false;
    if (!told)
        return true;
    if (x.turn != y.turn || x.your_orders_used != y.your_orders_used || events_a.count != events_b.count)
        return false;
    for (int e = 0; e < events_a.count; e++) {
        char memory_a[CANONICAL_EVENT_MAX], memory_b[CANONICAL_EVENT_MAX];
        struct text text_a = text_over(memory_a, sizeof memory_a),
                    text_b = text_over(memory_b, sizeof memory_b);
        canonical_event(&events_a.events[e], &text_a);
        canonical_event(&events_b.events[e], &text_b);
        if (strcmp(memory_a, memory_b) != 0)
            return false;
    }
    return true;
}

struct gathered {
    int count;
    const struct world_press *press[WORLD_PRESS_KEPT];
};

static void gather(void *user, const struct world_press *press)
{
    struct gathered *gathered = user;
    gathered->press[gathered->count++] = press;
}

static bool press_same(const struct world_machine *a, const struct world_machine *b, int seat)
{
    struct gathered x = {0}, y = {0};
    world_each_press(a, seat, gather, &x);
    world_each_press(b, seat, gather, &y);
    if (x.count != y.count)
        return false;
    for (int p = 0; p < x.count; p++) {
        const struct world_press *one = x.press[p], *other = y.press[p];
        if (one->number != other->number || one->turn != other->turn || one->from != other->from ||
            one->everyone != other->everyone || one->to != other->to || strcmp(one->text, other->text) != 0)
            return false;
    }
    return true;
}

static bool told_same(const struct world_machine *a, const struct world_machine *b, int seat)
{
    struct wire_exercise_seat x, y;
    world_tell_seat(a, seat, &x);
    world_tell_seat(b, seat, &y);
    return strcmp(x.state, y.state) == 0 && x.alive == y.alive && x.bot == y.bot &&
           x.returning == y.returning && x.revision == y.revision && x.stated == y.stated &&
           x.ready == y.ready && x.misses == y.misses && x.held == y.held && x.percent == y.percent &&
           x.beliefs == y.beliefs && x.asked == y.asked;
}

struct news {
    const struct world_machine *machine;
    int seat, count;
    struct wire_bulletin told[WORLD_BULLETINS_MAX];
};

static void gather_news(void *user, const struct world_bulletin *bulletin)
{
    struct news *news = user;
    world_tell_bulletin(news->machine, bulletin, news->seat, &news->told[news->count++]);
}

static bool news_same(const struct world_machine *a, const struct world_machine *b, int seat)
{
    static struct news x, y;
    memset(&x, 0, sizeof x);
    memset(&y, 0, sizeof y);
    x.machine = a;
    y.machine = b;
    x.seat = y.seat = seat;
    world_each_bulletin(a, seat, gather_news, &x);
    world_each_bulletin(b, seat, gather_news, &y);
    bool same = x.count == y.count;
    for (int n = 0; same && n < x.count; n++)
        same = x.told[n].turn == y.told[n].turn && x.told[n].number == y.told[n].number &&
               strcmp(x.told[n].source, y.told[n].source) == 0 &&
               strcmp(x.told[n].text[0], y.told[n].text[0]) == 0 &&
               strcmp(x.told[n].text[1], y.told[n].text[1]) == 0;
    return same;
}

static bool signs_same(const struct world_machine *a, const struct world_machine *b, uint64_t now_ms)
{
    struct wire_exercise_world x, y;
    memset(&x, 0, sizeof x);
    memset(&y, 0, sizeof y);
    world_tell_monitor(a, now_ms, &x);
    world_tell_monitor(b, now_ms, &y);
    bool same = x.tension == y.tension && x.sign_count == y.sign_count && x.clock.bots == y.clock.bots;
    for (int s = 0; same && s < x.sign_count; s++)
        same = x.signs[s].kind == y.signs[s].kind && x.signs[s].states == y.signs[s].states &&
               x.signs[s].first == y.signs[s].first && x.signs[s].last == y.signs[s].last;
    return same;
}

/* What a draft begins with holds what was saved in earlier turns. */
static bool considered_same(const struct world_machine *a, const struct world_machine *b, int seat)
{
    static struct considered x, y;
    struct wire_consider ask = {
        .world = *world_id(a), .turn = (uint32_t)world_turn(a) + 1, .topics = CONSIDER_CHOICES};
    struct refusal refusal = world_consider_refusal(a, seat, &ask);
    if (refusal.code != world_consider_refusal(b, seat, &ask).code)
        return false;
    if (refusal.code != REFUSAL_NONE)
        return true;
    world_consider(a, seat, &ask, &x);
    world_consider(b, seat, &ask, &y);
    return memcmp(&x, &y, sizeof x) == 0;
}

static bool seat_same(const struct world_machine *a, const struct world_machine *b, int seat,
                      struct text *why)
{
    if (!situation_same(a, b, seat))
        return differ(why, seat, "situation");
    if (!report_same(a, b, seat))
        return differ(why, seat, "report");
    if (!press_same(a, b, seat))
        return differ(why, seat, "press");
    if (!news_same(a, b, seat))
        return differ(why, seat, "news");
    if (!considered_same(a, b, seat))
        return differ(why, seat, "what may be ordered");
    if (!told_same(a, b, seat))
        return differ(why, seat, "what whoever runs the exercise is told");
    return world_seat_taken(a, seat) == world_seat_taken(b, seat) || differ(why, seat, "taken");
}

static bool clock_same(const struct world_machine *a, const struct world_machine *b, uint64_t now_ms)
{
    struct wire_clock x, y;
    world_tell_clock(a, now_ms, &x);
    world_tell_clock(b, now_ms, &y);
    return id_equal(&x.world, &y.world) && x.turn == y.turn && x.state == y.state &&
           x.remaining_ms == y.remaining_ms && x.seats == y.seats && x.seats_ready == y.seats_ready &&
           x.seats_bot == y.seats_bot && strcmp(x.reason, y.reason) == 0 && x.branch == y.branch &&
           x.practice == y.practice;
}

/* What those without a seat may ask for. */
static bool public_same(const struct world_machine *a, const struct world_machine *b, uint64_t now_ms)
{
    struct wire_public_clock x, y;
    world_tell_public_clock(a, now_ms, &x);
    world_tell_public_clock(b, now_ms, &y);
    bool same = x.turn == y.turn && x.state == y.state && x.shown == y.shown &&
                x.remaining_ms == y.remaining_ms && x.branch == y.branch && x.practice == y.practice;
    for (uint32_t turn = 0; same && turn < x.shown; turn++) {
        struct wire_public_turn past[2];
        same = world_tell_public_turn(a, turn, &past[0]) && world_tell_public_turn(b, turn, &past[1]) &&
               past[0].event_count == past[1].event_count && past[0].press_count == past[1].press_count;
        for (int e = 0; same && e < past[0].event_count; e++)
            same = past[0].events[e].kind == past[1].events[e].kind;
    }
    return same;
}

static bool end_same(const struct world_machine *a, const struct world_machine *b)
{
    struct wire_ended x, y;
    bool ended = world_tell_ended(a, &x);
    if (ended != world_tell_ended(b, &y) || ended != world_ended(a) || ended != world_ended(b))
        return false;
    return !ended || memcmp(&x, &y, sizeof x) == 0;
}

static bool record_same(const struct world_machine *a, const struct world_machine *b)
{
    size_t size_a = 0, size_b = 0;
    const char *x = world_record(a, &size_a), *y = world_record(b, &size_b);
    return !x == !y && size_a == size_b && (!x || memcmp(x, y, size_a) == 0);
}

bool machines_same(const struct world_machine *a, const struct world_machine *b, uint64_t now_ms,
                   struct text *why)
{
    if (!id_equal(world_id(a), world_id(b)) || world_seats(a) != world_seats(b) ||
        world_started(a) != world_started(b) || world_paused(a) != world_paused(b) ||
        world_turn(a) != world_turn(b) || world_end(a) != world_end(b))
        return differ(why, -1, "world, seats, start, turn or end");
    for (int seat = 0; seat < world_seats(a); seat++)
        if (!seat_same(a, b, seat, why))
            return false;
    if (!clock_same(a, b, now_ms))
        return differ(why, -1, "clock");
    if (!public_same(a, b, now_ms))
        return differ(why, -1, "what all may see");
    if (!signs_same(a, b, now_ms))
        return differ(why, -1, "signs");
    if (!end_same(a, b))
        return differ(why, -1, "end");
    return record_same(a, b) || differ(why, -1, "record");
}
