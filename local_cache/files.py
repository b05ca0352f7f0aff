"""Files that must be on the disk, whole or not at all, and files that are kept aside and never deleted."""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path


def settle_folder(folder: Path) -> None:
    """Make the folder's own entries durable: a file just made or renamed survives a power cut."""
    if os.name != "posix":
        return  # Windows writes directory entries through by itself
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_whole(file: Path, content: bytes) -> None:
    """The old content or the new, never a part; readable by this user only."""
    fresh = file.with_name(file.name + ".new")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(handle, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(fresh, file)
    settle_folder(file.parent)


def set_aside(files: list[Path], now: datetime) -> tuple[Path, ...]:
    """Rename those that exist to `<name>.damaged-<time>`, beside where they stood; the answer is the new names."""
    moved = []
    for file in files:
        if file.exists():
            aside = _free(_damaged(file, now))
            file.rename(aside)
            moved.append(aside)
    return tuple(moved)


def copy_file(file: Path, copy: Path) -> None:
    """The whole copy or none; an older one under this name is replaced."""
    part = copy.with_name(copy.name + ".new")
    with ExitStack() as undo:
        undo.callback(part.unlink, missing_ok=True)
        shutil.copyfile(file, part)
        part.chmod(0o600)
        os.replace(part, copy)
    settle_folder(copy.parent)


def copy_aside(file: Path, now: datetime) -> Path:
    """A copy under the name `set_aside` would give; the file itself stays."""
    aside = _free(_damaged(file, now))
    copy_file(file, aside)
    return aside


def _damaged(file: Path, now: datetime) -> Path:
    return file.with_name(f"{file.name}.damaged-{now:%Y%m%dT%H%M%S}")


def _free(file: Path) -> Path:
    place, wanted = 1, file
    while file.exists():
        place += 1
        file = wanted.with_name(f"{wanted.name}-{place}")
    return file
