"""No word of queue and call-back is cut at any size the desk is used at, in any theme, at 100 % and at 150 %."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[4]


@pytest.mark.parametrize(("scale", "look"), [("1", "light"), ("1.5", "dark"), ("1.25", "high_contrast")])
def test_every_word_has_its_room(scale: str, look: str, tmp_path: Path) -> None:
    # The scale is set once for a whole process, so each is looked at in its own.
    measured = subprocess.run(
        [sys.executable, "-m", "tests.ui.pages.queue.measure", str(tmp_path), look],
        cwd=ROOT,
        env={**os.environ, "QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert measured.stdout == ""
    assert measured.returncode == 0, measured.stderr
    assert len(list(tmp_path.glob("*.png"))) == 36
