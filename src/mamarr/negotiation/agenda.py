"""negotiate(): gather the asks, prove or try every combination, and put them in order."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from mamarr.errors import Finding, MamarrError
from mamarr.negotiation.asks import Ask, Asks, Chance, Combination, Frontier, Size, Verdict
from mamarr.negotiation.attempt import Attempt, attempt
from mamarr.negotiation.frontier import frontier
from mamarr.negotiation.inverse import least, minimal
from mamarr.negotiation.lattice import Lattice
from mamarr.negotiation.levers import levers
from mamarr.negotiation.odds import chance_of
from mamarr.negotiation.promises import doubts, robust
from mamarr.negotiation.refutation import plainest, refuted
from mamarr.negotiation.sensitivity import values
from mamarr.negotiation.sizes import size_of
from mamarr.negotiation.verdicts import Verdicts, combined
from mamarr.planning.judge import judge
from mamarr.planning.timetable import Bound, Plan
from mamarr.scenario.changes import Change
from mamarr.scenario.files import change
from mamarr.scenario.network_checks import refuse_city
from mamarr.scenario.scenario import Scenario

COMBINED = 7
"""Asks that are combined with each other: 128 combinations."""
ROUNDS = (8, 8, 16, 32, 64, 128)
"""Rounds of search spent on each undecided combination, in turn."""
SHARE_OF_SEARCH = 0.65
SHARE_OF_COMBINATIONS = 0.55
"""Until then only combinations are searched; asks that are not combined come after them."""
PART_OF_PLANS = 0.4
"""Of the seconds, where the goal is a chance: proofs and plans come first, the chances after them."""
SHARE_OF_SOLVER = 0.7
SHARE_OF_VALUES = 0.8
SHARE_OF_SIZES = 0.9
SHARE_OF_CHANCES = 0.9
SHARE_OF_ALL = 0.97
"""What is left is for writing the document."""
ROUNDS_OF_VALUES = 4
ROUNDS_OF_CHANCES = 4

Stop = Callable[[], bool]
Odds = Callable[[Plan], Chance]
"""The chance that everybody is out by a plan: the same futures for every plan."""


@dataclass(frozen=True)
class Told:
    """What a watcher is told while asks are weighed."""

    stage: str
    """bounds, search, solver, values or chances."""
    elapsed_s: float
    """Seconds since the beginning."""
    decided: int
    """Combinations that are decided."""
    total: int
    """All combinations."""
    combination: Combination
    """What was just looked at, as it is known now."""


Watch = Callable[[Told], None]


def negotiate(
    plan: Plan,
    *,
    goal: float | None = None,
    seconds: float = 30.0,
    seed: int = 0,
    asks: Sequence[Ask] | None = None,
    odds: Odds | None = None,
    watch: Watch | None = None,
    stop: Stop | None = None,
) -> Asks:
    """Return what to ask for: what each ask brings, what is known of every combination, and the least that suffices.

    A combination is *useless* only by a proof, *enough* only by a plan that the judge accepts, and otherwise not decided. Nothing is
    ever called useless because a search failed.

    Parameters
    ----------
    plan
        The plan as things stand, with its scenario.
    goal
        Chance that everybody is out; without one everybody is to be out within the pauses, all going as planned.
    seconds
        Time for everything. Bounds and first plans of single asks are always finished.
    seed
        Seed of the searches.
    asks
        The asks to weigh, in place of those that the scenario suggests; the first of each family are combined, seven at most.
    odds
        Gives the chance that everybody is out by a plan, in place of a stress test on the same futures for every plan.
    watch
        Called whenever something is known of another combination.
    stop
        Asked often; when it says True what is known so far is returned.

    Returns
    -------
    Asks
        Confidential: for the planner alone.

    Raises
    ------
    MamarrError
        scenario.not-yet: a city. asks.plan-refused: the judge does not accept *plan*. asks.goal: a goal that is no chance.
        stress.not-yet: with a goal, a plan that cannot be stress-tested.
    """
    refuse_city(plan.scenario, "asks")
    if goal is not None and not 0 < goal <= 1:
        raise MamarrError("asks.goal", found=str(goal))
    answer = judge(plan)
    if not answer.plan_allowed:
        raise MamarrError("asks.plan-refused", [each for each in answer.findings if each.severity == "error"])
    chosen = tuple(asks) if asks is not None else levers(plan.scenario)
    question = _Question(goal, odds or partial(chance_of, seed=seed), seed, watch)
    return _Talk(plan, chosen, question, _Clock(seconds, stop)).run()


class _Clock:
    """The time there is, and whether somebody said stop."""

    def __init__(self, seconds: float, stop: Stop | None) -> None:
        self.seconds, self.began, self.asked = seconds, time.monotonic(), stop or (lambda: False)

        self.part = 1.0
        """Of the seconds, for what is to be done next."""

    def elapsed_s(self) -> float:
        return time.monotonic() - self.began

    def is_over(self, share: float = 1.0) -> bool:
        return self.asked() or self.elapsed_s() > share * self.part * self.seconds


class _Question(NamedTuple):
    """What is asked, and who listens."""

    goal: float | None
    odds: Odds
    seed: int
    watch: Watch | None


class _Talk:
    """One call of `negotiate`."""

    def __init__(self, plan: Plan, asks: tuple[Ask, ...], question: _Question, clock: _Clock) -> None:
        self.plan, self.asks, self.clock = plan, asks, clock
        self.goal, self.odds, self.seed, self.watch = question
        self.combined = combined(asks, COMBINED)
        self.lattice = Lattice(self.combined)
        self.verdicts = Verdicts(self.lattice, plan.people_total)
        self.others = tuple(ask for ask in asks if not ask.is_protection and ask not in self.combined)
        self.singles = {ask.id: Verdicts(Lattice((ask,)), plan.people_total) for ask in self.others}
        self.further: dict[str, Bound] = {}
        self.attempts: dict[tuple[str, ...], Attempt] = {}
        self.sizes: list[Size] = []

    def run(self) -> Asks:
        """Weigh everything while there is time."""
        self.verdicts.hold(0, self.plan)
        if self.goal is not None:
            self.verdicts.evidence[0].chance = self.odds(self.plan)
            self.clock.part = PART_OF_PLANS
        for mask in self.lattice.sets:
            if mask.bit_count() <= 1 or not self.clock.is_over(SHARE_OF_SEARCH):
                self._weigh(self.verdicts, mask)
        self.verdicts.spread()
        self._search(SHARE_OF_COMBINATIONS)
        for ask in self.others:
            self._weigh_other(ask)
        self._further()
        self._search(SHARE_OF_SEARCH)
        self._solve()
        self.verdicts.spread()
        self._values()
        self._chances()
        self._sizes()
        self._polish()
        return self._written()

    # one set after another

    def _weigh_other(self, ask: Ask) -> None:
        self.singles[ask.id].evidence[0] = self.verdicts.evidence[0]
        if not self.clock.is_over(SHARE_OF_SEARCH):
            self._weigh(self.singles[ask.id], 1)

    def _weigh(self, verdicts: Verdicts, mask: int) -> None:
        """Bound a set, and where that does not exclude it make its first plan."""
        known = verdicts.evidence[mask]
        scenario = self._scenario(verdicts, mask) if known.verdict != "enough" else None
        if scenario is not None:
            bound, most = refuted(scenario)
            verdicts.limit(mask, most)
            if bound is not None:
                verdicts.refute(mask, bound)
            else:
                verdicts.hold(mask, self._attempt(verdicts, mask, scenario).construct())
        self._tell("bounds", verdicts, mask)

    def _further(self) -> None:
        """Find out which of the asks that are useless by themselves are so at any size."""
        for ask in (*self.combined, *self.others):
            if not ask.further or self.clock.is_over(SHARE_OF_SEARCH):
                continue
            verdicts, mask = self._place(ask)
            if verdicts.evidence[mask].verdict == "useless":
                bound, _ = refuted(change(self.plan.scenario, ask.further))
                if bound is not None:
                    self.further[ask.id] = bound

    def _place(self, ask: Ask) -> tuple[Verdicts, int]:
        if ask.id in self.singles:
            return self.singles[ask.id], 1
        return self.verdicts, 1 << self.combined.index(ask)

    def _search(self, share: float) -> None:
        """Search for plans of what is undecided, fewest asks first, a little at first and longer every time."""
        for rounds in ROUNDS:
            for verdicts, mask in self._open():
                if self.clock.is_over(share):
                    return
                scenario = self._scenario(verdicts, mask)
                if scenario is None or verdicts.evidence[mask].verdict != "not decided":
                    continue
                tried = self._attempt(verdicts, mask, scenario)
                verdicts.hold(mask, tried.search(rounds, self.seed, partial(self.clock.is_over, share)))
                self._tell("search", verdicts, mask)

    def _open(self) -> list[tuple[Verdicts, int]]:
        """Return what is not decided and has been looked at: combinations, fewest asks first, then asks by themselves."""
        together = [(self.verdicts, mask) for mask in self.verdicts.undecided()]
        alone = [(each, 1) for each in self.singles.values() if each.evidence[1].verdict == "not decided"]
        return [(each, mask) for each, mask in (*together, *alone) if each.evidence[mask].most is not None]

    def _solve(self) -> None:
        """Let a solver try to exclude what is still open, an equal share of its time for each, the largest set first.

        Where it excludes a large set, it excludes all smaller ones with it.
        """
        left = sorted(self._open(), key=lambda pair: -pair[1].bit_count())
        for place, (verdicts, mask) in enumerate(left):
            if self.clock.is_over(SHARE_OF_SOLVER):
                return
            scenario = self._scenario(verdicts, mask)
            if scenario is None or verdicts.evidence[mask].verdict != "not decided":
                continue
            share = (SHARE_OF_SOLVER * self.clock.part * self.clock.seconds - self.clock.elapsed_s()) / (
                len(left) - place
            )
            bound = self._attempt(verdicts, mask, scenario).solve(share, partial(self.clock.is_over, SHARE_OF_SOLVER))
            if bound is not None:
                verdicts.limit(mask, bound.value)
                verdicts.refute(mask, bound)
                verdicts.spread()
                self._tell("solver", verdicts, mask)

    def _sizes(self) -> None:
        """How much of each ask does it, alone where it is enough, and in every combination of which no part is enough."""
        alone = [((ask,), ask) for ask in self._widest() if self._verdict(ask) == "enough"]
        few = [each for each in minimal(tuple(self.verdicts.combinations())) if len(each.asks) > 1]
        together = [(tuple(self._ask(name) for name in each.asks), self._ask(one)) for each in few for one in each.asks]
        for members, ask in (*alone, *together):
            if ask.scale is not None and not self.clock.is_over(SHARE_OF_SIZES):
                beside = [other for other in members if other is not ask]
                found = size_of(ask, self.plan.scenario, beside, self.seed, partial(self.clock.is_over, SHARE_OF_SIZES))
                self.sizes += [found] if found is not None else []

    def _widest(self) -> Iterable[Ask]:
        """Return of each family the ask with the most sizes."""
        found: dict[str, Ask] = {}
        for ask in sorted((*self.combined, *self.others), key=lambda ask: -len(ask.scale.sizes) if ask.scale else 0):
            found.setdefault(ask.family or ask.id, ask)
        return found.values()

    def _verdict(self, ask: Ask) -> Verdict:
        verdicts, mask = self._place(ask)
        return verdicts.evidence[mask].verdict

    def _ask(self, name: str) -> Ask:
        return next(ask for ask in self.asks if ask.id == name)

    def _values(self) -> None:
        """Put beside each ask its plan, the plainest sum with it, and when everybody could be out if the pause went on."""
        base = self.verdicts.evidence[0].bound
        places = [(self.verdicts, 0), *(self._place(ask) for ask in (*self.combined, *self.others))]
        places += [(self.verdicts, mask) for mask in self.lattice.sets if mask.bit_count() > 1]
        for verdicts, mask in places:
            known = verdicts.evidence[mask]
            if self.clock.is_over(SHARE_OF_VALUES) or (mask.bit_count() > 1 and known.proof == "contains"):
                continue
            scenario = self._scenario(verdicts, mask)
            if scenario is not None:
                if known.plan is None:
                    verdicts.hold(mask, self._attempt(verdicts, mask, scenario).construct())
                known.bound = known.bound or plainest(scenario, base)
                known.everybody_s = everybody_s(scenario)
                self._tell("values", verdicts, mask)

    def _polish(self) -> None:
        """Search for better plans of single asks that do not suffice, so that what they bring is not said too small."""
        for ask in (*self.combined, *self.others):
            verdicts, mask = self._place(ask)
            scenario = self._scenario(verdicts, mask)
            if (
                verdicts.evidence[mask].verdict != "enough"
                and scenario is not None
                and not self.clock.is_over(SHARE_OF_ALL)
            ):
                tried = self._attempt(verdicts, mask, scenario)
                verdicts.hold(
                    mask, tried.search(ROUNDS_OF_VALUES, self.seed, partial(self.clock.is_over, SHARE_OF_ALL))
                )
                self._tell("values", verdicts, mask)

    def _chances(self) -> None:
        """The chance of every set that is not useless, by its own plan: single asks, then the cheapest, until the goal is reached."""
        self.clock.part = 1.0
        if self.goal is None:
            return
        order = sorted(self.lattice.sets, key=lambda mask: (mask.bit_count() > 1, self.lattice.cost(mask), mask))
        reached: int | None = None
        for mask in order:
            if self.clock.is_over(SHARE_OF_CHANCES):
                return
            known, scenario = self.verdicts.evidence[mask], self._scenario(self.verdicts, mask)
            is_dearer = reached is not None and mask.bit_count() > 1 and self.lattice.cost(mask) > reached
            if mask == 0 or scenario is None or known.verdict == "useless" or is_dearer:
                continue
            tried = self._attempt(self.verdicts, mask, scenario)
            best = tried.search(ROUNDS_OF_CHANCES, self.seed, self.clock.is_over, is_enough_out=False)
            self.verdicts.hold(mask, best)
            known.chance = self._chance(best)
            if known.chance is not None and known.chance[0] >= self.goal:
                reached = min(reached or self.lattice.cost(mask), self.lattice.cost(mask))
            self._tell("chances", self.verdicts, mask)

    def _chance(self, plan: Plan) -> Chance | None:
        """Return the chance of a plan; None where a stress test does not honour yet what was asked for."""
        try:
            return self.odds(plan)
        except MamarrError as error:
            if error.code != "stress.not-yet":
                raise
            return None

    # parts

    def _scenario(self, verdicts: Verdicts, mask: int) -> Scenario | None:
        """Return the scenario with the asks of a set; None where they cannot all be granted together."""
        if mask == 0:
            return self.plan.scenario
        changes = [each for ask in verdicts.lattice.members(mask) for each in ask.changes]
        try:
            return change(self.plan.scenario, changes)
        except MamarrError as error:
            if mask.bit_count() == 1:
                name = next(iter(verdicts.lattice.ids(mask)))
                raise MamarrError(
                    error.code, [Finding(each.code, f"asks.{name}", None, each.terms) for each in error.findings]
                ) from error
            return None

    def _attempt(self, verdicts: Verdicts, mask: int, scenario: Scenario) -> Attempt:
        key = verdicts.lattice.ids(mask)
        if key not in self.attempts:
            self.attempts[key] = attempt(scenario)
        return self.attempts[key]

    def _tell(self, stage: str, verdicts: Verdicts, mask: int) -> None:
        if self.watch is not None:
            total = len(self.lattice.sets)
            decided = total - len(self.verdicts.undecided())
            self.watch(Told(stage, self.clock.elapsed_s(), decided, total, verdicts.combination(mask)))

    def _written(self) -> Asks:
        combinations = tuple(self.verdicts.combinations())
        singles = tuple(each.combination(1) for each in self.singles.values())
        alone = {each.asks[0]: each for each in (*combinations, *singles) if len(each.asks) == 1}
        found, lowest = frontier(combinations), least(combinations, self.goal)
        wanted, surest = _worth_doubting(combinations, found, self.goal), robust(combinations, self.goal)
        chosen = [each for each in combinations if each.asks in wanted or each is surest]
        by_id = {ask.id: ask for ask in self.asks}
        document = Asks(
            plan=self.plan.fingerprint or self.plan.fingerprint_of_content(),
            goal=self.goal,
            people_total=self.plan.people_total,
            seed=self.seed,
            seconds=round(self.clock.elapsed_s(), 3),
            is_stopped=self.clock.asked(),
            asks=self.asks,
            values=values((*self.combined, *self.others), combinations[0], alone, self.further),
            combinations=combinations,
            singles=singles,
            sizes=tuple(self.sizes),
            least=lowest,
            frontier=found,
            robust=None if surest is None else surest.asks,
            doubts=doubts(chosen, combinations, by_id, self.goal),
        )
        return document.replace(fingerprint=document.fingerprint_of_content())


def _worth_doubting(
    combinations: Sequence[Combination], found: Iterable[Frontier], goal: float | None
) -> set[tuple[str, ...]]:
    """Return the sets of the frontier, those with nothing to spare, and pairs of which each part would do by itself."""
    spare = {each.asks for each in minimal(combinations, goal)}
    pairs = {each.asks for each in combinations if len(each.asks) == 2 and all((name,) in spare for name in each.asks)}
    return ({each.asks for each in found} | spare | pairs) - {()}


def everybody_s(scenario: Scenario) -> int | None:
    """Return when everybody is received in a quick plan, judged, if the pause went on until the horizon; None where not known."""
    if len(scenario.pauses) > 1:
        return None
    ends = [Change(target=pause.id, field=("closes",), value=f"{scenario.ends_s} s") for pause in scenario.pauses]
    found = attempt(change(scenario, ends) if ends else scenario).construct()
    return found.clearance_s if found.is_complete else None
