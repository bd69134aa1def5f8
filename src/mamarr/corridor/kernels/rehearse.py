"""How do many futures end? Draw, play, sum up, one replication after the other."""

from mamarr.corridor.kernels.chances import Chances, draw
from mamarr.corridor.kernels.compiled import lean
from mamarr.corridor.kernels.happen import happen
from mamarr.corridor.kernels.steps import Bench, Draws, Sheets, Tracks
from mamarr.corridor.kernels.sum_up import Results, sum_up


@lean
def rehearse(
    tracks: Tracks,
    chances: Chances,
    seed: int,
    first: int,
    results: Results,
    draws: Draws,
    sheets: Sheets,
    bench: Bench,
) -> int:
    """Fill *results* with the replications from *first* on; return how many were done before room ran out."""
    for row in range(results.ints.shape[0]):
        if not draw(tracks, chances, seed, first + row, draws):
            return row
        if not happen(tracks, draws, sheets, bench):
            return -1
        sum_up(tracks, draws, sheets, results, row)
    return results.ints.shape[0]
