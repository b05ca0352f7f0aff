"""Server-sent events, taken apart without any network: fed with bytes as they come, cut anywhere."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

LONGEST_EVENT = 8 * 1024 * 1024
"""Characters an event may have before the stream is held to be broken."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event, or a comment: a sign of life whose text is in `data`."""

    name: str
    data: str = ""
    id: str = ""
    comment: bool = False


class EventTooLong(ValueError):
    """The stream brings no end of line, or no end of event."""


class EventParser:
    """After the HTML standard: LF, CR and CRLF end a line, an empty line ends an event, a leading BOM is dropped."""

    def __init__(self) -> None:
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._started = False
        self._after_return = False
        self._line: list[str] = []
        self._length = 0
        self._name = ""
        self._data: list[str] = []
        self.last_id = ""
        self.retry: float | None = None
        """Seconds the server asked to wait before a new connection."""

    def feed(self, chunk: bytes) -> list[Event]:
        """The events completed by these bytes; EventTooLong when there is no end in sight."""
        text = self._decode(chunk)
        if text and not self._started:
            self._started = True
            text = text.removeprefix("\ufeff")
        if text and self._after_return:
            self._after_return = False
            text = text.removeprefix("\n")
        if text.endswith("\r"):
            self._after_return = True
        *lines, rest = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        events: list[Event] = []
        for line in lines:
            self._line.append(line)
            event = self._end_of_line("".join(self._line))
            self._line.clear()
            if event is not None:
                events.append(event)
        self._line.append(rest)
        self._length += len(text)
        if self._length > LONGEST_EVENT and not events:
            raise EventTooLong(f"over {LONGEST_EVENT} characters without an event")
        if events:
            self._length = len(rest)
        return events

    def _end_of_line(self, line: str) -> Event | None:
        if not line:
            return self._end_of_event()
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not field:
            return Event(name="", data=value, comment=True)
        if field == "data":
            self._data.append(value)
        elif field == "event":
            self._name = value
        elif field == "id" and "\0" not in value:
            self.last_id = value
        elif field == "retry" and value.isascii() and value.isdecimal():
            self.retry = int(value[:9]) / 1000
        return None

    def _end_of_event(self) -> Event | None:
        name, data = self._name or "message", "\n".join(self._data)
        told = bool(self._data)
        self._name = ""
        self._data = []
        return Event(name, data, self.last_id) if told else None
