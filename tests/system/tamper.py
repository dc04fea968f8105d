"""A changed byte in a journal or in a record is found, with the world and the turn where it is."""

import re
import shutil
import sqlite3
import unittest

from spiral import SystemTest, run

BODY = "SELECT id, body FROM journal WHERE stream = ? AND kind = ? ORDER BY id"


def other_digit(match):
    """The match with its last character, a digit of some sort, changed by one bit."""
    text = match[0]
    return text[:-1] + chr(ord(text[-1]) ^ 1)


class Tamper(SystemTest):
    def setUp(self):
        super().setUp()
        server = self.server().start()
        exercise = server.exercise("duel", wait_seats=2)
        self.record = self.directory / "record"
        players = [self.player(exercise, "Ann", "--auto", "--record", self.record),
                   self.player(exercise, "Ben", "--auto")]
        self.finish(players)
        self.assertEqual(server.end()[0], 0)
        self.world, self.data = exercise.world, server.data
        self.verify(self.data)
        self.verify(self.record)

    def expect_found(self, place, turn):
        done = run("replay", place, "--verify")
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertIn(f"world {self.world} turn {turn}:", done.stderr)
        self.assertNotIn("verified", done.stdout)

    # ---- the journal

    def change(self, kind, pattern, row=0):
        """Changes what the pattern finds in the body of a copy's row-th entry of that kind."""
        copy = self.directory / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.data, copy)
        database = sqlite3.connect(copy / "journal.db")
        number, body = database.execute(BODY, (bytes.fromhex(self.world), kind)).fetchall()[row]
        changed = re.sub(pattern, other_digit, body, count=1, flags=re.M)
        self.assertNotEqual(changed, body)
        self.assertEqual(len(changed), len(body))
        database.execute("UPDATE journal SET body = ? WHERE id = ?", (changed, number))
        database.commit()
        database.close()
        return copy

    def test_the_untouched_copy_is_good(self):
        shutil.copytree(self.data, self.directory / "copy")
        self.verify(self.directory / "copy")

    def test_an_order(self):
        # two seats save in each turn: the entries 4 and 5 are of turn 3
        self.expect_found(self.change("orders", r"=\d+ ?\d*", row=4), 3)

    def test_the_orders_that_counted(self):
        self.expect_found(self.change("turn", r"\d(?=\D*$)", row=4), 5)

    def test_the_key(self):
        self.expect_found(self.change("opening", r"^key=[0-9a-f]"), 0)

    def test_a_motive(self):
        self.expect_found(self.change("opening", r"^motives=\d"), 0)

    def test_the_hash_chain_itself(self):
        copy = self.change("orders", r"revision=\d")
        database = sqlite3.connect(copy / "journal.db")
        database.execute("UPDATE journal SET chain = zeroblob(32) WHERE kind = 'turn'")
        database.commit()
        database.close()
        self.expect_found(copy, 1)

    def test_a_missing_entry(self):
        copy = self.directory / "copy"
        shutil.copytree(self.data, copy)
        database = sqlite3.connect(copy / "journal.db")
        rows = database.execute(BODY, (bytes.fromhex(self.world), "turn")).fetchall()
        database.execute("DELETE FROM journal WHERE id = ?", (rows[1][0],))
        database.commit()
        database.close()
        self.expect_found(copy, 2)

    def test_a_cut_tail(self):
        copy = self.directory / "copy"
        shutil.copytree(self.data, copy)
        database = sqlite3.connect(copy / "journal.db")
        world = bytes.fromhex(self.world)
        turns = len(database.execute(BODY, (world, "turn")).fetchall())
        last = database.execute(BODY, (world, "turn")).fetchall()[-1][0]
        database.execute("DELETE FROM journal WHERE stream = ? AND id >= ?", (world, last))
        database.commit()
        database.close()
        self.expect_found(copy, turns)

    def test_a_server_refuses_it_too(self):
        copy = self.change("orders", r"=\d+ ?\d*", row=4)
        (copy / "admin.sock").unlink(missing_ok=True)
        status, said = self.server(name=copy).fail()
        self.assertEqual(status, 1)
        self.assertIn(self.world, said)

    # ---- the public record

    def change_record(self, pattern):
        text = self.record.read_text()
        changed = re.sub(pattern, other_digit, text, count=1, flags=re.M)
        self.assertNotEqual(changed, text)
        place = self.directory / "changed"
        place.write_text(changed)
        return place

    def test_an_order_in_the_record(self):
        lines = self.record.read_text().split("turn=4\n")
        self.assertEqual(len(lines), 2)
        changed = re.sub(r"\d(?=\D*$)", other_digit, lines[1].split("\n")[1], count=1)
        place = self.directory / "changed"
        place.write_text(lines[0] + "turn=4\n" + lines[1].replace(lines[1].split("\n")[1], changed, 1))
        self.expect_found(place, 4)

    def test_another_spelling_in_the_record(self):
        """The same numbers written otherwise are a change too."""
        head, tail = self.record.read_text().split("turn=4\n")
        place = self.directory / "changed"
        for old, new in ((" civil=", " civil=0"), ("order 0 ", "order 00 ")):
            with self.subTest(new):
                self.assertIn(old, tail)
                place.write_text(head + "turn=4\n" + tail.replace(old, new, 1))
                self.expect_found(place, 4)

    def test_the_key_in_the_record(self):
        self.expect_found(self.change_record(r"^key=[0-9a-f]"), 0)

    def test_a_motive_in_the_record(self):
        self.expect_found(self.change_record(r"^motives=\d"), 0)

    def test_a_hash_in_the_record(self):
        self.expect_found(self.change_record(r"^hash=[0-9a-f]"), 1)


if __name__ == "__main__":
    unittest.main(verbosity=2)
