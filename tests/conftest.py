"""What every test session shares: a private home, a quiet Qt, a keyring that keeps nothing, a database of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.postgres import PrivatePostgres

# Set while this file is imported, because Qt, keyring and platformdirs look once, early.
# Each xdist worker is a process of its own, so each has a home of its own.
HOME = Path(tempfile.mkdtemp(prefix="desk-tests-"))
for name, folder in {
    "HOME": "",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
    "XDG_RUNTIME_DIR": "runtime",
}.items():
    (HOME / folder).mkdir(mode=0o700, exist_ok=True)
    os.environ[name] = str(HOME / folder)

os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
# Qt warns, and a warning fails a test, where the locale is not UTF-8.
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# A developer's own desktop must not change what is drawn.
for name in ("QT_SCALE_FACTOR", "QT_FONT_DPI", "QT_STYLE_OVERRIDE", "QT_QPA_PLATFORMTHEME"):
    os.environ.pop(name, None)

# `ci` draws the same examples each time and never fails for slowness; `search` looks further, by hand.
settings.register_profile(
    "ci", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("search", deadline=None, max_examples=5_000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def pytest_sessionstart(session: pytest.Session) -> None:
    """Stops a session that would draw boxes where the screens have Chinese."""
    is_worker = hasattr(session.config, "workerinput")
    if is_worker or sys.platform != "linux":
        return
    program = shutil.which("fc-list")
    fonts = program and subprocess.run([program, ":lang=zh"], capture_output=True, check=True).stdout
    if not fonts:
        raise pytest.UsageError("no Chinese font on this machine: `make setup` installs one (Debian: fonts-noto-cjk)")


def pytest_unconfigure() -> None:
    shutil.rmtree(HOME, ignore_errors=True)


@pytest.fixture(scope="session")
def private_postgres() -> Iterator[PrivatePostgres]:
    """A PostgreSQL server that lives as long as this worker's session and that nothing else can reach."""
    with PrivatePostgres() as server:
        yield server


@pytest.fixture
def postgres_url(private_postgres: PrivatePostgres) -> Iterator[str]:
    """SQLAlchemy's address of an empty database that is gone after the test."""
    url = private_postgres.new_database()
    yield url
    private_postgres.drop_database(url)
