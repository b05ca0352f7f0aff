"""Central as a process of its own, as the city runs it."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

import httpx
import msgspec

from desk.wire import paths
from desk.wire.acts import Act, Outcome, Push, Pushed
from desk.wire.feed import Page
from desk.wire.session import Session
from tests.central.centre import PASSWORD
from tests.tree import ROOT


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    """`desk-central` with these arguments, to its end."""
    whole = [sys.executable, "-m", "central.cli", *arguments]
    return subprocess.run(whole, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)


class Served:
    """Runs while the `with` block runs."""

    def __init__(self, url: str, log: Path) -> None:
        self.url = url
        self._log = log.open("w")

    def __enter__(self) -> Self:
        started = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "central.cli", "serve", "--database", self.url],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        self.took = time.monotonic() - started
        assert line.startswith("listening on http://127.0.0.1:"), line
        self.client = httpx.Client(
            base_url=line.split()[-1], headers={paths.PROTOCOL_HEADER: str(paths.PROTOCOL)}, timeout=20
        )
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()
        self._log.close()

    def sign_in(self, number: str) -> Session:
        body = {"number": number, "password": PASSWORD, "workstation": "w"}
        session = msgspec.json.decode(self.client.post(paths.SESSION, json=body).content, type=Session)
        self.client.headers["Authorization"] = f"Bearer {session.access}"
        return session

    def pull_all(self) -> str:
        """The cursor at the end."""
        cursor = ""
        while True:
            answer = self.client.get(paths.PULL, params={"cursor": cursor, "limit": 5000})
            page = msgspec.json.decode(answer.content, type=Page)
            cursor = page.cursor
            if not page.more:
                return cursor

    def push(self, *acts: Act) -> tuple[Outcome, ...]:
        body = msgspec.json.encode(Push(workstation="w", acts=acts))
        return msgspec.json.decode(self.client.post(paths.PUSH, content=body).content, type=Pushed).outcomes

    def stop(self) -> float:
        """Asks it to end; the seconds it took. Its exit code must be 0 and its log without a traceback."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(10)
        took = time.monotonic() - began
        log = Path(self._log.name).read_text()
        assert code == 0, log
        assert "Traceback" not in log
        return took
