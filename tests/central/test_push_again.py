"""Whatever is sent again, sent wrong or sent late: one effect, one answer, and no words lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest

from central.handlers.push import push
from central.handlers.task import Submission
from central.scopes import actor_of
from central.store import seen
from central.store.reference import CityOf
from desk.rules.acts import Attempt, PerhapsWords, SeatStep, ToUnit, Words
from desk.rules.callback import Outcome as Ended
from desk.rules.ids import uuid7
from desk.rules.number import is_number
from desk.rules.order import ActKind, State
from desk.wire.acts import Act, Verdict, raw
from desk.wire.records import Kind, Seat
from tests.central.centre import CALLER, DISPATCHER, LEAD, OTHER_UNIT, SEAT, UNIT, Centre


def test_an_act_sent_again_gets_the_same_answer_and_has_one_effect(centre: Centre) -> None:
    lane, seat = centre.file(), centre.colleague(SEAT)
    act = seat.act(lane, ActKind.URGE, Words(words="又打来催"))
    first = seat.push([act])
    centre.clock.pass_(days=3)
    assert seat.push([act]) == first
    assert centre.order(lane).urge_count == 1


def test_an_act_sent_again_in_other_bytes_is_still_the_same(centre: Centre) -> None:
    lane, seat = centre.file(), centre.colleague(SEAT)
    act = seat.act(lane, ActKind.URGE, Words(words="又打来催"))
    first = seat.push([act])
    spaced = msgspec.structs.replace(act, args=msgspec.Raw('{ "words" : "\\u53c8打来催" }'.encode()))
    assert seat.push([spaced]) == first


def test_two_lines_carry_the_same_act_at_once_and_it_counts_once(centre: Centre) -> None:
    lane, seat = centre.file(), centre.colleague(SEAT)
    act = seat.act(lane, ActKind.URGE, Words(words="又打来催"))
    with ThreadPoolExecutor(8) as lines:
        told = list(lines.map(lambda _: seat.push([act]), range(8)))
    assert len({msgspec.json.encode(outcome) for outcome in told}) == 1
    assert centre.order(lane).urge_count == 1


def test_one_id_with_two_meanings_is_refused_and_both_are_kept(centre: Centre) -> None:
    lane, seat = centre.file(), centre.colleague(SEAT)
    act = seat.act(lane, ActKind.NOTE, Words(words="先说的"))
    seat.push([act])
    other = msgspec.structs.replace(act, args=raw(Words(words="后说的")))
    (refused,) = seat.push([other])
    assert (refused.verdict, refused.code) == (Verdict.REJECTED_KEPT, "different_body")
    assert [line.words for line in centre.colleague(LEAD).pull().timeline(lane) if line.kind == "add_note"] == [
        "先说的"
    ]
    with centre.store.reading() as tx:
        assert ["后说的" in body.body.decode() for body in seen.kept_bodies(tx, act.id)] == [True]
    assert seat.push([act])[0].verdict == Verdict.APPLIED


def test_the_same_act_twice_in_one_envelope_counts_once(centre: Centre) -> None:
    lane, seat = centre.file(), centre.colleague(SEAT)
    act = seat.act(lane, ActKind.URGE, Words(words="催"))
    first, second = seat.push([act, act])
    assert first == second
    assert centre.order(lane).urge_count == 1


def test_the_one_who_comes_second_keeps_their_words(centre: Centre) -> None:
    lane = centre.file(State.ACCEPTED)
    base = centre.order(lane).version
    centre.colleague(DISPATCHER).do(lane, ActKind.DISPATCH, ToUnit(unit=UNIT), base)
    late = centre.colleague(LEAD).do(lane, ActKind.DISPATCH, ToUnit(unit=OTHER_UNIT, words="建议住建局牵头"), base)
    assert (late.verdict, late.code) == (Verdict.SUPERSEDED, "wrong_state")
    assert centre.order(lane).unit == UNIT
    note = next(line for line in centre.colleague(LEAD).pull().timeline(lane) if line.late)
    assert (note.kind, note.words, note.late) == ("add_note", "建议住建局牵头", True)
    assert note.facts == {"act": "dispatch_order", "unit": OTHER_UNIT}
    assert late.seq >= 1


def test_an_attempt_on_an_order_that_has_moved_on_stays_as_a_fact(centre: Centre) -> None:
    lane = centre.lead_to(State.CLOSED)
    attempt = Attempt(outcome=Ended.NO_ANSWER, words="响了很久")
    outcome = centre.colleague(CALLER).do(lane, ActKind.RECORD_ATTEMPT, attempt, base=99)
    assert outcome.verdict == Verdict.SUPERSEDED
    note = next(line for line in centre.colleague(LEAD).pull().timeline(lane) if line.late)
    assert (note.words, note.facts["outcome"]) == ("响了很久", "3.13")


def test_a_note_on_a_closed_order_is_only_a_note(centre: Centre) -> None:
    lane = centre.lead_to(State.CLOSED)
    outcome = centre.colleague(SEAT).do(lane, ActKind.NOTE, Words(words="市民来电致谢"))
    assert outcome.verdict == Verdict.APPLIED
    assert not any(line.late for line in centre.colleague(LEAD).pull().timeline(lane))


def test_a_unit_that_has_lost_the_order_meanwhile_keeps_its_words_in_it(centre: Centre) -> None:
    lane = centre.file()
    base = centre.order(lane).version
    centre.colleague(DISPATCHER).do(lane, ActKind.REDISPATCH, ToUnit(unit=OTHER_UNIT), base)
    late = centre.clerk(UNIT).do(lane, ActKind.NOTE, Words(words="我们已到过现场"), base)
    assert (late.verdict, late.code) == (Verdict.SUPERSEDED, "not_your_unit")
    assert "我们已到过现场" in [line.words for line in centre.colleague(LEAD).pull().timeline(lane)]


def test_a_wrong_step_that_nobody_overtook_is_refused(centre: Centre) -> None:
    lane = centre.file()
    outcome = centre.colleague(LEAD).do(lane, ActKind.CLOSE, PerhapsWords(words="关了吧"), centre.order(lane).version)
    assert (outcome.verdict, outcome.code) == (Verdict.REJECTED_KEPT, "wrong_state")


def test_an_order_filed_by_another_act_is_not_filed_again(centre: Centre) -> None:
    lane = centre.file()
    outcome = centre.colleague(LEAD).do(lane, ActKind.ACCEPT, centre.intake())
    assert (outcome.verdict, outcome.code) == (Verdict.REJECTED_KEPT, "order_exists")


def test_a_number_already_given_becomes_the_next_free_one_of_that_seat_and_day(centre: Centre) -> None:
    form, seat = centre.intake(), centre.colleague(SEAT)
    lanes = [uuid7(moment) for moment in range(4)]
    outcomes = seat.push([seat.act(lane, ActKind.ACCEPT, form) for lane in lanes[:3]])
    numbers = [centre.order(lane).number for lane in lanes[:3]]
    assert numbers == [form.number, str(int(form.number) + 1), str(int(form.number) + 2)]
    assert [outcome.facts.get("number", form.number) for outcome in outcomes] == numbers
    assert seat.do(lanes[3], ActKind.ACCEPT, form).facts == {"number": str(int(form.number) + 3)}


def test_an_order_without_a_proper_number_is_given_one(centre: Centre) -> None:
    lane = uuid7(1)
    centre.colleague(SEAT).do(lane, ActKind.ACCEPT, centre.intake(number="无"))
    assert is_number(centre.order(lane).number)
    assert centre.order(lane).number[6:11] == SEAT


def test_two_seats_ask_for_one_number_at_once_and_both_orders_live(centre: Centre) -> None:
    form, seat = centre.intake(), centre.colleague(SEAT)
    lanes = [uuid7(moment) for moment in range(6)]
    with ThreadPoolExecutor(6) as lines:
        told = list(lines.map(lambda lane: seat.do(lane, ActKind.ACCEPT, form), lanes))
    assert {outcome.verdict for outcome in told} == {Verdict.APPLIED}
    assert len({centre.order(lane).number for lane in lanes}) == 6


@pytest.mark.parametrize(
    ("kind", "args", "code"),
    [
        ("fly_to_the_moon", b"{}", "unknown_act"),
        ("add_note", b'{"words": 7}', "bad_form"),
        ("add_note", b"[]", "bad_form"),
        ("add_note", b'{"words": "\xff"}', "bad_form"),
        ("add_note", b'{"words": "\\u0000"}', "empty"),
        ("accept_order", b'{"number": "1", "then": "nowhere"}', "bad_form"),
        ("record_attempt", b'{"outcome": "2.12", "appointment_at": "2026-09-20T09:00:00"}', "bad_form"),
        ("record_attempt", b'{"outcome": "2.12", "appointment_at": "9999-12-31T23:59:59Z"}', "bad_form"),
        ("edit_order", b'{"fields": {"state": "closed"}}', "unknown_field"),
    ],
)
def test_a_poisoned_act_is_refused_alone(centre: Centre, kind: str, args: bytes, code: str) -> None:
    lane = centre.lead_to(State.TO_CALL_BACK)
    lead = centre.colleague(LEAD)
    good = lead.act(lane, ActKind.NOTE, Words(words="前"))
    poisoned = msgspec.structs.replace(
        lead.act(lane, ActKind.NOTE, Words(words="x")), kind=kind, args=msgspec.Raw(args)
    )
    after = lead.act(lane, ActKind.NOTE, Words(words="后"))
    verdicts = lead.push([good, poisoned, after])
    assert [outcome.verdict for outcome in verdicts] == ["applied", "rejected_kept", "applied"]
    assert verdicts[1].code == code
    with centre.store.reading() as tx:
        assert len(seen.kept_bodies(tx, poisoned.id)) == 1


@pytest.mark.parametrize("changed", [{"id": "a b"}, {"id": "x" * 65}, {"lane": "\0"}, {"id": ""}])
def test_an_act_whose_names_cannot_be_kept_is_refused_alone(centre: Centre, changed: dict[str, str]) -> None:
    lane, lead = centre.file(), centre.colleague(LEAD)
    good = lead.act(lane, ActKind.NOTE, Words(words="好"))
    wrong = msgspec.structs.replace(lead.act(lane, ActKind.NOTE, Words(words="坏")), **changed)
    assert [outcome.verdict for outcome in lead.push([wrong, good])] == ["rejected_kept", "applied"]


def test_a_bug_met_by_one_act_costs_that_act_alone(centre: Centre) -> None:
    lane, lead = centre.lead_to(State.CLOSED), centre.colleague(LEAD)
    acts = [lead.act(lane, kind, Words(words="话")) for kind in (ActKind.NOTE, ActKind.URGE, ActKind.NOTE)]
    # No envelope can hold such an act; it stands for whatever we have not thought of.
    acts[1] = msgspec.structs.replace(acts[1], base_version="seven")
    city = CityOf()
    with centre.store.reading() as tx:
        actor = actor_of(city.read(tx).staff[LEAD])
    outcomes = push(centre.store, city, [Submission(actor, act) for act in acts], centre.clock.at)
    assert [(outcome.verdict, outcome.code) for outcome in outcomes] == [
        ("applied", ""),
        ("rejected_kept", "refused"),
        ("applied", ""),
    ]


def test_a_clock_that_runs_ahead_does_not_date_the_order_into_the_future(centre: Centre) -> None:
    seat, lane = centre.colleague(SEAT), uuid7(1)
    act = seat.act(lane, ActKind.ACCEPT, centre.intake())
    seat.push([msgspec.structs.replace(act, at=centre.clock.at.replace(year=2031))])
    assert centre.order(lane).accepted_at == centre.clock.at


def test_what_was_done_offline_keeps_its_own_time(centre: Centre) -> None:
    seat, lane = centre.colleague(SEAT), uuid7(1)
    act, done = seat.act(lane, ActKind.ACCEPT, centre.intake()), centre.clock.at
    centre.clock.pass_(hours=9)
    seat.push([act])
    assert centre.order(lane).accepted_at == done


def test_a_seat_tells_its_state_and_an_older_telling_does_not_undo_it(centre: Centre) -> None:
    seat = centre.colleague(SEAT)
    early = seat.act(f"seat:{SEAT}", ActKind.SEAT_STATE, SeatStep(state="ready"))
    centre.clock.pass_(minutes=2)
    assert seat.do(f"seat:{SEAT}", ActKind.SEAT_STATE, SeatStep(state="break", reason="喝水")).verdict == "applied"
    assert seat.push([early])[0].verdict == Verdict.SUPERSEDED
    known: Seat = centre.colleague(LEAD).pull().of(Seat, SEAT)
    assert (known.state, known.reason, known.since) == ("break", "喝水", centre.clock.at)


def test_nobody_but_the_lead_speaks_for_another_seat(centre: Centre) -> None:
    step = SeatStep(state="signed_out")
    assert centre.colleague(CALLER).do(f"seat:{SEAT}", ActKind.SEAT_STATE, step).code == "not_your_role"
    assert centre.colleague(LEAD).do(f"seat:{SEAT}", ActKind.SEAT_STATE, step).verdict == Verdict.APPLIED
    assert centre.colleague(LEAD).do("seat:99999", ActKind.SEAT_STATE, step).code == "unknown_staff"
    flying = SeatStep(state="flying")
    assert centre.colleague(SEAT).do(f"seat:{SEAT}", ActKind.SEAT_STATE, flying).code == "unknown_code"
    assert centre.colleague(LEAD).pull().ids(Kind.SEAT) == {SEAT}


def test_receipts_sent_to_a_restored_central_make_the_same_records(sqlite_city: str, postgres_city: str) -> None:
    with Centre(sqlite_city) as before, Centre(postgres_city) as restored:
        seat = before.colleague(SEAT)
        lane = uuid7(1)
        acts: list[Act] = [
            seat.act(lane, ActKind.ACCEPT, before.intake()),
            seat.act(lane, ActKind.NOTE, Words(words="补一句")),
        ]
        for centre in (before, restored):
            assert {outcome.verdict for outcome in centre.colleague(SEAT).push(acts)} == {"applied"}
        assert before.colleague(SEAT).pull().timeline(lane) == restored.colleague(SEAT).pull().timeline(lane)
