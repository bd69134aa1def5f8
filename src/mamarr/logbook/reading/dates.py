"""Days and times: what a text says of when, kept with its words, and resolved from the day it was written.

Morning is 06 to 12, afternoon 12 to 18, evening 18 to 24, night 21 to 05; dawn ends at 05, first light is 06. Midnight of a day is
its end. A bare weekday takes the direction of the verb.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from typing import Literal

from mamarr.logbook.reading.numbers import Number
from mamarr.logbook.reading.tokens import Hit, Marked
from mamarr.logbook.reading.wordlists import wordlist

Mode = Literal["at", "since", "until", "after", "between"]
Direction = Literal["past", "future"]
Day = tuple[str, int, int, int]
"""("date", year or 0, month, day), ("weekday", n, 1 next / -1 last / 0 bare, 0), ("relative", days, 0, 0)."""

PARTS = {
    "morning": (6 * 60, 12 * 60), "afternoon": (12 * 60, 18 * 60), "evening": (18 * 60, 24 * 60), "night": (21 * 60, 29 * 60),
    "dawn": (3 * 60, 5 * 60), "noon": (12 * 60, 12 * 60), "midnight": (24 * 60, 24 * 60), "firstlight": (6 * 60, 6 * 60),
    "dusk": (18 * 60, 18 * 60),
}  # fmt: skip
_MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
_DTG = re.compile(
    r"\b(\d{2})([0-2]\d)([0-5]\d) ?([A-Z]) ?(JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC) ?(\d{2,4})?\b"
)
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(Z)?)?")
_SLASHED = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")


@dataclass(frozen=True)
class When:
    """A time as the text has it: tokens *first* to *last* (exclusive)."""

    first: int
    last: int
    day: Day | None = None
    part: str | None = None
    clock: int | None = None
    """Minutes of the day."""

    zone: int | None = None
    """Minutes east of Greenwich, where the text says so."""

    mode: Mode = "at"
    end: "When | None" = None
    """The other end of a range."""

    back: int | None = None
    """Minutes before now."""

    ahead: int | None = None
    """Minutes from now."""

    stretch: bool = False
    """True for the whole time from *back* to now."""


@dataclass(frozen=True)
class Anchor:
    """The moment from which relative times count."""

    day: date
    minute: int | None
    zone: tzinfo

    def at(self, minute: int, days: int = 0) -> datetime:
        """Return an instant on the day of the anchor."""
        return datetime.combine(self.day, time(), self.zone) + timedelta(days=days, minutes=minute)


def military_zone(letter: str) -> int | None:
    """Return minutes east of Greenwich of a zone letter: Z is Zulu, C three hours east."""
    letter = letter.upper()
    if letter == "Z":
        return 0
    if "A" <= letter <= "I":
        return (ord(letter) - ord("A") + 1) * 60
    if "K" <= letter <= "M":
        return (ord(letter) - ord("A")) * 60
    if "N" <= letter <= "Y":
        return -(ord(letter) - ord("N") + 1) * 60
    return None


def find_times(marked: Marked, numbers: dict[int, Number]) -> list[When]:
    """Return every time of the text, in order, none inside another."""
    finder = _Finder(marked, numbers)
    found: list[When] = []
    index = 0
    while index < len(marked.tokens):
        when = finder.expression(index)
        if when:
            found.append(when)
            index = when.last
        else:
            index += 1
    return found


class _Finder:
    def __init__(self, marked: Marked, numbers: dict[int, Number]) -> None:
        self.marked, self.numbers = marked, numbers
        self.fixed: dict[int, When] = {}
        starts = {token.start: index for index, token in enumerate(marked.tokens)}
        ends = {token.end: index + 1 for index, token in enumerate(marked.tokens)}
        text = marked.folded.text
        for match in _DTG.finditer(text):
            day, hour, minute, letter, month, year = match.groups()
            when = When(
                0, 0, ("date", _year(year), _MONTHS.index(month) + 1, int(day)), None, int(hour) * 60 + int(minute)
            )
            self._fix(replace(when, zone=military_zone(letter)), match, starts, ends)
        for match in _ISO.finditer(text):
            year, month, day, hours, minutes, zulu = match.groups()
            clock = int(hours) * 60 + int(minutes) if hours else None
            when = When(0, 0, ("date", int(year), int(month), int(day)), None, clock, 0 if zulu else None)
            self._fix(when, match, starts, ends)
        for match in _SLASHED.finditer(text):
            self._fix(When(0, 0, ("date", int(match[3]), int(match[2]), int(match[1]))), match, starts, ends)

    def _fix(self, when: When, match: re.Match[str], starts: dict[int, int], ends: dict[int, int]) -> None:
        first, last = starts.get(match.start()), ends.get(match.end())
        if first is not None and last is not None and (when.day is None or _valid(when.day)):
            self.fixed[first] = replace(when, first=first, last=last)

    # ---- expressions -------------------------------------------------------------------------------------------------

    def expression(self, index: int) -> When | None:
        """Return the time that begins at a token, with the words before it that turn it."""
        mode, start = self._mode(index)
        relative = self._relative(index)
        if relative:
            return relative
        one = self._moment(start, led=start > index)
        if one is None and start > index:
            start, mode = index, "at"
            one = self._moment(index, led=False)
        if one is None:
            return None
        other = self._other_end(one)
        if other:
            between = mode in {"between", "since"} or other[1]
            if between:
                return replace(one, first=index, last=other[0].last, mode="between", end=other[0])
        return replace(one, first=index, mode="at" if mode == "between" else mode)

    def _mode(self, index: int) -> tuple[Mode, int]:
        modes: dict[str, Mode] = {
            "between": "between",
            "since": "since",
            "until": "until",
            "after": "after",
            "at": "at",
        }
        mode: Mode = "at"
        start = index
        for _ in range(4):
            hits = [hit for hit in self.marked.starting.get(start, ()) if hit.kind in modes]
            if not hits:
                break
            if start > index and any(h.kind in _ATOMS for h in self.marked.starting.get(start, ())):
                break
            longest = max(hit.last for hit in hits)
            kinds = {hit.kind for hit in hits if hit.last == longest}
            for kind in ("between", "since", "until", "after"):
                if kind in kinds and mode == "at":
                    mode = modes[kind]
                    break
            start = longest
            while start < len(self.marked.tokens) and self.marked.tokens[start].word in {
                "the",
                "about",
                "around",
                "ال",
            }:
                start += 1
        if mode == "between" and self.marked.tokens[index].word in {"from", "من"}:
            mode = "since"
        return mode, start

    def _other_end(self, one: When) -> tuple[When, bool] | None:
        """Return the other end of a range, and whether the sign between them says that it is one."""
        tokens = self.marked.tokens
        if one.last >= len(tokens):
            return None
        index = one.last
        if self.marked.at(index, "and") and self.marked.at(index, "and").last == index + 1:  # type: ignore[union-attr]
            joint = tokens[index].word
            other = self._moment(index + 1, led=True)
            if other and (one.clock is None or other.clock is not None or other.day is not None):
                pair = one.day is not None and other.day is not None and other.clock is None and joint in {"and", "و"}
                sign = joint in {"-", "to", "until", "till", "الي", "حتي", "through"} and _same_sort(one, other)
                return other, sign or pair
            return None
        if self.marked.language == "ar" and tokens[index].word.startswith("و"):
            other = self._moment(index, led=False, joined=True)
            if other and _same_sort(one, other):
                return other, one.day is not None and one.day[0] != "date"
        return None

    def _moment(self, index: int, *, led: bool, joined: bool = False) -> When | None:
        """Return day, part of the day and clock time that stand together."""
        found: When | None = None
        last = start = index
        while start < len(self.marked.tokens):
            atom = self.fixed.get(start) or self._atom(
                start, led=led or found is not None, joined=joined and found is None
            )
            if atom is None or (found is not None and not _fits(found, atom)):
                break
            found = atom if found is None else _joined(found, atom)
            last = atom.last
            start = self._glue(last)
        return replace(found, first=index, last=last) if found else None

    def _glue(self, index: int) -> int:
        """Skip the words that may stand between a day and its time."""
        start = index
        for _ in range(3):
            if start < len(self.marked.tokens) and (
                self.marked.tokens[start].word in {",", "of", "the", "(", "-", "/"}
                or self.marked.at(start, "at", "clock")
            ):
                if self.marked.at(start, *_ATOMS):
                    break
                hit = self.marked.at(start, "at", "clock")
                start = hit.last if hit else start + 1
            else:
                break
        return start

    # ---- atoms -------------------------------------------------------------------------------------------------------

    def _atom(self, index: int, *, led: bool, joined: bool = False) -> When | None:
        if self.marked.language == "ar" and not joined and self._carries_and(index):
            return None
        return self._clock(index, led=led) or self._day(index) or self._part(index)

    def _carries_and(self, index: int) -> bool:
        hit = next(iter(self.marked.starting.get(index, ())), None)
        return bool(hit and hit.joined.startswith("و") and hit.kind.startswith(("weekday", "relday", "part", "month")))

    def _day(self, index: int) -> When | None:
        dated = self._dated(index)
        if dated:
            return dated
        for hit in sorted(self.marked.starting.get(index, ()), key=lambda hit: -hit.last):
            sort, _, value = hit.kind.partition(" ")
            if sort == "weekday":
                return self._weekday(hit, int(value))
            if sort == "relday":
                return When(index, hit.last, ("relative", int(value), 0, 0))
            if sort == "relpart":
                days, part = value.split()
                return When(index, hit.last, ("relative", int(days), 0, 0), part)
            if sort == "next" and self.marked.language == "en" and hit.last < len(self.marked.tokens):
                for after in self.marked.starting.get(hit.last, ()):
                    if after.kind.startswith("weekday"):
                        turned = 0 if hit.kind == "next" and self.marked.tokens[index].word == "this" else 1
                        return When(index, after.last, ("weekday", int(after.kind[8:]), turned, 0))
            if sort == "last" and self.marked.language == "en" and hit.last < len(self.marked.tokens):
                for after in self.marked.starting.get(hit.last, ()):
                    if after.kind.startswith("weekday"):
                        return When(index, after.last, ("weekday", int(after.kind[8:]), -1, 0))
        return None

    def _weekday(self, hit: Hit, value: int) -> When:
        turn, last = 0, hit.last
        if self.marked.language == "ar" or (last < len(self.marked.tokens) and self.marked.tokens[last].word == "next"):
            if self.marked.at(last, "next"):
                turn, last = 1, last + 1
            elif self.marked.at(last, "last"):
                turn, last = -1, last + 1
        elif last < len(self.marked.tokens) and self.marked.tokens[last].word == "week":
            return When(hit.first, last + 1, ("weekday", value, 2, 0))
        return When(hit.first, last, ("weekday", value, turn, 0))

    def _dated(self, index: int) -> When | None:
        """4 March 2031, March 4, 4 آذار/مارس 2031, الأول من تموز."""
        tokens = self.marked.tokens
        ordinal = self.marked.at(index, *_ORDINALS)
        token = tokens[index]
        if ordinal or (token.word.isdecimal() and len(token.word) <= 2):
            day = int(ordinal.kind.split()[1]) if ordinal else int(token.word)
            start = ordinal.last if ordinal else index + 1
            if not ordinal and start < len(tokens) and tokens[start].word in {"st", "nd", "rd", "th"}:
                start += 1
            if not ordinal and start < len(tokens) and tokens[start].word in {"of", "من"}:
                start += 1
            month = self._month(start)
            if month is None:
                return None
            return self._with_year(index, day, *month)
        month = self._month(index) if self.marked.language == "en" else None
        if month and month[1] < len(tokens) and tokens[month[1]].word.isdecimal() and len(tokens[month[1]].word) <= 2:
            if not token.written[0].isupper():
                return None
            day, start = int(tokens[month[1]].word), month[1] + 1
            if start < len(tokens) and tokens[start].word in {"st", "nd", "rd", "th"}:
                start += 1
            return self._with_year(index, day, month[0], start)
        return None

    def _month(self, index: int) -> tuple[int, int] | None:
        """Return a month in one naming, or in two joined by a slash, and the token after it."""
        hit = self.marked.at(index, *_MONTH_KINDS)
        if hit is None or hit.joined.startswith("و"):
            return None
        last = hit.last
        if last + 1 < len(self.marked.tokens) and self.marked.tokens[last].word in {"/", "(", "-"}:
            again = self.marked.at(last + 1, *_MONTH_KINDS)
            if again:
                last = again.last
                if last < len(self.marked.tokens) and self.marked.tokens[last].word == ")":
                    last += 1
        return int(hit.kind.split()[1]), last

    def _with_year(self, first: int, day: int, month: int, last: int) -> When | None:
        tokens = self.marked.tokens
        start = last + 1 if last < len(tokens) and tokens[last].word == "," else last
        year = 0
        if start < len(tokens) and tokens[start].word.isdecimal():
            if len(tokens[start].word) == 4 and tokens[start].word[:2] in {"19", "20"}:
                year, last = int(tokens[start].word), start + 1
            elif len(tokens[start].word) == 2 and start == last and tokens[first].written.isdecimal():
                year, last = 2000 + int(tokens[start].word), start + 1
        found: Day = ("date", year, month, day)
        return When(first, last, found) if _valid(found) else None

    def _part(self, index: int) -> When | None:
        for hit in sorted(self.marked.starting.get(index, ()), key=lambda hit: -hit.last):
            if hit.kind.startswith("part "):
                return When(index, hit.last, None, hit.kind[5:])
        return None

    def _clock(self, index: int, *, led: bool) -> When | None:
        tokens = self.marked.tokens
        token = tokens[index]
        named = self.marked.at(index, "clock")
        if named and named.last < len(tokens) and self.marked.language == "ar":
            start = named.last
            hour = self.marked.at(start, *_HOURS)
            if hour:
                return self._spoken(index, hour)
            if tokens[start].is_figure:
                found = self._figures(start, led=True)
                return replace(found, first=index) if found else None
            return None
        if token.is_figure:
            return self._figures(index, led=led)
        if self.marked.language == "en" and token.word in _EN_HOURS and index + 1 < len(tokens):
            after = tokens[index + 1].word
            if after in {"o'clock", "am", "pm"} or self.marked.at(index + 1, "am", "pm"):
                start = index + 2 if after == "o'clock" else index + 1
                return self._half_of_day(index, start, _EN_HOURS[token.word] * 60)
        return None

    def _spoken(self, first: int, hour: Hit) -> When:
        """الساعة السادسة والنصف مساء."""
        clock, last = int(hour.kind.split()[1]) * 60, hour.last
        minute = self.marked.at(last, *_MINUTES)
        if minute:
            clock, last = clock + int(minute.kind.split()[1]), minute.last
        return self._half_of_day(first, last, clock)

    def _half_of_day(self, first: int, last: int, clock: int) -> When:
        hit = self.marked.at(last, "am", "pm") if last < len(self.marked.tokens) else None
        if hit and clock <= 12 * 60 + 59:
            hour = clock % (12 * 60)
            evening = hit.kind == "pm" and not self.marked.at(last, "am")
            return When(first, hit.last, None, None, hour + 720 if evening else hour)
        return When(first, last, None, None, clock)

    def _figures(self, index: int, *, led: bool) -> When | None:
        tokens = self.marked.tokens
        token = tokens[index]
        match = re.fullmatch(r"([01]?\d|2[0-4]):([0-5]\d)(?::[0-5]\d)?", token.word)
        compact = re.fullmatch(r"([01]\d|2[0-4])([0-5]\d)", token.word)
        last = index + 1
        after = tokens[last] if last < len(tokens) else None
        touching = bool(after and after.start == token.end)
        letter = bool(after and touching and len(after.word) == 1 and after.word.isalpha() and after.written.isupper())
        if match:
            clock = int(match[1]) * 60 + int(match[2])
        elif compact and (
            letter or led or self._hours_follow(last) or self._is_range(index) or self._ends_clause(index)
        ):
            clock = int(compact[1]) * 60 + int(compact[2])
        elif self._is_hour(index, last, led=led):
            clock = int(token.word) * 60
        else:
            return None
        zone = None
        if letter and after:
            zone, last = military_zone(after.written), last + 1
        elif after and after.word in {"zulu", "z", "utc", "gmt", "غرينتش", "غرينيتش", "زولو"}:
            zone, last = 0, last + 1
        elif after and after.word in {"بتوقيت", "توقيت"} and last + 1 < len(tokens):
            zone = 0 if "غرين" in tokens[last + 1].word else None
            last += 2
        elif after and self.marked.at(last, "clock") and not touching:
            last = self.marked.at(last, "clock").last  # type: ignore[union-attr]
        found = self._half_of_day(index, last, clock) if clock < 13 * 60 else When(index, last, None, None, clock)
        return replace(found, zone=zone)

    def _ends_clause(self, index: int) -> bool:
        """Left Ramouseh 0710: four digits of an hour at the end of a clause, that count nothing and are no year."""
        tokens = self.marked.tokens
        after = tokens[index + 1].word if index + 1 < len(tokens) else "\n"
        before = tokens[index - 1] if index else None
        word = tokens[index].word
        if before is None or not before.is_word or before.word in wordlist("dates numbered"):
            return False
        return after in {"\n", ",", ".", ";", "with", "from", "to", "("} and (
            word[0] == "0" or int(word) < 1900 or len(tokens) < 40
        )

    def _hours_follow(self, index: int) -> bool:
        return index < len(self.marked.tokens) and self.marked.tokens[index].word in {
            "hrs",
            "hours",
            "h",
            "local",
            "zulu",
            "utc",
            "gmt",
            "lt",
        }

    def _is_range(self, index: int) -> bool:
        words = [token.word for token in self.marked.tokens[max(0, index - 2) : index + 3]]
        compact = [word for word in words if re.fullmatch(r"([01]\d|2[0-4])([0-5]\d)", word)]
        return "-" in words and len(compact) == 2

    def _is_hour(self, index: int, last: int, *, led: bool) -> bool:
        """6 am, الساعة 14."""
        tokens = self.marked.tokens
        if not (tokens[index].word.isdecimal() and len(tokens[index].word) <= 2 and int(tokens[index].word) <= 24):
            return False
        before = self.marked.at(index - 1, "clock") if index and self.marked.language == "ar" else None
        if before and tokens[index - 1].word.removeprefix("و").startswith("ال"):
            return True
        hit = self.marked.at(last, "am", "pm") if last < len(tokens) else None
        if self.marked.language == "en":
            return bool(hit) or (last < len(tokens) and tokens[last].word == "o'clock")
        return bool(
            hit
            and led
            and tokens[last].word in {"صباحا", "مساء", "ص", "عصرا", "فجرا", "ليلا", "ظهرا", "الصبح", "المسا"}
        )

    # ---- ago, in the last hours ------------------------------------------------------------------------------------------

    def _relative(self, index: int) -> When | None:
        return self._ago_en(index) if self.marked.language == "en" else self._ago_ar(index)

    def _amount(self, index: int) -> tuple[float, int] | None:
        """Return minutes and the token after a duration."""
        number = self.numbers.get(index)
        last = number.last if number else index
        value = number.value if number else 1
        tokens = self.marked.tokens
        if not number and tokens[index].word in {"an", "a"} and index + 1 < len(tokens):
            last = index + 1
        elif not number and (dual := _dual_duration(tokens[index].word)):
            return dual, index + 1
        elif not number and self.marked.language == "en":
            return None
        while last < len(tokens) and tokens[last].word in {"of", "more"}:
            last += 1
        for hit in self.marked.starting.get(last, ()):
            if hit.kind in _DURATIONS:
                return value * _DURATIONS[hit.kind], hit.last
        return None

    def _ago_en(self, index: int) -> When | None:
        tokens = self.marked.tokens
        start = index
        if (
            tokens[index].word in {"in", "over", "during", "within", "for"}
            and index + 2 < len(tokens)
            and tokens[index + 1].word == "the"
        ):
            start = index + 2
            if self.marked.at(start, "last") or tokens[start].word in {"last", "past"}:
                amount = self._amount(start + 1)
                if amount:
                    return When(index, amount[1], back=int(amount[0]), stretch=True)
            return None
        amount = self._amount(start)
        if amount and amount[1] < len(tokens) and self.marked.at(amount[1], "ago"):
            return When(index, amount[1] + 1, back=int(amount[0]))
        if (
            amount
            and amount[1] + 1 < len(tokens)
            and [t.word for t in tokens[amount[1] : amount[1] + 2]] == ["from", "now"]
        ):
            return When(index, amount[1] + 2, ahead=int(amount[0]))
        if tokens[index].word in {"in", "within"} and index + 1 < len(tokens):
            amount = self._amount(index + 1)
            if amount and amount[0] >= 1:
                return When(index, amount[1], ahead=int(amount[0]), stretch=tokens[index].word == "within")
        return None

    def _ago_ar(self, index: int) -> When | None:
        tokens = self.marked.tokens
        word = tokens[index].word.removeprefix("و")
        if word in {"خلال", "في"}:
            whole = self._stretch(index + 1)
            if whole:
                return When(index, whole[1], back=whole[0], stretch=True)
            ahead = self._amount(index + 1) if word == "خلال" and index + 1 < len(tokens) else None
            if ahead:
                return When(index, ahead[1], ahead=int(ahead[0]), stretch=True)
            return None
        if word in {"قبل", "منذ", "من"} and index + 1 < len(tokens):
            start = index + 1
            while start < len(tokens) and tokens[start].word in {"نحو", "حوالي", "شي", "قرابه"}:
                start += 1
            amount = self._amount(start) if start < len(tokens) else None
            if amount and (word != "من" or (tokens[index].word == "من" and start > index + 1)):
                if amount[0] >= _DURATIONS["years talks"]:
                    return None
                return When(
                    index,
                    amount[1],
                    back=int(amount[0]),
                    mode="since" if word == "منذ" and amount[0] > 24 * 60 * 2 else "at",
                )
        if word == "بعد" and index + 1 < len(tokens):
            amount = self._amount(index + 1)
            if amount and amount[0] < _DURATIONS["years talks"]:
                return When(index, amount[1], ahead=int(amount[0]))
        return None

    def _stretch(self, index: int) -> tuple[int, int] | None:
        """الساعات الأربع والعشرين الماضية, الساعات ال24 الماضية, الأيام الثلاثة الأخيرة, الساعتين الماضيتين."""
        tokens = self.marked.tokens
        if index >= len(tokens):
            return None
        unit = next((hit for hit in self.marked.starting.get(index, ()) if hit.kind in _DURATIONS), None)
        dual = _dual_duration(tokens[index].word)
        if dual and index + 1 < len(tokens) and self.marked.at(index + 1, "last"):
            return int(dual), index + 2
        if unit is None:
            return None
        start = index + 1
        while start < len(tokens) and tokens[start].word == "ال":
            start += 1
        number = self.numbers.get(start)
        last = number.last if number else start
        if last < len(tokens) and self.marked.at(last, "last"):
            return int((number.value if number else 1) * _DURATIONS[unit.kind]), last + 1
        return None


_DURATIONS = {
    "minutes delay": 1, "hours pause": 60, "days pause": 24 * 60, "weeks pause": 7 * 24 * 60, "years talks": 365 * 24 * 60,
}  # fmt: skip
_MONTH_KINDS = tuple(f"month {n}" for n in range(1, 13))
_HOURS = tuple(f"hour {n}" for n in range(1, 13))
_MINUTES = tuple(f"minute {n}" for n in (30, 15, 20, -15, -20, -10, 5, 10))
_ORDINALS = tuple(f"dayofmonth {n}" for n in range(1, 32))
_ATOMS = (
    *_MONTH_KINDS, *(f"weekday {n}" for n in range(7)), *(f"relday {n}" for n in range(-2, 3)), *(f"part {p}" for p in PARTS),
    "relpart 0 evening", "relpart 0 morning", "relpart 0 afternoon", "relpart -1 night", *_ORDINALS,
)  # fmt: skip
_EN_HOURS = dict(
    zip(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        range(1, 13),
        strict=True,
    )
)
_DUALS = {
    "دقيقتين": 2, "دقيقتان": 2, "ساعتين": 120, "ساعتان": 120, "الساعتين": 120, "يومين": 2880, "يومان": 2880, "اليومين": 2880,
    "اسبوعين": 20160, "الاسبوعين": 20160, "ساعه": 60, "اسبوع": 10080, "يوم": 1440, "دقيقه": 1,
}  # fmt: skip


def _dual_duration(word: str) -> int | None:
    return _DUALS.get(word) if word.endswith(("ين", "ان")) else None


def _year(text: str | None) -> int:
    return 0 if not text else int(text) if len(text) == 4 else 2000 + int(text)


def _valid(day: Day) -> bool:
    if day[0] != "date":
        return True
    try:
        date(day[1] or 2028, day[2], day[3])
    except ValueError:
        return False
    return True


def _same_sort(one: When, other: When) -> bool:
    return (one.clock is not None and other.clock is not None) or (
        one.clock is None and other.clock is None and (one.day is None) == (other.day is None)
    )


def _fits(found: When, atom: When) -> bool:
    if atom.clock is not None and found.clock is not None:
        return False
    if atom.part is not None and (
        found.part is not None or (found.clock is not None and atom.part in {"noon", "midnight"})
    ):
        return False
    if atom.day is not None and found.day is not None:
        return found.day[0] != atom.day[0]
    return True


def _joined(found: When, atom: When) -> When:
    day = found.day
    if atom.day is not None:
        day = (
            atom.day
            if day is None or atom.day[0] == "date" or (day[0] == "weekday" and atom.day[0] == "relative")
            else day
        )
    return replace(
        found,
        day=day,
        part=found.part or atom.part,
        clock=found.clock if found.clock is not None else atom.clock,
        zone=found.zone if found.zone is not None else atom.zone,
        last=atom.last,
    )


# ---- resolving -----------------------------------------------------------------------------------------------------------


def resolve(when: When, anchor: Anchor, direction: Direction) -> tuple[datetime | None, datetime | None]:
    """Return start and end of a time; None is open."""
    if when.back is not None or when.ahead is not None:
        return _from_now(when, anchor)
    start, end = _bounds(when, anchor, direction)
    if when.end is not None:
        other = when.end
        if other.day is None and when.day is not None:
            other = replace(other, day=when.day)
        if other.day is not None and when.day is None:
            start, end = _bounds(replace(when, day=other.day), anchor, direction)
        if other.zone is not None and when.zone is None:
            start, end = _bounds(replace(when, zone=other.zone, day=when.day or other.day), anchor, direction)
        if other.zone is None:
            other = replace(other, zone=when.zone)
        last = _bounds(other, anchor, direction)[1]
        while last < start:
            last += timedelta(
                days=7 if other.day and other.day[0] == "weekday" and when.day and when.clock is None else 1
            )
        if other.day and other.day[0] == "weekday" and direction == "past" and last - start > timedelta(days=7):
            start += timedelta(days=7)
        return start, last
    if when.mode == "since":
        return start, None
    if when.mode == "after":
        return (end if when.clock is None and when.part is None else start), None
    if when.mode == "until":
        if when.clock is None and when.part is None:
            return None, end
        return None, min(end, start.replace(hour=0, minute=0) + timedelta(days=1))
    return start, end


def _from_now(when: When, anchor: Anchor) -> tuple[datetime | None, datetime | None]:
    now = anchor.at(anchor.minute if anchor.minute is not None else 24 * 60)
    if when.ahead is not None:
        if when.stretch:
            return now, now + timedelta(minutes=when.ahead)
        return now + timedelta(minutes=when.ahead), now + timedelta(minutes=when.ahead)
    start = now - timedelta(minutes=when.back or 0)
    if when.stretch:
        return start, now
    if when.mode == "since":
        return start, None
    if anchor.minute is None or (when.back or 0) >= 24 * 60:
        day = start if anchor.minute is not None else start - timedelta(minutes=1)
        day = day.replace(hour=0, minute=0)
        return day, day + timedelta(days=1)
    return start, start


def _bounds(when: When, anchor: Anchor, direction: Direction) -> tuple[datetime, datetime]:
    day = day_of(when, anchor, direction)
    zone = anchor.zone if when.zone is None else timezone(timedelta(minutes=when.zone))
    base = datetime.combine(day, time(), zone)
    if when.clock is not None:
        clock = when.clock
        if (
            when.part in {"afternoon", "evening", "night"}
            and 60 <= clock < 720
            and (when.part != "night" or clock >= 5 * 60)
        ):
            clock += 720
        moment = base + timedelta(minutes=clock)
        return moment, moment
    if when.part:
        start, end = PARTS[when.part]
        if when.part == "midnight" and when.day is None and direction == "past":
            start = end = 0
        return base + timedelta(minutes=start), base + timedelta(minutes=end)
    return base, base + timedelta(days=1)


def day_of(when: When, anchor: Anchor, direction: Direction) -> date:
    """Return the day of a time."""
    today = anchor.day
    if when.day is None:
        if when.clock is not None and anchor.minute is not None and when.zone is None:
            if direction == "past" and when.clock > anchor.minute + 10:
                return today - timedelta(days=1)
            if direction == "future" and when.clock < anchor.minute - 60 and when.mode == "at":
                return today + timedelta(days=1)
        return today
    sort, one, two, three = when.day
    if sort == "relative":
        return today + timedelta(days=one)
    if sort == "weekday":
        return _weekday(today, one, two, direction)
    year = one or today.year
    try:
        found = date(year, two, three)
    except ValueError:
        return today
    if not one:
        if found - today > timedelta(days=200):
            found = _moved(found, -1)
        elif today - found > timedelta(days=200):
            found = _moved(found, 1)
    return found


def _moved(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day


def _weekday(today: date, weekday: int, turn: int, direction: Direction) -> date:
    ahead = (weekday - today.weekday()) % 7
    back = (today.weekday() - weekday) % 7
    if turn == 2:
        return today + timedelta(days=ahead + 7)
    if turn == 1:
        return today + timedelta(days=ahead or 7)
    if turn == -1:
        return today - timedelta(days=back or 7)
    return today + timedelta(days=ahead) if direction == "future" else today - timedelta(days=back)


def written(start: datetime | None, end: datetime | None) -> str:
    """Return an interval as the format writes it."""
    return f"{_moment(start)}/{_moment(end)}"


def _moment(moment: datetime | None) -> str:
    if moment is None:
        return ".."
    text = moment.isoformat(timespec="minutes")
    return text[:-6] + "Z" if moment.utcoffset() == timedelta() else text
