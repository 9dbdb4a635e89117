"""The sheets in which two entries are judged: the same person, and who leads; or different people; or apart again."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.kinds.merge import SamePerson
from app.services.cases.rulings import Ruling
from app.services.registers.comparing import Comparison
from app.services.registers.merging import join_persons, part_persons, tell_apart
from app.ui.files.wording import person_name
from app.ui.forms.acting import ActSheet
from app.ui.forms.form import Form
from app.ui.forms.options import Option
from app.ui.forms.specs import form_spec
from app.ui.kit.kit import Kit

if TYPE_CHECKING:
    from app.services.desk import Desk

SAME, APART, PART = "same", "apart", "unjoin"
"""What the keys of the drafts begin with."""


def key_of(what: str, found: Comparison) -> str:
    """Return the key of a draft about these two."""
    one, other = (side.person for side in found.sides)
    return f"{what}:{one.hex()}:{other.hex()}"


def same_sheet(kit: Kit, desk: "Desk", parent: QWidget, found: Comparison) -> ActSheet:
    """Return the sheet that says both are one human, and which entry leads."""
    words = kit.words
    offered = [
        Option(side.person, person_name(side.record, words), _hint(kit, found, place))
        for place, side in enumerate(found.sides)
    ]
    spec = form_spec(SamePerson, ("one", "reason"), required=("one", "reason"), rest=False)
    first = found.sides[0].person
    form = Form(
        kit, desk, spec, SamePerson(one=first), key_of(SAME, found), about=first, offers={"one": offered}
    )  # fmt: skip
    people = {side.person for side in found.sides}

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Callable[[], object]:
        chosen: Id = values["one"] or first
        (other,) = people - {chosen}
        return lambda: join_persons(desk, chosen, other, values["reason"] or "")

    hint = N_(
        "The leading entry stands for both in lists, on papers and in tasks. Both entries keep their own values and"
        " their history; this can be taken back."
    )
    told = words(hint)
    if found.needs_others:
        told += " " + words(N_("Another organisation keeps one of them: they are one when it joins them too."))
    return ActSheet(
        kit, parent, words(N_("These are the same")), "same_person", act, form=form, hint=told,
        button=words(N_("Join")), width=620,
    )  # fmt: skip


def apart_sheet(kit: Kit, desk: "Desk", parent: QWidget, found: Comparison) -> ActSheet:
    """Return the sheet that says they are different people: they are not offered again."""
    one, other = (side.person for side in found.sides)
    hint = N_("It is remembered, with your reason: these two are not offered as one again.")
    return _reasoned(
        kit, desk, parent, found, APART, kit.words(N_("These are different people")), kit.words(hint),
        lambda reason: tell_apart(desk, one, other, reason), kit.words(N_("Different people")),
    )  # fmt: skip


def unjoin_sheet(kit: Kit, desk: "Desk", parent: QWidget, found: Comparison) -> ActSheet:
    """Return the sheet that takes two joined entries apart again."""
    one, other = (side.person for side in found.sides)
    hint = N_("Each entry is again what it was: nothing was moved. That they are two is remembered.")
    return _reasoned(
        kit, desk, parent, found, PART, kit.words(N_("Take apart again")), kit.words(hint),
        lambda reason: part_persons(desk, one, other, reason), kit.words(N_("Take apart")),
    )  # fmt: skip


def _reasoned(
    kit: Kit, desk: "Desk", parent: QWidget, found: Comparison, what: str, text: str, hint: str,
    do: Callable[[str], object], button: str,
) -> ActSheet:  # fmt: skip
    spec = form_spec(SamePerson, ("reason",), required=("reason",), rest=False)
    form = Form(kit, desk, spec, None, key_of(what, found), about=found.sides[0].person)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Callable[[], object]:
        return lambda: do(values["reason"] or "")

    return ActSheet(kit, parent, text, f"{what}_persons", act, form=form, hint=hint, button=button, width=620)


def _hint(kit: Kit, found: Comparison, place: int) -> str:
    entered = found.sides[place].entered
    return kit.words.moment(entered.moment) if entered is not None else ""
