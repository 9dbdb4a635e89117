"""Conflict of interest: who is kept out of the file or let back, who decides in the Minister's place; always why."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.kinds.measures import Decision
from app.models.kinds.tasks import TaskStep
from app.services.cases.file_sheets import FileSheet
from app.services.cases.recusals import end_recusal, name_substitute, recuse_officer
from app.services.cases.rulings import Ruling
from app.ui.forms.acting import ActSheet
from app.ui.forms.form import Form
from app.ui.forms.options import Option
from app.ui.forms.specs import form_spec
from app.ui.kit.kit import Kit

if TYPE_CHECKING:
    from app.services.desk import Desk

ASKED = ("officer", "reason")
KEPT = N_("Why is kept in the notes of the file, which a recused officer reads no more.")


def recuse_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet) -> ActSheet:
    """Return the sheet that keeps an officer out of the file."""
    words = kit.words
    text = words(N_("Recuse an officer"))
    return _of_officer(kit, desk, parent, sheet, "recuse", text, recuse_officer, None)


def end_recusal_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet) -> ActSheet:
    """Return the sheet that lets a recused officer back."""
    words, record = kit.words, sheet.overview.record
    recused = [Option(one, sheet.names.get(one, "")) for one in (record.recused if record is not None else ())]
    text = words(N_("End a recusal"))
    return _of_officer(kit, desk, parent, sheet, "end_recusal", text, end_recusal, recused)


def substitute_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet) -> ActSheet:
    """Return the sheet that names who decides in the Minister's place, or nobody."""
    file, words, record = sheet.overview.file, kit.words, sheet.overview.record
    first = Decision(decider=record.substitute_approver if record is not None else None)
    spec = form_spec(
        Decision, ("decider", "reason"), required=("reason",), rest=False,
        labels={"decider": N_("Substitute approver")},
    )  # fmt: skip
    form = Form(kit, desk, spec, first, f"substitute:{file.hex()}", about=file)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        return lambda: name_substitute(desk, file, values["decider"], values["reason"] or "")

    text = words(N_("Name a substitute approver"))
    hint = words(N_("Who decides here in the Minister's place, because the file concerns him; empty: nobody."))
    return ActSheet(kit, parent, text, "substitute", act, form=form, hint=f"{hint} {words(KEPT)}", button=text)


def _of_officer(
    kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet, name: str, text: str,
    step: Callable[["Desk", Id, Id, str], None], offered: list[Option] | None,
) -> ActSheet:  # fmt: skip
    file, words = sheet.overview.file, kit.words
    spec = form_spec(TaskStep, ASKED, required=ASKED, rest=False, labels={"officer": N_("Colleague")})
    offers = {"officer": offered} if offered is not None else {}
    only = TaskStep(officer=offered[0].value) if offered and len(offered) == 1 else None  # type: ignore[arg-type]  # ids
    form = Form(kit, desk, spec, only, f"{name}:{file.hex()}", about=file, offers=offers)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        return lambda: step(desk, file, values["officer"], values["reason"] or "")

    return ActSheet(kit, parent, text, name, act, form=form, hint=words(KEPT), button=text)
