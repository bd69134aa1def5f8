"""The problem list: every finding and error of mamarr has a stable code here, with its English words.

The Arabic words stand in `reporting/wording/ar/problems.ftl` under the same code; a test compares the two lists.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning", "remark"]


@dataclass(frozen=True)
class Problem:
    """One row of the problem list. Texts may name the terms of a finding in braces."""

    en: str
    expected: str
    do: str
    severity: Severity = "error"
    exit_code: int = 3
    http_status: int = 422


def _row(en: str, expected: str, do: str, severity: Severity = "error") -> Problem:
    return Problem(en, expected, do, severity)


PROBLEMS: Mapping[str, Problem] = {
    # Files
    "file.missing": _row(
        "There is no file {found}.", "a file, '-' or a name of the library: {choices}", "check the spelling of the path"
    ),
    "file.unreadable": _row(
        "The file cannot be read: {found}.", "a file that may be read", "check the rights of the file and its disk"
    ),
    "file.unwritable": Problem(
        "The file cannot be written: {found}.",
        "a folder with room that may be written to",
        "choose another place with -o",
        "error",
        4,
        507,
    ),
    "file.too-large": _row(
        "The file is too large: {found} bytes.", "at most {limit} bytes", "split it, or remove what is not needed"
    ),
    "file.not-utf8": _row("The file is not UTF-8 text (byte {found}).", "UTF-8", "save it again as UTF-8"),
    "file.not-yaml": _row(
        "The text cannot be read as YAML or JSON: {found}.", "a scenario in YAML or JSON", "correct the line named"
    ),
    "file.too-deep": _row(
        "The text is nested deeper than {limit} levels.", "at most {limit} levels", "remove the nesting"
    ),
    "file.too-many": _row("The text has more than {limit} values.", "at most {limit} values", "split the file"),
    "file.alias": _row("An alias stands here ({found}).", "the value itself", "write the value out"),
    "file.tag": _row("A YAML tag stands here ({found}).", "a plain value", "remove the tag"),
    "file.duplicate-key": _row("The key {found} stands twice.", "each key once", "remove one of them"),
    "file.version": _row(
        "File version {found} is not known.", "mamarr: 1", "write 'mamarr: 1' on the first line, or use a newer mamarr"
    ),
    "file.kind": _row("The file is of kind {found}.", "a file of kind {wanted}", "give another file"),
    "file.fingerprint": _row(
        "The content does not match the fingerprint {found} that stands in the file.",
        "a file that was not altered after it was saved",
        "remove the fingerprint where the change was meant",
        "warning",
    ),
    "file.format": _row("No format is known for the ending {found}.", "one of {choices}", "choose another ending"),
    # Shape
    "scenario.missing-field": _row("The field {name} is missing.", "{name}", "add it"),
    "scenario.unknown-field": _row(
        "The field {name} is not known.", "one of {choices}", "correct the name or remove the field"
    ),
    "scenario.wrong-shape": _row("The value {found} has the wrong shape.", "{wanted}", "write it in the form expected"),
    "scenario.unknown-choice": _row("{found} is not a choice here.", "one of {choices}", "take one of the choices"),
    "scenario.bad-id": _row(
        "{found} cannot be an id.", "small letters, digits and underscores, a letter first", "choose another id"
    ),
    "scenario.duplicate-id": _row("The id {found} is used twice.", "each id once in the file", "rename one of them"),
    "scenario.unknown-id": _row(
        "There is no {what} {found}.", "one of {choices}", "correct the id, or add what it names"
    ),
    "scenario.not-yet": _row(
        "{found} is not honoured by this version.",
        "{wanted}",
        "remove it; it is refused because ignoring it would make the plan wrong",
    ),
    "scenario.text": _row("The text {found} is too long or empty.", "1 to {limit} characters", "shorten it"),
    "scenario.control-sign": _row(
        "The text {found} contains signs that turn writing around or are invisible.",
        "plain text",
        "remove the signs; pages show the text without their effect",
        "warning",
    ),
    "change.malformed": Problem(
        "The change {found} cannot be read.",
        "ID.FIELD=VALUE, for example ramousa.lanes=3",
        "write it in that form",
        "error",
        2,
        400,
    ),
    "change.unknown-target": Problem(
        "The change {found} names nothing in this scenario.",
        "an id of the scenario or a section: {choices}",
        "correct the id",
        "error",
        2,
        400,
    ),
    # Reading reports
    "reading.too-long": _row(
        "The text has {found} signs.", "at most {limit} signs", "split it; the line named is where the limit is reached"
    ),
    "reading.bidi-control": _row(
        "The line contains signs that turn writing around ({found}).",
        "plain text",
        "read the line in its stored order; what it looks like may be something else",
        "warning",
    ),
    "reading.no-date": _row(
        "It is not known when {found} was published.",
        "a day, or a minute with an offset",
        "add --published 2031-06-15T09:30+03:00",
    ),
    "reading.bad-date": _row(
        "{found} is not a day or a minute.", "2031-06-15 or 2031-06-15T09:30+03:00", "write it in that form"
    ),
    "reading.bad-zone": _row(
        "The zone {found} is not known.", "an offset such as +03:00, Z, or a name such as Asia/Damascus", "correct it"
    ),
    "reading.no-places": _row(
        "No named places stand in {found}.",
        "a scenario, or GeoJSON whose features have id, name_en and name_ar",
        "give another file with --places",
    ),
    # Quantities
    "quantity.no-unit": _row(
        "{found} has no unit.",
        "{wanted}",
        "write the unit, because nobody remembers later whether it was minutes or metres",
    ),
    "quantity.unreadable": _row("{found} cannot be read as {what}.", "{wanted}", "write it in the form expected"),
    "quantity.not-whole": _row(
        "{found} is not a whole number.", "a whole number, 0 or more", "persons and vehicles are whole"
    ),
    "quantity.negative": _row("{found} is less than nothing.", "{wanted}", "correct the sign"),
    "quantity.too-large": _row("{found} is more than can be meant.", "at most {limit}", "correct the number"),
    "quantity.share": _row("{found} is not a share.", "a number from 0 to 1", "write 0.9 for nine in ten"),
    "quantity.no-zone": _row(
        "The instant {found} has no time zone.",
        "a time zone for the file (time_zone: Asia/Damascus), or an offset (+03:00) in the instant",
        "add time_zone at the top",
    ),
    "quantity.no-date": _row(
        "The clock time {found} has no day.",
        "a file with 'starts', or a duration since the start",
        "add starts, or write a duration such as 90 min",
    ),
    "quantity.unknown-zone": _row(
        "The time zone {found} is not known.", "a name such as Asia/Damascus", "correct the name"
    ),
    "quantity.skipped-hour": _row(
        "The clock time {found} does not exist or exists twice on that day (the clocks change).",
        "an instant with an offset",
        "write the offset, for example +03:00",
    ),
    "quantity.position": _row(
        "{found} is not a position.",
        "[latitude, longitude] with latitude -90 to 90 and longitude -180 to 180",
        "correct the numbers",
    ),
    # Sense
    "scenario.position-swapped": _row(
        "The position {found} lies far from the other places; with its numbers swapped it does not.",
        "[latitude, longitude]",
        "swap the two numbers",
    ),
    "scenario.window-empty": _row(
        "{found} closes before it opens.", "a closing after the opening, less the margin", "correct the times"
    ),
    "scenario.not-in-horizon": _row(
        "{found} lies outside the time from starts to ends.",
        "an instant between starts and ends",
        "correct it, or move ends",
    ),
    "scenario.unreachable": _row(
        "No leg leads from {found} outward.",
        "legs from every assembly point to a reception centre",
        "add the missing leg",
    ),
    "scenario.companions": _row(
        "The companions group {found} cannot serve here.",
        "a group of seated companions at the same place, named once",
        "correct the id of the group",
    ),
    "scenario.no-vehicle-for": _row(
        "No vehicle can carry the group {found}.",
        "a vehicle with {wanted}",
        "add such a vehicle; until then these people remain",
        "warning",
    ),
    "scenario.margin-small": _row(
        "The margin of the pause {found} is less than 15 minutes.",
        "a margin of 15 minutes or more",
        "ask for a margin; fire on the last vehicles is the classic ending",
        "warning",
    ),
    "scenario.after-sunset": _row(
        "The pause {found} goes on after sunset ({sunset}).",
        "movement by daylight",
        "plan to end before sunset, or agree on lights and escorts",
        "warning",
    ),
    "scenario.separation": _row(
        "Companions of {found} may leave without their patient.",
        "may_go_alone: false",
        "make sure that this separation is wanted by the people themselves",
        "warning",
    ),
    "scenario.consent-missing": _row(
        "For {found} groups it is not said whether they may stay, and who heard their choice.",
        "choice: {{may_stay, heard_by}} for each group",
        "record who heard the choice of each group, without armed men present",
        "warning",
    ),
    "scenario.no-escort": _row(
        "Each convoy needs {found} escort vehicles, and the fleet has fewer.",
        "a vehicle class with escort: true and enough vehicles",
        "add escort vehicles; until then no convoy that needs them can go",
        "warning",
    ),
    "scenario.no-receiver": _row(
        "For the unaccompanied children of {found} no receiving agency is named.",
        "received_by: an agency",
        "name who receives them",
        "warning",
    ),
    "scenario.outdoors": _row(
        "At {found} people are gathered for longer than they may be outdoors ({wanted} s).",
        "a shorter time to gather, or a longer limit",
        "call them forward later; until then nobody can board here",
        "warning",
    ),
    "scenario.no-abort": _row(
        "For {found} legs under a pause it is not said where to shelter and what a convoy does when it is stopped: {legs}.",
        "shelter and abort for each",
        "agree on it before the first convoy goes",
        "remark",
    ),
    "scenario.uncertain": _row(
        "What is uncertain cannot be read: {found}.", "{wanted}", "write it as the page on stress tests shows"
    ),
    "scenario.uncertain-key": _row(
        "{found} is nothing that can be uncertain here.", "{choices}", "use one of these, or remove it"
    ),
    "stress.not-yet": _row(
        "A stress test does not follow {found} yet.",
        "a scenario without it",
        "remove it from a copy to see what the rest does, or judge the plan without a stress test",
    ),
    "stress.plan-refused": _row(
        "The judge does not accept the plan that is to be tested.",
        "a plan that keeps every rule",
        "run 'mamarr judge' on it, and make it again with 'mamarr plan'",
    ),
    "stress.not-allowed": _row(
        "The movement {found} cannot be followed.", "a plan that the judge allows", "run mamarr judge on the plan"
    ),
    "stress.no-cluster": _row(
        "No cluster answers at {found}: {reason}.",
        "the address of a Dask scheduler with workers, such as tcp://127.0.0.1:8786",
        "start a scheduler and workers, or leave the address out to use this machine",
    ),
    "stress.workers-lost": _row(
        "Workers were lost {found} times in a row.",
        "workers that stay until a batch is done",
        "ask for fewer workers; the usual reason is too little memory",
    ),
    "stress.not-reproduced": _row(
        "Played without any chance, the movement {trip} begins at second {found}, not at {wanted}.",
        "a plan whose movements follow from its orders and the rules",
        "run mamarr judge on the plan; if it is allowed, this is a defect of the stress test",
    ),
    "scenario.for-stress": _row(
        "What is uncertain about {found} does not change the plan.",
        "uncertainty, for stress tests",
        "nothing; the plan keeps a place for everybody",
        "remark",
    ),
    "scenario.longer-than-map": _row(
        "{found} legs are written shorter than the straight line on the map.",
        "a length of at least the straight line",
        "check the positions; the written length counts",
        "remark",
    ),
    # Plans, judge, bounds
    "plan.stranger": _row(
        "The document {found} does not belong to this plan.",
        "a document made from the same plan",
        "give the documents of one plan",
    ),
    "report.nothing": _row(
        "The plan holds nothing for this file: {found}.",
        "{wanted}",
        "choose another file, or add to the scenario what is missing and plan again",
    ),
    "plan.fingerprint": _row(
        "The content does not match its fingerprint.",
        "{wanted}",
        "the file was altered after it was written; plan again, or judge it",
    ),
    "plan.refused": Problem(
        "The judge refuses the plan that was found; it is not given out.",
        "a plan that keeps every rule",
        "report this: it is a defect of the planner",
        "error",
        4,
        500,
    ),
    "plan.nothing-to-do": _row("There is nobody to bring out.", "at least one person", "add groups", "remark"),
    "use.option": Problem("The option {found} cannot be used here.", "{wanted}", "see --help", "error", 2, 400),
    "install.extra": Problem(
        "{found} is not installed.", "pip install 'mamarr[{wanted}]'", "install it", "error", 2, 501
    ),
    # Networks
    "network.column": _row(
        "The table has no column {name}: {found}.", "a column {name}", "name the column in the first line"
    ),
    "network.cells": _row("The row has {found} cells.", "{wanted} cells, as the first line", "complete the row"),
    "network.number": _row(
        "{found} cannot be {name}.", "a number from 0 to {limit}, whole for persons", "correct the number"
    ),
    "network.capacity": _row(
        "A road with a capacity of {found} is no road: nothing or everything could pass it.",
        "a finite number of persons an hour, 1 or more",
        "remove a road that nobody may use; write a large number for one that does not limit",
    ),
    "network.travel": _row("A leg takes {found} s.", "0 to {limit} s", "correct the time"),
    "network.same-place": _row("The road leads from a place to itself ({found}).", "two places", "remove the row"),
    "network.no-roads": _row("There is no road in {found}.", "at least one road", "give another file"),
    "network.unknown-place": _row(
        "No road leads to a place {found}.", "a place of the roads, for example {choices}", "correct the name"
    ),
    "network.place-twice": _row("The place {found} stands twice ({name}).", "each place once", "join the rows"),
    "network.position": _row("{found} is no position.", "degrees in WGS84", "correct the number"),
    "network.projection": _row(
        "The coordinates {found} are no degrees: the file is in another projection.",
        "WGS84 degrees, latitude -90 to 90, longitude -180 to 180",
        "convert the file to WGS84 (EPSG:4326)",
    ),
    "network.no-exit": _row(
        "There is no exit.", "at least one place at which people are safe", "name one with --exit, or give a zone"
    ),
    "network.people-at-exit": _row(
        "People wait at the exit {found}, where they are safe already.",
        "people at places that are no exit",
        "remove them, or name another exit",
    ),
    "network.nobody-reaches": _row(
        "Nobody has a way to an exit (people at {found} places).",
        "a road from the people to an exit",
        "look at the names of the exits and the directions of the roads",
    ),
    "network.cut-off": _row(
        "The {persons} people at {found} have no way to an exit: their part of the network is cut off.",
        "a road out",
        "add the missing road; until then they are named as remaining",
        "warning",
    ),
    "network.one-way-trap": _row(
        "The {persons} people at {found} are trapped: roads lead there and none leads away.",
        "a road that leads away",
        "look at the direction of the roads; until then they are named as remaining",
        "warning",
    ),
    "network.no-road": _row(
        "No road touches {found}, where {persons} people wait.",
        "a road",
        "correct the name of the place; until then they are named as remaining",
        "warning",
    ),
    "network.empty-zone": _row(
        "The zone holds no place with a road, so {found} people have nowhere to wait.",
        "a zone with roads in it",
        "draw the zone over the roads of the file",
    ),
    "network.zone": _row(
        "The zone cannot be read: {found}.",
        "GeoJSON with one polygon that does not cross itself, in WGS84",
        "draw it again; its first and last corner are the same",
    ),
    "network.crossing": _row(
        "The outline of the zone crosses itself near {found}.", "a simple polygon", "put its corners in order"
    ),
    "network.map": _row(
        "The map cannot be read: {found}.",
        "a whole OpenStreetMap file (.osm or .osm.pbf, plain, gz or bz2)",
        "load it again: a file that ends early was cut off",
    ),
    "network.zone-elsewhere": _row(
        "The zone lies where the map has nothing: {found}.",
        "a zone inside the map",
        "look whether latitude and longitude are swapped",
    ),
    "network.class-table": _row(
        "The table of road classes cannot be used: {found}.",
        "class, lanes, speed_kmh, vehicles_per_h_lane, source; a row called default; numbers above 0",
        "correct the table",
    ),
    "network.small-step": _row(
        "In steps of {found} s {wanted} legs let nobody in, and {persons} people lose every way: capacities are whole persons a step.",
        "a step in which every road lets in somebody",
        "choose a longer step with --step",
        "warning",
    ),
    "network.rounding": _row(
        "Whole persons a step of {found} s lose {share} of all capacity.",
        "a step that loses little",
        "choose a longer step with --step",
        "remark",
    ),
    "network.too-late": _row(
        "Not everybody is out by the end of the scenario: the least clearance is {found} s.",
        "an end after it",
        "set a later end",
    ),
    "network.too-large": Problem(
        "The plan would need {found} steps on {wanted} legs, more than fit into memory.",
        "steps times legs up to {limit}",
        "choose a longer step with --step, or look for a road with too little capacity",
        "error",
        4,
        507,
    ),
    "network.step": _row("The step {found} cannot be used.", "1 s to 1 h", "choose another step"),
    "judge.columns": _row("The columns of {name} are not alike: {found}.", "columns of one length", "complete them"),
    "judge.flow-order": _row(
        "Entry {found} of the flow is out of order or stands twice.", "legs in order, steps in order", "sort them"
    ),
    "judge.flow-entry": _row(
        "Entry {found} of the flow is no movement: {name}.", "a leg, a whole step, 1 person or more", "correct it"
    ),
    "judge.flow-capacity": _row(
        "{found} persons enter the leg {name} in the step at {second} s.", "at most {limit}", "keep the capacity"
    ),
    "judge.flow-conservation": _row(
        "At {name}, {found} persons too many or too few leave in the step at {second} s.",
        "as many out as in, for nobody waits on the way",
        "correct the flow",
    ),
    "judge.flow-supply": _row(
        "{found} persons leave {name}.", "at most the {limit} who wait there", "correct the flow"
    ),
    "judge.refused": _row(
        "The judge refuses the plan {found}, so no page of it is made.",
        "a plan that the judge allows",
        "run 'mamarr judge' to see why",
    ),
    "judge.label": _row(
        "The labels of the certificate are not complete: {found}.", "one for each place", "complete them"
    ),
    "judge.ceiling": _row(
        "The labels prove nothing: up to {found} persons could be out by then, and {wanted} are.",
        "a ceiling below the persons brought out",
        "do not use the bound",
    ),
    # Judge
    "judge.number": _row(
        "The number {found} is more than can be meant, or less than nothing.",
        "{wanted}",
        "correct the number; nothing else was judged",
    ),
    "judge.unknown": _row("There is no {what} {found}.", "an id of the scenario", "correct the id"),
    "judge.vehicle": _row("There is no vehicle {found}.", "{wanted}", "name a vehicle of the fleet"),
    "judge.duplicate-trip": _row("The trip {found} stands twice.", "each trip once", "rename or remove one of them"),
    "judge.no-stops": _row("The trip {found} has no stops.", "stops in order of time", "add them, or remove the trip"),
    "judge.before-start": _row("{found} s lies before clock zero.", "0 or later", "correct the time"),
    "judge.time-missing": _row("The time '{name}' is missing.", "{name}", "add it"),
    "judge.stray-time": _row("The time '{name}' means nothing here.", "no {name}", "remove it"),
    "judge.order": _row("{found} s is too early.", "{wanted} s or later", "put the times in order"),
    "judge.drive": _row("The drive takes {found} s.", "exactly {wanted} s", "correct one of the two times"),
    "judge.no-way": _row(
        "No way leads from {start} to {end} in one direction.",
        "a way over legs that may be driven freely",
        "name the places in between",
    ),
    "judge.not-there": _row(
        "The vehicle is not at {found}.",
        "a movement that begins where the last one ended: {wanted}",
        "add the movement that is missing",
    ),
    "judge.not-free": _row(
        "The vehicle would leave {place} at {found} s.",
        "{wanted} s or later, when it is free there",
        "a vehicle is in one place at a time",
    ),
    "judge.same-place": _row("The vehicle stops twice in succession at {found}.", "one stop", "join the two stops"),
    "judge.against-traffic": _row("The leg {found} is driven inward.", "outward only", "take another way"),
    "judge.not-inspected": _row(
        "The checkpoint {found} is passed without inspection.", "a stop there with its inspection", "add the inspection"
    ),
    "judge.needless-inspection": _row(
        "The vehicle is inspected at {found} and then does not pass.",
        "inspections of vehicles that pass",
        "remove the inspection; it takes a lane from those who wait",
    ),
    "judge.inspection": _row(
        "The inspection takes {found} s.", "exactly {wanted} s", "correct the end of the inspection"
    ),
    "judge.boarding": _row(
        "The vehicle leaves {found} s after boarding began.",
        "{wanted} s or more",
        "let it stand until everybody is aboard",
    ),
    "judge.alighting": _row("Alighting takes {found} s.", "exactly {wanted} s", "correct the second of reception"),
    "judge.not-ready": _row(
        "Boarding of {group} begins at {found} s.", "{wanted} s or later, when the group is ready", "let it begin later"
    ),
    "judge.boards-nobody": _row(
        "Nobody boards at {found}.", "people of the load who wait there, or no boarding", "correct the load or the stop"
    ),
    "judge.points": _row("The trip boards at {found} assembly points.", "at most {wanted}", "make two trips of it"),
    "judge.not-received": _row(
        "{found} persons aboard are not received.",
        "a last stop at a reception centre where they alight",
        "bring them to their destination",
    ),
    "judge.persons": _row("{found} persons of {group} are aboard.", "a whole number of at least 1", "correct the load"),
    "judge.not-waiting": _row(
        "The group {found} does not wait where the trip boards.", "{wanted}", "board it where it waits"
    ),
    "judge.destination": _row(
        "The group {group} is brought to {found}.", "{wanted}", "people go where they chose to go"
    ),
    "judge.seats": _row("{found} persons sit in the vehicle.", "at most {wanted}", "leave some to another trip"),
    "judge.stretchers": _row("{found} persons lie in the vehicle.", "at most {wanted}", "leave some to another trip"),
    "judge.travels": _row(
        "The group {found} does not travel in vehicles of the fleet.",
        "groups that sit or lie",
        "remove it from the load",
    ),
    "judge.headcount": _row(
        "{found} persons of {group} leave.", "at most the {wanted} who were announced", "nobody boards who did not wait"
    ),
    "judge.separated": _row(
        "{found} companions of {group} leave, and too many of their patients stay.",
        "at most {wanted}",
        "let companions go with their patients",
    ),
    "judge.bays": _row(
        "{found} vehicles stand in the bays of {place}.", "at most {wanted} at once", "let the vehicle wait for a bay"
    ),
    "judge.lanes": _row(
        "{found} vehicles are inspected at once at {place}.", "at most {wanted}", "let the vehicle wait for a lane"
    ),
    "judge.idle-lane": _row(
        "A lane of {place} is free at {found} s although the vehicle waits.",
        "an inspection that begins at once",
        "a free lane takes whoever waits",
    ),
    "judge.turn": _row(
        "The vehicle is inspected at {place} before its turn: {found} comes first.",
        "the priority of the checkpoint, and first come first served within it",
        "change the order of inspection",
    ),
    "judge.headway": _row(
        "The vehicle enters {found} s after the one before it.", "{wanted} s or more", "let it enter later"
    ),
    "judge.convoy-size": _row(
        "The convoy has {found} vehicles.", "at most {wanted}", "leave the interval between two convoys"
    ),
    "judge.opposite": _row(
        "The vehicle enters {found} s after one that comes the other way.",
        "{wanted} s or more: the stretch is clear before the direction changes",
        "let it enter later",
    ),
    "judge.convoys": _row(
        "The convoy {found} is not what the entries form.",
        "{wanted}",
        "list each run of entries less than the interval apart, and each trip in it",
    ),
    "judge.pause": _row(
        "The vehicle is at {place} at {found} s.",
        "only from {opens} s to {closes} s: the pause less its margin",
        "move it into the pause",
    ),
    "judge.ends-inside": _row("The vehicle stands at {found} at the end.", "a place outside", "bring it out"),
    # Judge: own vehicles and columns, roads over time, agreements, crews, commitments, aid
    "judge.lane": _row("The vehicle enters lane {found}.", "a lane from 1 to {wanted}", "name a lane that is there"),
    "judge.closed": _row(
        "The vehicle is on {place} at {found} s, while nobody may be on it.",
        "a time without closure, ban or impassable weather",
        "let it pass before or afterwards",
    ),
    "judge.capacity": _row(
        "{found} vehicles enter {place} in one direction within 3,600 s.", "at most {wanted}", "let it enter later"
    ),
    "judge.overtakes": _row(
        "The vehicle leaves at {found} s and overtakes one that entered before it.",
        "{wanted} s or later",
        "let it enter later, or in another lane",
    ),
    "judge.together": _row(
        "The vehicle stands ready at {found} s, after the first of its convoy has entered.",
        "{wanted} s or earlier",
        "let the convoy wait for it, or put it into the next one",
    ),
    "judge.escorts": _row(
        "The convoy has people aboard and {found} escort vehicles.", "at least {wanted}", "add escort vehicles"
    ),
    "judge.escort-place": _row(
        "The vehicle at the head or the tail of its convoy is no escort.",
        "an escort vehicle first, and with two or more also last",
        "change the order of entry",
    ),
    "judge.opening-hours": _row(
        "The inspection at {place} begins at {found} s and does not lie within the opening hours.",
        "an inspection wholly within them",
        "let it begin earlier, or when the checkpoint opens again",
    ),
    "judge.room": _row("{found} vehicles wait at {place}.", "at most {wanted}", "hold the vehicle elsewhere"),
    "judge.gather": _row(
        "People would have to gather {found} s before clock zero.",
        "{wanted} s from clock zero to the beginning of boarding",
        "let boarding begin later",
    ),
    "judge.crowd": _row(
        "{found} persons stand at {place} at once.", "at most {wanted}", "call some of them forward later"
    ),
    "judge.full": _row("{found} persons are received at {place}.", "at most {wanted}", "bring some to another centre"),
    "judge.full-for": _row(
        "{found} persons of the kind '{kind}' are received at {place}.",
        "at most {wanted}",
        "bring some to another centre",
    ),
    "judge.full-hour": _row(
        "{found} persons are received at {place} within 3,600 s.", "at most {wanted}", "bring some later"
    ),
    "judge.wheelchairs": _row(
        "{found} persons in wheelchairs are aboard.", "at most {wanted}", "leave some to another trip"
    ),
    "judge.need": _row(
        "The group {group} needs what {vehicle} does not offer: {found}.",
        "a class of vehicles that offers it",
        "take another vehicle",
    ),
    "judge.isolation": _row(
        "The group {found} has to ride by itself.", "nobody of another group aboard", "make two trips of it"
    ),
    "judge.apart": _row("The groups {group} and {found} share a vehicle.", "one of the two", "make two trips of it"),
    "judge.split": _row(
        "{found} persons of {group} are aboard; they may not be divided.",
        "all {wanted}",
        "bring all of them on one trip, or none",
    ),
    "judge.family": _row(
        "The family is received at {found} and at another centre.",
        "{wanted} for all of them",
        "bring all of them to one centre",
    ),
    "judge.other-centre": _row(
        "{found} companions of {group} are received at {place}, without their patients.",
        "at most {wanted}",
        "bring companions to where their patients are",
    ),
    "judge.other-vehicle": _row(
        "{found} companions of {group} ride in another vehicle than their patients.",
        "at most {wanted} in this one",
        "let them ride with their patients",
    ),
    "judge.other-convoy": _row(
        "{found} companions of {group} ride in another convoy than their patients.",
        "at most {wanted} in this one",
        "let them ride with their patients",
    ),
    "judge.aboard": _row("People are aboard for {found} s.", "at most {wanted} s", "take another way, or board later"),
    "judge.outdoors": _row(
        "People are outdoors for {found} s.", "at most {wanted} s", "let them board or walk at another time"
    ),
    "judge.release": _row(
        "{found} go from {place} in one release.", "at most {wanted}", "leave some to the next release"
    ),
    "judge.release-early": _row(
        "The trip goes from {place} at {found} s, before any release.", "{wanted} s or later", "let it begin later"
    ),
    "judge.link": _row(
        "{found} persons have boarded where {link} ties them to others.",
        "at most {wanted} by then",
        "let them board when enough of the others are received",
    ),
    "judge.duty": _row(
        "The crew is on duty for {found} s.",
        "at most {wanted} s between two rests",
        "let it rest, or take another vehicle",
    ),
    "judge.range": _row(
        "The vehicle drives {found} m on one filling.",
        "at most {wanted} m",
        "let it stand where it is stationed until it is filled",
    ),
    "judge.not-home": _row(
        "The vehicle stands at {found} at the end.", "{wanted}, where it is stationed", "bring it back"
    ),
    "judge.own-twice": _row("{found} makes more than one trip.", "at most one", "remove the others"),
    "judge.own-load": _row(
        "People of {found} are in what belongs to {wanted}.",
        "people of {wanted} alone",
        "remove the others from the load",
    ),
    "judge.own-room": _row(
        "{found} persons go together in one own vehicle or column.", "at most {wanted}", "leave some to another one"
    ),
    "judge.own-empty": _row("{found} goes with nobody.", "people of its group", "remove the trip"),
    "judge.sets-out": _row(
        "The column or own vehicle leaves {found} s after it begins.", "the same second", "correct one of the two times"
    ),
    "judge.committed": _row(
        "The first trip of {vehicle} does not bring on the people who are aboard.",
        "a first trip with this load: {wanted}",
        "add it, or correct the load",
    ),
    "judge.left-aboard": _row(
        "The vehicle {vehicle} makes no trip: the people who are aboard stay aboard ({found}).",
        "a trip that brings them on",
        "find out what holds it; these people are not safe yet",
        "warning",
    ),
    "judge.left-inside": _row(
        "The vehicle {vehicle} makes no trip and stays at {found}, where it may not end.",
        "a trip that brings it out",
        "find out what holds it; its crew is not safe yet",
        "warning",
    ),
    "judge.promise-broken": _row(
        "The movement of {vehicle} that was notified for {wanted} s is not made.",
        "the movement, or a notification withdrawn",
        "tell everybody to whom it was notified",
        "warning",
    ),
    "judge.committed-arrival": _row(
        "{vehicle} arrives at {found} s.", "exactly {wanted} s, as committed", "correct the arrival"
    ),
    "judge.notified": _row(
        "The movement of {vehicle} that was notified is not in the plan.",
        "a trip with this load that leaves at {wanted} s",
        "add it, or correct its load and times",
    ),
    "judge.mixed-load": _row(
        "{found} is loaded beside something else.", "one kind of aid, and nobody beside it", "make two trips of it"
    ),
    "judge.tonnes": _row("{found} tonnes of aid are aboard.", "{wanted}", "correct the load"),
    "judge.unloading": _row("Unloading takes {found} s.", "exactly {wanted} s", "correct the second of reception"),
    "judge.aid-place": _row("The aid {aid} is brought to {found}.", "{wanted}", "bring it to where it is asked for"),
    "judge.too-much-aid": _row(
        "{found} tonnes of {aid} are brought.", "at most the {wanted} that are asked for", "remove the last trips"
    ),
    "judge.loading-place": _row(
        "The aid is loaded at {found}.", "{wanted}, where the truck is stationed", "let the truck return first"
    ),
    "bound.unknown-kind": _row(
        "No argument is known for the bound {found}.", "{wanted}", "remove the bound; it cannot be checked"
    ),
    "bound.wrong-quantity": _row("The bound {kind} limits {found}.", "{wanted}", "correct what it limits"),
    "bound.not-here": _row(
        "The argument {found} does not hold for this scenario and plan.",
        "an argument whose conditions are met",
        "remove the bound",
    ),
    "bound.term": _row(
        "The term {found} of the bound {kind} is not what the scenario gives.", "{wanted}", "derive the term again"
    ),
    "bound.sum": _row("The terms of the bound {kind} do not add up to {found}.", "{wanted}", "add them up again"),
    "bound.places": _row("The bound {kind} is said to bite at {found}.", "{wanted}", "correct the places"),
    "bound.solver-only": _row(
        "The bound {kind} rests on a search alone; a hand cannot check it.",
        "a sum",
        "say so wherever it is shown",
        "remark",
    ),
    "bound.contradiction": _row(
        "The hand's bound {found} is stronger than the solver's {wanted}.",
        "a solver's bound that is at least as strong",
        "report this: it is a defect of one of them",
    ),
    "bound.beaten-by-plan": _row(
        "The plan reaches {wanted} and beats the bound {kind} of {found}.",
        "a bound that no plan beats",
        "report this: it is a defect of the bound",
    ),
    # Logbook
    "log.missing": _row(
        "There is no logbook {found}.", "a logbook", "check the path, or add a first entry to make one"
    ),
    "log.not-a-log": _row("{found} is no logbook.", "a logbook made by mamarr", "give another file"),
    "log.version": _row(
        "The logbook {found} was made by a newer version.", "version {wanted} or older", "use a newer mamarr"
    ),
    "log.locked": _row(
        "The logbook {found} does not open with this passphrase.", "its passphrase", "type it again; it cannot be reset"
    ),
    "log.passphrase": _row(
        "The passphrase is too short or too simple ({found} signs).",
        "at least {wanted} signs",
        "choose a longer one, such as five words",
    ),
    "log.full": Problem(
        "The logbook could not be written: {found}. Nothing was acknowledged.",
        "a disk with room that keeps what it is given",
        "make room or change the disk, then open the logbook again",
        "error",
        4,
        507,
    ),
    "log.busy": Problem(
        "Somebody else writes to the logbook {found} and does not come to an end. Nothing was acknowledged.",
        "a logbook that is free within half a minute",
        "try again with the same --once",
        "error",
        4,
        503,
    ),
    "log.unreachable": Problem(
        "The server of the logbook does not answer: {found}.",
        "a PostgreSQL server that may be used",
        "check the address, the network and the rights",
        "error",
        4,
        503,
    ),
    "log.exchange-address": _row(
        "There is nobody to exchange with at {found}, or it is no address.",
        "an address of this machine to listen on; to go to: https://ADDRESS:PORT, or http://127.0.0.1:PORT",
        "copy the address that the other side shows",
    ),
    "log.exchange-open": _row(
        "Others on the network could listen at {found}.",
        "https beyond this machine, with a certificate on the side that listens",
        "give --certificate there, and go to https://",
    ),
    "log.exchange-certificate": _row(
        "The certificate cannot be used: {found}.",
        "a PEM file with a certificate and its key, the key not locked",
        "make one: openssl req -x509 -newkey rsa:3072 -nodes -days 30 -subj /CN=mamarr -keyout k.pem -out c.pem; cat c.pem k.pem",
    ),
    "log.exchange-code": Problem(
        "The code of the exchange is wrong, or somebody stands between the two sides. No entry was sent.",
        "the 24 signs that the other side shows",
        "read the code again, aloud; if it is right, use a stick",
        "error",
        3,
        401,
    ),
    "log.exchange-refused": Problem(
        "The other side refuses the exchange: {found}.",
        "mamarr on the other side, with room on its disk",
        "look at what it says there; else use a stick",
        "error",
        4,
        403,
    ),
    "log.exchange-broken": Problem(
        "The exchange broke off: {found}. What has come is kept.",
        "a connection that lasts",
        "exchange again: nothing comes twice",
        "error",
        4,
        503,
    ),
    "log.damaged": _row(
        "The file of the logbook is damaged: {found}.",
        "a file as it was written",
        "keep it, open a copy, and join what others hold",
    ),
    "log.opaque": _row(
        "The entry {found} says something that this version cannot read; it is kept as it is.",
        "a kind of entry that is known",
        "use a newer mamarr",
        "warning",
    ),
    "log.redacted": _row(
        "The words of the entry {found} were destroyed by a redaction; its hash stays.",
        "words without names of evacuees",
        "nothing; every copy that joins obeys",
        "remark",
    ),
    "log.unstable": _row(
        "A value cannot be hashed: {found}.", "text, whole numbers, lists and mappings", "write it as text"
    ),
    "log.entry": _row("{name}: {found} does not fit.", "{wanted}", "correct it and add the entry again"),
    "log.unknown-kind": _row("There is no kind of entry {found}.", "one of {choices}", "choose a kind"),
    "log.hash": _row(
        "The entry {found} was changed after it was written: its hash does not fit.",
        "an entry as it was written",
        "keep both copies, and find out who changed it and when",
    ),
    "log.seal": _row(
        "The words of the entry {found} were changed after they were written.",
        "words that fit their seal",
        "keep both copies, and find out who changed them and when",
    ),
    "log.gap": _row(
        "Of the desk {name} entry {found} is missing.", "every entry from the first", "join the log in which it stands"
    ),
    "log.broken": _row(
        "The entry {found} does not follow the one before it.",
        "an entry that names the hash of the one before",
        "keep both copies, and find out who changed them and when",
    ),
    "log.fork": _row(
        "The desk {name} wrote two entries {found} after the same entry: its log was copied and went on twice.",
        "one entry after each",
        "keep both; give one of the copies a new desk",
        "warning",
    ),
    "log.truncated": _row(
        "The head {found} that was printed is not in the log.",
        "every entry up to the printed head",
        "find the copy that holds it",
    ),
    "log.line": _row(
        "Line {found} of the bundle cannot be read.", "one entry of a logbook as JSON", "ask for the bundle again"
    ),
    "log.withheld": _row(
        "The bundle was made for {found}: {wanted} entries came without their words.",
        "a bundle for the planner, to hold everything",
        "nothing; it is marked so that nobody takes it for the whole",
        "remark",
    ),
    "log.future": _row(
        "{found} is said to have happened after it was written down.",
        "a time up to now",
        "correct the time, or set the clock of the desk",
        "warning",
    ),
    "log.clock": _row(
        "The clock of the desk {name} is {found} off.",
        "clocks that agree within {wanted}",
        "set the clock; the order of the log does not depend on it",
        "warning",
    ),
    "log.never-left": _row(
        "The movement {name} arrived at {found}, but nobody wrote down that it left.",
        "a departure before each arrival",
        "add the departure, or correct the movement",
        "warning",
    ),
    "log.count-differs": _row(
        "Of the movement {name} {found} left and {wanted} were counted at {place}: {persons} people are not explained.",
        "the same count at each place, or an explanation",
        "find out where they are; add what became of them",
        "warning",
    ),
    "log.more-than-announced": _row(
        "Of the group {name} {found} are accounted for, but {wanted} were announced.",
        "at most as many as were announced or added",
        "add those who were found, or correct a count",
        "warning",
    ),
    "log.counters-differ": _row(
        "Counters differ about {name}: {found}.",
        "one figure, or several side by side",
        "ask each how it counted",
        "warning",
    ),
    "log.two-corrections": _row(
        "The entry {found} was corrected in two ways.", "one correction", "withdraw one of them", "warning"
    ),
    "log.corrects-nothing": _row(
        "A correction names the entry {found}, which is not here.",
        "an entry of this log",
        "join the log in which it stands",
        "warning",
    ),
    "log.twice": _row(
        "The movement {name} has two entries '{found}'.",
        "one",
        "correct one of them, or give it another name",
        "warning",
    ),
    "log.two-places": _row(
        "The vehicle {name} was at {found} and at {wanted} at the same time.",
        "one place",
        "correct one of them",
        "warning",
    ),
    "log.unknown-name": _row(
        "The scenario knows no {found}.",
        "a name of the scenario in force",
        "correct it, or adopt the new scenario",
        "warning",
    ),
    "log.bidi": _row(
        "The text of the entry {found} holds signs that turn the direction of writing.",
        "text without them",
        "read it in the order in which it is stored",
        "warning",
    ),
    "log.scenario-changed": _row(
        "The scenario in force was changed while the log ran: {found} in place of {wanted}.",
        "one scenario, or an entry that says why it changed",
        "look at the differences; counts by group carry over by the group's name",
        "warning",
    ),
    "log.refused-desk": _row(
        "Entries of the desk {name} after {found} do not count: it is lost.",
        "entries of desks that are not lost",
        "ask who had it",
        "warning",
    ),
    "log.no-scenario": _row(
        "No scenario is in force in the logbook.",
        "an adopted scenario",
        "add one: mamarr log LOGBOOK add scenario FILE",
    ),
    "log.no-plan": _row(
        "No plan is in force in the logbook.", "an adopted plan", "plan, then: mamarr log LOGBOOK add plan FILE"
    ),
    # Claims
    "claim.unreadable": _row(
        "The claim of the entry {found} cannot be read, has no words, or holds a time or figure that cannot be meant.",
        "a claim in the report format, with its words",
        "correct the entry; until then it says nothing",
        "warning",
    ),
    "claim.unknown-target": _row(
        "A verification names the entry {found}, which is not here.",
        "an entry of this log",
        "join the log in which it stands",
        "warning",
    ),
    "claim.no-source": _row(
        "The verification {found} says corroborated, but not by whom.",
        "the source that confirms it",
        "correct it and name the source; until then it says nothing",
        "warning",
    ),
    "claim.no-reading": _row(
        "This is no reading ({found}).",
        "the JSON that 'mamarr read' prints",
        "read the report again and give what is printed",
    ),
    "claim.not-there": _row("The reading has no claim {found}.", "one of {choices}", "correct the name of the claim"),
    "log.over": _row(
        "The scenario ends {wanted} s after its start, and it is {found} s after it: nothing is left to plan.",
        "an instant before the end of the scenario",
        "adopt a scenario that ends later, or give an earlier instant",
    ),
    "log.too-large": _row(
        "The text is too large: {found} bytes.", "at most {limit} bytes", "shorten it, or keep it beside the log"
    ),
    # Asks
    "asks.plan-refused": _row(
        "The judge does not accept the plan that the asks are to be about.",
        "a plan that keeps every rule",
        "run 'mamarr judge' on it, and make it again with 'mamarr plan'",
    ),
    "asks.goal": _row(
        "The goal {found} cannot be weighed.",
        "a chance above 0 and at most 1, and a plan that can be stress-tested",
        "give a goal such as 0.95, or none: then everybody is to be out within the pauses, all going as planned",
    ),
    "asks.unknown": _row(
        "Nobody suggests the ask {found}, and it has no words of its own.",
        "one of {choices}",
        "correct the id, or give the ask a name in both languages",
    ),
    "asks.contradiction": Problem(
        "The combination {found} is proven useless and has a plan that is enough.",
        "a proof that holds for every plan",
        "this is a defect: report it with the plan",
        "error",
        70,
        500,
    ),
}


@dataclass(frozen=True)
class Finding:
    """One thing found: where, what, and by its code what was expected and what to do."""

    code: str
    path: str = ""
    line: int | None = None
    terms: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """error, warning or remark."""
        return PROBLEMS[self.code].severity

    @property
    def found(self) -> str:
        """What stands there."""
        return str(self.terms.get("found", ""))

    def english(self) -> tuple[str, str, str]:
        """Return the sentence, what was expected and what to do, in English."""
        problem = PROBLEMS[self.code]
        words = _Words(self.terms)
        return problem.en.format_map(words), problem.expected.format_map(words), problem.do.format_map(words)


class _Words(dict[str, object]):
    """Terms by name; a term that is not given shows its name, so that a sentence never fails to print."""

    def __missing__(self, key: str) -> str:
        return key


class MamarrError(Exception):
    """A question that cannot be answered as it was put. *findings* lists every reason at once."""

    def __init__(self, code: str, findings: Iterable[Finding] = (), **terms: str | int) -> None:
        self.code = code
        self.findings = tuple(findings) or (Finding(code, terms=terms),)
        first = self.findings[0]
        place = ":".join(str(part) for part in (first.path, first.line) if part not in ("", None))
        super().__init__(f"{first.english()[0]}{f' ({place})' if place else ''}")

    @property
    def exit_code(self) -> int:
        """Exit code of the command that meets it."""
        return PROBLEMS[self.code].exit_code

    @property
    def http_status(self) -> int:
        """Status with which a server answers."""
        return PROBLEMS[self.code].http_status
