"""The sheets of a visit's life: a cancelled point restored, the file closed for a reason, reopened."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.kinds.measures import Decision
from app.models.kinds.schema import SCHEMA
from app.models.kinds.visits import ProgrammeItem, VisitFile
from app.services.cases.rulings import Ruling
from app.services.station.stations import Platform
from app.services.visits.boards import VisitBoard
from app.services.visits.closing import close_visit, reopen_visit
from app.services.visits.restoring import restore_item
from app.services.visits.visit_lines import remove_line
from app.ui.files import closing, handing_over
from app.ui.files.undo_bar import Removed
from app.ui.forms.acting import ActSheet
from app.ui.forms.form import Form
from app.ui.forms.specs import form_spec
from app.ui.kit.facts import Facts
from app.ui.kit.kit import Kit

if TYPE_CHECKING:
    from app.services.desk import Desk

SHOWN = ("starts", "ends", "activity", "place_text", "responsible", "responsible_phone", "remarks")


def restore_sheet(kit: Kit, desk: "Desk", parent: QWidget, board: VisitBoard, item: Id) -> ActSheet:
    """Return the sheet that shows a cancelled point of the programme and takes it up again."""
    words, spec = kit.words, SCHEMA.by_record[ProgrammeItem].fields
    record = next(one for uid, one, _ in board.sheet.programme or () if uid == item)
    facts = Facts("cancelled_facts")
    lines = [(words(spec[name].meta.label), words.value(spec[name], getattr(record, name))) for name in SHOWN]
    where = board.names.get(record.place or b"", "")
    facts.show_facts([*lines, *([(words(spec["place"].meta.label), where)] if where else [])])
    form = Form(
        kit, desk, form_spec(Decision, ("reason",), required=("reason",), rest=False), None,
        f"restore:{item.hex()}", about=item,
    )  # fmt: skip

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        return lambda: restore_item(desk, item, values["reason"] or "")

    hint = words(N_("Put back, it takes place again; the reason follows its remarks."))
    made = ActSheet(
        kit, parent, words(N_("Cancelled programme item")), "cancelled_item", act, form=form, above=facts, hint=hint,
        button=words(N_("Put back into the programme")),
    )  # fmt: skip
    name = words.text(record.activity)
    made.add_removal(words(N_("Remove")), lambda: Removed(name, remove_line(desk, item, ProgrammeItem)))
    return made


def give_sheet(kit: Kit, desk: "Desk", parent: QWidget, board: VisitBoard, on: Platform | None = None) -> ActSheet:
    """Return the sheet that makes another officer the visit's officer, for good."""
    return handing_over.give_sheet(kit, desk, parent, _whose(board, on))


def deputy_sheet(kit: Kit, desk: "Desk", parent: QWidget, board: VisitBoard, on: Platform | None = None) -> ActSheet:
    """Return the sheet that names the visit's deputy."""
    return handing_over.deputy_sheet(kit, desk, parent, _whose(board, on))


def _whose(board: VisitBoard, on: Platform | None) -> handing_over.Whose:
    record = board.sheet.record
    return handing_over.Whose(board.sheet.file, record.file_officer, record.deputy, on)


def close_sheet(kit: Kit, desk: "Desk", parent: QWidget, board: VisitBoard) -> ActSheet:
    """Return the sheet that closes a visit."""
    return closing.close_sheet(kit, desk, parent, board.sheet.file, VisitFile, "close_visit", close_visit)


def reopen_sheet(kit: Kit, desk: "Desk", parent: QWidget, board: VisitBoard) -> ActSheet:
    """Return the sheet that reopens a closed visit."""
    return closing.reopen_sheet(kit, desk, parent, board.sheet.file, "reopen_visit", reopen_visit)
