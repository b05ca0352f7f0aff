"""The operators' acts: each written durably before anything is said to be saved, and kept until central's answer is shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import msgspec
from sqlalchemy import Connection, delete, func, select, text, update

from desk.ports import Clock, LineState, OutboxLine
from desk.rules.acts import Args
from desk.rules.errors import Refusal
from desk.rules.order import ActKind
from desk.rules.roles import Actor
from desk.wire.acts import Act, Outcome, raw
from local_cache import settling
from local_cache.acts import SEAT_LANE, insert_act, next_act
from local_cache.journal import ActNote, SerialNote, SettledNote
from local_cache.projection import Projection
from local_cache.store import Store, Touched
from local_cache.tables import draft as drafts
from local_cache.tables import filed, outbox
from local_cache.times import milliseconds

_WAITING = select(outbox.c.lane, outbox.c.data, outbox.c.actor, outbox.c.not_before).where(
    outbox.c.state == LineState.WAITING.value
)
_VERSION = text("SELECT version FROM base WHERE kind = 'order' AND id = :id")
_SERIAL = text("""
    INSERT INTO serial (day, seat, last) VALUES (:day, :seat, :at_least + 1)
    ON CONFLICT (day, seat) DO UPDATE SET last = max(last, :at_least) + 1 RETURNING last""")


class ActOutbox:
    """Meets `desk.ports.Outbox`. Acts are signed by the operator given to `use`; others' acts wait for their own sign-in."""

    def __init__(self, store: Store, projection: Projection, workstation: str, clock: Clock) -> None:
        self._store = store
        self._projection = projection
        self._workstation = workstation
        self._clock = clock
        self._actor: Actor | None = None

    def use(self, actor: Actor) -> None:
        self._actor = actor

    async def add(
        self, kind: ActKind, lane: str, form: Args, at: datetime, base_version: int = 0, draft: str = ""
    ) -> Act:
        actor, args = self._signed_in(), raw(form)

        def write(connection: Connection, touched: Touched) -> Act:
            act = next_act(connection, self._workstation, lane, kind.value, base_version, args, at)
            insert_act(connection, act, actor)
            if draft:
                connection.execute(delete(drafts).where(drafts.c.id == draft))
                touched.drafts = True
            touched.notes.append(ActNote(act, actor, draft))
            self._show(connection, {lane}, touched)
            return act

        return await self._store.write(write)

    async def ready(self, now: datetime, most: int) -> list[Act]:
        if self._actor is None:
            return []
        moment, number = milliseconds(now), self._actor.number

        def read(connection: Connection) -> list[Act]:
            acts: list[Act] = []
            held: set[str] = set()
            for lane, data, actor, not_before in connection.execute(_WAITING.order_by(outbox.c.seq)):
                if lane in held:
                    continue
                if not_before > moment or msgspec.json.decode(actor, type=Actor).number != number:
                    held.add(lane)
                    continue
                acts.append(msgspec.json.decode(data, type=Act))
                if len(acts) == most:
                    break
            return acts

        return await self._store.read(read)

    async def settle(self, outcomes: Sequence[Outcome]) -> None:
        now = milliseconds(self._clock.now())

        def write(connection: Connection, touched: Touched) -> None:
            lanes = settling.answer(connection, outcomes, touched)
            lanes |= settling.file_arrived(connection, now)
            settling.forget_old(connection, now)
            self._show(connection, lanes, touched)

        await self._store.write(write)

    async def postpone(self, act_ids: Sequence[str], until: datetime) -> None:
        later = update(outbox).where(outbox.c.id.in_(act_ids), outbox.c.state == LineState.WAITING.value)

        def write(connection: Connection, touched: Touched) -> None:
            connection.execute(later.values(tries=outbox.c.tries + 1, not_before=milliseconds(until)))
            touched.outbox = True

        await self._store.write(write)

    async def lines(self) -> list[OutboxLine]:
        """Oldest first."""

        def read(connection: Connection) -> list[OutboxLine]:
            return [
                OutboxLine(
                    act=msgspec.json.decode(row.data, type=Act),
                    state=LineState(row.state),
                    tries=row.tries,
                    number=row.number,
                    title=row.title,
                    outcome=msgspec.json.decode(row.outcome, type=Outcome) if row.outcome else None,
                )
                for row in connection.execute(select(outbox).order_by(outbox.c.seq))
            ]

        return await self._store.read(read)

    async def waiting(self) -> int:
        return await self._count(LineState.WAITING)

    async def needs_you(self) -> int:
        return await self._count(LineState.NEEDS_YOU)

    async def send_again(self, act_id: str, at: datetime, form: Args | None = None) -> Act:
        """Refusal `wrong_state` when the act is no longer there to decide."""
        actor, now = self._signed_in(), milliseconds(self._clock.now())

        def write(connection: Connection, touched: Touched) -> Act:
            kept = _kept(connection, act_id)
            if kept is None:
                raise Refusal("wrong_state")
            version = connection.execute(_VERSION, {"id": kept.lane}).scalar() or kept.base_version
            args = kept.args if form is None else raw(form)
            act = next_act(connection, self._workstation, kept.lane, kept.kind, version, args, at)
            insert_act(connection, act, actor)
            settling.file(connection, [act_id], settling.SENT_AGAIN, now)
            touched.notes += [ActNote(act, actor), SettledNote((act_id,))]
            self._show(connection, {kept.lane}, touched)
            return act

        return await self._store.write(write)

    async def drop(self, act_id: str) -> None:
        """An act that is no longer there to decide is left as it is."""
        now = milliseconds(self._clock.now())

        def write(connection: Connection, touched: Touched) -> None:
            if _kept(connection, act_id) is not None:
                touched.notes.append(SettledNote((act_id,)))
                lanes = settling.file(connection, [act_id], settling.DROPPED, now)
                self._show(connection, lanes, touched)

        await self._store.write(write)

    async def receipts(self) -> list[Act]:
        since = milliseconds(self._clock.now()) - settling.KEPT[settling.RECEIPT]
        old = select(filed.c.seq, filed.c.data).where(filed.c.why == settling.RECEIPT, filed.c.at >= since)
        new = select(outbox.c.seq, outbox.c.data).where(outbox.c.state == LineState.ACKNOWLEDGED.value)

        def read(connection: Connection) -> list[Act]:
            rows = connection.execute(old.union_all(new).order_by("seq"))
            return [msgspec.json.decode(data, type=Act) for _, data in rows]

        return await self._store.read(read)

    async def next_serial(self, day: date, seat: str, at_least: int = 0) -> int:
        """Above `at_least`, the highest serial that central knows of."""

        def write(connection: Connection, touched: Touched) -> int:
            asked = {"day": day.isoformat(), "seat": seat, "at_least": at_least}
            last = int(connection.execute(_SERIAL, asked).scalar_one())
            touched.notes.append(SerialNote(day.isoformat(), seat, last))
            return last

        return await self._store.write(write)

    def _signed_in(self) -> Actor:
        if self._actor is None:
            raise RuntimeError("an act needs somebody who does it: `use` comes first")
        return self._actor

    async def _count(self, state: LineState) -> int:
        how_many = select(func.count()).select_from(outbox).where(outbox.c.state == state.value)
        return await self._store.read(lambda connection: int(connection.execute(how_many).scalar_one()))

    def _show(self, connection: Connection, lanes: set[str], touched: Touched) -> None:
        touched.outbox = True
        orders = {lane for lane in lanes if not lane.startswith(SEAT_LANE)}
        touched.seats |= len(orders) < len(lanes)
        touched.orders |= orders
        self._projection.show(connection, orders)


def _kept(connection: Connection, act_id: str) -> Act | None:
    wanted = select(outbox.c.data).where(outbox.c.id == act_id, outbox.c.state == LineState.NEEDS_YOU.value)
    data = connection.execute(wanted).scalar()
    return None if data is None else msgspec.json.decode(data, type=Act)
