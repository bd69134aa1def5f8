"""Guest: exchanges a logbook with one that another machine offers. The other side shows first that it holds the code."""

import http.client
import io
import json
import ssl
from contextlib import closing, suppress
from typing import NamedTuple
from urllib.parse import urlsplit

from mamarr.desk.host import PATH, PIECE, is_loopback, pieces_of
from mamarr.errors import PROBLEMS, MamarrError
from mamarr.logbook.exchange import bundle, join
from mamarr.logbook.handshake import agrees, is_number, new_number, proof
from mamarr.logbook.intake import Received
from mamarr.logbook.roles import Role
from mamarr.logbook.store import Logbook

PATIENCE_S = 300
"""Seconds for which the other side may be silent: it takes in everything before it answers."""
LONGEST_ANSWER = 10_000


class Exchanged(NamedTuple):
    """What became of an exchange."""

    received: Received
    """What came."""
    given: int
    """Entries that the other side did not have."""


def exchange(log: Logbook, url: str, code: str, role: Role = "planner") -> Exchanged:
    """Exchange *log* with the one at *url*: both become the union of both, as far as roles allow.

    Parameters
    ----------
    log
        Our logbook.
    url
        `https://ADDRESS:PORT`; `http://` only on this machine.
    code
        The signs of the code that the other side shows.
    role
        For whom what we hand on is made.

    Raises
    ------
    MamarrError
        log.exchange-address, log.exchange-open, log.exchange-code, log.exchange-refused, log.exchange-broken; and as `join`.
    """
    where = _address(url)
    with closing(_connection(*where)) as connection:
        try:
            return _exchange(connection, log, code, role)
        except (http.client.HTTPException, OSError, ssl.SSLError) as error:
            found = f"{where[1]}:{where[2]}: {type(error).__name__}"
            raise MamarrError("log.exchange-broken", found=found) from None


def _address(url: str) -> tuple[str, str, int]:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    if parts.scheme not in ("http", "https") or not host or port is None or parts.path not in ("", "/") or parts.query:
        raise MamarrError("log.exchange-address", found=url[:200])
    if parts.scheme == "http" and not is_loopback(host):
        raise MamarrError("log.exchange-open", found=host)
    return parts.scheme, host, port


def _connection(scheme: str, host: str, port: int) -> http.client.HTTPConnection:
    if scheme == "http":
        return http.client.HTTPConnection(host, port, timeout=PATIENCE_S)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    # Nobody vouches for a laptop in a field: its certificate is part of what it shows with the code, before we send anything.
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return http.client.HTTPSConnection(host, port, timeout=PATIENCE_S, context=context)


def _exchange(connection: http.client.HTTPConnection, log: Logbook, code: str, role: Role) -> Exchanged:
    own = new_number()
    connection.request("GET", PATH, headers={"X-Mamarr-Number": own})
    certificate = _certificate(connection)
    connection.auto_open = 0  # the log goes to the connection that was shown to hold the code, never to another one
    number, shown = _greeting(connection.getresponse())
    if not agrees(proof(code, "host", (number, own), certificate), shown):
        raise MamarrError("log.exchange-code")
    headers = {
        "X-Mamarr-Number": number,
        "X-Mamarr-Proof": proof(code, "guest", (number, own), certificate),
        "Content-Type": "application/jsonl",
        "Transfer-Encoding": "chunked",
    }
    with suppress(BrokenPipeError, ConnectionResetError):  # it refused before the end; it says why, if it still can
        connection.request("POST", PATH, body=pieces_of(bundle(log, role)), headers=headers, encode_chunked=True)
    answer = connection.getresponse()
    _check(answer)
    counts = (answer.getheader("X-Mamarr-Received") or "").split()
    given = int(counts[0]) if counts and counts[0].isascii() and counts[0].isdigit() else 0
    received = join(log, io.BufferedReader(answer, PIECE))
    return Exchanged(received, given)


def _certificate(connection: http.client.HTTPConnection) -> bytes:
    """Return the certificate that this connection shows; nothing where it is not enciphered."""
    secured = connection.sock
    return (secured.getpeercert(binary_form=True) or b"") if isinstance(secured, ssl.SSLSocket) else b""


def _greeting(answer: http.client.HTTPResponse) -> tuple[str, str]:
    """Return the number and the proof of the other side."""
    _check(answer)
    try:
        said = json.loads(answer.read(LONGEST_ANSWER))
        number, shown = said["number"], said["proof"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise MamarrError("log.exchange-refused", found="?") from None
    if not isinstance(number, str) or not isinstance(shown, str) or not is_number(number):
        raise MamarrError("log.exchange-refused", found="?")
    return number, shown


def _check(answer: http.client.HTTPResponse) -> None:
    """Raise what the other side refuses, under its code where it is one of ours."""
    if answer.status == http.client.OK:
        return
    try:
        code = json.loads(answer.read(LONGEST_ANSWER))["error"]["code"]
    except (ValueError, KeyError, TypeError, RecursionError):
        code = ""
    if code == "log.exchange-code":
        raise MamarrError("log.exchange-code")
    known = code if isinstance(code, str) and code in PROBLEMS else "?"
    raise MamarrError("log.exchange-refused", found=f"{answer.status} {known}")
