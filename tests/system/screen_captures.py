"""Screens compared with captures of them, as somebody looked at them: tests/system/screens."""

import re
import sys
import time

from screen_terminal import ScreenTest
from spiral import TREE

CAPTURES = TREE / "tests/system/screens"
UPDATE = "--update" in sys.argv
LANGUAGES = ("en", "es")
LATE = 4  # seconds that a screen may be late


def normalised(text):
    """What differs from run to run keeps its length."""
    text = re.sub(r"\b\d\d:\d\d:\d\d\b", "hh:mm:ss", text)
    text = re.sub(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", "SEAT-CODE", text)
    text = re.sub(r"(127\.0\.0\.1:)(\d+)", lambda found: found[1] + "p" * len(found[2]), text)
    text = re.sub(r"\((revisi\S+) \d\)", r"(\1 n)", text)  # changes made within half a second are saved as one
    return re.sub(r"\b[0-9a-f]{8,}\b", lambda found: "x" * len(found[0]), text)


class CaptureTest(ScreenTest):
    def show(self, terminal, code, captures):
        for name, keys in captures:
            for key in keys:
                terminal.press(key)
                if key == "escape" or UPDATE:
                    terminal.settle(0.05)  # apart from the next key, which would be one with it
            self.compare(terminal, CAPTURES / code / f"{name}.txt")

    def compare(self, terminal, path):
        if UPDATE:
            terminal.settle(1)  # until what was changed is saved
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(normalised(terminal.text))
        with self.subTest(f"{path.parent.name}/{path.stem}"):
            self.assertTrue(path.exists(), f"{path}: no capture; --update writes it")
            expected, deadline = path.read_text(), time.monotonic() + LATE
            while normalised(terminal.text) != expected and time.monotonic() < deadline:
                terminal.pump(0.02)
            self.assert_same_text(expected, normalised(terminal.text), path.relative_to(TREE))
            self.assertNotRegex(terminal.text, r"\[\w+\.\w+\]|\{\w+", "a key without words, or an unfilled place")
