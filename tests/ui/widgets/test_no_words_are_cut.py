"""At 100, 125 and 150 per cent no widget asks for less room than its words take."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("scale", ["1", "1.25", "1.5"])
def test_no_widget_cuts_its_words(scale: str) -> None:
    # The scale belongs to a whole Qt process and is read once, so each one has a process of its own.
    probe = subprocess.run(
        [sys.executable, "-m", "tests.ui.widgets.clipping_probe"],
        cwd=ROOT,
        env={**os.environ, "QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert probe.stdout.strip() == ""
