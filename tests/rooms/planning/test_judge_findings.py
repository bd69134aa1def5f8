"""Everything that the judge says about an altered timetable: each finding, its place and its figures.

`altered_ferries.txt` holds what a reader with a pencil finds in each of them, in the order of vehicles, people, bays,
lanes, stretches, pauses and bounds; a finding follows its place.
"""

from pathlib import Path

import pytest
from altered_ferries import ALTERED
from ferry import judged

WRITTEN = Path(__file__).with_name("altered_ferries.txt")


def expected() -> dict[str, list[str]]:
    """Return the lines of the file by name of the alteration."""
    found: dict[str, list[str]] = {}
    for line in WRITTEN.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            found[line[2:]] = []
        else:
            list(found.values())[-1].append(line)
    return found


EXPECTED = expected()


@pytest.mark.parametrize("name", list(ALTERED))
def test_the_findings_are_those_of_a_reader_with_a_pencil(name: str) -> None:
    judgement = judged(ALTERED[name])
    lines = [
        f"{finding.code} {finding.path} " + " ".join(f"{key}={value}" for key, value in finding.terms.items())
        for finding in judgement.findings
    ]
    assert lines == EXPECTED[name]
    assert judgement.plan_allowed == (not lines)


def test_every_alteration_is_written_down() -> None:
    assert set(EXPECTED) == set(ALTERED)
