"""A city from tables to a page, as it is done at the terminal."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mamarr.desk.cli import cli


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, words)


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    (tmp_path / "links.csv").write_text(
        "from,to,travel_s,capacity_per_h\na,b,60,600\nb,safe,120,600\n", encoding="utf-8"
    )
    (tmp_path / "sources.csv").write_text("node,persons\na,25\nisle,3\n", encoding="utf-8")
    return tmp_path


def built(tables: Path) -> str:
    target = str(tables / "job.json.gz")
    words = (
        "--roads",
        str(tables / "links.csv"),
        "--people",
        str(tables / "sources.csv"),
        "--exit",
        "safe",
        "-o",
        target,
    )
    done = run("build", *words)
    assert done.exit_code == 0, done.output
    assert "network.no-road" in done.output
    return target


def test_build_plan_judge_and_report(tables: Path) -> None:
    job, plan = built(tables), str(tables / "plan.json.gz")
    done = run("plan", job, "--step", "60s", "--json", "-o", plan)
    answer = json.loads(done.stdout)
    assert done.exit_code == 1  # three people have no way out
    assert (answer["people_out"], answer["clearance_s"], answer["bound_s"]) == (25, 300, 300)
    assert answer["people_remaining"] == [{"group": "people", "place": "isle", "persons": 3}]
    assert answer["certificate"] == {"plan_allowed": True, "bound_true": True}
    assert run("judge", plan).exit_code == 0
    page = tables / "page.html"
    assert run("report", plan, "--to", str(page)).exit_code == 0
    text = page.read_text(encoding="utf-8")
    assert "isle" in text
    assert "25" in text
    assert "الطرق وعنق الزجاجة" in text
    assert "The roads and their bottleneck" in text


def test_a_page_in_both_languages_has_the_map_and_the_ways(tmp_path: Path) -> None:
    plan, page = str(tmp_path / "plan.json"), tmp_path / "page.html"
    assert run("plan", "one-bridge", "--method", "curve", "-o", plan).exit_code == 0
    assert run("report", plan, "--to", str(page)).exit_code == 0
    text = page.read_text(encoding="utf-8")
    assert text.count("<svg") == 4
    assert "6 of 6" in text.replace("\u2068", "").replace("\u2069", "")


def test_what_a_city_cannot_do_is_refused(tables: Path) -> None:
    job, plan = built(tables), str(tables / "plan.json")
    run("plan", job, "-o", plan)
    for words in (
        ("report", plan, "--to", str(tables / "page.xlsx")),
        ("report", plan, plan, "--to", str(tables / "page.html")),
        ("plan", job, "--objective", "wounded,people"),
    ):
        done = run(*words)
        assert done.exit_code == 3, words
        assert "not honoured" in done.output
    assert run("plan", "one-road", "--step", "60s").exit_code == 2
    assert run("plan", job, "--step", "60").exit_code == 3
    assert run("compare", plan, plan, "--json").exit_code == 0


def test_an_altered_plan_has_no_page(tables: Path) -> None:
    plan = tables / "plan.json"
    run("plan", built(tables), "-o", str(plan))
    tree = json.loads(plan.read_text())
    tree["flows"]["persons"][0] += 1
    plan.write_text(json.dumps(tree))
    assert run("judge", str(plan)).exit_code == 1
    done = run("report", str(plan), "--to", str(tables / "page.html"))
    assert done.exit_code == 3
    assert not (tables / "page.html").exists()
