"""What the kernels of many futures read and write: a plan as steps, what is drawn, what is left at the end.

T trips in the order of their departure, S steps, G groups, Q servers (the bays of a place, the lanes of a checkpoint), L
lines (a leg in one direction: 2 x leg outward, 2 x leg + 1 inward), P pauses, W spells, O openings. All whole numbers:
seconds, persons, thousandths.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

NEVER = 2**40

# trips: (T, TRIP_COLUMNS)
FIRST = 0  # its first step
STEPS = 1  # how many it has
NEXT = 2  # the next trip of the same vehicle, -1 without one
STARTS = 3  # place where it begins
ENDS = 4  # place where it ends
SEATS = 5  # people who may sit in its vehicle
LITTERS = 6  # people who may lie in it
LOADS = 7  # its first row of `loads`
NUM_LOADS = 8  # how many rows it has; 0 on the way back
OPENS_DAY = 9  # 1: the vehicle begins the day with this trip
TRIP_COLUMNS = 10

# steps: (S, STEP_COLUMNS)
TRIP = 0
IS_DRIVE = 1  # 1: drives a leg, 0: stands at a place
WHERE = 2  # line of a drive, place of a stand
SERVER = 3  # of a stand: the server it needs, -1 without one
LASTS = 4  # of a stand: seconds of the service as planned, for each person where PER_PERSON
PER_PERSON = 5  # 1: the service takes that long for each person aboard
RANK = 6  # of a stand: order of service among those waiting, 0 first
BOARDS = 7  # 1: people board here; those of `loads` who wait at this place
RECEIVES = 8  # 1: the people aboard are received when the service ends
BEGIN = 9  # planned: the service begins, or the vehicle enters the leg
LEAVE = 10  # planned: the vehicle leaves
WAITS_TO_BEGIN = 11  # 1: the plan orders it to wait until BEGIN although it could begin sooner
WAITS_TO_LEAVE = 12  # 1: the plan orders it to wait until LEAVE although it could leave sooner
CALLER = 13  # of a stand: the server whose progress calls it forward, -1 without one
CALL = 14  # ... when so many services have begun there
AFTER_CALL = 15  # ... so many seconds later
OPENING = 16  # of a drive on a line whose leg alternates: the opening it belongs to, else -1
STEP_COLUMNS = 17

# loads: (B, LOAD_COLUMNS), who is planned to ride on a trip
GROUP = 0
PERSONS = 1
RIDES = 2  # 0: on a seat, 1: on a stretcher, 2: elsewhere
FILLS = 3  # 1: others of the group may take places that stay free
LOAD_COLUMNS = 4

# lines: (L, LINE_COLUMNS)
RULED = 0  # 1: convoy rules hold
LANES = 1
ALTERNATES = 2  # 1: one direction at a time, clear before it changes
HOURLY = 3  # vehicles that may enter in any 3,600 seconds
LINE_SPELLS = 4  # first row of its `spells`
NUM_LINE_SPELLS = 5  # how many; 0: always
DRIVES = 6  # first row of its `drives`
NUM_DRIVES = 7
OPENINGS = 8  # first opening of its leg, in order of time
NUM_OPENINGS = 9
LINE_COLUMNS = 10

# spells: (W, SPELL_COLUMNS); a stay on a line or a service at a place lies wholly within one of them
SPELL_FROM = 0
SPELL_UNTIL = 1
SPELL_OPENS = 2  # the pause whose opening it waits for, -1 without one
SPELL_ENDS = 3  # the pause with which it ends, -1 without one
SPELL_COLUMNS = 4

# drives: (D, 2); seconds on the line for who enters from a second on; NEVER where there is no way through
DRIVE_FROM = 0
DRIVE_LASTS = 1

# servers: (Q, SERVER_COLUMNS)
WIDTH = 0  # services at once
SERVER_SPELLS = 1
NUM_SERVER_SPELLS = 2
SERVER_COLUMNS = 3

# openings: (O, OPENING_COLUMNS), of every alternating leg, in order of time within the leg
TOWARDS = 0  # the line it lets go
MEMBERS = 1  # planned entries
CLEAR = 2  # planned: the leg is clear for it
LAST = 3  # planned: its last entry
OPENING_COLUMNS = 4

# rules: (RULES,)
HEADWAY = 0
INTERVAL = 1
LARGEST = 2
PATIENCE = 3  # an opening waits for its vehicles so much longer than planned
HORIZON = 4
NUM_PLACES = 5
RULES = 6

# times: (S, TIME_COLUMNS), what happened; NEVER where it did not
ARRIVED = 0
BEGUN = 1
LEFT = 2
TIME_COLUMNS = 3

# fates: (T, FATE_COLUMNS)
STATE = 0
PLACE = 1  # where a trip that was not finished stopped
ABOARD = 2
FATE_COLUMNS = 3

NOT_BEGUN = 0
UNDER_WAY = 1
DONE = 2
NOT_DRIVEN = 3  # nobody to carry, or its vehicle is elsewhere or out of service
TURNED_BACK = 4  # it could not go on within the pause; the people aboard stay


class Tracks(NamedTuple):
    """A plan as steps."""

    trips: Ints  # (T, TRIP_COLUMNS)
    steps: Ints  # (S, STEP_COLUMNS)
    loads: Ints  # (B, LOAD_COLUMNS)
    lines: Ints  # (L, LINE_COLUMNS)
    spells: Ints  # (W, SPELL_COLUMNS)
    drives: Ints  # (D, 2)
    servers: Ints  # (Q, SERVER_COLUMNS)
    openings: Ints  # (O, OPENING_COLUMNS)
    pauses: Ints  # (P, 2) announced opening and closing
    groups: Ints  # (G, 2) people announced, second from which they are ready
    homes: Ints  # (G,) place where the group waits
    rules: Ints  # (RULES,)


class Draws(NamedTuple):
    """What is drawn for one replication; as announced, it is what the plan supposes."""

    lasts: Ints  # (S,) seconds of each service, in place of LASTS
    slower: Ints  # (S,) thousandths of the planned time that each drive takes, 1000 as planned
    stops: Ints  # (S,) seconds that the vehicle stands broken down on the leg, 0 without
    fails: Ints  # (S,) 1: after this trip the vehicle is out of service
    came: Ints  # (G,) people who want to leave
    ready: Ints  # (G,) second from which they are ready
    late: Ints  # (P,) seconds by which the pause opens late
    collapse: Ints  # (P,) second at which the pause breaks down, NEVER without
    blocks: Ints  # (I, 3) leg, from, until: nobody may be on the leg; in order of `from`, rows after the last have from NEVER


class Sheets(NamedTuple):
    """What one replication leaves."""

    times: Ints  # (S, TIME_COLUMNS)
    fates: Ints  # (T, FATE_COLUMNS)
    carried: Ints  # (B,) persons aboard, by row of `loads`
    left: Ints  # (G,) people of the group who have not begun a trip
    pressed: Ints  # (S, 2) 1: waiting to begin, or to leave, until the planned second delayed the step


class Bench(NamedTuple):
    """Where a replication works; nothing on it outlives the replication. R = Q servers, then a line each."""

    heap: Ints  # (H,) what comes next
    size: Ints  # (4,) notes in the heap; 1 when one was lost; how many wait to be called; how many are marked
    step: Ints  # (T,) the step each trip is at
    due: Ints  # (T, 2) second at which it leaves by order, and by call; NEVER without
    callers: Ints  # (T,) trips that wait to be called forward
    future: Ints  # (G,) announced persons less those planned for trips that have begun or are struck
    wake: Ints  # (R,) second at which the server or line looks again
    dirty: Ints  # (R,) 1: somebody came, left or may go
    marked: Ints  # (R,) those of them, the first last
    waits: Ints  # (R, T) trips that wait there
    waiting: Ints  # (R,) how many
    busy: Ints  # (Q,) services now
    served: Ints  # (Q, S) second at which each service began
    begun: Ints  # (Q,) services begun
    lanes: Ints  # (L, M, 4) of each lane: last entry, last exit, vehicles of the running convoy, -
    entered: Ints  # (L, S) second of each entry
    entries: Ints  # (L,)
    turn: Ints  # (legs, 3) opening, second from which the leg is clear for it, line it lets go
    missing: Ints  # (O,) members that have not entered
    stands: Ints  # (legs, S, 2) from, until: a vehicle stands broken down on a leg under convoy rules
    broken: Ints  # (legs,) how many did
