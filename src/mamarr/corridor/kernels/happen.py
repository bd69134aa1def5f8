"""What happens to a plan in one future? Every second at which something ends, arrives, is called or may go.

The page `docs/background/futures.md` says what is done and in which order; this file follows it.
"""

from mamarr.corridor.kernels.agenda import CALLED, STEP_ENDS, WAKES, pop, push, second_of, what_of, whom_of
from mamarr.corridor.kernels.compiled import inlaid, lean
from mamarr.corridor.kernels.entering import CONVOY, ENTRY, EXIT, best_lane, drive_row, fit, last_exit, may_enter
from mamarr.corridor.kernels.steps import (
    ABOARD,
    AFTER_CALL,
    ALTERNATES,
    ARRIVED,
    BEGIN,
    BEGUN,
    BOARDS,
    CALL,
    CALLER,
    CLEAR,
    DONE,
    DRIVE_LASTS,
    ENDS,
    FILLS,
    FIRST,
    GROUP,
    INTERVAL,
    IS_DRIVE,
    LAST,
    LASTS,
    LEAVE,
    LEFT,
    LITTERS,
    LOADS,
    MEMBERS,
    NEVER,
    NEXT,
    NOT_BEGUN,
    NOT_DRIVEN,
    NUM_LOADS,
    NUM_OPENINGS,
    NUM_SERVER_SPELLS,
    OPENING,
    OPENINGS,
    OPENS_DAY,
    PATIENCE,
    PER_PERSON,
    PERSONS,
    PLACE,
    RANK,
    RIDES,
    RULED,
    SEATS,
    SERVER,
    SERVER_SPELLS,
    STARTS,
    STATE,
    STEPS,
    TOWARDS,
    TURNED_BACK,
    UNDER_WAY,
    WAITS_TO_BEGIN,
    WAITS_TO_LEAVE,
    WHERE,
    WIDTH,
    Bench,
    Draws,
    Sheets,
    Tracks,
)


@lean
def happen(tracks: Tracks, draws: Draws, sheets: Sheets, bench: Bench) -> bool:
    """Play one replication onto *sheets*; False if the bench is too small for it."""
    clear(tracks, draws, sheets, bench)
    servers = tracks.servers.shape[0]
    for trip in range(tracks.trips.shape[0]):
        if tracks.trips[trip, OPENS_DAY] == 1:
            first = next_trip(tracks, sheets, bench, trip, tracks.trips[trip, STARTS])
            if first >= 0 and arrive(tracks, draws, sheets, bench, first, 0):
                go_on(tracks, draws, sheets, bench, first, 0)
    for resource in range(bench.dirty.shape[0]):
        mark(bench, resource)
        for pause in range(tracks.pauses.shape[0]):  # whoever waits when it breaks down turns back then
            if draws.collapse[pause] < NEVER:
                push(bench.heap, bench.size, draws.collapse[pause], WAKES, resource)
    now = 0
    while True:
        while bench.size[3] > 0:
            resource = next_marked(bench)
            if resource < servers:
                serve(tracks, draws, sheets, bench, resource, now)
            else:
                let_go(tracks, draws, sheets, bench, (resource - servers) >> 1, now)
        if bench.size[0] == 0:
            break
        now = second_of(bench.heap[0])
        while bench.size[0] > 0 and second_of(bench.heap[0]) == now:
            key = pop(bench.heap, bench.size)
            whom = whom_of(key)
            if what_of(key) == WAKES:
                mark(bench, whom)
            elif what_of(key) == STEP_ENDS:
                leave_server(tracks, bench, whom)
                go_on(tracks, draws, sheets, bench, whom, now)
            elif now in (bench.due[whom, 0], bench.due[whom, 1]):
                go_on(tracks, draws, sheets, bench, whom, now)
    for trip in range(tracks.trips.shape[0]):
        if sheets.fates[trip, STATE] == UNDER_WAY:  # whoever still waits can never go
            turn_back(tracks, sheets, bench, trip)
    return bench.size[1] == 0


@inlaid
def clear(tracks: Tracks, draws: Draws, sheets: Sheets, bench: Bench) -> None:
    """Make sheets and bench ready for the beginning of a day."""
    sheets.times[:] = NEVER
    sheets.fates[:] = 0
    sheets.carried[:] = 0
    for group in range(sheets.left.shape[0]):
        sheets.left[group] = draws.came[group]
        bench.future[group] = tracks.groups[group, 0]  # free places are not for those whom the plan leaves behind
    bench.size[:] = 0
    bench.dirty[:] = 0
    bench.due[:] = NEVER
    bench.wake[:] = NEVER
    bench.waiting[:] = 0
    bench.busy[:] = 0
    bench.begun[:] = 0
    bench.lanes[:, :, :CONVOY] = -NEVER
    bench.lanes[:, :, CONVOY] = 0
    bench.entries[:] = 0
    bench.broken[:] = 0
    bench.turn[:] = 0
    for leg in range(bench.turn.shape[0]):
        bench.turn[leg, 2] = 2 * leg
        if tracks.lines[2 * leg, NUM_OPENINGS] > 0:
            bench.turn[leg, 2] = tracks.openings[tracks.lines[2 * leg, OPENINGS], TOWARDS]
    for opening in range(tracks.openings.shape[0]):
        bench.missing[opening] = tracks.openings[opening, MEMBERS]


@inlaid
def mark(bench: Bench, resource: int) -> None:
    """See to it that *resource* is looked at in this second; they are looked at in order of their numbers."""
    if bench.dirty[resource] == 1:
        return
    bench.dirty[resource] = 1
    place = bench.size[3]
    while place > 0 and bench.marked[place - 1] < resource:
        bench.marked[place] = bench.marked[place - 1]
        place -= 1
    bench.marked[place] = resource
    bench.size[3] += 1


@inlaid
def next_marked(bench: Bench) -> int:
    """Take the first of those marked out and return it."""
    bench.size[3] -= 1
    resource = bench.marked[bench.size[3]]
    bench.dirty[resource] = 0
    return resource


@inlaid
def next_trip(tracks: Tracks, sheets: Sheets, bench: Bench, trip: int, place: int) -> int:
    """Begin *trip* with a vehicle that is free at *place*, or the first later one that begins there; -1 if none does."""
    while trip >= 0:
        if tracks.trips[trip, STARTS] == place:
            step = tracks.trips[trip, FIRST]
            if tracks.steps[step, SERVER] < 0 or assign(tracks, sheets, bench, trip):
                sheets.fates[trip, STATE] = UNDER_WAY
                bench.step[trip] = step
                return trip
        give_up(tracks, sheets, bench, trip, NOT_DRIVEN)
        trip = tracks.trips[trip, NEXT]
    return -1


@inlaid
def assign(tracks: Tracks, sheets: Sheets, bench: Bench, trip: int) -> bool:
    """Choose who rides on *trip*: those planned, and on free places others of the same groups. False if nobody is left."""
    first, count = tracks.trips[trip, LOADS], tracks.trips[trip, NUM_LOADS]
    if count == 0:
        return True
    seats, litters, total = tracks.trips[trip, SEATS], tracks.trips[trip, LITTERS], 0
    for row in range(first, first + count):
        group = tracks.loads[row, GROUP]
        bench.future[group] -= tracks.loads[row, PERSONS]
        persons = min(tracks.loads[row, PERSONS], sheets.left[group])
        sheets.carried[row] = persons
        sheets.left[group] -= persons
        total += persons
        if tracks.loads[row, RIDES] == 1:
            litters -= persons
        elif tracks.loads[row, RIDES] == 0:
            seats -= persons
    for row in range(first, first + count):
        group = tracks.loads[row, GROUP]
        free = litters if tracks.loads[row, RIDES] == 1 else seats
        more = min(free, sheets.left[group] - max(0, bench.future[group]))
        if tracks.loads[row, FILLS] == 1 and more > 0:
            sheets.carried[row] += more
            sheets.left[group] -= more
            total += more
            if tracks.loads[row, RIDES] == 1:
                litters -= more
            else:
                seats -= more
    if total == 0:
        for row in range(first, first + count):  # give_up takes them off once more
            bench.future[tracks.loads[row, GROUP]] += tracks.loads[row, PERSONS]
    return total > 0


@inlaid
def give_up(tracks: Tracks, sheets: Sheets, bench: Bench, trip: int, state: int) -> None:
    """End *trip* before its end: nobody waits for it any more, and who has not boarded waits again."""
    first, count = tracks.trips[trip, LOADS], tracks.trips[trip, NUM_LOADS]
    if sheets.fates[trip, STATE] == NOT_BEGUN:
        for row in range(first, first + count):
            bench.future[tracks.loads[row, GROUP]] -= tracks.loads[row, PERSONS]
        step = tracks.trips[trip, FIRST]
    else:
        step = bench.step[trip]
        for late in range(step, tracks.trips[trip, FIRST] + tracks.trips[trip, STEPS]):
            if tracks.steps[late, BOARDS] == 1 and sheets.times[late, BEGUN] == NEVER:
                for row in range(first, first + count):
                    if tracks.homes[tracks.loads[row, GROUP]] == tracks.steps[late, WHERE]:
                        sheets.left[tracks.loads[row, GROUP]] += sheets.carried[row]
                        sheets.carried[row] = 0
    for late in range(step, tracks.trips[trip, FIRST] + tracks.trips[trip, STEPS]):
        opening = tracks.steps[late, OPENING]
        if opening >= 0 and sheets.times[late, BEGUN] == NEVER:
            bench.missing[opening] -= 1
            mark(bench, tracks.servers.shape[0] + tracks.steps[late, WHERE])
    sheets.fates[trip, STATE] = state


@inlaid
def give_up_rest(tracks: Tracks, sheets: Sheets, bench: Bench, trip: int) -> None:
    """Strike every later trip of the vehicle of *trip*."""
    trip = tracks.trips[trip, NEXT]
    while trip >= 0:
        give_up(tracks, sheets, bench, trip, NOT_DRIVEN)
        trip = tracks.trips[trip, NEXT]


@inlaid
def turn_back(tracks: Tracks, sheets: Sheets, bench: Bench, trip: int) -> None:
    """End *trip* where it waits, and the day of its vehicle."""
    give_up(tracks, sheets, bench, trip, TURNED_BACK)
    give_up_rest(tracks, sheets, bench, trip)


@inlaid
def arrive(tracks: Tracks, draws: Draws, sheets: Sheets, bench: Bench, trip: int, now: int) -> bool:
    """Come to the step at which *trip* now is; True if it only passes, False if it waits or drives."""
    step = bench.step[trip]
    where = tracks.steps[step, WHERE]
    sheets.times[step, ARRIVED] = now
    if tracks.steps[step, IS_DRIVE] == 1:
        is_free = tracks.lines[where, RULED] + tracks.lines[where, ALTERNATES] == 0
        is_ordered = tracks.steps[step, WAITS_TO_BEGIN] == 1 and tracks.steps[step, BEGIN] > now
        if is_free and not is_ordered and may_enter(tracks, draws, bench, where, now) == now:
            enter(tracks, draws, sheets, bench, trip, now)
        else:
            join(tracks, sheets, bench, trip, tracks.servers.shape[0] + where)
        return False
    sheets.fates[trip, PLACE] = where
    if tracks.steps[step, SERVER] >= 0:
        join(tracks, sheets, bench, trip, tracks.steps[step, SERVER])
        return False
    sheets.times[step, BEGUN] = now
    return True


@inlaid
def join(tracks: Tracks, sheets: Sheets, bench: Bench, trip: int, resource: int) -> None:
    """Wait for *resource*, behind all who have the better claim."""
    index = bench.waiting[resource]
    while index > 0 and goes_before(tracks, sheets, bench, trip, bench.waits[resource, index - 1]):
        bench.waits[resource, index] = bench.waits[resource, index - 1]
        index -= 1
    bench.waits[resource, index] = trip
    bench.waiting[resource] += 1
    mark(bench, resource)


@inlaid
def take(bench: Bench, resource: int, index: int) -> int:
    """Take the trip at *index* out of the queue and return it."""
    trip = bench.waits[resource, index]
    bench.waiting[resource] -= 1
    for place in range(index, bench.waiting[resource]):
        bench.waits[resource, place] = bench.waits[resource, place + 1]
    return trip


@inlaid
def may_leave(tracks: Tracks, sheets: Sheets, bench: Bench, trip: int, now: int) -> bool:
    """Say whether *trip* may leave its place, and note when it will: at the plan's second or when called, whichever is first."""
    step = bench.step[trip]
    steps = tracks.steps
    if bench.due[trip, 0] < NEVER:
        bench.due[trip, 0] = NEVER
        bench.due[trip, 1] = NEVER
        return True
    if steps[step, WAITS_TO_LEAVE] == 0 or steps[step, LEAVE] <= now:
        return True
    caller, call = steps[step, CALLER], NEVER
    if caller >= 0 and bench.begun[caller] >= steps[step, CALL]:
        call = bench.served[caller, steps[step, CALL] - 1] + steps[step, AFTER_CALL]
        if call <= now:
            return True
    elif caller >= 0:
        bench.callers[bench.size[2]] = trip
        bench.size[2] += 1
    sheets.pressed[step, 1] = 1
    bench.due[trip, 0] = steps[step, LEAVE]
    bench.due[trip, 1] = call
    push(bench.heap, bench.size, min(call, steps[step, LEAVE]), CALLED, trip)
    return False


@inlaid
def call_forward(tracks: Tracks, bench: Bench, server: int, now: int) -> None:
    """Tell whoever waits for so many services at *server* when to leave."""
    index = 0
    while index < bench.size[2]:
        trip = bench.callers[index]
        step = bench.step[trip]
        if bench.due[trip, 0] < NEVER and tracks.steps[step, CALLER] == server:
            if tracks.steps[step, CALL] > bench.begun[server]:
                index += 1
                continue
            bench.due[trip, 1] = now + tracks.steps[step, AFTER_CALL]
            if bench.due[trip, 1] < bench.due[trip, 0]:
                push(bench.heap, bench.size, bench.due[trip, 1], CALLED, trip)
        elif bench.due[trip, 0] < NEVER:
            index += 1
            continue
        bench.size[2] -= 1
        bench.callers[index] = bench.callers[bench.size[2]]


@inlaid
def go_on(tracks: Tracks, draws: Draws, sheets: Sheets, bench: Bench, trip: int, now: int) -> None:
    """Go on from the step that *trip* has finished, through all that it only passes, also into the next trip."""
    while True:
        step = bench.step[trip]
        first = tracks.trips[trip, FIRST]
        is_drive = tracks.steps[step, IS_DRIVE] == 1
        if not is_drive and not may_leave(tracks, sheets, bench, trip, now):
            return
        sheets.times[step, LEFT] = now
        is_late_choice = step == first and not is_drive and tracks.steps[step, SERVER] < 0
        if is_late_choice and not assign(tracks, sheets, bench, trip):
            sheets.fates[trip, STATE] = NOT_BEGUN
            give_up(tracks, sheets, bench, trip, NOT_DRIVEN)
            trip = next_trip(tracks, sheets, bench, tracks.trips[trip, NEXT], tracks.trips[trip, STARTS])
        elif step + 1 < first + tracks.trips[trip, STEPS]:
            bench.step[trip] = step + 1
        else:
            trip = finish(tracks, draws, sheets, bench, trip)
        if trip < 0 or not arrive(tracks, draws, sheets, bench, trip, now):
            return


@inlaid
def finish(tracks: Tracks, draws: Draws, sheets: Sheets, bench: Bench, trip: int) -> int:
    """End *trip* and return the one that its vehicle begins; -1 if it has none, or is out of service."""
    sheets.fates[trip, STATE] = DONE
    sheets.fates[trip, PLACE] = tracks.trips[trip, ENDS]
    first = tracks.trips[trip, FIRST]
    for step in range(first, first + tracks.trips[trip, STEPS]):
        if draws.fails[step] == 1:
            give_up_rest(tracks, sheets, bench, trip)
            return -1
    return next_trip(tracks, sheets, bench, tracks.trips[trip, NEXT], tracks.trips[trip, ENDS])


@inlaid
def leave_server(tracks: Tracks, bench: Bench, trip: int) -> None:
    """Free the bay or lane of *trip*, if it was in one."""
    server = tracks.steps[bench.step[trip], SERVER]
    if server >= 0:
        bench.busy[server] -= 1
        mark(bench, server)


@inlaid
def look_again(bench: Bench, resource: int, second: int, now: int) -> None:
    """See to it that *resource* is looked at again at *second*."""
    if second < NEVER and (second < bench.wake[resource] or bench.wake[resource] <= now):
        bench.wake[resource] = second
        push(bench.heap, bench.size, second, WAKES, resource)


@inlaid
def service_s(tracks: Tracks, draws: Draws, sheets: Sheets, trip: int, step: int) -> int:
    """Return the seconds of the service of *trip*."""
    if tracks.steps[step, PER_PERSON] == 1:
        return draws.lasts[step] * sheets.fates[trip, ABOARD]
    return draws.lasts[step]


@inlaid
def planned_s(tracks: Tracks, sheets: Sheets, trip: int, step: int) -> int:
    """Return the seconds that the service of *trip* takes as planned: how long it will really take nobody knows."""
    if tracks.steps[step, PER_PERSON] == 1:
        return tracks.steps[step, LASTS] * sheets.fates[trip, ABOARD]
    return tracks.steps[step, LASTS]


@inlaid
def ready_s(tracks: Tracks, draws: Draws, sheets: Sheets, trip: int, step: int) -> int:
    """Return the second from which everybody who boards *trip* at this step is ready."""
    second = 0
    if tracks.steps[step, BOARDS] == 1:
        first = tracks.trips[trip, LOADS]
        for row in range(first, first + tracks.trips[trip, NUM_LOADS]):
            group = tracks.loads[row, GROUP]
            if tracks.homes[group] == tracks.steps[step, WHERE] and sheets.carried[row] > 0:
                second = max(second, draws.ready[group])
    return second


@inlaid
def serve(tracks: Tracks, draws: Draws, sheets: Sheets, bench: Bench, server: int, now: int) -> None:
    """Let whoever may begin at *server* begin, the best claim first."""
    spells, count = tracks.servers[server, SERVER_SPELLS], tracks.servers[server, NUM_SERVER_SPELLS]
    index, again = 0, NEVER
    while index < bench.waiting[server] and bench.busy[server] < tracks.servers[server, WIDTH]:
        trip = bench.waits[server, index]
        step = bench.step[trip]
        ready = max(now, ready_s(tracks, draws, sheets, trip, step))
        begins = fit(tracks.spells, spells, count, draws, ready, planned_s(tracks, sheets, trip, step), now)
        if begins == NEVER:
            turn_back(tracks, sheets, bench, take(bench, server, index))
        elif begins > now:
            again = min(again, begins)
            index += 1
        elif tracks.steps[step, WAITS_TO_BEGIN] == 1 and tracks.steps[step, BEGIN] > now:
            again = min(again, tracks.steps[step, BEGIN])
            sheets.pressed[step, 0] = 1
            index += 1
        else:
            begin_service(tracks, draws, sheets, bench, server, take(bench, server, index), now)
    if index > 0 and bench.busy[server] < tracks.servers[server, WIDTH]:
        look_again(bench, server, again, now)


@inlaid
def goes_before(tracks: Tracks, sheets: Sheets, bench: Bench, trip: int, other: int) -> bool:
    """Say whether *trip* has the better claim."""
    one, two = bench.step[trip], bench.step[other]
    if tracks.steps[one, RANK] != tracks.steps[two, RANK]:
        return tracks.steps[one, RANK] < tracks.steps[two, RANK]
    if sheets.times[one, ARRIVED] != sheets.times[two, ARRIVED]:
        return sheets.times[one, ARRIVED] < sheets.times[two, ARRIVED]
    if tracks.steps[one, BEGIN] != tracks.steps[two, BEGIN]:
        return tracks.steps[one, BEGIN] < tracks.steps[two, BEGIN]
    return trip < other


@inlaid
def begin_service(tracks: Tracks, draws: Draws, sheets: Sheets, bench: Bench, server: int, trip: int, now: int) -> None:
    """Begin the service of *trip*."""
    step = bench.step[trip]
    sheets.times[step, BEGUN] = now
    if tracks.steps[step, BOARDS] == 1:
        first = tracks.trips[trip, LOADS]
        for row in range(first, first + tracks.trips[trip, NUM_LOADS]):
            if tracks.homes[tracks.loads[row, GROUP]] == tracks.steps[step, WHERE]:
                sheets.fates[trip, ABOARD] += sheets.carried[row]
    bench.busy[server] += 1
    bench.served[server, bench.begun[server]] = now
    bench.begun[server] += 1
    push(bench.heap, bench.size, now + service_s(tracks, draws, sheets, trip, step), STEP_ENDS, trip)
    call_forward(tracks, bench, server, now)


@inlaid
def let_go(tracks: Tracks, draws: Draws, sheets: Sheets, bench: Bench, leg: int, now: int) -> None:
    """Let whoever may enter the leg enter."""
    if tracks.lines[2 * leg, ALTERNATES] == 0:
        enter_all(tracks, draws, sheets, bench, 2 * leg, NEVER, now)
        enter_all(tracks, draws, sheets, bench, 2 * leg + 1, NEVER, now)
        return
    first, count = tracks.lines[2 * leg, OPENINGS], tracks.lines[2 * leg, NUM_OPENINGS]
    resource = tracks.servers.shape[0] + 2 * leg
    while True:
        opening = bench.turn[leg, 0]
        until = first + opening if opening < count else NEVER
        if enter_all(tracks, draws, sheets, bench, bench.turn[leg, 2], until, now):
            return  # somebody stands ready and goes as soon as the gap, the road and the pause let it
        waiting = bench.waiting[resource] + bench.waiting[resource + 1]
        if opening < count and bench.missing[first + opening] > 0:
            if waiting == 0:
                return
            planned = tracks.openings[first + opening, LAST] - tracks.openings[first + opening, CLEAR]
            deadline = bench.turn[leg, 1] + planned + tracks.rules[PATIENCE]
            if now < deadline:
                look_again(bench, resource, deadline, now)
                return
        elif opening >= count and waiting == 0:
            return
        turn_leg(tracks, bench, leg, now)


@inlaid
def turn_leg(tracks: Tracks, bench: Bench, leg: int, now: int) -> None:
    """Go on to the next opening; after the last the leg turns to whoever waits."""
    line = bench.turn[leg, 2]
    bench.turn[leg, 0] += 1
    after = bench.turn[leg, 0]
    first, count = tracks.lines[2 * leg, OPENINGS], tracks.lines[2 * leg, NUM_OPENINGS]
    ahead = tracks.openings[first + after, TOWARDS] if after < count else line ^ 1
    bench.turn[leg, 1] = now
    if ahead != line:
        bench.turn[leg, 1] = max(now, last_exit(tracks, bench, line))
    bench.turn[leg, 2] = ahead


@inlaid
def enter_all(tracks: Tracks, draws: Draws, sheets: Sheets, bench: Bench, line: int, until: int, now: int) -> bool:
    """Let those enter who stand at *line* for an opening up to *until*, the best claim first; True if somebody has to wait."""
    resource = tracks.servers.shape[0] + line
    index, again = 0, NEVER
    while index < bench.waiting[resource]:
        trip = bench.waits[resource, index]
        step = bench.step[trip]
        if tracks.steps[step, OPENING] > until:
            index += 1
            continue
        second = may_enter(tracks, draws, bench, line, now)
        if second == NEVER:
            turn_back(tracks, sheets, bench, take(bench, resource, index))
        elif second > now:
            look_again(bench, resource, min(again, second), now)
            return True
        elif tracks.steps[step, WAITS_TO_BEGIN] == 1 and tracks.steps[step, BEGIN] > now:
            again = min(again, tracks.steps[step, BEGIN])
            sheets.pressed[step, 0] = 1
            index += 1
        else:
            enter(tracks, draws, sheets, bench, take(bench, resource, index), now)
            index, again = 0, NEVER
    look_again(bench, resource, again, now)
    return again < NEVER


@inlaid
def enter(tracks: Tracks, draws: Draws, sheets: Sheets, bench: Bench, trip: int, now: int) -> None:
    """Drive onto the leg; the exit is known at once."""
    step = bench.step[trip]
    line = tracks.steps[step, WHERE]
    leg = line >> 1
    planned = tracks.drives[drive_row(tracks, line, now), DRIVE_LASTS]
    drive = (planned * draws.slower[step] + 999) // 1000
    leaves = now + drive + draws.stops[step]
    for row in range(draws.blocks.shape[0]):
        if draws.blocks[row, 1] >= leaves:
            break
        if draws.blocks[row, 0] == leg and draws.blocks[row, 2] > now:
            leaves += draws.blocks[row, 2] - max(now, draws.blocks[row, 1])
    lane = best_lane(tracks, bench, line)
    if tracks.lines[line, RULED] == 1:
        leaves = max(leaves, bench.lanes[line, lane, EXIT])  # nobody overtakes
        if draws.stops[step] > 0:
            bench.stands[leg, bench.broken[leg], 0] = now + drive // 2
            bench.stands[leg, bench.broken[leg], 1] = now + drive // 2 + draws.stops[step]
            bench.broken[leg] += 1
    continues = bench.lanes[line, lane, CONVOY] > 0 and now - bench.lanes[line, lane, ENTRY] < tracks.rules[INTERVAL]
    bench.lanes[line, lane, CONVOY] = bench.lanes[line, lane, CONVOY] + 1 if continues else 1
    bench.lanes[line, lane, ENTRY] = now
    bench.lanes[line, lane, EXIT] = max(leaves, bench.lanes[line, lane, EXIT])
    bench.entered[line, bench.entries[line]] = now
    bench.entries[line] += 1
    if tracks.steps[step, OPENING] >= 0:
        bench.missing[tracks.steps[step, OPENING]] -= 1
    sheets.times[step, BEGUN] = now
    push(bench.heap, bench.size, leaves, STEP_ENDS, trip)
