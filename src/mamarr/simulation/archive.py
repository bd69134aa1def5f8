"""open_stress(): a stress test out of a file."""

from pathlib import Path

from pydantic import ValidationError

from mamarr.errors import MamarrError
from mamarr.scenario.files import findings_of, open_tree
from mamarr.simulation.outcome import StressTest


def open_stress(name: str | Path) -> StressTest:
    """Return the stress test of a file.

    Raises
    ------
    MamarrError
        With every error of the file at once.
    """
    tree = open_tree(name, "stress")
    try:
        return StressTest.model_validate(tree)
    except ValidationError as error:
        findings = findings_of(error, tree)
        raise MamarrError(findings[0].code, findings) from None
