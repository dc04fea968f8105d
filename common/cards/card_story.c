/* D1: the ladder turn by turn, what may have turned it, what everybody could see, and what came from whoever
 * ran it. */
#include "common/cards/card_events.h"
#include "common/cards/card_list.h"
#include "common/cards/card_told.h"
#include "common/cards/card_turns.h"
#include "common/cards/card_words.h"
#include "common/rules/arithmetic.h"

enum {
    STEPS_SHOWN = 24,  /* steps up the ladder */
    EVENTS_SHOWN = 40, /* of one turn */
};

static void draw_ladder(const struct world_log *log, struct card_page *page)
{
    struct card_grid grid = {.levels = RUNG_COUNT};
    char labels[RUNG_COUNT][CARD_LEVEL_LABEL + 8], legend[ACTORS_MAX * (NAME_SIZE + 4)];
    for (int rung = 0; rung < RUNG_COUNT; rung++) {
        struct text label = text_over(labels[rung], sizeof labels[rung]);
        card_put_rung(page->language, rung, &label);
        grid.label[rung] = labels[rung];
    }
    for (int t = 1; t <= log->turns; t++) {
        for (int i = 0; i < page->scenario->actor_count; i++) {
            if (!log->worlds[t - 1].actors[i].alive)
                continue;
            uint16_t bit = (uint16_t)(1u << i);
            enum rung rung = escalation_rung(log, t, i);
            grid.states[rung][t] |= bit;
            if (log->turn[t].joined[i])
                grid.small[rung][t] |= bit;
        }
    }
    struct text put = text_over(legend, sizeof legend);
    card_put_letters(page, &put);
    struct card_turns all = card_turns_of(log->turns, TURNS_MAX);
    card_grid_draw(page, &grid, &all);
    card_say(page, 0, "card.d1.letters", SLOTS(str("letters", legend)));
}

/* Mean score of the acts of the living, in hundredths. */
static int64_t mean_score(const struct world_log *log, int t)
{
    int64_t sum = 0, living = 0;
    for (int i = 0; i < log_start(log)->scenario.actor_count; i++) {
        living += log->worlds[t - 1].actors[i].alive;
        sum += escalation_score(log, t, i);
    }
    return living ? 100 * sum / living : 0;
}

/* Hundredths, which may be negative, rounded. */
static int64_t whole_score(int64_t hundredths)
{
    return floor_div(hundredths + 50, 100);
}

static int steepest_turn(const struct world_log *log)
{
    int steepest = 0;
    int64_t most = 0;
    for (int t = 2; t <= log->turns; t++) {
        int64_t rise = mean_score(log, t) - mean_score(log, t - 1);
        if (rise > most) {
            most = rise;
            steepest = t;
        }
    }
    return steepest;
}

/* First acts of crisis: who did what, in the first turn in which anybody did. */
static void say_first_crisis(const struct world_log *log, struct card_page *page)
{
    for (int t = 1; t <= log->turns; t++) {
        for (int i = 0; i < page->scenario->actor_count; i++) {
            uint32_t acts = escalation_acts(log, t, i);
            for (int act = 0; act < ACT_COUNT; act++) {
                if (!(acts & 1u << act) || act_rung(act) != RUNG_CRISIS)
                    continue;
                card_item(page, 2, "card.d1.first_crisis",
                          SLOTS(num("turn", t), str("who", card_name(page, i)),
                                str("act", card_act(page->language, act))));
                return;
            }
        }
    }
}

/* With all that began in the same turn. */
static void say_first_war(const struct metric_input *input, struct card_page *page)
{
    const struct war *wars = input->findings.wars;
    if (!input->findings.war_count)
        card_item(page, 2, "card.d1.no_war", NULL);
    for (int w = 0; w < input->findings.war_count && wars[w].turn == wars[0].turn; w++) {
        char memory[CARD_SENTENCE_MAX];
        struct text text = text_over(memory, sizeof memory);
        card_put_war(page, &wars[w], &text);
        card_item(page, w ? 4 : 2, w ? "card.d1.war_too" : "card.d1.first_war",
                  SLOTS(num("turn", wars[w].turn), str("war", memory)));
    }
}

static void say_first_ruin(const struct world_log *log, struct card_page *page)
{
    for (int t = 1; t <= log->turns; t++) {
        for (int i = 0; i < page->scenario->actor_count; i++) {
            if (log->worlds[t].actors[i].alive || !log->worlds[t - 1].actors[i].alive)
                continue;
            card_item(page, 2, "card.d1.first_ruin", SLOTS(num("turn", t), str("who", card_name(page, i))));
            return;
        }
    }
}

static void draw_turning_points(const struct metric_input *input, struct card_page *page)
{
    int turn = steepest_turn(input->log);
    card_section(page, "card.d1.turning_points", NULL);
    say_first_crisis(input->log, page);
    say_first_war(input, page);
    say_first_ruin(input->log, page);
    if (turn)
        card_item(page, 2, "card.d1.steepest",
                  SLOTS(num("before", turn - 1), num("turn", turn),
                        num("low", whole_score(mean_score(input->log, turn - 1))),
                        num("high", whole_score(mean_score(input->log, turn)))));
}

/* One step up and what it may have answered; false when it was none, or nothing came before it. */
static bool say_step(const struct world_log *log, int t, int i, struct card_page *page)
{
    enum rung rung = escalation_rung(log, t, i);
    struct escalation_cause cause = escalation_cause_of(log, t, i);
    if (rung < RUNG_ARMS || rung <= escalation_rung(log, t - 1, i) || cause.who < 0)
        return false;
    if (!page)
        return true;
    if (cause.attacked) {
        card_item(page, 2, "card.d1.step_suffered",
                  SLOTS(num("turn", t), str("who", card_name(page, i)),
                        str("rung", card_rung(page->language, rung)), str("whom", card_name(page, cause.who)),
                        num("before", cause.turn)));
        return true;
    }
    char seen[24], truly[24];
    struct text put_seen = text_over(seen, sizeof seen), put_truly = text_over(truly, sizeof truly);
    int64_t seen_units = card_units(cause.seen_rise), true_units = card_units(cause.true_rise);
    text_put(&put_seen, "+");
    text_put_int(&put_seen, seen_units);
    text_put(&put_truly, true_units >= 0 ? "+" : "");
    text_put_int(&put_truly, true_units);
    card_item(page, 2, "card.d1.step_seen",
              SLOTS(num("turn", t), str("who", card_name(page, i)),
                    str("rung", card_rung(page->language, rung)), str("whom", card_name(page, cause.who)),
                    str("seen", seen), num("before", cause.turn), str("true", truly)));
    return true;
}

static void draw_causes(const struct metric_input *input, struct card_page *page)
{
    char memory[CARD_SENTENCE_MAX];
    struct text text = text_over(memory, sizeof memory);
    int steps = 0;
    card_section(page, "card.d1.steps", NULL);
    card_say(page, 0, "card.d1.steps_how", NULL);
    for (int t = 2; t <= input->log->turns; t++)
        for (int i = 0; i < page->scenario->actor_count; i++)
            steps += say_step(input->log, t, i, steps < STEPS_SHOWN ? page : NULL);
    if (!steps)
        card_item(page, 2, "card.d1.no_steps", NULL);
    if (steps > STEPS_SHOWN)
        card_item(page, 2, "card.more", SLOTS(num("count", steps - STEPS_SHOWN)));
    if (card_put_metric(page, card_metric("escalation_answered"), input, &text))
        card_item_text(page, 2, memory);
}

/* All that was public in a turn, one sentence after the other. */
static int put_turn_events(const struct world_log *log, int t, const struct card_page *page,
                           struct text *text)
{
    int shown = 0, hidden = 0;
    LOG_EACH_EVENT(log, t, event)
    {
        if (!card_event_is_public(log_start(log), event))
            continue;
        size_t before = text->length;
        if (shown == EVENTS_SHOWN) {
            hidden++;
            continue;
        }
        text_put(text, shown ? " " : "");
        if (card_put_event(page, event, text))
            shown++;
        else
            text->at[text->length = before] = '\0';
    }
    return hidden;
}

static void draw_events(const struct world_log *log, struct card_page *page)
{
    char memory[2 * CARD_SENTENCE_MAX], label[24];
    bool any = false;
    card_section(page, "card.d1.events", NULL);
    for (int t = 1; t <= log->turns; t++) {
        struct text text = text_over(memory, sizeof memory), number = text_over(label, sizeof label);
        int hidden = put_turn_events(log, t, page, &text);
        if (!text.length)
            continue;
        if (hidden) {
            text_put_char(&text, ' ');
            sentence_put(page->language, "card.d1.more_events", SLOTS(num("count", hidden)), &text);
        }
        text_put_int(&number, t);
        card_labelled(page, 4, label, memory);
        any = true;
    }
    if (!any)
        card_item(page, 2, "card.d1.no_events", NULL);
}

static void draw(const struct card_input *input, struct card_page *page)
{
    draw_ladder(input->played->log, page);
    draw_turning_points(input->played, page);
    draw_causes(input->played, page);
    draw_events(input->played->log, page);
    card_draw_told(input, page);
}

const struct card card_story = {
    .name = "D1",
    .draw = draw,
};
