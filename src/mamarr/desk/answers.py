"""Answers as JSON: the keys that others script against. Sentences are added here, when something is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mamarr.errors import PROBLEMS, Finding, MamarrError
from mamarr.reporting import wording

if TYPE_CHECKING:
    from mamarr import Bound, Judgement, Plan, Scenario


def plan_answer(plan: Plan) -> dict[str, Any]:
    """Return the figures of a plan."""
    time, people = plan.strongest("clearance_s"), plan.strongest("people")
    by_hand = {of: plan.strongest(of, "hand") for of in ("clearance_s", "people")}
    named = time if plan.is_complete else people
    return {
        "scenario": plan.scenario.name.content(),
        "fingerprint": plan.fingerprint,
        "people_total": plan.people_total,
        "people_out": plan.people_out,
        "people_remaining": [entry.content() for entry in plan.remaining],
        "is_complete": plan.is_complete,
        "clearance_s": plan.clearance_s,
        "clearance_90_s": plan.clearance_90_s,
        "bound_s": _value(time),
        "bound_people": _value(people),
        "bound_by_hand_s": _value(by_hand["clearance_s"]),
        "bound_people_by_hand": _value(by_hand["people"]),
        "bound_complete_by_hand_s": _value(
            plan.strongest("complete_s", "hand") or (by_hand["clearance_s"] if plan.is_complete else None)
        ),
        "proof": named.proof if named else None,
        "gap": round(plan.gap, 6),
        "gap_people": people.value - plan.people_out if people else None,
        "separated": plan.separated,
        "mean_wounded_s": plan.mean_wounded_s,
        "alternatives": [entry.content() for entry in plan.alternatives],
        "bottleneck": _bottleneck(plan),
        "bounds": [bound.content() for bound in plan.bounds],
        "certificate": plan.certificate.content() if plan.certificate else None,
        "verdict": {language: wording.plain(wording.verdict(plan, language)) for language in ("en", "ar")},
        "objective": list(plan.scenario.objective),
        "method": plan.method,
        "seed": plan.seed,
        "seconds": plan.seconds,
        "iterations": plan.iterations,
    }


def _value(bound: Bound | None) -> int | None:
    return bound.value if bound else None


def _bottleneck(plan: Plan) -> dict[str, Any] | None:
    bound = plan.bottleneck
    if bound is None:
        return None
    words = {lang: wording.plain(wording.bottleneck(bound, plan.scenario, lang)) for lang in ("en", "ar")}
    return {**words, "kind": bound.kind, "places": list(bound.places), "sum": [term.content() for term in bound.terms]}


def judge_answer(judgement: Judgement) -> dict[str, Any]:
    """Return what the judge says."""
    return {
        "plan_allowed": judgement.plan_allowed,
        "bound_true": judgement.bound_true,
        "findings": [finding_answer(finding) for finding in judgement.findings],
    }


def check_answer(scenario: Scenario | None, findings: list[Finding]) -> dict[str, Any]:
    """Return every finding about a scenario."""
    return {
        "is_usable": not any(finding.severity == "error" for finding in findings),
        "fingerprint": scenario.fingerprint_of_content() if scenario else None,
        "people_total": scenario.people_total if scenario else None,
        "findings": [finding_answer(finding) for finding in findings],
    }


def finding_answer(finding: Finding) -> dict[str, Any]:
    """Return one finding in both languages."""
    english, expected, do = finding.english()
    return {
        "code": finding.code,
        "severity": finding.severity,
        "path": finding.path,
        "line": finding.line,
        "found": finding.found,
        "expected": expected,
        "do": do,
        "en": english,
        "ar": wording.plain(wording.finding_sentence(finding, "ar")[0]),
    }


def error_answer(error: MamarrError) -> dict[str, Any]:
    """Return an error in both languages, with all its findings."""
    first = finding_answer(error.findings[0])
    return {
        "error": {
            "code": error.code,
            "en": first["en"],
            "ar": first["ar"],
            "http_status": PROBLEMS[error.code].http_status,
            "findings": [finding_answer(finding) for finding in error.findings],
        }
    }


def compare_answer(first: Plan, second: Plan) -> dict[str, Any]:
    """Return two plans side by side: the figures of both, their difference, and what changed in the scenario."""
    keys = ("people_out", "clearance_s", "clearance_90_s", "mean_wounded_s", "separated")
    sides = [{key: getattr(plan, key) for key in keys} for plan in (first, second)]
    for side, plan in zip(sides, (first, second), strict=True):
        if first.scenario.aid or second.scenario.aid:
            side["aid_tonnes"] = sum(plan.aid_delivered.values())
        if first.scenario.hazards or second.scenario.hazards:
            side["exposure_minutes"] = -(-plan.exposure_person_s // 60)
    return {
        "first": sides[0],
        "second": sides[1],
        "difference": {key: sides[1][key] - sides[0][key] for key in sides[0]},
        "changes": differences(_comparable(first), _comparable(second)),
    }


def _comparable(plan: Plan) -> dict[str, Any]:
    """Return the scenario of a plan; of the columns of a network only their sizes and a fingerprint."""
    content, network = plan.scenario.content(), plan.scenario.network
    if network is not None:
        content["network"] = {
            "places": len(network.places),
            "legs": len(network.legs.from_place),
            "people": network.people_total,
            "exits": len(network.exits),
            "content": network.fingerprint_of_content()[:12],
        }
        content["step_s"] = plan.step_s
    return content


def differences(first: Any, second: Any, path: str = "") -> list[dict[str, Any]]:
    """Return every place at which two plain trees differ; entries of a list are matched by their id."""
    if isinstance(first, dict) and isinstance(second, dict):
        keys = [*first, *(key for key in second if key not in first)]
        return [
            change
            for key in keys
            for change in differences(first.get(key), second.get(key), f"{path}.{key}" if path else key)
        ]
    if _named(first) and _named(second):
        return differences({e["id"]: e for e in first}, {e["id"]: e for e in second}, path)
    return [] if first == second else [{"path": path, "first": first, "second": second}]


def _named(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(e, dict) and "id" in e for e in value)
