"""The parts of the bot in Python that need no server: what may be ordered, and what it says of the wire."""

import ast
import sys
import unittest
from types import SimpleNamespace

import wire

BOTS = wire.TREE / "client/bots"
sys.dont_write_bytecode = True
sys.path.insert(0, str(BOTS))
import spiral_orders
import spiral_talk
import spiral_view
import spiral_wire


class Parts(unittest.TestCase):
    def test_orders_are_checked_where_they_are_written(self):
        rivals = [SimpleNamespace(state=state) for state in (0, 3)]
        view = SimpleNamespace(income=10, strike=2.5, rivals=rivals)
        for code, sentence in (
                ("orders.strike = -3", "orders.strike: -3 is below 0; 0 to 10 are allowed"),
                ("orders.intel = 11", "orders.intel: 11 is above 10; 0 to 10 are allowed"),
                ("orders.fortify = 2.0", "orders.fortify: 2.0 is no whole number; round it yourself"),
                ("orders.dual = True", "orders.dual: True is no whole number; round it yourself"),
                ("orders.dual = '1'", "orders.dual: '1' is no whole number; round it yourself"),
                ("orders.scrap = 3", "orders.scrap: 3 is above 2; 0 to 2 are allowed"),
                ("orders.attack = 1",
                 "orders.attack: 1 is no rival that is alive; the states of those are 0, 3"),
                ("orders.civil = 1", "orders.civil: there is no such order; there are fortify, strike, "),
                ("orders.fortifi += 1", "orders.fortifi: there is no such order; "),
                ("orders.declare = 'war'", "orders.declare: 'war' is none of none, peaceful, warn, demand"),
                ("orders.offers[3] = 'alliance'", "orders.offers[3]: 'alliance' is none of cancel, "),
                ("orders.answers.update({1: 'honour'})", "orders.answers: key: 1 is no rival that is alive"),
                ("orders.answers = 'honour'", "orders.answers: 'honour' is no dictionary by state"),
                ("orders.secret[3] = 'yes'", "orders.secret[3]: 'yes' is neither True nor False"),
                ("orders.greedy[3] = 0.3", "orders.greedy[3]: 0.3 is no whole number; round it yourself"),
                ("orders.open_books.append(7)", "orders.open_books[0]: 7 is no rival that is alive")):
            orders = spiral_orders.Orders(view)
            with self.assertRaises((ValueError, AttributeError), msg=code) as caught:
                exec(code)
                spiral_orders.order_message(view, orders)
            self.assertIn(sentence, str(caught.exception))
        orders = spiral_orders.Orders(view)
        orders.fortify, orders.attack, orders.offers[3], orders.secret[3] = 4, 3, "defensive", True
        orders.open_books += [3, 0, 3]
        message = spiral_orders.order_message(view, orders)
        self.assertEqual(message["budget"], {"civil": 6, "fortify": 4, "strike": 0, "dual": 0, "intel": 0})
        self.assertEqual((message["attack"], message["open_books"]), ({"state": 3}, [0, 3]))
        self.assertEqual(message["pacts"], [{"state": 3, "move": 3, "secret": True}])

    def test_what_arms_come_to(self):
        parameters = {"fungibility": 50, "specialise_step": 20, "dual_value": 70}
        for technology, attack, defence in ((0, 4 + 5 + 1.4, 10 + 2 + 1.4), (4, 4 + 3 + 1.4, 10 + 1.2 + 1.4)):
            found = spiral_view.forces(parameters, technology, 10, 4, 2)
            self.assertAlmostEqual(found[0], attack)
            self.assertAlmostEqual(found[1], defence)

    def test_it_is_what_it_says(self):
        """Fields and numbers are those of proto/; the language is that of Python 3.9 and its library."""
        for message, fields in spiral_wire.MESSAGES.items():
            for name, (number, kind, many) in fields.items():
                found = wire.MESSAGES[message][name]
                is_plain = found[1] in ("uint32", "uint64", "bool") or found[1] in wire.ENUMS
                kinds = {"sint": "sint32", "uint": found[1] if is_plain else None}
                self.assertEqual((number, kinds.get(kind, kind), many), found, f"{message}.{name}")
        codes = [name.removeprefix("REFUSAL_").lower() for name in wire.ENUMS["RefusalCode"]]
        self.assertEqual([row.split(":")[0] for row in spiral_wire.REFUSALS], ["none", *codes[1:]])
        for path in BOTS.glob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(), feature_version=(3, 9))):
                names = [name.name for name in node.names] if isinstance(node, ast.Import) else \
                    [node.module] if isinstance(node, ast.ImportFrom) else []
                for name in names:
                    is_known = name.split(".")[0] in sys.stdlib_module_names
                    self.assertTrue(name.startswith("spiral_") or is_known, name)

    def test_names_of_servers(self):
        for place, name in (("Example.ORG:04070", "example.org:4070"), ("[2001:DB8::1]:1", "[2001:db8::1]:1"),
                            ("2001:DB8::1:1", "[2001:db8::1]:1")):
            self.assertEqual(spiral_talk.server_name(place), name)


if __name__ == "__main__":
    unittest.main(verbosity=2)
