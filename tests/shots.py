"""Every page as a picture: `python -m tests.shots --out out/shots`; light and dark, at 100 % and 150 %, from a demo city."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from desk.boot.program import run
from desk.central_process import CentralProcess
from desk.settings import Settings, read_settings
from tests.shot_scenes import SCENES, Studio

SCALES = ("1", "1.5")
PASSWORD = "Suzhou-12345"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("out/shots"))
    parser.add_argument("--orders", type=int, default=600)
    parser.add_argument("--at", metavar="SCALE", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    if asked.at:
        return photograph(asked.out, asked.at, asked.orders)
    verdict = 0
    for scale in SCALES:
        environment = os.environ | {
            "QT_QPA_PLATFORM": "offscreen",
            "QT_SCALE_FACTOR": scale,
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        }
        command = [
            sys.executable,
            "-m",
            "tests.shots",
            "--out",
            str(asked.out),
            "--orders",
            str(asked.orders),
            "--at",
            scale,
        ]
        verdict |= subprocess.run(command, env=environment).returncode
    print(f"{len(list(asked.out.glob('*.png')))} pictures in {asked.out}")
    return verdict


def photograph(out: Path, scale: str, orders: int) -> int:
    """All pages at one scale; 1 when a word is clipped, each such word told."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        central = CentralProcess(home / "central")
        central.fill("seed", "--orders", str(orders))
        central.start()
        try:
            settings = read_settings(
                ["--central-url", central.url, "--data-folder", str(home / "desk")], os.environ, home / "config"
            )
            return run(settings, _scenes(settings, out, scale))
        finally:
            central.stop()


async def _scenes(settings: Settings, out: Path, scale: str) -> int:
    studio = Studio(settings, out, scale, PASSWORD)
    for number, scene in SCENES:
        await studio.play(number, scene)
    for line in studio.clipped:
        print("clipped:", line)
    return 1 if studio.clipped else 0


if __name__ == "__main__":
    sys.exit(main())
