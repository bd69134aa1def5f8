"""kill -9 at any moment, thirty at once, copies while writing: nothing lost, nothing doubled."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from books import PASSPHRASE, new_database, note, server
from killed import asked, killed_once, many, retried

from mamarr import Logbook, MamarrError, open_log

IS_SOAK = os.environ.get("MAMARR_SOAK") == "1"
KILLS = 1_000 if IS_SOAK else 60
ROOM = Path(__file__).parents[2] / "rooms" / "logbook"


@pytest.fixture(params=["plain", "locked"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    is_plain = request.param == "plain"
    path = tmp_path / f"{request.param}.log"
    open_log(path, plain=is_plain, passphrase=None if is_plain else PASSPHRASE, create=True).close()
    return str(path)


@pytest.mark.slow
def test_what_was_acknowledged_survives_every_kill(address: str) -> None:
    acknowledged: set[str] = set()
    for seed in range(KILLS // 2):
        acknowledged |= killed_once(address, seed)
        if seed % 10 == 0:
            retried(address, f"w{seed}", 3)
            asked(address, acknowledged)
    assert asked(address, acknowledged) >= len(acknowledged) > KILLS


WRITER = """
import sys
sys.path.insert(0, sys.argv[2])
import books
from mamarr import open_log
with open_log(sys.argv[1]) as log:
    for number in range(40):
        entry, = log.append([books.note(f"n{number}")], once=str(number))
        sys.stdout.write(entry.hash + "\\n"); sys.stdout.flush()
"""


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed: the n-th write cannot be chosen")
@pytest.mark.parametrize("call", ["pwrite64", "fsync,fdatasync"])
@pytest.mark.parametrize("number", range(1, 40, 2) if IS_SOAK else [1, 2, 7, 16])
def test_a_kill_at_the_nth_write_loses_nothing(tmp_path: Path, call: str, number: int) -> None:
    path = tmp_path / "plain.log"
    open_log(path, plain=True, create=True).close()
    inject = f"inject={call}:signal=SIGKILL:when={number}"
    done = traced(inject, path)
    assert done.returncode not in (0, 1), done.stderr[-400:]
    asked(str(path), set(done.stdout.split()))
    assert traced(None, path).returncode == 0
    assert asked(str(path), set(done.stdout.split())) == 40


def traced(inject: str | None, path: Path) -> subprocess.CompletedProcess[str]:
    trace = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", inject] if inject else []
    return subprocess.run(
        [*trace, sys.executable, "-c", WRITER, str(path), str(ROOM)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed: a fault cannot be injected")
@pytest.mark.parametrize("error", ["EIO", "ENOSPC"])
@pytest.mark.parametrize("call", ["fsync,fdatasync", "pwrite64"])
@pytest.mark.parametrize("number", [2, 9])
def test_a_fault_of_the_system_is_an_error_and_not_a_lie(tmp_path: Path, call: str, error: str, number: int) -> None:
    path = tmp_path / "plain.log"
    open_log(path, plain=True, create=True).close()
    done = traced(f"inject={call}:error={error}:when={number}+", path)
    assert done.returncode == 1
    assert "log.full" in done.stderr or "could not be written" in done.stderr
    asked(str(path), set(done.stdout.split()))


@pytest.mark.slow
def test_a_file_that_may_not_grow_is_an_error_of_the_terminal_with_four(tmp_path: Path) -> None:
    """ulimit -f: the log is full, says so, and holds what it said it holds."""
    words = [sys.executable, "-m", "mamarr", "log", "day.log", "add", "note", f"text={'x' * 18_000}", "--plain"]
    script = "trap '' XFSZ; ulimit -f 200; " + 'for i in $(seq 40); do "$@" || exit $?; done'
    done = subprocess.run(
        ["bash", "-c", script, "_", *words], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 4, (done.returncode, done.stderr)
    assert "Nothing was acknowledged" in done.stderr
    with open_log(tmp_path / "day.log") as log:
        assert len(log) == done.stdout.count("head ")
        assert not log.verify()


@pytest.mark.slow
def test_thirty_at_once_lose_and_double_nothing(address: str) -> None:
    took = many(address, 30, 12)
    assert len(took) == 30 * 12
    assert asked(address, set()) == 30 * 12
    with open_log(address, passphrase=PASSPHRASE) as log:
        assert [entry.number for entry in log.arrivals()] == list(range(1, 361))


@pytest.mark.slow
def test_a_copy_made_while_others_write_is_a_whole_log(address: str, tmp_path: Path) -> None:
    with open_log(address, passphrase=PASSPHRASE) as log, open_log(address, passphrase=PASSPHRASE) as other:
        stop = threading.Event()

        def write() -> None:
            number = 0
            while not stop.is_set():
                other.append([note(f"n{number}"), note(f"m{number}")])
                number += 1

        writer = threading.Thread(target=write)
        writer.start()
        copies = [tmp_path / f"copy{number}" for number in range(5)]
        for copy in copies:
            log.back_up(copy)
        stop.set()
        writer.join()
        for copy in copies:
            with open_log(copy, passphrase=PASSPHRASE) as found:
                assert not found.verify()
                assert not log.verify([found.head()[:12]])  # a state that the log went through
                assert len(found) % 2 == 0
                found.receive(log.entries())
                assert found.head() == log.head()
                found.append([note("goes on")])
                assert not found.verify()
    assert not [path.name for path in tmp_path.iterdir() if path.name.startswith(".")]


@pytest.fixture(scope="module")
def running() -> Iterator[Any]:
    try:
        context = server()
        found = context.__enter__()
    except Exception as error:  # noqa: BLE001
        pytest.skip(f"no PostgreSQL can be started here: {type(error).__name__}: {error}")
    yield found
    context.__exit__(None, None, None)


@pytest.mark.slow
def test_thirty_at_once_on_a_server(running: Any) -> None:
    new_database(running.get_uri(), "thirty")
    address = running.get_uri().replace("/postgres?", "/thirty?")
    open_log(address, create=True).close()
    assert len(many(address, 30, 6)) == 180
    assert asked(address, set()) == 180


@pytest.mark.slow
def test_a_server_that_is_killed_keeps_what_it_acknowledged(running: Any) -> None:
    """SIGKILL to every process of the server while somebody writes; the store stops, and after a start everything is there."""
    new_database(running.get_uri(), "killed")
    address = running.get_uri().replace("/postgres?", "/killed?")
    for round_ in range(10 if IS_SOAK else 3):
        with open_log(address, create=True) as log:
            acknowledged: set[str] = set()
            killer = threading.Timer(0.15, lambda: kill_server(running))
            killer.start()
            with pytest.raises(MamarrError) as refused:
                write_on(log, str(round_), acknowledged)
            killer.join()
            assert refused.value.code == "log.full"
            with pytest.raises(MamarrError):
                log.append([note("later")])
        restart(running)
        assert acknowledged
        asked(address, acknowledged)


def write_on(log: Logbook, name: str, acknowledged: set[str]) -> None:
    for number in range(100_000):
        acknowledged |= {entry.hash for entry in log.append([note(f"{name}/{number}")], once=f"{name}/{number}")}


def kill_server(running: Any) -> None:
    """End exactly the processes of this server: the one whose number its folder names, and its children."""
    pid = int((running.pgdata / "postmaster.pid").read_text().split()[0])
    children = [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    for each in (pid, *children):
        try:
            os.kill(each, 9)
        except ProcessLookupError:
            continue


def restart(running: Any) -> None:
    """Start the server again. The files that name its process would be believed while the dead process is not collected."""
    for name in ("postmaster.pid", ".s.PGSQL.5432.lock", ".s.PGSQL.5432"):
        (running.pgdata / name).unlink(missing_ok=True)
    running.ensure_postgres_running()
