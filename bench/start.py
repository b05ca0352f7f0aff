"""How long until the window can be used, as a ratio to a bare Qt window started in the same run."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 7
BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.resize(1440, 900)
window.show()
QTimer.singleShot(0, lambda: (print("shown", flush=True), app.quit()))
app.exec()
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args()
    rows = measured(asked.rounds)
    print(f"{'name':<28}{'value':>10}  {'ratio_to_floor':>14}")
    for row in rows:
        print(f"{row['name']:<28}{row['value']:>8} {row['unit']}  {row['ratio_to_floor']:>14}")
    if asked.json:
        asked.json.parent.mkdir(parents=True, exist_ok=True)
        asked.json.write_text(json.dumps(rows, indent=1), encoding="utf-8")
    return 0


def measured(rounds: int) -> list[dict[str, object]]:
    """Rows of name, value (median seconds), unit, floor and ratio_to_floor (the median of the ratios, pair by pair)."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
        environment |= {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
        seat = [sys.executable, "-m", "desk.boot", "--data-folder", folder, "--central-url", "http://127.0.0.1:9"]
        pairs = []
        for _ in range(rounds + 1):
            bare = lapse([sys.executable, "-c", BARE], environment, "shown")
            ours = lapse(seat, environment, "ready to sign in")
            pairs.append((bare, ours))
        pairs = pairs[1:]  # the first pair warms the disk's cache
    floor = statistics.median(bare for bare, _ in pairs)
    value = statistics.median(ours for _, ours in pairs)
    ratio = statistics.median(ours / bare for bare, ours in pairs)
    common = {"unit": "s", "floor": round(floor, 3)}
    return [
        {"name": "bare window", "value": round(floor, 3), **common, "ratio_to_floor": 1.0},
        {"name": "sign-in window usable", "value": round(value, 3), **common, "ratio_to_floor": round(ratio, 2)},
    ]


def lapse(command: list[str], environment: dict[str, str], until: str) -> float:
    """Seconds from starting the process to the line that says it is usable; the process is ended then."""
    began = time.perf_counter()
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        said = []
        for line in process.stdout:
            said.append(line)
            if until in line:
                passed = time.perf_counter() - began
                process.terminate()
                return passed
    raise RuntimeError(f"{command} never said {until!r}: {''.join(said)}")


if __name__ == "__main__":
    sys.exit(main())
