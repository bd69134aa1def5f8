import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

import mamarr
from mamarr import Change, MamarrError, Plan
from mamarr.corridor.futures import at, departures, ends, nothing_drawn, rehearse
from mamarr.desk.cli import cli
from mamarr.simulation.assumptions import Believed
from mamarr.simulation.honoured import beyond, refuse
from mamarr.simulation.odds import CAUSES, lay_odds
from mamarr.simulation.statistics import interval, quantile
from mamarr.simulation.tracks import lay_tracks


def planned(name: str, *changes: str) -> Plan:
    scenario = mamarr.load(name, [Change.read(text) for text in changes])
    return mamarr.plan(scenario, seconds=3, iterations=200)


@pytest.fixture(scope="module")
def aleppo() -> Plan:
    return planned("aleppo-2016", "ramousa.lanes=3")


@pytest.mark.parametrize("name", ["one-road", "narrow-checkpoint", "short-pause", "aleppo-2016"])
def test_without_anything_drawn_the_plan_happens_movement_by_movement(name: str) -> None:
    tracks = lay_tracks(planned(name))
    assert len(departures(tracks)) == 0


def test_without_anything_drawn_as_many_are_out_as_planned(aleppo: Plan) -> None:
    tracks = lay_tracks(aleppo)
    found = rehearse(tracks, nothing_drawn(tracks), 0, 0, 2).ints
    assert found[:, ends.OUT].tolist() == [aleppo.people_out] * 2
    assert found[:, ends.CLEARANCE].tolist() == [aleppo.clearance_s] * 2
    assert found[:, ends.CAUGHT].tolist() == [0, 0]


def test_everybody_who_came_is_out_or_left_somewhere(aleppo: Plan) -> None:
    tracks = lay_tracks(aleppo)
    found = rehearse(tracks, lay_odds(aleppo, tracks, Believed(aleppo.scenario)), 3, 0, 200)
    assert (found.ints[:, ends.OUT] + found.left.sum(axis=1) == found.ints[:, ends.CAME]).all()
    assert (found.groups <= found.came).all()
    assert (found.curve[:, -1] == found.ints[:, ends.OUT]).all()
    assert len(np.unique(found.ints[:, ends.OUT])) > 20


def test_a_replication_is_the_same_in_whatever_piece_it_is_played(aleppo: Plan) -> None:
    tracks = lay_tracks(aleppo)
    odds = lay_odds(aleppo, tracks, Believed(aleppo.scenario))
    whole, part = rehearse(tracks, odds, 3, 0, 60), rehearse(tracks, odds, 3, 40, 20)
    assert all((one[40:] == other).all() for one, other in zip(whole, part, strict=True))


def test_what_nobody_is_unsure_of_is_as_announced(aleppo: Plan) -> None:
    tracks = lay_tracks(aleppo)
    odds = lay_odds(aleppo, tracks, Believed(aleppo.scenario), without=list(CAUSES))
    assert (rehearse(tracks, odds, 3, 0, 20).ints[:, ends.OUT] == aleppo.people_out).all()


def test_any_number_of_workers_gives_the_same_answer(aleppo: Plan) -> None:
    tests = [mamarr.stress(aleppo, replications=600, seed=5, workers=workers) for workers in (1, 2, 3)]
    assert len({test.fingerprint_of_content() for test in tests}) == 1


def test_the_answer_has_both_intervals_and_is_neither_yes_nor_no(aleppo: Plan) -> None:
    found = mamarr.stress(aleppo, replications=1000, seed=1)
    for chance in (found.chance_nobody_caught, found.chance_all_out):
        assert 0 < chance.estimate < 1
        assert chance.low < chance.estimate < chance.high
        assert chance.worst <= chance.estimate <= chance.best
    assert found.people_out.p05 <= found.people_out.p50 <= found.people_out.p95 <= found.people_came.p95
    assert found.causes
    assert found.categories[0].category == "wounded"


def test_a_wider_interval_needs_fewer_futures(aleppo: Plan) -> None:
    found = mamarr.stress(aleppo, replications=20_000, seed=1, precision=0.05)
    assert found.replications < 5_000
    assert found.chance_all_out.high - found.chance_all_out.low <= 0.1


def test_a_pause_that_surely_breaks_down_lets_nobody_out() -> None:
    plan = planned("one-road")
    pause = plan.scenario.pauses[0].id if plan.scenario.pauses else None
    if pause is None:
        plan = planned("short-pause")
        pause = plan.scenario.pauses[0].id
    changed = mamarr.change(plan.scenario, [Change.read(f"{pause}.uncertain={{collapse: 100000 per h}}")])
    plan = plan.replace(scenario=changed)
    found = mamarr.stress(plan, replications=64)
    assert found.chance_all_out.estimate == 0
    assert found.people_out.p95 == 0


def test_what_is_not_followed_is_refused_by_name() -> None:
    with pytest.raises(MamarrError) as error:
        refuse(mamarr.load("many-days"))
    assert {finding.code for finding in error.value.findings} == {"stress.not-yet"}


def test_the_interval_of_a_chance_covers_what_it_says() -> None:
    """Of 4,000 intervals for 300 trials at 7 %, 95 % hold the chance; one in a thousand such tests would miss these limits."""
    draws = np.random.default_rng(11).binomial(300, 0.07, size=4000)
    inside = np.mean([low <= 0.07 <= high for low, _, high in (interval(int(each), 300) for each in draws)])
    assert 0.93 <= inside <= 0.97


def test_a_chance_of_none_is_not_called_nought() -> None:
    low, estimate, high = interval(0, 100)
    assert (low, estimate) == (0, 0)
    assert high == pytest.approx(0.037, abs=0.001)


def test_a_quantile_is_the_least_outcome_that_so_many_do_not_exceed() -> None:
    counts = np.array([0, 5, 0, 4, 1])
    assert [quantile(counts, share) for share in (0.05, 0.5, 0.51, 0.9, 0.95)] == [1, 1, 3, 3, 4]


def test_the_terminal_says_who_would_be_caught_first(aleppo: Plan, tmp_path: Path) -> None:
    mamarr.save(aleppo, tmp_path / "plan.json")
    answer = CliRunner().invoke(
        cli,
        [
            "stress",
            str(tmp_path / "plan.json"),
            "--replications",
            "300",
            "--quiet",
            "-o",
            str(tmp_path / "s.json"),
            "--json",
        ],
    )
    assert answer.exit_code == 0, answer.output
    found = json.loads(answer.stdout)
    assert found["sentences"]["en"][1].startswith("Nobody is on the road when the pause ends")
    low, estimate, high = found["chance_all_out"]
    assert low <= estimate <= high
    assert mamarr.open_stress(tmp_path / "s.json").plan == found["plan"]


def test_a_goal_out_of_reach_is_the_answer_no(aleppo: Plan, tmp_path: Path) -> None:
    mamarr.save(aleppo, tmp_path / "plan.json")
    command = ["stress", str(tmp_path / "plan.json"), "--replications", "300", "--quiet", "--goal", "0.999"]
    assert CliRunner().invoke(cli, command).exit_code == 1


def test_two_directions_never_share_the_alternating_lane(aleppo: Plan) -> None:
    from mamarr.corridor.futures import lay_bench, lay_sheets, play
    from mamarr.corridor.kernels.chances import draw

    tracks = lay_tracks(aleppo)
    odds = lay_odds(aleppo, tracks, Believed(aleppo.scenario))
    from mamarr.corridor.futures import as_announced

    draws = as_announced(tracks)._replace(blocks=np.zeros((64, 3), dtype=np.int64))
    drives = np.flatnonzero((tracks.steps[:, at.IS_DRIVE] == 1) & (tracks.steps[:, at.OPENING] >= 0))
    assert lay_bench(tracks)
    assert lay_sheets(tracks)
    for replication in range(40):
        assert draw(tracks, odds, 9, replication, draws)
        times = play(tracks, draws).times[drives]
        lines = tracks.steps[drives, at.WHERE]
        made = times[:, at.BEGUN] < 2**40
        out, back = times[made & (lines == 0)], times[made & (lines == 1)]
        for begins, leaves in out[:, (at.BEGUN, at.LEFT)]:
            assert not ((back[:, at.BEGUN] < leaves) & (back[:, at.LEFT] > begins)).any()


def test_a_share_that_a_group_states_is_who_comes() -> None:
    plan = planned("one-road", "groups.turnout=0.6")
    found = mamarr.stress(plan, replications=64)
    expected = sum((group.to_move * 600 + 500) // 1000 for group in plan.scenario.groups)
    assert (found.people_came.p05, found.people_came.p95) == (expected, expected)
    assert {entry.by for entry in found.assumptions if entry.what == "turnout"} == {"scenario"}


def test_a_plan_that_the_judge_refuses_gets_no_chances() -> None:
    plan = planned("one-road")
    first = plan.trips[0]
    group = next(iter(plan.trips[0].load or plan.trips[1].load))
    crammed = plan.replace(trips=(first.replace(load={group: 10_000}), *plan.trips[1:]))
    with pytest.raises(MamarrError) as error:
        mamarr.stress(crammed, replications=16)
    assert error.value.code == "stress.plan-refused"
    assert error.value.findings[0].code.startswith("judge.")


def test_what_is_uncertain_in_a_plan_of_a_file_is_read_as_carefully(tmp_path: Path) -> None:
    mamarr.save(planned("one-road"), tmp_path / "plan.json")
    tree = json.loads((tmp_path / "plan.json").read_text())
    tree["scenario"]["groups"][0]["uncertain"] = {"turnout": "perhaps", "mood": "good"}
    (tmp_path / "plan.json").write_text(json.dumps(tree))
    answer = CliRunner().invoke(cli, ["stress", str(tmp_path / "plan.json"), "--quiet"])
    assert answer.exit_code == 3
    assert answer.stderr.count("error:") == 2


def test_a_stress_test_belongs_to_the_plan_that_was_played_whatever_a_file_says_of_itself() -> None:
    plan = planned("one-road")
    found = mamarr.stress(plan.replace(fingerprint="f" * 64), replications=16)
    assert found.plan == plan.fingerprint_of_content()


def test_progress_counts_futures_and_not_people(aleppo: Plan) -> None:
    from mamarr.desk.progress import line

    seen: list[str] = []
    mamarr.stress(aleppo, replications=300, watch=lambda progress: seen.append(line(progress)))
    assert any("playing futures | 300 of 300" in words for words in seen)
    assert not any(" out" in words for words in seen)


@pytest.mark.parametrize("name", ["aboard", "outdoors"])
def test_limits_of_the_weather_are_refused_too(name: str) -> None:
    scenario = mamarr.load("one-road", [])
    weather = {"id": "snow", "from": "0 min", "until": "60 min", name: "30 min"}
    tree = scenario.content() | {"weather": [weather]}
    changed, findings = mamarr.examine(json.dumps(tree))
    assert changed is not None, findings
    assert beyond(changed) == [f"weather[0].{name}"]
