"""So few people that no kind of them has to pass: the joint bound took one opening more than was needed."""

from mamarr import Scenario
from mamarr.planning.bounds import hand_bounds


def test_few_people_have_no_joint_bound(aleppo: Scenario) -> None:
    assert "joint" not in {bound.kind for bound in hand_bounds(aleppo, 50) if bound.of == "clearance_s"}
    assert "joint" in {bound.kind for bound in hand_bounds(aleppo, 8000)}
