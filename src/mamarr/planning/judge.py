"""The judge says whether a plan is allowed and whether its bounds are true.

Plain Python from the rules, written apart from the planner: it shares no code with whatever made the plan, and trusts
nothing in the file but the scenario and the movements. The parts, in the order in which they are asked:

- `figures`: numbers that nobody can have meant;
- the scenario: its sense, and whether this version honours everything in it;
- `journeys`, with `drives` and `halts`: every vehicle followed stop by stop, which gives the record of what it did;
- `loads`, `kin`, `crowds`, `patience`, `releases`: the record against the rules of people;
- `queues`, `stretches`, `convoys`, `stays`, `crews`: against those of bays, lanes, roads, pauses and vehicles;
- `promises`, `cargo`: what was under way or notified, and aid;
- `outcome`: what becomes of everybody;
- `collation`: every bound that a hand can add up, beside what is derived again: by `audit_throats` for every shape (from `travel`,
  `muster`, `narrows`, `toil`, `cadence` and `ceilings`), and for one lane with its hub by `audit` too (from `yardstick` and `crossings`);
- `audit_city`: a plan for people who move by themselves, and the labels that prove it.
"""

from dataclasses import dataclass, field

from mamarr.errors import Finding
from mamarr.planning.audit_city import check_city
from mamarr.planning.audit_lane import LaneAndThroats
from mamarr.planning.audit_throats import Throats
from mamarr.planning.cargo import check_cargo
from mamarr.planning.collation import collate
from mamarr.planning.crews import check_crews
from mamarr.planning.crowds import check_crowds
from mamarr.planning.docket import Docket
from mamarr.planning.figures import absurd, uncountable
from mamarr.planning.flows import PEOPLE
from mamarr.planning.ground import Ground
from mamarr.planning.journeys import follow
from mamarr.planning.kin import check_kin
from mamarr.planning.loads import check_loads
from mamarr.planning.outcome import Ledger, last_received_s, ledger, received_by_group
from mamarr.planning.patience import check_patience
from mamarr.planning.promises import check_promises
from mamarr.planning.queues import check_bays, check_lanes
from mamarr.planning.record import Record
from mamarr.planning.releases import check_releases
from mamarr.planning.stays import check_stays
from mamarr.planning.stretches import check_stretches
from mamarr.planning.timetable import Plan
from mamarr.scenario import checks, shape
from mamarr.scenario.network import Network
from mamarr.scenario.scenario import Scenario


@dataclass(frozen=True)
class Judgement:
    """The judge's answer about a plan."""

    plan_allowed: bool
    """Every rule is kept, and the scenario holds nothing that this version cannot judge."""
    bound_true: bool
    """Every bound that a hand can add up is true. A solver's bound is never called checked."""
    findings: tuple[Finding, ...]
    """Everything found; paths are those of the plan file."""
    ledger: Ledger = field(default_factory=dict)
    """Persons of each group by state at the horizon: received, aboard, waiting, or what became of them before; their sum
    is the headcount. Empty where nothing but numbers or the scenario could be judged."""


def judge(plan: Plan) -> Judgement:
    """Return whether *plan* keeps every rule and its bounds are true, with everything that is wrong.

    Any plan document gets an answer, never an exception. A fingerprint that does not match the content is a finding of
    its own (`plan.fingerprint`) and changes neither answer: the movements and sums are judged as they stand. The
    alternatives and the certificate stored in the plan are neither believed nor judged.
    """
    if plan.scenario.network is not None:
        return _judge_city(plan, plan.scenario.network)
    unusable = absurd(plan) or _refusals(plan.scenario) or uncountable(plan.scenario)
    if unusable:
        return Judgement(plan_allowed=False, bound_true=False, findings=tuple(unusable))
    ground, rules, bounds = Ground(plan.scenario), Docket(), Docket()
    record = _check_movements(plan, ground, rules)
    arguments = Throats(plan.scenario) if shape.beyond(plan.scenario) else LaneAndThroats(plan.scenario)
    people = sum(received_by_group(plan, record, ground).values())
    collate(plan, people, last_received_s(plan, record, ground), arguments, bounds)
    return Judgement(
        plan_allowed=all(finding.severity != "error" for finding in rules.findings),
        bound_true=all(finding.severity != "error" for finding in bounds.findings),
        findings=(*rules.findings, *bounds.findings, *_fingerprint(plan)),
        ledger=ledger(plan, record, ground),
    )


def _judge_city(plan: Plan, network: Network) -> Judgement:
    """Return the answer about a plan for people who move by themselves."""
    unusable = _refusals(plan.scenario)
    if unusable:
        return Judgement(plan_allowed=False, bound_true=False, findings=tuple(unusable))
    rules, bounds = Docket(), Docket()
    people, _ = check_city(plan, network, rules, bounds)
    is_allowed, is_true = (all(each.severity != "error" for each in docket.findings) for docket in (rules, bounds))
    states = {"received": people, "waiting": network.people_total - people} if is_allowed else {}
    return Judgement(
        plan_allowed=is_allowed,
        bound_true=is_true and is_allowed,
        findings=(*rules.findings, *bounds.findings, *_fingerprint(plan)),
        ledger={PEOPLE: states} if states else {},
    )


def _check_movements(plan: Plan, ground: Ground, docket: Docket) -> Record:
    """Return the record of the movements, after holding it against every rule."""
    met: set[str] = set()
    for index, trip in enumerate(plan.trips):
        if trip.id in met:
            docket.add("judge.duplicate-trip", f"trips[{index}].id", found=trip.id)
        met.add(trip.id)
    record = follow(plan, ground, docket)
    check_loads(plan, record, ground, docket)
    check_bays(record, ground, docket)
    check_lanes(record, ground, docket)
    check_stretches(plan, record, ground, docket)
    check_stays(record, ground, docket)
    check_kin(plan, record, ground, docket)
    check_crowds(plan, record, ground, docket)
    check_patience(plan, record, ground, docket)
    check_releases(plan, record, ground, docket)
    check_crews(record, ground, docket)
    check_promises(plan, record, ground, docket)
    check_cargo(plan, record, ground, docket)
    return record


def _refusals(scenario: Scenario) -> list[Finding]:
    """Return the errors of the scenario, for which no plan can be judged.

    The sense of a scenario is looked at without its wall clock: rules count seconds, and sunsets only warn.
    """
    values = {name: getattr(scenario, name) for name in Scenario.model_fields if name != "starts"}
    found = checks.findings(Scenario.model_validate(values))
    return [_in_plan(finding) for finding in found if finding.severity == "error"]


def _in_plan(finding: Finding) -> Finding:
    path = f"scenario.{finding.path}" if finding.path else "scenario"
    return Finding(finding.code, path, finding.line, finding.terms)


def _fingerprint(plan: Plan) -> list[Finding]:
    wanted = plan.fingerprint_of_content() if plan.fingerprint else ""
    if plan.fingerprint == wanted:
        return []
    return [Finding("plan.fingerprint", "fingerprint", None, {"found": plan.fingerprint[:80], "wanted": wanted})]
