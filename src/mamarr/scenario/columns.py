"""Columns: many rows of whole numbers in one document, one tuple for each field; and scenario files that hold them.

As documents of their own, millions of entries take ten seconds and gigabytes; as columns a second. A column is checked as
a whole and keeps the numbers it was given, so that equal ones are stored once.
"""

import json
import re
from collections.abc import Callable, Sequence
from typing import Annotated, Any

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

from mamarr.scenario.quantities import LARGEST, problem

_COLUMN = re.compile(r'"\\u0000([0-9]+)\\u0000"')
_WHOLE = re.compile(r"-?[0-9]{1,18}")
_LONG = 40
"""Lists of numbers longer than this are written on one line."""


def _read(value: object) -> tuple[int, ...]:
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise problem("scenario.wrong-shape", found=str(value)[:40], wanted="a list of whole numbers")
    numbers = tuple(value)
    if numbers and all(type(number) is str and _WHOLE.fullmatch(number) for number in numbers[:_LONG]):
        numbers = tuple(int(text) if _WHOLE.fullmatch(str(text)) else text for text in numbers)  # a file in YAML
    if set(map(type, numbers)) - {int}:
        odd = next(number for number in numbers if type(number) is not int)
        raise problem("scenario.wrong-shape", found=str(odd)[:40], wanted="a list of whole numbers")
    if numbers and max(map(abs, (min(numbers), max(numbers)))) > LARGEST:
        raise problem("quantity.too-large", found=str(max(numbers, key=abs))[:40], limit=LARGEST)
    return numbers


Column = Annotated[
    tuple[int, ...],
    PlainValidator(_read),
    PlainSerializer(list, return_type=Any),
    WithJsonSchema({"type": "array", "items": {"type": "integer"}}),
]
"""Whole numbers, one for each row."""


def is_long(text: str) -> bool:
    """Tell whether *text* is JSON that holds the columns of a network: such a text is read as JSON, not as YAML."""
    return text.startswith("{") and '"network"' in text


def written(content: dict[str, Any]) -> str:
    """Return *content* as JSON for people: one value a line, but a long list of numbers on one line."""
    columns: list[str] = []

    def marked(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: marked(part) for key, part in value.items()}
        if isinstance(value, list):
            if len(value) > _LONG and set(map(type, value)) <= {int, str}:
                columns.append(_line(value))
                return f"\0{len(columns) - 1}\0"
            return [marked(part) for part in value]
        return value

    text = json.dumps(marked(content), ensure_ascii=False, indent=1)
    if len(_COLUMN.findall(text)) != len(columns):  # somebody's own words look like a mark
        return json.dumps(content, ensure_ascii=False, indent=1)
    fill: Callable[[re.Match[str]], str] = lambda found: columns[int(found[1])]  # noqa: E731
    return _COLUMN.sub(fill, text)


def _line(values: list[Any]) -> str:
    if type(values[0]) is int and set(map(type, values)) == {int}:
        return f"[{','.join(map(str, values))}]"
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))
