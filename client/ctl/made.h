/* An exercise that was just made, told to whoever made it: code, links, the key, who may come. Used in this
 * folder only. Pure but for the picture of the link; any thread. */
#ifndef SPIRAL_CTL_MADE_H
#define SPIRAL_CTL_MADE_H

#include "common/base/text.h"
#include "common/wire/message_admin.h"
#include "common/words/sentences.h"

struct made {
    const struct wire_exercise_created *created;
    const struct wire_exercise_state *state; /* NULL: it could not be asked for */
    const char *guests_file;                 /* where the guests' links went; NULL: nowhere yet */
    const struct language *language;
};

/* "https://HOST/facilitate/CODE" from "https://HOST/join/CODE"; empty where there is no link. */
void made_link(const char *link, const char *page, char to[WIRE_LINK_SIZE + 16]);

void made_put_json(const struct made *made, struct text *text);
/* Lines of a word and a value, for people and for programs; then sentences. */
void made_put_lines(const struct made *made, struct text *text);
/* "name,link", a line a guest. */
void made_put_guests(const struct made *made, struct text *text);

#endif
