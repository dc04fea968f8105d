"""What people read stands in the catalogues of config/locale, not in the sources: no string literal holds two
words, in whatever language. What is not for those who play has its reason below."""

import os
import re

from check import Finding, c_files, run

# Folders whose sentences are in the catalogues.
FOLDERS = ("client/term/", "client/screen/", "client/monitor/", "client/ctl/", "common/cards/", "common/debrief/")

TYPED = "config/locale/en/typed.po"

# (file, beginning of the literal): why it is no sentence.
EXCEPTIONS = {
    ("client/term/tell_end.c", "result: world="): "the last line, for programs, the same in every language",
    ("client/ctl/exercise.c", "spiral exercise"): "the name of the command",
    ("client/ctl/exercise.c", " [--admin DIR"): "what is typed",
    ("client/ctl/exercise.c", "Each takes --admin DIR"): "the list of options (--help) is in English: command_line.h",
    ("client/ctl/exercise_table.c", "facilitator "): "what is typed",
}

# Where the words before a literal, within its statement, end so, it is not shown to those who play.
HEADS = (
    (r"\bmust\s*\(", "a programmer's mistake"),
    (r"\bstatic_assert\s*\(", "for the compiler"),
    (r"\blog_\w+\s*\(", "the log is for operators"),
    (r"\.usage\s*=\s*$", "put_usage says it in the reader's words"),
    (r"\.(formula|source)\s*=\s*$", "terms of the rulebook, and who wrote of it"),
    (r"\.aliases\s*=\s*$", "words of English that are understood everywhere"),
    (r'^\s*"",\s*OPTION_\w+,', "the list of options (--help) is in English: command_line.h"),
    (r'^\s*"",\s*SUB_\w+,', "how a subcommand is called: what is typed"),
)
HEAD_PATTERNS = tuple(re.compile(pattern) for pattern, _ in HEADS)

# One literal or several in a row, a comment, a character, the end of a statement, or anything else.
TOKENS = re.compile(
    r'(?P<comment>/\*.*?\*/|//[^\n]*)|(?P<char>\'(?:[^\'\\\n]|\\.)+\')'
    r'|(?P<literal>"(?:[^"\\\n]|\\.)*"(?:\s*"(?:[^"\\\n]|\\.)*")*)|(?P<end>[;{}]|^[ \t]*#)|(?P<other>.)',
    re.S | re.M)
TWO_WORDS = re.compile(r"[^\W\d_]+[,.:;!?)\"']*\s+[(\"'¿¡]*[^\W\d_]+")
# "--orders WORDS|--file FILE": what is typed, the same in every language.
OPTIONS = re.compile(r"--[a-z-]+( [A-Z]+\d?)?(\|--[a-z-]+( [A-Z]+\d?)?)*$")
CONVERSION = re.compile(r"%[-+ #0-9.*]*(?:hh|h|ll|l|z|j|t)?[a-zA-Z%]|\\[nrt]|\\0\d\d|\\x[0-9a-f]{2}")


def words_of(literal):
    """What a run of literals says, with a blank where something is put in."""
    pieces = re.findall(r'"((?:[^"\\\n]|\\.)*)"', literal)
    return CONVERSION.sub(" ", "".join(pieces).replace('\\"', '"'))


def typed_words(tree):
    """The words that commands and arguments have in the sources: "attack nobody" is what a key types."""
    path = os.path.join(tree, TYPED)
    if not os.path.exists(path):
        return set()
    with open(path, encoding="utf-8") as file:
        return {name.replace("_", "-") for name in re.findall(r'^msgctxt "typed\.(\w+)"', file.read(), re.M)}


def excused(path, head, words, typed):
    return OPTIONS.match(words) or any(pattern.search(head) for pattern in HEAD_PATTERNS) or any(
        path == name and words.startswith(beginning) for name, beginning in EXCEPTIONS) or all(
        word in typed for word in words.split())


def check(tree, _):
    findings, examined, typed = [], 0, typed_words(tree)
    for path in c_files(tree, (".c",)):
        if not path.startswith(FOLDERS):
            continue
        with open(os.path.join(tree, path), encoding="utf-8", errors="replace") as file:
            text = file.read()
        head = ""
        for token in TOKENS.finditer(text):
            if token["end"]:
                head = ""
            elif token["literal"]:
                examined += 1
                words = words_of(token["literal"])
                if TWO_WORDS.search(words) and not excused(path, head, words, typed):
                    line = text.count("\n", 0, token.start()) + 1
                    findings.append(Finding(path, line, f'"{words[:50]}": its place is config/locale'))
                head += '""'
            elif not token["comment"]:
                head += token[0]
    return findings, examined


def says(statement, path="client/term/a.c"):
    """A file with the statement on line 3."""
    return {path: f'#include "client/term/a.h"\n/* Some words here. */\n{statement}\n'}


CLEAN = """const struct command c = {
    .usage = "offer STATE defensive",
    .aliases = "3 intelligence r",
    .formula = "share of all wars",
    .source = "Richardson and others",
};
void f(void)
{
    page_say(page, "status.saved"); // not a sentence of "some words"
    must(x && "some words");
    static_assert(A == B, "the two agree");
    log_write(LOG_INFO, "a person came");
    snprintf(at, 9, "%d %s, %lld %zu", a, b, c, d);
    type_line(screen, "ready no");
    text_put(text, " turns=");
    text_put_char(text, '"'); text_put_char(text, '\\'');
    return needed("--orders WORDS|--file FILE");
}
const struct option options[] = {
    {"--seats", OPTION_INT, "N", "persons that are expected", AT(seats)},
};
const struct subcommand table[] = {
    {"new", SUB_NEW, "--scenario NAME [OPTION]...", false, 0, run},
};
"""

PLANTS = (
    ("all is well", {"client/term/a.c": CLEAN, "server/a.c": 'char *s = "some words";\n',
                     TYPED: 'msgctxt "typed.ready"\nmsgctxt "typed.no"\n',
                     "client/term/a.h": '#define S "some words"\n',
                     "client/term/tell_end.c": 'text_put(text, "result: world=");\n'}, None),
    ("a sentence", says('page_line(page, "Some words.");'), "client/term/a.c:3"),
    ("a sentence on a screen", says('draw("Some words.");', "client/screen/a.c"), "client/screen/a.c:3"),
    ("a sentence on a card", says('text_put(text, "Some words.");', "common/cards/a.c"), "common/cards/a.c:3"),
    ("a sentence of a metric", says('.sentence = "Some words.",', "common/debrief/a.c"), "common/debrief/a.c:3"),
    ("Spanish", says('draw("¿Cuán probable?");'), "client/term/a.c:3"),
    ("a refusal of a command", says('return fail(cause, "some words");', "client/ctl/a.c"), "client/ctl/a.c:3"),
    ("behind an option", says('return needed("--seats N are needed");'), "client/term/a.c:3"),
    ("behind an option's row", says('x = {"--a", OPTION_INT}; draw("Some words.");'), "client/term/a.c:3"),
    ("in two literals", says('draw("Some"\n     " words");'), "client/term/a.c:3"),
    ("around a number", says('printf("turn %d of %d", a, b);'), "client/term/a.c:3"),
    ("over two lines", says('draw("one\\ntwo");'), "client/term/a.c:3"),
    ("words of which one cannot be typed", {**says('draw("ready or no");'), TYPED: 'msgctxt "typed.no"\n'},
     "client/term/a.c:3"),
    ("a cause", says('return status_fail(cause, STATUS_IO, "cannot be read");'), "client/term/a.c:3"),
    ("behind what is excused", says('must(x); draw("Some words.");'), "client/term/a.c:3"),
    ("behind another literal", says('must(f("a b")); draw("x", "Some words.");'), "client/term/a.c:3"),
    ("like the last line, elsewhere", says('text_put(text, "result: world=");'), "client/term/a.c:3"),
)

if __name__ == "__main__":
    run(check, PLANTS, at_least=300)
