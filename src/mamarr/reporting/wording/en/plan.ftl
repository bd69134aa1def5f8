# The verdict: at most three sentences.
verdict-all = All { $total } who wish to leave can be brought out; the last are received by { $time }.
verdict-some = { $out } of the { $total } who wish to leave can be brought out, the last by { $time }; { $left } cannot.
verdict-none = None of the { $total } who wish to leave can be brought out.
verdict-separated = { $companions } of those brought out leave without their patient.
proven-all = No plan brings them out before { $time } ({ $proof }).
proven-all-best = No plan can be faster ({ $proof }).
proven-some = No plan brings out more than { $people } ({ $proof }).
proven-some-both = No plan brings out more than { $people } ({ $proof }); a sum that a hand can add up gives { $by_hand }.
proven-some-best = No plan brings out more ({ $proof }).
proven-nothing = How much better another plan could be is not proven.
proof-hand = a sum that a hand can add up
proof-solver = by a solver's search, which a hand cannot add up
limits = What limits: { $limit }.
# What limits, by the kind of the bound; no full stop.
limit-checkpoint = the inspection lanes at { $place }
limit-checkpoint-work = the inspection lanes at { $place }
limit-checkpoint-people = the inspection lanes at { $place }
limit-fleet = the number of vehicles and the length of their turn
limit-fleet-people = the number of vehicles and the length of their turn
limit-lane = the corridor itself ({ $place })
limit-lane-people = the corridor itself ({ $place })
limit-lane-alternating = the single lane, which carries one direction at a time ({ $place })
limit-joint = the inspections at { $place } and the single lane behind them, together
limit-bays = the boarding bays at { $place }
limit-carriable = the vehicles: they cannot carry everybody
limit-windows = the times at which the single lane can be opened ({ $place })

# The sentence of each bound.
bound-checkpoint = At least { $vehicles } must pass { $lanes } at { $each } each: { $services } in one lane, { $work }. No vehicle reaches the checkpoint before { $first }. So the last leaves the checkpoint at { $inspected } at the earliest, the corridor at { $leaves }, and is received at { $received }.
bound-checkpoint-work = The inspections of all vehicles that must pass, shared evenly, take { $work } in one lane. No vehicle reaches the checkpoint before { $first }. So the last leaves the checkpoint at { $inspected } at the earliest, the corridor at { $leaves }, and is received at { $received }.
bound-fleet = The first vehicle enters the corridor no earlier than { $enters }. To carry { $kind }, some vehicle has to pass { $times }, and from one passage to its next lies a whole turn of at least { $turn } (out, alight, back, board, inspection). So the last leaves the corridor at { $leaves } at the earliest and is received at { $received }.
bound-lane = At least { $vehicles } must enter the corridor, none before { $enters }, { $headway } apart; { $gaps } between convoys add { $gap } each. So the last leaves the corridor at { $leaves } at the earliest and is received at { $received }.
bound-lane-alternating = The corridor carries one direction at a time. With these vehicles it must be opened outward { $times } at least, and the way back lies between: { $passages } of { $transit } in all, none before { $enters }. With the time between vehicles and convoys ({ $spacing }) the last leaves the corridor at { $leaves } at the earliest and is received at { $received }.
bound-joint = The corridor carries one direction at a time and must be opened outward { $times } at least. From one opening to the next lie the way out, the way back and a boarding, { $each }; the first vehicle cannot reach the checkpoint before { $first }, and { $services } more of { $inspection } each in one lane do not fit in between. So the last leaves the corridor at { $leaves } at the earliest and is received at { $received }; with more openings it would be later still.
bound-joint-more = Opening the corridor outward as few times as possible leaves too little time for the inspections; opened { $times } it is { $passages } of { $transit } in all, none before { $enters }, and { $spacing } between vehicles and convoys. So the last leaves the corridor at { $leaves } at the earliest and is received at { $received }.
bound-bays = At { $place }, nobody can board before { $first }; { $boardings } of { $each } follow one another at each bay. With the way to the corridor, the inspection and the corridor itself the last leaves the corridor at { $leaves } at the earliest and is received at { $received }.
bound-carriable = The vehicles can carry { $people }: { $loads }.
bound-checkpoint-people = At most { $vehicles } can pass the inspection lanes at { $place } early enough to leave the corridor by { $closes }. Their fullest loads are { $loads }: { $people }.
bound-lane-people = At most { $vehicles } can enter the corridor ({ $place }) early enough to leave it by { $closes }. Their fullest loads are { $loads }: { $people }.
bound-fleet-people = Each vehicle can pass the corridor ({ $place }) at most { $times } before it closes at { $closes }. The fullest loads are { $loads }: { $people }.
bound-solver-people = A solver searched all ways to open the corridor ({ $place }): no plan brings out more than { $people }. This cannot be added up by hand, and the judge does not call it checked.
bound-solver-clearance = A solver searched all ways to open the corridor ({ $place }): no plan that brings out as many is finished before { $received }. This cannot be added up by hand, and the judge does not call it checked.
bound-other-people = No plan brings out more than { $people } ({ $proof }).
bound-other-clearance = No plan that brings out as many is finished before { $received } ({ $proof }).

# Terms of a sum.
term-first-arrival = The first loaded vehicle can be at the checkpoint or the mouth of the corridor
term-first-boarding = The first vehicle can begin to board at { $place }
term-inspection = One inspection
term-wait-for-pause = Waiting until the pause opens the corridor
term-services = Inspections in one lane
term-work-per-lane = All inspections, shared evenly by the lanes
term-transit = Through the corridor
term-alighting = Alighting
term-rounds = Further turns of the vehicle that passes most often
term-turns = Most passages of each vehicle
term-headways = Between two vehicles
term-convoy-gaps = More between two convoys
term-transits = Passages of the corridor, outward and back in turn
term-headways-out = Between two vehicles outward
term-gaps-out = More between two convoys outward
term-headways-back = Between two vehicles on the way back
term-gaps-back = More between two convoys on the way back
term-openings = Times the corridor is opened outward
term-returns = From one opening to the next
term-boardings = Boardings one after another at each bay
term-outward = From there to the corridor
term-loads = Fullest loads
term-slots = Inspections that end in time
term-entries = Entries in time
term-other = { $code }
sum-total-time = No plan is finished earlier
sum-total-people = No plan brings out more

# Other plans of the same question.
alternative-other-order = The other order
alternative-default-order = The wounded and sick first
alternative-nobody-separated = And nobody separated from a patient
alternative-margin = And with a margin
alternative-other = Another plan
alternative-sentence = { $name } ({ $order }): { $people } out, { $difference } against this plan; { $wounded } of them wounded and sick, { $stretcher } on stretchers; { $separated } without their patient; the last received by { $time }.
remaining-some = { $people } stay behind: { $list }.
remaining-nobody = Nobody who wishes to leave stays behind.
remaining-entry = { $place }: { $persons }
aim-people = as many people as possible
aim-wounded = the wounded and sick first
aim-curve = everybody as early as possible
aim-clearance = the last as early as possible
aim-exposure = the least exposure to danger
aim-vehicle-hours = the fewest vehicle-hours

# The terminal
finding-tail = expected: { $expected }; do: { $do }
judge-plan-yes = the plan is allowed
judge-plan-no = the plan is not allowed
judge-bound-yes = its bounds are true
judge-bound-no = a bound is not true
judge-both = { $plan }; { $bound }
