"""Includes go only downwards, libraries stay in their folders."""

import re

from check import SOURCE_FOLDERS, Finding, c_files, lines_of, run

# From the ground up. A folder may include itself and every floor below, not its neighbours on the same floor.
# "server" and "client" are the files directly in them.
FLOORS = (
    ("common/base",),
    ("common/rules", "common/words", "common/plan"),
    ("common/bots", "common/debrief", "common/scenario", "common/record"),
    ("common/aids",),  # what may come of orders, by the rules: for whoever plays, and for clients without them
    ("common/link", "common/wire", "common/store", "common/cards"),
    ("common/worlds", "common/paper"),  # worlds played or read again, for whoever debriefs and for the laboratory; pages to print
    ("server/conf", "server/world"),
    ("server/exercise",),
    ("server/session",),
    ("server/journal", "server/net", "server/ops", "server/web"),
    ("server",),
    ("client/core",),
    ("client/term", "client/ctl", "client/matrix", "client/sim"),
    ("client/screen",),
    ("client/theory", "client/arena", "client/paper", "client/doctor", "client/monitor", "client/rehearse",
     "client/fork"),
    ("client",),
)

# These never see each other, whatever the floor: they meet in common/ and in the protocol.
APART = {"server", "client"}

# Header, and the folders or files that may include it; empty: nobody.
LIBRARIES = (
    (r"protobuf-c/.*|(.*/)?[\w-]+\.pb-c\.h", ("common/wire",)),
    (r"uv\.h|uv/.*", ("server/journal", "server/net", "server/ops", "server",
                      "client/core", "client/term", "client/screen", "client/ctl", "client/monitor", "client/rehearse", "client")),
    (r"openssl/.*", ("common/base/digest.c", "common/link", "server/net/certificate.c",
                     "server/web/accept.c", "server", "client/core", "client/doctor")),
    (r"http_parser\.h", ("server/web/request.c", "server/web/refusal.c", "client/doctor/http.c")),
    (r"wslay/.*", ("server/web/socket.c",)),
    (r"sqlite3\w*\.h", ("common/store",)),
    (r"yaml\.h", ("common/scenario",)),
    (r"(n?cursesw?/)?(n?curses\w*|panel|menu|form|term)\.h", ("client/screen/terminal.c", "client/screen/terminal_fits.c")),
    (r"json-c/.*", ("client/term/step_cards.c",)),
    (r"qrencode\.h", ("client/ctl/qr.c", "client/paper/picture.c")),
    (r"gettext-po\.h", ("common/words/make_catalogues.c",)),
)

INCLUDE = re.compile(r"\s*#\s*include\b\s*(.*)")
NAMED = re.compile(r'<([^>]+)>|"([^"]+)"')
FLOOR_OF = {folder: height for height, floor in enumerate(FLOORS) for folder in floor}


def folder_of(path):
    return path.rpartition("/")[0]


def library_finding(path, header):
    for pattern, places in LIBRARIES:
        if re.fullmatch(pattern, header):
            if path not in places and folder_of(path) not in places:
                return f"{header} belongs to {', '.join(places) or 'nobody'}"
    return None


def floor_finding(path, header):
    here, there = folder_of(path), folder_of(header)
    if there not in FLOOR_OF:
        return f'"{header}" is no path from the tree\'s top to a known folder'
    if {here.split("/")[0], there.split("/")[0]} == APART:
        return f"{here} must not know {there}: {' and '.join(sorted(APART))} are apart"
    if FLOOR_OF[there] > FLOOR_OF[here]:
        return f"{here} must not look up at {there}"
    if FLOOR_OF[there] == FLOOR_OF[here] and here != there:
        return f"{here} and {there} are neighbours on one floor and must not know each other"
    return None


def include_finding(path, what):
    named = NAMED.match(what)
    if not named:
        return "an include by macro hides its floor"
    system, own = named.groups()
    finding = library_finding(path, system or own)
    generated = own and own.endswith(".pb-c.h")
    if finding or not own or generated:
        return finding
    return floor_finding(path, own)


def check(tree, _):
    findings, examined = [], 0
    for path in c_files(tree):
        if not path.startswith(SOURCE_FOLDERS):
            continue
        if folder_of(path) not in FLOOR_OF:
            examined += 1
            findings.append(Finding(path, 1, f"{folder_of(path)} stands on no floor: add it to FLOORS"))
            continue
        for number, line in lines_of(tree, path):
            include = INCLUDE.match(line)
            if not include:
                continue
            examined += 1
            message = include_finding(path, include.group(1))
            if message:
                findings.append(Finding(path, number, message))
    return findings, examined


def one(path, *lines):
    return {path: "".join(line + "\n" for line in lines)}


PLANTS = (
    ("all is well", {
        "common/rules/a.c": '#include "common/rules/a.h"\n#include "common/base/b.h"\n#include <stdint.h>\n',
        "server/net/n.c": '#include "common/link/l.h"\n#include <uv.h>\n',
        "server/app.c": '#include "server/net/n.h"\n#include "common/store/s.h"\n#include <openssl/rand.h>\n',
        "client/main.c": '#include "client/term/t.h"\n',
        "common/wire/w.c": '#include "spiral/v1/join.pb-c.h"\n',
        "tests/unit/x.c": '#include "server/net/n.h"\n#include "client/core/c.h"\n'}, None),
    ("upwards", one("common/rules/a.c", "#include <stdint.h>", '#include "common/store/s.h"'),
     "common/rules/a.c:2"),
    ("upwards from a header", one("server/world/a.h", '#include "server/session/s.h"'), "server/world/a.h:1"),
    ("up to the app", one("server/net/a.c", '#include "server/app.h"'), "server/net/a.c:1"),
    ("a neighbour", one("common/store/a.c", '#include "common/link/l.h"'), "common/store/a.c:1"),
    ("journal and net", one("server/journal/a.c", '#include "server/net/n.h"'), "server/journal/a.c:1"),
    ("client sees server", one("client/main.c", '#include "server/world/w.h"'), "client/main.c:1"),
    ("server sees client", one("server/app.c", "", '# include "client/core/c.h"'), "server/app.c:2"),
    ("common sees client", one("common/base/a.c", '#include "client/core/c.h"'), "common/base/a.c:1"),
    ("beside instead of from the top", one("common/bots/a.c", '#include "bot.h"'), "common/bots/a.c:1"),
    ("climbing out", one("common/bots/a.c", '#include "../rules/view.h"'), "common/bots/a.c:1"),
    ("by macro", one("common/bots/a.c", "#include HEADER"), "common/bots/a.c:1"),
    ("a folder nobody knows", one("server/attic/a.c", "int a;"), "server/attic/a.c:1"),
    ("messages outside wire", one("server/session/a.c", '#include "spiral/v1/join.pb-c.h"'),
     "server/session/a.c:1"),
    ("protobuf outside wire", one("client/core/a.c", "#include <protobuf-c/protobuf-c.h>"),
     "client/core/a.c:1"),
    ("loop in the session", one("server/session/a.c", "#include <uv.h>"), "server/session/a.c:1"),
    ("TLS in the base", one("common/base/file.c", "#include <openssl/ssl.h>"), "common/base/file.c:1"),
    ("SQL in the journal", one("server/journal/a.c", "#include <sqlite3.h>"), "server/journal/a.c:1"),
    ("YAML in the configuration", one("server/conf/a.c", "#include <yaml.h>"), "server/conf/a.c:1"),
    ("curses", one("client/term/a.c", "#include <ncursesw/curses.h>"), "client/term/a.c:1"),
)

if __name__ == "__main__":
    run(check, PLANTS, at_least=100)
