"""What a fact says as plain values with seconds since 1970, without what says nothing."""

from datetime import datetime
from typing import Any

from mamarr.document import Document

_HEAD = frozenset({"happened", "recorded", "kind"})


def written(fact: Document) -> dict[str, Any]:
    """Return the fields of *fact* that say something, but for when it happened and was recorded."""
    found = {}
    for name in type(fact).model_fields:
        value = getattr(fact, name)
        if name in _HEAD or value is None or value in ("", (), {}):
            continue
        found[name] = _plain(value)
    return found


def picked(tree: dict[str, Any], *keys: str) -> dict[str, Any]:
    """Return what *tree* has of *keys*."""
    return {key: tree[key] for key in keys if key in tree}


def seconds(moment: datetime) -> int:
    """Return the seconds since 1970 of *moment*."""
    return int(moment.timestamp())


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return seconds(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value
