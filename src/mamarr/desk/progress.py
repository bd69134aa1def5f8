"""What the terminal shows while a plan is made: the stage, the best so far, its bound and gap."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from mamarr import Progress

_STAGES = {
    "construct": "a first plan",
    "search": "searching",
    "other-order": "the other order",
    "bound": "proving",
    "judge": "judging",
}


@contextmanager
def shown() -> Iterator[Callable[[Progress], None]]:
    """Yield a watcher that keeps one line of the terminal up to date."""
    from rich.console import Console
    from rich.status import Status

    last = [0.0]
    with Status("", console=Console(stderr=True)) as status:

        def watch(progress: Progress) -> None:
            now = time.monotonic()
            if now - last[0] >= 0.1 or progress.plan is not None:
                last[0] = now
                status.update(line(progress))

        yield watch
    sys.stderr.flush()


def line(progress: Progress) -> str:
    """Return the words of one moment."""
    words = [f"{progress.elapsed_s:5.1f} s", _STAGES.get(progress.stage, progress.stage)]
    if progress.people_out is not None:
        words.append(f"{progress.people_out} out by minute {(progress.clearance_s or 0) / 60:.1f}")
    if progress.bound is not None:
        words.append(f"bound {progress.bound}")
    if progress.gap is not None:
        words.append(f"gap {progress.gap:.2%}")
    return " | ".join(words)
