"""Words: the same in both languages, six plural forms, the field's own terms, and numbers that do not turn around."""

import re
from datetime import UTC, datetime
from importlib import resources
from string import Formatter

import pytest

from mamarr import PROBLEMS, Finding, Plan, Scenario
from mamarr.document import Name
from mamarr.planning.bounds import hand_bounds
from mamarr.planning.timetable import Bound, Term
from mamarr.reporting import wording
from mamarr.reporting.wording import names
from mamarr.reporting.wording.bundles import messages, variables
from mamarr.reporting.wording.findings import message_of, named_sentence

LANGUAGES = ("ar", "en")


def _own(language: str) -> set[str]:
    return {message.id.name for message in messages(language)}


def test_every_problem_has_its_words_in_arabic_and_no_others() -> None:
    codes = {message_of(code) for code in PROBLEMS}
    assert len(codes) == len(PROBLEMS)
    assert {name for name in _own("ar") if name.startswith("problem-")} == codes
    for message in messages("ar"):
        if message.id.name in codes:
            assert {attribute.id.name for attribute in message.attributes} == {"expected", "do"}


def test_the_arabic_of_a_problem_names_the_terms_of_the_english() -> None:
    for code, problem in PROBLEMS.items():
        words = f"{problem.en} {problem.expected} {problem.do}"
        named = {name for _, name, _, _ in Formatter().parse(words) if name}
        assert variables("ar")[message_of(code)] == named, code


def test_both_languages_have_the_same_messages_with_the_same_terms() -> None:
    shared = {name for name in _own("ar") if not name.startswith(("problem-", "phrase-"))}
    assert shared == _own("en")
    for name in shared:
        assert variables("ar")[name] == variables("en")[name], name


@pytest.mark.parametrize("code", PROBLEMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_finding_prints_even_without_its_terms(code: str, language: str) -> None:
    words = wording.finding_sentence(Finding(code), language)
    assert all(words)
    assert not any(re.search(r"\{\s*\$|\{\w+\}", wording.plain(text)) for text in words if "may_stay" not in text)


FORMS = {
    0: "0 شخص", 1: "شخص واحد", 2: "شخصين", 3: "3 أشخاص", 10: "10 أشخاص", 11: "11 شخصاً",
    99: "99 شخصاً", 100: "100 شخص", 102: "102 شخص", 8000: "8,000 شخص",
}  # fmt: skip


@pytest.mark.parametrize(("n", "words"), FORMS.items())
def test_arabic_counts_in_six_forms(n: int, words: str) -> None:
    assert wording.plain(wording.say("people", "ar", n=n)) == words


def test_every_counted_thing_has_all_six_forms() -> None:
    numbers = (0, 1, 2, 3, 11, 100)
    for code in ("people", "vehicles", "services", "convoys", "minutes", "hours", "seconds", "companions"):
        forms = {re.sub(r"\d+ ", "", wording.plain(wording.say(code, "ar", n=n))) for n in numbers}
        assert len(forms) >= 4, code  # singular after 11 and after 100 may be written alike


def test_values_are_isolated_and_plain_takes_the_isolates_away() -> None:
    words = wording.say("proof-short-hand", "ar"), wording.say("remark-of", "ar", n="-3.5%")
    assert words[0] == wording.plain(words[0])
    assert "\u2068-3.5%\u2069" in words[1]
    assert wording.plain(words[1]) == "من أصل -3.5%"


def test_a_missing_term_is_a_defect_and_not_a_gap_in_a_sentence() -> None:
    with pytest.raises(LookupError):
        wording.say("remark-of", "en")
    with pytest.raises(LookupError):
        wording.say("no-such-message", "en")


def test_people_are_evacuated_and_places_are_emptied() -> None:
    """Terms that people of the field corrected do not come back."""
    avoided = ("إخلاء", "نافذة الهدنة", "نسبة الإقبال", "شهادة", "صمود", "إفادة", "الموقف", "ادعاء", "القطع الأصغر")
    for entry in (resources.files("mamarr.reporting.wording") / "ar").iterdir():
        text = entry.read_text(encoding="utf-8")
        assert not [word for word in avoided if word in text], entry.name


def test_digits_are_western_unless_asked_for() -> None:
    assert wording.number(8000, "ar") == "8,000"
    assert wording.number(8000, "ar", "arab") == "٨٬٠٠٠"
    assert wording.number(8000, "en", "arab") == "8,000"
    assert wording.percent(0.035, "ar", "arab") == "٣٫٥٪"


def test_durations_are_short_in_tables_and_whole_words_in_sentences() -> None:
    seconds = 12 * 3600 + 28 * 60
    assert wording.duration(seconds, "en") == "12 h 28 min"
    assert wording.duration(seconds, "ar") == "12 س و28 د"
    assert wording.plain(wording.spoken(2 * 3600 + 11 * 60, "ar")) == "ساعتين و11 دقيقة"
    assert wording.duration(0, "en") == "0 min"
    assert wording.duration(-90, "en") == "\u22121 min 30 s"


def test_months_stand_in_both_arabic_manners() -> None:
    assert wording.day(datetime(2016, 12, 9, tzinfo=UTC), "ar") == "9 كانون الأول/ديسمبر 2016"


@pytest.mark.parametrize(("year", "utc"), [(2016, "04:00Z"), (2024, "03:00Z")])
def test_zulu_follows_the_zone_of_that_year(aleppo: Scenario, year: int, utc: str) -> None:
    assert aleppo.starts is not None
    moved = aleppo.replace(starts=f"{year}-12-09 06:00")
    assert wording.zulu(0, moved) == utc
    assert wording.short_time(0, moved, "en") == "06:00"


def test_an_instant_of_another_day_names_the_day(aleppo: Scenario) -> None:
    assert wording.plain(wording.time_of(3600, aleppo, "en")) == "07:00"
    assert wording.plain(wording.time_of(20 * 3600, aleppo, "en")) == "02:00 on 10 December 2016"


def test_without_a_wall_clock_minutes_are_counted(one_road: Scenario) -> None:
    assert wording.zulu(60, one_road) is None
    assert wording.plain(wording.time_of(1500, one_road, "en")) == "minute 25"
    assert wording.plain(wording.time_of(1530, one_road, "ar")) == "الدقيقة 25 والثانية 30"


def _clock_times(text: str) -> set[str]:
    return set(re.findall(r"\d\d:\d\d(?::\d\d)?", text))


@pytest.mark.parametrize("people", [8000, 7000, 400])
def test_every_bound_has_a_sentence_with_its_own_numbers(aleppo: Scenario, people: int) -> None:
    for bound in hand_bounds(aleppo, people):
        said = {language: wording.plain(wording.bottleneck(bound, aleppo, language)) for language in LANGUAGES}
        assert set(re.findall(r"\d+(?:,\d{3})*", said["ar"])) - set(re.findall(r"\d+(?:,\d{3})*", said["en"])) <= {
            "1",
            "2",
        }
        assert _clock_times(said["ar"]) == _clock_times(said["en"])
        if bound.of == "people":
            assert wording.number(bound.value, "en") in said["en"]
        else:
            assert wording.short_time(bound.value, aleppo, "en") in _clock_times(said["en"])


def test_the_reference_sum_reads_as_on_paper(aleppo: Scenario) -> None:
    bound = next(each for each in hand_bounds(aleppo, 8000) if each.kind == "checkpoint")
    said = wording.plain(wording.bottleneck(bound, aleppo, "en"))
    assert "At least 355 vehicles must pass 2 inspection lanes at 4 minutes each: 178 inspections in one lane" in said
    assert _clock_times(said) == {"06:13", "18:05", "18:20", "18:28"}


def test_kinds_of_bounds_that_nobody_knows_still_print(aleppo: Scenario) -> None:
    terms = (Term(code="mystery", persons=5),)
    strange = Bound(kind="strange", of="people", proof="hand", value=5, places=("ramousa",), terms=terms)
    solver = Bound(kind="windows", of="clearance_s", proof="solver", value=44880, places=("corridor",))
    for language in LANGUAGES:
        assert wording.bottleneck(strange, aleppo, language)
        assert wording.limit(strange, aleppo, language)
        assert "18:28" in wording.bottleneck(solver, aleppo, language)
        assert wording.sum_lines(strange, aleppo, language)[0].adds == "5"


def test_the_lines_of_a_sum_end_at_the_bound(aleppo: Scenario) -> None:
    for bound in hand_bounds(aleppo, 8000):
        *lines, total = wording.sum_lines(bound, aleppo, "en")
        assert len(lines) == len(bound.terms)
        standing = [line.stands for line in lines if line.stands]
        assert standing[-1] == total.stands


def test_the_verdict_is_at_most_three_sentences(small: Plan, large: Plan) -> None:
    for plan in (small, large):
        for language in LANGUAGES:
            said = wording.plain(wording.verdict(plan, language))
            assert 2 <= len(re.findall(r"\.(?: |$)", said)) <= 3
            assert wording.number(plan.people_total, language) in said


def test_a_verdict_says_by_when_and_never_too_early(large: Plan) -> None:
    odd = large.replace(trips=large.trips[:-2])
    said = wording.plain(wording.verdict(odd, "en"))
    minute = -(-odd.clearance_s // 60) * 60
    assert f"by {wording.plain(wording.time_of(minute, odd.scenario, 'en'))}" in said


def test_separated_companions_are_counted_in_words(separating: Plan, small: Plan) -> None:
    assert separating.separated > 0
    assert str(separating.separated) in wording.separated(separating, "ar")
    assert wording.separated(small, "ar") == ""


def test_another_plan_is_said_beside_this_one(large: Plan) -> None:
    said = wording.plain(wording.alternative(large.alternatives[0], large, "en"))
    assert said.startswith("The other order (the wounded and sick first, then as many people as possible)")
    assert "\u22121 against this plan" in said


def test_who_stays_is_named_by_group_and_place_or_by_kind_where_many_do(large: Plan, small: Plan) -> None:
    said = wording.plain(wording.remaining(large.remaining, large.scenario, "en"))
    assert f"{large.people_total - large.people_out:,} people" in said
    civilians = sum(entry.persons for entry in large.remaining if entry.group.endswith("civilians"))
    assert f"civilians: {civilians:,}" in said
    few = wording.plain(wording.remaining(large.remaining[:3], large.scenario, "ar"))
    assert "مدنيون" not in few
    assert f"حالات محمولة على نقالة، الأنصاري مشهد: {large.remaining[0].persons}" in few
    assert wording.remaining(small.remaining, small.scenario, "en") == wording.say("remaining-nobody", "en")


def test_signs_that_turn_writing_are_shown_and_not_obeyed(one_road: Scenario) -> None:
    place = one_road.places[0].replace(name=Name(en="gate\u202eetag", ar="باب"))
    turned = one_road.replace(places=(place, *one_road.places[1:]))
    assert names.place(turned, place.id, "en") == "gate<U+202E>etag"
    assert "\u202e" not in wording.finding_sentence(Finding("file.missing", terms={"found": "\u202eabc"}), "ar")[0]


def test_findings_on_a_page_name_things_as_people_do(aleppo: Scenario) -> None:
    finding = Finding("scenario.margin-small", "pauses[0].margin", None, {"found": "day"})
    assert "هدنة يوم الجمعة" in named_sentence(finding, aleppo, "ar")[0]


def test_kinds_of_value_in_a_finding_are_said_in_arabic() -> None:
    finding = Finding("quantity.unreadable", terms={"found": "x", "what": "a duration", "wanted": "whole seconds"})
    sentence, expected, _ = wording.finding_sentence(finding, "ar")
    assert "مدة" in sentence
    assert expected == "ثوانٍ صحيحة"


def test_the_verdict_says_that_there_is_nobody_to_bring_out(one_road: Scenario) -> None:
    empty = one_road.replace(groups=tuple(group.replace(headcount=0) for group in one_road.groups))
    plan = Plan(scenario=empty, method="none", trips=())
    assert wording.verdict(plan, "en") == "There is nobody to bring out."
    assert wording.verdict(plan, "ar") == "لا أحد يُراد إجلاؤه."
