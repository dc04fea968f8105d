#include "client/offer.h"

#include "client/term/page.h"

#include <stdio.h>
#include <unistd.h>

enum { TRIES = 5, LINE_SIZE = 256, OFFER_COLUMNS = 79 };

static void say(const struct language *language, const char *key)
{
    struct page page;
    page_init(&page, language, OFFER_COLUMNS);
    page_say(&page, key);
    fflush(stdout);
    (void)page_flush(&page, STDOUT_FILENO);
    page_free(&page);
}

/* The first letter that was typed, '\n' for an empty line, 0 at the end of the input. */
static char read_answer(void)
{
    char line[LINE_SIZE];
    if (!fgets(line, sizeof line, stdin))
        return 0;
    for (const char *c = line; *c; c++)
        if (*c != ' ' && *c != '\t')
            return *c;
    return '\n';
}

enum offer offer_ask(const struct language *language, bool first)
{
    say(language, "offer.what");
    say(language, first ? "offer.tutorial_first" : "offer.tutorial");
    say(language, first ? "offer.game" : "offer.game_again");
    say(language, "offer.leave");
    for (int tries = 0; tries < TRIES; tries++) {
        fputs("> ", stdout);
        fflush(stdout);
        switch (read_answer()) {
        case '1':
            return OFFER_TUTORIAL;
        case '2':
            return OFFER_GAME;
        case '\n':
            return first ? OFFER_TUTORIAL : OFFER_GAME;
        case 0:
        case 'q':
        case 'Q':
            return OFFER_LEAVE;
        default:
            say(language, "offer.unknown");
        }
    }
    return OFFER_LEAVE;
}
