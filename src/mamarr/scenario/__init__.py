"""What is known and what is agreed."""

from mamarr.scenario.changes import Change
from mamarr.scenario.files import change, examine, library, load, save, write
from mamarr.scenario.scenario import Scenario

__all__ = ["Change", "Scenario", "change", "examine", "library", "load", "save", "write"]
