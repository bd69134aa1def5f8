"""Scenario and plan as entries of the logbook: what is in force from now on."""

import json
from datetime import datetime, timedelta
from typing import Any

from mamarr import MamarrError, Plan, Scenario
from mamarr.logbook.facts.records import Adopted, Planned
from mamarr.logbook.store import Logbook
from mamarr.planning.adherence import intended
from mamarr.scenario.network_checks import refuse_city


def adopted_of(scenario: Scenario, said: dict[str, Any], zero: datetime | None = None) -> Adopted:
    """Return the entry that puts *scenario* in force; *zero* is clock zero on the wall, where the scenario does not say it.

    Raises
    ------
    MamarrError
        log.entry: nobody says when clock zero is.
    """
    refuse_city(scenario, "the day")
    starts = zero or scenario.starts
    if starts is None:
        raise MamarrError(
            "log.entry", name="zero", found="-", wanted="zero=2026-05-01 06:00+03:00; the scenario has no 'starts'"
        )
    fingerprint = scenario.fingerprint_of_content()
    text = json.dumps({**scenario.content(), "fingerprint": fingerprint}, ensure_ascii=False, separators=(",", ":"))
    return Adopted.model_validate({**said, "fingerprint": fingerprint, "document": text, "zero": starts})


def planned_of(plan: Plan, said: dict[str, Any], zero: datetime | None = None) -> Planned:
    """Return the entry that puts *plan* in force, its movements on the wall clock that begins at *zero*.

    Raises
    ------
    MamarrError
        log.entry: nobody says when clock zero is.
    """
    refuse_city(plan.scenario, "the day")
    starts = zero or plan.scenario.starts
    if starts is None:
        raise MamarrError(
            "log.entry", name="zero", found="-", wanted="zero=2026-05-01 06:00+03:00; the scenario has no 'starts'"
        )
    people = plan.strongest("people")
    return Planned.model_validate(
        {
            **said,
            "fingerprint": plan.fingerprint_of_content(),
            "scenario": plan.scenario.fingerprint_of_content(),
            "movements": intended(plan, starts),
            "bound_people": people.value if people is not None else None,
            "clearance": starts + timedelta(seconds=plan.clearance_s) if plan.people_out else None,
        }
    )


def in_force(log: Logbook) -> tuple[str | None, datetime | None]:
    """Return the time zone and clock zero of the scenario that was adopted last; None where none was."""
    last = None
    for entry in log.entries(kinds=["scenario"]):
        last = entry.fact
    if not isinstance(last, Adopted):
        return None, None
    try:
        zone = json.loads(last.document).get("time_zone")
    except (ValueError, AttributeError, RecursionError):
        zone = None
    return zone if isinstance(zone, str) else None, last.zero
