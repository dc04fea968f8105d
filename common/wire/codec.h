/* Parts of messages that have a file of their own, for to_server.c, to_client.c and admin.c.
 *
 * A frame holds the protobuf-c structs of one part while it is packed; it borrows from the plain value and
 * lives on its writer's stack. Writers give STATUS_INVALID for values that the wire cannot hold. Used in this
 * folder only. Any thread. */
#ifndef SPIRAL_WIRE_CODEC_H
#define SPIRAL_WIRE_CODEC_H

#include "common/aids/consider.h"
#include "common/base/buffer.h"
#include "common/wire/message.h"
#include "common/wire/message_admin.h"
#include "spiral/v1/envelope.pb-c.h"

/* ---- orders.c, beliefs.c */

struct belief_frame {
    size_t count;
    Spiral__V1__Belief rows[ACTORS_MAX], *list[ACTORS_MAX];
};

/* -1: not stated. */
MUST_USE enum status wire_beliefs_put(const int32_t beliefs[ACTORS_MAX], struct belief_frame *frame);
MUST_USE enum status wire_beliefs_get(struct cause *cause, const char *item, Spiral__V1__Belief *const *list,
                                      size_t count, int32_t beliefs[ACTORS_MAX]);

struct stated_frame {
    struct belief_frame attack_next, sees_me;
    Spiral__V1__Balance balance, *perceived_balance; /* NULL: not stated */
};

MUST_USE enum status wire_stated_put(const struct stated_beliefs *stated, struct stated_frame *frame);
MUST_USE enum status wire_stated_get(struct cause *cause, const Spiral__V1__Stated *wire,
                                     struct stated_beliefs *stated);

void wire_budget_put(const int32_t points[LINE_COUNT], Spiral__V1__Budget *budget);
MUST_USE enum status wire_budget_get(struct cause *cause, const Spiral__V1__Budget *wire,
                                     int32_t budget[LINE_COUNT]);

/* A number that may be absent, which is -1: NULL then. */
Spiral__V1__Target *wire_target_put(int32_t number, Spiral__V1__Target *target);
/* Below `count`. */
MUST_USE enum status wire_target_get(struct cause *cause, const char *item, const Spiral__V1__Target *wire,
                                     int32_t count, int32_t *number);

struct orders_frame {
    Spiral__V1__Orders orders;
    Spiral__V1__Budget budget;
    Spiral__V1__Target attack, declare_to, focus;
    uint32_t open_books[ACTORS_MAX];
    Spiral__V1__PactMove pacts[ACTORS_MAX], *pact_list[ACTORS_MAX];
    Spiral__V1__StandingAnswer answers[ACTORS_MAX], *answer_list[ACTORS_MAX];
    struct belief_frame greedy;
};

MUST_USE enum status wire_orders_put(const struct orders *orders, struct orders_frame *frame);
MUST_USE enum status wire_orders_get(struct cause *cause, const Spiral__V1__Orders *wire,
                                     struct orders *orders);

/* ---- briefing.c: title and lesson in each language */

struct texts_frame {
    size_t count;
    Spiral__V1__ScenarioText rows[WIRE_LANGUAGES], *list[WIRE_LANGUAGES];
};

void wire_texts_put(const struct wire_scenario_text texts[WIRE_LANGUAGES], struct texts_frame *frame);
/* Texts beyond the languages of this version are left out. */
MUST_USE enum status wire_texts_get(struct cause *cause, Spiral__V1__ScenarioText *const *list, size_t count,
                                    struct wire_scenario_text texts[WIRE_LANGUAGES]);

/* Everything that the lists of a scenario point to, some 15 KiB. */
struct scenario_frame {
    Spiral__V1__Scenario scenario;
    Spiral__V1__Parameter parameters[PARAMETER_COUNT], *parameter_list[PARAMETER_COUNT];
    Spiral__V1__ScenarioState states[ACTORS_MAX], *state_list[ACTORS_MAX];
    Spiral__V1__ScenarioPact pacts[PACTS_MAX], *pact_list[PACTS_MAX];
    Spiral__V1__ScenarioAssessment assessments[ASSESSMENTS_MAX], *assessment_list[ASSESSMENTS_MAX];
    struct texts_frame texts;
};

void wire_scenario_put(struct scenario *scenario, struct scenario_frame *frame);
/* Checked as a scenario; without its texts. */
MUST_USE enum status wire_scenario_get(struct cause *cause, const Spiral__V1__Scenario *wire,
                                       struct scenario *scenario);

/* ---- refusal.c */

struct parts_frame {
    size_t count;
    Spiral__V1__PartVerdict rows[PART_COUNT], *list[PART_COUNT];
};

void wire_parts_put(const struct verdicts *verdicts, struct parts_frame *frame);
/* A part that this version does not know is left out. */
void wire_parts_get(Spiral__V1__PartVerdict *const *list, size_t count, struct verdicts *verdicts);
/* One that this version does not know is a bad value. */
uint8_t wire_verdict_get(const char *name);

struct refusal_frame {
    Spiral__V1__Refusal refusal;
    char sentence[WIRE_KEY_SIZE], remedy[WIRE_KEY_SIZE];
    struct parts_frame parts;
    Spiral__V1__Busy busy;
    Spiral__V1__Moved moved;
    Spiral__V1__UpgradeNeeded upgrade_needed;
};

void wire_refusal_put(const struct refusal *refusal, struct refusal_frame *frame);
MUST_USE enum status wire_refusal_get(struct cause *cause, const Spiral__V1__Refusal *wire,
                                      struct refusal *refusal);

/* ---- aids_*.c: what may come of orders, part by part */

struct choices_frame {
    Spiral__V1__Choices choices;
    Spiral__V1__StateChoices rows[ACTORS_MAX], *list[ACTORS_MAX];
    uint32_t charges[PROJECT_COUNT];
    struct orders_frame usual;
};

MUST_USE enum status wire_choices_put(const struct choices *choices, int n, struct choices_frame *frame);
MUST_USE enum status wire_choices_get(struct cause *cause, const Spiral__V1__Choices *wire, int32_t *n,
                                      struct choices *choices);

struct figures_frame {
    Spiral__V1__Figures rows[ACTORS_MAX], *list[ACTORS_MAX];
    Spiral__V1__Range ranges[ACTORS_MAX][4];
};

void wire_figures_put(const struct considered *considered, struct figures_frame *frame);
MUST_USE enum status wire_figures_get(struct cause *cause, Spiral__V1__Figures *const *list, size_t count,
                                      struct considered *considered);

struct prospects_frame {
    Spiral__V1__Prospects prospects;
    Spiral__V1__Prospect rows[ACTORS_MAX], *list[ACTORS_MAX];
    Spiral__V1__Range ranges[ACTORS_MAX][5];
    uint32_t helpers[ACTORS_MAX][ACTORS_MAX], its_helpers[ACTORS_MAX][ACTORS_MAX];
};

void wire_prospects_put(const struct considered *considered, struct prospects_frame *frame);
MUST_USE enum status wire_prospects_get(struct cause *cause, const Spiral__V1__Prospects *wire,
                                        struct considered *considered);

struct margins_frame {
    Spiral__V1__Margins margins;
    Spiral__V1__Margin rows[LINE_COUNT], *list[LINE_COUNT];
};

void wire_margins_put(const struct considered *considered, struct margins_frame *frame);
MUST_USE enum status wire_margins_get(struct cause *cause, const Spiral__V1__Margins *wire,
                                      struct considered *considered);

enum { LOOK_FIGURES = 4 }; /* arms of each look, and of all */

struct looks_frame {
    Spiral__V1__Looks looks;
    Spiral__V1__Arms arms[LOOK_FIGURES];
    Spiral__V1__Look rows[ACTORS_MAX], *list[ACTORS_MAX];
    Spiral__V1__Arms row_arms[ACTORS_MAX][LOOK_FIGURES];
    Spiral__V1__ActEffect acts[ACTORS_MAX][LOOK_ACT_COUNT], *act_lists[ACTORS_MAX][LOOK_ACT_COUNT];
    Spiral__V1__ActEffect all[ACTORS_MAX];
};

void wire_looks_put(const struct considered *considered, struct looks_frame *frame);
MUST_USE enum status wire_looks_get(struct cause *cause, const Spiral__V1__Looks *wire,
                                    struct considered *considered);

/* The states of an answer: as many as another list of it had. */
MUST_USE enum status wire_states_count(struct cause *cause, const char *item, size_t count, int32_t *n);

/* aids.c: what is asked about orders in hand, and of a debrief */
MUST_USE enum status wire_consider_put(const struct to_server *message, Spiral__V1__ToServer *envelope,
                                       struct buffer *buffer);
MUST_USE enum status wire_consider_get(struct cause *cause, const Spiral__V1__ToServer *envelope,
                                       struct to_server *message);
MUST_USE enum status wire_ask_debrief_put(const struct to_server *message, Spiral__V1__ToServer *envelope,
                                          struct buffer *buffer);
MUST_USE enum status wire_ask_debrief_get(struct cause *cause, const Spiral__V1__ToServer *envelope,
                                          struct to_server *message);
MUST_USE enum status wire_considered_put(Spiral__V1__ToClient *envelope,
                                         const struct wire_considered *considered, struct buffer *buffer);
MUST_USE enum status wire_considered_get(struct cause *cause, const Spiral__V1__Considered *wire,
                                         struct wire_considered *considered);
MUST_USE enum status wire_debrief_part_put(Spiral__V1__ToClient *envelope,
                                           const struct wire_debrief_part *part, struct buffer *buffer);
MUST_USE enum status wire_debrief_part_get(struct cause *cause, const Spiral__V1__DebriefPart *wire,
                                           struct wire_debrief_part *part);

/* ---- whole messages to a client: an envelope with its request in, one envelope more in the buffer */

MUST_USE enum status wire_to_client_pack(Spiral__V1__ToClient *envelope, struct buffer *buffer);

/* briefing.c */
MUST_USE enum status wire_briefing_put(Spiral__V1__ToClient *envelope, const struct wire_briefing *briefing,
                                       struct buffer *buffer);
MUST_USE enum status wire_briefing_get(struct cause *cause, const Spiral__V1__Briefing *wire,
                                       struct wire_briefing *briefing);

/* situation.c */
MUST_USE enum status wire_situation_put(Spiral__V1__ToClient *envelope,
                                        const struct wire_situation *situation, struct buffer *buffer);
MUST_USE enum status wire_situation_get(struct cause *cause, const Spiral__V1__Situation *wire,
                                        struct wire_situation *situation);

/* report.c */
MUST_USE enum status wire_report_put(Spiral__V1__ToClient *envelope, const struct wire_report *report,
                                     struct buffer *buffer);
MUST_USE enum status wire_report_get(struct cause *cause, const Spiral__V1__TurnReport *wire,
                                     struct wire_report *report);

/* One event; `kind` is -1 for one of a later version. */
MUST_USE enum status wire_event_get(struct cause *cause, const Spiral__V1__Event *wire, int *kind,
                                    int32_t numbers[EVENT_NUMBERS_MAX]);

/* play.c: clock, press, record part, end */

struct clock_frame {
    Spiral__V1__Clock clock;
    Spiral__V1__Remaining remaining;
    uint32_t bots[ACTORS_MAX];
};

/* NULL for below 0, which is no limit. */
Spiral__V1__Remaining *wire_remaining_put(int64_t ms, Spiral__V1__Remaining *remaining);
void wire_clock_fill(const struct wire_clock *clock, struct clock_frame *frame);
MUST_USE enum status wire_clock_put(Spiral__V1__ToClient *envelope, const struct wire_clock *clock,
                                    struct buffer *buffer);
MUST_USE enum status wire_clock_get(struct cause *cause, const Spiral__V1__Clock *wire,
                                    struct wire_clock *clock);
MUST_USE enum status wire_press_put(Spiral__V1__ToClient *envelope, const struct wire_press *press,
                                    struct buffer *buffer);
MUST_USE enum status wire_press_get(struct cause *cause, const Spiral__V1__Press *wire,
                                    struct wire_press *press);
MUST_USE enum status wire_record_part_put(Spiral__V1__ToClient *envelope, const struct wire_record_part *part,
                                          struct buffer *buffer);
MUST_USE enum status wire_record_part_get(struct cause *cause, const Spiral__V1__RecordPart *wire,
                                          struct wire_record_part *part);
MUST_USE enum status wire_ended_put(Spiral__V1__ToClient *envelope, const struct wire_ended *ended,
                                    struct buffer *buffer);
MUST_USE enum status wire_ended_get(struct cause *cause, const Spiral__V1__WorldEnded *wire,
                                    struct wire_ended *ended);

/* watch.c: what a spectator asks, and all that one is told */
MUST_USE enum status wire_watch_put(const struct to_server *message, Spiral__V1__ToServer *envelope,
                                    struct buffer *buffer);
MUST_USE enum status wire_watch_get(struct cause *cause, const Spiral__V1__ToServer *envelope,
                                    struct to_server *message);
MUST_USE enum status wire_ask_turn_put(const struct to_server *message, Spiral__V1__ToServer *envelope,
                                       struct buffer *buffer);
MUST_USE enum status wire_ask_turn_get(struct cause *cause, const Spiral__V1__ToServer *envelope,
                                       struct to_server *message);
MUST_USE enum status wire_watching_put(Spiral__V1__ToClient *envelope, const struct wire_watching *watching,
                                       struct buffer *buffer);
MUST_USE enum status wire_watching_get(struct cause *cause, const Spiral__V1__Watching *wire,
                                       struct wire_watching *watching);
MUST_USE enum status wire_public_clock_put(Spiral__V1__ToClient *envelope,
                                           const struct wire_public_clock *clock, struct buffer *buffer);
MUST_USE enum status wire_public_clock_get(struct cause *cause, const Spiral__V1__PublicClock *wire,
                                           struct wire_public_clock *clock);
MUST_USE enum status wire_public_turn_put(Spiral__V1__ToClient *envelope, const struct wire_public_turn *turn,
                                          struct buffer *buffer);
MUST_USE enum status wire_public_turn_get(struct cause *cause, const Spiral__V1__PublicTurn *wire,
                                          struct wire_public_turn *turn);

#endif
