# Counted things. $n is a number.
people = { $n ->
    [one] { $n } person
   *[other] { $n } people
    }
vehicles = { $n ->
    [one] { $n } vehicle
   *[other] { $n } vehicles
    }
lanes = { $n ->
    [one] { $n } inspection lane
   *[other] { $n } inspection lanes
    }
services = { $n ->
    [one] { $n } inspection
   *[other] { $n } inspections
    }
convoys = { $n ->
    [one] { $n } convoy
   *[other] { $n } convoys
    }
gaps = { $n ->
    [one] { $n } gap
   *[other] { $n } gaps
    }
times = { $n ->
    [one] once
    [two] twice
   *[other] { $n } times
    }
passages = { $n ->
    [one] { $n } passage
   *[other] { $n } passages
    }
boardings = { $n ->
    [one] { $n } boarding
   *[other] { $n } boardings
    }
companions = { $n ->
    [one] { $n } companion
   *[other] { $n } companions
    }
groups = { $n ->
    [one] { $n } group
   *[other] { $n } groups
    }
hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
    }
minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
    }
seconds = { $n ->
    [one] { $n } second
   *[other] { $n } seconds
    }

kind-stretcher = stretcher cases
kind-wheelchair = people in wheelchairs
kind-own = people who move by themselves
kind-wounded = wounded and sick, seated
kind-companion = companions of patients
kind-civilian = civilians
kind-fighter = fighters opting to leave
kind-seat = people who travel seated
kind-any = people
category-wounded = wounded and sick
category-stretcher = of whom on stretchers
category-companion = companions of patients
category-civilian = civilians
category-fighter = fighters opting to leave

minute = minute { $minute }
minute-and-second = minute { $minute }, second { $second }
clock = { $time }
time-on-day = { $time } on { $day }
times-in-zone = Times are local ({ $zone }, { $offset }); Z marks Zulu time (UTC).
times-in-minutes = Times are minutes after the start; the scenario has no wall clock.
leg-between = { $start } to { $end }
