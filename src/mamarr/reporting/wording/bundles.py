"""say(): every human-facing word of mamarr, in two languages, with the values of a sentence isolated.

Around each value stand the isolates U+2068 and U+2069, so that a number or a name of the other script never turns its
neighbours around; pages make `bdi` of them, `plain` takes them away where nobody lays out writing.
"""

from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Literal

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast
from fluent.syntax.visitor import Visitor

Language = Literal["en", "ar"]
LANGUAGES: tuple[Language, ...] = ("ar", "en")

FIRST_STRONG = "\u2068"
LEFTWARD = "\u2066"
END = "\u2069"
RIGHTWARD = "\u200f"
_SIGNS = dict.fromkeys(map(ord, "\u200f\u2066\u2067\u2068\u2069"))


@cache
def messages(language: str) -> tuple[ast.Message, ...]:
    """Return all messages of *language* as they are written.

    Raises
    ------
    ValueError
        Two messages of the same name, or a line that is no message.
    """
    folder = resources.files("mamarr.reporting.wording") / language
    files = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".ftl")), key=lambda each: each.name)
    found: dict[str, ast.Message] = {}
    for file in files:
        for entry in FluentResource(file.read_text(encoding="utf-8")).body:
            if isinstance(entry, ast.Junk) or (isinstance(entry, ast.Message) and entry.id.name in found):
                raise ValueError(f"{file.name}: {entry.content if isinstance(entry, ast.Junk) else entry.id.name}")
            if isinstance(entry, ast.Message):
                found[entry.id.name] = entry
    return tuple(found.values())


@cache
def bundle(language: str) -> FluentBundle:
    """Return all messages of *language*, ready to be filled."""
    found = FluentBundle([language], use_isolating=True)
    found.add_resource(ast.Resource(list(messages(language))))
    return found


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - the visitor's own name
        self.names.add(node.id.name)


@cache
def variables(language: str) -> dict[str, frozenset[str]]:
    """Return the terms that each message of *language* names, its attributes included."""
    found = {}
    for message in messages(language):
        reader = _Variables()
        reader.visit(message)
        found[message.id.name] = frozenset(reader.names)
    return found


def knows(code: str, language: str) -> bool:
    """Tell whether there is a message *code* in *language*."""
    return bundle(language).has_message(code)


def say(code: str, language: str, /, **terms: str | int) -> str:
    """Return the message *code* with *terms*, each isolated; `code.attribute` names a part of a message.

    Raises
    ------
    LookupError
        There is no such message, or it names a term that is not given: a defect of the caller.
    """
    name, _, attribute = code.partition(".")
    message = bundle(language).get_message(name) if knows(name, language) else None
    pattern = message and (message.attributes.get(attribute) if attribute else message.value)
    if not pattern:
        raise LookupError(f"there is no message {code} in {language}")
    text, errors = bundle(language).format_pattern(pattern, terms)
    if errors:
        raise LookupError(f"message {code} in {language}: {errors[0]}")
    return str(text)


def isolate(text: str) -> str:
    """Return *text* so that its direction does not touch what stands around it."""
    return f"{FIRST_STRONG}{text}{END}"


def listed(parts: Iterable[str], language: str, sign: str = "") -> str:
    """Return *parts*, each isolated, one after another as *language* runs; *sign* stands between them."""
    sign = sign or ("، " if language == "ar" else ", ")
    return (RIGHTWARD if language == "ar" else "") + sign.join(isolate(part) for part in parts)


def plain(text: str) -> str:
    """Return *text* without isolates and marks of direction: for terminals, tables, JSON and labels of pictures."""
    return text.translate(_SIGNS)
