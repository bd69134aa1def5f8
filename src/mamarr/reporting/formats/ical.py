"""iCalendar: every convoy with people as an entry of a calendar; where nothing rides in convoys, every movement."""

import hashlib
from collections.abc import Iterator

from mamarr.planning.timetable import Plan
from mamarr.reporting.formats.instants import require_clock, utc
from mamarr.reporting.formats.xml import words
from mamarr.reporting.lines import movements
from mamarr.reporting.request import Request
from mamarr.reporting.runs import runs
from mamarr.reporting.wording import names
from mamarr.reporting.wording.bundles import Language, say
from mamarr.scenario.scenario import Scenario

_LONGEST = 75
"""Octets of one line: https://www.rfc-editor.org/rfc/rfc5545#section-3.1."""


def ical(request: Request) -> bytes:
    """Return a calendar.

    Raises
    ------
    MamarrError
        report.nothing: there is no wall clock.
    """
    plan, language = request.plan, request.languages[0]
    starts = require_clock(plan.scenario)
    note = request.foot(language)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//mamarr//mamarr//EN", "CALSCALE:GREGORIAN"]
    lines += [f"X-WR-CALNAME:{_text(names.written(plan.scenario.name, '', language))}"]
    for name, place, first_s, last_s, carried in _entries(plan, language):
        key = hashlib.sha256(f"{request.mark} {name} {first_s} {last_s}".encode()).hexdigest()[:32]
        lines += [
            "BEGIN:VEVENT",
            f"UID:{key}@mamarr",
            f"DTSTAMP:{starts:%Y%m%dT%H%M%SZ}",
            f"DTSTART:{_instant(first_s, plan.scenario)}",
            f"DTEND:{_instant(last_s, plan.scenario)}",
            f"SUMMARY:{_text(name)}",
            f"LOCATION:{_text(place)}",
            f"DESCRIPTION:{_text(carried)}\\n{_text(note)}",
            "CLASS:CONFIDENTIAL",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def _entries(plan: Plan, language: Language) -> Iterator[tuple[str, str, int, int, str]]:
    """Yield name, place, first and last second, and what is carried, of every entry."""
    scenario = plan.scenario
    found = [run for run in runs(plan) if run.persons and run.is_convoy]
    for run in found:
        leg = names.leg(scenario, run.leg, language)
        carried = say("vehicles", language, n=run.vehicles), say("people", language, n=run.persons)
        told = say("card-carries", language, vehicles=carried[0], people=carried[1])
        yield say("file-convoy", language, n=run.number, leg=leg), leg, run.enters[0], run.leaves[1], told
    for line in () if found else movements(plan):
        vehicle, people = names.vehicle(scenario, line.vehicle, language), say("people", language, n=line.persons)
        name = say("file-movement", language, vehicle=vehicle, people=people)
        last = max(second for each in line.waypoints for second in each.seconds)
        yield name, names.place(scenario, line.point, language), line.starts_s, last, name


def _instant(second: int, scenario: Scenario) -> str:
    return f"{utc(second, scenario):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    """Return *text* as a value of a calendar: nothing in it ends the line or the value."""
    shown = words(text)
    for sign in ("\\", ";", ","):
        shown = shown.replace(sign, f"\\{sign}")
    return shown.replace("\r", "").replace("\n", "\\n")


def folded(line: str) -> bytes:
    """Return a line in pieces of at most 75 octets, no sign torn apart."""
    pieces, size = [b""], 0
    for sign in line:
        octets = sign.encode()
        if size + len(octets) > _LONGEST:
            pieces.append(b" ")
            size = 1
        pieces[-1] += octets
        size += len(octets)
    return b"\r\n".join(pieces) + b"\r\n"
