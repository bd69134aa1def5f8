"""handover(): the plan one would hand over, and what each step from the scenario's own terms to it costs."""

from mamarr.planning.answers import certified, described
from mamarr.planning.progress import Stop, Watch
from mamarr.planning.strategy import plan
from mamarr.planning.timetable import Plan
from mamarr.scenario.changes import Change
from mamarr.scenario.files import change
from mamarr.scenario.scenario import DEFAULT_OBJECTIVE, Scenario

STEPS = (
    ("default-order", f"objective=[{', '.join(DEFAULT_OBJECTIVE)}]"),
    ("nobody-separated", "groups.companions.may_go_alone=false"),
    ("margin", "pauses.margin=30 min"),
)
"""The wounded and sick first; no companion leaves without the patient; everybody is out half an hour before the end."""

SHARE_OF_A_STEP = 0.25


def handover(
    scenario: Scenario, *, seconds: float = 60.0, seed: int = 0, watch: Watch | None = None, stop: Stop | None = None
) -> Plan:
    """Return the plan of *scenario* in the default order, with nobody separated and a margin of 30 minutes.

    Its alternatives begin with what every step on the way there brings, so that the price of each can be read off.

    Parameters
    ----------
    scenario
        What is known and agreed, with an order and a margin of its own.
    seconds
        Time for all steps; the last gets half of it.
    seed
        Seed of the searches.
    watch, stop
        As for `plan`.

    Raises
    ------
    MamarrError
        As for `plan`, and where a change does not fit the scenario.
    """
    prices = []
    for code, text in STEPS[:-1]:
        scenario = change(scenario, _fitting(scenario, text))
        step = plan(scenario, seconds=SHARE_OF_A_STEP * seconds, seed=seed, watch=watch, stop=stop)
        prices.append(described(code, step))
    scenario = change(scenario, _fitting(scenario, STEPS[-1][1]))
    last = plan(scenario, seconds=(1 - SHARE_OF_A_STEP * len(prices)) * seconds, seed=seed, watch=watch, stop=stop)
    return certified(last.replace(alternatives=(*prices, *last.alternatives)))


def _fitting(scenario: Scenario, text: str) -> list[Change]:
    """Return the change, or nothing where the scenario has no companions or no pause to change."""
    step = Change.read(text)
    has_companions = any(group.companions for group in scenario.groups)
    is_void = (step.target == "groups" and not has_companions) or (step.target == "pauses" and not scenario.pauses)
    return [] if is_void else [step]
