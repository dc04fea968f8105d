"""What a power cut tears off a journal is cut and told; what somebody or something took from its middle is refused with the place."""

import random
import re
import shutil
import struct
import unittest

import release  # noqa: F401  pylint: disable=unused-import
from spiral import SystemTest, run

HEADER, FRAME_HEADER, SECTOR = 32, 24, 512
SAVES = 12


class Log:
    """A write-ahead log as SQLite writes it: where frames and commits end."""

    def __init__(self, path):
        self.path, self.bytes = path, bytearray(path.read_bytes())
        self.page = struct.unpack_from(">I", self.bytes, 8)[0]
        self.frame = FRAME_HEADER + self.page
        self.salts = bytes(self.bytes[16:24])
        self.commits = []  # where each ends
        at = HEADER
        while any(self.salts) and self.bytes[at + 8:at + 16] == self.salts:
            pages_after = struct.unpack_from(">I", self.bytes, at + 4)[0]
            at += self.frame
            if pages_after:
                self.commits.append(at)

    def number(self, at):
        """Of the frame that holds the byte."""
        return (at - HEADER) // self.frame + 1

    def write(self, content):
        self.path.write_bytes(content)


class JournalTails(SystemTest):
    def setUp(self):
        """A server that was killed right behind its last acknowledgement, and how its log grew with each."""
        super().setUp()
        self.dice = random.Random(5)
        for attempt in range(5):
            self.host = self.server(name=f"killed-{attempt}").start()
            if self.play():
                break
        else:
            self.fail("the server always found time to empty its log")
        self.log = Log(self.host.data / "journal.db-wal")
        self.end = self.log.commits[-1]

    def play(self):
        """False when the log was emptied meanwhile, as it is in idle moments."""
        exercise = self.host.exercise("duel", wait_seats=2)
        ann = self.host.peers(exercise, 2)[0]
        self.ann, self.world = ann.joined, exercise.world
        self.acknowledged, logs = [], []  # (how many commits the log had, revision, digest)
        for revision in range(SAVES):
            kind, body = ann.save(revision)
            self.assertEqual(kind, "accepted", body)
            logs.append(Log(self.host.data / "journal.db-wal"))
            self.acknowledged.append((len(logs[-1].commits), str(body["revision"]), body["orders_sha256"].hex()))
        self.host.kill()
        self.host.hang_up()
        logs.append(Log(self.host.data / "journal.db-wal"))
        return len({log.salts for log in logs}) == 1 and len(logs[-1].commits) == self.acknowledged[-1][0] > SAVES

    def copy(self, *without):
        """The killed server's directory once more, perhaps without some of its files; its server is not started."""
        place = self.directory / "copy"
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(self.host.data, place, ignore=shutil.ignore_patterns("admin.sock", *without))
        for server in self.servers[1:]:  # one that started where it should not have
            if server.process:
                server.kill()
        self.servers[1:] = []
        return self.server(name="copy")

    def wal(self, server):
        return server.data / "journal.db-wal"

    def start_and_stop(self, server):
        """What it said."""
        before = len(server.log_text())
        server.start()
        self.assertEqual(server.end()[0], 0)
        return server.log_text()[before:]

    def kept(self, server):
        return {tuple(line.split()[3:5]) for line in self.saved_orders(server.data)}

    def wanted(self, commits):
        """What was acknowledged when the log had so many commits."""
        return {(revision, digest) for count, revision, digest in self.acknowledged if count <= commits}

    def assert_refused(self, server, *words):
        """By the server, and by whoever reads; neither changes anything."""
        before = {path.name: path.read_bytes() for path in server.data.glob("journal.db*")}
        done = run("replay", server.data, "--verify")
        self.assertEqual(done.returncode, 1, done.stdout)
        status, said = server.fail()
        self.assertEqual(status, 1, said)
        lines = re.findall(r"(?m)^spirald: .*", said)
        self.assertEqual(len(lines), 1, said)
        for word in words:
            self.assertRegex(lines[0], word)
            self.assertRegex(done.stderr, word)
        self.assertEqual({path.name: path.read_bytes() for path in server.data.glob("journal.db*")}, before)

    # ---- torn tails

    def test_every_cut_of_the_last_commits(self):
        """Cut at each sector of the last commits and at random places: what was acknowledged before stays, the rest is told."""
        first = self.log.commits[-3]
        cuts = list(range(first + 1, self.end, SECTOR)) + [self.dice.randrange(HEADER, first) for _ in range(6)]
        for cut in cuts:
            whole = [end for end in self.log.commits if end <= cut]
            server = self.copy("journal.db-shm")  # its index is not synced: after a power cut it is not there
            self.log_cut(server, cut)
            said = self.start_and_stop(server)
            end = whole[-1] if whole else HEADER
            tail = self.tail(end, cut)
            if tail:
                self.assertRegex(said, rf"journal_tail_cut file=\S+ bytes={tail} after_byte={end} ", cut)
            else:
                self.assertNotIn("journal_tail_cut", said)
            self.assertEqual(self.kept(server), self.wanted(len(whole)), cut)
            if cut % 7 == 0:
                self.assertNotIn("journal_tail_cut", self.start_and_stop(server), "it is told once")
        self.verify(server.data)

    def tail(self, end, cut):
        """How many bytes are told of as cut: a part of a frame that holds only zeros is nothing."""
        rest = self.log.bytes[cut - (cut - end) % self.log.frame:cut]
        return cut - end - (0 if any(rest) else len(rest))

    def log_cut(self, server, cut):
        self.wal(server).write_bytes(self.log.bytes[:cut])

    def test_a_torn_last_commit_in_a_log_that_has_its_space(self):
        """The sectors of the last commit that did not come to the disk hold what was there before: zeros."""
        begin, end = self.log.commits[-2], self.end
        sectors = range(begin, end, SECTOR)
        for _ in range(12):
            lost = set(self.dice.sample(sectors, self.dice.randint(1, len(sectors))))
            torn = bytearray(self.log.bytes)
            for at in lost:
                torn[at:min(at + SECTOR, end)] = bytes(min(at + SECTOR, end) - at)
            server = self.copy("journal.db-shm")
            self.wal(server).write_bytes(torn)
            said = self.start_and_stop(server)
            if torn == self.log.bytes:
                continue
            self.assertEqual(self.kept(server), self.wanted(len(self.log.commits) - 1))
            if any(torn[begin:end]):
                self.assertIn("journal_tail_cut", said)

    def test_garbage_behind_the_last_commit(self):
        server = self.copy("journal.db-shm")
        garbage = self.dice.randbytes(3 * self.log.frame + 77)
        content = bytearray(self.log.bytes)
        content[self.end:self.end + len(garbage)] = garbage
        self.wal(server).write_bytes(content)
        self.assertRegex(self.start_and_stop(server), rf"journal_tail_cut file=\S+ bytes=\d+ after_byte={self.end} ")
        self.assertEqual(self.kept(server), self.wanted(len(self.log.commits)))

    def test_a_kill_alone_tears_nothing(self):
        server = self.copy()
        self.assertNotIn("journal_tail_cut", self.start_and_stop(server))
        self.assertEqual(self.kept(server), self.wanted(len(self.log.commits)))

    # ---- damage

    def test_a_flipped_bit_in_the_middle_of_the_log(self):
        """SQLite would drop that frame and every commit behind it without a word."""
        for shared in (True, False):
            for _ in range(12):
                at = self.dice.randrange(HEADER, self.log.commits[-3])
                with self.subTest(at=at, shared=shared):
                    server = self.copy(*() if shared else ("journal.db-shm",))
                    flipped = bytearray(self.log.bytes)
                    flipped[at] ^= 1 << self.dice.randrange(8)
                    self.wal(server).write_bytes(flipped)
                    number = self.log.number(at)
                    place = f"frame {number} (byte {HEADER + (number - 1) * self.log.frame})"
                    self.assert_refused(server, r"/copy/journal\.db-wal: ", re.escape(place), "damaged")
        self.go_on_without(server, HEADER + (number - 1) * self.log.frame)

    def go_on_without(self, server, byte):
        """What docs/operators.md says for those who have no backup."""
        with open(self.wal(server), "r+b") as log:
            log.truncate(byte)
        (server.data / "journal.db-shm").unlink(missing_ok=True)
        self.start_and_stop(server)
        self.assertEqual(self.kept(server), self.wanted(len([end for end in self.log.commits if end <= byte])))

    def test_a_flipped_bit_in_the_last_commit(self):
        """The index, which a kill leaves, knows that it was on disk."""
        for _ in range(6):
            at = self.dice.randrange(self.log.commits[-2], self.end)
            with self.subTest(at=at):
                server = self.copy()
                flipped = bytearray(self.log.bytes)
                flipped[at] ^= 1 << self.dice.randrange(8)
                self.wal(server).write_bytes(flipped)
                self.assert_refused(server, f"frame {self.log.number(at)} ", "damaged")

    def test_a_log_that_was_cut_by_somebody(self):
        server = self.copy()
        self.log_cut(server, self.log.commits[-2])
        self.assert_refused(server, r"/copy/journal\.db-wal: ", f"ends after frame {self.log.number(self.log.commits[-2]) - 1} ")

    def test_a_flipped_bit_in_the_header_of_the_log(self):
        for at in range(HEADER):
            with self.subTest(at=at):
                server = self.copy("journal.db-shm")
                flipped = bytearray(self.log.bytes)
                flipped[at] ^= 1 << self.dice.randrange(8)
                self.wal(server).write_bytes(flipped)
                self.assert_refused(server, r"/copy/journal\.db-wal: ", r"header \(byte 0\)")

    def test_the_log_is_gone(self):
        self.assert_refused(self.copy("journal.db-wal"), r"/copy/journal\.db-wal: is missing")
        server = self.copy()
        self.wal(server).write_bytes(b"")
        self.assertIn("journal_log_empty", self.start_and_stop(server))

    # ---- the database

    DAMAGED = r"/copy/journal\.db: .*(is empty|damaged|malformed|not a database)|stream [0-9a-f]{32}, record \d+: "

    def settled(self):
        """A copy whose log was moved into the database by an orderly stop."""
        server = self.copy()
        self.start_and_stop(server)
        self.assertEqual(self.kept(server), self.wanted(len(self.log.commits)))
        return server

    def test_a_shorter_database(self):
        """Empty it would be taken for a new one, with the log deleted and every game forgotten."""
        for keep in (0, 1, 100, 4096, 5000, 8192):
            with self.subTest(keep=keep):
                server = self.copy()
                journal = server.data / "journal.db"
                journal.write_bytes(journal.read_bytes()[:keep])
                if keep < journal.stat().st_size or keep == 0:
                    self.assert_refused(server, self.DAMAGED)
        whole = self.settled().data.joinpath("journal.db").read_bytes()
        for keep in (0, 1, 512, 4096, 3 * 4096, len(whole) - 4096, len(whole) - 1):
            with self.subTest(keep=keep, settled=True):
                server = self.settled()
                (server.data / "journal.db").write_bytes(whole[:keep])
                self.assert_refused(server, self.DAMAGED)

    def test_a_flipped_bit_in_a_record(self):
        """In the file itself, in the middle of what the records hold: refused with stream and record."""
        whole = self.settled().data.joinpath("journal.db").read_bytes()
        places = [match.start() for match in re.finditer(rb"civil=\d", whole)]
        self.assertGreaterEqual(len(places), SAVES)
        for at in self.dice.sample(places, 5):
            server = self.settled()
            content = bytearray(whole)
            content[at + 6] ^= 1
            (server.data / "journal.db").write_bytes(content)
            status, said = server.fail()
            self.assertEqual(status, 1)
            self.assertRegex(said, rf"(?m)^spirald: .*{self.world}.*\b(record|turn) \d+")

    # ---- two servers

    def test_two_servers_on_one_directory(self):
        """Whichever is second is refused, in any order and after a kill; the first plays on."""
        one, two = self.copy(), self.server(name="copy")
        for first, second in ((one, two), (two, one)):
            first.start()
            for _ in range(2):
                status, said = second.fail()
                self.assertEqual(status, 1)
                self.assertIn(f"process {first.process.pid}", said)
            first.kill()
            second.start()
            self.assertEqual(first.fail()[0], 1)
            peer = second.peer()
            peer.resume(self.ann)
            self.assertEqual(peer.latest["situation"]["saved"]["revision"], SAVES)
            peer.close()
            second.kill()


if __name__ == "__main__":
    unittest.main(verbosity=2)
