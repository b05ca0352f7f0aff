"""A city for each story, and the patience whole stories need."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.journeys.stagehand import City

HERE = Path(__file__).parent
ORDERS = 60


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen plugin grumbles at every window with a smallest size; nothing else is let pass."""
    quiet = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints", extend=True)
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(quiet)
            item.add_marker(pytest.mark.timeout(180))


@pytest.fixture
def city(tmp_path: Path, qapp: QApplication) -> Iterator[City]:
    """A filled city whose central answers."""
    # The program's own application does this for itself; here another test's may have been made first.
    qapp.setQuitOnLastWindowClosed(False)
    city = City(tmp_path)
    try:
        city.build(ORDERS)
        yield city
    finally:
        city.central.stop()
