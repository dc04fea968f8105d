#include "client/term/watch.h"

#include "client/term/event_words.h"
#include "client/term/tell.h"
#include "common/record/record.h"

#include <string.h>

/* Names are harmless only when they are put into a sentence: here they are still as they came. */
static const char *state_name(const struct watched *watched, int state)
{
    return state >= 0 && state < watched->watching.state_count ? watched->watching.states[state] : "";
}

void tell_watched(struct page *page, const struct watched *watched)
{
    const struct wire_watching *watching = &watched->watching;
    const char *title = watched_title(watched, page->language->code);
    char states[PAGE_WORDS];
    struct text text = text_over(states, sizeof states);
    for (int i = 0; i < watching->state_count; i++) {
        text_put(&text, i ? ", " : "");
        text_put(&text, watching->states[i]);
    }
    page_tell(page, "watch.begin",
              SLOTS(str("title", title[0] ? title : watching->scenario), str("states", states)));
    if (watching->worlds > 1)
        page_tell(page, "watch.world",
                  SLOTS(str("world", watching->world_name), num("worlds", watching->worlds)));
    page_tell(page, watching->delay ? "watch.delay" : "watch.no_delay", SLOTS(num("turns", watching->delay)));
    page_say(page, "watch.hidden");
}

void tell_no_world(struct page *page, const struct watched *watched, const char *asked)
{
    const struct wire_watching *last = &watched->watching;
    page_tell(page, last->worlds > 1 ? "watch.no_world" : "watch.one_world",
              SLOTS(str("world", asked), num("worlds", last->worlds), str("last", last->world_name)));
}

static void tell_over(struct page *page, const struct watched *watched)
{
    bool more = (uint32_t)watched->turn_count < watched->clock.shown;
    page_blank(page);
    page_say(page, more ? "watch.ended" : "watch.ended_all");
}

void tell_public_clock(struct page *page, const struct watched *watched,
                       const struct wire_public_clock *before)
{
    const struct wire_public_clock *clock = &watched->clock;
    bool is_new = clock->state != before->state;
    if (is_new && clock->state == CLOCK_LOBBY)
        page_say(page, "watch.lobby");
    else if (is_new && clock->state == CLOCK_PAUSED)
        page_tell(page, "watch.paused", SLOTS(num("turn", clock->turn)));
    else if (is_new && clock->state == CLOCK_ENDED)
        tell_over(page, watched);
    else if (is_new && before->state == CLOCK_PAUSED)
        page_tell(page, "watch.resumed", SLOTS(num("turn", clock->turn)));
    if (clock->state == CLOCK_OPEN && clock->shown == 0 && clock->turn != before->turn)
        page_tell(page, "watch.waiting",
                  SLOTS(num("turn", clock->turn), num("until", (int64_t)watched->watching.delay + 1)));
}

/* ---- a turn */

static const char *name_of(const void *user, int state, char *piece)
{
    (void)piece;
    return state_name(user, state);
}

static int tell_events(struct page *page, const struct watched *watched, const struct wire_public_turn *turn)
{
    const struct event_names names = {name_of, watched, watched->watching.state_count};
    int told = 0;
    for (int row = 0; row < EVENT_ROWS; row++) {
        for (int x = 0; x < turn->event_count; x++) {
            int32_t numbers[EVENT_NUMBERS_MAX] = {0};
            char event[PAGE_WORDS];
            struct text text = text_over(event, sizeof event);
            if (turn->events[x].kind != event_row_kind(row))
                continue;
            memcpy(numbers, turn->events[x].numbers, sizeof turn->events[x].numbers);
            event_put_words(page, row, numbers, &names, "", &text);
            page_tell(page, "watch.event", SLOTS(str("event", event)));
            told++;
        }
    }
    return told;
}

static void tell_press_of(struct page *page, const struct watched *watched,
                          const struct wire_public_turn *turn)
{
    for (int x = 0; x < turn->press_count; x++)
        page_tell(page, "watch.press",
                  SLOTS(str("from", state_name(watched, (int)turn->press[x].from)),
                        str("text", turn->press[x].text)));
}

static bool state_changed(const struct public_view *now, const struct public_view *before, int i)
{
    return now->alive[i] != before->alive[i] || now->territory[i] != before->territory[i] ||
           now->kept[i] != before->kept[i] || now->refused[i] != before->refused[i] ||
           now->broken[i] != before->broken[i] || now->begun[i] != before->begun[i];
}

/* `before`: NULL at the start. */
static void tell_states(struct page *page, const struct watched *watched, const struct public_view *now,
                        const struct public_view *before)
{
    for (int i = 0; i < now->n; i++) {
        if (before && !state_changed(now, before, i))
            continue;
        page_tell(page, now->alive[i] ? "watch.state" : "watch.state_gone",
                  SLOTS(str("state", state_name(watched, i)), num("territory", now->territory[i]),
                        num("kept", now->kept[i]), num("refused", now->refused[i]),
                        num("broken", now->broken[i]), num("begun", now->begun[i])));
    }
}

static void tell_pacts_at_start(struct page *page, const struct watched *watched,
                                const struct public_view *view)
{
    for (int i = 0; i < view->n; i++)
        for (int j = i + 1; j < view->n; j++)
            if (view->pact[i][j] > PACT_NONE && view->pact[i][j] < PACT_COUNT)
                page_tell(page, "watch.pact",
                          SLOTS(str("one", state_name(watched, i)), str("other", state_name(watched, j)),
                                str("pact", page_word(page, "pact", pact_names.names[view->pact[i][j]]))));
}

void tell_public_turn(struct page *page, const struct watched *watched, int number)
{
    const struct wire_public_turn *turn = &watched->turns[number];
    int64_t over = (int64_t)watched->clock.turn - 1;
    bool is_last = watched->clock.state == CLOCK_ENDED || over == number; /* then it says nothing more */
    page_blank(page);
    page_tell(page,
              number == 0 ? "watch.start"
              : is_last   ? "watch.turn_over"
                          : "watch.turn",
              SLOTS(num("turn", number), num("over", over)));
    tell_press_of(page, watched, turn);
    if (number == 0) {
        tell_states(page, watched, &turn->view, NULL);
        tell_pacts_at_start(page, watched, &turn->view);
        return;
    }
    if (tell_events(page, watched, turn) == 0)
        page_say(page, "watch.nothing");
    tell_states(page, watched, &turn->view, &watched->turns[number - 1].view);
}

/* ---- the end */

static void tell_why(struct page *page, const struct wire_ended *ended)
{
    static const char *const why[RECORD_END_COUNT] = {"end.running", "end.time", "end.hegemony",
                                                      "end.survivor", "end.closed"};
    page_say(page, why[ended->end < RECORD_END_COUNT ? ended->end : 0]);
}

void tell_public_end(struct page *page, const struct wire_ended *ended)
{
    page_blank(page);
    page_tell(page, ended->turns ? "end.headline" : "end.headline_none", SLOTS(num("turns", ended->turns)));
    tell_why(page, ended);
}

void tell_public_results(struct page *page, const struct watched *watched, const struct wire_ended *ended)
{
    const char *lesson = watched_lesson(watched, page->language->code);
    page_say(page, "end.revealed");
    for (int i = 0; i < ended->result_count; i++) {
        const struct wire_result *result = &ended->results[i];
        const char *motive = result->motive < MOTIVE_COUNT ? motive_names.names[result->motive] : "unknown";
        page_tell(page, "end.state",
                  SLOTS(str("state", result->name), str("motive", page_word(page, "motive", motive)),
                        num("score", result->score),
                        str("goal", page_word(page, "goal", result->goal_met ? "met" : "missed"))));
    }
    page_say(page, "end.scores");
    if (lesson[0])
        page_tell(page, "end.lesson", SLOTS(str("lesson", lesson)));
}

/* The server's key when this catalogue knows it, otherwise that of the code. */
static void tell_key(struct page *page, const char *told, const char *family, const struct refusal *refusal)
{
    char key[2 * WIRE_KEY_SIZE];
    struct text text = text_over(key, sizeof key);
    text_put(&text, family);
    text_put(&text, refusal_name(refusal->code));
    page_tell(page, told[0] && sentence_words(page->language, told) ? told : key,
              SLOTS(str("item", refusal->item),
                    num("seconds", ((int64_t)refusal->retry_after_ms + 999) / 1000),
                    str("host", refusal->host), num("port", refusal->port), num("oldest", refusal->oldest),
                    num("newest", refusal->newest), num("turn", refusal->current_turn),
                    num("revision", refusal->current_revision)));
}

void tell_watch_refused(struct page *page, const struct refusal *refusal)
{
    tell_key(page, refusal->sentence, "refusal.", refusal);
    tell_key(page, refusal->remedy, "remedy.", refusal);
}
