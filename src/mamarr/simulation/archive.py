"""open_stress(): a stress test out of a file."""

import json
from pathlib import Path

from pydantic import ValidationError

from mamarr.errors import Finding, MamarrError
from mamarr.scenario.files import LARGEST_PLAN, findings_of, read_bytes
from mamarr.simulation.outcome import StressTest


def open_stress(name: str | Path) -> StressTest:
    """Return the stress test of a file.

    Raises
    ------
    MamarrError
        With every error of the file at once.
    """
    data = read_bytes(name)
    if len(data) > LARGEST_PLAN:
        raise MamarrError("file.too-large", found=len(data), limit=LARGEST_PLAN)
    try:
        tree = json.loads(data.decode())
    except UnicodeDecodeError as error:
        raise MamarrError("file.not-utf8", found=error.start) from None
    except (ValueError, RecursionError) as error:
        raise MamarrError("file.not-yaml", found=str(error)[:120]) from None
    if not isinstance(tree, dict) or tree.get("kind") != "stress":
        found = str(tree.get("kind")) if isinstance(tree, dict) else type(tree).__name__
        raise MamarrError("file.kind", found=found[:80], wanted="stress")
    if tree.get("mamarr") != 1:
        raise MamarrError("file.version", [Finding("file.version", "mamarr", None, {"found": str(tree.get("mamarr"))})])
    try:
        return StressTest.model_validate(tree)
    except ValidationError as error:
        findings = findings_of(error, tree)
        raise MamarrError(findings[0].code, findings) from None
