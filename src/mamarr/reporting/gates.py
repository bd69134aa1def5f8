"""Gates and standings in sentences: what is met, what is missing, from whom it could come, and who decided."""

from collections.abc import Iterable
from datetime import UTC, datetime

from mamarr.logbook.gate import EVERYTHING, Decided, Gate
from mamarr.logbook.lifts import Lift
from mamarr.logbook.lines import Line
from mamarr.logbook.standing import Assessment, Why
from mamarr.reporting.wording import names
from mamarr.reporting.wording.bundles import knows, listed, say
from mamarr.reporting.wording.numbers import time_of, zulu
from mamarr.scenario.checks import visible
from mamarr.scenario.quantities import elapsed_s
from mamarr.scenario.scenario import Scenario


def gate_lines(gate: Gate, language: str, scenario: Scenario | None = None) -> list[str]:
    """Return the gate, a sentence a line: first whether anything is missing, then what, then what is met, then decisions.

    Parameters
    ----------
    gate
        What is met and what is not.
    language
        en or ar.
    scenario
        Gives names to ids, and local time beside Zulu.
    """
    words = _Words(language, scenario)
    head = "gate-head-met" if gate.met else "gate-head-missing"
    lines = [
        words.say(
            head,
            subject=words.name(gate.subject),
            time=words.time(gate.at),
            missing=len(gate.missing),
            all=len(gate.lines),
        )
    ]
    for line in gate.lines:
        mark = "gate-mark-met" if line.met else "gate-mark-missing"
        lines.append(words.say(mark, sentence=line_sentence(line, language, scenario)))
        lines += [] if line.met else [_lift(words, lift) for lift in line.lifts]
    for each in gate.assessments:
        lines += standing_lines(each, language, scenario, lifts=False)
    if not gate.decisions:
        lines.append(words.say("gate-decision-none"))
    for decided in gate.decisions:
        lines += _decision(words, decided)
    return lines


def standing_lines(
    found: Assessment, language: str, scenario: Scenario | None = None, *, lifts: bool = True, voices: bool = False
) -> list[str]:
    """Return what a subject stands as, who says so, who questions or denies it, and what would bring it further."""
    words = _Words(language, scenario)
    code = "stands-sentence-announced" if found.standing == "announced" else "stands-sentence"
    lines = [words.say(code, subject=words.name(found.subject), standing=words.say(f"stands-{found.standing}"))]
    roles: tuple[tuple[str, tuple[Why, ...]], ...] = (
        ("stands-held-by", ("corroborates", "announces")),
        ("stands-questioned", ("questions",)),
        ("stands-contradicted-by", ("contradicts",)),
    )
    for message, wanted in roles:
        who = _speakers(found, wanted)
        if who:
            lines.append(words.say(message, who=words.list(who)))
    if found.seen and found.unseen:
        points = len(found.seen) + len(found.unseen)
        places = words.list(words.name(place) for place in found.unseen)
        lines.append(words.say("stands-seen-at", seen=len(found.seen), points=points, places=places))
    speakers = {voice.entry: visible(voice.speaker) for voice in found.voices}
    for one, other in found.differing:
        lines.append(words.say("stands-differ", one=speakers[one], other=speakers[other]))
    if found.until is not None:
        lines.append(words.say("stands-changes", time=words.time(found.until)))
    if lifts:
        lines += [_lift(words, lift) for lift in found.lifts]
    if voices:
        for voice in found.voices:
            terms = {
                "time": words.time(voice.said),
                "speaker": visible(voice.speaker),
                "why": words.say(f"why-{voice.why}"),
            }
            lines.append(words.say("voice-line", **terms))
    return lines


def line_sentence(line: Line, language: str, scenario: Scenario | None = None) -> str:
    """Return one condition in words, without its mark and without a full stop."""
    words = _Words(language, scenario)
    code = f"gate-line-{line.code.removeprefix('gate-')}"
    if line.terms.get("questioned") and knows(f"{code}-questioned", language):
        code += "-questioned"
    terms: dict[str, str | int] = {"about": words.name(line.about)}
    for name, value in line.terms.items():
        terms[name] = words.term(name, value)
    if line.expires is not None:
        terms["time"] = words.time(line.expires)
    return words.say(code, **terms)


_PREFIXES = {"standing": "stands", "needs": "stands", "level": "level", "what": "incident"}


class _Words:
    """Names, times and messages in one language."""

    def __init__(self, language: str, scenario: Scenario | None) -> None:
        self.language, self.scenario = language, scenario

    def say(self, code: str, **terms: str | int) -> str:
        return say(code, self.language, **terms)

    def list(self, parts: Iterable[str]) -> str:
        return listed(parts, self.language)

    def either(self, parts: Iterable[str]) -> str:
        return listed(parts, self.language, " أو " if self.language == "ar" else " or ")

    def name(self, name: str) -> str:
        if name == EVERYTHING:
            return self.say("gate-operation")
        found = names.anything(self.scenario, name, self.language) if self.scenario is not None else name
        return visible(name) if found == name else found

    def time(self, moment: datetime) -> str:
        zone = moment.astimezone(UTC).strftime("%Y-%m-%d %H:%MZ")
        if self.scenario is None or self.scenario.starts is None:
            return zone
        second = elapsed_s(self.scenario.starts, moment)
        local = time_of(second, self.scenario, self.language)
        return self.say("gate-clock", local=local, zulu=zulu(second, self.scenario) or zone)

    def term(self, name: str, value: str | int) -> str | int:
        if isinstance(value, int):
            return value
        code = f"{_PREFIXES.get(name, name)}-{value.replace(' ', '-')}"
        if name in _PREFIXES and knows(code, self.language):
            return self.say(code)
        if name == "where":
            return self.list(self.name(each) for each in value.split(", "))
        if name in ("actor", "recipient"):
            return self.name(value)
        return visible(value)


def _speakers(found: Assessment, wanted: tuple[Why, ...]) -> list[str]:
    """Return the speakers of the claims that count so, one a source."""
    first: dict[int, str] = {}
    for voice in found.voices:
        if voice.why in wanted and voice.kind != "seen":
            first.setdefault(voice.source, visible(voice.speaker))
    return list(first.values())


def _lift(words: _Words, lift: Lift) -> str:
    terms: dict[str, str | int] = {
        "standing": words.say(f"stands-{lift.to}"),
        "whom": words.either(words.say(f"whom-{whom}") for whom in lift.from_whom),
        "names": words.list(visible(name) for name in lift.names),
        "places": words.list(words.name(place) for place in lift.places),
        "n": lift.needed,
    }
    code = f"lift-{lift.code}"
    if lift.code == "confirm":
        code += "-one" if lift.needed == 1 else "-more"
    elif lift.code == "see" and not lift.places:
        code = "lift-see-itself"
    elif lift.code == "take-back" and lift.needed > 1:
        code = "lift-take-back-all"
    return words.say(code, **terms)


def _decision(words: _Words, decided: Decided) -> list[str]:
    terms: dict[str, str | int] = {
        "about": words.name(decided.about),
        "decision": words.say(f"decision-{decided.decision.replace(' ', '-')}"),
        "name": visible(decided.name),
        "function": visible(decided.function),
        "time": words.time(decided.taken),
    }
    code = "gate-decision"
    if decided.until is not None:
        code, terms["until"] = "gate-decision-until", words.time(decided.until)
    lines = [words.say(code, **terms)]
    if decided.against:
        missing = words.list(line_sentence(line, words.language, words.scenario) for line in decided.against)
        lines.append(words.say("gate-decision-against", missing=missing))
    return lines
