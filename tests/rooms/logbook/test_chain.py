"""The chain: what was changed, removed, repeated or written twice is found, and where."""

from books import SIX_MS, note

from mamarr.logbook.chain import chain_findings, entry_findings
from mamarr.logbook.entries import Entry, seal, write_entry

NODE = "00000000000000aa"


def chain(length: int, node: str = NODE) -> list[Entry]:
    entries: list[Entry] = []
    for number in range(1, length + 1):
        previous = entries[-1].hash if entries else ""
        entries.append(
            write_entry(note(f"n{number}"), node=node, number=number, previous=previous, clock=(SIX_MS + number, 0))
        )
    return entries


def codes(entries: list[Entry]) -> list[tuple[str, str]]:
    return [(finding.code, str(finding.terms["found"])) for finding in chain_findings(entries)]


def test_a_chain_is_whole_in_any_order_and_more_than_once() -> None:
    entries = chain(5)
    assert not codes([*reversed(entries), *entries])


def test_every_entry_that_is_removed_is_named_but_the_last() -> None:
    entries = chain(6)
    for gone in range(5):
        assert codes(entries[:gone] + entries[gone + 1 :]) == [("log.gap", str(gone + 1))]
    assert not codes(entries[:5])  # that is what the printed head is for


def test_a_wide_gap_is_one_finding() -> None:
    entries = chain(3)
    far = write_entry(note("far"), node=NODE, number=2**53 - 1, previous="0" * 64, clock=(SIX_MS, 0))
    assert codes([*entries, far]) == [("log.gap", f"4–{2**53 - 2}")]


def test_two_after_the_same_entry_are_a_fork() -> None:
    entries = chain(3)
    other = write_entry(note("other"), node=NODE, number=3, previous=entries[1].hash, clock=(SIX_MS, 9))
    assert codes([*entries, other]) == [("log.fork", "3")]


def test_an_entry_that_follows_nothing_here_is_broken() -> None:
    entries = chain(2)
    other = write_entry(note("x"), node=NODE, number=3, previous="0" * 64, clock=(SIX_MS, 9))
    first = write_entry(note("x"), node="00000000000000bb", number=1, previous="0" * 64, clock=(SIX_MS, 9))
    assert codes([*entries, other, first]) == [("log.broken", other.hash[:12]), ("log.broken", first.hash[:12])]


def test_each_field_of_an_entry_that_is_changed_is_found() -> None:
    entry = chain(1)[0]
    changed = {
        "node": "0" * 16, "number": 2, "previous": "0" * 64, "clock_ms": 1, "clock_count": 1, "seal": "0" * 64,
        "hash": "0" * 64, "salt": "0" * 32, "words": str(entry.words).replace("n1", "n2"),
    }  # fmt: skip
    for name, value in changed.items():
        found = entry_findings(entry.replace(**{name: value}))
        assert [finding.code for finding in found] == ["log.seal" if name in ("salt", "words") else "log.hash"], name


def test_words_may_be_gone_with_their_salt_but_not_without() -> None:
    entry = chain(1)[0]
    assert not entry_findings(entry.replace(words=None, salt=None))
    assert entry_findings(entry.replace(words=None))
    assert entry_findings(entry.replace(salt=None))


def sealed(words: str) -> Entry:
    """An entry of another program with these words, properly sealed and hashed."""
    from mamarr.logbook.entries import head_of
    from mamarr.logbook.stable import sha256, stable

    salt = "00" * 16
    mark = seal(salt, words)
    name = sha256(stable(head_of(NODE, 1, "", (SIX_MS, 0), mark)))
    return Entry(
        node=NODE, number=1, previous="", clock_ms=SIX_MS, clock_count=0, seal=mark, hash=name, salt=salt, words=words
    )


def test_a_later_kind_is_kept_and_said_to_be_unread() -> None:
    assert [each.code for each in entry_findings(sealed('{"kind":"teleport","to":"moon"}'))] == ["log.opaque"]


def test_words_that_two_readers_could_read_as_two_things_are_found() -> None:
    for words in ('{"kind":"note","kind":"desk"}', '{"a":1.0}', "nothing", '{"a": 1}'):
        assert [each.code for each in entry_findings(sealed(words))] == ["log.unstable"]


def test_signs_that_turn_the_line_around_are_found() -> None:
    entry = write_entry(note("go \u202eon"), node=NODE, number=1, previous="", clock=(SIX_MS, 0))
    assert [each.code for each in entry_findings(entry)] == ["log.bidi"]
    arabic = write_entry(note("وصلت \u200f5 حافلات"), node=NODE, number=1, previous="", clock=(SIX_MS, 0))
    assert not entry_findings(arabic)
