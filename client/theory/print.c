#include "client/theory/print.h"

#include <string.h>

enum {
    INDENT = 13,      /* where texts begin */
    LIST_INDENT = 31, /* where claims begin in the list; an id is shorter */
};

const char *theory_answer_name(const struct theory_result *result)
{
    static const char *const names[] = {
        [THEORY_AGREES] = "agrees", [THEORY_DIFFERS] = "DIFFERS", [THEORY_OPEN] = "open"};
    return result->computed ? names[result->answer] : "NOT COMPUTED";
}

static const char *tuned_text(enum theory_tuned tuned)
{
    static const char *const texts[] = {
        [THEORY_EXACT] = "no: structure or a closed formula",
        [THEORY_EQUATION] = "no: an equation of the literature, solved without the engine",
        [THEORY_TUNED] = "yes: defaults or bots were adjusted after looking; no evidence",
        [THEORY_BEFORE] = "no: criterion written before its first run",
    };
    return texts[tuned];
}

/* The text behind its label, broken at blanks; a word longer than a line stands on one of its own. */
static void print_wrapped(FILE *out, const char *label, const char *text)
{
    struct slice rest = slice_of(text), word;
    size_t column = INDENT;
    fprintf(out, "  %-*s", INDENT - 2, label);
    for (bool first = true; slice_take(&rest, ' ', &word); first = false) {
        if (!first && column + 1 + word.length > THEORY_COLUMNS) {
            fprintf(out, "\n%*s", INDENT, "");
            column = INDENT;
        } else if (!first) {
            putc(' ', out);
            column++;
        }
        fwrite(word.at, 1, word.length, out);
        column += word.length;
    }
    putc('\n', out);
}

void theory_print_claim(FILE *out, const struct theory_row *row)
{
    static const char more[] = " ...";
    size_t room = THEORY_COLUMNS - LIST_INDENT, length = strlen(row->claim);
    if (length > room) {
        length = room - strlen(more) + 1;
        while (length > 1 && row->claim[length - 1] != ' ')
            length--;
        length--;
    }
    fprintf(out, "  %-*s%.*s%s\n", LIST_INDENT - 2, row->id, (int)length, row->claim,
            row->claim[length] ? more : "");
}

void theory_print_row(FILE *out, const struct theory_row *row, const struct theory_result *result)
{
    fprintf(out, "%-12s %s\n", theory_answer_name(result), row->id);
    print_wrapped(out, "claim", row->claim);
    print_wrapped(out, "source", row->source);
    print_wrapped(out, "expected", row->expected);
    print_wrapped(out, "tolerance", row->reason);
    print_wrapped(out, "tuned", tuned_text(row->tuned));
    print_wrapped(out, "measured", result->computed ? result->measured : "nothing: see the error output");
    putc('\n', out);
}
