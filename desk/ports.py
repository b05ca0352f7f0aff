"""What the desk's work asks of the world: protocols, each met by one room outside."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from desk.rules.acts import Args
from desk.rules.order import ActKind
from desk.wire.acts import Act, Outcome, Push, Pushed
from desk.wire.feed import Digest, Page
from desk.wire.records import (
    Article,
    Category,
    Conflict,
    Contact,
    Division,
    Order,
    Seat,
    Staff,
    TimelineEntry,
    Unit,
)
from desk.wire.session import Revealed, Session, SignIn


class Clock(Protocol):
    def now(self) -> datetime:
        """Aware, in the service's time zone."""
        ...

    def monotonic(self) -> float:
        """Seconds for measuring a lapse."""
        ...


@dataclass(frozen=True, slots=True)
class Changed:
    """What a commit to the cache touched: order ids, and whether seats, reference data, outbox or drafts did."""

    orders: frozenset[str] = frozenset()
    seats: bool = False
    reference: bool = False
    outbox: bool = False
    drafts: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """A narrowing of a queue: words to find, and a district or unit, each empty when not asked for."""

    words: str = ""
    division: str = ""
    unit: str = ""
    holder: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """How many open orders a colleague has in hand, how many of them near their limit and over it."""

    in_hand: int = 0
    near: int = 0
    over: int = 0


class Cache(Protocol):
    """What the desk shows: central's rows with the outbox laid over them. Every read is awaited; nothing blocks the caller."""

    def listen(self, heard: Callable[[Changed], None]) -> Callable[[], None]:
        """Call `heard` on the caller's loop after every commit; the answer stops it."""
        ...

    async def order(self, order_id: str) -> Order | None: ...
    async def order_by_number(self, number: str) -> Order | None: ...
    async def orders(self, order_ids: Sequence[str]) -> list[Order]:
        """In the order asked; those no longer here are left out."""
        ...

    async def timeline(self, order_id: str) -> list[TimelineEntry]: ...
    async def queue(self, name: str, me: str, now: datetime, narrowed: Filter, limit: int = 0) -> list[str]:
        """The order ids of a queue of `desk.rules.queues`, in its order; `limit` 0 for all."""
        ...

    async def counts(self, me: str, now: datetime) -> dict[str, int]:
        """How many each queue holds, by name, from maintained tallies."""
        ...

    async def of_caller(self, caller_key: str, limit: int = 50) -> list[Order]: ...
    async def like(self, words: str, division: str, since: datetime, limit: int = 5) -> list[Order]:
        """Recent orders of the same village or town that share the most words, likest first."""
        ...

    async def held(self, now: datetime) -> dict[str, Held]: ...
    async def contact(self, order_id: str) -> Contact | None: ...
    async def seats(self) -> list[Seat]: ...
    async def staff(self) -> list[Staff]: ...
    async def units(self) -> list[Unit]: ...
    async def divisions(self) -> list[Division]: ...
    async def categories(self) -> list[Category]: ...
    async def articles(self) -> list[Article]: ...
    async def conflicts(self) -> list[Conflict]: ...


class LineState(StrEnum):
    """Where an act in the outbox stands. `acknowledged`: central has it, its effect has not come back by the feed yet."""

    WAITING = "waiting"
    ACKNOWLEDGED = "acknowledged"
    NEEDS_YOU = "needs_you"


@dataclass(frozen=True, slots=True)
class OutboxLine:
    """One act of the outbox with what is known of it; `title`/`number` of the order it concerns, for the eye."""

    act: Act
    state: LineState
    tries: int
    number: str = ""
    title: str = ""
    outcome: Outcome | None = None


class Outbox(Protocol):
    """The acts of this workstation until central's answer has come back by the feed. Adding one is durable on return."""

    async def add(
        self, kind: ActKind, lane: str, form: Args, at: datetime, base_version: int = 0, draft: str = ""
    ) -> Act:
        """Write the act (and drop `draft`, if given) in one durable transaction; DiskFull when there is no room."""
        ...

    async def ready(self, now: datetime, most: int) -> list[Act]:
        """The acts to send next: each lane in its order, a lane behind a postponed act left out."""
        ...

    async def settle(self, outcomes: Sequence[Outcome]) -> None: ...
    async def postpone(self, act_ids: Sequence[str], until: datetime) -> None: ...
    async def lines(self) -> list[OutboxLine]: ...
    async def waiting(self) -> int: ...
    async def needs_you(self) -> int:
        """How many acts are kept for the operator to decide; a count, not a reading of the list."""
        ...

    async def send_again(self, act_id: str, at: datetime, form: Args | None = None) -> Act:
        """A kept act as a new one, amended if `form` is given; the old one is filed away."""
        ...

    async def drop(self, act_id: str) -> None:
        """Take a kept act off the list; its text stays on this machine for 30 days."""
        ...

    async def receipts(self) -> list[Act]:
        """The acts acknowledged in the last seven days, oldest first, for a central restored from a backup."""
        ...

    async def next_serial(self, day: date, seat: str, at_least: int = 0) -> int:
        """The next order serial of the day for this seat; never given twice, a crash included."""
        ...


@dataclass(frozen=True, slots=True)
class Draft:
    """Unfinished work, saved as typed: `page` says whose it is, `fields` what is in it."""

    id: str
    page: str
    title: str
    fields: dict[str, str] = field(default_factory=dict)
    saved_at: datetime | None = None


class Drafts(Protocol):
    async def save(self, draft: Draft) -> None: ...
    async def all(self) -> list[Draft]: ...
    async def remove(self, draft_id: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Position:
    """Where this replica stands in the feed of which dataset."""

    dataset: str = ""
    incarnation: int = 0
    scope_epoch: int = 0
    cursor: str = ""


class Replica(Protocol):
    """The sync's side of the cache."""

    async def position(self) -> Position: ...
    async def apply(self, page: Page) -> None:
        """Rows and cursor in one transaction; each row guarded by its version. A page may come twice."""
        ...

    async def start_over(self, dataset: str, incarnation: int, scope_epoch: int) -> None:
        """Forget central's rows and the cursor (another dataset, or another scope); the outbox stays."""
        ...

    async def removals_share(self, page: Page) -> float:
        """Which share (0 to 1) of the cached orders the page would remove."""
        ...

    async def digest(self) -> Digest: ...
    async def remember(self, name: str, value: str) -> None: ...
    async def recall(self, name: str) -> str: ...


class Central(Protocol):
    """The server. Everything raises CentralAway, SessionEnded or PleaseUpdate for the world, Refusal for a rule."""

    async def sign_in(self, request: SignIn) -> Session: ...
    def speak_for(self, request: SignIn) -> None:
        """After a sign-in without central: whose session `refresh` renews once central is back, or begins with this."""
        ...

    async def refresh(self) -> Session: ...
    async def sign_out(self) -> None: ...
    async def push(self, envelope: Push) -> Pushed: ...
    async def pull(self, cursor: str, limit: int) -> Page: ...
    def live(self, cursor: str) -> AsyncGenerator[Page | None, None]:
        """Pages as they happen; None for each sign of life between them."""
        ...

    async def digest(self) -> Digest: ...
    async def reveal(self, order_id: str, reason: str) -> Revealed: ...
    async def healthy(self) -> bool: ...
    async def close(self) -> None: ...


class Vault(Protocol):
    """A place for small secrets kept by the operating system."""

    def usable(self) -> bool: ...
    def get(self, name: str) -> str | None: ...
    def put(self, name: str, secret: str) -> None: ...
    def forget(self, name: str) -> None: ...


class Lock(Protocol):
    """The key to this workstation's cache, opened by an operator's own password when central cannot be asked."""

    async def unlock(self, number: str, password: str) -> None:
        """Refusal `bad_password`, or `never_signed_in` where this operator never signed in here with central at hand."""
        ...

    async def learn(self, number: str, password: str) -> None:
        """Central has accepted this password: let it open the cache from now on."""
        ...


class CallState(StrEnum):
    IDLE = "idle"
    RINGING = "ringing"
    DIALLING = "dialling"
    TALKING = "talking"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Call:
    """The call on the line. `answered_at` is None until somebody answers."""

    state: CallState
    number: str = ""
    incoming: bool = True
    began_at: datetime | None = None
    answered_at: datetime | None = None
    held: bool = False
    muted: bool = False


class Phone(Protocol):
    """The agent's telephone."""

    @property
    def call(self) -> Call: ...
    def listen(self, heard: Callable[[Call], None]) -> Callable[[], None]: ...
    def answer(self) -> None: ...
    def hang_up(self) -> None: ...
    def dial(self, number: str) -> None: ...
    def hold(self, held: bool) -> None: ...
    def mute(self, muted: bool) -> None: ...
    def ready(self, ready: bool) -> None:
        """Whether calls may be put through to this seat."""
        ...
