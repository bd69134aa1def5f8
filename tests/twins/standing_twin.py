"""The standing of a subject, slowly and plainly, from docs/background/claims.md alone.

Everything is a plain dictionary. Nothing of the package is used but the scenario document.
"""

import json
import unicodedata
from datetime import UTC, datetime, timedelta
from itertools import product

HOUR = 3600
LONG = 72 * HOUR
CORROBORATES = {"told": 6 * HOUR, "official": 24 * HOUR}
ANNOUNCES = {"seen": 6 * HOUR, "told": LONG, "official": LONG, "relayed": 12 * HOUR}
PLANS = {"seen": 6 * HOUR, "told": LONG, "official": LONG, "relayed": 12 * HOUR}
THERE = {"humanitarian", "medical", "rescue", "observer", "witness", "liaison"}
OFFICE = {"minister", "official", "spokesperson", "military", "armed_group", "government"}
HOLDS = set(
    "pause.begins pause.extended corridor.opens movement.underway movement.departed movement.arrived movement.resumed "
    "movement.completed talks.held aid.delivered".split()
)
PLAN = set("pause.agreed movement.planned movement.waiting talks.scheduled talks.agreed aid.planned".split())
BREAKS = set(
    "pause.ends pause.violated corridor.closes movement.suspended talks.cancelled aid.blocked incident.attack "
    "incident.obstruction incident.hazard incident.casualties".split()
)
STATES = set(
    "pause.begins pause.extended pause.ends corridor.opens corridor.closes corridor.limited movement.underway "
    "movement.resumed movement.suspended".split()
)
LATER = ["for", "plan", "clears", "question", "takes for", "takes against", "against"]


def fold(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold()
    text = "".join(c for c in text if unicodedata.category(c) not in ("Mn", "Me", "Cc", "Cf") and c != "ـ")
    for old, new in ("أا", "إا", "آا", "ٱا", "ىي", "ةه", "ؤو", "ئي"):
        text = text.replace(old, new)
    words = "".join(c if c.isalnum() else " " for c in text).split()
    words = [w[2:] if w.startswith("ال") and len(w) >= 4 else w for w in words]
    return "_".join(w for w in words if w != "the")


def second(text: str) -> int:
    return int(datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp())


# -- what is in force ---------------------------------------------------------------------------------------------------


def in_force(log: dict[str, dict], node_of: dict[str, tuple[str, int]]) -> dict[str, dict]:
    """*log*: what each entry says, by its hash."""
    limits: dict[str, int] = {}
    for fact in log.values():
        if fact["kind"] == "desk" and fact["state"] == "refused":
            last = fact.get("last") or 0
            limits[fact["node"]] = min(last, limits.get(fact["node"], last))
    log = {h: f for h, f in log.items() if node_of[h][0] not in limits or node_of[h][1] <= limits[node_of[h][0]]}

    def said_instead(name: str) -> set[str]:
        """What is proposed in place of an entry, as text; "null" for nothing."""
        found = set()
        for other, correction in log.items():
            if correction["kind"] == "correction" and correction["of"] == name:
                instead = said_instead(other)
                if len(instead) != 1:
                    found.add(json.dumps(correction.get("stands"), sort_keys=True))
                elif instead != {"null"}:  # a correction of a correction is about the first entry
                    found |= instead
        return found

    def now(name: str) -> dict | None:
        instead = said_instead(name)
        return json.loads(instead.pop()) if len(instead) == 1 else log[name]

    return {h: f for h in log if log[h]["kind"] != "correction" and (f := now(h)) is not None}


# -- claims about one subject ---------------------------------------------------------------------------------------------


def claims_about(facts: dict[str, dict], subject: str, scenario) -> list[dict]:
    found = []
    for name, fact in facts.items():
        if fact["kind"] == "claim" and subject in fact.get("about", ()):
            claim = read(fact)
            if claim is not None:
                found.append(case(name, fact, claim, speaker_keys(fact, claim, facts, scenario)))
        if fact["kind"] == "verification" and fact["of"] in facts:
            target = facts[fact["of"]]
            if target["kind"] != "claim" or subject not in target.get("about", ()):
                continue
            claim = read(target)
            if claim is None:
                continue
            found += verified(name, fact, claim, target, facts, scenario)
        if fact["kind"] == "window" and fact["state"] == "agreed" and fact["pause"] == subject:
            source = fact.get("source", "")
            claim = {"predicate": "pause.agreed", "subject": "pause", "polarity": "positive", "stance": "asserts"}
            claim |= {"links": [], "quantities": [], "place": None, "about_time": None, "relayed_by": []}
            found.append(case(name, fact, claim, widened({fold(source) or "desk"}, scenario), "official"))
    return found


def read(fact: dict) -> dict | None:
    try:
        claim = json.loads(fact["claim"])
        return claim if any(span["quote"].strip() for span in claim["spans"]) else None
    except (ValueError, KeyError, TypeError):
        return None


def case(name, fact, claim, keys, kind=None, own=None):
    if own is None and fact.get("known") in ("seen", "counted") and kind is None:
        own = (claim["place"] or {}).get("id") or ""
    if own is not None:
        kind, keys = "seen", {"own staff at " + own}
    return {"hash": name, "claim": claim, "said": second(fact["happened"]), "keys": keys, "own": own,
            "kind": kind or kind_of(fact, claim)}  # fmt: skip


def kind_of(fact, claim):
    speaker = claim["speaker"]
    if fact.get("known") == "rumour":
        return "rumour"
    if speaker["role"] in THERE:
        return "told"
    named = speaker["normalised"] or speaker["party"] or fact.get("_is_party")
    if named and (speaker["role"] in OFFICE or (speaker["role"] == "unknown" and speaker["party"])):
        return "official"
    return "relayed"


def verified(name, fact, claim, target, facts, scenario):
    stance = {"seen": "asserts", "corroborated": "confirms", "contradicted": "denies",
              "could not confirm": "could_not_confirm", "withdrawn": "withdraws"}[fact["result"]]  # fmt: skip
    if fact["result"] == "corroborated" and claim["stance"] == "announces_plan":
        stance = "announces_plan"
    other = claim | {"stance": stance, "links": [], "relayed_by": []}
    if fact["result"] == "seen":
        return [case(name, fact, other, set(), own=fact.get("at") or (claim["place"] or {}).get("id") or "")]
    if fact["result"] == "withdrawn":
        keys, own = speaker_keys(target, claim, facts, scenario), None
        if target.get("known") in ("seen", "counted"):
            own = (claim["place"] or {}).get("id") or ""
        return [case(name, fact, other, keys, kind_of(target, claim), own)]
    source = fold(fact.get("source", ""))
    if not source and fact["result"] == "corroborated":
        return []
    kind = fact["known"] if fact.get("known") in ("official", "rumour", "relayed") else "told"
    return [case(name, fact, other, widened({source or "desk"}, scenario), kind)]


def speaker_keys(fact, claim, facts, scenario):
    speaker = claim["speaker"]
    name = fold(speaker["name"] or "")
    keys = {fold(key) for key in (speaker["normalised"], speaker["party"]) if key}
    if speaker["normalised"] and name:
        keys.add(name)
    if not keys and name and any(name in names(party) for party in scenario.parties):
        keys = {name}
        fact["_is_party"] = True
    if not keys and claim["relayed_by"]:
        first = claim["relayed_by"][0]
        keys = {fold(word) for word in (first["normalised"], first["name"]) if word}
    if not keys and fold(fact.get("source", "")):
        keys = {fold(fact["source"])}
    if not keys and fact.get("report") in facts and facts[fact["report"]]["kind"] == "report":
        try:
            keys = {fold(json.loads(facts[fact["report"]]["envelope"])["author"])} - {""}
        except (ValueError, KeyError, TypeError, AttributeError):
            keys = set()
    return widened(keys - {""} or {"unknown"}, scenario)


def names(party):
    words = [party.id, *party.also, *((party.name.en, party.name.ar) if party.name else ())]
    return {fold(word) for word in words}


def widened(keys, scenario):
    for party in scenario.parties:
        if keys & names(party):
            keys = keys | {fold(party.id)} | ({"side " + party.side} if party.side else set())
    return keys


# -- what a claim says at an instant ------------------------------------------------------------------------------------------


def interval(claim):
    if claim["about_time"] is None:
        return None, None
    start, end = claim["about_time"]["interval"].split("/")
    start, end = (None if part == ".." else second(part) for part in (start, end))
    return start, None if claim["predicate"] in STATES else end


def sense_of(one, now):
    claim = one["claim"]
    predicate, stance = claim["predicate"], claim["stance"]
    group = (
        "holds" if predicate in HOLDS
        else "plan" if predicate in PLAN
        else "breaks" if predicate in BREAKS
        else "limits" if predicate in ("corridor.limited", "incident.breakdown")
        else "none"
    )  # fmt: skip
    minus = (
        claim["polarity"] == "negative" and stance != "denies" or claim["polarity"] == "positive" and stance == "denies"
    )
    column = group + (" -" if minus else " +")
    rows = {
        "says": {"holds +": "for", "holds -": "against", "plan +": "plan", "plan -": "against", "breaks +": "against",
                 "breaks -": "clears", "limits +": "question"},
        "announces_plan": {"holds +": "plan", "holds -": "against", "plan +": "plan", "plan -": "against",
                           "breaks +": "question", "limits +": "question"},
        "could_not_confirm": {"holds +": "question", "holds -": "question", "plan +": "question", "plan -": "question"},
        "withdraws": {"holds +": "takes for", "holds -": "takes for", "plan +": "takes for", "plan -": "takes for",
                      "breaks +": "takes against", "breaks -": "takes against"},
    }  # fmt: skip
    row = "says" if stance in ("asserts", "confirms", "denies") else stance
    sense = rows.get(row, {}).get(column)
    if sense is None and stance != "calls_for":
        if any(link["type"] in ("questions", "contradicts") for link in claim["links"]):
            sense = "question"
    if one["kind"] == "rumour":
        sense = "question" if sense in ("against", "question") else None
    start, _ = interval(claim)
    if start is not None and start > now:
        if sense == "for":
            sense = "plan"
        elif column == "breaks +" and sense in ("against", "question"):
            sense = None
    return sense


# -- one source at a time -----------------------------------------------------------------------------------------------------


def sources(cases):
    label = list(range(len(cases)))
    changed = True
    while changed:
        changed = False
        for a, b in product(range(len(cases)), repeat=2):
            if cases[a]["keys"] & cases[b]["keys"] and label[a] != label[b]:
                label[a] = label[b] = min(label[a], label[b])
                changed = True
    return [[c for c, which in zip(cases, label, strict=True) if which == one] for one in sorted(set(label))]


def in_order(cases, now):
    told = [(one, sense) for one in cases if (sense := sense_of(one, now)) is not None]
    dated = []
    for one, sense in told:
        said = one["said"]
        if one["claim"]["relayed_by"]:
            said = min(
                other["said"] for other, same in told
                if same == sense and other["claim"]["predicate"] == one["claim"]["predicate"]
            )  # fmt: skip
        rank = {"takes against": "takes for"}.get(sense, sense)
        dated.append(((said, LATER.index(rank), one["hash"]), one | {"said": said}, sense))
    dated.sort(key=lambda each: each[0])
    return [(one, sense) for _, one, sense in dated]


def last(told, wanted, enders):
    """The last claim of a sense in *wanted* that nothing in *enders* follows."""
    for one, sense in reversed(told):
        if sense in wanted:
            return one
        if sense in enders:
            return None
    return None


def position(told):
    mine = last(told, {"for"}, {"against", "question", "takes for"})
    theirs = last(told, {"against"}, {"for", "clears", "takes against"})
    return mine, theirs


def plan_of(told):
    for i in range(len(told) - 1, -1, -1):
        one, sense = told[i]
        if sense in ("against", "takes for"):
            return None
        if sense == "plan":
            return one
        if sense == "question" and position(told[:i])[0]:
            return position(told[:i])[0]
    return None


def withdrawn(told):
    for i in range(len(told) - 1, -1, -1):
        one, sense = told[i]
        if sense in ("for", "plan"):
            return None
        if sense == "takes for" and (position(told[:i])[0] or plan_of(told[:i])):
            return one
    return None


def word(cases, now):
    told = in_order(cases, now)
    mine, against = position(told)
    doubt = last(told, {"question"}, {"for", "against", "takes for", "takes against"})
    plan, gone = plan_of(told), withdrawn(told)

    def young(one, limit):
        return one is not None and now - one["said"] < limit

    held = any(position(told[:i])[0] or plan_of(told[:i]) for i in range(len(told) + 1))
    return {
        "own": cases[0]["own"],
        "strong": mine if young(mine, CORROBORATES.get(mine["kind"], 0) if mine else 0) else None,
        "for": mine,
        "holder": mine if young(mine, ANNOUNCES[mine["kind"]] if mine else 0) else None,
        "plan": plan if young(plan, PLANS[plan["kind"]] if plan else 0) else None,
        "against": against if young(against, LONG) else None,
        "doubt": young(doubt, LONG),
        "withdrawn": young(gone, LONG),
        "held": held,
    }


# -- two claims -----------------------------------------------------------------------------------------------------------------

ONE = {"pause.extended": "pause.begins", "movement.resumed": "movement.underway"}


def span(claim):
    low, high = interval(claim)
    if low is not None and high == low:
        high = low + 60
    return (-1e18 if low is None else low), (1e18 if high is None else high)


def figures_fit(one, other):
    def reach(q):
        if q.get("value") is not None:
            low = high = q["value"]
        else:
            low = q["low"] if q.get("low") is not None else float("-inf")
            high = q["high"] if q.get("high") is not None else float("inf")
        return (low * 0.9, high * 1.1) if q["approximate"] else (low, high)

    table: dict = {}
    for a, b in product(one["quantities"], other["quantities"]):
        key = (a["unit"], a["of"], bool(a.get("total")))
        if key == (b["unit"], b["of"], bool(b.get("total"))):
            (l1, h1), (l2, h2) = reach(a), reach(b)
            table[key] = table.get(key, False) or max(l1, l2) <= min(h1, h2)
    return all(table.values())


def same(one, other):
    a, b = one["claim"], other["claim"]
    places = {(c["place"] or {}).get("id") for c in (a, b)} - {None}
    (s1, e1), (s2, e2) = span(a), span(b)
    family = ONE.get(a["predicate"], a["predicate"]) == ONE.get(b["predicate"], b["predicate"])
    return family and len(places) < 2 and max(s1, s2) < min(e1, e2) and figures_fit(a, b)


def contradicts(against, holder):
    begins = interval(holder["claim"])[0]
    start, end = interval(against["claim"])
    until = end if end is not None else start if start is not None else against["said"]
    return not (begins is not None and begins >= until)


# -- the whole ---------------------------------------------------------------------------------------------------------------------


def standing(log, node_of, scenario, subject, at, known_until=None):
    """Return the standing, whether it is questioned, and which points are seen. *at* and *known_until* in seconds."""
    known = at if known_until is None else known_until
    facts = {h: f for h, f in in_force(log, node_of).items() if second(f["happened"]) <= known}
    pauses = {p.id: p for p in scenario.pauses}
    legs = {leg.id: leg for leg in scenario.legs}
    places = {p.id for p in scenario.places}
    cases = claims_about(facts, subject, scenario)
    taken = None
    oldest = 1800
    if subject in pauses:
        taken = ("pause", "incident")
        pause = pauses[subject]
        oldest = pause.oldest_s
        points = set(pause.points) or (
            {p.id for p in scenario.places if subject in p.pauses}
            | {end for leg in scenario.legs if subject in leg.pauses for end in (leg.from_place, leg.to_place)}
        )
        opens, closes = hours(facts, scenario, pause)
        cases = [c for c in cases if not elsewhen(c["claim"], opens, closes)]
    elif subject in legs:
        taken = ("corridor", "incident")
        points = set(legs[subject].points) or {legs[subject].from_place, legs[subject].to_place}
    elif subject in places:
        taken, points = ("corridor", "incident"), {subject}
    else:
        points = set()
    if taken:
        cases = [c for c in cases if c["claim"]["subject"] in taken]
    words = [word(group, at) for group in sources(cases)]
    questioned = any(w["doubt"] for w in words)
    looking = {w["own"]: w["for"]["said"] for w in words
               if w["own"] is not None and w["for"] and at - w["for"]["said"] < oldest}  # fmt: skip
    seen = {p for p in points if p in looking}
    whole = points and seen == points or not points and subject not in {*pauses, *legs, *places} and looking
    answer = lambda text: (text, questioned, seen)  # noqa: E731
    if stopped(facts, subject) or any(w["own"] is not None and w["against"] for w in words):
        return answer("collapsed")

    def outranked(one):
        where = (one["claim"]["place"] or {}).get("id")
        if where in points:
            return looking.get(where, -1) > one["said"]
        if where in places:
            return False
        return bool(points) and all(looking.get(p, -1) > one["said"] for p in points)

    holders = [one for w in words for one in (w["holder"], w["plan"]) if one]
    left = [w for w in words if w["against"] and not outranked(w["against"])]
    if left and holders:
        if any(contradicts(w["against"], h) for w in left for h in holders):
            return answer("contradicted")
    elif left:
        return answer("collapsed" if any(w["held"] for w in left) else "contradicted")
    if whole:
        return answer("observed")
    strong = [w["strong"] for w in words if w["strong"] and w["own"] is None]
    if any(same(strong[i], strong[j]) for i in range(len(strong)) for j in range(i)):
        return answer("corroborated")
    if holders:
        return answer("announced")
    return answer("withdrawn" if any(w["withdrawn"] for w in words) else "none")


def elsewhen(claim, opens, closes):
    start, end = interval(claim)
    return closes is not None and (start is not None and start >= closes or end is not None and end <= opens)


def hours(facts, scenario, pause):
    if scenario.starts is None:
        return None, None
    zero = int(scenario.starts.astimezone(UTC).timestamp())
    opens, closes = zero + pause.opens_s, zero + pause.closes_s
    changes = sorted(
        (second(f["happened"]), h, f) for h, f in facts.items() if f["kind"] == "window" and f["pause"] == pause.id
    )
    for _, _, f in changes:
        opens = second(f["opens"]) if f.get("opens") else opens
        closes = second(f["closes"]) if f.get("closes") else closes
    return opens, closes


def stopped(facts, subject):
    best = None
    for h, f in facts.items():
        if f["kind"] == "window" and f["pause"] == subject:
            stops = f["state"] in ("suspended", "cancelled")
        elif f["kind"] in ("closure", "reopening") and f["at"] == subject:
            stops = f["kind"] == "closure"
        else:
            continue
        key = (second(f["happened"]), stops, h)
        best = max(best, (key, stops)) if best else (key, stops)
    return bool(best and best[1])


def when(second_: int) -> datetime:
    return datetime.fromtimestamp(0, UTC) + timedelta(seconds=second_)
