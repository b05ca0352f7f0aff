"""Central as its own process on this machine: filled, started, stopped and started again by the demo and the tour."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROGRAM = (sys.executable, "-m", "central.cli")


class CentralFailed(Exception):
    """Central's process ended, or never said where it listens; carries what it printed."""


class CentralProcess:
    """One central on a loopback port of its own, over an embedded database in `folder`.

    Its methods block: beside a running loop they are called in a thread, because the Qt loop offers no child watcher.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self.url = ""

    @property
    def database(self) -> str:
        return f"sqlite:///{self._folder / 'central.db'}"

    def fill(self, *arguments: str) -> str:
        """Run one of central's filling commands (`seed`, `import-messages FILE`); what it printed."""
        self._folder.mkdir(parents=True, exist_ok=True)
        command = [*PROGRAM, *arguments, "--database", self.database]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True)
        if done.returncode:
            raise CentralFailed((done.stdout + done.stderr).decode(errors="replace").strip())
        return done.stdout.decode(errors="replace")

    def start(self) -> str:
        """Start it and wait until it listens; a second start uses the port of the first. The answer is its URL."""
        self._folder.mkdir(parents=True, exist_ok=True)
        port = self.url.rpartition(":")[2] or "0"
        command = [*PROGRAM, "serve", "--database", self.database, "--host", "127.0.0.1", "--port", port]
        log_file = self._folder / "central.log"
        with log_file.open("ab") as log:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, start_new_session=True
            )
        assert self._process.stdout is not None
        line = self._process.stdout.readline().decode().strip()
        if not line.startswith("listening on "):
            self.stop()
            raise CentralFailed(line or log_file.read_text(errors="replace")[-2000:])
        self.url = line.removeprefix("listening on ")
        return self.url

    def stop(self) -> None:
        """Ask it to end, and wait; it is killed if it does not within ten seconds."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.poll() is None:
            process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()
