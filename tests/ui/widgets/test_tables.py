"""The still table: rows of 32, keys that move, letters left to the page, checks by Space and mouse."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QAbstractTableModel, QPoint, Qt
from pytestqt.qtbot import QtBot

from ui import theme
from ui.tables import roles
from ui.tables.still_table import Column, StillTable


class Orders(QAbstractTableModel):
    """Fifty rows with a check, a title and the time left."""

    def __init__(self, count: int = 50) -> None:
        super().__init__()
        self.count = count
        self.checked: set[int] = set()

    def rowCount(self, parent: Any = None) -> int:
        return 0 if parent is not None and parent.isValid() else self.count

    def columnCount(self, parent: Any = None) -> int:
        return 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        return ("", "标题", "剩余时间")[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Any, role: int = 0) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and index.column() > 0:
            return (f"工单 {index.row()}", "剩 2 天")[index.column() - 1]
        if role == roles.CHECKED and index.column() == 0:
            return index.row() in self.checked
        if role == roles.LEVEL and index.column() == 2:
            return "ok"
        return True if role == roles.TITLE else None

    def setData(self, index: Any, value: Any, role: int = 0) -> bool:
        if role != roles.CHECKED:
            return False
        self.checked ^= {index.row()}
        self.dataChanged.emit(index, index, [role])
        return True


@pytest.fixture
def orders() -> Orders:
    return Orders()


@pytest.fixture
def table(qtbot: QtBot, orders: Orders) -> StillTable:
    made = StillTable("工单", checkable=True, empty="没有工单")
    made.setModel(orders)
    made.set_columns([Column(kind="check"), Column(), Column(kind="time_left")])
    made.resize(600, 400)
    qtbot.addWidget(made)
    made.show()
    return made


def test_rows_are_32_high_and_the_columns_fill_the_width(table: StillTable) -> None:
    assert {table.rowHeight(row) for row in range(50)} == {32}
    assert sum(table.columnWidth(at) for at in range(3)) == table.viewport().width()


def test_arrows_choose_rows_and_enter_opens_one(table: StillTable, qtbot: QtBot) -> None:
    table.choose_row(3)
    with qtbot.waitSignal(table.row_chosen) as chosen:
        qtbot.keyClick(table, Qt.Key.Key_Down)
    assert chosen.args == [4]
    with qtbot.waitSignal(table.row_opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [4]


def test_letters_are_left_to_the_page(table: StillTable, qtbot: QtBot) -> None:
    table.choose_row(3)
    qtbot.keyClick(table, Qt.Key.Key_G)
    assert table.current_row() == 3


def test_space_turns_the_check_of_the_current_row_round(table: StillTable, orders: Orders, qtbot: QtBot) -> None:
    table.choose_row(3)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert orders.checked == {3}
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert orders.checked == set()


def test_a_click_in_the_check_cell_checks_that_row(table: StillTable, orders: Orders, qtbot: QtBot) -> None:
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 32 * 2 + 16))
    assert orders.checked == {2}


def test_the_box_in_the_head_asks_for_all(table: StillTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.head.all_toggled) as asked:
        qtbot.mouseClick(table.head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 16))
    assert asked.args == [True]


def test_a_head_pressed_asks_for_that_order_and_sorts_nothing_itself(table: StillTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.sort_asked) as asked:
        qtbot.mouseClick(table.head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 16))
    assert asked.args == [1]


def test_the_selected_row_has_the_soft_ground_and_the_bar_at_its_left(table: StillTable) -> None:
    table.choose_row(1)
    image = table.viewport().grab().toImage()
    assert image.pixelColor(1, 32 + 10) == theme.current().colour("accent")
    assert image.pixelColor(300, 32 + 4) == theme.current().colour("accent_soft")
    assert image.pixelColor(300, 2 * 32 - 1) == theme.current().colour("line")


def test_the_whole_row_under_the_pointer_is_lit(table: StillTable, qtbot: QtBot) -> None:
    qtbot.mouseMove(table.viewport(), QPoint(300, 32 * 2 + 16))
    qtbot.waitUntil(lambda: table.hovered_row == 2)
    image = table.viewport().grab().toImage()
    assert {image.pixelColor(x, 32 * 2 + 4).name() for x in (4, 300, 580)} == {theme.current().colour("alt").name()}


def test_an_empty_table_says_so(qtbot: QtBot) -> None:
    table = StillTable("工单", empty="没有工单")
    model = Orders(0)
    table.setModel(model)
    table.set_columns([Column(40), Column(), Column(kind="time_left")])
    table.resize(400, 200)
    qtbot.addWidget(table)
    table.show()
    said = table.viewport().grab().toImage()
    plain = StillTable("工单")
    plain.setModel(model)
    plain.set_columns([Column(40), Column(), Column(kind="time_left")])
    plain.resize(400, 200)
    qtbot.addWidget(plain)
    plain.show()
    assert said != plain.viewport().grab().toImage()
