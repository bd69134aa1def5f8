"""Files: load() a scenario with every finding at once, save() any document so that nothing is ever half-written."""

import gzip
import json
import os
import re
import sys
import tempfile
from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from mamarr.document import FORMAT_VERSION, Document
from mamarr.errors import Finding, MamarrError
from mamarr.scenario.changes import Change, apply
from mamarr.scenario.checks import findings as sense
from mamarr.scenario.columns import is_long, written
from mamarr.scenario.network import NOT_YET
from mamarr.scenario.quantities import Clock, moment_of
from mamarr.scenario.remainder import remainder_findings
from mamarr.scenario.scenario import Scenario
from mamarr.scenario.text import Lines, decode, parse, parse_json

_QUICK = 4  # a third of the time of the usual 9, and a tenth larger
LARGEST_PLAN = 100_000_000
"""Bytes of a plan file, unpacked."""


def library() -> list[str]:
    """Return the names of the scenarios that come with the package."""
    folder = resources.files("mamarr.scenario") / "library"
    return sorted(entry.name.removesuffix(".yaml") for entry in folder.iterdir() if entry.name.endswith(".yaml"))


def read_bytes(name: str | Path) -> bytes:
    """Return the bytes of a path, of a scenario of the library, or of standard input ('-'), never more than the largest size and one.

    Raises
    ------
    MamarrError
        file.missing, file.unreadable, file.too-large.
    """
    if str(name) == "-":
        return sys.stdin.buffer.read(LARGEST_PLAN + 1)
    path = Path(name)
    if str(name) in library() and not path.exists():
        return (resources.files("mamarr.scenario") / "library" / f"{name}.yaml").read_bytes()
    try:
        with path.open("rb") as plain, gzip.GzipFile(fileobj=plain) if path.suffix == ".gz" else plain as stream:
            return stream.read(LARGEST_PLAN + 1)
    except FileNotFoundError:
        raise MamarrError("file.missing", found=str(name), choices=", ".join(library())) from None
    except (OSError, EOFError) as error:
        raise MamarrError("file.unreadable", found=f"{name}: {getattr(error, 'strerror', None) or error}") from None


def open_tree(name: str | Path, kind: str) -> dict[str, Any]:
    """Return the plain content of a saved document of this *kind*, of a version that is known.

    Raises
    ------
    MamarrError
        What `read_bytes` and `parse_json` refuse; file.too-large, file.not-utf8, file.kind, file.version.
    """
    data = read_bytes(name)
    if len(data) > LARGEST_PLAN:
        raise MamarrError("file.too-large", found=len(data), limit=LARGEST_PLAN)
    try:
        tree = parse_json(data.decode())
    except UnicodeDecodeError as error:
        raise MamarrError("file.not-utf8", found=error.start) from None
    if not isinstance(tree, dict) or tree.get("kind") != kind:
        found = str(tree.get("kind")) if isinstance(tree, dict) else type(tree).__name__
        raise MamarrError("file.kind", found=found[:80], wanted=kind)
    if tree.get("mamarr") != FORMAT_VERSION:
        raise MamarrError("file.version", [Finding("file.version", "mamarr", None, {"found": str(tree.get("mamarr"))})])
    return tree


def load(name: str | Path, changes: Iterable[Change] = ()) -> Scenario:
    """Return the scenario of a file, of the library or of standard input, with *changes* made.

    Raises
    ------
    MamarrError
        With every error of the file at once.
    """
    scenario, found = examine(decode(read_bytes(name)), changes)
    errors = [finding for finding in found if finding.severity == "error"]
    if scenario is None or errors:
        raise MamarrError(errors[0].code, errors)
    return scenario


def examine(text: str, changes: Iterable[Change] = ()) -> tuple[Scenario | None, list[Finding]]:
    """Return the scenario written in *text*, or None, and every finding about it, with its line."""
    tree, lines = _tree(text)
    if not isinstance(tree, dict):
        raise MamarrError("scenario.wrong-shape", found=type(tree).__name__, wanted="a mapping of keys to values")
    if tree.get("mamarr") != "1":
        raise MamarrError(
            "file.version",
            [Finding("file.version", "mamarr", lines.get("mamarr", 1), {"found": str(tree.get("mamarr"))})],
        )
    changes, stated = list(changes), tree.pop("fingerprint", None)
    scenario, found = _examine(expand(apply(changes, tree)))
    if scenario is not None and stated is not None and not changes and stated != scenario.fingerprint_of_content():
        found.append(Finding("file.fingerprint", "fingerprint", None, {"found": str(stated)[:12]}))
    return scenario, [_placed(finding, lines) for finding in found]


def _tree(text: str) -> tuple[Any, Lines]:
    """Return the tree of *text* and the lines of its values; the columns of a network are read by themselves and have none."""
    if not is_long(text):
        return parse(text)
    whole = parse_json(text)
    network = whole.pop("network", None) if isinstance(whole, dict) else None
    tree, _ = parse(json.dumps(whole))
    if isinstance(tree, dict) and network is not None:
        tree["network"] = network
    return tree, {}


def _examine(tree: dict[str, Any]) -> tuple[Scenario | None, list[Finding]]:
    scenario, found = build(tree)
    if scenario is None:
        return None, [*found, *remainder_findings(tree, found, build)]
    return scenario, sense(scenario)


def change(scenario: Scenario, changes: Iterable[Change]) -> Scenario:
    """Return *scenario* with *changes* made and everything checked again.

    Raises
    ------
    MamarrError
        With every error that the changes cause.
    """
    changed, found = _examine(apply(changes, scenario.content()))
    errors = [finding for finding in found if finding.severity == "error"]
    if changed is None or errors:
        raise MamarrError(errors[0].code, errors)
    return changed


def build(tree: dict[str, Any]) -> tuple[Scenario | None, list[Finding]]:
    """Return the scenario of a plain tree, or None with every finding about its shape."""
    clock, found = _clock(tree)
    network = tree.get("network")
    if isinstance(network, dict):
        later = sorted(NOT_YET & network.keys())
        wanted = "roads, people and exits that do not change over time"
        found += [Finding("scenario.not-yet", f"network.{n}", None, {"found": n, "wanted": wanted}) for n in later]
    if found:
        return None, found
    try:
        scenario = Scenario.model_validate(tree, context={"clock": clock}, by_alias=True, by_name=False)
    except ValidationError as error:
        return None, findings_of(error, tree)
    return scenario, []


def findings_of(error: ValidationError, tree: Any) -> list[Finding]:
    """Return what validation found in *tree*, in the words of the problem list; a hundred at most."""
    return [_finding(dict(entry), tree) for entry in error.errors(include_url=False)[:100]]


def expand(tree: dict[str, Any]) -> dict[str, Any]:
    """Return *tree* with `people` written out as groups, and `covers` of a pause as the pause of each leg and point."""
    result = dict(tree)
    people = result.pop("people", None)
    if isinstance(people, dict):
        result["groups"] = [*result.get("groups", []), *_groups_of(people)]
    for pause in result.get("pauses") or []:
        if isinstance(pause, dict) and isinstance(pause.get("covers"), str | list):
            _cover(result, pause)
    return result


def _groups_of(people: dict[str, Any]) -> list[dict[str, Any]]:
    everyone, kinds = people.get("everyone") or {}, people.get("kinds") or {}
    groups = []
    for place, counts in (people.get("waiting") or {}).items():
        for kind, headcount in counts.items():
            group = {**everyone, **kinds.get(kind, {}), "id": f"{place}_{kind}", "at": place, "headcount": headcount}
            companions = group.get("companions")
            if isinstance(companions, dict) and companions.get("group") in kinds:
                group["companions"] = {**companions, "group": f"{place}_{companions['group']}"}
            groups.append(group)
    return groups


def _cover(tree: dict[str, Any], pause: dict[str, Any]) -> None:
    """Put a pause over the legs and points that it covers: those named, or all but those named. Several pauses add up."""
    covers = pause.pop("covers")
    words = covers if isinstance(covers, list) else re.findall(r"[a-z][a-z0-9_]*", covers.removeprefix("all but"))
    is_all_but = isinstance(covers, str) and covers.startswith("all but")
    points = [place for place in tree.get("places", []) if place.get("kind") == "assembly point"]
    every = [*points, *tree.get("legs", [])] if is_all_but else [*tree.get("places", []), *tree.get("legs", [])]
    for entry in every:
        if (entry.get("id") in words) != is_all_but:
            had = entry.get("pause")
            names = had if isinstance(had, list) else [had] if had else []
            entry["pause"] = [*names, pause.get("id")]


def _clock(tree: dict[str, Any]) -> tuple[Clock, list[Finding]]:
    zone = tree.get("time_zone")
    if isinstance(zone, str) and not _is_zone(zone):
        return Clock(), [Finding("quantity.unknown-zone", "time_zone", None, {"found": zone[:80]})]
    starts = tree.get("starts")
    if not isinstance(starts, str):
        return Clock(zone if isinstance(zone, str) else None), []
    try:
        return Clock(zone, moment_of(starts.strip(), zone)), []
    except Exception as error:
        if not hasattr(error, "context"):
            raise
        terms = dict(error.context)
        return Clock(), [Finding(terms.pop("code"), "starts", None, terms)]


def _is_zone(zone: str) -> bool:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _finding(entry: dict[str, Any], tree: Any) -> Finding:
    """Return what pydantic found, in the words of the problem list."""
    path, last = _path(entry["loc"], tree)
    kind, context, shown = entry["type"], dict(entry.get("ctx") or {}), _shown(entry.get("input"))
    if kind == "mamarr":
        code = context.pop("code")
        return Finding(code, path, None, {"found": shown, **context})
    if kind == "missing":
        return Finding("scenario.missing-field", path, None, {"found": "", "name": last})
    if kind == "extra_forbidden":
        return Finding(
            "scenario.unknown-field",
            path,
            None,
            {"found": last, "name": last, "choices": "the fields that 'mamarr schema scenario' lists"},
        )
    if kind in ("literal_error", "union_tag_invalid"):
        choices = str(context.get("expected") or context.get("expected_tags"))
        return Finding("scenario.unknown-choice", path, None, {"found": shown, "choices": choices.replace("'", "")})
    if kind == "union_tag_not_found":
        return Finding("scenario.missing-field", f"{path}.kind", None, {"found": "", "name": "kind"})
    wanted = {
        "string_type": "text",
        "tuple_type": "a list",
        "int_type": "a whole number",
        "int_parsing": "a whole number",
        "int_from_float": "a whole number",
    }.get(kind, "a mapping of keys to values")
    return Finding("scenario.wrong-shape", path, None, {"found": shown, "wanted": wanted})


def _shown(value: object) -> str:
    return value[:80] if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)[:80]


def _path(loc: tuple[str | int, ...], tree: Any) -> tuple[str, str]:
    """Return the path of *loc* as the file has it, without the tags of kinds that validation puts in between."""
    path, here = "", tree
    for number, part in enumerate(loc):
        if isinstance(part, int) and isinstance(here, list | tuple) and part < len(here):
            path, here = f"{path}[{part}]", here[part]
        elif isinstance(here, dict) and (part in here or number == len(loc) - 1):
            path, here = (f"{path}.{part}" if path else str(part)), here.get(part)
    return path, str(loc[-1])


def _placed(finding: Finding, lines: Lines) -> Finding:
    path = finding.path
    while path not in lines and path:
        cut = max(path.rfind("."), path.rfind("["))
        path = path[:cut] if cut > 0 else ""
    return Finding(finding.code, finding.path, lines.get(path), finding.terms)


def save(document: Document, path: str | Path) -> None:
    """Write *document* to *path* as JSON, gzipped where the name ends so; the old file stays until the new one is whole.

    Raises
    ------
    MamarrError
        file.unwritable.
    """
    content = {**document.content(), "fingerprint": document.fingerprint_of_content()}
    text = written(content).encode() + b"\n"
    write(text if not str(path).endswith(".gz") else gzip.compress(text, _QUICK, mtime=0), path)


def write(data: bytes, path: str | Path) -> None:
    """Write *data* to *path*: to a temporary file in the same folder, flushed to disk, then renamed.

    Raises
    ------
    MamarrError
        file.unwritable.
    """
    target = Path(path)
    temporary: str | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as stream:
            temporary = stream.name
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(target)
    except OSError as error:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        raise MamarrError("file.unwritable", found=f"{path}: {error.strerror}") from None
