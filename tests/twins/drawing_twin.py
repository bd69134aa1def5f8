"""What is drawn for one future, and how it ended, told once more: whole numbers of Python without bounds, one thing after the other."""

from typing import Any

from mamarr.corridor.futures import NEVER, Chances, Draws, Sheets, Tracks, at, chance

WORD = 2**64


def bits(seed: int, replication: int, what: int, whom: int) -> int:
    """SplitMix64 (Steele, Lea and Flood 2014), once for each of the four numbers."""
    state = 0
    for part in (seed % WORD, replication, what, whom):
        state = ((state + part) * 0x9E3779B97F4A7C15 + 0x632BE59BD9B4E019) % WORD
        state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9 % WORD
        state = (state ^ (state >> 27)) * 0x94D049BB133111EB % WORD
        state ^= state >> 31
    return state


class Dice:
    """The draws of one replication."""

    def __init__(self, tracks: Tracks, chances: Chances, seed: int, replication: int) -> None:
        self.tracks, self.chances, self.seed, self.replication = tracks, chances, seed, replication

    def of(self, what: int, whom: int) -> int:
        return bits(self.seed, self.replication, what, int(whom))

    def entry(self, table: int, what: int, whom: int) -> int:
        """One of 4,096 equally likely entries, by the first twelve bits."""
        return int(self.chances.tables[table, self.of(what, whom) // 2**52])

    def happens(self, odds: int, what: int, whom: int) -> bool:
        return self.of(what, whom) // 2**32 < odds

    def factor(self, step: int, what: int) -> int:
        """Millionths: the step's own times that of the day."""
        own, common, whose = (
            int(self.chances.steps[step, column]) for column in (chance.OWN, chance.COMMON, chance.WHOSE)
        )
        mine = self.entry(own, what, step) if own >= 0 else 1000
        return mine * (self.entry(common, chance.DAY, whose) if common >= 0 else 1000)

    def step(self, step: int) -> dict[str, int]:
        row = self.tracks.steps[step]
        if not row[at.IS_DRIVE]:
            return {"lasts": (int(row[at.LASTS]) * self.factor(step, chance.SERVICE) + 500_000) // 1_000_000}
        found = {"slower": self.factor(step, chance.DRIVE) // 1000, "stops": 0, "fails": 0}
        breaks, repair, loses = (int(self.chances.steps[step, n]) for n in (chance.BREAKS, chance.REPAIR, chance.LOSES))
        if self.happens(breaks, chance.BREAKDOWN, step):
            found["stops"] = self.entry(repair, chance.RECOVERY, step)
            found["fails"] = int(self.happens(loses, chance.LOST, step))
        return found

    def group(self, group: int) -> tuple[int, int]:
        """Who came, and when they are ready."""
        came, ready = (int(value) for value in self.tracks.groups[group])
        turnout, later, found = self.chances.groups[group]
        if turnout >= 0:
            came = (came * self.entry(turnout, chance.TURNOUT, group) + 500) // 1000
        if later >= 0:
            ready += self.entry(later, chance.READY, group)
        if found >= 0:
            came += self.entry(found, chance.FOUND, group)
        return came, ready

    def pause(self, pause: int) -> tuple[int, int]:
        """How late it opens, and when it breaks down."""
        opens, closes = (int(value) for value in self.tracks.pauses[pause])
        late, lasts, fails, _ = self.chances.pauses[pause]
        delay = self.entry(late, chance.LATE, pause) if late >= 0 else 0
        ends = [closes]
        if lasts >= 0:
            ends.append(opens + delay + self.entry(lasts, chance.COLLAPSE, pause))
        if fails > 0 and self.happens(int(fails), chance.HOLDS, pause):
            share = self.of(chance.HOLDS, pause + len(self.tracks.pauses)) // 2**32
            ends.append(opens + delay + share * max(0, closes - opens - delay) // 2**32)
        return delay, min(ends) if min(ends) < closes else NEVER

    def blocks(self) -> list[tuple[int, int, int]]:
        """What blocks each leg within the horizon, one block after the other."""
        found = []
        legs = len(self.chances.legs)
        for leg, (gap, lasts) in enumerate(self.chances.legs):
            second, number = 0, 0
            while gap >= 0:
                second += self.entry(gap, chance.GAP, leg + number * legs)
                if second >= self.tracks.rules[at.HORIZON]:
                    break
                until = second + self.entry(lasts, chance.BLOCKED, leg + number * legs)
                found.append((leg, second, until))
                second, number = max(second + 1, until), number + 1
        return sorted(found, key=lambda block: block[1])


def ending(tracks: Tracks, draws: Draws, sheets: Sheets, parts: int) -> dict[str, Any]:
    """Person by person: received, caught, or left somewhere."""
    groups = range(len(tracks.groups))
    left = [0] * (int(tracks.rules[at.NUM_PLACES]) + 1)
    received: list[tuple[int, int]] = []  # second, group
    caught = caught_vehicles = turned = 0
    horizon = int(tracks.rules[at.HORIZON])
    for group in groups:
        left[int(tracks.homes[group])] += int(sheets.left[group])
    for trip, row in enumerate(tracks.trips):
        steps = range(int(row[at.FIRST]), int(row[at.FIRST] + row[at.STEPS]))
        state, place, aboard = (int(value) for value in sheets.fates[trip])
        if state in (at.NOT_BEGUN, at.NOT_DRIVEN):
            continue
        inside = [step for step in steps if is_inside_at_the_end(tracks, draws, sheets, step)]
        boarded = [step for step in steps if tracks.steps[step, at.BOARDS] and sheets.times[step, at.BEGUN] < NEVER]
        caught_vehicles += bool(inside)
        is_caught = bool(inside) and any(step < inside[0] for step in boarded) and aboard > 0
        caught += aboard if is_caught else 0
        turned += aboard if state == at.TURNED_BACK and not is_caught else 0
        ends = [
            int(sheets.times[step, at.BEGUN] + draws.lasts[step])
            for step in steps
            if tracks.steps[step, at.RECEIVES] and sheets.times[step, at.BEGUN] < NEVER
        ]
        riders = range(int(row[at.LOADS]), int(row[at.LOADS] + row[at.NUM_LOADS]))
        for load in riders:
            for _ in range(int(sheets.carried[load])):
                if is_caught:
                    left[-1] += 1
                elif ends and ends[-1] <= horizon:
                    received.append((ends[-1], int(tracks.loads[load, at.GROUP])))
                else:
                    left[place] += 1
    return {
        "ints": [
            len(received),
            int(draws.came.sum()),
            max((second for second, _ in received), default=0),
            caught,
            caught_vehicles,
            turned,
        ],
        "groups": [sum(group == each for _, each in received) for group in groups],
        "came": draws.came.tolist(),
        "left": left,
        "curve": [
            sum(min(parts - 1, second * parts // max(1, horizon)) <= part for second, _ in received)
            for part in range(parts)
        ],
    }


def is_inside_at_the_end(tracks: Tracks, draws: Draws, sheets: Sheets, step: int) -> bool:
    """Whether the vehicle is on a leg of this step when the pause over it ends."""
    begun, gone = int(sheets.times[step, at.BEGUN]), int(sheets.times[step, at.LEFT])
    if not tracks.steps[step, at.IS_DRIVE] or begun == NEVER:
        return False
    line = tracks.lines[tracks.steps[step, at.WHERE]]
    spells = tracks.spells[line[at.LINE_SPELLS] : line[at.LINE_SPELLS] + line[at.NUM_LINE_SPELLS]]
    pauses = [int(row[at.SPELL_ENDS]) for row in spells if row[at.SPELL_FROM] <= begun and row[at.SPELL_ENDS] >= 0]
    if not pauses:
        return False
    ends = min(int(tracks.pauses[pauses[-1], 1]), int(draws.collapse[pauses[-1]]))
    return begun < ends < gone
