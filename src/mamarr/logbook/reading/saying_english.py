"""Attribution in English: said, told, according to, quoted, before or after what is said."""

from dataclasses import replace

from mamarr.logbook.reading.clauses import Sentence
from mamarr.logbook.reading.saying import STANCE, VERBS, Frame, Range, Scene, trimmed
from mamarr.logbook.reading.tokens import Hit
from mamarr.logbook.reading.wordlists import wordlist

_PRONOUNS = wordlist("saying_english pronouns")
_BREAKS = wordlist("saying_english breaks") | frozenset({",", ";", ":", '"', ".", "-", "("})
_NOUNISH = wordlist("saying_english nounish")
_AUXILIARY = wordlist("saying_english auxiliary")
_MODALS = wordlist("saying_english modals")
_WORDS = wordlist("saying_english words")
_ORDERS = frozenset({"order", "orders", "ordered"})


def frames_of(scene: Scene, sentence: Sentence, first: int) -> list[Frame]:
    """Return the frames of a sentence from token *first*, the outer before the inner."""
    marked = scene.marked
    found: list[Frame] = []
    for hit in _verbs(scene, first, sentence.last):
        frame = _frame(scene, sentence, hit, first, found)
        if frame:
            found.append(frame)
    found += _according(scene, sentence, first)
    found += _dashed(scene, sentence, first)
    if marked.tokens[first].word == '"' and not found:
        return found
    return found


def _verbs(scene: Scene, first: int, last: int) -> list[Hit]:
    marked = scene.marked
    hits: list[Hit] = []
    for index in range(first, last):
        hit = marked.at(index, *VERBS)
        quote = marked.at(index, "QUOTE")
        order = marked.tokens[index].word in _ORDERS
        consent = marked.at(index, "CONSENT")
        if quote and index + 1 < last and marked.tokens[index + 1].word == "by":
            continue  # quoted by River Radio: what is said, and by whom, stands elsewhere
        if consent and consent.last <= last and consent.form != "noun":
            hits.append(replace(consent, sense=replace(consent.sense, kind="ORDER")))
            continue
        if (
            quote
            and quote.form in {"pres", "past", "word", "ing"}
            and marked.tokens[index].word not in {"quote", "cite"}
        ):
            hits.append(quote)
        elif hit and hit.last <= last and (not hits or hit.first >= hits[-1].last) and _is_verb(scene, hit, first):
            hits.append(hit)
        elif (
            order
            and index > first
            and marked.tokens[index - 1].word not in _NOUNISH
            and marked.tokens[index].word != "order"
        ):
            hits.append(Hit(index, index + 1, replace(marked.starting[index][0].sense, kind="ORDER")))
    return hits


def _is_verb(scene: Scene, hit: Hit, first: int) -> bool:
    """Report, claim and post are nouns as often as verbs."""
    marked = scene.marked
    before = marked.tokens[hit.first - 1].word if hit.first > first else ""
    text = " ".join(t.word for t in marked.tokens[hit.first : hit.last])
    if hit.kind == "WITHDRAW" and marked.tokens[hit.first].word.startswith(("withdr", "rescind")):
        return any(t.word in _WORDS for t in marked.tokens[hit.last : hit.last + 5])
    if before in {"who", "which", "whose"} and hit.kind in {"SAY", "CALL"} and hit.first > first + 1:
        return False
    if text in _MODALS or hit.kind in {"NOTCONFIRM", "WITHDRAW"} or (hit.kind == "CALL" and hit.last - hit.first > 1):
        return True
    if before in _NOUNISH and before != "that":
        return False
    if hit.form == "base" and (before in {"to", "will", "may", "can", "'"} or hit.first == first):
        return False
    if hit.form == "ing" and before not in {"is", "are", "was", "were", ","}:
        return False
    if marked.tokens[hit.first].word in {
        "expected",
        "reported",
        "believed",
        "estimated",
        "noted",
        "posted",
    } and before in {"is", "are", "was", "were", "be", "been", "an", "as"}:
        return False
    if hit.form == "word" and marked.tokens[hit.first].word in {"broadcast", "brief", "respond", "repeat"}:
        return before != "to"
    plural = marked.tokens[hit.first].word in {
        "reports",
        "claims",
        "comments",
        "notes",
        "posts",
        "estimates",
        "messages",
        "accounts",
        "demands",
        "requests",
        "briefs",
        "wants",
        "asks",
        "signals",
    }
    return not (
        plural
        and (
            hit.first == first
            or before
            in {
                "",
                ",",
                "all",
                "earlier",
                "such",
                "unconfirmed",
                "media",
                "several",
                "conflicting",
                "previous",
                "many",
                "more",
            }
        )
        and marked.tokens[min(hit.last, len(marked.tokens) - 1)].word
        in {"of", "about", "by", "on", "in", "were", "are", "from"}
    )


def _clause_start(scene: Scene, first: int, index: int) -> int:
    """Walk back over the subject to the break before it."""
    marked = scene.marked
    start = index
    while start > first and marked.tokens[start - 1].word not in _BREAKS:
        start -= 1
    if start == index and start > first and marked.tokens[start - 1].word == ",":
        # an apposition between commas: A spokeswoman for the Northern Front, Rima Odeh, said
        inner = start - 1
        while inner > first and marked.tokens[inner - 1].word not in _BREAKS:
            inner -= 1
        if inner > first and marked.tokens[inner - 1].word == "," and not scene.eventful(inner, start - 1):
            outer = inner - 1
            while outer > first and marked.tokens[outer - 1].word not in _BREAKS - {"and", "-"}:
                outer -= 1
            if outer < inner - 1 and not scene.eventful(outer, inner - 1):
                return outer
        return inner
    if start > first and marked.tokens[start - 1].word == ",":
        # a title before the name: the mission's head, Layla Karam said
        outer = start - 1
        while outer > first and marked.tokens[outer - 1].word not in _BREAKS:
            outer -= 1
        words = trimmed(marked, outer, start - 1)
        if (
            words
            and words[0] == outer
            and marked.within(outer, start - 1, "role spokesperson", "role official", "role humanitarian")
            and not scene.eventful(outer, start - 1)
            and marked.tokens[start].written[0].isupper()
        ):
            return outer
    if (
        start > first
        and marked.tokens[start - 1].word == "and"
        and start - 1 > first
        and not scene.eventful(start, index)
    ):
        outer = start - 1
        while outer > first and marked.tokens[outer - 1].word not in _BREAKS:
            outer -= 1
        if not scene.eventful(outer, start - 1) and outer < start - 1 and not marked.has(outer, start - 1, *VERBS):
            return outer
    return start


def _subject(scene: Scene, first: int, index: int) -> Range | None:
    """Return the words before a verb that name who says it."""
    marked, tokens = scene.marked, scene.marked.tokens
    last = index
    while last > first and tokens[last - 1].word in _AUXILIARY:
        last -= 1
    start = _clause_start(scene, first, last)
    while start < last:
        after = scene.timed(start)
        if after and after < last:
            start = after
        elif tokens[start].word in {
            ",",
            "meanwhile",
            "separately",
            "but",
            "and",
            "however",
            "later",
            "earlier",
            "also",
            "-",
            "on",
            "then",
            "in",
            "yet",
            "while",
            "now",
            "still",
            "update",
            "breaking",
            ":",
        }:
            start += 1
        else:
            break
    words = trimmed(marked, start, last)
    if words is None:
        return None
    begin, end = words
    for place in range(begin + 1, end):
        apart = tokens[place - 1].word == "," and (
            tokens[place].word in {"speaking", "citing"} or marked.at(place, "QUOTE")
        )
        if tokens[place].word in wordlist("saying_english tails") or apart:
            end = place
            break
    return trimmed(marked, begin, end)


def _after_verb(scene: Scene, hit: Hit, last: int) -> Range | None:
    """Return the subject after the verb: said head of mission Layla Karam."""
    marked, tokens = scene.marked, scene.marked.tokens
    end = hit.last
    while end < last and tokens[end].word not in {
        ".",
        ",",
        ";",
        '"',
        ":",
        "that",
        "in",
        "on",
        "by",
        "who",
        "while",
        "at",
        "after",
        "from",
        "when",
        "as",
    }:
        if scene.timed(end):
            break
        end += 1
    if end < last and tokens[end].word == "," and end + 1 < last and tokens[end + 1].written[0].isupper():
        more = end + 1
        while more < last and tokens[more].is_word and (tokens[more].written[0].isupper()):
            more += 1
        if more - end - 1 >= 2:
            end = more
    return trimmed(marked, hit.last, end)


def _frame(scene: Scene, sentence: Sentence, hit: Hit, first: int, found: list[Frame]) -> Frame | None:
    marked, tokens = scene.marked, scene.marked.tokens
    kind = hit.kind
    header_end = hit.last
    outer = next((frame for frame in reversed(found) if frame.content[0] <= hit.first < frame.content[1]), None)
    floor = max(first, outer.content[0]) if outer and outer.header[1] <= hit.first else first
    text = " ".join(t.word for t in tokens[hit.first : hit.last])
    if kind == "QUOTE":
        return _quoted(scene, sentence, hit, floor)
    subject = _subject(scene, floor, hit.first)
    if subject and tokens[subject[0]].word in wordlist("saying_english aside") and kind in {"SAY", "CONFIRM", "ORDER"}:
        return None
    if kind == "ORDER" and subject and scene.eventful(*subject):
        return None
    if subject and outer and subject[0] < outer.content[0]:
        subject = None
    after = trimmed(marked, hit.last, sentence.last)
    if subject is None or (
        scene.eventful(*subject) and not marked.within(*subject, "BODY") and kind == "SAY" and not _short(subject)
    ):
        inverted = _after_verb(scene, hit, sentence.last)
        transitive = tokens[hit.first].word in wordlist("saying_english transitive")
        if (
            kind in {"SAY", "CONFIRM"}
            and inverted
            and not transitive
            and hit.first > floor
            and not scene.eventful(*inverted)
        ):
            return Frame(
                (floor, hit.first),
                inverted,
                stance=STANCE[kind],
                header=(hit.first, inverted[1]),
                verb=hit,
                quoting=True,
            )
        if subject is None:
            if kind in {"CALL", "NOTCONFIRM", "WITHDRAW", "DENY"} or (outer is None and kind == "CONFIRM"):
                return Frame(
                    (hit.first, sentence.last),
                    None,
                    carries=outer is None and False,
                    stance=STANCE[kind],
                    header=(hit.first, hit.last),
                    verb=hit,
                )
            return None
    if text in _MODALS:
        return Frame((subject[0], sentence.last), None, stance="calls_for", header=(hit.first, hit.first), verb=hit)
    pronoun = tokens[subject[0]].word in _PRONOUNS and subject[1] - subject[0] == 1
    passive = tokens[hit.first - 1].word in {"is", "was", "are", "were", "been", "be"} and kind in {
        "CONFIRM",
        "DENY",
        "NOTCONFIRM",
        "SAY",
    }
    if passive:
        return Frame((subject[0], sentence.last), None, stance=STANCE[kind], header=(hit.first, hit.last), verb=hit)
    before_event = hit.first > floor and subject[0] > floor and scene.eventful(floor, subject[0])
    it = after is not None and after[1] - after[0] <= 2 and kind in {"DENY", "CONFIRM"} and marked.has(*after, "TOPIC")
    said_after = after is not None and (it or scene.eventful(*after) or _that(scene, hit, sentence.last))
    speaker = None if pronoun else subject
    if kind == "NOTCONFIRM" and (scene.eventful(*subject) or tokens[subject[0]].word in _NOBODY):
        return Frame((floor, sentence.last), None, stance=STANCE[kind], header=(hit.first, hit.last), verb=hit)
    if kind in {"WITHDRAW", "NOTCONFIRM"}:
        return Frame(
            (subject[0], sentence.last),
            speaker,
            carries=pronoun,
            stance=STANCE[kind],
            header=(subject[0], hit.last),
            verb=hit,
        )
    if kind == "ORDER":
        return Frame(
            (hit.first, sentence.last),
            speaker,
            carries=pronoun,
            stance="announces_plan",
            header=(subject[0], hit.first),
            verb=hit,
        )
    closed = before_event and hit.last < sentence.last and tokens[hit.last].word == ","
    if (not said_after or closed) and before_event:
        content = (_content_start(scene, floor, subject[0]), subject[0])
        relays: list[Range] = []
        told = _told(scene, hit, sentence.last)
        if told:
            relays = [told]
        return Frame(
            content,
            speaker,
            carries=pronoun,
            stance=STANCE[kind],
            relays=relays,
            header=(subject[0], hit.last if closed else sentence.last),
            verb=hit,
            quoting=True,
        )
    if not said_after and kind == "SAY" and hit.form == "base":
        return None
    end = _contrast(scene, sentence, hit.last)
    told = _told(scene, hit, end)
    if told:
        header_end = max(header_end, told[1])
    return Frame(
        (header_end, end),
        speaker,
        carries=pronoun,
        stance=STANCE[kind],
        relays=[told] if told else [],
        header=(subject[0], header_end),
        verb=hit,
        quoting=True,
    )


_NOBODY = wordlist("saying_english nobody")


def _short(words: Range) -> bool:
    return words[1] - words[0] <= 5


def _that(scene: Scene, hit: Hit, last: int) -> bool:
    return any(t.word in {"that", ":", '"'} for t in scene.marked.tokens[hit.last : min(last, hit.last + 6)])


def _content_start(scene: Scene, floor: int, last: int) -> int:
    """What is said before "..., he said" begins after a contrast."""
    for index in range(last - 1, floor, -1):
        if scene.marked.tokens[index].word in {"while", "whereas", ";"}:
            return index + 1
    return floor


def _contrast(scene: Scene, sentence: Sentence, start: int) -> int:
    """Another voice begins after while, whereas, but, if it is one."""
    marked = scene.marked
    depth = 0
    for index in range(start, sentence.last):
        word = marked.tokens[index].word
        depth ^= word == '"'
        if word in {"while", "whereas", "but"} and not depth and marked.within(index, sentence.last, *VERBS):
            return index
        if word == ";" and not depth:
            return index
    return sentence.last


def _told(scene: Scene, hit: Hit, last: int) -> Range | None:
    """X told River Radio: the medium is the relay; reporters are none."""
    marked, tokens = scene.marked, scene.marked.tokens
    if tokens[hit.first].word not in {"told", "tells", "tell", "telling", "informed", "informs", "briefed", "notified"}:
        return None
    end = hit.last
    while end < min(last, hit.last + 6) and tokens[end].word not in {
        "that",
        ",",
        ":",
        '"',
        ".",
        "on",
        "by",
        "in",
        "at",
        "the" if end > hit.last else "",
    }:
        if scene.timed(end) or (end > hit.last and not tokens[end].written[0].isupper()):
            break
        end += 1
    words = trimmed(marked, hit.last, end)
    if words is None:
        return None
    named = [t for t in tokens[words[0] : words[1]] if t.is_word and t.written[0].isupper()]
    return words if named and (marked.has(*words, "role media", "BODY") or len(named) == 1) else None


def _quoted(scene: Scene, sentence: Sentence, hit: Hit, floor: int) -> Frame | None:
    """A quotes B (as saying): B speaks, A is the relay. "..., A said, citing B" comes to the same."""
    marked, tokens = scene.marked, scene.marked.tokens
    subject = _subject(scene, floor, hit.first)
    end = hit.last
    while end < sentence.last and tokens[end].word not in {":", "as", "that", ",", ".", '"', "saying", ";", "who"}:
        end += 1
    source = trimmed(marked, hit.last, end)
    if source is None:
        return None
    start = end
    while start < sentence.last and tokens[start].word in {"as", "saying", "that", ":", ",", "who"}:
        start += 1
    relays = (
        [subject]
        if subject and not (tokens[hit.first].word in {"citing", "quoting"} and subject[1] - subject[0] > 8)
        else []
    )
    if tokens[hit.first].word in {"citing", "quoting"} and start >= sentence.last - 1:
        return Frame((floor, hit.first), source, relays=[], header=(hit.first, end), verb=hit, quoting=True)
    return Frame(
        (start, sentence.last),
        source,
        relays=relays,
        header=(subject[0] if subject else hit.first, end),
        verb=hit,
        quoting=True,
    )


def _according(scene: Scene, sentence: Sentence, first: int) -> list[Frame]:
    """According to X, ...; ..., according to X."""
    marked, tokens = scene.marked, scene.marked.tokens
    found = []
    for index in range(first, sentence.last):
        hit = marked.at(index, "ACCORDING")
        if hit is None or tokens[index].word in {"citing", "quoting", "per", "cited"} or hit.last - hit.first < 2:
            continue
        end = hit.last
        while end < sentence.last and tokens[end].word not in {",", ".", ";", '"', ":"}:
            end += 1
        words = trimmed(marked, hit.last, end)
        if words is None:
            continue
        leads = index <= first + 1
        content = (end, sentence.last) if leads else (_content_start(scene, first, index), index)
        found.append(Frame(content, words, header=(index, end), quoting=True))
    return found


def _dashed(scene: Scene, sentence: Sentence, first: int) -> list[Frame]:
    """A source after a dash at the end of a line: "... around 15:00 - hydrographic service."."""
    marked, tokens = scene.marked, scene.marked.tokens
    for index in range(sentence.last - 1, max(first, sentence.last - 8), -1):
        if tokens[index].word == "-" and tokens[index - 1].end < tokens[index].start:
            words = trimmed(marked, index + 1, sentence.last)
            if (
                words
                and words[1] - words[0] <= 5
                and not scene.eventful(*words)
                and not any(t.is_figure for t in tokens[words[0] : words[1]])
            ):
                return [Frame((first, index), words, header=(index, sentence.last), quoting=True)]
            return []
    return []
