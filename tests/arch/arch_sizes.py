"""Files of at most 500 lines (those of the browser client 400), C functions of at most 70 (120 in tests, where a story is
told in one go)."""

import re

from check import Finding, lines_of, run, tree_files

FILE_MAX = 500
WEB_FILE_MAX = 400
WEB_ENDINGS = (".ts", ".tsx", ".mjs")
FUNCTION_MAX = 70
TEST_FUNCTION_MAX = 120

NAME = re.compile(r"(\w+)\(")


def function_findings(path, lines):
    """Bodies run from a brace in the first column to the next closing one there, as the formatter sets them.
    Returns (findings, number of functions)."""
    most = TEST_FUNCTION_MAX if path.startswith("tests/") else FUNCTION_MAX
    findings, count, begin, name = [], 0, None, "?"
    for number, line in lines:
        if line.startswith("{"):
            begin = number
        elif line.startswith("}") and begin:
            length = number - begin + 1
            if length > most:
                message = f"{name} has {length} lines, at most {most} are allowed"
                findings.append(Finding(path, begin, message))
            begin, count = None, count + 1
        elif not begin and NAME.search(line) and line[0] not in " \t#/*":
            name = NAME.search(line).group(1)
    return findings, count


def check(tree, _):
    findings, examined = [], 0
    for path in tree_files(tree):
        if not path.endswith((".c", ".h", ".py", *WEB_ENDINGS)):
            continue
        lines = lines_of(tree, path)
        examined += 1
        most = WEB_FILE_MAX if path.endswith(WEB_ENDINGS) else FILE_MAX
        if len(lines) > most:
            findings.append(Finding(path, len(lines), f"{len(lines)} lines, at most {most} are allowed"))
        if path.endswith((".c", ".h")):
            found, functions = function_findings(path, lines)
            findings += found
            examined += functions
    return findings, examined


def function_of(body_lines):
    """Text whose function body begins on line 3 and has that many lines, braces included."""
    return "\nint f(void)\n{\n" + "    work();\n" * (body_lines - 2) + "}\n"


PLANTS = (
    ("all is well", {
        "common/base/a.c": function_of(70) * 2 + "static const int t[] = {\n" + "    1,\n" * 90 + "};\n",
        "tests/unit/a.c": function_of(120), "tests/a.py": "x\n" * 500}, None),
    ("a long function", {"common/base/a.c": function_of(71)}, "common/base/a.c:3"),
    ("the second one is long", {"common/base/a.c": function_of(5) + function_of(80)}, "common/base/a.c:10"),
    ("a long inline function", {"common/base/a.h": function_of(71)}, "common/base/a.h:3"),
    ("a long test", {"tests/unit/a.c": function_of(121)}, "tests/unit/a.c:3"),
    ("a long source", {"server/net/a.c": "int a;\n" * 501}, "server/net/a.c:501"),
    ("a long screen", {"client/web/src/screens/a.tsx": "x\n" * 401}, "client/web/src/screens/a.tsx:401"),
    ("a long script", {"tests/a.py": "x\n" * 502}, "tests/a.py:502"),
)

if __name__ == "__main__":
    run(check, PLANTS, at_least=300)
