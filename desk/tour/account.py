"""The account of the tour: a picture of each step and what central says of the order then."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from time import monotonic

from desk.tour.api_user import ApiUser
from desk.tour.hands import windows


class Account:
    """Writes `NN-step.png` and `tour.json`: a list of {step, title, order_no, state, seconds, screenshot}."""

    def __init__(self, folder: Path, checker: ApiUser) -> None:
        self._folder, self._checker = folder, checker
        self._steps: list[dict[str, object]] = []
        self._began = monotonic()
        folder.mkdir(parents=True, exist_ok=True)

    async def tell(self, step: str, title: str, number: str = "") -> str:
        """Note a step with what central says of the order: its state, `""` where central has none or is away."""
        await asyncio.sleep(0.3)
        known = bool(number) and await self._checker.knows(number)
        state = (await self._checker.order(number)).state if known else ""
        place = len(self._steps) + 1
        picture = f"{place:02d}.png"
        self._picture(self._folder / picture)
        self._steps.append(
            {
                "step": step,
                "title": title,
                "order_no": number,
                "state": state,
                "seconds": round(monotonic() - self._began, 2),
                "screenshot": picture,
            }
        )
        self._write()
        return state

    @property
    def count(self) -> int:
        return len(self._steps)

    def _picture(self, path: Path) -> None:
        shown = windows()
        main = next((window for window in shown if window.objectName() == "window"), shown[0] if shown else None)
        if main is None:
            raise RuntimeError("there is no window to take a picture of")
        main.grab().save(str(path))

    def _write(self) -> None:
        text = json.dumps(self._steps, ensure_ascii=False, indent=1)
        (self._folder / "tour.json").write_text(text, encoding="utf-8")
