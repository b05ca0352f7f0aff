"""The outbox's second home: an encrypted file that only grows, so that a damaged database loses no act.

A record is MAGIC, the length of the rest, a nonce and the sealed note. An act's record is on the disk before its
database transaction commits; a record that cannot be read costs itself alone, the next one is found by its MAGIC.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import blake2b
from io import FileIO
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desk.rules.roles import Actor
from desk.wire.acts import Act
from local_cache.files import settle_folder, write_whole

MAGIC = b"\x8fOJ1"
_LENGTH = struct.Struct(">I")
_HEAD = len(MAGIC) + _LENGTH.size
_NONCE = 12
_LONGEST_RECORD = 8 * 1024 * 1024
_TRIM_FROM = 64 * 1024
"""A file shorter than this is left to grow."""
_DAYS_OF_SERIALS = 8


class ActNote(msgspec.Struct, frozen=True, tag="act"):
    """An act was added, by whom, and the draft that went with it."""

    act: Act
    actor: Actor
    draft: str = ""


class SettledNote(msgspec.Struct, frozen=True, tag="settled"):
    """Central holds these acts, or the operator has filed them away."""

    acts: tuple[str, ...]


class SerialNote(msgspec.Struct, frozen=True, tag="serial"):
    """The last order serial a seat has given on a day."""

    day: str
    seat: str
    last: int


Note = ActNote | SettledNote | SerialNote


class Journal:
    """`acts` and `serials`: what it holds now. `unreadable`: stretches of the file that could not be read."""

    def __init__(self, file: Path, key: bytes) -> None:
        self._path = file
        self._sealer = AESGCM(blake2b(b"outbox.journal", key=key, digest_size=32).digest())
        self.acts: dict[str, ActNote] = {}
        self.serials: dict[tuple[str, str], int] = {}
        self.unreadable = 0
        new = not file.exists()
        self._file = _open(file)
        if new:
            settle_folder(file.parent)
        notes = list(self._notes(self._file.readall()))
        for note, _ in notes:
            self._take(note)
        if not self.unreadable:
            self._file.truncate(notes[-1][1] if notes else 0)  # what follows is a record that a crash cut short
        self._size = self._file.seek(0, os.SEEK_END)

    def append(self, notes: Sequence[Note]) -> None:
        """Write the notes at the end; OSError when there is no room. Acts and serials are on the disk on return."""
        if not notes:
            return
        content = b"".join(self._sealed(note) for note in notes)
        self._file.seek(self._size)
        self._size += _write_all(self._file, content)
        if not all(isinstance(note, SettledNote) for note in notes):
            os.fsync(self._file.fileno())

    @contextmanager
    def kept_if_committed(self, notes: Sequence[Note]) -> Iterator[None]:
        """What is appended inside is taken back unless the block ends well; `notes` may be filled meanwhile."""
        before, committed = self._size, False
        try:
            yield
            committed = True
        finally:
            if not committed:
                self._file.truncate(before)
                self._size = before
        for note in notes:
            self._take(note)
        if any(isinstance(note, SettledNote) for note in notes) and self._mostly_settled():
            # No room for a shorter copy: the long one serves as well, and the next act settled tries again.
            with suppress(OSError):
                self.rewrite()

    def rewrite(self) -> None:
        """Keep only what is still needed."""
        days = sorted({day for day, _ in self.serials})[-_DAYS_OF_SERIALS:]
        self.serials = {key: last for key, last in self.serials.items() if key[0] in days}
        notes: list[Note] = [SerialNote(day, seat, last) for (day, seat), last in self.serials.items()]
        content = b"".join(self._sealed(note) for note in [*notes, *self.acts.values()])
        self._file.close()
        try:
            write_whole(self._path, content)
        finally:
            self._file = _open(self._path)
            self._size = self._path.stat().st_size

    def close(self) -> None:
        self._file.close()

    def _mostly_settled(self) -> bool:
        live = sum(len(note.act.args) + 512 for note in self.acts.values())
        return self._size > max(_TRIM_FROM if self.acts else _TRIM_FROM // 16, 2 * live)

    def _take(self, note: Note) -> None:
        match note:
            case ActNote(act=act):
                self.acts[act.id] = note
            case SettledNote(acts=acts):
                for act_id in acts:
                    self.acts.pop(act_id, None)
            case SerialNote(day=day, seat=seat, last=last):
                self.serials[day, seat] = max(last, self.serials.get((day, seat), 0))

    def _sealed(self, note: Note) -> bytes:
        nonce = os.urandom(_NONCE)
        body = nonce + self._sealer.encrypt(nonce, msgspec.json.encode(note), MAGIC)
        return MAGIC + _LENGTH.pack(len(body)) + body

    def _notes(self, content: bytes) -> Iterator[tuple[Note, int]]:
        """Each note that can be read, and where its record ends."""
        place = end = 0
        while (found := content.find(MAGIC, place)) >= 0:
            body = _body_at(content, found)
            note = self._opened(body) if body else None
            if note is None:
                self.unreadable += bool(body)  # a record cut short is no damage: its act was never said to be saved
                place = found + 1
                continue
            self.unreadable += found > end
            place = end = found + _HEAD + len(body)
            yield note, end
        rest = content[end:]
        self.unreadable += not (rest.startswith(MAGIC) or MAGIC.startswith(rest))

    def _opened(self, body: bytes) -> Note | None:
        try:
            return _DECODER.decode(self._sealer.decrypt(body[:_NONCE], body[_NONCE:], MAGIC))
        except (InvalidTag, msgspec.MsgspecError):
            return None


_DECODER: msgspec.json.Decoder[Note] = msgspec.json.Decoder(Note)


def _body_at(content: bytes, place: int) -> bytes:
    """The sealed part of the record that begins at `place`; empty when it is cut short or its length cannot be."""
    if place + _HEAD > len(content):
        return b""
    length: int = _LENGTH.unpack_from(content, place + len(MAGIC))[0]
    end = place + _HEAD + length
    return content[place + _HEAD : end] if _NONCE < length <= _LONGEST_RECORD and end <= len(content) else b""


def _open(file: Path) -> FileIO:
    return FileIO(os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600), "r+")


def _write_all(file: FileIO, content: bytes) -> int:
    rest = memoryview(content)
    while rest:
        rest = rest[file.write(rest) :]
    return len(content)
