"""The store: the same on a plain file, a locked file and a PostgreSQL server."""

from datetime import timedelta
from pathlib import Path

import pytest
from books import SIX, SIX_MS, Maker, Wall, departure, fact, note
from sqlalchemy import delete, insert, update

from mamarr import MamarrError
from mamarr.logbook.entries import write_entry
from mamarr.logbook.opening import open_log
from mamarr.logbook.tables import DESK, ENTRIES, SUBJECTS, TIPS


def test_what_was_appended_is_there_when_it_is_opened_again(make: Maker) -> None:
    log = make()
    written = log.append([note("one"), note("two")])
    log.close()
    again = make()
    assert [entry.fact for entry in again.entries()] == [entry.fact for entry in written]
    assert [entry.number for entry in again.entries()] == [1, 2]
    assert not again.verify()
    assert len(again) == 2


def test_a_retry_with_the_same_key_adds_nothing(make: Maker) -> None:
    log = make()
    first = log.append([note("one"), note("two")], once="k1")
    assert log.append([note("something else")], once="k1") == first
    assert len(log) == 2
    assert log.append([note("three")], once="k2")[0].number == 3


def test_a_key_is_a_short_text(make: Maker) -> None:
    with pytest.raises(MamarrError):
        make().append([note("one")], once="k" * 201)


def test_nothing_is_written_of_a_batch_that_cannot_be_hashed(make: Maker) -> None:
    log = make()
    with pytest.raises(MamarrError) as refused:
        log.append([note("good"), note("bad \x00")])
    assert refused.value.code == "log.unstable"
    assert len(log) == 0
    assert log.append([note("next")])[0].number == 1


def test_entries_come_in_their_order_and_are_chosen(make: Maker) -> None:
    log = make()
    log.append([departure("t1", 0, a=1), note("x", 5), departure("t2", 9, a=2)])
    assert [entry.number for entry in log.entries(kinds=["departure"])] == [1, 3]
    assert [entry.number for entry in log.entries(since=SIX + timedelta(minutes=5))] == [2, 3]
    assert [entry.number for entry in log.entries(node=log.node)] == [1, 2, 3]
    assert not list(log.entries(node="0" * 16))
    assert [entry.number for entry in log.arrivals(2)] == [3]


def test_many_entries_come_page_by_page(make: Maker) -> None:
    log = make()
    log.append([note(str(number)) for number in range(2_500)])
    found = list(log.entries())
    assert [entry.number for entry in found] == list(range(1, 2_501))
    assert found == sorted(found, key=lambda entry: entry.order)


def test_what_is_about_a_thing_comes_with_its_corrections(make: Maker) -> None:
    log = make()
    first = log.append([departure("t1", a=1), departure("t2", a=1), note("x")])
    stands = {**departure("t3", a=9).content()}
    right = log.append([fact("correction", of=first[0].hash, stands=stands)])[0]
    undone = log.append([fact("correction", of=right.hash)])[0]
    wanted = [first[0].hash, right.hash, undone.hash]
    for subject in ("movement:t1", "movement:t3", f"entry:{first[0].hash}", f"entry:{undone.hash}"):
        assert [entry.hash for entry in log.about([subject])] == wanted, subject
    assert [entry.hash for entry in log.about(["movement:t2"])] == [first[1].hash]
    assert log.about(["movement:none", "entry:" + "0" * 64]) == ()


def test_heads_are_those_of_every_desk(make: Maker) -> None:
    a, b = make("a.log"), make("b.log")
    empty = a.head()
    assert b.head() == empty
    a.append([note("a1"), note("a2")])
    b.append([note("b1")])
    assert a.head() != b.head()
    a.receive(list(b.entries()))
    b.receive(list(a.entries()))
    assert a.head() == b.head() != empty
    assert [(tip.node, tip.number) for tip in a.heads()] == sorted([(a.node, 2), (b.node, 1)])


def test_joining_says_what_was_new_and_what_was_known(make: Maker) -> None:
    a, b = make("a.log"), make("b.log")
    a.append([note("1"), note("2")])
    b.receive(list(a.entries())[:1])
    got = b.receive(list(a.entries()))
    assert (got.new, got.known, got.filled, got.refused, got.findings) == (1, 1, 0, 0, ())
    assert not b.verify()


def test_what_was_read_comes_before_what_is_written(make: Maker) -> None:
    ahead, behind = make("a.log", Wall(SIX_MS + 10 * 365 * 86_400_000)), make("b.log", Wall(0))
    first = ahead.append([note("from the future")])[0]
    got = behind.receive([first])
    assert [finding.code for finding in got.findings] == ["log.clock"]
    second = behind.append([note("an answer")])[0]
    assert second.order > first.order
    ahead.receive([second])
    assert ahead.append([note("and back")])[0].order > second.order


def test_what_is_not_what_its_hash_says_is_refused(make: Maker) -> None:
    a, b = make("a.log"), make("b.log")
    one, two = a.append([note("1"), note("2")])
    got = b.receive([one.replace(number=7), two.replace(words=str(two.words).replace("2", "3"))])
    assert (got.new, got.refused) == (1, 1)
    assert [finding.code for finding in got.findings] == ["log.hash", "log.seal"]
    assert [entry.words for entry in b.entries()] == [None]
    assert b.receive([one, two]).filled == 1
    assert [entry.words for entry in b.entries()] == [one.words, two.words]


def test_a_redaction_destroys_words_here_and_in_every_copy(make: Maker) -> None:
    a, b, c = make("a.log"), make("b.log"), make("c.log")
    wrong, other = a.append([departure("umm_khaled", a=1), note("fine")])
    b.receive([wrong, other])
    a.save_fold("f", *_bound(a, b"umm_khaled"))
    log_entry = a.redact(wrong.hash, happened=SIX, by="duty officer", reason="a name")
    got = b.receive([log_entry])
    assert [finding.code for finding in got.findings] == ["log.redacted"]
    c.receive([log_entry])
    c.receive([wrong, other])
    for log in (a, b, c):
        assert {entry.hash: entry.words is None for entry in log.entries()} == {
            wrong.hash: True, other.hash: False, log_entry.hash: False,
        }  # fmt: skip
        assert log.about(["movement:umm_khaled"]) == ()
        assert not log.verify()
    assert a.saved_fold("f") is None
    assert a.head() == b.head() == c.head()
    assert b.receive([wrong]).filled == 0


def test_what_decides_what_counts_is_not_redacted(make: Maker) -> None:
    log = make()
    refusal = log.append([fact("desk", node="0" * 16, state="refused", last=3)])[0]
    for target in (refusal.hash, "0" * 64):
        with pytest.raises(MamarrError):
            log.redact(target, happened=SIX, by="x")
    hostile = make("b.log").append([note("n")])[0]
    log.receive([hostile])
    assert log.append([note("x")])[0].number == 2


def _bound(log: object, body: bytes) -> tuple[str, bytes, int]:
    head, arrived = log.state()  # type: ignore[attr-defined]
    return head, body, arrived


def test_a_fold_is_bound_to_the_head(make: Maker) -> None:
    log = make()
    log.append([note("1")])
    head, arrived = log.state()
    assert log.save_fold("situation", head, b"all of it", arrived)
    log.append([note("2")])
    saved = log.saved_fold("situation")
    assert saved is not None
    assert (saved.head, saved.body) == (head, b"all of it")
    assert [entry.number for entry in log.arrivals(saved.arrived)] == [2]
    assert not log.save_fold("situation", head, b"x", 2)
    assert not log.save_fold("situation", head, b"x", 99)


def test_words_that_come_later_destroy_a_fold(make: Maker) -> None:
    a, b = make("a.log"), make("b.log")
    entry = a.append([note("1")])[0]
    b.receive([entry.replace(words=None, salt=None)])
    b.save_fold("f", *_bound(b, b"without"))
    assert b.receive([entry]).filled == 1
    assert b.saved_fold("f") is None


def test_a_printed_head_is_found_whatever_came_later_and_missed_when_entries_are_gone(make: Maker) -> None:
    a, b = make("a.log"), make("b.log")
    a.append([note("1")])
    unrecorded = a.head()
    a.append([note("2")])
    printed = a.printed_head()
    b.append([note("b")])
    a.receive(list(b.entries()))
    assert not a.verify([printed[:12], unrecorded[:12], a.head()])
    assert [finding.code for finding in a.verify(["0" * 12])] == ["log.truncated"]
    b.receive(list(a.arrivals())[:1])
    assert [finding.code for finding in b.verify([printed[:12]])] == ["log.truncated"]


def test_a_desk_that_lost_its_end_goes_on_after_it_when_it_comes_back(make: Maker) -> None:
    """The file was put back from an older copy; what it wrote since comes back from a neighbour before it writes again."""
    a = make("a.log")
    entries = a.append([note("1"), note("2"), note("3")])
    b = make("b.log")
    b.receive(entries)
    node = a.node
    with a._writing() as connection:
        connection.execute(delete(ENTRIES).where(ENTRIES.c.number > 1))
        connection.execute(delete(SUBJECTS))
        connection.execute(delete(TIPS))
        connection.execute(insert(TIPS), [{"hash": entries[0].hash, "node": node, "number": 1}])
        connection.execute(update(DESK).values(number=1, hash=entries[0].hash, arrived=1))
    a.receive(list(b.entries()))
    assert a.append([note("4")])[0].previous == entries[2].hash
    assert not a.verify()


def test_a_refused_desk_is_seen_by_everybody(make: Maker) -> None:
    lost, a = make("lost.log"), make("a.log")
    a.receive(lost.append([note("1"), note("2")]))
    a.append([fact("desk", node=lost.node, state="refused", last=2, label="the lost laptop")])
    assert not a.verify()
    a.receive(lost.append([note("by whoever found it")]))
    assert [(finding.code, finding.terms["found"]) for finding in a.verify()] == [("log.refused-desk", 2)]


def test_a_refused_desk_destroys_no_words(make: Maker) -> None:
    lost, a = make("lost.log"), make("a.log")
    a.receive(lost.append([note("1")]))
    mine = a.append([note("mine"), fact("desk", node=lost.node, state="refused", last=1)])[0]
    order = lost.append([fact("note", text="x")])
    lost.receive([mine])
    order += lost.append([fact("redaction", of=mine.hash)])
    assert [finding.code for finding in a.receive(order).findings] == []
    assert next(entry.words for entry in a.entries() if entry.hash == mine.hash) == mine.words


def test_a_desk_that_is_refused_without_a_number_counts_until_then(make: Maker) -> None:
    lost, a = make("lost.log"), make("a.log")
    a.receive(lost.append([note("1"), note("2")]))
    lost.receive(a.append([fact("desk", node=lost.node, state="refused")]))
    assert not a.verify()
    a.receive(lost.append([note("3")]))
    assert [(finding.code, finding.terms["found"]) for finding in a.verify()] == [("log.refused-desk", 2)]


def test_a_strangers_redaction_of_a_refusal_is_not_obeyed_in_any_order(make: Maker) -> None:
    a, b, c = make("a.log"), make("b.log"), make("c.log")
    refusal = a.append([fact("desk", node="0" * 16, state="refused", last=3)])[0]
    order = write_entry(fact("redaction", of=refusal.hash), node="0" * 16, number=1, previous="", clock=(1, 0))
    assert [finding.code for finding in b.receive([refusal, order]).findings] == []
    c.receive([order])
    c.receive([refusal])
    assert list(b.entries()) == list(c.entries())
    assert [entry.words for entry in c.entries()][1] == refusal.words


def test_a_log_that_is_not_there_is_not_made_by_reading(tmp_path: Path) -> None:
    with pytest.raises(MamarrError) as refused:
        open_log(tmp_path / "none.log")
    assert refused.value.code == "log.missing"
    assert not list(tmp_path.iterdir())
