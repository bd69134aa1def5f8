"""JSON Schemas of the documents, printed from the code; the sentence under each field is its description."""

import ast
import inspect
from types import ModuleType
from typing import Any, Literal

from pydantic import TypeAdapter

from mamarr.document import Document
from mamarr.errors import PROBLEMS
from mamarr.logbook import claims, entries, exchange
from mamarr.logbook.facts import claims as heard
from mamarr.logbook.facts import movements, records, said, words
from mamarr.logbook.facts import people as persons
from mamarr.logbook.facts import roads as ways
from mamarr.logbook.facts.any import FACTS
from mamarr.negotiation import asks, own
from mamarr.planning import flows, timetable, trips
from mamarr.scenario import (
    agreements,
    aid,
    changes,
    commitments,
    fleet,
    hazards,
    network,
    parties,
    pauses,
    people,
    places,
    roads,
    scenario,
    spells,
    weather,
)  # fmt: skip
from mamarr.simulation import assumptions, outcome

_DOCUMENTS: dict[str, type[Document]] = {
    "scenario": scenario.Scenario,
    "plan": timetable.Plan,
    "asks": asks.Asks,
    "own-asks": own.OwnAsks,
    "entry": entries.Entry,
    "bundle": exchange.Cover,
    "reading": claims.Reading,
    "stress": outcome.StressTest,
}
_MODULES: tuple[ModuleType, ...] = (
    agreements, aid, commitments, fleet, hazards, parties, pauses, people, places, spells, roads, weather, network, scenario,
    trips, flows, timetable,
    said, movements, persons, ways, words, heard, records, entries, exchange,
    assumptions, outcome, asks, own, changes,
)  # fmt: skip


PROBLEM_LIST = "problems"
FACT = "fact"
"""What the words of an entry may say: one of many kinds."""


def names() -> list[str]:
    """Return the names of the documents, and of the problem list."""
    return sorted([*_DOCUMENTS, FACT, PROBLEM_LIST])


def problem_list() -> list[dict[str, str | int]]:
    """Return every row of the problem list, with its words in English."""
    return [
        {
            "code": code,
            "severity": problem.severity,
            "en": problem.en,
            "expected": problem.expected,
            "do": problem.do,
            "exit_code": problem.exit_code,
            "http_status": problem.http_status,
        }
        for code, problem in PROBLEMS.items()
    ]


def schema_of(name: str) -> dict[str, Any]:
    """Return the JSON Schema of the document called *name*, or the problem list."""
    if name == PROBLEM_LIST:
        return {"problems": problem_list()}
    document = _DOCUMENTS.get(name)
    written: Literal["validation", "serialization"] = "serialization" if name == "reading" else "validation"
    kind = TypeAdapter(document) if document is not None else FACTS
    schema = kind.json_schema(by_alias=True, mode=written)
    sentences: dict[str, dict[str, str]] = {}
    # A claim has places and links of its own, called as those of a scenario are
    for module in (*_MODULES, *((claims,) if name == "reading" else ())):
        sentences |= _sentences(module, sentences)
    for title, part in {**schema.get("$defs", {}), document.__name__ if document is not None else FACT: schema}.items():
        for field, entry in part.get("properties", {}).items():
            if field in sentences.get(title, {}):
                entry["description"] = sentences[title][field]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": FACT, **schema}


def _sentences(module: ModuleType, known: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """Return by class and by key of the file the sentence under each field, bases of this module and of *known* included."""
    tree = ast.parse(inspect.getsource(module))
    found: dict[str, dict[str, str]] = {}
    for node in tree.body:
        if not isinstance(node, ast.ClassDef):
            continue
        kind = getattr(module, node.name)
        own: dict[str, str] = {}
        for base in node.bases:
            own |= found.get(ast.unparse(base)) or known.get(ast.unparse(base), {})
        for field, sentence in zip(node.body, node.body[1:], strict=False):
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and _is_sentence(sentence):
                name = field.target.id
                key = kind.model_fields[name].alias or name if name in getattr(kind, "model_fields", {}) else name
                own[key] = sentence.value.value  # type: ignore[attr-defined]
        found[node.name] = own
    return found


def _is_sentence(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
