"""Where it happened: the place of a claim, and where a movement goes, by the words before the names."""

from mamarr.logbook.claims import Place
from mamarr.logbook.reading.gazetteer import Found
from mamarr.logbook.reading.predicates import Event
from mamarr.logbook.reading.tokens import Marked
from mamarr.logbook.reading.wordlists import wordlist

_TO = wordlist("places to")
_FROM = wordlist("places from")


def place_of(
    marked: Marked,
    places: list[Found],
    predicate: str,
    event: Event,
    clause: tuple[int, int],
    sentence: tuple[int, int],
    header: set[int],
) -> tuple[Place | None, Place | None]:
    """Return the place of a claim and the place it leads to."""
    inside = [found for found in places if clause[0] <= found.first < clause[1] and found.first not in header]
    if not inside:
        around = [found for found in places if sentence[0] <= found.first < sentence[1]]
        near = [found for found in around if found.first not in header] or around
        return (near[0].place if near else None), None
    leads = {found.first: _lead(marked, found) for found in inside}
    goal = next((found for found in inside if leads[found.first] == "to"), None)
    start = next((found for found in inside if leads[found.first] == "from"), None)
    if predicate in {
        "movement.departed",
        "movement.underway",
        "movement.planned",
        "movement.suspended",
        "movement.resumed",
    }:
        plain = next((found for found in inside if leads[found.first] == ""), None)
        origin = start or plain
        if origin is None:
            return (goal.place if goal else None), None
        return origin.place, (goal.place if goal and goal is not origin else None)
    if predicate in {"movement.arrived", "aid.delivered"}:
        reached = [found for found in inside if leads[found.first] != "from"]
        target = goal or (min(reached, key=lambda found: abs(found.first - event.action.first)) if reached else None)
        return (target.place if target else inside[0].place), None
    if predicate.startswith("aid."):
        return (goal or start or inside[0]).place, None
    nearest = min(inside, key=lambda found: _gap(found, event))
    towards = goal.place if goal is not None and goal is not nearest and predicate.startswith("corridor.") else None
    return nearest.place, towards


def _gap(found: Found, event: Event) -> int:
    if found.first >= event.last:
        return found.first - event.last
    if found.last <= event.first:
        return event.first - found.last + 2
    return 0


def _lead(marked: Marked, found: Found) -> str:
    """Return to, from or nothing, from the words before a place."""
    tokens = marked.tokens
    word = tokens[found.first].word
    if (
        marked.language == "ar"
        and word.startswith(("لل", "ل"))
        and not word.startswith(("لا", "لب"))
        and len(word) > 5
        and word.startswith("لل")
    ):
        return "to"
    for back in range(1, 4):
        index = found.first - back
        if index < 0:
            return ""
        before = tokens[index].word
        if before in {",", ".", ";", "|"}:
            return ""
        plain = before.removeprefix("و") if marked.language == "ar" else before
        if plain in _TO:
            return "to"
        if plain in _FROM:
            return "from"
        if before in {"in", "at", "near", "on", "through", "via", "في", "عند", "عبر", "قرب", "علي"}:
            return ""
        if (
            back == 1
            and marked.language == "ar"
            and any(hit.kind == "LEAVE" and hit.form in {"past", "pres"} for hit in marked.starting.get(index, ()))
        ):
            return "from"
    return ""
