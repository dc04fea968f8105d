"""Teams of a seminar, and places that change hands: who leaves makes room, cards bring whole teams, roles follow."""

import os
import re
import unittest
from collections import Counter

from seminar_class import SEATS, Class
from spiral import run
from wire import ENUMS

ROLES = ENUMS["TeamRole"]
HEAD, DEFENCE = ROLES["ROLE_HEAD"], ROLES["ROLE_DEFENCE"]


class Teams(Class):
    def role(self, name):
        """As the person was told last."""
        self.people[name].ask("ping")
        return self.people[name].latest["briefing"]["role"]

    def test_24_in_teams_of_4_have_six_of_each_role_and_the_head_a_successor(self):
        self.begin(seats=24, teams=4)
        self.assertEqual((len(self.state()["worlds"]), self.state()["places"]), (1, 24))
        roles = {name: self.role(name) for name in self.people}
        self.assertEqual(Counter(roles.values()), {role: 6 for role in range(HEAD, HEAD + 4)})
        head = next(name for name, role in roles.items() if role == HEAD)
        seat = self.where(head)
        mate = next(name for name, role in roles.items() if role == DEFENCE and self.where(name) == seat)
        self.lead.do("ACT_REMOVE_PERSON", person=self.person(head)["person"])
        self.assertEqual(self.role(mate), HEAD)
        late = self.arrive("Late")
        self.assertEqual((self.where("Late"), late.latest["briefing"]["role"]), (seat, DEFENCE))
        del self.people[head]
        self.come_back()
        self.assertEqual((self.role(mate), self.role("Late")), (HEAD, DEFENCE))

    def test_only_the_two_of_one_state_are_told_of_a_team(self):
        self.begin(seats=25)
        roles = Counter(self.role(name) for name in self.people)
        self.assertEqual(roles, {0: 23, HEAD: 1, DEFENCE: 1})

    def test_one_card_brings_both_of_a_team(self):
        self.found(seats=12, teams=2, consent=None)
        page = run("handouts", self.exercise.code, "--admin", self.host.admin, "--only", "roles", "--lang", "en").stdout
        code = re.search(r"seat_code\">([^<]+)<", page)[1]
        came = []
        for name, consent in (("Ada", 1), ("Grace", 2)):
            peer = self.host.peer()
            kind, body = peer.ask("move", code=self.exercise.code, seat_code=code, name=name)
            self.assertEqual((kind, body.get("code")), ("refusal", "REFUSAL_CONSENT_NEEDED"))
            peer.enter("move", code=self.exercise.code, seat_code=code, name=name, consent=consent, secret=os.urandom(16))
            self.people[name] = peer
            came.append(peer.joined)
        self.assertEqual(self.where("Ada"), self.where("Grace"))
        self.assertEqual((self.role("Ada"), self.role("Grace")), (HEAD, DEFENCE))
        self.assertEqual([self.person(name)["consent"] for name in ("Ada", "Grace")], ["CONSENT_YES", "CONSENT_PLAY_ONLY"])
        kind, body = self.host.peer().ask("move", code=self.exercise.code, seat_code=code, consent=1)
        self.assertEqual((body["code"], body["sentence"]), ("REFUSAL_FULL", "refusal.card_taken"))
        phone = self.host.peer()  # the own code brings the own person to another device, unasked
        phone.enter("move", code=self.exercise.code, seat_code=came[0]["seat_code"])
        self.assertEqual(phone.joined["person"], came[0]["person"])


class Places(Class):
    def leave(self, name):
        self.assertEqual(self.people[name].ask("leave", command_id=os.urandom(16))[0], "accepted")

    def joins(self, name):
        peer = self.host.peer()
        kind, body = peer.ask("join", code=self.exercise.code, name=name, secret=os.urandom(16))
        self.people[name] = peer
        return kind if kind != "refusal" else body["code"]

    def info(self):
        return self.host.peer().ask("ask_exercise", code=self.exercise.code)[1]

    def expect_given(self, joined):
        kind, body = self.host.peer().ask("resume", person=joined["person"], token=joined["token"])
        self.assertEqual((kind, body["code"], body["sentence"]), ("refusal", "REFUSAL_REMOVED", "refusal.place_given"))

    def test_in_the_lobby_the_seventh_gets_the_place_of_one_who_left(self):
        self.found(seats=SEATS)
        for number in range(SEATS):
            self.arrive(f"P{number}")
        self.people["P0"].close()  # away is not gone
        self.assertEqual(self.joins("Seventh"), "REFUSAL_FULL")
        self.leave("P3")
        self.people["P1"].until("clock", lambda clock: clock["persons"] == SEATS - 1)
        self.assertEqual((self.info()["full"], self.info()["persons"]), (False, SEATS - 1))
        gone, seat = self.people["P3"].joined, self.where("P3")
        self.assertEqual(self.joins("Seventh"), "joined")
        self.assertEqual((self.where("Seventh"), self.state()["persons"], self.info()["full"]), (seat, SEATS, True))
        self.expect_given(gone)
        self.assertEqual(self.joins("Eighth"), "REFUSAL_FULL")

    def test_in_play_too_and_through_a_fall_of_the_server(self):
        self.begin(seats=SEATS)
        for name in ("Person 04", "Person 01"):
            self.leave(name)
        first, second = self.where("Person 04"), self.where("Person 01")
        gone = self.people.pop("Person 04").joined
        self.assertEqual(self.joins("New"), "joined")
        self.assertEqual(self.where("New"), first)
        self.people.pop("New")
        still = self.people.pop("Person 01").joined
        self.come_back()
        self.expect_given(gone)
        self.assertEqual(self.joins("Newer"), "joined")
        self.assertEqual(self.where("Newer"), second)
        self.expect_given(still)
        self.assertEqual(self.joins("Third"), "REFUSAL_FULL")


if __name__ == "__main__":
    unittest.main()
