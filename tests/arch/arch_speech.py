"""The tree speaks of itself alone: nothing of one person's machine, nothing left for later."""

import re

from check import Finding, lines_of, run, tree_files

# Bracketed letters keep the patterns from finding themselves here.
FORBIDDEN = (
    (r"(?<![\w.])/[w]ork/", "a path of one machine"),
    (r"(?<![\w.])/[r]oot(?![\w-])", "a path of one machine"),
    (r"(?<![\w.])/[t]mp/bash", "a path of one machine"),
    (r"(?<![\w.])/[h]ome/\w", "a path of one machine"),
    (r"\.\./[s]hared\b", "a path outside the tree"),
    (r"[d]eb\.debian\.org|[s]ecurity\.debian\.org|[p]ypi\.org|[p]ythonhosted\.org|registry\.[n]pmjs\.org|"
     r"registry\.[y]arnpkg\.com|[c]rates\.io|proxy\.[g]olang\.org|[a]rtifactory|[n]exus\d?\.",
     "a package registry: the machine's own configuration names it"),
    (r"\b[T]ODO\b|\b[F]IXME\b", "work left for later: do it or file it"),
)
PATTERNS = tuple((re.compile(pattern), why) for pattern, why in FORBIDDEN)


def check(tree, _):
    findings, examined = [], 0
    for path in tree_files(tree):
        examined += 1
        for number, line in lines_of(tree, path):
            for pattern, why in PATTERNS:
                match = pattern.search(line)
                if match:
                    findings.append(Finding(path, number, f"'{match.group()}': {why}"))
    return findings, examined


def says(words):
    """A file with the words, whose letters were set apart with '_', on line 2."""
    return {"docs/page.md": "A page.\nHere: " + words.replace("_", "") + ".\n"}


PLANTS = (
    ("all is well", {"docs/page.md": "network/ framework/ /workshop /rooted ../sharedness todo, method\n",
                     "docs/picture.png": "\0 /_w".replace("_", "") + "ork/x\n"}, None),
    ("a checkout's path", says("/w_ork/main"), "docs/page.md:2"),
    ("a person's path", says("/h_ome/ann"), "docs/page.md:2"),
    ("the superuser's path", says("see /r_oot/x"), "docs/page.md:2"),
    ("a scratch path", says("/t_mp/bash_jobs"), "docs/page.md:2"),
    ("a path outside", says("../s_hared/x"), "docs/page.md:2"),
    ("a registry", says("https://registry.n_pmjs.org/x"), "docs/page.md:2"),
    ("a mirror", says("http://d_eb.debian.org/debian"), "docs/page.md:2"),
    ("left for later", says("T_ODO finish"), "docs/page.md:2"),
    ("left to be mended", says("F_IXME"), "docs/page.md:2"),
)

if __name__ == "__main__":
    run(check, PLANTS, at_least=60)
