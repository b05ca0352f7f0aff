"""A line of words that a narrow column may cut; the tooltip has them whole."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Token, TypeSize
from ui.widgets.label import Label


class ElideLabel(Label):
    """A line that a narrow column may cut."""

    def __init__(
        self,
        text: str = "",
        colour: Token = "text",
        size: TypeSize = "body",
        bold: bool = False,
        right: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, colour, size, bold, right=right, elides=True, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
