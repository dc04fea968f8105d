/* Questions, injects, facilitators and deeds, a sentence each. */
#include "client/ctl/state_page.h"

#include "client/ctl/table.h"

void act_put(enum exercise_act act, const struct language *language, struct text *text)
{
    static const char *const keys[EXERCISE_ACT_COUNT] = {
        [EXERCISE_NO_ACT] = "act.none",
        [EXERCISE_PAUSE] = "act.pause",
        [EXERCISE_RESUME] = "act.resume",
        [EXERCISE_EXTEND] = "act.extend",
        [EXERCISE_RESOLVE] = "act.resolve",
        [EXERCISE_CLOSE] = "act.close",
        [EXERCISE_START] = "act.start",
        [EXERCISE_ROLL_BACK] = "act.roll_back",
        [EXERCISE_BOT_IN] = "act.bot_in",
        [EXERCISE_BOT_OUT] = "act.bot_out",
        [EXERCISE_ORDERS] = "act.orders",
        [EXERCISE_MULTIPLY] = "act.multiply",
        [EXERCISE_MOVE_PERSON] = "act.move_person",
        [EXERCISE_REMOVE_PERSON] = "act.remove_person",
        [EXERCISE_NUDGE] = "act.nudge",
        [EXERCISE_INJECT] = "act.inject",
        [EXERCISE_INJECT_SEND] = "act.inject_send",
        [EXERCISE_INJECT_CANCEL] = "act.inject_cancel",
        [EXERCISE_INJECT_POSTPONE] = "act.inject_postpone",
        [EXERCISE_ANSWER] = "act.answer",
        [EXERCISE_OWN] = "act.own",
        [EXERCISE_FACILITATOR_ADD] = "act.facilitator_add",
        [EXERCISE_FACILITATOR_RIGHTS] = "act.facilitator_rights",
        [EXERCISE_DEBRIEF] = "act.debrief",
        [EXERCISE_UNDO] = "act.undo",
        [EXERCISE_REPLAY] = "act.replay",
        [EXERCISE_LOOK] = "act.look",
        [EXERCISE_CONSENT] = "act.consent",
    };
    sentence_put(language, keys[act < EXERCISE_ACT_COUNT ? act : EXERCISE_NO_ACT], NULL, text);
}

void scope_put(const struct wire_exercise_state *state, int world, int seat, const struct language *language,
               struct text *text)
{
    if (world < 0 || world >= state->world_count) {
        sentence_put(language, "facilitator.scope.all", NULL, text);
        return;
    }
    const struct wire_exercise_world *of = &state->worlds[world];
    text_put(text, of->name);
    if (seat < 0 || seat >= of->seat_count)
        return;
    text_put_char(text, ' ');
    harmless_put(of->seats[seat].state, text);
}

void question_put(const struct wire_exercise_state *state, int index, const struct language *language,
                  struct text *text)
{
    const struct wire_exercise_question *question = &state->questions[index];
    char scope[128], age[32];
    struct text where = text_over(scope, sizeof scope), since = text_over(age, sizeof age);
    scope_put(state, (int)question->world, (int)question->seat, language, &where);
    minutes_put(question->age_seconds, &since);
    sentence_put(language,
                 !question->answer[0] ? "facilitator.question.open"
                 : question->everyone ? "facilitator.question.answered_all"
                                      : "facilitator.question.answered",
                 SLOTS(num("number", question->number), str("where", scope), str("name", question->name),
                       str("text", question->text), str("answer", question->answer), str("age", age)),
                 text);
}

/* ---- injects */

static const char *stage_key(const struct wire_exercise_inject *inject)
{
    return inject->cancelled                           ? "facilitator.inject.cancelled"
           : inject->sent                              ? "facilitator.inject.sent"
           : inject->inject.trigger == TRIGGER_TURN    ? "facilitator.inject.turn"
           : inject->inject.trigger == TRIGGER_TENSION ? "facilitator.inject.tension"
                                                       : "facilitator.inject.now";
}

/* The worlds where it was, by name; gives how many. */
static int put_sent(const struct wire_exercise_state *state, uint32_t sent, struct text *text)
{
    int count = 0;
    for (int x = 0; x < state->world_count && x < 32; x++) {
        if (!(sent & 1u << x))
            continue;
        text_put(text, count++ ? " " : "");
        text_put(text, state->worlds[x].name);
    }
    return count;
}

/* "all of world D", "states A C of world B": letters of worlds and of states are the same letters. */
static void put_addressees(const struct wire_exercise_state *state, const struct wire_inject *inject,
                           const struct language *language, struct text *text)
{
    char letters[2 * ACTORS_MAX + 1];
    struct text states = text_over(letters, sizeof letters);
    bool all = inject->world < 0 || inject->world >= state->world_count;
    int count = 0;
    for (int x = 0; x < ACTORS_MAX; x++)
        if (inject->seats & 1u << x) {
            text_put(&states, count++ ? " " : "");
            text_put_char(&states, (char)('A' + x));
        }
    if (all && !count) {
        scope_put(state, -1, -1, language, text);
        return;
    }
    sentence_put(language,
                 !count ? "facilitator.inject.to_world"
                 : all  ? "facilitator.inject.to_states_all"
                        : "facilitator.inject.to_states",
                 SLOTS(num("count", count), str("states", letters),
                       str("world", all ? "" : state->worlds[inject->world].name)),
                 text);
}

void inject_put(const struct wire_exercise_state *state, int index, const struct language *language,
                struct text *text)
{
    const struct wire_exercise_inject *row = &state->injects[index];
    const struct wire_inject *inject = &row->inject;
    char where[512], stage[512], sent[256], rung[64];
    struct text to = text_over(where, sizeof where), how = text_over(stage, sizeof stage),
                at = text_over(sent, sizeof sent), tension = text_over(rung, sizeof rung);
    bool spanish = language == languages[LANGUAGE_SPANISH] && inject->text[1][0];
    put_addressees(state, inject, language, &to);
    int sent_count = put_sent(state, row->sent, &at);
    tension_put(inject->tension, language, &tension);
    sentence_put(
        language, stage_key(row),
        SLOTS(num("turn", inject->turn), str("tension", rung), num("count", sent_count), str("worlds", sent)),
        &how);
    sentence_put(language, inject->misleading ? "facilitator.inject.misleading" : "facilitator.inject",
                 SLOTS(num("number", inject->number), str("where", where), str("stage", stage),
                       str("source", inject->source[0] ? inject->source : "-"),
                       str("text", inject->text[spanish])),
                 text);
}

void facilitator_put(const struct wire_exercise_state *state, int index, const struct language *language,
                     struct text *text)
{
    static const char *const rights[RIGHTS_COUNT] = {
        "facilitator.rights.none", "facilitator.rights.observe", "facilitator.rights.assist",
        "facilitator.rights.run",  "facilitator.rights.lead",
    };
    const struct wire_exercise_facilitator *one = &state->facilitators[index];
    char may[64];
    struct text what = text_over(may, sizeof may);
    sentence_put(language, rights[one->rights < RIGHTS_COUNT ? one->rights : 0], NULL, &what);
    sentence_put(language, one->here ? "facilitator.one.here" : "facilitator.one.away",
                 SLOTS(num("number", one->number), str("name", one->name), str("rights", may)), text);
}

void deed_put(const struct wire_exercise_state *state, int index, const struct language *language,
              struct text *text)
{
    const struct wire_exercise_deed *deed = &state->deeds[index];
    char what[128], scope[128], age[32], admin[64];
    struct text act = text_over(what, sizeof what), where = text_over(scope, sizeof scope),
                since = text_over(age, sizeof age), socket = text_over(admin, sizeof admin);
    sentence_put(language, "facilitator.by_admin", NULL, &socket);
    act_put(deed->act, language, &act);
    scope_put(state, deed->world, deed->seat, language, &where);
    minutes_put(deed->age_seconds, &since);
    sentence_put(language, deed->undone ? "facilitator.deed.undone" : "facilitator.deed",
                 SLOTS(num("number", deed->number), str("act", what), str("where", scope),
                       str("who", deed->by[0] ? deed->by : admin), str("age", age)),
                 text);
}
