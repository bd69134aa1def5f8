"""What the terminal shows while a plan is made: the stage, the best so far, its bound and gap."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from mamarr import Progress

_STAGES = {
    "construct": "a first plan",
    "search": "searching",
    "other-order": "searching the other order",
    "without-aid": "searching without aid",
    "bound": "proving",
    "judge": "judging",
    "stress": "playing futures",
    "causes": "looking for causes",
    "ranges": "looking at what is not known",
}


@contextmanager
def shown() -> Iterator[Callable[[Progress], None]]:
    """Yield a watcher: one line kept up to date on a terminal, elsewhere one line for each stage."""
    if not sys.stderr.isatty():
        yield _lines()
        return
    from rich.console import Console
    from rich.status import Status

    last = 0.0
    with Status("", console=Console(stderr=True)) as status:

        def watch(progress: Progress) -> None:
            nonlocal last
            now = time.monotonic()
            if now - last >= 0.1:
                last = now
                status.update(line(progress))

        yield watch


def _lines() -> Callable[[Progress], None]:
    stage = ""

    def watch(progress: Progress) -> None:
        nonlocal stage
        if progress.stage != stage:
            stage = progress.stage
            sys.stderr.write(line(progress) + "\n")
            sys.stderr.flush()

    return watch


def line(progress: Progress) -> str:
    """Return the words of one moment."""
    words = [f"{progress.elapsed_s:.1f} s", _STAGES.get(progress.stage, progress.stage)]
    if progress.done is not None:
        words.append(f"{progress.done} of {progress.of}")
    if progress.people_out is not None:
        words.append(f"{progress.people_out} of {progress.people_total} out")
    if progress.clearance_s:
        words.append(f"clearance {progress.clearance_s / 60:.1f} min")
    if progress.bound is not None:
        words.append(f"bound {progress.bound}")
    if progress.gap is not None:
        words.append(f"gap {progress.gap:.2%}")
    return " | ".join(words)
