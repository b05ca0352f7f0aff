"""What may stand in central's place on a bad day: a portal's page, rubbish, or a line that is cut."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

PAGE = "<html><body>欢迎使用政务外网，请先登录</body></html>".encode()


def http(body: bytes, kind: str) -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    return head.encode() + body


ANSWERS: dict[str, bytes] = {
    "a portal's page": http(PAGE, "text/html; charset=utf-8"),
    "JSON of something else": http(b'{"outcomes": [], "ok": true}', "application/json"),
    "rubbish": bytes(range(256)) * 4,
    "half an answer": http(b'{"outcomes": [' + b" " * 2000, "application/json")[:600],
    "a cut line": b"",
}


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    answer = b""
    asked = 0


class _Answering(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        server = self.server
        assert isinstance(server, _Server)
        self.request.settimeout(2)
        try:
            self.request.recv(65536)
            self.request.sendall(server.answer)
        except OSError:
            return
        server.asked += 1


class Impostor:
    """Answers whatever it is asked with `answer`, one of ANSWERS."""

    def __init__(self, server: _Server) -> None:
        self._server = server

    def say(self, answer: str) -> None:
        self._server.answer, self._server.asked = ANSWERS[answer], 0

    @property
    def was_asked(self) -> bool:
        """Whether it has answered anything since it was last told what to say."""
        return self._server.asked > 0


@contextmanager
def impostor(url: str) -> Iterator[Impostor]:
    """In central's place, at its own address."""
    with _Server(("127.0.0.1", int(url.rpartition(":")[2])), _Answering) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield Impostor(server)
        finally:
            server.shutdown()
            thread.join()
