"""Bundles: whole or for one role; joined in any order; read within bounds."""

import io
import json
from pathlib import Path

import pytest
from books import SIX, Maker, departure, fact, note

from mamarr import MamarrError
from mamarr.logbook import exchange
from mamarr.logbook.exchange import bundle, export_file, join, join_file
from mamarr.logbook.facts.any import KINDS
from mamarr.logbook.roles import READERS, ROLES, kinds
from mamarr.logbook.store import Logbook


def stream(log: Logbook, role: str = "planner") -> io.BytesIO:
    return io.BytesIO(b"".join(bundle(log, role)))  # type: ignore[arg-type]


def test_a_bundle_brings_everything(make: Maker) -> None:
    a, b = make("a.log"), make("b.log")
    a.append([departure("t1", a=4), note("x")])
    got = join(b, stream(a))
    assert (got.new, got.findings) == (2, ())
    assert [entry.content() for entry in a.entries()] == [entry.content() for entry in b.entries()]
    assert a.head() == b.head()
    assert join(b, stream(a)).known == 2


def test_joining_is_a_union(plain: Maker) -> None:
    logs = [plain(f"{number}.log") for number in range(3)]
    for number, log in enumerate(logs):
        log.append([note(f"{number}{place}") for place in range(3)])
    ab, ba, aa = plain("ab.log"), plain("ba.log"), plain("aa.log")
    for target, order in ((ab, (0, 1, 2)), (ba, (2, 1, 0)), (aa, (1, 0, 1, 2, 2))):
        for number in order:
            join(target, stream(logs[number]))
    assert ab.head() == ba.head() == aa.head()
    assert list(ab.entries()) == list(ba.entries()) == list(aa.entries())
    assert not ab.verify()


def test_a_role_gets_heads_without_the_words_it_may_not_read(plain: Maker) -> None:
    a, b = plain("a.log"), plain("b.log")
    guarantee = fact("guarantee", at="ramousa", actor="SECRET", level="local commander", state="given")
    first = a.append([departure("t1", a=4), guarantee, note("SECRET")])
    a.append(
        [fact("correction", of=first[1].hash), fact("correction", of=first[0].hash, stands=departure("t2").content())]
    )
    data = stream(a, "dispatcher")
    assert b"SECRET" not in data.getvalue()
    got = join(b, data)
    assert [(each.code, each.terms["found"], each.terms["wanted"]) for each in got.findings] == [
        ("log.withheld", "dispatcher", 3)
    ]
    assert [entry.words is not None for entry in b.entries()] == [True, False, False, False, True]
    assert b.head() == a.head()
    assert not b.verify([a.head()[:12]])
    assert join(b, stream(a)).filled == 3
    assert list(b.entries()) == list(a.entries())


@pytest.mark.parametrize("role", ROLES)
def test_every_kind_goes_to_the_roles_of_the_table_alone(plain: Maker, role: str) -> None:
    log = plain()
    samples = {kind: sample(kind) for kind in kinds() if kind not in ("correction", "redaction")}
    log.append([fact(kind, remark=f"canary-{kind}.", **fields) for kind, fields in samples.items()])
    data = stream(log, role).getvalue().decode()
    for kind in samples:
        assert (f"canary-{kind}." in data) == (role in ("planner", "auditor") or role in READERS[kind]), kind


def sample(kind: str) -> dict[str, object]:
    """Any value for each field that a kind needs."""
    model = next(each for each in KINDS if each.model_fields["kind"].default == kind)
    schema = model.model_json_schema()
    values: dict[str, object] = {}
    for name in schema.get("required", []):
        field = schema["properties"][name]
        if name in ("happened", "recorded", "by"):
            continue
        text = "0" * 64 if field.get("pattern", "").endswith("{64}$") else "x"
        texts = {"date-time": SIX}
        values[name] = field["enum"][0] if "enum" in field else {"integer": 1, "array": ()}.get(field.get("type"), texts.get(field.get("format"), text))  # fmt: skip  # noqa: E501
    return values


def test_every_kind_has_its_readers() -> None:
    assert set(READERS) == set(kinds()) - {"correction"}


def test_a_cut_bundle_is_noticed(plain: Maker, tmp_path: Path) -> None:
    a, b = plain("a.log"), plain("b.log")
    a.append([note(str(number)) for number in range(9)])
    lines = stream(a).getvalue().splitlines(keepends=True)
    got = join(b, io.BytesIO(b"".join(lines[:-1])))
    assert (got.new, [each.code for each in got.findings]) == (8, ["log.truncated"])
    got = join(b, io.BytesIO(b"".join(lines)[:-9]))
    assert [each.code for each in got.findings] == ["log.line", "log.truncated"]
    assert join(b, io.BytesIO(b"".join(lines))).findings == ()
    export_file(a, tmp_path / "a.jsonl")
    assert join_file(b, tmp_path / "a.jsonl").known == 9


def test_a_printed_head_travels_with_the_bundle(plain: Maker) -> None:
    a, b = plain("a.log"), plain("b.log")
    b.append([note("b")])
    a.append([note("1")])
    join(a, stream(b))
    printed = a.printed_head()
    a.append([note("2")])
    join(b, stream(a))
    b.append([note("later")])
    assert not b.verify([printed[:12]])


COVER = '{"mamarr":1,"kind":"logbook","role":"planner","head":"' + "0" * 64 + '"}\n'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file.kind"),
        (b"{}\n", "file.kind"),
        (b"\xff\xfe\n", "file.kind"),
        (COVER.replace("1", "2", 1).encode(), "file.version"),
        (COVER.replace("planner", "general").encode(), "file.kind"),
        (("[" * 100_000 + "\n").encode(), "file.kind"),
        (COVER.replace("}", ',"command":"rm"}').encode(), "file.kind"),
    ],
)
def test_what_is_no_bundle_is_refused(plain: Maker, data: bytes, code: str) -> None:
    with pytest.raises(MamarrError) as refused:
        join(plain(), io.BytesIO(data))
    assert refused.value.code == code


HOSTILE = {
    "deep": "[" * 100_000,
    "deep words": json.dumps({"words": "[" * 100_000}),
    "no object": "7",
    "text": "hello",
    "binary": "\x00\x01",
    "a number with a point": '{"number":1.5}',
    "a huge number": '{"number":' + "9" * 5_000 + "}",
    "an unknown field": '{"mamarr":1,"exec":"x"}',
    "a half surrogate": '{"node":"\\ud800"}',
}


@pytest.mark.parametrize("line", HOSTILE.values(), ids=HOSTILE)
def test_a_line_that_cannot_be_read_is_a_finding_and_the_others_are_read(plain: Maker, line: str) -> None:
    a, b = plain("a.log"), plain("b.log")
    a.append([note("1"), note("2")])
    cover, first, second = stream(a).getvalue().splitlines(keepends=True)
    got = join(b, io.BytesIO(cover + first + line.encode() + b"\n" + second))
    assert (got.new, [(each.code, each.line) for each in got.findings]) == (2, [("log.line", 3)])
    assert b.head() == a.head()


def test_a_line_that_is_too_long_is_left_out_and_a_long_bundle_not_read_on(
    plain: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "LONGEST_LINE", 20_000)
    a, b = plain("a.log"), plain("b.log")
    a.append([note("1"), note("2"), note("3")])
    lines = stream(a).getvalue().splitlines(keepends=True)
    got = join(b, io.BytesIO(b"".join([*lines[:2], b"x" * 3_000_000 + b"\n", *lines[2:]])))
    assert (got.new, [each.line for each in got.findings]) == (3, [3])
    monkeypatch.setattr(exchange, "LARGEST_BUNDLE", 900)
    assert [each.code for each in join(b, stream(a)).findings][:1] == ["log.line"]
    monkeypatch.setattr(exchange, "LARGEST_BUNDLE", 10**9)
    monkeypatch.setattr(exchange, "MOST_LINES", 2)
    assert [each.line for each in join(b, stream(a)).findings] == [3]


def test_findings_about_lines_are_bounded(plain: Maker) -> None:
    got = join(plain(), io.BytesIO(COVER.encode() + b"x\n" * 5_000))
    assert len(got.findings) == exchange.MOST_FINDINGS


def test_an_export_that_fails_leaves_nothing(plain: Maker, tmp_path: Path) -> None:
    log = plain()
    with pytest.raises(MamarrError) as refused:
        export_file(log, tmp_path / "none" / "a.jsonl")
    assert refused.value.code == "file.unwritable"
