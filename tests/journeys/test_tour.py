"""The tour as everybody starts it: `make run` where there is no display."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

from tests.tree import ROOT

EIGHT_STEPS = {"发现", "受理", "分流", "处置", "跟踪", "督办", "反馈", "评价"}
FEWEST_COLOURS = 40


def colours(picture: Path) -> int:
    image = QImage(str(picture))
    return len({image.pixel(x, y) for x in range(0, image.width(), 5) for y in range(0, image.height(), 5)})


def test_the_tour_takes_an_order_from_the_ring_to_the_evaluation(tmp_path: Path) -> None:
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    command = [sys.executable, "-m", "desk.demo", "--tour", "--folder", str(tmp_path), "--orders", "150"]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    steps = json.loads((tmp_path / "tour" / "tour.json").read_text(encoding="utf-8"))
    assert {step["step"] for step in steps} == EIGHT_STEPS
    assert steps[-1]["state"] == "closed"
    blank = [step["screenshot"] for step in steps if colours(tmp_path / "tour" / step["screenshot"]) < FEWEST_COLOURS]
    assert blank == []
