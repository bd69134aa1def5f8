"""What `check` warns of, the judge's answer, and where a plan comes from."""

from mamarr.planning.timetable import Plan
from mamarr.reporting.blocks import Block, Heading, Paragraph, Tone
from mamarr.reporting.wording.bundles import say
from mamarr.reporting.wording.findings import named_sentence
from mamarr.reporting.wording.numbers import number
from mamarr.scenario import checks


def warnings(plan: Plan, language: str, anchor: str) -> list[Block]:
    """Return what `check` finds in the scenario, in words."""
    found = checks.findings(plan.scenario)
    blocks: list[Block] = [Heading(say("heading-warnings", language), 3, anchor)]
    for finding in found:
        sentence, expected, do = named_sentence(finding, plan.scenario, language)
        text = say("finding-line", language, sentence=sentence, expected=expected, do=do)
        tone: Tone = "small" if finding.severity == "remark" else "warning"
        blocks.append(Paragraph(text, tone, say(f"severity-{finding.severity}", language)))
    return blocks if found else [*blocks, Paragraph(say("warnings-none", language))]


def proof(plan: Plan, language: str, anchor: str) -> list[Block]:
    """Return the judge's answer and where the plan comes from."""
    answer = plan.certificate
    if answer is None:
        sentence = say("certificate-missing", language)
    elif answer.plan_allowed and answer.bound_true:
        sentence = say("certificate-yes", language)
    else:
        words = [say("yes" if each else "no", language) for each in (answer.plan_allowed, answer.bound_true)]
        sentence = say("certificate-no", language, plan=words[0], bounds=words[1])
    origin = say(
        "fingerprints",
        language,
        plan=(plan.fingerprint or plan.fingerprint_of_content())[:12],
        scenario=plan.scenario.fingerprint_of_content()[:12],
        method=checks.visible(plan.method),
        seed=number(plan.seed, language),
        iterations=number(plan.iterations, language),
    )
    return [
        Heading(say("heading-proof", language), 3, anchor),
        Paragraph(sentence),
        Paragraph(origin, "small"),
        Paragraph(say("no-guarantee", language), "small"),
    ]
