"""Every kind of lie about a plan that the judge has to find."""

import altered_bounds
import altered_corridor
import altered_movements
import altered_people
import altered_queues
import altered_scenarios
import altered_times
from telling import Lie

LIES: tuple[Lie, ...] = (
    *altered_times.LIES.told,
    *altered_movements.LIES.told,
    *altered_people.LIES.told,
    *altered_queues.LIES.told,
    *altered_corridor.LIES.told,
    *altered_scenarios.LIES.told,
    *altered_bounds.LIES.told,
)
