# A city: people who move by themselves on a network.
road-ways = { $n ->
    [one] { $n } stretch of road
   *[other] { $n } stretches of road
    }
bound-city-cut = Before { $received } at most { $people } can be safe: { $outside } who start beyond the bottleneck and { $through } through its { $roads }. They are fewer than all, so nobody is done sooner, whatever the plan.
bound-city-ways = Only { $people } have a way to an exit.
limit-city-cut = the stretches of road that the map shows in red
limit-city-ways = the roads: some people have no way to an exit
term-outside = start beyond the bottleneck
term-through = a stretch of the bottleneck: steps it is open for, times persons a step
term-with-a-way = people with a way to an exit
heading-city-map = The roads and their bottleneck
heading-city-routes = Where people leave
heading-city-model = What the figures suppose
heading-city-remaining = Who has no way out
city-map-label = Map of the roads: { $roads } in use, bottleneck in red
city-map-caption = Width: persons in all. Red: the bottleneck. Squares: exits. { $attribution }
city-no-map = The scenario holds no positions, so no map is drawn.
city-curve-label = Evacuation curve: { $people } received, under the proven ceiling
city-curve-caption = Blue: received by the plan. Red, dashed: no plan can have more received by then (proven at { $n ->
    [one] one instant
   *[other] { $n } instants
    }; in between the ceiling of the next holds).
city-curve-best = The plan reaches the ceiling at { $met } of { $all } instants: there it is proven best.
city-model = The plan is exact for this model: steps of { $step }, travel rounded up and capacities rounded down to whole persons a step; waiting where people are at the start and nowhere else; no slowing down with density, no traffic lights, everybody ready at the start.
city-exits-table = Persons and times by exit
column-city-exit = Exit
column-city-last = Last received
column-city-persons = Persons
column-city-road = Stretch of road
column-city-open = Steps it counts
column-city-each = Persons a step
city-bottleneck-table = The bottleneck: its stretches by what they let through
city-total = Safe before then at most
city-bottleneck-rest = and { $n } more
column-city-place = Place
column-city-leaves-first = First leave
column-city-leaves-last = Last leave
city-zones-rest = { $n } more places with { $people }
column-city-along = Along
city-ways = The flow is { $ways } ways, each with its times; the { $shown } most used carry { $persons }.
city-ways-table = The most used ways: when the first and the last set out, and when the last is received
city-remaining-table = People without a way to an exit, by place
