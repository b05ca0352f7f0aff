"""Starting a seat in its own process, hearing what it tells, and killing it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.journeys.stagehand import City
from tests.tree import ROOT


class OtherSeat:
    """One `tests.journeys.other_seat`."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def tells(self) -> dict[str, Any]:
        """The next thing it tells; fails where it has ended instead."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line.endswith("\n"), f"the other seat ended: {self._process.wait(10)}"
        return dict(json.loads(line))

    def go_on(self) -> None:
        """What it waits for has come."""
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()

    def kill(self) -> None:
        """SIGKILL: nothing of the program runs any more."""
        self._process.kill()
        self._process.wait()

    def end(self) -> int:
        return self._process.wait(20)


@contextmanager
def other_seat(city: City, scene: str) -> Iterator[OtherSeat]:
    command = [sys.executable, "-m", "tests.journeys.other_seat", scene, city.central.url, str(city.desk_folder)]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with process:
        try:
            yield OtherSeat(process)
        finally:
            process.kill()
