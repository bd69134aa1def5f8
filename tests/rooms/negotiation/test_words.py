"""Each ask is a sentence with its sum, in both languages; numbers are isolated, digits Western, terms those of the field."""

import re

import pytest
from gate import gate

import mamarr
from mamarr import Asks, Plan, Scenario
from mamarr.negotiation.asks import Ask
from mamarr.negotiation.levers import levers
from mamarr.reporting import wording
from mamarr.reporting.wording.asks import Advocate, request
from mamarr.scenario.files import library

LANGUAGES = ("en", "ar")


@pytest.fixture(scope="module")
def plan(aleppo: Scenario) -> Plan:
    return mamarr.plan(aleppo, iterations=0)


@pytest.fixture(scope="module")
def asks(plan: Plan) -> Asks:
    few = [ask for ask in levers(plan.scenario) if ask.id in ("lane_ramousa", "service_ambulance_ramousa", "more_bus")]
    protections = [ask for ask in levers(plan.scenario) if ask.is_protection]
    return mamarr.negotiate(plan, seconds=20, asks=[*few, *protections])


@pytest.mark.parametrize("name", library())
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_ask_has_its_words(name: str, language: str) -> None:
    scenario = mamarr.load(name)
    for ask in levers(scenario):
        words = request(ask, scenario, language)
        assert not re.search(r"[٠-٩]", words)
        assert not wording.plain(words).endswith(".")
        for value in ask.terms.values():
            assert not isinstance(value, str) or f" {value} " not in wording.plain(words) or language == "en", ask.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_values_in_a_request_are_isolated(aleppo: Scenario, language: str) -> None:
    ask = next(ask for ask in levers(aleppo) if ask.code == "lanes")
    assert "\u2068" in request(ask, aleppo, language)


def test_one_s_own_words_are_shown_as_they_are_written_and_never_obeyed() -> None:
    from mamarr.document import Name

    own = Ask(id="x", code="own", name=Name(en="a bridge\u202e", ar="جسر"))
    assert "<U+202E>" in request(own, gate(), "en")


def test_a_sentence_carries_its_sum(plan: Plan, asks: Asks) -> None:
    value = next(each for each in asks.values if each.ask == "lane_ramousa")
    said = wording.plain(Advocate(asks, plan, "en").ask(value))
    assert said.startswith("3 inspection lanes at ar-Ramousa in place of 2. This by itself is enough")
    assert "119 inspections in one lane, 7 hours 56 minutes" in said
    assert "14:32" in said


def test_inspections_of_two_lengths_are_added_up_as_they_are(plan: Plan, asks: Asks) -> None:
    """155 x 4 + 200 x 2 = 1,020 minutes, 510 in one lane; not 355 x 2."""
    value = next(each for each in asks.values if each.ask == "service_ambulance_ramousa")
    said = wording.plain(Advocate(asks, plan, "en").ask(value))
    assert "take 8 hours 30 minutes in one lane" in said


def test_what_is_useless_says_so_with_its_sum_and_how_it_is_proven(plan: Plan, asks: Asks) -> None:
    value = next(each for each in asks.values if each.ask == "more_bus")
    said = wording.plain(Advocate(asks, plan, "en").ask(value))
    assert "is not enough, not even 166 vehicles of the class bus" in said
    assert "proven by a sum that a hand can add up" in said
    assert "178 inspections in one lane, 11 hours 52 minutes" in said


def test_both_languages_say_the_same_numbers(plan: Plan, asks: Asks) -> None:
    for value in asks.values:
        said = {language: wording.plain(Advocate(asks, plan, language).ask(value)) for language in LANGUAGES}
        times = {language: set(re.findall(r"\d\d:\d\d(?::\d\d)?", text)) for language, text in said.items()}
        assert times["ar"] == times["en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paragraph_for_the_table_holds_sums_and_conditions_alone(plan: Plan, asks: Asks, language: str) -> None:
    advocate = Advocate(asks, plan, language)
    said = wording.plain(advocate.paragraph(("lane_ramousa",)))
    for needed in ("355", "178", "119", "18:28", "18:00", "14:32", "8,000", "166"):
        assert needed in said, needed
    assert "%" not in said
    assert not re.search(r"weight|وزن|احتمال|chance", said)
    assert "\u2068" in advocate.paragraph(("lane_ramousa",))
    # the other ask that would do stands nowhere in it
    assert wording.plain(request(asks.ask("service_ambulance_ramousa"), plan.scenario, language)) not in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_protections_stand_apart_and_are_all_there(plan: Plan, asks: Asks, language: str) -> None:
    lines = Advocate(asks, plan, language).lines()
    protections = Advocate(asks, plan, language).protections()
    assert len(protections) == 6
    assert lines[-6:] == protections


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_document_says_first_that_it_is_not_for_the_other_side(plan: Plan, asks: Asks, language: str) -> None:
    first = Advocate(asks, plan, language).lines()[0]
    assert first == wording.say("asks-confidential", language)
