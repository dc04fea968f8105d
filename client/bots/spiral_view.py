"""What a seat may know in a turn: for a doctrine to read."""

from types import SimpleNamespace

from spiral_orders import PACTS

MOTIVES = ("security_seeker", "greedy", "limited", "protector", "fearful")
SPECIALISED = 4  # whoever has that technology: its arms are told apart more easily


def make_view(briefing, situation, report):
    """Arms in units: a point of the budget buys one. `rivals` are those alive."""
    me, own, states = briefing["seat"], situation["own"], briefing["scenario"]["states"]
    parameters = {row["name"]: row["value"] for row in briefing["scenario"]["parameters"]}
    mine = situation["states"][me]
    fortify, strike, dual = own["fortify"] / 100, own["strike"] / 100, own["dual"] / 100
    attack, defence = forces(parameters, mine["tech"], fortify, strike, dual)
    view = SimpleNamespace(
        turn=situation["turn"] + 1, last_turn=parameters["max_turns"],  # the world may end before
        me=me, name=states[me]["name"], motive=MOTIVES[own["motive"]], score=own["score"], rivals=[],
        territory=mine["territory"], income=situation["income"],
        fortify=fortify, strike=strike, dual=dual,  # before wear
        attack=attack, defence=defence,             # what they come to
        wear=parameters["depreciation"] / 100,      # share of all arms that is lost each turn
        balance=situation["balance"],               # the force of whoever attacks counts so many percent
        may_attack=situation["turn"] >= parameters["grace_turns"],
        attack_from=parameters["grace_turns"] + 1,  # the first turn in which wars are possible
        danger=situation["band"],                   # 0 safe .. 3 in great danger
        events=report["events"] if report else [],  # of the last turn, as proto/README.md lists them
        parameters=parameters, situation=situation)
    for state, row in enumerate(situation["states"]):
        if state != me and row["alive"]:
            view.rivals.append(make_rival(view, states, state, row))
    return view


def make_rival(view, states, state, row):
    told = view.situation["choices"]  # an older server tells none: then the server judges what is tried
    choices = told["states"][state] if told else {}
    fortify, strike, dual = row["est_fortify"] / 100, row["est_strike"] / 100, row["est_dual"] / 100
    attack, defence = forces(view.parameters, row["tech"], fortify, strike, dual)
    near = states[state]["proximity"][view.me] / 100  # the share of its arms that arrives here
    return SimpleNamespace(
        state=state, name=states[state]["name"], territory=row["territory"],
        fortify=fortify, strike=strike, dual=dual,  # estimates: noisy, and blurred where arms look alike
        attack=attack, defence=defence,             # what these come to
        arms_here=(fortify + strike + dual) * near, attack_here=attack * near,
        in_reach=states[view.me]["proximity"][state] > 0,  # of my force
        choices=choices, may_attack=not choices.get("attack"),  # why not this turn, by what is ordered; "": it is legal
        suspicion=row["assessment"],  # what the staff thinks: chance in 1000 that it is greedy
        pact=PACTS[row["pact"][view.me]], offer=PACTS[row["offer_in"]],
        offer_is_secret=bool(row["offer_in_secret"]),
        attacked_me=row["attacked"][view.me],  # times
        attacked_by_me=view.situation["states"][view.me]["attacked"][state],
        begun=row["begun"], kept=row["kept"], refused=row["refused"], broken=row["broken"])


def forces(parameters, technology, fortify, strike, dual):
    """(what attacks, what defends): where arms look alike, each kind does a part of the other's work."""
    alike = parameters["fungibility"] - parameters["specialise_step"] * (technology == SPECIALISED)
    alike, either = max(0, alike) / 100, dual * parameters["dual_value"] / 100
    return strike + alike * fortify + either, fortify + alike * strike + either
