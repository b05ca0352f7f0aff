"""Asking in a dialog without stopping the world: dialogs are opened and awaited, never executed."""

from __future__ import annotations

import asyncio

from PySide6.QtWidgets import QDialog


async def ask(dialog: QDialog) -> int:
    """Open `dialog` and wait for its result code (QDialog.DialogCode); the dialog is deleted afterwards."""
    answered: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def finish(code: int) -> None:
        if not answered.done():
            answered.set_result(code)

    dialog.finished.connect(finish)
    dialog.open()
    try:
        return await answered
    finally:
        dialog.close()
        dialog.deleteLater()
