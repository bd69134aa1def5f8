"""Script: missions that are planned before all others, in order, none of them earlier than it says."""

from typing import NamedTuple

from mamarr.planning.dispatch.carriageways import IN, OUT
from mamarr.planning.dispatch.course import BOARD, INSPECT, Course
from mamarr.planning.dispatch.turns import Turns


class Line(NamedTuple):
    """One mission."""

    vehicle: str
    point: str
    """Where it loads."""
    leg: str
    """The alternating leg that it passes."""
    in_from: int
    """It does not enter the leg inward before this second ..."""
    inspected_from: int
    """... nor is it inspected before its mouth earlier than this ..."""
    out_from: int
    """... nor does it enter it outward earlier than this."""

    def free(self) -> "Line":
        """Return this mission, to be done as early as possible."""
        return self._replace(in_from=0, inspected_from=0, out_from=0)

    def later(self, step_s: int) -> "Line":
        """Return this mission, so much later."""
        return self._replace(
            in_from=max(0, self.in_from + step_s),
            inspected_from=max(0, self.inspected_from + step_s),
            out_from=max(0, self.out_from + step_s),
        )

    def bind(self, course: Course) -> None:
        """Let *course* do nothing earlier than this line says."""
        has_boarded = False
        for node in course.nodes:
            has_boarded |= node.work == BOARD
            if not node.drives or node.road.leg.id != self.leg:
                continue
            if has_boarded and node.direction == OUT:
                node.leave_from = self.out_from
                if node.work == INSPECT:
                    node.arrive_from = max(node.arrive_from, self.inspected_from)
            elif not has_boarded and node.direction == IN:
                node.leave_from = self.in_from


class Begun(NamedTuple):
    """What is left of a plan that has begun."""

    script: tuple[Line, ...] = ()
    """Its missions, in order of passage."""
    turns: dict[str, Turns] = {}
    """The windows of its alternating legs."""

    def later(self, step_s: int) -> "Begun":
        """Return all of it so much later."""
        turns = {leg: each._replace(first_s=each.first_s + step_s) for leg, each in self.turns.items()}
        return Begun(tuple(line.later(step_s) for line in self.script), turns)


NOTHING_BEGUN = Begun()
"""No plan is in force, or nothing of it is left."""
