"""An originator agrees no more that an organisation has what it wrote: which, who said so and how."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.kinds.measures import ExecutionReport
from app.services.cases.labels import withdraw_originator_consent
from app.services.cases.originators import Agreed, agreed_in
from app.services.cases.rulings import Ruling
from app.ui.files.wording import capital
from app.ui.forms.acting import ActSheet
from app.ui.forms.form import Form
from app.ui.forms.specs import form_spec
from app.ui.kit.kind_words import part_name
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, secondary

if TYPE_CHECKING:
    from app.services.desk import Desk


class _Which(QWidget):
    """Which of what was agreed to."""

    def __init__(self, kit: Kit, known: Sequence[Agreed]) -> None:
        super().__init__()
        words = kit.words
        self._known = known
        self.choice = QComboBox()
        self.choice.setObjectName("agreed")
        text = words(N_("What may go to whom"))
        self.choice.setAccessibleName(text)
        self.choice.addItems([f"{one.name or capital(part_name(words, one.part))} → {one.receiver}" for one in known])
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID // 2)
        box.addWidget(secondary(text, "agreed_label"))
        box.addWidget(self.choice)

    def chosen(self) -> Agreed:
        """Return what is chosen."""
        return self._known[self.choice.currentIndex()]


def ask_withdrawal(kit: Kit, desk: "Desk", parent: QWidget, file: Id) -> None:
    """Read what was agreed to in the file, then open the sheet."""
    language = kit.words.language
    kit.jobs.read(
        parent, partial(agreed_in, desk, file, language),
        lambda known: withdrawal_sheet(kit, desk, parent, file, known).open(),
        lambda failure: kit.door.show(failure, parent),
    )  # fmt: skip


def withdrawal_sheet(kit: Kit, desk: "Desk", parent: QWidget, file: Id, known: Sequence[Agreed]) -> ActSheet:
    """Return the sheet; where nothing was agreed to it says so and where that is recorded."""
    words = kit.words
    which = _Which(kit, known)
    asked = ("by_whom", "remarks")
    form = Form(
        kit, desk, form_spec(ExecutionReport, asked, required=asked[:1], rest=False), None,
        f"originator_withdrawn:{file.hex()}", about=file,
    )  # fmt: skip

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        how = ": ".join(part for part in (values["by_whom"], values["remarks"]) if part)
        one = which.chosen()
        return lambda: withdraw_originator_consent(desk, one.stream, one.organisation, how)

    nothing = N_("No originator's consent is recorded in this file. Record one beside an attachment, or in this menu.")
    hint = N_("Nothing of it goes there any more. What has left stays where it went: a bundle is not recalled.")
    text = words(N_("Withdraw an originator's consent"))
    sheet = ActSheet(
        kit, parent, text, "withdraw_originator", act, form=form, above=which, hint=words(hint if known else nothing),
        button=words(N_("Withdraw consent")),
    )  # fmt: skip
    if not known:
        which.hide()
        form.hide()
        sheet.act_button.setEnabled(False)
    return sheet
