"""Findings in words: what stands there, what was expected, what to do. The English stands in the problem list itself."""

import re

from mamarr.errors import Finding
from mamarr.reporting.wording import names
from mamarr.reporting.wording.bundles import isolate, knows, plain, say, variables
from mamarr.scenario.checks import visible
from mamarr.scenario.scenario import Scenario


def message_of(code: str) -> str:
    """Return the name of the message of a code of the problem list."""
    return f"problem-{code.replace('.', '-')}"


def finding_sentence(finding: Finding, language: str) -> tuple[str, str, str]:
    """Return the sentence of a finding, what was expected and what to do."""
    terms = {name: _term(value, language) for name, value in finding.terms.items()}
    if language == "en":
        isolated = {name: isolate(str(value)) for name, value in terms.items()}
        return Finding(finding.code, finding.path, finding.line, isolated).english()
    code = message_of(finding.code)
    given = {name: terms.get(name, name) for name in variables(language)[code]}
    sentence, expected, do = (say(part, language, **given) for part in (code, f"{code}.expected", f"{code}.do"))
    return sentence, expected, do


def named_sentence(finding: Finding, scenario: Scenario, language: str) -> tuple[str, str, str]:
    """Return the same with the names of the scenario in place of its ids."""
    named = {name: _named(value, scenario, language) for name, value in finding.terms.items()}
    return finding_sentence(Finding(finding.code, finding.path, finding.line, named), language)


def _named(value: str | int, scenario: Scenario, language: str) -> str | int:
    if isinstance(value, int):
        return value
    joint = "، " if language == "ar" else ", "
    left, right = ("«", "»") if language == "ar" else ("“", "”")
    found = [(part, plain(names.anything(scenario, part, language))) for part in value.split(", ")]
    return joint.join(name if name == part else f"{left}{name}{right}" for part, name in found)


def _term(value: str | int, language: str) -> str | int:
    if isinstance(value, int):
        return value
    phrase = "phrase-" + re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")
    return say(phrase, language) if knows(phrase, language) else visible(value)
