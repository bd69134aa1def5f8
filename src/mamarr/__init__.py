"""From the announcement of a humanitarian corridor to a proven evacuation plan.

>>> import mamarr
>>> scenario = mamarr.load("one-road")
>>> scenario.people_total
90

Everything is imported when it is first used, so that the terminal answers at once.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mamarr.document import Document
    from mamarr.errors import PROBLEMS, Finding, MamarrError
    from mamarr.logbook.claims import Claim, Reading
    from mamarr.logbook.entries import Entry
    from mamarr.logbook.opening import open_log
    from mamarr.logbook.reading.reader import read
    from mamarr.logbook.situation import Situation
    from mamarr.logbook.store import Logbook
    from mamarr.negotiation.agenda import negotiate
    from mamarr.negotiation.asks import Ask, Asks
    from mamarr.planning.adherence import Replanned, replan
    from mamarr.planning.archive import open_plan
    from mamarr.planning.handover import handover
    from mamarr.planning.judge import Judgement, judge
    from mamarr.planning.progress import Progress
    from mamarr.planning.strategy import plan
    from mamarr.planning.timetable import Alternative, Bound, Certificate, Plan, Trip
    from mamarr.reporting.sitrep import report
    from mamarr.scenario.changes import Change
    from mamarr.scenario.files import change, examine, library, load, save
    from mamarr.scenario.scenario import Scenario
    from mamarr.scenario.sources.building import build
    from mamarr.simulation.archive import open_stress
    from mamarr.simulation.outcome import StressTest
    from mamarr.simulation.trial import stress

__version__ = "0.1.0"

_HOME = {
    "PROBLEMS": "errors",
    "Alternative": "planning.timetable",
    "Ask": "negotiation.asks",
    "Asks": "negotiation.asks",
    "Bound": "planning.timetable",
    "Certificate": "planning.timetable",
    "Change": "scenario.changes",
    "Claim": "logbook.claims",
    "Document": "document",
    "Entry": "logbook.entries",
    "Finding": "errors",
    "Judgement": "planning.judge",
    "Logbook": "logbook.store",
    "MamarrError": "errors",
    "Plan": "planning.timetable",
    "Progress": "planning.progress",
    "Replanned": "planning.adherence",
    "Reading": "logbook.claims",
    "Scenario": "scenario.scenario",
    "Situation": "logbook.situation",
    "StressTest": "simulation.outcome",
    "Trip": "planning.timetable",
    "build": "scenario.sources.building",
    "change": "scenario.files",
    "examine": "scenario.files",
    "handover": "planning.handover",
    "judge": "planning.judge",
    "library": "scenario.files",
    "load": "scenario.files",
    "negotiate": "negotiation.agenda",
    "open_log": "logbook.opening",
    "open_plan": "planning.archive",
    "open_stress": "simulation.archive",
    "plan": "planning.strategy",
    "replan": "planning.adherence",
    "read": "logbook.reading.reader",
    "report": "reporting.sitrep",
    "save": "scenario.files",
    "stress": "simulation.trial",
}

__all__ = [
    "PROBLEMS",
    "Alternative",
    "Ask",
    "Asks",
    "Bound",
    "Certificate",
    "Change",
    "Claim",
    "Document",
    "Entry",
    "Finding",
    "Judgement",
    "Logbook",
    "MamarrError",
    "Plan",
    "Progress",
    "Reading",
    "Replanned",
    "Scenario",
    "Situation",
    "StressTest",
    "Trip",
    "build",
    "change",
    "examine",
    "handover",
    "judge",
    "library",
    "load",
    "negotiate",
    "open_log",
    "open_plan",
    "open_stress",
    "plan",
    "read",
    "replan",
    "report",
    "save",
    "stress",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        msg = f"module 'mamarr' has no attribute {name!r}"
        raise AttributeError(msg)
    value = getattr(import_module(f"mamarr.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
