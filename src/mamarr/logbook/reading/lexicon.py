"""Lexicons: plain text files that a native speaker can edit, turned into forms by class. See `lexicon/README.md`."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Literal

from mamarr.logbook.claims import Language
from mamarr.logbook.reading.conjugation import arabic_verb, english_noun, english_verb
from mamarr.logbook.reading.folding import fold_word

Form = Literal["word", "base", "past", "pres", "ing", "noun"]
KINDS = ("events", "saying", "units", "dates", "actors")


@dataclass(frozen=True)
class Sense:
    """What a form may mean: its class and the sort of form it is."""

    kind: str
    """Class, such as LEAVE or PAUSE, or `month 3`."""

    form: Form = "word"
    """past, pres (present or future), base, ing, noun (of a verb), or word."""


@dataclass
class Lexicon:
    """Forms of one language."""

    single: dict[str, list[Sense]] = field(default_factory=dict)
    """Senses by form of one word."""

    longer: dict[str, list[tuple[tuple[str, ...], Sense]]] = field(default_factory=dict)
    """Forms of several words by their first word, the longest first."""

    def add(self, form: str, sense: Sense) -> None:
        """Add a form."""
        words = tuple(split(form))
        if not words:
            return
        if len(words) == 1:
            senses = self.single.setdefault(words[0], [])
            if sense not in senses:
                senses.append(sense)
            return
        self.longer.setdefault(words[0], []).append((words, sense))


def split(form: str) -> list[str]:
    """Return the words of a form as the text's tokens are: hyphens stand alone."""
    return fold_word(form).replace("-", " - ").replace("%", " % ").replace(":", " : ").split()


def lines_of(name: str) -> Iterator[tuple[str, str]]:
    """Return section and line of a file of the lexicon."""
    text = (resources.files("mamarr.logbook.reading") / "lexicon" / name).read_text(encoding="utf-8")
    section = ""
    for written in text.splitlines():
        line = written.strip()
        if line.startswith("[") and line.endswith("]"):
            section = line[1:-1]
        elif line and not line.startswith("#"):
            yield section, line


def forms_of(line: str) -> list[str]:
    """Return the forms of a line, separated by commas of either script."""
    return [form.strip() for form in line.replace("،", ",").split(",") if form.strip()]


@lru_cache(maxsize=4)
def lexicon(language: Language, kinds: tuple[str, ...] = KINDS) -> Lexicon:
    """Return the lexicon of a language, from all its files or from those named."""
    found = Lexicon()
    for kind in kinds:
        for section, line in lines_of(f"{language}-{kind}.txt"):
            for form, sense in _entries(language, line):
                found.add(form, Sense(section, sense))
    for entries in found.longer.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return found


def _entries(language: Language, line: str) -> Iterator[tuple[str, Form]]:
    if language == "ar":
        if " / " in line:
            yield from arabic_verb(*(part.strip() for part in line.split(" / ", 2)))
        else:
            for form in forms_of(line):
                yield form, "word"
        return
    for form in forms_of(line):
        if form.count("/") == 4:
            base, third, past, participle, ing = form.split("/")
            yield from ((base, "base"), (third, "pres"), (past, "past"), (participle, "past"), (ing, "ing"))
        elif form.endswith("+"):
            yield from english_verb(form[:-1])
        elif form.endswith("*"):
            yield from english_noun(form[:-1])
        else:
            yield form, "word"


@lru_cache(maxsize=1)
def grammar() -> tuple[tuple[str, str, str], ...]:
    """Return happening, thing and predicate of every row of the grammar."""
    rows = []
    for _, line in lines_of("grammar.txt"):
        happening, thing, predicate = line.split()
        rows.append((happening, thing, predicate))
    return tuple(rows)
