"""What becomes of an order at the hotline and at its unit: one act after the other, as far as the present moment."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from central.demo import wording
from central.demo.callback import Call, calls
from central.demo.city import City, Unit, words
from central.demo.facts import Step
from central.demo.wording import Theme
from central.demo.working_time import minutes_of_a_day, office_time

Life = Generator[tuple[Step, str], None, datetime]
"""Acts with the state each leads to; what it returns is the time of the last one."""

_GENERAL, _URGENT = "1", "2"
_CONSULT = "1"
_NUISANCES = frozenset("34")
_MOST_RETURNS = 2
_SECOND = timedelta(seconds=1)


@dataclass(slots=True)
class Course:
    """The life of one order. `unit` is where it stands now; everything else stays as it was filed."""

    rng: Random
    city: City
    about: Theme
    division: str
    seat: str
    wants_callback: bool
    unit: Unit

    def until(self, start: datetime, now: datetime) -> tuple[tuple[Step, ...], str, str]:
        """The steps taken up to `now`, the state and the unit they lead to; the order was accepted at `start`."""
        steps: list[Step] = []
        reached, unit = "", ""
        for step, state in self._life(start):
            at = step.at.replace(microsecond=0)
            step = replace(step, at=max(at, steps[-1].at + _SECOND) if steps else at)
            if step.at > now:
                break
            steps.append(step)
            reached, unit = state, step.unit or unit
        return tuple(steps), reached, unit

    def _life(self, at: datetime) -> Life:
        at = yield from self._filed(at)
        at = yield from self._signed(at)
        again = False
        while True:
            at = yield from self._handled(at, again=again)
            if not self.wants_callback:
                return at
            judged = yield from calls(Call(self.rng, self.city.staff, self.about, at, again))
            at = judged.at
            if judged.state == "to_close":
                reasons = words()["review"]["closes" if judged.reached else "closes_unreached"]
                at = office_time(at, self.rng.uniform(60, 1_200))
                yield Step(kind="close_order", at=at, by=self._lead(), words=self.rng.choice(reasons)), "closed"
            if judged.state != "redo":
                return at
            at = office_time(at, self.rng.uniform(30, 800))
            note = self.rng.choice(words()["review"]["redo"])
            yield Step(kind="start_redo", at=at, by=self._lead(), words=note), "in_hand"
            again = True

    def _filed(self, at: datetime) -> Life:
        """Dispatched by the agent on the call, or left to a dispatcher."""
        if self.rng.random() < 0.6:
            first = Step(kind="accept_order", at=at, by=self.seat, then="dispatched", unit=self.unit.code)
            yield first, "dispatched"
            return at
        yield Step(kind="accept_order", at=at, by=self.seat, then="accepted"), "accepted"
        slow = self.rng.random() < 0.25
        at = self._later(at, {_GENERAL: (115, 500) if slow else (6, 110), _URGENT: (4, 50)}, (1, 8))
        opinions = words()["dispatch"]["words" if self.about.urgency == _GENERAL else f"words_{self.about.urgency}"]
        by = self.rng.choice(self.city.staff["dispatcher"])
        step = Step(kind="dispatch_order", at=at, by=by, unit=self.unit.code, words=self.rng.choice(opinions))
        yield step, "dispatched"
        return at

    def _signed(self, at: datetime) -> Life:
        """Signed by the unit, sometimes after it asked to return the order."""
        for _ in range(_MOST_RETURNS):
            if not self._disputable() or self.rng.random() > 0.09:
                break
            at = yield from self._return_asked(at)
        slow = self.rng.random() < 0.06
        at = self._later(at, {_GENERAL: (430, 1_100) if slow else (8, 380), _URGENT: (4, 170 if slow else 50)}, (2, 18))
        signed = Step(kind="sign_order", at=at, by=self._clerk(), words=self.rng.choice(words()["notes"]["signed"]))
        yield signed, "in_hand"
        return at

    def _disputable(self) -> bool:
        """Whose street or whose nuisance it is can be argued; a citizen's own gas meter cannot."""
        return self.about.matter.where == "street" or self.about.matter.appeal in _NUISANCES

    def _return_asked(self, at: datetime) -> Life:
        say = words()["return"]
        others = [self.city.unit_for(duty, self.division) for duty in say["duties"]]
        other = self.rng.choice([unit for unit in others if unit != self.unit])
        at = office_time(at, self.rng.uniform(20, 320))
        asked = self.rng.choice(say["asks"]).format(other=other.name)
        yield Step(kind="ask_return", at=at, by=self._clerk(), words=asked), "return_asked"
        at = office_time(at, self.rng.uniform(20, 330))
        if self.rng.random() < 0.6:
            self.unit = other
            granted = self.rng.choice(say["grants"]).format(other=other.name)
            step = Step(kind="grant_return", at=at, by=self._lead(), unit=other.code, words=granted)
        else:
            step = Step(kind="refuse_return", at=at, by=self._lead(), words=self.rng.choice(say["refusals"]))
        yield step, "dispatched"
        return at

    def _handled(self, at: datetime, *, again: bool) -> Life:
        """From in hand to an accepted reply; now and then the reply is sent back once."""
        at = yield from self._replied(at, self._days_needed(), again=again)
        if self.rng.random() < 0.05:
            at = office_time(at, self.rng.uniform(20, 200))
            reason = self.rng.choice(words()["review"][self._said("send_backs")])
            yield Step(kind="send_back", at=at, by=self._reviewer(), words=reason), "in_hand"
            at = yield from self._replied(at, self.rng.uniform(0.1, 1.0), again=again)
        at = office_time(at, self.rng.uniform(15, 260))
        reached = "to_call_back" if self.wants_callback else "closed"
        accepted = self.rng.choice(words()["review"][self._said("accepts")])
        yield Step(kind="accept_reply", at=at, by=self._reviewer(), words=accepted), reached
        return at

    def _replied(self, at: datetime, days: float, *, again: bool) -> Life:
        replied = office_time(at, days * minutes_of_a_day())
        between = []
        if self.rng.random() < 0.3:
            noted = office_time(at, self.rng.uniform(0.1, 0.7) * days * minutes_of_a_day())
            said = self.rng.choice(words()["notes"][self._said("progress")])
            between.append(Step(kind="add_note", at=noted, by=self._clerk(), words=said))
        for _ in range(self.rng.choices((0, 1, 2), (84, 12, 4))[0]):
            urged = at + (replied - at) * self.rng.uniform(0.2, 0.95)
            if 7 <= urged.hour < 22:
                said = self.rng.choice(words()["urges"]["words"])
                by = self.rng.choice(self.city.staff["seat"])
                between.append(Step(kind="urge_order", at=urged, by=by, words=said))
        if self.rng.random() < 0.06:
            said = self.rng.choice(words()["notes"]["seat"])
            noted = at + (replied - at) * self.rng.uniform(0.05, 0.3)
            between.append(Step(kind="add_note", at=noted, by=self.seat, words=said))
        for step in sorted(between, key=lambda step: step.at):
            yield step, "in_hand"
        visited = office_time(at, self.rng.uniform(0.4, 0.9) * days * minutes_of_a_day())
        text = wording.reply(self.rng, self.about, visited, again=again)
        yield Step(kind="reply_order", at=replied, by=self._clerk(), words=text), "replied"
        return replied

    def _days_needed(self) -> float:
        """Working days until the reply; about one in sixteen is late."""
        limit = 3 if self.about.matter.appeal == _CONSULT else 5
        if self.rng.random() < 0.06:
            return self.rng.uniform(limit + 0.8, limit + 3.5)
        if self.about.urgency != _GENERAL:
            return self.rng.uniform(0.1, 1.6)
        return self.rng.uniform(0.2, limit - 0.4)

    def _later(
        self, at: datetime, minutes: dict[str, tuple[float, float]], very_urgent: tuple[float, float]
    ) -> datetime:
        """So many minutes later: of office time where nothing presses, of the clock where it does."""
        span = self.rng.uniform(*minutes.get(self.about.urgency, very_urgent))
        return office_time(at, span) if self.about.urgency == _GENERAL else at + timedelta(seconds=int(span * 60))

    def _said(self, kind: str) -> str:
        """The list to choose from: where nobody has to go anywhere, the one for talking."""
        return f"{kind}_talk" if self.about.talk else kind

    def _clerk(self) -> str:
        return self.city.clerks[self.unit.code][0]

    def _lead(self) -> str:
        return self.rng.choice(self.city.staff["lead"])

    def _reviewer(self) -> str:
        return self.rng.choice(self.city.staff["dispatcher"])
