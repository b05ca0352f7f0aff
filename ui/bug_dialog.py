"""The one dialog a bug of ours shows; opened, never executed, and at most one at a time."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from ui.wording import frame as words


def show_bug() -> None:
    """Say that a step was not done and that nothing typed is lost; nothing happens while one is open."""
    name = "bug"
    if any(widget.objectName() == name for widget in QApplication.topLevelWidgets()):
        return
    dialog = QMessageBox(QMessageBox.Icon.Warning, words.BUG_TITLE, words.BUG_WORDS)
    dialog.setObjectName(name)
    dialog.addButton(words.CLOSE, QMessageBox.ButtonRole.AcceptRole)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
