"""The sheets that close a file of any kind, for a reason and on somebody's word, and open it again."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.services.cases.rulings import Ruling
from app.ui.files.opening import OWN_WORD
from app.ui.forms.acting import ActSheet
from app.ui.forms.form import Form
from app.ui.forms.ruling import RulingBlock
from app.ui.forms.specs import form_spec
from app.ui.kit.kit import Kit

if TYPE_CHECKING:
    from app.services.desk import Desk

REASON = "closing_reason"


def close_sheet(
    kit: Kit, desk: "Desk", parent: QWidget, file: Id, record: type, name: str,
    close: Callable[["Desk", Id, str, Ruling], object],
) -> ActSheet:  # fmt: skip
    """Return the sheet, called `name`, that closes a file of this kind of record."""
    words = kit.words
    block = RulingBlock(kit, desk, OWN_WORD, without=("urgent_alone",))
    spec = form_spec(record, (REASON,), required=(REASON,), rest=False)
    form = Form(kit, desk, spec, None, f"close:{file.hex()}", about=file, beside={"ruling": block})

    def act(values: Mapping[str, Any], ruling: Ruling | None) -> Any:
        return lambda: close(desk, file, values[REASON] or "", ruling or OWN_WORD)

    hint = words(N_("A file closes when no measure runs or waits and every copy is back, destroyed or written off."))
    text = words(N_("Close the file"))
    return ActSheet(kit, parent, text, name, act, form=form, hint=hint, ruling=block, button=text)


def reopen_sheet(
    kit: Kit, desk: "Desk", parent: QWidget, file: Id, name: str, reopen: Callable[["Desk", Id, Ruling], object]
) -> ActSheet:
    """Return the sheet, called `name`, that opens a closed file again."""
    words = kit.words

    def act(_values: Mapping[str, Any], ruling: Ruling | None) -> Any:
        return lambda: reopen(desk, file, ruling or OWN_WORD)

    block = RulingBlock(kit, desk, OWN_WORD, f"reopen:{file.hex()}", without=("urgent_alone",), about=file)
    return ActSheet(kit, parent, words(N_("Reopen the file")), name, act, ruling=block, button=words(N_("Reopen")))
