"""A terminal for tests: a program on a pseudo-terminal, and an emulator that draws what it writes.

Every wait is bounded; programs are ended by their id. The raw bytes are kept, for what an emulator hides.
"""

import codecs
import difflib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time

from spiral import BIN, COMPLAINTS, SCENARIOS, SystemTest
from wire import PATIENCE

try:
    import pyte
    from wcwidth import wcwidth
except ImportError:
    print("skipped: no emulator of a terminal; the package python3-pyte has one", file=sys.stderr)
    sys.exit(77)

ROWS, COLUMNS = 24, 80
ALTERNATE, PASTE = 1049, 2004  # private modes
QUIET = 0.1  # seconds without a byte: the program has drawn what it had to draw
KEYS = {"up": "\x1bOA", "down": "\x1bOB", "right": "\x1bOC", "left": "\x1bOD", "home": "\x1bOH", "end": "\x1bOF",
        "page up": "\x1b[5~", "page down": "\x1b[6~", "delete": "\x1b[3~", "back tab": "\x1b[Z",
        "enter": "\r", "escape": "\x1b", "tab": "\t", "backspace": "\x7f", "kill": "\x15", "redraw": "\x0c",
        "interrupt": "\x03"}
# What a terminal may be told: cursor, attributes, erasing, modes, character sets; and the characters that move.
SEQUENCE = re.compile(r"\x1b\[[0-9;?>]*[ -/]*[@-~]|\x1b[=>78MDE]|\x1b[()][0-9A-B]|[\r\n\b\t\x0e\x0f]")
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
COLOUR = re.compile(r"\x1b\[(?:[0-9;]*;)?(?:3[0-9]|4[0-9]|9[0-7]|10[0-7])(?:;[0-9;]*)?m")


class Screen(pyte.Screen):
    """With what xterm has and pyte lacks: alternate screen, scrolling, repeated characters, marks of any kind."""

    ordinary = None  # what stood there before the alternate screen

    def set_mode(self, *modes, **settings):
        if ALTERNATE in modes and settings.get("private"):
            self.ordinary = [dict(self.buffer[row]) for row in range(self.lines)]
            self.save_cursor()
            self.erase_in_display(2)
        super().set_mode(*modes, **settings)

    def reset_mode(self, *modes, **settings):
        super().reset_mode(*modes, **settings)
        if ALTERNATE in modes and settings.get("private") and self.ordinary is not None:
            self.erase_in_display(2)
            for row, cells in enumerate(self.ordinary[:self.lines]):
                self.buffer[row].update(cells)
            self.restore_cursor()
            self.ordinary = None

    def draw(self, data):
        for char in data:
            if wcwidth(char) > 0:
                super().draw(char)
                self.last_drawn = char
            else:
                self.join(char)

    def join(self, mark):
        line, at = self.buffer[self.cursor.y], self.cursor.x - 1
        while at > 0 and line[at].data == "":
            at -= 1
        if at >= 0:
            line[at] = line[at]._replace(data=line[at].data + mark)

    def repeat(self, count=1):
        self.draw(self.last_drawn * max(1, count))

    def scroll_up(self, count=1):
        self.scroll(count, (self.margins or (0, self.lines - 1))[1], self.index)

    def scroll_down(self, count=1):
        self.scroll(count, (self.margins or (0, self.lines - 1))[0], self.reverse_index)

    def scroll(self, count, row, step):
        at, self.cursor.y = self.cursor.y, row
        for _ in range(max(1, count)):
            step()
        self.cursor.y = at


class Stream(pyte.Stream):
    csi = {**pyte.Stream.csi, "b": "repeat", "S": "scroll_up", "T": "scroll_down"}
    events = pyte.Stream.events | {"repeat", "scroll_up", "scroll_down"}


class Terminal:
    """A program and its terminal. `rows` are the lines of text, `raw` all that was written."""

    def __init__(self, *command, rows=ROWS, columns=COLUMNS, term="xterm-256color", **environment):
        self.screen = Screen(columns, rows)
        self.stream = Stream(self.screen)
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.raw = b""
        self.master, slave = pty.openpty()
        self.lines_before = termios.tcgetattr(slave)  # how lines were typed and shown
        self.set_size(rows, columns)
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME") or "SAN_OPTIONS" in name}
        kept.update({"LC_ALL": "C.UTF-8"}, **environment)
        if term is not None:
            kept["TERM"] = term
        self.process = subprocess.Popen(
            [*map(str, command)], stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
            env={name: value for name, value in kept.items() if value is not None})
        os.close(slave)

    # ---- what is written

    def pump(self, seconds):
        """Takes what comes within the time; False when nothing did."""
        if self.master is None or not select.select([self.master], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.master, 65536)
        except OSError:  # the other side is closed
            data = b""
        if not data:
            time.sleep(0.01)
            return False
        self.raw += data
        self.stream.feed(self.decoder.decode(data))
        return True

    def settle(self, quiet=QUIET):
        """Until nothing has been written for a moment."""
        deadline = time.monotonic() + PATIENCE
        while self.pump(quiet) and time.monotonic() < deadline:
            pass
        return self

    def until(self, fits, what, seconds=PATIENCE):
        deadline = time.monotonic() + seconds
        while not fits():
            self.pump(0.05)
            if time.monotonic() > deadline:
                raise AssertionError(f"{what}: not within {seconds} s; the screen shows:\n{self.text}")
        return self

    def await_text(self, *texts, seconds=PATIENCE):
        return self.until(lambda: all(text in self.text for text in texts), f"{texts!r}", seconds)

    def await_gone(self, text, seconds=PATIENCE):
        return self.until(lambda: text not in self.text, f"no {text!r}", seconds)

    def await_cursor(self, row, column):
        return self.until(lambda: self.cursor == (row, column), f"the cursor at {(row, column)}, not {self.cursor}")

    def await_line(self, text):
        """The last line, where commands are typed, is this and nothing else."""
        return self.until(lambda: self.rows[-1] == text, f"{text!r} as the last line")

    # ---- what stands there

    @property
    def rows(self):
        """The lines without the blanks at their ends."""
        return ["".join(self.screen.buffer[row][x].data for x in range(self.screen.columns)).rstrip()
                for row in range(self.screen.lines)]

    @property
    def text(self):
        return "\n".join(self.rows) + "\n"

    def row_of(self, text):
        """The number of the first row with that text."""
        return next(number for number, row in enumerate(self.rows) if text in row)

    def cell(self, row, column):
        return self.screen.buffer[row][column]

    def cells(self, text):
        """The cells of a text that stands on one row."""
        row = self.row_of(text)
        begin = self.column_of(row, text)
        return [self.cell(row, begin + x) for x in range(len(text))]

    def column_of(self, row, text):
        """Where a text begins, in columns."""
        before = self.rows[row].index(text)
        return sum(max(0, wcwidth(char)) for char in self.rows[row][:before])

    @property
    def cursor(self):
        """(row, column), or None where it is hidden."""
        cursor = self.screen.cursor
        return None if cursor.hidden else (cursor.y, cursor.x)

    @property
    def strays(self):
        """What could steer a terminal and is none of the sequences that draw."""
        return CONTROL.findall(SEQUENCE.sub("", self.raw.decode(errors="replace")))

    def mode(self, number):
        """How often the raw bytes switch a private mode on, and the last switch: (count, on)."""
        switches = re.findall(rb"\x1b\[\?(?:\d+;)*%d(?:;\d+)*([hl])" % number, self.raw)
        return switches.count(b"h"), bool(switches) and switches[-1] == b"h"

    # ---- what is pressed

    def send(self, data):
        """Bytes, in portions that any terminal takes."""
        data = data.encode() if isinstance(data, str) else data
        while data:
            ready = select.select([self.master], [self.master], [], PATIENCE)
            if ready[0]:
                self.pump(0)
            if ready[1]:
                data = data[os.write(self.master, data[:512]):]
        return self

    def press(self, *keys):
        """Keys by name, or text."""
        for key in keys:
            self.send(KEYS.get(key, key))
        return self

    def paste(self, text):
        text = text.encode() if isinstance(text, str) else text
        return self.send(b"\x1b[200~" + text + b"\x1b[201~")

    def set_size(self, rows, columns):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def resize(self, rows, columns):
        self.screen.resize(rows, columns)
        self.set_size(rows, columns)  # the kernel sends SIGWINCH
        return self.settle()

    # ---- the end

    def hang_up(self):
        """The window is closed."""
        os.close(self.master)
        self.master = None

    def signal(self, number):
        self.process.send_signal(number)
        return self

    def wait(self, seconds=PATIENCE):
        """The exit status, once all that was written is read."""
        deadline = time.monotonic() + seconds
        while self.process.poll() is None:
            self.pump(0.05)
            if time.monotonic() > deadline:
                raise AssertionError(f"it goes on for more than {seconds} s; the screen shows:\n{self.text}")
        while self.pump(0):
            pass
        return self.process.returncode

    def end(self):
        if self.process.poll() is None:
            self.signal(signal.SIGTERM)
            try:
                self.wait(5)
            except AssertionError:
                self.signal(signal.SIGKILL)
                self.process.wait()
        if self.master is not None:
            self.hang_up()


class ScreenTest(SystemTest):
    """Gives programs terminals and takes them back."""

    def setUp(self):
        super().setUp()
        self.terminals = []

    def take_back(self):
        for terminal in self.terminals:
            terminal.end()
            self.assertNotRegex(terminal.raw.decode(errors="replace"), COMPLAINTS)
        super().take_back()

    def terminal(self, *words, program=BIN / "spiral", **settings):
        """`spiral` with these words on a terminal."""
        self.terminals.append(Terminal(program, *words, **settings))
        return self.terminals[-1]

    def play(self, *options, scenario="seminar", scenarios=SCENARIOS, shows="Esc c", **settings):
        """A private game of a fixed world, once the role card is open."""
        number = len(self.terminals)
        terminal = self.terminal("play", "--scenario", scenario, "--scenarios", scenarios, "--seed", "7",
                                 "--home", self.directory / f"home-{number}",
                                 "--data", self.directory / f"game-{number}", *options, **settings)
        return terminal.await_text(shows).settle()

    def join(self, exercise, name, *options, **settings):
        """A seat on a server; the same name is the same home."""
        return self.terminal("join", f"127.0.0.1:{exercise.server.port}", exercise.code, "--name", name, "--home",
                             self.directory / f"home-{name}", *options, **settings)

    def assert_same_text(self, expected, got, what):
        if expected == got:
            return
        diff = difflib.unified_diff(expected.splitlines(), got.splitlines(), f"{what}, expected", f"{what}, now",
                                    lineterm="")
        self.fail("\n".join(["the screen differs:", *diff]))
