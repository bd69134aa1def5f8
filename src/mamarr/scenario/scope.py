"""What this version honours. A field that it does not is refused by name, never ignored."""

from typing import Any, Final

from mamarr.document import Document
from mamarr.errors import Finding


class _NotYet:
    """Marks a field that the schema knows and the planner, judge or simulation does not honour yet."""

    def __repr__(self) -> str:
        return "NOT_YET"


NOT_YET: Final = _NotYet()


def unhonoured(document: Document, path: str = "") -> list[Finding]:
    """Return a finding for every field of *document*, at any depth, that is set and marked `NOT_YET`."""
    findings: list[Finding] = []
    for name, info in type(document).model_fields.items():
        value = getattr(document, name)
        key = info.alias or name
        place = f"{path}.{key}" if path else key
        if any(isinstance(mark, _NotYet) for mark in info.metadata):
            if value != info.get_default(call_default_factory=True):
                findings.append(not_yet(place, key, f"no {key}"))
            continue
        findings.extend(_inside(value, place))
    return findings


def _inside(value: Any, place: str) -> list[Finding]:
    if isinstance(value, Document):
        return unhonoured(value, place)
    if isinstance(value, tuple):
        return [finding for index, item in enumerate(value) for finding in _inside(item, f"{place}[{index}]")]
    return []


def not_yet(path: str, found: str, wanted: str) -> Finding:
    """Return the finding that *found* at *path* is not honoured, and what is."""
    return Finding("scenario.not-yet", path, None, {"found": found, "wanted": wanted})
