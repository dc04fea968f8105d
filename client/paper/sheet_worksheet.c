/* The debrief worksheet: three authors, twelve points, a column for evidence, three minute papers. */
#include "client/paper/handout.h"
#include "common/cards/card_aspects.h"
#include "common/words/key.h"

static void put_aspect(const struct card_aspect *aspect, struct html *html)
{
    html_open(html, "tr", NULL);
    html_put(html, "th", NULL, key_words(html->language, KEY("card", "aspect", aspect->name)));
    for (int author = 0; author < 3; author++)
        html_put(html, "td", NULL,
                 key_words(html->language, KEY("card", "mark", card_mark_names.names[aspect->mark[author]])));
    handout_put_cells(html, 1);
    html_close(html);
}

static void put_table(struct html *html)
{
    static const char *const authors[] = {"Butterfield", "Herz", "Jervis"};
    html_open(html, "table", "write small evidence");
    html_open(html, "thead", NULL);
    html_open(html, "tr", NULL);
    html_put_say(html, "th", NULL, "worksheet.head_point", NULL);
    for (int x = 0; x < 3; x++)
        html_put(html, "th", NULL, authors[x]);
    html_put_say(html, "th", "wide", "worksheet.evidence", NULL);
    html_close(html);
    html_close(html);
    html_open(html, "tbody", NULL);
    for (int a = 0; a < card_aspect_count; a++)
        put_aspect(&card_aspects[a], html);
    html_close(html);
    html_close(html);
}

static void put_head(struct html *html)
{
    static const char *const keys[] = {"paper.name", "paper.state", "form_head.world"};
    html_open(html, "p", NULL);
    for (int x = 0; x < 3; x++) {
        html_text(html, x ? "  " : "");
        html_say(html, keys[x], NULL);
        html_text(html, ": ");
        html_put_empty(html, "span", "line");
    }
    html_close(html);
}

void sheet_put_worksheet(const struct handout *handout, struct html *html)
{
    static const char *const papers[] = {"card.d8.paper_1", "card.d8.paper_2", "card.d8.paper_3"};
    (void)handout;
    handout_begin(html, "sheet");
    handout_title(html, "worksheet.title", NULL);
    put_head(html);
    html_put_say(html, "p", "small", "worksheet.how", NULL);
    put_table(html);
    html_close(html);
    handout_begin(html, "sheet");
    html_put_say(html, "h2", NULL, "card.d8.papers", NULL);
    put_head(html);
    for (int x = 0; x < 3; x++) {
        html_open(html, "div", "form");
        html_put_say(html, "h4", NULL, papers[x], NULL);
        handout_put_rules(html, 7);
        html_close(html);
    }
    html_close(html);
}
