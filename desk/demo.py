"""`make run`: a demo city on this machine, and a desk in it; without a display, the tour."""

from __future__ import annotations

import argparse
import logging
import os
import random
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from desk.boot.program import Program, run
from desk.central_process import CentralFailed, CentralProcess
from desk.phone.simulator import SimulatedPhone
from desk.ports import Clock, Phone
from desk.settings import Settings, read_settings
from desk.tour.story import take_the_tour
from ui.pages.sign_in.state import Credentials

PASSWORD = "Suzhou-12345"
AGENT, EXTENSION = "01023", "8123"
ORDERS = 2000
CALLERS = ("13800138000", "13900139001", "13700137002", "051258120003", "13600136004")
"""Made-up callers of the simulated telephone."""


def main(arguments: Sequence[str] | None = None) -> int:
    asked = _read(arguments)
    level = logging.INFO if asked.verbose else logging.WARNING
    logging.basicConfig(level=level, format="%(name)s %(message)s", stream=sys.stderr)
    logging.getLogger("httpx").setLevel(logging.WARNING)
    folder = Path(asked.folder).absolute()
    touring = asked.tour or not _has_display()
    if touring:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        shutil.rmtree(folder / "tour", ignore_errors=True)
    home = folder / ("tour-city" if touring else "city")
    if asked.fresh or touring:
        shutil.rmtree(home, ignore_errors=True)
    try:
        central = _city(home, asked.messages, asked.orders)
    except CentralFailed as failed:
        print(failed, file=sys.stderr)  # noqa: T201  # the one place this command answers
        return 1
    try:
        settings = _settings(central.url, home)
        if touring:
            return run(settings, take_the_tour(settings, central, folder / "tour", PASSWORD))
        first = Credentials(AGENT, PASSWORD, EXTENSION, ready=True)
        return run(settings, Program(settings, ringing_phone).run(first))
    finally:
        central.stop()


def _read(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make run ARGS=", description=__doc__)
    parser.add_argument("--messages", metavar="FILE", help="fill the city from a CSV of real messages instead")
    parser.add_argument("--orders", type=int, default=ORDERS, help="how many orders the made-up city has")
    parser.add_argument("--tour", action="store_true", help="take the tour, with a display too")
    parser.add_argument("--fresh", action="store_true", help="build the city anew")
    parser.add_argument("--folder", default="out", help="where everything of the demo is kept")
    parser.add_argument("--verbose", action="store_true", help="say what happens")
    return parser.parse_args(arguments)


def _has_display() -> bool:
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _city(home: Path, messages: str | None, orders: int) -> CentralProcess:
    """A central filled once and listening."""
    central = CentralProcess(home / "central")
    filled = home / "filled"
    wanted = f"messages {Path(messages).resolve()}" if messages else f"orders {orders}"
    if not filled.is_file() or filled.read_text(encoding="utf-8") != wanted:
        shutil.rmtree(home, ignore_errors=True)
        central.fill("seed", "--orders", "0" if messages else str(orders))
        if messages:
            print(central.fill("import-messages", str(Path(messages).resolve())), end="")  # noqa: T201  # what was imported
        filled.write_text(wanted, encoding="utf-8")
    central.start()
    return central


def _settings(url: str, home: Path) -> Settings:
    return read_settings(["--central-url", url, "--data-folder", str(home / "desk")], os.environ, home / "settings")


def ringing_phone(clock: Clock) -> Phone:
    """A telephone that rings now and then while the seat is ready."""
    return SimulatedPhone(clock, CALLERS, random.Random())


if __name__ == "__main__":
    sys.exit(main())
