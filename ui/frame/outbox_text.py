"""The citizen's and the agent's own words inside an act, to be read in full whatever became of it."""

from __future__ import annotations

from desk.rules import acts
from desk.rules.errors import Refusal
from desk.wire.acts import Act, form_of
from ui.wording import terms


def act_words(act: Act) -> str:
    """The words of the act's form; its raw text where this program cannot read the form."""
    try:
        form = form_of(act)
    except Refusal:
        return bytes(act.args).decode("utf-8", "replace")
    if isinstance(form, acts.Intake):
        parts = [form.title, form.content, form.answer, form.reason]
    elif isinstance(form, acts.Edit):
        parts = [f"{terms.FIELD.get(name, name)}: {value}" for name, value in form.fields.items()]
    elif isinstance(form, acts.Attempt):
        answers = [terms.SATISFACTION.get(form.satisfaction or "", ""), terms.SOLVED.get(form.solved or "", "")]
        parts = [terms.OUTCOME[form.outcome], " ".join(part for part in answers if part), form.reason, form.words]
    elif isinstance(form, acts.SeatStep):
        parts = [terms.SEAT_STATE.get(form.state, form.state)]
    else:
        parts = [form.words]
    return "\n".join(part for part in parts if part)
