"""The seat's process: it shows the sign-in window without central, ends when asked, and says which setting is wrong."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

BARE = {"QT_QPA_PLATFORM": "offscreen", "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}


def seat(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "desk.boot", "--data-folder", str(folder), *arguments]
    return subprocess.Popen(
        command, env=os.environ | BARE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_the_seat_starts_without_central_and_ends_cleanly_when_asked(tmp_path: Path, ending: signal.Signals) -> None:
    with seat(tmp_path, "--central-url", "http://127.0.0.1:9") as process:
        assert process.stderr is not None
        said = next(line for line in process.stderr if "ready to sign in" in line)
        assert said
        process.send_signal(ending)
        rest = process.stderr.read()
        assert process.wait(30) == 0, rest
        assert "Traceback" not in rest


@pytest.mark.parametrize(
    "wrong", [("--theme", "purple"), ("--no-such-setting", "1")], ids=["a look there is not", "an unknown setting"]
)
def test_a_setting_that_cannot_be_used_is_named(tmp_path: Path, wrong: tuple[str, str]) -> None:
    with seat(tmp_path, *wrong) as process:
        assert process.stderr is not None
        said = process.stderr.read()
        assert process.wait(30) == 2
        assert wrong[0].removeprefix("--") in said
        assert "Traceback" not in said


def test_a_damaged_settings_file_is_named(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "hotline-desk").mkdir(parents=True)
    (home / "hotline-desk" / "desk.toml").write_text("theme = purple", encoding="utf-8")
    command = [sys.executable, "-m", "desk.boot", "--data-folder", str(tmp_path)]
    environment = os.environ | BARE | {"XDG_CONFIG_HOME": str(home)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert "desk.toml" in done.stderr
    assert "Traceback" not in done.stderr
