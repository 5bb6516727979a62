"""A small SMTP server in a thread, for tests: it keeps what it accepted, and refuses on request."""

from __future__ import annotations

import socketserver
import ssl
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes, policy
from email.message import EmailMessage


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, tls: ssl.SSLContext | None = None, at_once: bool = False) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.tls, self.at_once = tls, at_once  # at_once: TLS before the first word (port 465)
        self.lock = threading.Lock()
        self.accepted: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.logins: list[str] = []
        self.answers: dict[str, bytes] = {}  # by command or "." for the message: what to say
        self.think = 0.0  # seconds before the answer to a message
        self.silent = False  # take the message and never answer

    @property
    def port(self) -> int:
        return self.server_address[1]

    def ids(self) -> Counter[str]:
        with self.lock:
            return Counter(str(mail["Message-ID"]) for mail in self.accepted)

    def handle_error(self, request, client_address) -> None:
        """A client that was killed is what these tests are about."""


class _Session(socketserver.StreamRequestHandler):
    server: Server

    def handle(self) -> None:
        with suppress(OSError):
            if self.server.at_once:
                self._encrypt()
            self._say(b"220 test.example")
            while line := self.rfile.readline():
                verb = line.split()[0].upper().decode() if line.strip() else ""
                if not self._answer(verb, line):
                    break

    def _say(self, words: bytes) -> None:
        self.wfile.write(words + b"\r\n")
        self.wfile.flush()

    def _answer(self, verb: str, line: bytes) -> bool:
        if verb in self.server.answers:
            self._say(self.server.answers[verb])
        elif verb == "EHLO":
            has_tls = self.server.tls and not self.server.at_once and not self._is_encrypted()
            self._say(
                b"250-test.example\r\n"
                + (b"250-STARTTLS\r\n" if has_tls else b"")
                + b"250 AUTH PLAIN"
            )
        elif verb == "STARTTLS":
            self._say(b"220 go")
            self._encrypt()
        elif verb == "AUTH":
            self.server.logins.append(line.split()[-1].decode())
            self._say(b"235 welcome")
        elif verb == "DATA":
            self._say(b"354 go")
            return self._message()
        else:
            if verb == "RCPT":
                self.server.recipients.append(line.decode().strip())
            self._say(b"250 fine" if verb != "QUIT" else b"221 bye")
        return verb != "QUIT"

    def _is_encrypted(self) -> bool:
        return isinstance(self.request, ssl.SSLSocket)

    def _encrypt(self) -> None:
        assert self.server.tls
        plain, self.request = (
            self.request,
            self.server.tls.wrap_socket(
                self.request, server_side=True, do_handshake_on_connect=False
            ),
        )
        plain.close()
        self.request.do_handshake()
        self.setup()

    def finish(self) -> None:
        super().finish()
        self.request.close()

    def _message(self) -> bool:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        if not line:
            return False  # it stopped in the middle: nothing arrived
        time.sleep(self.server.think)
        if "." in self.server.answers:
            self._say(self.server.answers["."])
            return True
        with self.server.lock:
            made = message_from_bytes(b"".join(lines), policy=policy.default)
            self.server.accepted.append(made)
        if self.server.silent:
            return False
        self._say(b"250 taken")
        return True


@contextmanager
def running(tls: ssl.SSLContext | None = None, at_once: bool = False) -> Iterator[Server]:
    with Server(tls, at_once) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
