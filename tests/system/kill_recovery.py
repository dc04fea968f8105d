"""A server that is killed again and again while a world is played loses nothing that it acknowledged."""

import random
import time
import unittest

from spiral import SystemTest, wait_until

KILLS, TURNS = 20, 8
KILLS_PER_TURN = 3


class KillRecovery(SystemTest):
    def kill_while_it_plays(self, server, exercise):
        """Returns the turns (finished before the kill) in which the server was killed."""
        dice = random.Random(1)
        killed = []
        while len(killed) < KILLS or len(set(killed)) < TURNS:
            # in a turn that has not been killed in often enough, or the world is over too soon
            fresh = lambda row: row and (row[1] == "ended" or killed.count(row[0]) < KILLS_PER_TURN)
            turn, state = wait_until(lambda: fresh(row := exercise.row()) and row, "the next turn")
            self.assertEqual(state, "running", f"the world ended after the kills in turns {killed}")
            time.sleep(dice.uniform(0, 0.4))
            server.restart()
            after = exercise.row()
            if after[1] == "running":
                killed.append(turn)
        return killed

    def test_twenty_kills(self):
        server = self.server("--allow-seed").start()
        # these dice let the world last for twelve turns
        exercise = server.exercise("seminar", wait_seats=6, turn_seconds=60, seed=7)
        logs = [self.directory / f"acks-{number}" for number in range(6)]
        players = [self.player(exercise, f"P{number}", "--auto", "--think-ms", 300, "--ack-log", log)
                   for number, log in enumerate(logs)]
        wait_until(lambda: exercise.row()[1] == "running", "the start")
        killed = self.kill_while_it_plays(server, exercise)
        result = self.finish(players)
        self.assertGreaterEqual(len(killed), KILLS)
        self.assertGreaterEqual(len(set(killed)), TURNS)
        acknowledged = {line for log in logs for line in log.read_text().splitlines()}
        turns = int(result.split("turns=")[1].split()[0])
        self.assertGreaterEqual(len(acknowledged), turns, "at least one order set was acknowledged each turn")
        self.assertEqual(acknowledged - self.saved_orders(server.data), set())
        self.verify(server.data)
        self.assertEqual(server.end()[0], 0)
        self.assertEqual(acknowledged - self.saved_orders(server.data), set())
        self.verify(server.data)

    def test_killed_at_the_moment_of_an_acknowledgement(self):
        server = self.server().start()
        exercise = server.exercise("duel", wait_seats=2)
        ann, _ = server.peers(exercise, 2)
        for revision in range(KILLS):
            peer = server.peer()
            peer.resume(ann.joined)
            kind, body = peer.save(revision)
            server.process.kill()
            self.assertEqual(kind, "accepted", body)
            digest = body["orders_sha256"].hex()
            server.restart()
            server.hang_up()
            mine = [line.split() for line in self.saved_orders(server.data)]
            self.assertIn((str(revision + 1), digest), [(words[3], words[4]) for words in mine])
        self.verify(server.data)


if __name__ == "__main__":
    unittest.main(verbosity=2)
