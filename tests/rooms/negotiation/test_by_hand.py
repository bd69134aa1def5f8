"""Asks whose worth can be worked out by hand: the working stands in `gate`."""

import pytest
from gate import gate

import mamarr
from mamarr import Asks, Plan
from mamarr.negotiation.inverse import minimal


@pytest.fixture(scope="module")
def plan() -> Plan:
    return mamarr.plan(gate(), seconds=1)


@pytest.fixture(scope="module")
def asks(plan: Plan) -> Asks:
    return mamarr.negotiate(plan, seconds=8)


def test_as_things_stand_five_of_six_buses_get_out(plan: Plan, asks: Asks) -> None:
    assert plan.people_out == 250
    base = asks.combinations[0]
    assert (base.asks, base.verdict, base.proof, base.people_most) == ((), "useless", "hand", 250)


def test_a_second_lane_is_enough(asks: Asks) -> None:
    """Three inspections in each lane: 15 + 30 + 10 = 55 min, received at 60."""
    known = asks.alone("lane_gate")
    assert (known.verdict, known.proof, known.people_out, known.clearance_s) == ("enough", "plan", 300, 3600)


def test_quicker_inspections_are_enough(asks: Asks) -> None:
    """Seven minutes each: 15 + 6 x 7 + 10 = 67 min, received at 72."""
    assert asks.alone("service_gate").clearance_s == 72 * 60


def test_more_buses_and_bays_are_proven_useless_even_many(asks: Asks) -> None:
    """The gate still passes five in time, however many stand before it."""
    for name in ("more_bus", "more_bays"):
        assert (asks.alone(name).verdict, asks.alone(name).people_most) == ("useless", 250)
    value = next(each for each in asks.values if each.ask == "more_bus")
    assert (value.people_gained, value.people_gained_most) == (0, 0)
    assert value.further_bound is not None


def test_the_pause_has_to_be_ten_minutes_longer(asks: Asks) -> None:
    """The sixth is out at 15 + 60 + 10 = 85 min: 84 is proven too little, 85 has a plan."""
    size = next(each for each in asks.sizes if asks.ask(each.ask).code == "until-complete")
    assert (size.useless_until, size.enough_from) == (84 * 60, 85 * 60)


def test_the_least_is_twenty_minutes_and_everything_cheaper_is_proven_useless(asks: Asks) -> None:
    """Twenty minutes weigh 2; nothing, a bus more and bays more weigh less."""
    assert asks.least is not None
    assert (asks.least.asks, asks.least.cost, asks.least.is_proven) == (("later_20_hour",), 2, True)
    assert {(each.asks, each.how) for each in asks.least.smaller} == {
        ((), "hand"),
        (("more_bus",), "hand"),
        (("more_bays",), "hand"),
    }


def test_three_asks_do_it_by_themselves(asks: Asks) -> None:
    alone = {each.asks for each in minimal(asks.combinations)}
    assert alone == {("lane_gate",), ("service_gate",), ("later_20_hour",)}


def test_the_surest_choice_holds_two_that_do_it_each(asks: Asks) -> None:
    """Twenty minutes (2) and quicker inspections (3): one of them may be broken."""
    assert asks.robust == ("service_gate", "later_20_hour")


def test_all_combinations_are_decided(asks: Asks) -> None:
    assert asks.decided == len(asks.combinations) == 32


def test_how_much_sooner_everybody_could_be_out(asks: Asks) -> None:
    """Received at 90 min as things stand, if the pause went on; at 60 with a second lane."""
    assert asks.combinations[0].everybody_s == 90 * 60
    value = next(each for each in asks.values if each.ask == "lane_gate")
    assert value.seconds_gained == 30 * 60


def test_the_frontier_names_no_combination_that_another_beats(asks: Asks) -> None:
    people = [(each.cost, each.people_out) for each in asks.frontier if each.gain == "people"]
    assert people == [(0, 250), (2, 300)]
    times = [(each.cost, each.everybody_s) for each in asks.frontier if each.gain == "time"]
    assert times == [(0, 5400), (3, 4320), (4, 3600)]


def test_where_everybody_is_out_already_nothing_is_asked_for() -> None:
    asks = mamarr.negotiate(mamarr.plan(gate("hour.closes=90 min"), seconds=1), seconds=3)
    assert asks.least is not None
    assert (asks.least.asks, asks.least.is_proven, asks.least.smaller) == ((), True, ())


def test_two_asks_that_only_together_do_it() -> None:
    """One lane more is not enough in a pause of 50 min (55 is needed), nor ten minutes more; both are: 55 of 60."""
    plan = mamarr.plan(gate("hour.closes=50 min"), seconds=1)
    own = [each for each in mamarr.negotiate(plan, seconds=2).asks if each.id in ("lane_gate", "later_20_hour")]
    asks = mamarr.negotiate(plan, seconds=4, asks=own)
    verdicts = {each.asks: each.verdict for each in asks.combinations}
    assert verdicts == {
        (): "useless",
        ("later_20_hour",): "useless",
        ("lane_gate",): "useless",
        ("lane_gate", "later_20_hour"): "enough",
    }
    size = next(each for each in asks.sizes if each.ask == "later_20_hour")
    assert (size.beside, size.useless_until, size.enough_from) == (("lane_gate",), 54 * 60, 55 * 60)
