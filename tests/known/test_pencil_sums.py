"""The hand's sums of the reference case and its variants; the working stands in each test, in minutes."""

import pytest

import mamarr
from mamarr import Change, Scenario
from mamarr.planning.bounds import Pencil, hand_bounds


def sums(scenario: Scenario, *changes: str, people: int | None = None) -> dict[str, int]:
    changed = mamarr.change(scenario, [Change.read(text) for text in changes])
    return {bound.kind: bound.value for bound in hand_bounds(changed, people or changed.people_total)}


def test_355_vehicles_must_pass_the_reference_case(aleppo: Scenario) -> None:
    """Points hold 100, 80, 80, 60, 48, 32 stretchers: 200 ambulances; 1900, 1520, 1520, 1140, 912, 608 on seats: 155 buses."""
    pencil = Pencil(aleppo)
    assert (pencil.passages_of("stretcher", 8000), pencil.passages_of("seat", 8000)) == (200, 155)
    assert pencil.passages(8000) == 355


def test_the_checkpoint_alone_needs_748_minutes(aleppo: Scenario) -> None:
    """First arrival 1.5 + 10 + 1.5 = 13; ceil(355 / 2) = 178 services of 4 = 712; 15 of corridor; 8 of alighting."""
    assert sums(aleppo)["checkpoint"] == (13 + 178 * 4 + 15 + 8) * 60 == 748 * 60


def test_at_most_7982_people_can_be_out_by_the_end_of_the_pause(aleppo: Scenario) -> None:
    """Last inspection ends at 720 - 15 = 705; (705 - 13) / 4 = 173 in each lane: 346. 155 buses and 191 ambulances: 7,600 + 382."""
    bounds = sums(aleppo)
    assert bounds["checkpoint-people"] == 7600 + 191 * 2
    assert bounds["carriable"] == 8000


def test_the_ambulances_alone_need_535_minutes(aleppo: Scenario) -> None:
    """10 rounds: nine turns of 13 + 4 + 15 + 8 + 15 = 55, then 13 + 4 + 15 + 8 = 40."""
    assert sums(aleppo)["fleet"] == (9 * 55 + 40) * 60


def test_the_alternating_lane_needs_648_minutes(aleppo: Scenario) -> None:
    """Ten openings: 13 + 4 + 19 x 15 + 345 x 0.5 + 8 x 2.5 + 266 x 0.5 + 5 x 2.5 + 8; ceil(355/20) - 10 = 8, ceil(275/20) - 9 = 5."""
    assert sums(aleppo)["lane-alternating"] == int((13 + 4 + 285 + 172.5 + 20 + 133 + 12.5 + 8) * 60)


def test_both_together_need_672_minutes(aleppo: Scenario) -> None:
    """With exactly ten openings 13 + 9 x 43 + 100 x 4 + 23 = 823; with eleven 648 + 2 x 15 - 2 x 3 = 672, the smaller."""
    assert sums(aleppo)["joint"] == 672 * 60


@pytest.mark.parametrize(
    ("changes", "minutes"),
    [
        (("ambulance.count=25",), 748),
        (("ambulance.stretchers=4",), 548),  # 100 ambulances, 155 buses: ceil(255 / 2) = 128; 13 + 512 + 23
        (("corridor.speed=40 km/h",), 740.5),  # 748 - 7.5
    ],
)
def test_variants_have_the_sums_a_hand_finds(aleppo: Scenario, changes: tuple[str, ...], minutes: float) -> None:
    assert sums(aleppo, *changes)["checkpoint"] == minutes * 60


def test_a_third_lane_leaves_the_checkpoint_512_minutes(aleppo: Scenario) -> None:
    """ceil(355 / 3) = 119 services: 13 + 476 + 23 = 512, within the pause."""
    assert sums(aleppo, "ramousa.lanes=3")["checkpoint"] == 512 * 60


def test_fewer_people_need_fewer_services(aleppo: Scenario) -> None:
    """7,940 of 8,000: 155 buses carry 7,600, the other 340 need 170 ambulances: 325 vehicles, 163 services."""
    assert sums(aleppo, people=7940)["checkpoint"] == (13 + 163 * 4 + 23) * 60


def test_unequal_inspections_are_added_up(aleppo: Scenario) -> None:
    """200 x 2 + 155 x 4 = 1,020 minutes of inspection in two lanes: 13 + 510 + 23."""
    assert sums(aleppo, "ramousa.service_time.ambulance=2 min")["checkpoint-work"] == 546 * 60


def test_one_road_is_70_minutes(one_road: Scenario) -> None:
    """15 to the gate, 10 out, 5 alighting, and one whole turn of 20 + 5 + 15 = 40."""
    assert max(b.value for b in hand_bounds(one_road, 90) if b.of == "clearance_s") == 70 * 60


def test_one_trip_fits_the_short_pause(short_pause: Scenario) -> None:
    """Entry at 15; the next one a turn of 40 later, at 55, would leave at 65; the lane is left by 60."""
    assert sums(short_pause, people=50)["fleet-people"] == 50


def test_who_asks_when_everybody_could_be_out_gets_the_sum_for_everybody(aleppo: Scenario) -> None:
    """7,940 people are the plan's; the plainest sum that all 8,000 are too many stands first, the strongest behind it."""
    plain, strong = hand_bounds(aleppo, 7940)[:2]
    assert (plain.kind, plain.of, plain.value) == ("checkpoint", "complete_s", 748 * 60)
    assert (strong.kind, strong.of, strong.value) == ("pace", "complete_s", 48132)
