"""Sources: bytes of the world turned into places, roads and people."""

from mamarr.scenario.sources.building import build

__all__ = ["build"]
