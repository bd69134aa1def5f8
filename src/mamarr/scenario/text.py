"""The text of a file as a tree with places: plain mappings, lists and strings, bounded while reading.

YAML and JSON are read alike, every scalar as text: no tags, no aliases, no duplicate keys, no deep nesting.
"""

import json
from typing import Any

import yaml

from mamarr.errors import Finding, MamarrError

LARGEST_BYTES = 5_000_000
LARGEST_NETWORK = 100_000_000
"""Bytes of a text of columns, which is read as JSON alone."""
LARGEST_DEPTH = 40
LARGEST_VALUES = 200_000

Tree = dict[str, Any] | list[Any] | str
Lines = dict[str, int]
"""The line of each value by its path, for example places[0].lanes."""


def decode(data: bytes) -> str:
    """Return the text of *data*.

    Raises
    ------
    MamarrError
        file.too-large, file.not-utf8.
    """
    limit = LARGEST_NETWORK if data.startswith(b"{") and b'"network"' in data else LARGEST_BYTES
    if len(data) > limit:
        raise MamarrError("file.too-large", found=len(data), limit=limit)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise MamarrError("file.not-utf8", found=error.start) from None


def parse(text: str) -> tuple[Tree, Lines]:
    """Return the tree of *text*, and the line of every value.

    Raises
    ------
    MamarrError
        file.not-yaml, or every alias, tag, duplicate key and bound that was met.
    """
    reader = _Reader()
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
            reader.take(event)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        words = str(getattr(error, "problem", None) or error).splitlines()[0][:200]
        raise MamarrError(
            "file.not-yaml", [Finding("file.not-yaml", "", mark.line + 1 if mark else None, {"found": words})]
        ) from None
    if reader.findings:
        raise MamarrError(reader.findings[0].code, reader.findings)
    if reader.root is None:
        raise MamarrError("file.not-yaml", found="an empty text")
    return reader.root, reader.lines


def parse_json(text: str) -> Any:
    """Return the tree of a JSON text in which no key stands twice.

    Raises
    ------
    MamarrError
        file.not-yaml, file.too-deep, file.duplicate-key.
    """
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise MamarrError("file.not-yaml", [Finding("file.not-yaml", "", error.lineno, {"found": error.msg})]) from None
    except RecursionError:
        raise MamarrError("file.too-deep", limit=LARGEST_DEPTH) from None
    except ValueError as error:  # a number of thousands of digits
        raise MamarrError("file.not-yaml", found=str(error)[:120]) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) < len(pairs):
        keys = [key for key, _ in pairs]
        raise MamarrError("file.duplicate-key", found=next(key for key in keys if keys.count(key) > 1)[:80])
    return result


def _refuse_constant(name: str) -> Any:
    raise MamarrError("file.not-yaml", found=name)


class _Reader:
    """Builds the tree from parser events with a stack of its own, so that depth is a number and not a crash."""

    def __init__(self) -> None:
        self.root: Tree | None = None
        self.lines: Lines = {}
        self.findings: list[Finding] = []
        self._stack: list[tuple[Any, str, str | None]] = []  # container, its path, key that waits for its value
        self._values = 0

    def take(self, event: Any) -> None:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            self._refuse("file.alias", line, found=f"*{event.anchor}")
            self._add("", line)
        elif isinstance(event, yaml.ScalarEvent):
            self._check_tag(event, line)
            self._add(event.value, line, is_empty=event.value == "" and event.style is None)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._check_tag(event, line)
            self._open({} if isinstance(event, yaml.MappingStartEvent) else [], line)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._stack.pop()

    def _check_tag(self, event: Any, line: int) -> None:
        if event.tag is not None and event.tag != "!":
            self._refuse("file.tag", line, found=event.tag)

    def _refuse(self, code: str, line: int, **terms: str | int) -> None:
        path = self._stack[-1][1] if self._stack else ""
        if len(self.findings) < 100:
            self.findings.append(Finding(code, path, line, terms))

    def _open(self, container: Any, line: int) -> None:
        if len(self._stack) >= LARGEST_DEPTH:
            raise MamarrError("file.too-deep", [Finding("file.too-deep", "", line, {"limit": LARGEST_DEPTH})])
        if self._stack and isinstance(self._stack[-1][0], dict) and self._stack[-1][2] is None:
            raise MamarrError(
                "file.not-yaml", [Finding("file.not-yaml", "", line, {"found": "a key that is not text"})]
            )
        path = self._add(container, line)
        self._stack.append((container, path, None))

    def _add(self, value: Any, line: int, *, is_empty: bool = False) -> str:
        self._values += 1
        if self._values > LARGEST_VALUES:
            raise MamarrError("file.too-many", [Finding("file.too-many", "", line, {"limit": LARGEST_VALUES})])
        if not self._stack:
            if self.root is not None:
                raise MamarrError("file.not-yaml", [Finding("file.not-yaml", "", line, {"found": "a second document"})])
            self.root = value
            self.lines[""] = line
            return ""
        container, path, key = self._stack[-1]
        if isinstance(container, list):
            place = f"{path}[{len(container)}]"
            container.append(value)
        elif key is None:
            if value in container:
                self._refuse("file.duplicate-key", line, found=str(value))
            self._stack[-1] = (container, path, str(value))
            return path
        else:
            place = f"{path}.{key}" if path else key
            container[key] = None if is_empty else value
            self._stack[-1] = (container, path, None)
        self.lines.setdefault(place, line)
        return place
