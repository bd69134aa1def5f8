"""open_plan(): a plan out of a file, with every finding about its shape at once."""

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from mamarr.errors import Finding, MamarrError
from mamarr.planning.timetable import Plan
from mamarr.scenario.files import build, findings_of, open_tree


def open_plan(name: str | Path) -> Plan:
    """Return the plan of a file. It is not believed: `judge` says whether it is allowed and its bounds are true.

    Raises
    ------
    MamarrError
        With every error of the file at once.
    """
    return _build(open_tree(name, "plan"))


def _build(tree: dict[str, Any]) -> Plan:
    written = tree.get("scenario")
    scenario, found = build(written) if isinstance(written, dict) else (None, [])
    if scenario is None:
        inner = [Finding(each.code, f"scenario.{each.path}".rstrip("."), None, each.terms) for each in found]
        missing = Finding("scenario.missing-field", "scenario", None, {"found": "", "name": "scenario"})
        raise MamarrError("file.kind", inner or [missing], found="plan", wanted="plan")
    try:
        return Plan.model_validate({**tree, "scenario": scenario}, by_alias=True, by_name=False)
    except ValidationError as error:
        found = findings_of(error, tree)
        raise MamarrError(found[0].code, found) from None
