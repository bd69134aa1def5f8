"""Exchange over HTTP: both sides become the union; without the code nothing is told; what breaks off loses nothing."""

import http.client
import io
import json
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "rooms" / "logbook"))

from books import Wall, departure, fact, note

from mamarr import Logbook, MamarrError, open_log
from mamarr.desk.guest import exchange
from mamarr.desk.host import PATH, Host, Pieces
from mamarr.logbook.handshake import LENGTH, SIGNS, new_code, new_number, proof, read_code
from mamarr.logbook.intake import Received

CODE = read_code(new_code())
OTHER = read_code(new_code())


@pytest.fixture(autouse=True)
def no_defect_of_the_host(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever the other side does, no thread of the host ends in an error that is ours."""
    yield
    assert not caplog.records


def book(folder: Path, name: str) -> Logbook:
    return open_log(folder / name, plain=True, create=True, now_ms=Wall())


@contextmanager
def offered(log: Logbook, **options: Any) -> Iterator[Host]:
    with Host(log, CODE, **options) as host:
        thread = threading.Thread(target=host.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield host
        finally:
            host.shutdown()
            thread.join()


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Logbook, Logbook]]:
    with book(tmp_path, "a.log") as a, book(tmp_path, "b.log") as b:
        a.append([departure("t1", a=4), note("from a")])
        b.append([note("from b"), note("and again"), note("and again")])
        yield a, b


def asked(host: Host, method: str, path: str = PATH, body: bytes | None = None, **headers: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(str(host.server_address[0]), host.server_address[1], timeout=5)
    connection.request(
        method, path, body=body, headers={name.replace("_", "-"): text for name, text in headers.items()}
    )
    answer = connection.getresponse()
    found = answer.status, answer.read()
    connection.close()
    return found


def greeted(host: Host, guest: str) -> dict[str, str]:
    status, body = asked(host, "GET", X_Mamarr_Number=guest)
    assert status == 200
    answer: dict[str, str] = json.loads(body)
    return answer


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate that nobody vouches for, as the problem list says how to make one."""
    folder = tmp_path_factory.mktemp("certificate")
    words = "req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=mamarr -keyout k.pem -out c.pem"
    try:
        subprocess.run(["openssl", *words.split()], cwd=folder, check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("there is no openssl to make a certificate")
    file = folder / "both.pem"
    file.write_bytes((folder / "c.pem").read_bytes() + (folder / "k.pem").read_bytes())
    return file


# Both become the union


def test_both_sides_become_the_union(two: tuple[Logbook, Logbook]) -> None:
    a, b = two
    came: list[Received] = []
    with offered(a, told=came.append) as host:
        found = exchange(b, host.url, CODE)
    assert (found.received.new, found.received.known, found.given) == (2, 3, 3)
    assert [received.new for received in came] == [3]
    assert a.head() == b.head()
    assert not a.verify()
    assert not b.verify()
    with offered(a) as host:
        again = exchange(b, host.url, CODE)
    assert (again.received.new, again.given) == (0, 0)


def test_beyond_the_machine_it_is_enciphered(two: tuple[Logbook, Logbook], certificate: Path) -> None:
    a, b = two
    with offered(a, certificate=certificate) as host:
        assert host.url.startswith("https://127.0.0.1:")
        assert exchange(b, host.url, CODE).received.new == 2
        with pytest.raises(MamarrError) as refused:
            exchange(b, host.url.replace("https", "http"), CODE)
        assert refused.value.code == "log.exchange-broken"
    assert a.head() == b.head()


def test_each_side_hands_on_what_the_role_may_read(two: tuple[Logbook, Logbook]) -> None:
    a, b = two
    a.append([fact("guarantee", at="ramousa", actor="SECRET", level="local commander", state="given")])
    with offered(a, role="dispatcher") as host:
        found = exchange(b, host.url, CODE)
    assert [finding.code for finding in found.received.findings] == ["log.withheld"]
    assert not [entry for entry in b.entries() if entry.words is not None and "SECRET" in entry.words]
    assert a.head() == b.head()


def test_many_exchange_at_once(two: tuple[Logbook, Logbook], tmp_path: Path) -> None:
    a, _ = two
    others = [book(tmp_path, f"o{number}.log") for number in range(5)]
    for number, other in enumerate(others):
        other.append([note(f"{number}")] * 20)
    with offered(a) as host:
        threads = [threading.Thread(target=exchange, args=(other, host.url, CODE)) for other in others]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for other in others:
            exchange(other, host.url, CODE)
    assert {other.head() for other in others} == {a.head()}
    assert len(a) == 2 + 5 * 20
    for other in others:
        other.close()


# Without the code nothing is told


def test_a_wrong_code_sends_nothing_and_learns_nothing(two: tuple[Logbook, Logbook]) -> None:
    a, b = two
    with offered(a) as host, pytest.raises(MamarrError) as refused:
        exchange(b, host.url, OTHER)
    assert refused.value.code == "log.exchange-code"
    assert (len(a), len(b)) == (2, 3)


def test_a_host_is_not_believed_without_the_code(two: tuple[Logbook, Logbook]) -> None:
    """Whoever listens in the place of the host gets no entry: it has to show first that it holds the code."""
    a, b = two
    with offered(a) as host:
        host.code = OTHER
        with pytest.raises(MamarrError) as refused:
            exchange(b, host.url, CODE)
    assert refused.value.code == "log.exchange-code"
    assert len(a) == 2


def test_whoever_stands_between_with_a_certificate_of_his_own_has_no_answer(
    two: tuple[Logbook, Logbook], certificate: Path
) -> None:
    a, b = two
    with offered(a, certificate=certificate) as host:
        host.certificate = b"the certificate that the host itself shows"
        with pytest.raises(MamarrError) as refused:
            exchange(b, host.url, CODE)
    assert refused.value.code == "log.exchange-code"
    assert (len(a), len(b)) == (2, 3)


def test_what_one_side_shows_is_no_answer_of_the_other_and_counts_once(two: tuple[Logbook, Logbook]) -> None:
    a, _ = two
    own = new_number()
    with offered(a) as host:
        answer = greeted(host, own)
        right = proof(CODE, "guest", (answer["number"], own), b"")
        for shown, status in ((answer["proof"], 401), (right, 403)):  # the number was used up by the first try
            headers = {"X_Mamarr_Number": answer["number"], "X_Mamarr_Proof": shown, "Transfer_Encoding": "chunked"}
            assert asked(host, "POST", body=b"0\r\n\r\n", **headers)[0] == status
        other = greeted(host, new_number())
        headers = {"X_Mamarr_Number": other["number"], "X_Mamarr_Proof": right, "Transfer_Encoding": "chunked"}
        assert asked(host, "POST", body=b"0\r\n\r\n", **headers)[0] == 401


def test_numbers_are_forgotten_and_do_not_fill_the_memory(
    two: tuple[Logbook, Logbook], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mamarr.desk.host.MOST_NUMBERS", 5)
    with offered(two[0]) as host:
        numbers = [host.number_for(new_number()) for _ in range(50)]
        assert len(host._numbers) == 5
        assert host.guest_of(numbers[0]) is None
        assert host.guest_of(numbers[-1]) is not None
        assert host.guest_of(numbers[-1]) is None
        monkeypatch.setattr("mamarr.desk.host.NUMBER_S", -1)
        assert host.guest_of(host.number_for(new_number())) is None


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Sec_Fetch_Site": "same-origin"},
        {"Host": "evil.example:80"},
        {"Host": "127.0.0.1.evil.example"},
        {"Host": ""},
        {"X_Mamarr_Number": "../../etc/passwd"},
    ],
    ids=["a page", "a browser", "a name bent to us", "a name like ours", "no host", "no number"],
)
def test_pages_in_a_browser_and_names_are_refused(two: tuple[Logbook, Logbook], headers: dict[str, str]) -> None:
    with offered(two[0]) as host:
        status, body = asked(host, "GET", PATH, None, **{"X_Mamarr_Number": new_number(), **headers})
        assert status == 403
        assert json.loads(body) == {"error": {"code": "log.exchange-refused"}}
        assert asked(host, "POST", body=b"", **{"X_Mamarr_Number": new_number(), **headers})[0] == 403


@pytest.mark.parametrize("path", ["/", "/exchange/..", "/exchange?x=1", "/../day.log"])
def test_there_is_one_path(two: tuple[Logbook, Logbook], path: str) -> None:
    with offered(two[0]) as host:
        assert asked(host, "GET", path, X_Mamarr_Number=new_number())[0] == 403


def test_other_methods_are_not_known(two: tuple[Logbook, Logbook]) -> None:
    with offered(two[0]) as host:
        for method in ("PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "CONNECT"):
            assert asked(host, method)[0] == 501


def test_beyond_this_machine_a_certificate_is_demanded(two: tuple[Logbook, Logbook], tmp_path: Path) -> None:
    for address in ("0.0.0.0", "192.0.2.7", "::", "laptop.example"):  # noqa: S104 - it is refused
        with pytest.raises(MamarrError) as refused:
            Host(two[0], CODE, (address, 0))
        assert refused.value.code == "log.exchange-open"
    with pytest.raises(MamarrError) as refused:
        exchange(two[1], "http://192.0.2.7:80", CODE)
    assert refused.value.code == "log.exchange-open"
    wrong = tmp_path / "wrong.pem"
    wrong.write_text("no certificate")
    with pytest.raises(MamarrError) as refused:
        Host(two[0], CODE, ("0.0.0.0", 0), certificate=wrong)  # noqa: S104 - it is refused
    assert refused.value.code == "log.exchange-certificate"


# What is wrong is said, what breaks off loses nothing


@pytest.mark.parametrize(
    "url",
    [
        "",
        "day.log",
        "ftp://127.0.0.1:1",
        "http://127.0.0.1",
        "http://[::1",
        "http://127.0.0.1:99999",
        "http://127.0.0.1:80/x",
        "http://127.0.0.1:80/?x",
    ],
)
def test_an_address_that_is_none_is_said(two: tuple[Logbook, Logbook], url: str) -> None:
    with pytest.raises(MamarrError) as refused:
        exchange(two[0], url, CODE)
    assert refused.value.code == "log.exchange-address"


def test_nobody_there_is_said(two: tuple[Logbook, Logbook]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with pytest.raises(MamarrError) as refused:
            exchange(two[0], f"http://127.0.0.1:{port}", CODE)
        assert refused.value.code == "log.exchange-broken"
        taken.listen()
        with pytest.raises(MamarrError) as refused:
            Host(two[0], CODE, ("127.0.0.1", port))
        assert refused.value.code == "log.exchange-address"


def sent(host: Host, body: bytes) -> bytes:
    """Send a body as it is, behind a right handshake; return all that comes."""
    own = new_number()
    number = greeted(host, own)["number"]
    shown = proof(CODE, "guest", (number, own), b"")
    head = (
        f"POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Mamarr-Number: {number}\r\nX-Mamarr-Proof: {shown}\r\n"
        "Transfer-Encoding: chunked\r\n\r\n"
    )
    with socket.create_connection(host.server_address[:2], timeout=5) as connection:  # type: ignore[arg-type]
        connection.sendall(head.encode() + body)
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        while part := connection.recv(65_536):
            answer += part
    return answer


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", b"503"),
        (b"-5\r\nhello\r\n0\r\n\r\n", b"503"),
        (b"0x5\r\nhello\r\n0\r\n\r\n", b"503"),
        (b"5\r\nhello?\r\n0\r\n\r\n", b"503"),
        (b"ffffffffffffffffffffffff\r\nhello", b"503"),
        (b"ffffffffffffffff\r\n{}\n", b"422"),
        (b"6\r\nhello\n\r\n0\r\n\r\n", b"422"),
        (b"0\r\n\r\n", b"422"),
    ],
)
def test_a_body_that_is_none_is_refused_and_the_next_is_answered(
    two: tuple[Logbook, Logbook], body: bytes, status: bytes
) -> None:
    a, b = two
    with offered(a) as host:
        assert sent(host, body).startswith(b"HTTP/1.1 " + status)
        assert len(a) == 2
        assert exchange(b, host.url, CODE).received.new == 2


def test_what_came_before_the_line_broke_is_kept_and_comes_once(
    two: tuple[Logbook, Logbook], monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b = two
    monkeypatch.setattr("mamarr.logbook.intake.MOST_AT_ONCE", 2)
    from mamarr.logbook.exchange import bundle

    whole = b"".join(bundle(b))
    with offered(a) as host:
        assert sent(host, b"%x\r\n%b\r\n" % (len(whole), whole)).startswith(b"HTTP/1.1 503")
        assert len(a) == 4  # one page of two
        assert exchange(b, host.url, CODE).given == 1
    assert a.head() == b.head()


def test_an_answer_that_breaks_off_is_an_error_and_not_an_end(
    two: tuple[Logbook, Logbook], monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b = two

    def torn(*_: object) -> Iterator[bytes]:
        from mamarr.logbook.exchange import bundle

        yield next(iter(bundle(a)))
        raise OSError(5, "the stick was pulled out")

    with offered(a) as host:
        monkeypatch.setattr("mamarr.desk.host.bundle", torn)
        with pytest.raises(MamarrError) as refused:
            exchange(b, host.url, CODE)
        monkeypatch.undo()
        assert refused.value.code == "log.exchange-broken"
        assert exchange(b, host.url, CODE).received.new == 2
    assert a.head() == b.head()


def test_a_full_disk_of_the_host_is_said(two: tuple[Logbook, Logbook], monkeypatch: pytest.MonkeyPatch) -> None:
    a, b = two

    def full(*_: object) -> None:
        raise MamarrError("log.full", found="no space left")

    with offered(a) as host:
        monkeypatch.setattr(a, "receive", full)
        with pytest.raises(MamarrError) as refused:
            exchange(b, host.url, CODE)
    assert refused.value.code == "log.exchange-refused"
    assert "log.full" in str(refused.value.findings[0].terms["found"])


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnull",
        b"HTTP/1.1 200 OK\r\n\r\n" + b"[" * 200_000,
        b'HTTP/1.1 200 OK\r\nContent-Length: 26\r\n\r\n{"number":1,"proof":[null]}',
        b"HTTP/1.1 302 Found\r\nLocation: http://192.0.2.7/\r\nContent-Length: 0\r\n\r\n",
        b'HTTP/1.1 500 X\r\nContent-Length: 31\r\n\r\n{"error":{"code":"\x1b[2J<script>"}}',
        b"nothing of the kind\r\n\r\n",
        b"",
    ],
)
def test_whatever_a_hostile_host_answers_is_an_error(two: tuple[Logbook, Logbook], answer: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(65_536)
                connection.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        with pytest.raises(MamarrError) as refused:
            exchange(two[0], f"http://127.0.0.1:{server.getsockname()[1]}", CODE)
        thread.join()
    assert refused.value.code in ("log.exchange-refused", "log.exchange-broken")
    assert "\x1b" not in str(refused.value)


def test_more_connections_than_eight_are_not_answered(two: tuple[Logbook, Logbook]) -> None:
    with offered(two[0]) as host:
        silent = [socket.create_connection(host.server_address[:2], timeout=5) for _ in range(8)]  # type: ignore[arg-type]
        with pytest.raises((OSError, http.client.HTTPException)):
            asked(host, "GET", X_Mamarr_Number=new_number())
        for each in silent:
            each.close()
        for _ in range(100):
            try:
                greeted(host, new_number())
                break
            except (OSError, http.client.HTTPException):
                threading.Event().wait(0.05)
        else:
            pytest.fail("it answers nobody any more")


def test_who_is_silent_is_left(two: tuple[Logbook, Logbook], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mamarr.desk.host.PATIENCE_S", 0.1)
    with offered(two[0]) as host, socket.create_connection(host.server_address[:2], timeout=5) as silent:  # type: ignore[arg-type]
        silent.sendall(b"GET /exchange HTTP/1.1\r\nHost: 127")
        assert silent.recv(100) == b""


# Codes, pieces


def test_a_code_is_read_as_people_say_it() -> None:
    code = new_code()
    assert len(read_code(code)) == LENGTH
    assert read_code(code.lower().replace("0", "o").replace("1", "l").replace("-", " ")) == read_code(code)
    assert new_code() != new_code()
    assert len(set(SIGNS)) == 32
    for wrong in ("", "ABCD", "U" * LENGTH, "٠" * LENGTH, code + "0"):
        with pytest.raises(MamarrError) as refused:
            read_code(wrong)
        assert refused.value.code == "log.exchange-code"


def test_pieces_are_put_together() -> None:
    body = io.BytesIO(b"3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n")
    assert io.BufferedReader(Pieces(body)).read() == b"abc0123456789"


def test_old_tls_is_refused(two: tuple[Logbook, Logbook], certificate: Path) -> None:
    with offered(two[0], certificate=certificate) as host:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        with pytest.warns(DeprecationWarning, match="TLSv1_1"):
            context.maximum_version = ssl.TLSVersion.TLSv1_1
        with (
            socket.create_connection(host.server_address[:2], timeout=5) as plain,  # type: ignore[arg-type]
            pytest.raises(OSError, match=r"(?i)ssl|tls|reset"),
        ):
            context.wrap_socket(plain)


def test_the_log_goes_to_no_other_connection_than_the_one_that_showed_the_code(
    two: tuple[Logbook, Logbook], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever ends the connection after the greeting could answer the next one himself, under a certificate that nobody looks at."""
    from mamarr.desk import host as offering

    posted: list[str] = []
    greet = offering._Guest.do_GET

    def greet_and_close(self: Any) -> None:
        self.close_connection = True
        greet(self)

    monkeypatch.setattr(offering._Guest, "do_GET", greet_and_close)
    monkeypatch.setattr(offering._Guest, "do_POST", lambda self: posted.append(self.path))
    a, b = two
    with offered(a) as host, pytest.raises(MamarrError) as error:
        exchange(b, host.url, "".join(CODE))
    assert error.value.code == "log.exchange-broken"
    assert not posted
