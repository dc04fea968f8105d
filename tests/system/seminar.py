"""A seminar: 24 persons in four worlds, run by several facilitators from the lobby to the last card of the debrief."""

import json
import os
import unittest

from seminar_class import SEATS, Class, until_state
from spiral import run
from wire import ENUMS, play_turn, target

CARDS = [f"D{number}" for number in range(9)]
RIGHTS = {  # the least with which an act is done
    "NUDGE": "ASSIST", "ANSWER": "ASSIST", "LOOK": "ASSIST", "CONSENT": "ASSIST",
    "PAUSE": "RUN", "RESUME": "RUN", "EXTEND": "RUN", "RESOLVE": "RUN", "CLOSE": "RUN", "ROLL_BACK": "RUN", "BOT_IN": "RUN",
    "BOT_OUT": "RUN", "ORDERS": "RUN", "MULTIPLY": "RUN", "MOVE_PERSON": "RUN", "INJECT": "RUN", "INJECT_SEND": "RUN",
    "INJECT_CANCEL": "RUN", "INJECT_POSTPONE": "RUN", "OWN": "RUN", "UNDO": "RUN",
    "START": "LEAD", "REMOVE_PERSON": "LEAD", "FACILITATOR_ADD": "LEAD", "FACILITATOR_RIGHTS": "LEAD", "DEBRIEF": "LEAD",
    "REPLAY": "LEAD",
}


class Whole(Class):
    """The whole exercise, as it goes in class."""

    def test_from_the_lobby_to_the_last_card(self):
        self.begin()
        self.everybody_sits()
        self.the_debrief_has_its_time()
        self.a_pause_in_all_worlds()
        self.news_by_turn_and_by_tension()
        self.one_world_goes_back()
        self.somebody_goes_and_somebody_comes()
        self.questions()
        self.the_server_is_killed()
        self.it_ends()
        self.feelings()
        self.cards_in_step()
        self.verified()

    def everybody_sits(self):
        state = self.state()
        self.assertEqual((len(state["worlds"]), state["persons"], state["places"]), (4, 24, 24))
        self.assertEqual([world["name"] for world in state["worlds"]], list("ABCD"))
        self.assertEqual(len(self.sitting()), 24)
        self.assertEqual(state["plan_seconds"], 75 * 60)
        self.assertTrue(state["started"] and state["debrief_in_step"])
        self.assertFalse(any(seat["bot"] for world in state["worlds"] for seat in world["seats"]))

    def the_debrief_has_its_time(self):
        """Turn 1 is planned for minute 12, and behind twelve turns there are three minutes for last words."""
        state = self.state()
        self.assertIn(state["used_seconds"], range(12 * 60, 14 * 60))
        self.assertAlmostEqual(state["used_seconds"] + state["play_seconds"], (12 + 12 * 15 + 3) * 60, delta=3)

    def a_pause_in_all_worlds(self):
        state = self.lead.do("ACT_PAUSE", reason="fire drill")
        self.assertEqual({world["clock"]["state"] for world in state["worlds"]}, {"CLOCK_PAUSED"})
        left = [world["clock"]["remaining"]["ms"] for world in state["worlds"]]
        for peer in self.people.values():
            clock = peer.until("clock", lambda clock: clock["state"] == "CLOCK_PAUSED")
            self.assertEqual(clock["reason"], "fire drill")
        self.lead.do("ACT_INJECT", inject={"text_en": "The dam broke", "text_es": "La presa cedió", "source": "Radio"})
        for peer in self.people.values():
            self.assertEqual(peer.until("bulletin")["text_es"], "La presa cedió")
        state = self.lead.do("ACT_EXTEND", world=3, ms=90_000)
        self.assertEqual([world["clock"]["remaining"]["ms"] for world in state["worlds"]],
                         [*left[:3], left[3] + 90_000])
        state = self.lead.do("ACT_RESUME")
        self.assertEqual({world["clock"]["state"] for world in state["worlds"]}, {"CLOCK_OPEN"})
        self.assertTrue(self.lead.do("ACT_RESUME")["already"])

    def news_by_turn_and_by_tension(self):
        """World B hears on its second turn, one state of it; world C when it has become dangerous."""
        plan = {"text_en": "Troops are seen", "world": target(1), "seats": 1 << 2, "trigger": "TRIGGER_TURN", "turn": 2}
        self.lead.do("ACT_INJECT", inject=plan)
        self.lead.do("ACT_INJECT", inject={"text_en": "Markets fall", "misleading": True, "trigger": "TRIGGER_TENSION",
                                           "turn": 2, "tension": 3})
        self.lead.do("ACT_INJECT", inject={"text_en": "It never rains", "trigger": "TRIGGER_TURN", "turn": 2})
        self.lead.do("ACT_INJECT_CANCEL", number=4)
        worlds = [self.of_world(world) for world in range(4)]
        for world, peers in enumerate(worlds):
            if world == 2:
                kind, body = peers[0].save(0, budget={"strike": peers[0].latest["situation"]["income"]})
                self.assertEqual(kind, "accepted", body)
            play_turn(peers, save=world != 2)
        self.assertEqual(worlds[1][2].until("bulletin")["text_en"], "Troops are seen")
        for peer in worlds[2]:
            self.assertEqual(peer.until("bulletin")["text_en"], "Markets fall")
        state = self.state()
        self.assertEqual([inject["sent"] for inject in state["injects"]], [15, 1 << 1, 1 << 2, 0])
        self.assertGreaterEqual(state["worlds"][2]["tension"], 3)
        for world, peers in enumerate(worlds):
            for seat, peer in enumerate(peers):
                own = ["Troops are seen"] if (world, seat) == (1, 2) else ["Markets fall"] if world == 2 else []
                self.assertEqual([news["text_en"] for news in self.told(peer, "bulletin")], ["The dam broke", *own])

    def one_world_goes_back(self):
        """To the start of its first turn: a branch of that world, and nothing to the others."""
        self.lead.do("ACT_RESOLVE", world=1, turn=2)
        peers = self.of_world(1)
        peers[0].until("situation", lambda situation: situation["turn"] == 2)
        self.assertEqual((peers[0].save(0)[0], peers[0].ready()[0]), ("accepted", "accepted"))
        self.lead.do("ACT_EXTEND", world=1, ms=-600_000)
        state = self.lead.do("ACT_ROLL_BACK", world=1, turn=1)
        self.assertGreater(state["worlds"][1]["clock"]["remaining"]["ms"], 600_000)  # all of the turn again
        self.assertFalse(any(seat["ready"] or seat["revision"] for seat in state["worlds"][1]["seats"]))
        self.assertEqual([world["clock"]["turn"] for world in state["worlds"]], [2, 1, 2, 2])
        self.assertEqual([world["branch"] for world in state["worlds"]], [0, 1, 0, 0])
        for peer in peers:
            peer.until("notice", lambda notice: notice["kind"] == "NOTICE_ROLLED_BACK")
            peer.until("situation", lambda situation: situation["turn"] == 0)
        play_turn(peers)
        self.assertEqual(self.state()["worlds"][1]["clock"]["turn"], 2)

    def somebody_goes_and_somebody_comes(self):
        """Out, moved, a late joiner, a bot in between, orders from paper."""
        (world, seat), out = sorted(self.sitting().items())[0]
        mover = sorted(self.sitting().items())[-1][1]
        old = self.where(mover)
        self.lead.do("ACT_REMOVE_PERSON", person=self.person(out)["person"])
        gone = self.people.pop(out)
        self.has_ended(gone, "NOTICE_REMOVED")
        back = self.host.peer()
        self.assertEqual(back.refusal("resume", person=gone.joined["person"], token=gone.joined["token"]),
                         "REFUSAL_REMOVED")
        self.lead.do("ACT_MOVE_PERSON", person=self.person(mover)["person"], world=world, seat=seat)
        peer = self.people[mover]
        peer.until("notice", lambda notice: notice["kind"] == "NOTICE_MOVED")
        briefing = peer.until("briefing", lambda told: told["world"] != peer.joined["world"])
        peer.joined = {**peer.joined, "world": briefing["world"], "seat": briefing["seat"]}
        self.assertEqual(self.where(mover), (world, seat))
        until_state(self, lambda state: state["worlds"][old[0]]["seats"][old[1]]["bot"], "a bot in the empty seat")
        late = self.arrive("Late")
        self.assertEqual(self.where("Late"), old)
        self.assertEqual(self.host.peer().refusal("join", code=self.exercise.code, name="Too many",
                                                  secret=os.urandom(16)), "REFUSAL_FULL")
        self.lead.do("ACT_BOT_IN", world=0, seat=1)
        self.assertTrue(self.lead.state["worlds"][0]["seats"][1]["held"])
        self.lead.do("ACT_BOT_OUT", world=0, seat=1)
        income = self.people[self.sitting()[2, 1]].latest["situation"]["income"]
        self.lead.do("ACT_ORDERS", world=2, seat=1, orders={"budget": {"civil": income}})
        self.people[self.sitting()[2, 1]].until("notice", lambda notice: "BEHALF" in notice["kind"])
        self.lead.do("ACT_RESOLVE", world=old[0])
        late.until("situation", lambda situation: not situation["bot_holds_seat"])
        self.assertEqual(late.save(0)[0], "accepted")

    def questions(self):
        asker, other = self.of_world(1)[:2]
        asker.ask("ask_control", command_id=os.urandom(16), text="Can a pact be secret?")
        number = until_state(self, lambda state: state["questions"], "the question")["questions"][-1]["number"]
        self.lead.do("ACT_ANSWER", number=number, reason="Yes.")
        told = asker.until("control_answer", lambda told: told["answer"])
        self.assertEqual((told["answer"], told["everyone"]), ("Yes.", False))
        asker.ask("ask_control", command_id=os.urandom(16), text="Is that greedy?")
        self.lead.do("ACT_ANSWER", number=number + 1, reason="You will see.")
        self.asker = asker.joined["name"]
        self.lead.do("ACT_ANSWER", number=number, reason="Yes, all of them.", everyone=True)
        told = other.until("control_answer")  # the first that it hears of
        self.assertEqual((told["question"], told["answer"]), ("Can a pact be secret?", "Yes, all of them."))
        self.assertEqual(told["number"], 2)  # the first that all hear of, whatever was asked besides

    def the_server_is_killed(self):
        """Everything that the facilitators and the persons had is there again."""
        def lasting(state):
            worlds = [(world["clock"]["turn"], world["clock"]["state"], world["branch"], world["tension"], world["owner"],
                       [(seat["revision"], seat["ready"], seat["held"], seat["percent"], seat["misses"],
                         [person["name"] for person in seat["persons"]]) for seat in world["seats"]])
                      for world in state["worlds"]]
            deeds = [(deed["number"], deed["act"], deed["undone"]) for deed in state["deeds"]]
            questions = [(row["text"], row["answer"]) for row in state["questions"]]
            return worlds, deeds, questions, state["injects"], state["facilitators"], state["undo"]

        self.lead.do("ACT_MULTIPLY", world=3, seat=2, percent=150)
        self.lead.do("ACT_PAUSE", world=3)
        before = lasting(self.state())
        self.come_back()
        after = until_state(self, lambda state: all(person["here"] for world in state["worlds"] for seat in world["seats"]
                                                    for person in seat["persons"]), "all to be back")
        self.assertEqual(lasting(after), before)
        for name, peer in self.people.items():  # who comes back is told of questions again, and of no others
            told = {row["answer"] for row in self.told(peer, "control_answer")}
            self.assertEqual(told, {"Yes, all of them."} | ({"You will see."} if name == self.asker else set()))
        self.lead.do("ACT_RESUME", world=3)
        for world in range(4):
            self.assertEqual(self.of_world(world)[0].latest["clock"]["turn"], after["worlds"][world]["clock"]["turn"])

    def it_ends(self):
        """World D to its own end, turn by turn; the others are closed."""
        for _ in range(40):
            state = self.state()
            if state["worlds"][3]["end"]:
                break
            self.lead.do("ACT_RESOLVE", world=3, turn=state["worlds"][3]["clock"]["turn"])
        self.assertIn(state["worlds"][3]["end"], (1, 2, 3))
        self.assertEqual(self.refused("ACT_DEBRIEF", card=0), ("REFUSAL_NOT_ENDED", "A"))
        state = self.lead.do("ACT_CLOSE", reason="the bell")
        self.assertEqual([world["end"] for world in state["worlds"][:3]], [4, 4, 4])
        for peer in self.people.values():
            ended = peer.until("world_ended")
            self.assertTrue(ended["withheld"])
            self.assertEqual((ended["results"], ended["key"], ended["salt"]), ([], b"", b""))

    def feelings(self):
        """Before anything is opened; told with the first card, as words of a world and of nobody."""
        for number, peer in enumerate(self.people.values()):
            kind, body = peer.ask("state_feelings", command_id=os.urandom(16), words=[f"word {number}", "tense"],
                                  greedy=[{"state": (peer.joined["seat"] + 1) % SEATS, "permille": 700}])
            self.assertEqual(kind, "accepted", body)

    def nothing_is_opened(self, codes):
        """What a person may not have yet is refused, each in its own words."""
        peer = self.of_world(0)[0]
        world = peer.joined["world"]
        for kind, values in (("ask_debrief", {"language": "en", "own": False}), ("ask_debrief", {"language": "en", "own": True}),
                             ("ask_record", {"offset": 0})):
            answer, body = self.piece(peer, world, own=values["own"]) if kind == "ask_debrief" else peer.ask(kind, world=world, **values)
            self.assertEqual(body.get("code", answer), codes[0] if kind == "ask_debrief" and not values["own"] else codes[1])

    def cards_in_step(self):
        """Each card is there when it was opened, and nothing of a later one; D3 state by state."""
        self.nothing_is_opened(("REFUSAL_NOT_OPENED", "REFUSAL_NOT_OPENED"))
        peer, eye = self.of_world(0)[0], self.host.peer()
        world = peer.joined["world"]
        self.assertEqual(eye.ask("watch", code=self.exercise.code)[0], "watching")
        for number in range(9):
            for part in range(SEATS if number == 3 else 1):
                self.lead.do("ACT_DEBRIEF", card=number, part=part, world=0)
                for one in (peer, eye):
                    step = one.until("debrief_step", lambda step: step["card"] and (step["card"]["state"], step["part"]) == (number, part))
                    self.assertEqual(bool(step["outcomes"]), number >= 7)
                    opened = self.cards(one, world)
                    self.assertEqual(list(opened), CARDS[:number + 1])
                if number == 0:
                    words = [word for row in step["feelings"] for word in row["words"]]
                    self.assertTrue(all(row["words"] == sorted(row["words"]) for row in step["feelings"]))  # tells nobody
                    self.assertEqual((len(words), words.count("tense")), (48, 24))
                if number == 3:
                    self.assertEqual(len(opened["D3"]), part + 1)
                if (number, part) < (3, SEATS - 1):
                    self.nothing_is_opened(("debrief_part", "REFUSAL_NOT_OPENED"))
                    self.assertNotIn("results", [key for key, value in peer.latest["world_ended"].items() if value])
        self.assertEqual(len(peer.until("world_ended", lambda ended: not ended["withheld"])["results"]), SEATS)
        self.assertEqual([row["world"] for row in step["outcomes"]], list("ABCD"))
        self.assertEqual(list(self.cards(peer, world, own=True)), ["own"])
        self.assertEqual(self.piece(eye, world, own=True)[1]["code"], "REFUSAL_NOT_YOURS")
        self.lead.do("ACT_DEBRIEF", card=2, world=1)  # one may look back, and what was opened stays so
        self.assertEqual(list(self.cards(peer, world)), CARDS)
        name = peer.joined["name"]
        self.come_back()
        peer = self.people[name]
        self.assertEqual(peer.until("debrief_step")["card"], {"state": 2})
        self.assertEqual((len(peer.latest["world_ended"]["results"]), list(self.cards(peer, world))), (SEATS, CARDS))

    def verified(self):
        said = self.verify(self.host.data)
        self.assertEqual(len([line for line in said.splitlines() if line.startswith("world ")]), 4)
        self.assertRegex(said, r"verified: worlds=4 ")
        self.host.end()
        self.assertIn("verified: worlds=4", self.verify(self.host.data))


class Undone(Class):
    """What a roll-back took out of play is in nobody's sight."""

    def test_words_and_dangers_of_a_turn_that_was_undone(self):
        self.begin(seats=6, spectator_delay=0)
        eye = self.host.peer()
        self.assertEqual(eye.ask("watch", code=self.exercise.code)[0], "watching")
        peers = self.of_world(0)
        before = self.state()["worlds"][0]
        self.assertEqual(peers[0].save(0, budget={"strike": peers[0].latest["situation"]["income"]})[0], "accepted")
        play_turn(peers, save=False)
        self.assertGreater(self.state()["worlds"][0]["tension"], before["tension"])
        self.assertEqual(peers[1].press("Said in vain")[0], "accepted")
        after = self.lead.do("ACT_ROLL_BACK", world=0, turn=1)["worlds"][0]
        self.assertEqual((after["tension"], after["signs"]), (before["tension"], before["signs"]))
        for peer in peers:
            peer.until("situation", lambda situation: situation["turn"] == 0)
        eye.until("public_clock", lambda clock: (clock["branch"], clock["shown"]) == (1, 1))
        self.assertEqual(eye.refusal("ask_turn", world=peers[0].joined["world"], turn=1), "REFUSAL_NOT_NOW")
        self.assertEqual(peers[1].press("Said again")[0], "accepted")
        play_turn(peers)
        eye.until("public_clock", lambda clock: clock["shown"] == 2)
        kind, turn = eye.ask("ask_turn", world=peers[0].joined["world"], turn=1)
        self.assertEqual((kind, [press["text"] for press in turn["press"]]), ("public_turn", ["Said again"]))


class Facilitators(Class):
    """Several at once, who do not get into each other's way."""

    def add(self, name, rights):
        state = self.lead.do("ACT_FACILITATOR_ADD", name=name, rights=rights)
        number = next(row["number"] for row in state["facilitators"] if row["name"] == name)
        return self.facilitator(state["new_key"]), number

    def test_rights_and_worlds_of_ones_own(self):
        self.begin(seats=12, people=4)
        observer, _ = self.add("Olga", "RIGHTS_OBSERVE")
        helper, _ = self.add("Hugo", "RIGHTS_ASSIST")
        runner, number = self.add("Rosa", "RIGHTS_RUN")
        second, other = self.add("Raul", "RIGHTS_RUN")
        seat = dict(zip(("world", "seat"), min(self.sitting())))
        no_right = ("REFUSAL_NO_RIGHT", "rights")
        self.assertEqual(self.refused("ACT_NUDGE", by=observer, **seat), no_right)
        helper.do("ACT_NUDGE", **seat)
        self.assertEqual(self.refused("ACT_PAUSE", by=helper, world=0), no_right)
        self.assertEqual(self.refused("ACT_CLOSE", by=observer), no_right)
        runner.do("ACT_PAUSE", world=0)
        for act in ({"act": "ACT_FACILITATOR_ADD", "name": "Zoe", "rights": "RIGHTS_LEAD"}, {"act": "ACT_DEBRIEF", "card": 0},
                    {"act": "ACT_REMOVE_PERSON", "name": "Person 00"}, {"act": "ACT_START"}):
            self.assertEqual(self.refused(act.pop("act"), by=runner, **act), no_right)
        runner.do("ACT_OWN", world=1)
        self.assertEqual(self.refused("ACT_PAUSE", by=second, world=1), ("REFUSAL_NO_RIGHT", "owner"))
        state = second.do("ACT_RESUME")  # where it may
        self.assertEqual([world["clock"]["state"] for world in state["worlds"]], ["CLOCK_OPEN"] * 2)
        self.lead.do("ACT_PAUSE", world=1)  # who leads may everywhere
        self.assertEqual(self.refused("ACT_OWN", by=second, world=0, number=number), no_right)
        state = self.lead.do("ACT_OWN", world=1, number=other)  # the hand-over
        self.assertEqual(state["worlds"][1]["owner"], {"state": other})
        second.do("ACT_RESUME", world=1)
        self.assertEqual(self.refused("ACT_PAUSE", by=runner, world=1), ("REFUSAL_NO_RIGHT", "owner"))
        self.assertEqual([row["here"] for row in self.state()["facilitators"]], [1] * 5)
        state = self.lead.do("ACT_FACILITATOR_RIGHTS", number=other, rights="RIGHTS_ASSIST")
        self.assertIsNone(state["worlds"][1]["owner"])  # nobody is kept from a world by who may not run it

    def test_each_act_takes_its_right(self):
        """Refused to everybody below it; from it on up it is the world that is wrong."""
        self.begin(seats=6, people=1)
        ranks = ("RIGHTS_OBSERVE", "RIGHTS_ASSIST", "RIGHTS_RUN", "RIGHTS_LEAD")
        peers = [self.add(rights, rights)[0] for rights in ranks]
        self.assertEqual({f"ACT_{act}" for act in RIGHTS}, set(ENUMS["ActKind"]) - {"ACT_UNSPECIFIED"})
        for act, needed in RIGHTS.items():
            for rank, peer in enumerate(peers):
                with self.subTest(act=act, rights=ranks[rank]):
                    wanted = ("REFUSAL_NO_RIGHT", "rights") if rank < ranks.index(f"RIGHTS_{needed}") else ("REFUSAL_MALFORMED", "world")
                    self.assertEqual(self.refused(f"ACT_{act}", by=peer, world=9), wanted)

    def test_what_is_for_who_answers_for_the_world(self):
        """Each act in one world, by another than its owner."""
        self.begin(seats=12, people=2)
        (world, seat), name = min(self.sitting().items())
        owner, _ = self.add("Rosa", "RIGHTS_RUN")
        other, _ = self.add("Raul", "RIGHTS_RUN")
        owner.do("ACT_OWN", world=world)
        inject = {"text_en": "Rain", "trigger": "TRIGGER_TURN", "turn": 2, "world": target(world)}
        owner.do("ACT_INJECT", inject=inject)
        place = {"world": world, "seat": seat}
        for act, values in (("PAUSE", {}), ("RESUME", {}), ("EXTEND", {"ms": 1000}), ("RESOLVE", {}), ("CLOSE", {}), ("OWN", {}),
                            ("ROLL_BACK", {"turn": 1}), ("BOT_IN", place), ("BOT_OUT", place), ("MULTIPLY", {**place, "percent": 200}),
                            ("ORDERS", {**place, "orders": {"budget": {}}}), ("MOVE_PERSON", {**place, "name": name}),
                            ("INJECT", {"inject": {**inject, "text_en": "Snow"}}), ("INJECT_SEND", {"number": 1}),
                            ("INJECT_CANCEL", {"number": 1}), ("INJECT_POSTPONE", {"number": 1, "turn": 1})):
            with self.subTest(act=act):
                scope = {} if act.startswith("INJECT") else {"world": world}
                self.assertEqual(self.refused(f"ACT_{act}", by=other, **{**scope, **values}), ("REFUSAL_NO_RIGHT", "owner"))
        self.assertEqual(self.lead.do("ACT_OWN", world=world, release=True)["worlds"][world]["clock"]["turn"], 1)

    def test_the_last_who_leads_stays(self):
        self.begin(seats=6, people=1)
        self.assertEqual(self.refused("ACT_FACILITATOR_RIGHTS", number=1, rights="RIGHTS_RUN"),
                         ("REFUSAL_NOT_NOW", "last_lead"))
        deputy, number = self.add("Dora", "RIGHTS_RUN")
        self.lead.do("ACT_FACILITATOR_RIGHTS", number=number, rights="RIGHTS_LEAD")
        deputy.do("ACT_FACILITATOR_RIGHTS", number=1, rights="RIGHTS_OBSERVE")
        self.assertEqual(self.refused("ACT_PAUSE"), ("REFUSAL_NO_RIGHT", "rights"))
        deputy.do("ACT_FACILITATOR_RIGHTS", number=1)  # out
        self.has_ended(self.lead, "NOTICE_REMOVED")
        kind, body = self.host.peer().ask("facilitate", code=self.exercise.code, key=self.exercise.key)
        self.assertEqual((kind, body["code"]), ("refusal", "REFUSAL_UNKNOWN_PERSON"))

    def test_what_can_be_taken_back(self):
        """Each kind that can be, once; then what cannot. Two persons a world: one that the last has left plays itself to its end."""
        self.begin(seats=12, people=4)
        runner, number = self.add("Rosa", "RIGHTS_RUN")
        (world, seat), name = min(self.sitting().items())
        empty = next((1, x) for x in range(SEATS) if (1, x) not in self.sitting())
        plan = {"text_en": "It rains", "trigger": "TRIGGER_TURN", "turn": 3}
        place = {"world": world, "seat": seat}
        injects = self.lead.do("ACT_INJECT", inject=plan)["injects"]
        acts = [("ACT_PAUSE", {}), ("ACT_EXTEND", {"ms": 60_000}), ("ACT_MULTIPLY", {**place, "percent": 200}),
                ("ACT_BOT_IN", place), ("ACT_MOVE_PERSON", {"name": name, "world": empty[0], "seat": empty[1]}),
                ("ACT_OWN", {"world": 0, "number": number}),
                ("ACT_FACILITATOR_RIGHTS", {"number": number, "rights": "RIGHTS_OBSERVE"}),
                ("ACT_INJECT_CANCEL", {"number": injects[0]["inject"]["number"]}),
                ("ACT_INJECT_POSTPONE", {"number": injects[0]["inject"]["number"], "turn": 2}),
                ("ACT_INJECT", {"inject": {**plan, "text_en": "It snows"}})]

        def reversible(state):
            left = state["worlds"][1]["clock"]["remaining"]  # of the world that is paused throughout
            return (left, [(world["clock"]["state"], world["owner"],
                      [(seat["held"], seat["percent"], [person["name"] for person in seat["persons"]]) for seat in world["seats"]])
                     for world in state["worlds"]],
                    [(row["inject"]["turn"], row["cancelled"]) for row in state["injects"]][:1],
                    [row["rights"] for row in state["facilitators"]])

        self.lead.do("ACT_PAUSE", world=1)
        self.lead.do("ACT_MULTIPLY", **place, percent=150)
        for act, values in acts:
            with self.subTest(act=act):
                before = reversible(self.state())
                state = self.lead.do(act, **values)
                self.assertEqual(state["deeds"][0]["act"], act)
                if act != "ACT_INJECT":
                    self.assertNotEqual(reversible(state), before)
                undone = state["undo"]
                state = self.lead.do("ACT_UNDO", number=undone)
                self.assertEqual(reversible(state), before)
                self.assertLess(state["undo"], undone)  # what comes next is older
                self.assertTrue(next(deed for deed in state["deeds"] if deed["act"] == act)["undone"])
        self.assertTrue(self.state()["injects"][1]["cancelled"])
        for act, values in (("ACT_INJECT", {"inject": {"text_en": "It hails"}}), ("ACT_RESOLVE", {"world": 0})):  # told and played
            number = self.lead.do(act, **values)["deeds"][0]["number"]
            self.assertEqual(self.refused("ACT_UNDO", number=number), ("REFUSAL_NOT_NOW", "undo"))
        self.assertEqual(self.refused("ACT_UNDO", by=runner, number=number), ("REFUSAL_NO_RIGHT", "undo"))

    def test_the_same_act_twice_is_done_once(self):
        self.begin(seats=6, people=1)
        command = os.urandom(16)
        left = [self.lead.ask("exercise_act", act="ACT_EXTEND", ms=60_000, command_id=command)[1] for _ in range(2)]
        self.assertEqual([state["already"] for state in left], [False, True])
        self.assertLessEqual(left[1]["worlds"][0]["clock"]["remaining"]["ms"], left[0]["worlds"][0]["clock"]["remaining"]["ms"])
        self.host.kill()
        self.host.start()
        self.lead = self.facilitator(self.exercise.key)
        self.assertTrue(self.lead.ask("exercise_act", act="ACT_EXTEND", ms=60_000, command_id=command)[1]["already"])


class Sizes(Class):
    """As many persons as there are, and one more or less."""

    def test_the_25th_is_a_deputy(self):
        self.begin(seats=25)
        state = self.state()
        self.assertEqual((len(state["worlds"]), state["places"], state["persons"]), (4, 25, 25))
        held = [len(seat["persons"]) for world in state["worlds"] for seat in world["seats"]]
        self.assertEqual(sorted(held), [1] * 23 + [2])

    def test_with_23_a_bot_plays_one_seat(self):
        self.begin(seats=23)
        state = self.state()
        self.assertEqual((len(state["worlds"]), state["persons"]), (4, 23))
        self.assertEqual(sum(seat["bot"] for world in state["worlds"] for seat in world["seats"]), 1)

    def test_one_knob_differs(self):
        self.begin(seats=12, people=12, set="B:balance=80")
        self.assertEqual([world["conditions"] for world in self.state()["worlds"]], ["", "balance=80"])
        told = [{row["name"]: row["value"] for row in self.of_world(world)[0].latest["briefing"]["scenario"]["parameters"]}
                for world in range(2)]
        self.assertEqual({name for name in told[0] if told[0][name] != told[1][name]}, {"balance"})

    def test_no_deputy_where_a_team_is_at_its_largest(self):
        """Nobody is a fifth: it takes a world more, and then all have a place."""
        self.host = self.server().start()
        for scenario, seats, worlds in (("seminar", 24, 1), ("seminar", 25, 2), ("seminar", 97, 5), ("duel", 9, 2)):
            exercise = self.host.exercise(scenario, seats=seats, teams=4)
            state = json.loads(run("exercise", "show", exercise.code, "--admin", self.host.admin, "--json").stdout)
            self.assertEqual(len(state["worlds"]), worlds)
            self.assertGreaterEqual(state["places"], seats)

    def test_the_horizon(self):
        """A last turn by lot, or a known one; without the option what the scenario says (seminar: by lot; world-1: known)."""
        self.host = self.server().start()
        for scenario, horizon, drawn in (("seminar", None, True), ("seminar", "fixed", False), ("seminar", "random", True),
                                         ("world-1", None, False), ("world-1", "fixed", False), ("world-1", "random", True)):
            with self.subTest(scenario=scenario, horizon=horizon):
                exercise = self.host.exercise(scenario, seats=2, start_by_itself=None, **({"horizon": horizon} if horizon else {}))
                peer = self.host.peer()
                peer.join(exercise.code, "Ada")
                told = {row["name"]: row["value"] for row in peer.latest["briefing"]["scenario"]["parameters"]}
                self.assertEqual(told["end_from"] > 0, drawn)
                self.assertLessEqual(told["end_from"], told["max_turns"])
                self.assertGreater(told["end_hazard"], 0)

    def test_terminals_play_beside_browsers(self):
        """People at terminals, in a program's hands here, to an end that nobody set."""
        self.found(seats=6, free_debrief=None)
        players = [self.player(self.exercise, f"Auto {number}", "--auto") for number in range(3)]
        until_state(self, lambda state: state["persons"] == 3, "the three to be in")
        self.lead.do("ACT_START")
        self.finish(players)
        self.assertEqual(run("replay", self.host.data, "--verify").returncode, 0)


if __name__ == "__main__":
    unittest.main(verbosity=2)
