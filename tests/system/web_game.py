"""One world of all kinds of people: browsers, terminals, a bot of somebody's own, a seat that nobody took; to the debrief."""

import json
import re
import subprocess
import time
import unittest

from python_bot import Bot
from spiral import GAME_SECONDS, SCENARIOS, SystemTest
from web_wire import PollPeer, WsPeer

TURNS = 5
SECRET_BEFORE_REVEAL = ("D0", "D1", "D2")  # cards on which no motive is told


def scenarios_with(directory, scenario, turns):
    """A directory with one scenario, shortened."""
    directory.mkdir()
    text, count = re.subn(r"(?m)^(\s*max_turns:) \d+", rf"\1 {turns}", (SCENARIOS / f"{scenario}.yaml").read_text())
    if not count:
        text = re.sub(r"(?m)^parameters:\n", f"parameters:\n  max_turns: {turns}\n", text)
    (directory / f"{scenario}.yaml").write_text(text)
    return directory


def whole_debrief(peer, language="en", own=False):
    """Piece by piece; asks again while it is being made."""
    world, text, total = peer.latest["world_ended"]["world"], b"", None
    deadline = time.monotonic() + GAME_SECONDS
    while total is None or len(text) < total:
        kind, part = peer.ask("ask_debrief", world=world, language=language, own=own, offset=len(text))
        if kind == "refusal" and part["code"] == "REFUSAL_BUSY" and time.monotonic() < deadline:
            time.sleep(part["busy"]["retry_after_ms"] / 1000)
            continue
        assert kind == "debrief_part", part
        assert part["offset"] == len(text) and part["text"]
        text, total = text + part["text"], part["total"]
    return json.loads(text)


def sentences(card):
    for blocks in card["parts"]:
        for block in blocks:
            yield from [block[name] for name in ("text", "label") if block.get(name)]


class MixedGame(SystemTest):
    def test_to_the_debrief(self):
        scenarios = scenarios_with(self.directory / "scenarios", "seminar", TURNS)
        server = self.server(scenarios=scenarios).start()
        exercise = server.exercise("seminar", wait_seats=5, turn_seconds=0)
        browsers = [WsPeer(server.port), WsPeer(server.port)]
        watcher = PollPeer(server.port)
        server.opened += [*browsers, watcher]
        for number, peer in enumerate(browsers):
            peer.join(exercise.code, f"Browser {number}")
        auto = self.player(exercise, "Auto", "--auto", "--record", self.directory / "record", "--debrief")
        typing = self.player(exercise, "Typing", "--plain", stdin=subprocess.PIPE)
        typing.await_text("seat code is ")
        self.players.append(Bot(self.directory, exercise, "Py").start())
        self.assertEqual(watcher.ask("watch", code=exercise.code)[0], "watching")
        turns = self.play(browsers, typing)
        for peer in browsers:
            peer.until("world_ended")
        watcher.until("world_ended")
        self.check_debriefs(browsers, watcher, auto)
        self.check_sources(browsers, server, turns)

    def play(self, browsers, typing):
        """Turn by turn; the bots play by themselves. Gives how many there were."""
        for peer in browsers:
            if peer.latest["clock"]["state"] == "CLOCK_LOBBY":
                peer.until("clock", lambda clock: clock["state"] == "CLOCK_OPEN")
        turn = 1
        while True:
            typing.await_text(f"Turn {turn} ")
            typing.type("ready")
            for number, peer in enumerate(browsers):
                income = peer.latest["situation"]["income"]
                kind, body = peer.save(0, budget={"civil": income - 2, "fortify": 2 * (1 - number), "strike": 2 * number})
                self.assertEqual(kind, "accepted", body)
                self.assertEqual(peer.ask("state_beliefs", **peer.command(
                    turn=turn, perceived_balance={"percent": 90 + number}))[0], "accepted")
            browsers[0].press(f"turn {turn}, from a browser")
            typing.await_text(f"turn {turn}, from a browser")
            for peer in browsers:
                self.assertEqual(peer.ready()[0], "accepted")
            for peer in browsers:
                situation = peer.until("situation", lambda now, turn=turn: now["turn"] >= turn)
            if situation["end"]:
                return turn
            turn += 1

    def check_debriefs(self, browsers, watcher, auto):
        english = [whole_debrief(peer) for peer in (*browsers, watcher)]
        self.assertEqual(english[0], english[1])
        self.assertEqual(english[0], english[2], "a spectator sees the same pages")
        spanish = whole_debrief(watcher, "es")
        self.assertEqual([card["name"] for card in spanish["cards"]], [card["name"] for card in english[0]["cards"]])
        self.assertNotEqual(spanish["headline"], english[0]["headline"])
        whole = {card["name"]: card for card in english[0]["cards"]}
        self.assertIn("D3", whole)
        for name in SECRET_BEFORE_REVEAL:
            told = " ".join(sentences(whole[name]))
            self.assertNotRegex(told, r"(?i)greedy|security.seek|expand", name)
        # the terminal's cards say the same
        self.assertEqual(auto.wait(), 0, auto.output[-2000:])
        printed = " ".join(auto.output.split())
        for card in english[0]["cards"]:
            self.assertIn(" ".join(card["title"].split()), printed)
        own = [whole_debrief(peer, own=True) for peer in browsers]
        self.assertNotEqual(own[0], own[1])
        self.assertEqual([card["name"] for card in own[0]["cards"]], ["own"])
        world = watcher.latest["world_ended"]["world"]
        self.assertEqual(watcher.refusal("ask_debrief", world=world, language="en", own=True), "REFUSAL_NOT_YOURS")
        self.assertEqual(browsers[0].refusal("ask_debrief", world=world, language="xx"), "REFUSAL_MALFORMED")

    def check_sources(self, browsers, server, turns):
        """Who gave the orders of each turn, and that nothing was changed afterwards."""
        record = (self.directory / "record").read_text()
        sources = re.findall(r"(?m)^source=(\d) (\w+)$", record)
        self.assertEqual(len(sources), 6 * turns)
        by_seat = [{who for number, who in sources if int(number) == seat} - {"none"} for seat in range(6)]
        for peer in browsers:
            self.assertEqual(by_seat[peer.joined["seat"]], {"person"})
        self.assertEqual(sum(who == {"bot"} for who in by_seat), 1, by_seat)
        self.verify(self.directory / "record")
        self.verify(server.data)


if __name__ == "__main__":
    unittest.main(verbosity=2)
