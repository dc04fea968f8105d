"""`spiral play --auto`: a game against bots on a private server, with chosen dice."""

import re
import signal
import subprocess
import unittest

from spiral import GAME_SECONDS, RESULT, SystemTest, run, wait_until


class PlayAuto(SystemTest):
    def play(self, home, *options):
        command = [self.installed() / "spiral", "play", "--auto", "--home", self.directory / home, *options]
        done = subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=GAME_SECONDS,
                              stdin=subprocess.DEVNULL, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        last = done.stdout.rstrip().rsplit("\n", 1)[-1]
        self.assertRegex(last, RESULT)
        return last, done.stdout

    def test_the_same_seed_gives_the_same_game(self):
        (one, _), (two, _) = self.play("a", "--seed", "11"), self.play("b", "--seed", "11")
        self.assertNotEqual(one.split()[1], two.split()[1], "every world has its own id")
        self.assertEqual(one.split()[2:], two.split()[2:])
        other, _ = self.play("c", "--seed", "12")
        self.assertNotEqual(one.split()[2:], other.split()[2:])

    def test_the_game_is_kept_and_the_server_is_gone(self):
        _, said = self.play("a home", "--scenario", "duel", "--record", str(self.directory / "record"))
        kept = re.search(r"(?m)^This game is kept in (.+)$", said)
        self.assertTrue(kept, said)
        self.verify(kept[1])
        self.verify(self.directory / "record")
        self.assertRegex(said, r"(?m)^Another state can be played from a browser on this machine: https://localhost:\d+/join/\w{6}$")
        hint = re.search(r"(?m)^Who feared whom .*:\n +(.+ debrief .+)$", said)
        self.assertTrue(hint, said)
        debriefed = subprocess.run(hint[1], shell=True, cwd="/", capture_output=True, text=True, check=False)
        self.assertEqual((debriefed.returncode, debriefed.stderr), (0, ""))
        self.assertNotEqual(debriefed.stdout, "")
        self.assertRegex(said, r"(?m)^You said \w+ was \d+ percent likely to be greedy")
        self.assertNotIn("You stated no beliefs", said)
        self.take_over(kept[1])

    def take_over(self, kept):
        """A server on the game's directory, which the game's own server would refuse while it runs."""
        server = self.server(name=kept)
        wait_until(server.try_start, "the end of the private server")
        self.assertEqual(server.end()[0], 0)
        self.verify(kept)

    def test_the_server_ends_with_a_killed_game(self):
        said = self.directory / "said"
        command = [self.installed() / "spiral", "play", "--auto", "--home", self.directory / "home",
                   "--think-ms", "60000"]
        with open(said, "w", encoding="utf-8") as out:
            game = subprocess.Popen([*map(str, command)], stdout=out, stdin=subprocess.DEVNULL)
        self.addCleanup(game.kill)
        pattern = r"(?m)^This game is kept in (.+)$"
        kept = wait_until(lambda: re.search(pattern, said.read_text()), "a game")[1]
        game.send_signal(signal.SIGKILL)
        game.wait()
        self.take_over(kept)

    def test_an_unknown_scenario_is_named(self):
        command = [self.installed() / "spiral", "play", "--auto", "--home", self.directory / "x",
                   "--scenario", "atlantis"]
        done = subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=GAME_SECONDS,
                              stdin=subprocess.DEVNULL, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertRegex(done.stderr, "spiral play: .*no scenario 'atlantis'")
        self.assertFalse((self.directory / "x").exists(), "nothing is made for a game that cannot be")
        self.assertNotIn("result:", done.stdout)


if __name__ == "__main__":
    unittest.main(verbosity=2)
