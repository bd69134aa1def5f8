"""open_plan(): a plan out of a file, with every finding about its shape at once."""

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from mamarr.errors import Finding, MamarrError
from mamarr.planning.timetable import Plan
from mamarr.scenario.files import LARGEST_PLAN, build, findings_of, read_bytes


def open_plan(name: str | Path) -> Plan:
    """Return the plan of a file. It is not believed: `judge` says whether it is allowed and its bounds are true.

    Raises
    ------
    MamarrError
        With every error of the file at once.
    """
    data = read_bytes(name)
    if len(data) > LARGEST_PLAN:
        raise MamarrError("file.too-large", found=len(data), limit=LARGEST_PLAN)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise MamarrError("file.not-utf8", found=error.start) from None
    tree = _parse(text)
    if not isinstance(tree, dict) or tree.get("kind") != "plan":
        found = str(tree.get("kind")) if isinstance(tree, dict) else type(tree).__name__
        raise MamarrError("file.kind", found=found[:80], wanted="plan")
    if tree.get("mamarr") != 1:
        raise MamarrError("file.version", [Finding("file.version", "mamarr", None, {"found": str(tree.get("mamarr"))})])
    return _build(tree)


def _parse(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise MamarrError("file.not-yaml", [Finding("file.not-yaml", "", error.lineno, {"found": error.msg})]) from None
    except RecursionError:
        raise MamarrError("file.too-deep", limit=100) from None
    except ValueError as error:  # a number of thousands of digits
        raise MamarrError("file.not-yaml", found=str(error)[:120]) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise MamarrError("file.duplicate-key", found=twice[:80])
    return result


def _refuse_constant(name: str) -> Any:
    raise MamarrError("file.not-yaml", found=name)


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
