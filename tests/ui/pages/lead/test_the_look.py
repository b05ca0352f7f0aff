"""The lead's page as it looks: no word cut at any scale, and each scene drawn in light and dark for a person to judge."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.pages.lead.hands import choose_seat, press
from tests.ui.pages.lead.shift import desk_of
from tests.ui.pages.queue.room import run, until
from ui import theme
from ui.theme import ThemeName

ROOT = Path(__file__).resolve().parents[4]


@pytest.mark.parametrize("scale", ["1", "1.5"])
def test_no_words_are_cut(scale: str) -> None:
    # The scale belongs to a whole Qt process and is read once, so each one has a process of its own.
    probe = subprocess.run(
        [sys.executable, "-m", "tests.ui.pages.lead.cut_probe"],
        cwd=ROOT,
        env={**os.environ, "QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert probe.stdout.strip() == ""


@pytest.mark.parametrize("name", ["light", "dark", "high_contrast"])
def test_the_page_is_drawn(name: ThemeName, qapp: QApplication, tmp_path: Path) -> None:
    async def story() -> None:
        async with desk_of(tmp_path / "cache") as desk:
            theme.apply(qapp, name)
            await choose_seat(desk, "01031")
            press("Ctrl+A", "G")
            await until(lambda: desk.state.rehearsal.can_go)
            assert desk.room.window is not None
            picture = desk.room.window.grab()
            assert picture.save(str(tmp_path / f"lead_{name}.png"))
            colours = {picture.toImage().pixelColor(x, y).name() for x in range(0, 1368, 9) for y in range(0, 788, 9)}
            here = theme.current()
            assert {here.colour("base").name(), here.colour("accent_soft").name()} <= colours

    run(qapp, story())
    theme.apply(qapp, "light")
