"""Draft: sentences, events and frames put together as claims. Every claim is a proposal until a person confirms it."""

from dataclasses import replace
from typing import cast

from mamarr.logbook.claims import Actor, Place, Predicate, Stance
from mamarr.logbook.reading import dates, saying_arabic, saying_english, stances
from mamarr.logbook.reading.actors import actor_of, author_actor
from mamarr.logbook.reading.antecedents import Antecedent, commented, corrected, doubted
from mamarr.logbook.reading.barring import bar
from mamarr.logbook.reading.between import between, together, written_moment
from mamarr.logbook.reading.clauses import Line, Sentence, lines_of, sentences_of
from mamarr.logbook.reading.conditions import is_answer, without_conditions
from mamarr.logbook.reading.context import by_its_context
from mamarr.logbook.reading.cuts import clauses_of
from mamarr.logbook.reading.dates import Anchor, When, find_times
from mamarr.logbook.reading.disputes import disputed
from mamarr.logbook.reading.drafts import Draft, Voice
from mamarr.logbook.reading.gazetteer import Found, Gazetteer
from mamarr.logbook.reading.inferred import in_and_out, inferred
from mamarr.logbook.reading.language import ROLE_OF_REGISTER
from mamarr.logbook.reading.lexicon import Sense
from mamarr.logbook.reading.places import place_of
from mamarr.logbook.reading.predicates import THINGS, Event, find_events
from mamarr.logbook.reading.quantities import find_counts, find_numbers
from mamarr.logbook.reading.saying import Frame, Range, Scene, prefix_frame
from mamarr.logbook.reading.sender import sender
from mamarr.logbook.reading.settling import settle
from mamarr.logbook.reading.stamps import stamps_of
from mamarr.logbook.reading.tokens import Hit, Marked
from mamarr.logbook.reading.victims import victims
from mamarr.logbook.reading.wordlists import wordlist


class Drafter:
    """Reads one marked text."""

    def __init__(self, marked: Marked, anchor: Anchor, gazetteer: Gazetteer, author: str, register: str) -> None:
        self.marked, self.anchor, self.register = marked, anchor, register
        self.author = author_actor(author, ROLE_OF_REGISTER.get(register, "unknown"))
        self.author_name = author
        self.numbers = find_numbers(marked)
        self.places: list[Found] = gazetteer.find(marked)
        inside = {index for place in self.places for index in range(place.first, place.last)}
        self.times = [
            when
            for when in find_times(marked, self.numbers)
            if not all(index in inside for index in range(when.first, when.last))
        ]
        self.time_at = {when.first: when for when in self.times}
        timed = {index for when in self.times for index in range(when.first, when.last)}
        self.places = [place for place in self.places if place.first not in timed]
        taken = [False] * len(marked.tokens)
        for when in self.times:
            taken[when.first : when.last] = [True] * (when.last - when.first)
        for index in inside:
            taken[index] = taken[index] or marked.tokens[index].is_figure
        self.lines: list[Line] = lines_of(marked)
        for line in self.lines:
            if line.stamp is not None:
                taken[line.first : line.body] = [True] * (line.body - line.first)
        self.author = sender(marked, self.lines, self.author, author)
        self._clear_names()
        self.counts = find_counts(marked, self.numbers, taken)
        self._count_as_things()
        self.sentences = sentences_of(marked, self.lines)
        bar(marked, self.sentences, anchor.day.year)
        self.stamps = stamps_of(marked, self.lines, self.times, anchor)
        self.drafts: list[Draft] = []
        self.line_voices: dict[int, Voice] = {}
        self.voice = Voice(self.author)
        self.raw: dict[int, list[Event]] = {}
        self.eventful_at = [0] * (len(marked.tokens) + 1)
        for sentence in self.sentences:
            events = [] if sentence.barred else find_events(marked, sentence.first, sentence.last)
            self.raw[sentence.index] = events
            for event in events:
                self.eventful_at[event.action.first + 1] += 1
        for index in range(1, len(self.eventful_at)):
            self.eventful_at[index] += self.eventful_at[index - 1]
        self.scene = Scene(marked, self._eventful, self._timed)

    def _eventful(self, first: int, last: int) -> bool:
        return last > first and self.eventful_at[min(last, len(self.marked.tokens))] > self.eventful_at[first]

    def _timed(self, index: int) -> int | None:
        when = self.time_at.get(index)
        return when.last if when else None

    def _clear_names(self) -> None:
        """Words of a place's name say nothing else, except what sort of place it is."""
        for place in self.places:
            for index in range(place.first, place.last):
                kept = [
                    hit
                    for hit in self.marked.starting.get(index, ())
                    if hit.kind in _KEPT_IN_NAMES or hit.kind.startswith("role ")
                ]
                if index in self.marked.starting:
                    self.marked.starting[index] = kept

    def _count_as_things(self) -> None:
        """Persons and vehicles that are only counted move too: pax 640, العدد المستلم ٨١٢."""
        for count in self.counts:
            if count.unit in {"persons", "vehicles", "families"} and not self.marked.has(
                count.first, count.last, *THINGS
            ):
                self.marked.starting.setdefault(count.last - 1, []).append(
                    Hit(count.last - 1, count.last, Sense("MOVER"))
                )

    # ---- sentences ---------------------------------------------------------------------------------------------------------

    def read(self) -> list[Draft]:
        """Return the drafts, in the order of the text."""
        for sentence in self.sentences:
            if not sentence.barred:
                self._sentence(sentence)
        return self.drafts

    def _sentence(self, sentence: Sentence) -> None:
        prefix = prefix_frame(self.scene, sentence)
        first = prefix.content[0] if prefix else sentence.first
        build = saying_english.frames_of if self.marked.language == "en" else saying_arabic.frames_of
        frames = build(self.scene, sentence, first) if first < sentence.last else []
        frames = [prefix, *frames] if prefix else frames
        for frame in frames:
            if frame.stance == "asserts" and frame.verb and self.marked.at(frame.verb.first, "WILL"):
                frame.stance = "announces_plan"
            if frame.stance == "denies":
                frame.disputed = disputed(self.marked, *frame.content)
        headers = {index for frame in frames if frame.speaker or frame.relays for index in self._header(frame)}
        events = [event for event in self.raw[sentence.index] if event.action.first not in headers]
        events = [event for event in events if not self._is_time(event)]
        if self.drafts and self.marked.has(sentence.first, sentence.last, "CORRECTION"):
            events = [event for event in events if not event.nominal]
        events = without_conditions(self.marked, sentence, events)
        events = settle(self.marked, self._again(events, headers))
        if not events:
            events = in_and_out(self.marked, sentence, between(self.places, sentence.first, sentence.last))
        events += self._bare(sentence, frames, events, headers)
        more = self._inferred(sentence, first, events, headers)
        events = settle(self.marked, sorted([*events, *more], key=lambda event: event.first)) if more else events
        before = len(self.drafts)
        voices = self._voices(sentence, frames)
        if prefix and voices[0]:
            self.line_voices[sentence.line.number] = voices[0]
        clauses = clauses_of(self.marked, sentence, events, first)
        for event, clause in zip(events, clauses, strict=True):
            self._claim(sentence, event, clause, frames, voices)
        self._without_event(sentence, frames, voices, events)
        if len(self.drafts) == before and not frames:
            self._attach(sentence)
        self._remember(sentence, frames, voices)

    def _is_time(self, event: Event) -> bool:
        """فجر is a time here and no explosion."""
        return any(
            when.first <= event.action.first and event.action.last <= when.last
            for when in between(self.times, event.action.first - 30, event.action.first + 1)
        )

    def _bare(self, sentence: Sentence, frames: list[Frame], events: list[Event], headers: set[int]) -> list[Event]:
        """A thing that is called for, denied or not confirmed: calls for a ceasefire, denied the talks."""
        found: list[Event] = []
        for frame in frames:
            if frame.stance == "asserts" or any(
                frame.content[0] <= event.action.first < frame.content[1] for event in events
            ):
                continue
            for thing in self.marked.within(*frame.content, "PAUSE", "EVAC", "TALKS", "AID"):
                if thing.first in headers or any(event.thing == thing for event in [*events, *found]):
                    continue
                predicate = _BARE[thing.kind]
                if frame.stance == "could_not_confirm" and thing.kind == "TALKS":
                    predicate = "talks.scheduled"
                if all(event.predicate != predicate for event in found):
                    found.append(Event(predicate, thing, None, 10))
        if not events and not found and self.marked.has(sentence.first, sentence.last, "FALSE"):
            doubtful = self.marked.within(sentence.first, sentence.last, "EVAC")[:1]
            found.extend(Event(_BARE[thing.kind], thing, None, 10) for thing in doubtful)
        if not events and not found and not frames:
            found += self._appointed(sentence)
        if not events and not found:
            for index in range(sentence.first, sentence.last):
                pause = self.marked.at(index, "PAUSE")
                before = self.marked.tokens[index - 1].word if index else ""
                if pause and index not in headers and before in {"no", "لا", "without", "دون", "any"}:
                    found.append(Event("pause.begins", pause, None, 10))
                    break
        return sorted(found, key=lambda event: event.first)

    def _appointed(self, sentence: Sentence) -> list[Event]:
        """Meeting of both sides tomorrow at ten: a thing with a day to come needs no verb."""
        future = ("relday 1", "relday 2", "next")
        if not self.marked.has(sentence.first, sentence.last, *future):
            return []
        talks = self.marked.within(sentence.first, sentence.last, "TALKS")[:1]
        return [Event("talks.scheduled", hit, None, 10) for hit in talks]

    def _inferred(self, sentence: Sentence, first: int, events: list[Event], headers: set[int]) -> list[Event]:
        """A verb of movement without its subject goes on about those whom the report is about."""
        same_line = bool(self.drafts) and self.drafts[-1].line == sentence.line.number
        known = same_line and self.drafts[-1].predicate.startswith("movement.")
        terse = known or sentence.line.stamp is not None or self.register in _TERSE
        found = inferred(self.marked, sentence, first, events, terse=terse)
        return [event for event in found if event.action.first not in headers]

    def _header(self, frame: Frame) -> range:
        if frame.verb is not None and frame.speaker is not None and frame.stance in {"could_not_confirm", "withdraws"}:
            return range(frame.speaker[0], max(frame.speaker[1], frame.speaker[0]))
        return range(frame.header[0], frame.header[1])

    def _again(self, events: list[Event], headers: set[int]) -> list[Event]:
        """Things that name a speaker are no things of an event."""
        bad = [event for event in events if event.thing and event.thing.first in headers]
        if not bad:
            return events
        return [
            event
            for event in events
            if event not in bad or event.predicate.startswith(("incident.", "movement.", "aid."))
        ]

    # ---- voices ------------------------------------------------------------------------------------------------------------

    def _voices(self, sentence: Sentence, frames: list[Frame]) -> list[Voice | None]:
        """Return who speaks in each frame; None where the frame leaves it to the one around it."""
        found: list[Voice | None] = []
        for frame in frames:
            relays = [self._name(words) for words in frame.relays]
            if frame.speaker is not None:
                actor = actor_of(self.marked, *frame.speaker)
                inherited = self.voice.relays if not relays and self._same_again(frame.speaker) else []
                found.append(Voice(actor, relays + inherited, frame.speaker, sentence.index))
            elif frame.carries:
                found.append(Voice(self.voice.actor, relays + self.voice.relays, self.voice.words, sentence.index))
            else:
                found.append(None)
        return found

    def _same_again(self, words: Range) -> bool:
        """وأضاف المصدر, the official added: the speaker before, in one word."""
        tokens = self.marked.tokens[words[0] : words[1]]
        definite = tokens[0].word.startswith("ال") if self.marked.language == "ar" else tokens[0].word == "the"
        if not definite or len(tokens) > 2 or self.voice.words is None:
            return False
        mine = {hit.kind for hit in self.marked.within(*words, *_ROLE_KINDS)}
        theirs = {hit.kind for hit in self.marked.within(*self.voice.words, *_ROLE_KINDS)}
        return bool(mine & theirs)

    def _name(self, words: Range) -> str:
        name = actor_of(self.marked, *words).name or ""
        if self.marked.language == "en" and name.lower().startswith("the "):
            tail = name[4:].lower()
            if self.author_name.lower().endswith(tail):
                return self.author_name
        return name

    def _speaker(
        self, position: int, sentence: Sentence, frames: list[Frame], voices: list[Voice | None]
    ) -> tuple[Actor, list[str], Stance]:
        """Return speaker, relays and stance of the words at a token, from the innermost frame outwards."""
        around = [
            (frame, voice)
            for frame, voice in zip(frames, voices, strict=True)
            if frame.content[0] <= position < frame.content[1]
        ]
        around.sort(key=lambda pair: (pair[0].content[0], -pair[0].content[1]), reverse=True)
        actor: Actor | None = None
        relays: list[str] = []
        stance: Stance = "asserts"
        for frame, voice in around:
            if stance == "asserts" or (stance == "confirms" and frame.stance == "denies"):
                stance = frame.stance
            if voice is None:
                continue
            if actor is None and not frame.relays_only:
                actor, relays = voice.actor, list(voice.relays)
            elif frame.relays_only:
                relays += voice.relays
            elif voice.actor.name and actor is not None and voice.actor.name != actor.name:
                relays += [voice.actor.name, *voice.relays]
        if actor is None:
            follows = (
                sentence.quoted or self.marked.tokens[sentence.first].word == '"' or self._starts_with_pronoun(sentence)
            )
            if follows and self.voice.sentence >= sentence.index - 2:
                actor, relays = self.voice.actor, [*relays, *self.voice.relays]
            elif sentence.line.number in self.line_voices:
                voice_of_line = self.line_voices[sentence.line.number]
                actor, relays = voice_of_line.actor, [*relays, *voice_of_line.relays]
            else:
                actor = self.author
        return actor, relays, stance

    def _starts_with_pronoun(self, sentence: Sentence) -> bool:
        word = self.marked.tokens[sentence.first].word
        return word in {"it", "he", "she"} and self.voice.actor.name is not None

    def _remember(self, sentence: Sentence, frames: list[Frame], voices: list[Voice | None]) -> None:
        known = [(frame, voice) for frame, voice in zip(frames, voices, strict=True) if voice and not frame.relays_only]
        inside = [voice for frame, voice in known if frame.speaker]
        if inside:
            last = (
                inside[0]
                if frames
                and frames[0].header[0] == sentence.line.body
                and len(inside) > 1
                and self.register in {"sms", "message", "thread"}
                else inside[-1]
            )
            self.voice = last
        elif known or sentence.quoted or self._starts_with_pronoun(sentence):
            self.voice = Voice(self.voice.actor, self.voice.relays, self.voice.words, sentence.index)
        for frame, voice in zip(frames, voices, strict=True):
            if frame.relays_only and voice and self.voice.actor.name:
                self.voice = Voice(self.voice.actor, voice.relays, self.voice.words, sentence.index)

    # ---- claims ------------------------------------------------------------------------------------------------------------

    def _claim(
        self, sentence: Sentence, event: Event, clause: Range, frames: list[Frame], voices: list[Voice | None]
    ) -> None:
        position = event.action.first
        actor, relays, frame_stance = self._speaker(position, sentence, frames, voices)
        wide = self._wide(clause, sentence, frames, position)
        stance = stances.stance_of(self.marked, event, wide, frame_stance, quoted=sentence.quoted)
        if stance in {"asserts", "announces_plan"} and is_answer(self.marked, sentence, position):
            stance = "conditional"
        predicate = by_its_context(self.marked, sentence, event, clause)
        future = stances.is_future(self.marked, event, *wide)
        if (
            predicate in stances.PLANS
            and (stance == "announces_plan" or (stance == "conditional" and (future or event.nominal)))
            and frame_stance != "calls_for"
        ):
            predicate = stances.PLANS[predicate]
        if predicate == "movement.completed" and stance == "announces_plan" and event.thing is None:
            predicate = "movement.planned"
        polarity = stances.polarity_of(self.marked, event, wide[0], stance)
        first, last = self._span(clause, frames, event)
        if (
            predicate == "incident.casualties"
            and polarity == "negative"
            and any(count.value != 0 for count in between(self.counts, first, last))
        ):
            polarity = "positive"
        draft = Draft(
            cast("Predicate", predicate),
            first,
            last,
            actor,
            relays,
            stance,
            polarity,
            sentence=sentence.index,
            line=sentence.line.number,
        )
        draft.counts = [
            count
            for count in between(self.counts, first, last)
            if first <= count.first and count.last <= last and not self._in_header(count.first, frames)
        ]
        if polarity == "negative" and any(count.low is not None and count.high is None for count in draft.counts):
            # not more than 200 will leave: 200 at most will
            draft.counts = [
                replace(count, low=None, high=count.low) if count.high is None else count for count in draft.counts
            ]
            draft.polarity = "positive"
        if predicate == "incident.casualties" and not any(count.unit == "persons" for count in draft.counts):
            alone = victims(self.marked, first, last, event.action.first)
            draft.counts += [alone] if alone else []
        self._when(draft, clause, sentence, frames, stance, event.action.first)
        draft.place, draft.towards = place_of(
            self.marked,
            between(self.places, max(sentence.first, self._after_dateline()), sentence.last),
            predicate,
            event,
            clause,
            (sentence.first, sentence.last),
            self._header_tokens(frames),
        )
        if predicate.startswith("corridor.") and event.thing is not None and self._is_numbered(event.thing):
            road = Place(id=None, name=self.marked.text(event.thing.first, event.thing.last))
            if draft.place is None or draft.place.id is None:
                draft.place, draft.towards = road, draft.towards or draft.place
        if draft.place is None and sentence.line.source:
            found = between(self.places, *sentence.line.source)
            draft.place = found[0].place if found else None
        if (
            draft.place is None
            and self.drafts
            and self.drafts[-1].line == sentence.line.number
            and (sentence.line.stamp is not None or (self.register in _TERSE and predicate.startswith(_PLACED)))
        ):
            draft.place = self.drafts[-1].place
        if self._goes_on(draft):
            return
        self.drafts.append(draft)
        self._other_side(draft, position, frames)

    def _other_side(self, draft: Draft, position: int, frames: list[Frame]) -> None:
        """Who denies what another said hands the other's claim on."""
        words = next((f.disputed for f in frames if f.disputed and f.content[0] <= position < f.content[1]), None)
        if words is None or draft.stance != "denies" or words[0] <= position < words[1]:
            return
        denier = draft.speaker.name or (self.author_name if self.author_name in self.marked.folded.exact else None)
        relays = [denier] if denier else []
        other = replace(draft, speaker=actor_of(self.marked, *words), relays=relays, stance="asserts", about=[])
        draft.about = [("contradicts", len(self.drafts))]
        self.drafts.append(other)

    def _is_numbered(self, thing: Hit) -> bool:
        """B3, SP12: a road whose name is its number."""
        return thing.last == thing.first + 2 and self.marked.tokens[thing.first + 1].is_figure

    def _after_dateline(self) -> int:
        """Return the token after the place and day at the head of a dispatch: ALEPPO, March 9 (Northwire) -."""
        if not self.lines:
            return 0
        line = self.lines[0]
        tokens = self.marked.tokens
        for index in range(line.first + 1, min(line.last - 4, line.first + 20)):
            if tokens[index].word == "-" and tokens[index].start > tokens[index - 1].end:
                return index if any(t.word in {"(", ","} for t in tokens[line.first : index]) else 0
        return 0

    def _goes_on(self, draft: Draft) -> bool:
        """The permission and the evacuation that it permits are one plan."""
        if not self.drafts:
            return False
        before = self.drafts[-1]
        same = (before.sentence, before.predicate, before.stance, before.polarity) == (
            draft.sentence,
            draft.predicate,
            draft.stance,
            draft.polarity,
        )
        if (
            not same
            or draft.predicate not in stances.PLANNED
            or before.speaker != draft.speaker
            or draft.first > before.last + 3
        ):
            return False
        if any(token.word in {";", "."} for token in self.marked.tokens[before.last : draft.first]):
            return False
        before.last = max(before.last, draft.last)
        before.counts += [count for count in draft.counts if count not in before.counts]
        before.interval, before.time_words = before.interval or draft.interval, before.time_words or draft.time_words
        before.place, before.towards = before.place or draft.place, before.towards or draft.towards
        return True

    def _wide(self, clause: Range, sentence: Sentence, frames: list[Frame], position: int) -> Range:
        """The stretch in which words of stance count: the clause, and the condition that stands before or after it."""
        first, last = clause
        for index in range(sentence.first, sentence.last):
            if self.marked.at(index, "IF") and (index < first or index >= last):
                gap = first - index if index < first else index - last
                if gap <= 10 and self.marked.tokens[index].word in _CONDITIONS:
                    first, last = min(first, index), max(last, index + 1)
        for frame in frames:
            if (
                frame.content[0] <= position < frame.content[1]
                and frame.verb
                and frame.speaker
                and not frame.relays_only
            ) and frame.verb.last <= position:
                first = max(first, min(frame.header[1], position))
        return first, last

    def _header_tokens(self, frames: list[Frame]) -> set[int]:
        return {index for frame in frames if frame.speaker for index in range(*frame.header)}

    def _in_header(self, index: int, frames: list[Frame]) -> bool:
        return any(
            frame.header[0] <= index < frame.header[1]
            for frame in frames
            if frame.speaker and frame.stance != "calls_for"
        )

    def _span(self, clause: Range, frames: list[Frame], event: Event) -> Range:
        """The words of a claim: its clause without the speaker in front of it."""
        first, last = clause
        for frame in frames:
            if frame.speaker is None and not frame.quoting:
                continue
            start, end = frame.header
            if start <= first < end <= event.first:
                first = end
            elif first < start and event.last <= start < last:
                last = start
            elif first < start <= end <= event.first:
                first = end
        while first < event.first and (
            self.marked.tokens[first].word in _LEADING or not self.marked.tokens[first].word[0].isalnum()
        ):
            first += 1
        while (
            last > event.last
            and not self.marked.tokens[last - 1].word[0].isalnum()
            and self.marked.tokens[last - 1].word != ")"
        ):
            last -= 1
        return first, max(last, event.last)

    def _when(
        self, draft: Draft, clause: Range, sentence: Sentence, frames: list[Frame], stance: Stance, position: int
    ) -> None:
        header = self._header_tokens(frames)
        inside = [when for when in between(self.times, *clause) if clause[0] <= when.first < clause[1]]
        spoken = [when for when in inside if when.first in header]
        inside = [when for when in inside if when.first not in header]
        if len(inside) > 1 and any(
            t.word in wordlist("predicates relative") for t in self.marked.tokens[clause[0] : position]
        ):
            inside = [when for when in inside if when.first > position] or inside
        if not inside:
            inside = self._shared_time(clause, sentence, header)
        if spoken:
            day = dates.resolve(spoken[0], self.anchor, "past")[0]
            draft.said_at = day.date().isoformat() if day else None
        stamp = self.stamps.get(sentence.line.number)
        anchor = self.anchor
        if stamp is not None:
            draft.said_at = written_moment(stamp)
            anchor = Anchor(stamp.date(), stamp.hour * 60 + stamp.minute, stamp.tzinfo or self.anchor.zone)
        when = together(inside)
        if when is not None:
            future = stance in {"announces_plan", "calls_for", "conditional"} or (
                stance == "could_not_confirm"
                and draft.predicate in {"talks.scheduled", "movement.planned", "aid.planned"}
            )
            start, end = dates.resolve(when, anchor, "future" if future else "past")
            draft.interval = dates.written(start, end)
            draft.time_words = (when.first, when.last)
        elif stamp is not None and stance not in {"could_not_confirm", "withdraws", "calls_for", "denies"}:
            open_end = draft.predicate in {
                "corridor.closes",
                "corridor.limited",
                "movement.suspended",
                "pause.begins",
                "movement.waiting",
            }
            draft.interval = dates.written(stamp, None if open_end else stamp)

    def _shared_time(self, clause: Range, sentence: Sentence, header: set[int]) -> list[When]:
        """A day at the head of a sentence holds for all its claims."""
        found = [
            when
            for when in between(self.times, sentence.first, sentence.last)
            if sentence.first <= when.first < sentence.last and when.first not in header
        ]
        return [when for when in found if when.last <= clause[0] and when.first - sentence.first <= 8][:1]

    # ---- sentences that speak of other claims ------------------------------------------------------------------------------------

    def _without_event(
        self, sentence: Sentence, frames: list[Frame], voices: list[Voice | None], events: list[Event]
    ) -> None:
        for frame, voice in zip(frames, voices, strict=True):
            covered = [event for event in events if frame.content[0] <= event.action.first < frame.content[1]]
            if covered:
                continue
            actor = voice.actor if voice else self.author
            relays = voice.relays if voice else []
            found = corrected(
                self.marked,
                sentence,
                frame,
                self.drafts,
                self.numbers,
                between(self.counts, sentence.first, sentence.last),
            )
            short = frame.content[1] - frame.content[0] <= 5 and self.marked.has(*frame.content, "TOPIC")
            if found is None and (not events or short) and frame.stance in {"could_not_confirm", "denies", "withdraws"}:
                found = doubted(self.marked, sentence, frame, self.drafts, actor)
            if found is None and voice is not None and not events:
                found = commented(self.marked, sentence, frame, self.drafts, actor)
            if found is not None:
                self._referring(sentence, frame, actor, relays, found, alone=not events)
                return
        if not frames and not events:
            found = corrected(
                self.marked,
                sentence,
                None,
                self.drafts,
                self.numbers,
                between(self.counts, sentence.first, sentence.last),
            )
            if found is None and self.marked.has(sentence.first, sentence.last, "FALSE"):
                frame = Frame(
                    (sentence.first, sentence.last), None, stance="denies", header=(sentence.first, sentence.first)
                )
                found = doubted(self.marked, sentence, frame, self.drafts, self.author)
            if found is not None:
                actor, relays, _ = self._speaker(sentence.first, sentence, frames, voices)
                self._referring(sentence, None, actor, relays, found, alone=True)

    def _referring(
        self,
        sentence: Sentence,
        frame: Frame | None,
        actor: Actor,
        relays: list[str],
        found: Antecedent,
        *,
        alone: bool,
    ) -> None:
        first, last = (
            (sentence.first, sentence.last)
            if alone or frame is None
            else (min(frame.header[0], frame.content[0]), max(frame.header[1], frame.content[1]))
        )
        while (
            last > first
            and not self.marked.tokens[last - 1].word[0].isalnum()
            and self.marked.tokens[last - 1].word != ")"
        ):
            last -= 1
        earlier = self.drafts[found.about[0]]
        draft = Draft(
            earlier.predicate,
            first,
            last,
            actor,
            relays,
            found.stance,
            sentence=sentence.index,
            line=sentence.line.number,
        )
        draft.counts = list(found.counts)
        draft.about = [(found.link, index) for index in found.about]
        if found.keeps:
            draft.place, draft.polarity = earlier.place, earlier.polarity
            draft.interval = earlier.interval if found.link == "contradicts" else None
        self.drafts.append(draft)

    def _attach(self, sentence: Sentence) -> None:
        """A scrap with a figure belongs to the claim before it in its line: "2 مسرب تفتيش."."""
        if not self.drafts or self.drafts[-1].line != sentence.line.number or sentence.last - sentence.first > 14:
            return
        draft = self.drafts[-1]
        if draft.sentence != sentence.index - 1 or draft.stance in {"could_not_confirm", "withdraws"}:
            return
        more = [
            count
            for count in between(self.counts, sentence.first, sentence.last)
            if sentence.first <= count.first < sentence.last
        ]
        if more:
            draft.counts += more
            draft.last = sentence.last
            while not self.marked.tokens[draft.last - 1].word[0].isalnum():
                draft.last -= 1


_PLACED = ("movement.", "corridor.", "incident.", "aid.")
_BARE = {"PAUSE": "pause.begins", "EVAC": "movement.underway", "TALKS": "talks.held", "AID": "aid.delivered"}
_TERSE = frozenset({"sms", "message", "radio_log", "log"})
_KEPT_IN_NAMES = frozenset({"ROAD", "BODY", "PAUSE", "TITLE"})
_ROLE_KINDS = tuple(
    f"role {role}" for role in ("minister", "spokesperson", "military", "armed_group", "liaison", "humanitarian", "medical", "rescue", "observer", "witness", "media", "government", "official", "unknown")
)  # fmt: skip
_CONDITIONS = wordlist("draft conditions")
_LEADING = wordlist("draft leading")
