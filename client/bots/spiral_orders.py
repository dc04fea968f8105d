"""What a seat may order. Each value is checked where it is written: a wrong name, type or range raises a
sentence that names the item, the value and what is allowed. Whether the whole is legal, the server decides.
"""

import operator
from collections.abc import MutableMapping

PACTS = ("none", "non_aggression", "defensive", "unconditional")
OFFERS = ("", "cancel", *PACTS[1:])
ANSWERS = ("", "stand_aside", "honour", "honour_if_victim")
DECLARATIONS = ("none", "peaceful", "warn", "demand")
POINTS = ("fortify", "strike", "dual", "intel")


# ---- checks: (item, value) -> the value to be kept


def number(item, value):
    try:
        if isinstance(value, bool):
            raise TypeError
        return operator.index(value)
    except TypeError:
        raise ValueError(f"{item}: {value!r} is no whole number; round it yourself") from None


def whole(low, high):
    def check(item, value):
        value = number(item, value)
        if value < low:
            raise ValueError(f"{item}: {value} is below {low}; {low} to {high} are allowed")
        if value > high:
            raise ValueError(f"{item}: {value} is above {high}; {low} to {high} are allowed")
        return value
    return check


def clipped(notes):
    """Chances change nothing in play: what is out of range is clipped, and told."""
    def check(item, value):
        value = number(item, value)
        fitting = min(max(value, 0), 1000)
        if fitting != value:
            notes.append(f"{item}: {value} is not within 0 to 1000; {fitting} is stated")
        return fitting
    return check


def one_of(words):
    def check(item, value):
        if not isinstance(value, str) or value not in words:
            raise ValueError(f"{item}: {value!r} is none of {', '.join(words)}")
        return value
    return check


def truth(item, value):
    if value not in (False, True):
        raise ValueError(f"{item}: {value!r} is neither True nor False")
    return bool(value)


def living(states):
    def check(item, value):
        if number(item, value) not in states:
            known = ", ".join(map(str, states)) or "none"
            raise ValueError(f"{item}: {value} is no rival that is alive; the states of those are {known}")
        return operator.index(value)
    return check


def nobody_or(check):
    return lambda item, value: None if value is None else check(item, value)


def each(check):
    def check_all(item, values):
        if not isinstance(values, (list, tuple, set, frozenset)):
            raise ValueError(f"{item}: {values!r} is no list of states")
        return [check(f"{item}[{place}]", value) for place, value in enumerate(values)]
    return check_all


class ByState(MutableMapping):
    """A dictionary whose keys are rivals that are alive, and whose values are checked."""

    __slots__ = ("_item", "_key", "_check", "_values")

    def __init__(self, item, key, check):
        self._item, self._key, self._check, self._values = item, key, check, {}

    def __setitem__(self, state, value):
        state = self._key(f"{self._item}: key", state)
        self._values[state] = self._check(f"{self._item}[{state}]", value)

    def __getitem__(self, state):
        return self._values[state]

    def __delitem__(self, state):
        del self._values[state]

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def __repr__(self):
        return repr(self._values)


def table(key, check):
    def fill(item, values):
        if not isinstance(values, (dict, ByState)):
            raise ValueError(f"{item}: {values!r} is no dictionary by state")
        filled = ByState(item, key, check)
        filled.update(values)
        return filled
    return fill


# ---- the orders


class Orders:
    """States are numbers, chances in 1000. What is left of the income goes to civil."""

    __slots__ = (
        "fortify", "strike", "dual", "intel",  # points
        "attack",       # a state, or None
        "scrap",        # units of strike, destroyed in public
        "open_books",   # states that see exact figures this turn
        "declare",      # none, peaceful; warn or demand, which need
        "declare_to",   # a state; else None
        "offers",       # state: cancel, non_aggression, defensive or unconditional
        "secret",       # state: whether the offer is
        "answers",      # state: stand_aside, honour or honour_if_victim, when it calls for help
        "greedy",       # state: chance that it is greedy, and
        "attack_next",  # that it attacks next turn: for the debrief, no effect in play
        "_checks",
        "notes")        # what was clipped

    def __init__(self, view):
        notes = []
        state, chance = living([rival.state for rival in view.rivals]), clipped(notes)
        checks = {
            **dict.fromkeys(POINTS, whole(0, view.income)),
            "attack": nobody_or(state), "scrap": whole(0, int(view.strike)), "open_books": each(state),
            "declare": one_of(DECLARATIONS), "declare_to": nobody_or(state),
            "offers": table(state, one_of(OFFERS[1:])), "secret": table(state, truth),
            "answers": table(state, one_of(ANSWERS[1:])),
            "greedy": table(state, chance), "attack_next": table(state, chance)}
        object.__setattr__(self, "notes", notes)
        object.__setattr__(self, "_checks", checks)
        self.attack = self.declare_to = None
        self.declare, self.open_books, self.scrap = "none", [], 0
        self.fortify = self.strike = self.dual = self.intel = 0
        self.offers = self.secret = self.answers = self.greedy = self.attack_next = {}

    def __setattr__(self, name, value):
        if name not in self._checks:
            self.__getattr__(name)
        object.__setattr__(self, name, self._checks[name](f"orders.{name}", value))

    def __getattr__(self, name):
        known = ", ".join(slot for slot in Orders.__slots__ if slot not in ("_checks", "notes"))
        raise AttributeError(f"orders.{name}: there is no such order; there are {known}")


def order_message(view, orders):
    """As proto/spiral/v1/orders.proto has them."""
    orders.open_books = orders.open_books  # a list can be changed unseen
    points = {kind: getattr(orders, kind) for kind in POINTS}
    targets = {"attack": orders.attack, "declare_to": orders.declare_to}
    return {"budget": {"civil": max(0, view.income - sum(points.values())), **points},
            "scrap": orders.scrap, "open_books": sorted(set(orders.open_books)),
            "declare": DECLARATIONS.index(orders.declare),
            "pacts": [{"state": state, "move": OFFERS.index(move), "secret": orders.secret.get(state, False)}
                      for state, move in orders.offers.items()],
            "answers": [{"state": state, "answer": ANSWERS.index(answer)}
                        for state, answer in orders.answers.items()],
            "greedy": chance_list(orders.greedy),
            **{name: {"state": state} for name, state in targets.items() if state is not None}}


def belief_message(orders):
    return {"attack_next": chance_list(orders.attack_next)}


def chance_list(chances):
    return [{"state": state, "permille": chance} for state, chance in chances.items()]


def plain_orders(view):
    """All civil: what counts where a doctrine fails."""
    return {"budget": {"civil": view.income}}
