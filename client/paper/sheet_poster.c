/* The join poster: address, picture and code, in every language that was asked for. */
#include "client/paper/handout.h"
#include "client/paper/picture.h"

#include <string.h>

static void say_all(const struct handout *handout, const char *tag, const char *key, const struct slot *slots,
                    struct html *html)
{
    for (int x = 0; x < handout->language_count; x++) {
        html->language = handout->languages[x];
        html_open_spoken(html, tag, NULL);
        html_say(html, key, slots);
        html_close(html);
    }
}

/* Where a device is tried: "https://HOST/check"; the link ends in "/join/CODE". */
static bool put_check(const char *link, struct text *text)
{
    const char *path = strstr(link, "/join/");
    if (path) {
        text_put_span(text, link, (size_t)(path - link));
        text_put(text, "/check");
    }
    return path != NULL;
}

void sheet_put_poster(const struct handout *handout, struct html *html)
{
    const char *link = handout->state->link;
    char memory[WIRE_LINK_SIZE + 16];
    struct text check = text_over(memory, sizeof memory);
    html->language = handout->languages[0];
    handout_begin(html, "sheet poster");
    say_all(handout, "h1", "poster.title", NULL, html);
    if (link[0]) {
        say_all(handout, "p", "poster.scan", NULL, html);
        (void)picture_put_link(link, html->text);
        html_put(html, "p", "link", link); /* whole: a port answers nothing without "https://" */
    } else {
        say_all(handout, "p", "poster.no_link", NULL, html);
        html_put_empty(html, "p", "rule");
    }
    html_open(html, "p", NULL);
    for (int x = 0; x < handout->language_count; x++) {
        html->language = handout->languages[x];
        html_text(html, x ? " / " : "");
        html_say(html, "poster.code", NULL);
    }
    html_close(html);
    html_put(html, "p", "code", handout->state->code);
    say_all(handout, "p", "poster.then", NULL, html);
    if (put_check(link, &check))
        say_all(handout, "p", "poster.check", SLOTS(str("link", memory)), html);
    html_close(html);
}
