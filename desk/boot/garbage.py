"""Garbage is collected on the window's thread alone: a Qt object that ended on the database's would take the program along."""

from __future__ import annotations

import asyncio
import gc

EVERY_S = 0.5


async def collect_here() -> None:
    """Runs until it is cancelled; Python's own collector, which runs on whatever thread allocates, is off meanwhile."""
    gc.disable()
    try:
        while True:
            await asyncio.sleep(EVERY_S)
            counted = enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            due = [generation for generation, (count, limit) in counted if count > limit]
            if due:
                gc.collect(max(due))
    finally:
        gc.enable()
