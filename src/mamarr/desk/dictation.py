"""What somebody types, as a fact: `departure movement=t1 load=sukkari_seat:45 --happened 14:10`."""

import json
import types
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from mamarr.document import Document
from mamarr.errors import Finding, MamarrError
from mamarr.logbook.facts.any import FACTS, KINDS, Fact
from mamarr.logbook.roles import kinds
from mamarr.scenario.quantities import moment_of

_KIND = {each.model_fields["kind"].default: each for each in KINDS}


def read_fact(kind: str, pairs: Iterable[str], said: Mapping[str, Any], zone: str | None) -> Fact:
    """Return the fact of *kind* with the fields typed as FIELD=VALUE, and *said* for what was not typed.

    A list is written a,b; persons by group are written group:45,other:5.

    Raises
    ------
    MamarrError
        log.unknown-kind; log.entry for every field that does not fit.
    """
    if kind not in _KIND:
        raise MamarrError("log.unknown-kind", found=kind[:80], choices=", ".join(kinds()))
    fields = _KIND[kind].model_fields
    tree: dict[str, Any] = {**said, "kind": kind}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or name not in fields or name == "kind":
            choices = ", ".join(field for field in fields if field != "kind")
            raise MamarrError("log.entry", name=name[:80], found=pair[:80], wanted=f"FIELD=VALUE with one of {choices}")
        tree[name] = _plain(value, fields[name].annotation)
    return fact_of(tree, zone)


def fact_of(tree: Mapping[str, Any], zone: str | None, line: int | None = None) -> Fact:
    """Return the fact of plain values; instants without an offset are of *zone*.

    Raises
    ------
    MamarrError
        log.unknown-kind; log.entry for every field that does not fit.
    """
    kind = str(tree.get("kind"))
    if kind not in _KIND:
        raise MamarrError(
            "log.unknown-kind",
            [Finding("log.unknown-kind", "kind", line, {"found": kind[:80], "choices": ", ".join(kinds())})],
        )
    fields, values, findings = _KIND[kind].model_fields, dict(tree), []
    for name in set(values) & set(fields):
        if _holds(fields[name].annotation, datetime) and isinstance(values[name], str):
            try:
                values[name] = moment_of(values[name].strip(), zone)
            except PydanticCustomError as error:
                terms = dict(error.context or {})
                findings.append(Finding(terms.pop("code"), name, line, terms))
    if findings:
        raise MamarrError(findings[0].code, findings)
    try:
        return FACTS.validate_python(values)
    except ValidationError as error:
        found = [_finding(dict(each), line) for each in error.errors(include_url=False)[:20]]
        raise MamarrError("log.entry", found) from None


def facts_of(text: str, said: Mapping[str, Any], zone: str | None) -> list[Fact]:
    """Return the facts of a text of one JSON object a line, with *said* for what a line leaves out.

    Raises
    ------
    MamarrError
        With everything that is wrong, by line.
    """
    facts, findings = [], []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            facts.append(fact_of({**said, **_object(line)}, zone, number))
        except (ValueError, RecursionError):
            findings.append(
                Finding("log.entry", "", number, {"name": "line", "found": line[:80], "wanted": "a JSON object"})
            )
        except MamarrError as error:
            findings += error.findings
    if findings:
        raise MamarrError(findings[0].code, findings[:100])
    return facts


def _object(line: str) -> dict[str, Any]:
    tree = json.loads(line)
    return dict(tree.items()) if isinstance(tree, dict) else {"kind": line[:80]}


def _plain(value: str, annotation: Any) -> Any:
    """Return the typed value as plain values of the shape that the field has."""
    if _holds(annotation, dict):
        if value.lstrip().startswith("{"):
            return _parsed(value)
        return dict(_counted(part) for part in value.split(",") if part)
    if _holds(annotation, tuple):
        return _parsed(value) if value.lstrip().startswith("[") else [part.strip() for part in value.split(",") if part]
    if _holds(annotation, bool):
        return {"true": True, "yes": True, "false": False, "no": False}.get(value.lower(), value)
    if _holds(annotation, int) and value.lstrip("-").isdecimal() and len(value) < 20:
        return int(value)
    return value


def _counted(part: str) -> tuple[str, Any]:
    name, _, number = part.rpartition(":")
    return name.strip(), int(number) if number.strip().isdecimal() and len(number) < 20 else number


def _parsed(value: str) -> Any:
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return value


def _holds(annotation: Any, kind: type) -> bool:
    """Say whether a field may hold values of *kind*."""
    if get_origin(annotation) is Annotated:
        return _holds(get_args(annotation)[0], kind)
    if get_origin(annotation) in (Union, types.UnionType):
        return any(_holds(each, kind) for each in get_args(annotation))
    plain = get_origin(annotation) or annotation
    return plain is kind if kind in (bool, int) else isinstance(plain, type) and issubclass(plain, kind)


def _finding(entry: dict[str, Any], line: int | None) -> Finding:
    place = ".".join(str(part) for part in entry["loc"][1:]) or "kind"
    given = entry.get("input")
    found = "" if entry["type"] == "missing" else str(given)[:80]
    wanted = {
        "missing": "a value", "extra_forbidden": "no such field", "int_parsing": "a whole number",
        "int_type": "a whole number", "dict_type": "group:persons,group:persons", "mamarr": "an instant with its zone",
    }.get(entry["type"], str(entry["msg"]).lower())  # fmt: skip
    return Finding("log.entry", place, line, {"name": place, "found": found or "-", "wanted": wanted})


def said_now(by: str, source: str | None, known: str | None, now: datetime | None = None) -> dict[str, Any]:
    """Return what every entry says: that it happened and was written down now, by whom, and how it is known."""
    moment = (now or datetime.now(UTC)).isoformat(timespec="seconds")
    said = {"happened": moment, "recorded": moment, "by": by, "source": source, "known": known}
    return {name: value for name, value in said.items() if value is not None}


def summary(document: Document) -> str:
    """Return what a fact says in one line, field by field, without what every entry says."""
    content = document.content()
    said = {"kind", "happened", "recorded", "by", "known", "source", "document"}
    return " ".join(
        f"{name}={_short(value)}" for name, value in content.items() if name not in said and value not in ("", {}, [])
    )


def _short(value: Any) -> str:
    if isinstance(value, dict) and all(isinstance(each, int) for each in value.values()):
        return ",".join(f"{name}:{number}" for name, number in value.items())
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return ",".join(value)
    if isinstance(value, str):
        return value if len(value) <= 160 else f"{value[:159]}…"
    return json.dumps(value, ensure_ascii=False)[:160]
