"""Orders and messages that do not fit are refused with the reason, and what was saved before stands."""

import unittest

from spiral import SystemTest
from wire import play_turn

VALUE_MAX = 1000000


class BadOrders(SystemTest):
    def setUp(self):
        super().setUp()
        self.host = self.server().start()
        self.exercise = self.host.exercise("duel", wait_seats=2)
        self.ann, self.ben = self.host.peers(self.exercise, 2)
        self.rival = self.ben.joined["seat"]
        kind, accepted = self.ann.save(0, greedy=[{"state": self.rival, "permille": 420}])
        self.assertEqual(kind, "accepted", accepted)

    def tearDown(self):
        """The first orders stand, also behind a restart, and the turn is played with them."""
        self.host.restart()
        peers = [self.host.peer(), self.host.peer()]
        peers[0].resume(self.ann.joined)
        peers[1].resume(self.ben.joined)
        saved = peers[0].latest["situation"]["saved"]
        self.assertEqual(saved["revision"], 1)
        self.assertEqual(saved["orders"]["greedy"], [{"state": self.rival, "permille": 420}])
        play_turn(peers, save=False)
        self.assertTrue(peers[0].latest["turn_report"]["your_orders_used"])
        self.host.hang_up()
        self.assertEqual(self.host.end()[0], 0)
        self.assertEqual(len(self.saved_orders(self.host.data)), 1)

    def refused(self, **values):
        """The refusal of orders whose fields are replaced."""
        orders = self.ann.orders(**values.pop("orders", {}))
        command = self.ann.command(**{"turn": 1, "revision": 1, "orders": orders, **values})
        kind, body = self.ann.ask("save_orders", **command)
        self.assertEqual(kind, "refusal", body)
        return body

    def test_another_world(self):
        self.assertEqual(self.refused(world=bytes(16))["code"], "REFUSAL_NOT_YOURS")
        other = self.host.exercise("duel", wait_seats=1)
        stranger = self.host.peers(other, 1)[0]
        foreign = self.refused(world=stranger.joined["world"])
        self.assertEqual(foreign["code"], "REFUSAL_NOT_YOURS")
        for kind, rest in (("set_ready", {"turn": 1, "ready": True}), ("state_beliefs", {"turn": 1}),
                           ("send_press", {"everyone": True, "text": "x"})):
            command = self.ann.command(**rest)
            command["world"] = stranger.joined["world"]
            self.assertEqual(self.ann.refusal(kind, **command), "REFUSAL_NOT_YOURS")
        self.assertEqual(self.ann.refusal("ask_record", world=stranger.joined["world"]), "REFUSAL_NOT_YOURS")
        self.assertEqual(stranger.latest["situation"]["turn"], 0)

    def test_another_turn(self):
        for turn in (0, 2, 60, VALUE_MAX):
            refusal = self.refused(turn=turn)
            self.assertEqual((refusal["code"], refusal["current_turn"]), ("REFUSAL_STALE_TURN", 1), turn)

    def test_a_stale_revision(self):
        for revision in (0, 2, 0xFFFFFFFF):
            refusal = self.refused(revision=revision)
            self.assertEqual(refusal["code"], "REFUSAL_STALE_REVISION", revision)
            self.assertEqual(refusal["current_revision"], 1)

    def assert_illegal(self, parts, **orders):
        refusal = self.refused(orders=orders)
        self.assertEqual(refusal["code"], "REFUSAL_ILLEGAL_ORDERS")
        found = {part["part"]: part["verdict"] for part in refusal["parts"] if part["verdict"] != "ok"}
        self.assertEqual(found, parts)

    def test_illegal_parts_are_named(self):
        income, seat = self.ann.latest["situation"]["income"], self.ann.joined["seat"]
        self.assert_illegal({"budget": "wrong sum"}, budget={"civil": income + 1})
        self.assert_illegal({"budget": "wrong sum"}, budget={"civil": income - 1})
        self.assert_illegal({"budget": "wrong sum"}, budget={})
        self.assert_illegal({"budget": "wrong sum"}, budget={"civil": VALUE_MAX})
        self.assert_illegal({"attack": "bad target"}, attack={"state": seat})
        self.assert_illegal({"attack": "bad target"}, attack={"state": 11})
        self.assert_illegal({"attack": "grace"}, attack={"state": self.rival})
        self.assert_illegal({"attack": "grace", "budget": "wrong sum"}, attack={"state": self.rival},
                            budget={"civil": 0})

    def assert_malformed(self, **orders):
        refusal = self.refused(orders=orders)
        self.assertEqual(refusal["code"], "REFUSAL_MALFORMED", orders)
        return refusal["item"]

    def test_values_out_of_range(self):
        self.assertIn("civil", self.assert_malformed(budget={"civil": VALUE_MAX + 1}))
        self.assertIn("strike", self.assert_malformed(budget={"strike": 0xFFFFFFFF}))
        self.assertIn("scrap", self.assert_malformed(scrap=VALUE_MAX + 1))
        self.assertIn("budget", self.assert_malformed(budget={"intel": 1 << 40}))

    def test_a_thirteenth_state(self):
        self.assertIn("attack", self.assert_malformed(attack={"state": 12}))
        self.assertIn("open_books", self.assert_malformed(open_books=[12]))
        self.assertIn("pacts", self.assert_malformed(pacts=[{"state": 12, "move": 2}]))
        self.assertIn("greedy", self.assert_malformed(greedy=[{"state": 12, "permille": 1}]))
        self.assertIn("greedy", self.assert_malformed(
            greedy=[{"state": state % 12, "permille": 1} for state in range(13)]))

    def test_other_misfits(self):
        self.assertIn("greedy", self.assert_malformed(greedy=[{"state": self.rival, "permille": 1001}]))
        self.assertIn("greedy", self.assert_malformed(greedy=[{"state": self.rival, "permille": 1}] * 2))
        self.assertIn("pacts", self.assert_malformed(pacts=[{"state": self.rival, "move": 0}]))
        self.assertIn("project", self.assert_malformed(project=99))
        self.assertIn("declare", self.assert_malformed(declare=99))
        refusal = self.refused(command_id=b"short")
        self.assertEqual(refusal["code"], "REFUSAL_MALFORMED")

    def test_orders_left_out(self):
        command = self.ann.command(turn=1, revision=1)
        self.assertEqual(self.ann.refusal("save_orders", **command), "REFUSAL_MALFORMED")

    def test_messages(self):
        wrong = {"not UTF-8": b"\xff", "a NUL": b"a\0b", "an escape": b"\x1b[31m", "empty": b"",
                 "too long": b"x" * 2001, "much too long": b"x" * 15000}
        for what, text in wrong.items():
            with self.subTest(what):
                code = self.ann.refusal("send_press", **self.ann.command(everyone=True, text=text))
                self.assertEqual(code, "REFUSAL_MALFORMED")
        for to in ([], [self.ann.joined["seat"]], [11], [12], [self.rival] * 2, list(range(13))):
            with self.subTest(to=to):
                code = self.ann.refusal("send_press", **self.ann.command(to=to, text="x"))
                self.assertEqual(code, "REFUSAL_MALFORMED")
        both = self.ann.command(to=[self.rival], everyone=True, text="x")
        self.assertEqual(self.ann.refusal("send_press", **both), "REFUSAL_MALFORMED")
        longest = "ü" * 1000
        self.assertEqual(self.ann.press(longest)[0], "accepted")
        self.assertEqual(self.ben.until("press")["text"], longest)

    def test_beliefs(self):
        seat = self.ann.joined["seat"]
        for wrong in ({"attack_next": [{"state": seat, "permille": 1}]},
                      {"attack_next": [{"state": 5, "permille": 1}]},
                      {"sees_me": [{"state": self.rival, "permille": 1001}]},
                      {"perceived_balance": {"percent": 19}}, {"perceived_balance": {"percent": 401}},
                      {"perceived_balance": {}}):
            with self.subTest(wrong=wrong):
                code = self.ann.refusal("state_beliefs", **self.ann.command(turn=1, **wrong))
                self.assertEqual(code, "REFUSAL_MALFORMED")


if __name__ == "__main__":
    unittest.main(verbosity=2)
