"""Real or made-up messages out of a CSV file, told as stories; a bad row is named and the others still come in."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from random import Random

import resources
from central.demo.cells import GARBLED, cleaned, decoded, moment, one_line
from central.demo.city import City, city, words
from central.demo.facts import Step, Story
from central.demo.people import citizen
from central.demo.places import spot
from central.demo.working_time import CHINA, office_time

COLUMNS = ("id", "user", "title", "time", "text", "reply", "reply_time")
CONTENT_LENGTH = NOTE_LENGTH = 2_000
TITLE_LENGTH = 60
NAME_LENGTH = 20
_WEEK = timedelta(days=7)
_LONGEST_CELL = 10_000_000


@dataclass(frozen=True, slots=True)
class Problem:
    """What kept a row out. `row` counts as a spreadsheet does (the header is 1), `column` is a header's name or empty."""

    row: int
    column: str
    words: str


@dataclass(frozen=True, slots=True)
class Message:
    """One good row, cleaned; `reply` empty and `replied_at` None where nobody has answered."""

    user: str
    title: str
    text: str
    at: datetime
    reply: str
    replied_at: datetime | None


def read_messages(data: bytes, seed: int, now: datetime | None = None) -> tuple[tuple[Story, ...], tuple[Problem, ...]]:
    """The stories, oldest first, and the problems, both in full; `data` is the file.

    A message says nothing of division and unit: these are drawn with `seed`, the category comes from its words. With
    `now` (aware) all times move by whole weeks so that the latest one comes just before it; intervals stay as they are.
    """
    rows = tuple(_rows(decoded(data)))
    problems = tuple(row for row in rows if isinstance(row, Problem))
    messages = sorted((row for row in rows if isinstance(row, Message)), key=lambda row: row.at)
    moved = _weeks_to(messages, now)
    rng, serials = Random(seed), Counter[str]()
    return tuple(_story(message, moved, rng, city(), serials) for message in messages), problems


def _weeks_to(messages: list[Message], now: datetime | None) -> timedelta:
    if now is None or not messages:
        return timedelta()
    latest = max(message.replied_at or message.at for message in messages)
    return (now.astimezone(CHINA) - latest) // _WEEK * _WEEK


def _rows(text: str) -> Iterator[Message | Problem]:
    limit = csv.field_size_limit(_LONGEST_CELL)
    try:
        reader = csv.reader(io.StringIO(text, newline=""))
        header = [one_line(name) for name in next(reader, [])]
        lacking = [name for name in COLUMNS if name not in header]
        if lacking:
            yield Problem(1, lacking[0], f"the header lacks {', '.join(lacking)}")
            return
        for number, cells in enumerate(reader, 2):
            if any(cell.strip() for cell in cells):
                yield _row(number, header, cells)
    except csv.Error as error:
        yield Problem(reader.line_num, "", f"not readable from line {reader.line_num} on: {error}")
    finally:
        csv.field_size_limit(limit)


def _row(number: int, header: list[str], cells: list[str]) -> Message | Problem:
    if len(cells) != len(header):
        return Problem(number, "", f"has {len(cells)} cells, the header {len(header)}")
    row = dict(zip(header, cells, strict=True))
    for column in COLUMNS:
        if GARBLED in row[column]:
            return Problem(number, column, "holds characters that could not be read")
    at, replied_at = moment(row["time"]), moment(row["reply_time"])
    title, text, reply = one_line(row["title"]), cleaned(row["text"]), cleaned(row["reply"])
    if at is None:
        return Problem(number, "time", f"is no time: {one_line(row['time'])[:40]!r}")
    if not (title or text):
        return Problem(number, "text", "neither title nor text says anything")
    if reply and replied_at is None:
        return Problem(number, "reply_time", f"is no time: {one_line(row['reply_time'])[:40]!r}")
    if replied_at is not None and not reply:
        return Problem(number, "reply", "there is a time of reply, but no reply")
    if replied_at is not None and replied_at < at:
        return Problem(number, "reply_time", "is earlier than the message")
    return Message(one_line(row["user"]), title, text or title, at, reply, replied_at)


def _story(message: Message, moved: timedelta, rng: Random, where: City, serials: Counter[str]) -> Story:
    at = message.at + moved
    seat = rng.choice(where.staff["seat"])
    person = citizen(rng, where)
    division = spot(rng, where, "compound", person).division
    category, duty = _category(message.title + message.text)
    unit = where.unit_for(duty, division).code
    head = f"{at:%y%m%d}{seat}"
    serials[head] += 1
    steps = _steps(message, moved, seat, unit, where.clerks[unit][0], rng)
    return Story(
        number=f"{head}{serials[head]:04d}",
        title=message.title[:TITLE_LENGTH] or one_line(message.text)[:30],
        content=message.text[:CONTENT_LENGTH],
        place="",
        division=division,
        category=category,
        appeal="2",
        urgency="1",
        contact_name=message.user[:NAME_LENGTH],
        contact_phone="",
        line_phone="",
        confidential=False,
        anonymous=False,
        wants_callback=False,
        channel="web",
        accepted_at=at,
        accepted_by=seat,
        unit=unit,
        state="replied" if message.reply else "dispatched",
        steps=steps,
    )


def _steps(message: Message, moved: timedelta, seat: str, unit: str, clerk: str, rng: Random) -> tuple[Step, ...]:
    """Accepted, signed and replied to; what fits into no field follows as notes, so that nothing is lost."""
    at = message.at + moved
    say = words()["imported"]
    title = message.title if len(message.title) > TITLE_LENGTH else ""
    over = [say["whole_title"].format(title=piece) for piece in _pieces(title)]
    over += [say["rest"].format(rest=piece) for piece in _pieces(message.text[CONTENT_LENGTH:])]
    steps = [Step(kind="accept_order", at=at, by=seat, then="dispatched", unit=unit)]
    steps += [Step(kind="add_note", at=at, by=seat, words=words_) for words_ in over]
    if message.replied_at is not None:
        replied_at = message.replied_at + moved
        signed_at = min(office_time(at, rng.uniform(8, 380)), at + (replied_at - at) / 2)
        steps.append(Step(kind="sign_order", at=signed_at.replace(microsecond=0), by=clerk))
        first, *rest = _pieces(message.reply)
        steps.append(Step(kind="reply_order", at=replied_at, by=clerk, words=first))
        steps += [Step(kind="add_note", at=replied_at, by=clerk, words=say["rest"].format(rest=more)) for more in rest]
    return tuple(steps)


def _pieces(text: str) -> list[str]:
    """Parts that fit a note with its few words of introduction."""
    length = NOTE_LENGTH - 20
    return [text[start : start + length] for start in range(0, len(text), length)]


@cache
def _category_words() -> tuple[tuple[str, str, int], ...]:
    rows = resources.read_rows("text/category_words.csv")
    return tuple((row["word"], row["category_code"], int(row["weight"])) for row in rows)


@cache
def _duties() -> dict[str, str]:
    """Which duty answers for a category, after the city's matters."""
    return {matter.category: matter.duty for matter in reversed(city().matters)}


def _category(text: str) -> tuple[str, str]:
    """The category whose words weigh most in the text, and the duty that answers for it."""
    weights: Counter[str] = Counter()
    for word, category, weight in _category_words():
        if word in text:
            weights[category] += weight
    say = words()["imported"]
    if not weights:
        return say["category"], say["duty"]
    best = max(weights, key=lambda category: (weights[category], category))
    return best, _duties().get(best, say["duty"])
