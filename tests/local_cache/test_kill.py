"""A seat that is killed in the middle of its work: what was said to be saved is there."""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
import textwrap
from pathlib import Path

from local_cache.keys import JOURNAL
from tests.local_cache.samples import opened

ROUNDS = 10

SAVING = """
    import asyncio, sys
    from pathlib import Path
    from desk.rules.acts import Words
    from desk.rules.order import ActKind
    from desk.wire.acts import Outcome, Verdict
    from tests.local_cache.samples import NOW, feed, opened, order, put

    async def main(folder):
        local = await opened(folder)
        print("ready", flush=True)
        number = int((await local.replica.position()).cursor or 0)
        while True:
            number += 1
            await feed(local, put(number, order(f"o{number % 50}", version=number)))
            act = await local.outbox.add(ActKind.NOTE, f"o{number % 50}", Words(words="x" * 200), NOW)
            print("act", act.id, flush=True)
            serial = await local.outbox.next_serial(NOW.date(), "01023")
            print("serial", serial, flush=True)
            if number % 3 == 0:
                await local.outbox.settle([Outcome(act=act.id, verdict=Verdict.APPLIED, seq=number)])

    asyncio.run(main(Path(sys.argv[1])))
"""


def killed_after(folder: Path, lines: int) -> list[str]:
    """What the seat said before it was killed, once it had said so many lines."""
    seat = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(SAVING), str(folder)], stdout=subprocess.PIPE, text=True
    )
    assert seat.stdout is not None
    with seat:
        said = [seat.stdout.readline() for _ in range(lines)]
        seat.kill()
        said += seat.stdout.readlines()
    return [line.strip() for line in said if line.endswith("\n")]


async def kept(folder: Path) -> set[str]:
    local = await opened(folder)
    ids = {line.act.id for line in await local.outbox.lines()} | {act.id for act in await local.outbox.receipts()}
    assert local.opening.set_aside == ()
    await local.close()
    return ids


def test_whatever_was_said_to_be_saved_survives_being_killed(tmp_path: Path) -> None:
    chance = random.Random(12345)
    saved: set[str] = set()
    serials: list[int] = []
    for number in range(ROUNDS):
        said = killed_after(tmp_path, chance.randrange(2, 60))
        assert said[0] == "ready"
        saved |= {line.split()[1] for line in said if line.startswith("act ")}
        serials += [int(line.split()[1]) for line in said if line.startswith("serial ")]
        if number % 5 == 4:
            # A crash may also cut the journal's last record.
            journal = tmp_path / JOURNAL
            journal.write_bytes(journal.read_bytes() + b"\x8fOJ1\x00\x00")
        assert asyncio.run(kept(tmp_path)) >= saved
    assert len(saved) > 20
    assert serials == sorted(set(serials))
