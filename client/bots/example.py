#!/usr/bin/env python3
"""A bot that plays whole games of Spiral, with nothing but the standard library of Python 3.9 or newer.

    python3 example.py --local                       a game against bots, on a server of its own
    python3 example.py HOST:PORT CODE --name NAME    a seat on a server
    spiral arena 'mine=python3 example.py' hawk      many games against doctrines

Copy this folder and change `doctrine`. docs/bots.md explains the game in a page; spiral_seat.py joins, stays
and comes back, spiral_wire.py is the protocol.
"""

import sys
from types import SimpleNamespace

import spiral_seat

# ---- the strategy: change this


def prepare(view):
    """Called once, before the first turn: load here what takes long. It counts against --load-seconds."""


def doctrine(view, orders):
    """Tit for tat: walls as high as the strongest neighbour is armed, each attack returned, no war begun."""
    feared = max((rival.arms_here for rival in view.rivals if rival.pact != "defensive"), default=0)
    kept = (view.fortify + view.strike + view.dual) * (1 - view.wear)
    most = view.income * (6 if view.danger >= 2 else 4) // 10
    orders.fortify = min(max(round(feared - kept), view.income // 10), most)
    for rival in view.rivals:
        is_bad = rival.attacked_me > 0 or rival.broken > 0
        is_trusted = rival.suspicion < 250 and not is_bad
        if rival.offer == "non_aggression" or rival.offer == "defensive" and is_trusted:
            orders.offers[rival.state] = rival.offer  # equal offers make a pact
            orders.secret[rival.state] = rival.offer_is_secret
        elif view.turn == 1:
            orders.offers[rival.state] = "non_aggression"
        orders.answers[rival.state] = "honour_if_victim"
        if view.may_attack and rival.in_reach and rival.attacked_me > rival.attacked_by_me:
            orders.attack = rival.state
        orders.greedy[rival.state] = min(rival.suspicion + 300 * is_bad, 990)
        orders.attack_next[rival.state] = orders.greedy[rival.state] // (2 if is_bad else 4)


# ---- what it sees and says

PACTS = ("none", "non_aggression", "defensive", "unconditional")
OFFERS = ("", "cancel", *PACTS[1:])
ANSWERS = ("", "stand_aside", "honour", "honour_if_victim")
DECLARATIONS = ("none", "peaceful", "warn", "demand")
MOTIVES = ("security_seeker", "greedy", "limited", "protector", "fearful")


def make_view(briefing, situation, report):
    """All that the seat may know. Arms in units: a point of the budget buys one. `rivals` are those alive."""
    me, own, states = briefing["seat"], situation["own"], briefing["scenario"]["states"]
    parameters = {row["name"]: row["value"] for row in briefing["scenario"]["parameters"]}
    view = SimpleNamespace(
        turn=situation["turn"] + 1, last_turn=parameters["max_turns"],  # the world may end before
        me=me, name=states[me]["name"], motive=MOTIVES[own["motive"]], score=own["score"], rivals=[],
        territory=situation["states"][me]["territory"], income=situation["income"],
        fortify=own["fortify"] / 100, strike=own["strike"] / 100, dual=own["dual"] / 100,  # before wear
        wear=parameters["depreciation"] / 100,      # share of all arms that is lost each turn
        balance=situation["balance"],               # the force of whoever attacks counts so many percent
        may_attack=situation["turn"] >= parameters["grace_turns"],
        danger=situation["band"],                   # 0 safe .. 3 in great danger
        events=report["events"] if report else [],  # of the last turn, as proto/README.md lists them
        parameters=parameters, situation=situation)
    for state, row in enumerate(situation["states"]):
        if state == me or not row["alive"]:
            continue
        fortify, strike, dual = row["est_fortify"] / 100, row["est_strike"] / 100, row["est_dual"] / 100
        view.rivals.append(SimpleNamespace(
            state=state, name=states[state]["name"], territory=row["territory"],
            fortify=fortify, strike=strike, dual=dual,  # estimates: noisy, and blurred where arms look alike
            arms_here=(fortify + strike + dual) * states[state]["proximity"][me] / 100,
            in_reach=states[me]["proximity"][state] > 0,  # of my force
            suspicion=row["assessment"],  # what the staff thinks: chance in 1000 that it is greedy
            pact=PACTS[row["pact"][me]], offer=PACTS[row["offer_in"]], offer_is_secret=row["offer_in_secret"],
            attacked_me=row["attacked"][me],  # times
            attacked_by_me=situation["states"][me]["attacked"][state],
            begun=row["begun"], kept=row["kept"], refused=row["refused"], broken=row["broken"]))
    return view


def make_orders():
    """States are numbers, chances in 1000. What is left of the income goes to civil."""
    return SimpleNamespace(
        fortify=0, strike=0, dual=0, intel=0,  # points
        attack=None,      # a state
        scrap=0,          # units of strike, destroyed in public
        open_books=[],    # states that see exact figures this turn
        declare="none",   # none, peaceful; warn or demand, with
        declare_to=None,  # a state
        offers={},        # state: cancel, non_aggression, defensive or unconditional
        secret={},        # state: whether the offer is
        answers={},       # state: stand_aside, honour or honour_if_victim, when it calls for help
        greedy={},        # state: chance that it is greedy, and
        attack_next={})   # that it attacks next turn: for the debrief, no effect in play


def order_message(view, orders):
    """As proto/spiral/v1/orders.proto has them."""
    points = {kind: int(getattr(orders, kind)) for kind in ("fortify", "strike", "dual", "intel")}
    targets = {"attack": orders.attack, "declare_to": orders.declare_to}
    return {"budget": {"civil": max(0, view.income - sum(points.values())), **points},
            "scrap": orders.scrap, "open_books": orders.open_books,
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
    return [{"state": state, "permille": int(chance)} for state, chance in chances.items()]

if __name__ == "__main__":
    sys.exit(spiral_seat.main(sys.modules[__name__]))
