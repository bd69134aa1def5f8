"""A file of one's own asks: weights, promises, clauses, own changes; every error at once, and no protection ever dropped."""

import pytest
from gate import gate

import mamarr
from mamarr import Ask, MamarrError
from mamarr.negotiation.levers import levers
from mamarr.negotiation.own import read_asks

FILE = """
mamarr: 1
asks:
  - {id: lane_gate, cost: 1, promise: 0.8, clause: 4 b}
  - {id: bridge, name: {en: the old bridge opened, ar: فتح الجسر القديم}, with: [corridor.travel=5 min, gate.lanes=3], cost: 7}
  - {id: more_bus, leave_out: true}
  - {id: aid_and_heating, leave_out: true}
  - {id: doctors, name: {en: doctors at the gate, ar: أطباء عند الحاجز}}
"""


def read(text: str) -> tuple[Ask, ...]:
    return read_asks(text, levers(gate()))


def test_what_a_file_says_of_an_ask_replaces_what_was_suggested() -> None:
    first, second, *_ = read(FILE)
    assert (first.id, first.cost, first.promise, first.clause) == ("lane_gate", 1, 0.8, "4 b")
    assert first.changes == next(ask for ask in levers(gate()) if ask.id == "lane_gate").changes
    assert (second.id, second.relaxes, [str(each) for each in second.changes]) == (
        "bridge",
        False,
        ["corridor.travel=5 min", "gate.lanes=3"],
    )


def test_an_ask_may_be_left_out_but_never_a_protection() -> None:
    ids = [ask.id for ask in read(FILE)]
    assert "more_bus" not in ids
    assert {"aid_and_heating", "doctors"} <= {ask.id for ask in read(FILE) if ask.is_protection}
    only = read(FILE.replace("asks:", "only: true\nasks:"))
    assert [ask.id for ask in only if not ask.is_protection] == ["lane_gate", "bridge"]
    assert (
        len([ask for ask in only if ask.is_protection]) == len([ask for ask in levers(gate()) if ask.is_protection]) + 1
    )


def test_own_asks_are_weighed_like_others() -> None:
    asks = mamarr.negotiate(mamarr.plan(gate(), iterations=1), seconds=5, asks=read(FILE))
    assert asks.alone("bridge").verdict == "enough"
    assert asks.least is not None
    assert asks.least.asks == ("lane_gate",)
    doubt = next(each for each in asks.doubts if each.asks == ("lane_gate",))
    assert doubt.chance_reached == (0.8, 0.8)
    assert doubt.people_expected == 0.8 * 300 + 0.2 * 250


@pytest.mark.parametrize(
    ("text", "code", "path"),
    [
        ("asks: []", "scenario.missing-field", "mamarr"),
        ("mamarr: 1\nasks: [{id: nobody}]", "asks.unknown", "asks[0].id"),
        ("mamarr: 1\nasks: [{id: lane_gate}, {id: lane_gate}]", "scenario.duplicate-id", "asks[1].id"),
        ("mamarr: 1\nasks: [{id: lane_gate, cost: cheap}]", "quantity.unreadable", "asks[0].cost"),
        ("mamarr: 1\nasks: [{id: lane_gate, promise: 2}]", "quantity.share", "asks[0].promise"),
        ("mamarr: 1\nasks: [{id: lane_gate, colour: red}]", "scenario.unknown-field", "asks[0].colour"),
        ("mamarr: 1\nasks: [{id: x, name: {en: x, ar: x}, with: nonsense}]", "change.malformed", ""),
        ("mamarr: 2\nasks: []", "scenario.unknown-choice", "mamarr"),
    ],
)
def test_a_file_that_cannot_be_right_says_where(text: str, code: str, path: str) -> None:
    with pytest.raises(MamarrError) as refusal:
        read(text)
    assert (refusal.value.code, refusal.value.findings[0].path) == (code, path)


def test_an_own_ask_that_changes_nothing_known_names_itself() -> None:
    text = "mamarr: 1\nasks: [{id: x, name: {en: x, ar: x}, with: nowhere.lanes=3}]"
    with pytest.raises(MamarrError) as refusal:
        mamarr.negotiate(mamarr.plan(gate(), iterations=1), seconds=1, asks=read(text))
    assert (refusal.value.code, refusal.value.findings[0].path) == ("change.unknown-target", "asks.x")
