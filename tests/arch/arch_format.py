"""All C is set as .clang-format says."""

import re
import subprocess

from check import Finding, c_files, run

WARNING = re.compile(r"(?m)^(.+?):(\d+):\d+: (?:error|warning): (.*)$")
BATCH = 50  # files a call


def check(tree, given):
    """One finding a file: the formatter puts them all right at once."""
    files, findings = c_files(tree), {}
    for start in range(0, len(files), BATCH):
        batch = files[start:start + BATCH]
        command = [given.formatter or "clang-format", "--style=file", "--dry-run", "-Werror", *batch]
        result = subprocess.run(command, cwd=tree, capture_output=True, text=True)
        for path, line, message in WARNING.findall(result.stderr):
            findings.setdefault(path, Finding(path, int(line), f"{message}; clang-format -i {path}"))
        if result.returncode != 0 and not WARNING.search(result.stderr):
            findings.setdefault(batch[0], Finding(batch[0], 1, result.stderr.strip()))
    return list(findings.values()), len(files)


STYLE = "BasedOnStyle: LLVM\nIndentWidth: 4\nBreakBeforeBraces: Linux\n" \
        "AllowShortFunctionsOnASingleLine: None\n"
GOOD = "int f(void)\n{\n    return 1;\n}\n"

PLANTS = (
    ("all is well", {".clang-format": STYLE, "common/base/a.c": GOOD}, None),
    ("indented by two", {".clang-format": STYLE, "common/base/a.c": GOOD.replace("    ", "  ")},
     "common/base/a.c:2"),
    ("a header too", {".clang-format": STYLE, "common/base/a.c": GOOD, "server/net/a.h": "\nint  a;\n"},
     "server/net/a.h:2"),
    ("past the first batch", {".clang-format": STYLE, "tests/z.c": "int  a;\n",
                              **{f"common/base/a{i}.c": GOOD for i in range(BATCH)}}, "tests/z.c:1"),
)

if __name__ == "__main__":
    run(check, PLANTS, at_least=31, options=("formatter",))
