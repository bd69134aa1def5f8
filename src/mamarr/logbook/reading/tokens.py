"""Tokens: words, figures and signs of the folded text, each with the senses that the lexicon gives it."""

from dataclasses import dataclass, field

from mamarr.logbook.claims import Language
from mamarr.logbook.reading.folding import Folded
from mamarr.logbook.reading.lexicon import Form, Lexicon, Sense, lexicon
from mamarr.logbook.reading.mending import mended
from mamarr.logbook.reading.variants import variants_of
from mamarr.logbook.reading.words import Token, tokens_of


@dataclass(frozen=True)
class Hit:
    """A form of the lexicon found in the text: tokens *first* to *last* (exclusive)."""

    first: int
    last: int
    sense: Sense
    future: bool = False
    """An Arabic verb with س before it."""

    joined: str = ""
    """Arabic letters written before the form: و ف ل ب ك س."""

    suffix: str = ""
    """Arabic pronoun written after it."""

    @property
    def kind(self) -> str:
        """The class."""
        return self.sense.kind

    @property
    def form(self) -> Form:
        """The sort of form."""
        return self.sense.form


@dataclass
class Marked:
    """A text with its tokens and every hit, by the token at which it begins."""

    folded: Folded
    language: Language
    tokens: list[Token]
    hits: list[Hit] = field(default_factory=list)
    starting: dict[int, list[Hit]] = field(default_factory=dict)

    def text(self, first: int, last: int) -> str:
        """Return the exact words of tokens *first* to *last* (exclusive)."""
        return self.folded.span(self.tokens[first].start, self.tokens[last - 1].end).quote

    def at(self, index: int, *kinds: str) -> Hit | None:
        """Return the longest hit of one of *kinds* that begins at a token."""
        best: Hit | None = None
        for hit in self.starting.get(index, ()):
            if hit.sense.kind in kinds and (best is None or hit.last > best.last):
                best = hit
        return best

    def within(self, first: int, last: int, *kinds: str) -> list[Hit]:
        """Return every hit of *kinds* that lies in tokens *first* to *last* (exclusive)."""
        return [
            hit
            for index in range(first, last)
            for hit in self.starting.get(index, ())
            if hit.last <= last and hit.kind in kinds
        ]

    def has(self, first: int, last: int, *kinds: str) -> bool:
        """Return whether such a hit lies there."""
        return bool(self.within(first, last, *kinds))


def mark(folded: Folded, language: Language) -> Marked:
    """Return the tokens of a text with the senses of their forms."""
    tokens = mended(tokens_of(folded.text, language), language)
    marked = Marked(folded, language, tokens)
    words = [token.word for token in tokens]
    forms = lexicon(language)
    for index, word in enumerate(words):
        if not (word[0].isalpha() or word in {"%", "~", "-"}):
            continue
        found = hits_at(forms, words, index, language)
        if found and language == "ar" and "\u064b" in _exact(folded, tokens[index]):
            found = [
                hit for hit in found if hit.last > index + 1 or hit.form not in {"past", "pres"}
            ]  # قاطعاً is no verb
        if found:
            marked.starting[index] = found
    _hide_inner(marked)
    for index in range(1, len(tokens)):
        if _is_road_number(tokens, index):
            marked.starting.setdefault(index - 1, []).append(Hit(index - 1, index + 1, Sense("ROAD")))
    for found in marked.starting.values():
        marked.hits.extend(found)
    return marked


def _exact(folded: Folded, token: Token) -> str:
    return folded.exact[folded.at[token.start] : folded.at[token.end - 1] + 2]


def _is_road_number(tokens: list[Token], index: int) -> bool:
    """B3, M5, A12: a letter that touches a figure."""
    before, token = tokens[index - 1], tokens[index]
    return (
        token.is_figure
        and before.end == token.start
        and before.written in {"A", "B", "E", "L", "M", "N", "R", "S", "SP", "SR", "SS", "RN", "CR", "US", "DN", "RD"}
        and len(token.word) <= 3
        and (index < 2 or tokens[index - 2].end < before.start)
    )


def _hide_inner(marked: Marked) -> None:
    """Words inside a longer form say nothing by themselves: the pause in a ceasefire deal, من أجل."""
    for index in list(marked.starting):
        longest = max((hit.last for hit in marked.starting[index]), default=0)
        if longest - index < 2:
            continue
        if all(hit.kind in _OPEN for hit in marked.starting[index] if hit.last == longest):
            continue
        for inner in range(index, longest):
            kept = [
                hit
                for hit in marked.starting.get(inner, ())
                if (inner == index and hit.last == longest)
                or hit.last > longest
                or hit.kind in _OPEN
                or hit.kind.startswith(_COUNTED)
            ]
            if inner in marked.starting:
                marked.starting[inner] = kept


_COUNTED = ("persons ", "vehicles ", "families ", "lanes ", "parcels ", "convoys ")
_OPEN = frozenset(
    {
        "GIVEN",
        "TITLE",
        "PRIVATE",
        "TOPIC",
        "APPROX",
        "ATLEAST",
        "ATMOST",
        "TOTAL",
        "COUNTWORD",
        "NOT",
        "until",
        "since",
        "at",
        "between",
        "and",
        "ago",
        "hence",
        "WEAK",
    }
)


def hits_at(forms: Lexicon, words: list[str], index: int, language: Language) -> list[Hit]:
    """Return the forms of a lexicon that begin at a word."""
    found: list[Hit] = []
    seen: set[tuple[int, str]] = set()
    for stem, joined, future, suffix in variants_of(words[index], language):
        for sense in forms.single.get(stem, ()):
            if (index + 1, sense.kind) in seen or (future and sense.form != "pres"):
                continue
            if (
                sense.form in {"past", "pres"}
                and language == "ar"
                and not _may_join(joined + ("." if suffix else ""), sense.form)
            ):
                continue
            if suffix and (sense.form == "word" and sense.kind in _NEVER_OWNED):
                continue
            seen.add((index + 1, sense.kind))
            found.append(Hit(index, index + 1, sense, future, joined, suffix))
        for form, sense in forms.longer.get(stem, ()) if not suffix else ():
            last = index + len(form)
            if _agree(words[index + 1 : last], form[1:]) and (last, sense.kind) not in seen:
                seen.add((last, sense.kind))
                found.append(Hit(index, last, sense, future, joined))
    return found


def _may_join(joined: str, form: Form) -> bool:
    """A verb takes و and ف before it, and in the present س, ل and the ب of speech; never ك or the article."""
    rest = joined.lstrip("وف")
    return not rest or (form == "pres" and rest in {"س", "ل", "ب", "ح"})


def _agree(words: list[str], form: tuple[str, ...]) -> bool:
    """The later words of a form, with or without the article."""
    return len(words) == len(form) and all(
        word == wanted
        or word.removeprefix("ال") == wanted
        or (wanted.endswith("وا") and _with_pronoun(word, wanted[:-1]))
        for word, wanted in zip(words, form, strict=True)
    )


def _with_pronoun(word: str, stem: str) -> bool:
    """ما خلونا is ما خلوا with whom it was done to."""
    return word.startswith(stem) and word[len(stem) :] in {"", "نا", "هم", "هن", "هون", "ها"}


_NEVER_OWNED = frozenset(
    {"NOT", "IF", "at", "since", "until", "between", "and", "WILL", "am", "pm", "ago", "hence", "GIVEN"}
)
