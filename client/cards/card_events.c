#include "client/cards/card_events.h"

#include "client/cards/card_words.h"

bool card_event_is_public(const struct world *world, const struct event *event)
{
    uint32_t all = (1u << world->scenario.actor_count) - 1;
    return event->seen_by == all;
}

/* {one}, {two}, {three}: the states that the first numbers stand for; {number}: the last one. */
static const char *const patterns[EVENT_KIND_COUNT][DEBRIEF_LANGUAGES] = {
    [EVENT_CANCEL] = {"{one} cancelled its pact with {two}.", "{one} canceló su pacto con {two}."},
    [EVENT_TECH] = {"{one} finished a research project.", "{one} terminó un proyecto de investigación."},
    [EVENT_SCRAP] = {"{one} scrapped strike arms ({number} units).",
                     "{one} desguazó armas ofensivas ({number} unidades)."},
    [EVENT_OPEN_BOOKS] = {"{one} opened its books to {two}.", "{one} mostró sus arsenales a {two}."},
    [EVENT_MOBILISE] = {"{one} mobilised.", "{one} movilizó."},
    [EVENT_ATTACK] = {"{one} attacked {two}.", "{one} atacó a {two}."},
    [EVENT_BREACH] = {"{one} broke its pact with {two}.", "{one} rompió su pacto con {two}."},
    [EVENT_EXPOSED] = {"A secret pact of {one} and {two} came to light.",
                       "Salió a la luz un pacto secreto de {one} y {two}."},
    [EVENT_GAIN] = {"{one} took {number} of territory from {two}.",
                    "{one} arrebató {number} de territorio a {two}."},
    [EVENT_ELIMINATED] = {"{one} was destroyed.", "{one} fue destruido."},
};

static const char *const pact_made[] = {"{one} and {two} made a pact ({pact}).",
                                        "{one} y {two} hicieron un pacto ({pact})."};
static const char *const joined_attack[] = {"{one} joined the attack on {two}.",
                                            "{one} se unió al ataque contra {two}."};
static const char *const declared[DECLARE_COUNT][DEBRIEF_LANGUAGES] = {
    [DECLARE_PEACEFUL] = {"{one} declared itself peaceful.", "{one} se declaró pacífico."},
    [DECLARE_WARN] = {"{one} warned {two}.", "{one} advirtió a {two}."},
    [DECLARE_DEMAND] = {"{one} made a demand on {two}.", "{one} exigió algo a {two}."},
};
static const char *const declared_to_all[DECLARE_COUNT][DEBRIEF_LANGUAGES] = {
    [DECLARE_PEACEFUL] = {"{one} declared itself peaceful.", "{one} se declaró pacífico."},
    [DECLARE_WARN] = {"{one} warned everybody.", "{one} advirtió a todos."},
    [DECLARE_DEMAND] = {"{one} made a demand on everybody.", "{one} exigió algo a todos."},
};
static const char *const called[][DEBRIEF_LANGUAGES] = {
    {"{two} called {one} against {three}: it stood aside.",
     "{two} llamó a {one} contra {three}: se quedó al margen."},
    {"{two} called {one} against {three}: it came.", "{two} llamó a {one} contra {three}: acudió."},
};
static const char *const battle[][DEBRIEF_LANGUAGES] = {
    {"{one} held.", "{one} resistió."},
    {"{one} was beaten.", "{one} fue derrotado."},
};
static const char *const meeting[][DEBRIEF_LANGUAGES] = {
    {"{one} and {two} met in the field: the side of {one} won.",
     "{one} y {two} se encontraron en campo abierto: venció el bando de {one}."},
    {"{one} and {two} met in the field: the side of {two} won.",
     "{one} y {two} se encontraron en campo abierto: venció el bando de {two}."},
};

static const char *const *pattern_of(const struct event *event)
{
    const int32_t *numbers = event->numbers;
    switch (event->kind) {
    case EVENT_PACT:
        return pact_made;
    case EVENT_DECLARE:
        return numbers[2] >= 0 ? declared[numbers[1]] : declared_to_all[numbers[1]];
    case EVENT_CALLED:
    case EVENT_CALLED_ATTACK:
        return called[numbers[3] != 0];
    case EVENT_ATTACK:
        return numbers[2] ? joined_attack : patterns[EVENT_ATTACK];
    case EVENT_BATTLE:
        return battle[numbers[3] != 0];
    case EVENT_MEETING:
        return meeting[numbers[2] != 0];
    default:
        return patterns[event->kind];
    }
}

/* The name of the state that a number stands for, if it does. */
static const char *name_of(const struct card_page *page, int32_t number)
{
    return number >= 0 && number < page->scenario->actor_count ? card_name(page, number) : "-";
}

bool card_put_event(const struct card_page *page, const struct event *event, struct text *text)
{
    const int32_t *numbers = event->numbers;
    const char *const *pattern = pattern_of(event);
    if (!pattern[page->language])
        return false;
    int second = event->kind == EVENT_DECLARE ? 2 : 1;
    card_fill(
        page, pattern,
        CARD_SLOTS(card_word("one", name_of(page, numbers[0])),
                   card_word("two", name_of(page, numbers[second])),
                   card_word("three", name_of(page, numbers[2])),
                   card_word("pact", event->kind == EVENT_PACT ? card_pact(page->language, numbers[2]) : ""),
                   card_number("number", numbers[event->count - 1])),
        text);
    return true;
}
