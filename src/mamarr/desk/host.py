"""Host: offers a logbook for exchange over HTTP. One path, one code, bounded in every direction.

Nothing is said of the log before the other side has shown that it holds the code. Beyond the loopback address a certificate is
demanded. A page in somebody's browser is refused by its Origin, a name that was bent to this address by its Host.
"""

import io
import json
import socket
import ssl
import sys
import threading
import time
from collections.abc import Callable, Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from logging import getLogger
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from mamarr.errors import MamarrError
from mamarr.logbook.exchange import bundle, join
from mamarr.logbook.handshake import agrees, is_number, new_number, proof
from mamarr.logbook.intake import Received
from mamarr.logbook.roles import Role
from mamarr.logbook.store import Logbook

_LOG = getLogger("mamarr")
PATH = "/exchange"
PATIENCE_S = 30
"""Seconds for which the other side may be silent."""
MOST_GUESTS = 8
"""Connections at a time."""
MOST_NUMBERS = 1_000
NUMBER_S = 60
"""Seconds for which a number of ours may be answered."""
PIECE = 1 << 16


class Host(ThreadingHTTPServer):
    """A logbook that others may exchange with, on one address."""

    daemon_threads = True
    request_queue_size = MOST_GUESTS

    def __init__(
        self,
        log: Logbook,
        code: str,
        address: tuple[str, int] = ("127.0.0.1", 0),
        *,
        role: Role = "planner",
        certificate: Path | None = None,
        told: Callable[[Received], None] = lambda _: None,
    ) -> None:
        """Listen; `serve_forever` answers.

        Parameters
        ----------
        log
            The logbook.
        code
            The signs of the code that the other side has to hold.
        address
            Address of this machine, and port; 0 for any that is free.
        role
            For whom what is handed on is made.
        certificate
            File with a certificate and its key; needed beyond the loopback address.
        told
            Called after each exchange with what came.

        Raises
        ------
        MamarrError
            log.exchange-open: others could listen. log.exchange-address, log.exchange-certificate.
        """
        self.log, self.code, self.role, self.told = log, code, role, told
        if certificate is None and not is_loopback(address[0]):
            raise MamarrError("log.exchange-open", found=address[0])
        self.tls, self.certificate = _tls(certificate)
        self._numbers: dict[str, tuple[float, str]] = {}
        self._lock, self._guests = threading.Lock(), threading.BoundedSemaphore(MOST_GUESTS)
        if ":" in address[0]:
            self.address_family = socket.AF_INET6
        try:
            super().__init__(address, _Guest)
        except (OSError, OverflowError) as error:
            raise MamarrError("log.exchange-address", found=f"{address[0]}:{address[1]}: {error}") from None

    @property
    def url(self) -> str:
        """The address for the other side."""
        host, port = str(self.server_address[0]), self.server_address[1]
        return f"{'https' if self.tls else 'http'}://{f'[{host}]' if ':' in host else host}:{port}"

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer in a thread, unless there are too many already."""
        if self._guests.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answer one connection."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._guests.release()

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002 - as it is called above us
        """A connection that broke off is the other side's affair: nothing was acknowledged. Anything else is a defect, and is said."""
        error = sys.exception()
        if not isinstance(error, OSError):
            _LOG.error("a connection from %s failed", client_address[0], exc_info=error)

    def number_for(self, guest: str) -> str:
        """Return a number to which the guest with number *guest* may answer once, within a minute."""
        now, number = time.monotonic(), new_number()
        with self._lock:
            fresh = {key: row for key, row in self._numbers.items() if row[0] > now}
            self._numbers = dict(list(fresh.items())[-MOST_NUMBERS + 1 :]) | {number: (now + NUMBER_S, guest)}
        return number

    def guest_of(self, number: str) -> str | None:
        """Return the guest to whom *number* was given, which then counts no more; None where it does not count."""
        with self._lock:
            until, guest = self._numbers.pop(number, (0.0, ""))
        return guest if until > time.monotonic() else None


def is_loopback(host: str) -> bool:
    """Say whether only this machine can reach *host*."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _tls(file: Path | None) -> tuple[ssl.SSLContext | None, bytes]:
    """Return how connections are enciphered, and the certificate in its binary form; nothing where there is none."""
    if file is None:
        return None, b""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(file, password=lambda: b"")
        text = file.read_text(encoding="ascii", errors="replace")
        begins = text.index("-----BEGIN CERTIFICATE-----")
        ends = text.index("-----END CERTIFICATE-----", begins) + len("-----END CERTIFICATE-----")
        return context, ssl.PEM_cert_to_DER_cert(text[begins:ends])
    except (OSError, ValueError) as error:
        raise MamarrError("log.exchange-certificate", found=f"{file.name}: {type(error).__name__}") from None


class _Guest(BaseHTTPRequestHandler):
    """One connection."""

    server: Host
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "mamarr", ""

    def setup(self) -> None:
        """Be patient for a while only; encipher."""
        self.request.settimeout(PATIENCE_S)
        if self.server.tls is not None:
            self.request = self.server.tls.wrap_socket(self.request, server_side=True)
        super().setup()

    def finish(self) -> None:
        """Close what was enciphered too."""
        try:
            super().finish()
        finally:
            self.request.close()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - as it is called above us
        """Keep no record of requests."""

    def do_GET(self) -> None:
        """Give a number, and show that we hold the code."""
        guest = self.headers.get("X-Mamarr-Number", "")
        if not self._is_asked_rightly() or not is_number(guest):
            self._refuse(403, "log.exchange-refused")
            return
        number = self.server.number_for(guest)
        shown = proof(self.server.code, "host", (number, guest), self.server.certificate)
        answer = {"mamarr": 1, "kind": "exchange", "number": number, "proof": shown}
        self._answer(200, json.dumps(answer).encode(), "application/json")

    def do_POST(self) -> None:
        """Take in what the other side brings, and hand ours on."""
        self.close_connection = True
        number, shown = self.headers.get("X-Mamarr-Number", ""), self.headers.get("X-Mamarr-Proof", "")
        guest = self.server.guest_of(number) if self._is_asked_rightly() else None
        if guest is None:
            self._refuse(403, "log.exchange-refused")
        elif not agrees(proof(self.server.code, "guest", (number, guest), self.server.certificate), shown):
            self._refuse(401, "log.exchange-code")
        elif self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            self._refuse(411, "log.exchange-refused")
        else:
            self._exchange()

    def _exchange(self) -> None:
        try:
            received = join(self.server.log, io.BufferedReader(Pieces(self.rfile), PIECE))
        except MamarrError as error:
            self._refuse(error.http_status, error.code)
            return
        self.send_response(200)
        self.send_header("Content-Type", "application/jsonl")
        self.send_header("Transfer-Encoding", "chunked")
        self.send_header("X-Mamarr-Received", " ".join(str(count) for count in received[:4]))
        self.send_header("Connection", "close")
        self.end_headers()
        for piece in pieces_of(bundle(self.server.log, self.server.role)):
            self.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece))
        self.wfile.write(b"0\r\n\r\n")
        self.wfile.flush()
        self.server.told(received)

    def _is_asked_rightly(self) -> bool:
        """Say whether it is our path, asked under an address and not under a name, and by no page of a browser."""
        host = urlsplit(f"//{self.headers.get('Host', '')}").hostname or ""
        if self.path != PATH or "Origin" in self.headers or "Sec-Fetch-Site" in self.headers:
            return False
        try:
            return host == "localhost" or bool(ip_address(host))
        except ValueError:
            return False

    def _refuse(self, status: int, code: str) -> None:
        self.close_connection = True
        self._answer(status, json.dumps({"error": {"code": code}}).encode(), "application/json")

    def _answer(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)


class Pieces(io.RawIOBase):
    """A body that comes in pieces, each with its length before it; one that ends before its end is an error."""

    def __init__(self, stream: IO[bytes] | io.BufferedIOBase) -> None:
        self._stream, self._left, self._is_over = stream, 0, False

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read some bytes; 0 at the end.

        Raises
        ------
        MamarrError
            log.exchange-broken.
        """
        if self._is_over:
            return 0
        if not self._left:
            self._left = self._length()
            if not self._left:
                self._is_over = True
                self._end_of_line()
                return 0
        part = self._stream.read(min(len(buffer), self._left))
        if not part:
            raise MamarrError("log.exchange-broken", found="-")
        buffer[: len(part)] = part
        self._left -= len(part)
        if not self._left:
            self._end_of_line()
        return len(part)

    def _length(self) -> int:
        line = self._stream.readline(18)
        digits = line.removesuffix(b"\r\n")
        if digits == line or not digits or set(digits.lower()) - set(b"0123456789abcdef"):
            raise MamarrError("log.exchange-broken", found="-")
        return int(digits, 16)

    def _end_of_line(self) -> None:
        if self._stream.readline(3) != b"\r\n":
            raise MamarrError("log.exchange-broken", found="-")


def pieces_of(lines: Iterable[bytes]) -> Iterable[bytes]:
    """Yield *lines* together, so that not every line is a piece of its own."""
    held: list[bytes] = []
    size = 0
    for line in lines:
        held.append(line)
        size += len(line)
        if size >= PIECE:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)
