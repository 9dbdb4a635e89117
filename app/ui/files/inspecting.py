"""Opening a person to an inspector for the day: who comes, and under which reference."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.services.cases.rulings import Ruling
from app.services.desk import Desk
from app.services.inspections import inspectors, name_inspection
from app.ui.forms.acting import ActSheet
from app.ui.forms.kept_texts import KeptTexts
from app.ui.kit.action import Action
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, asked, required_text


class Inspector(QWidget):
    """Which inspector, and the reference of his visit."""

    def __init__(self, kit: Kit, desk: Desk, person: Id, known: Sequence[tuple[Id, str]]) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        self._who, self._reference = QComboBox(), QLineEdit()
        for uid, name in known:
            self._who.addItem(name, uid)
        self.kept = KeptTexts(kit, desk, f"inspection:{person.hex()}", person, {"reference": self._reference})
        box.addWidget(self.kept)
        for editor, name, text in (
            (self._who, "inspector", N_("Inspector")),
            (self._reference, "inspection_reference", N_("Reference of the inspection")),
        ):  # fmt: skip
            editor.setObjectName(name)
            said = required_text(kit, kit.words(text))
            editor.setAccessibleName(said)
            box.addLayout(asked(said, name, editor))

    def said(self) -> tuple[Id, str]:
        """Return who was chosen (empty: nobody) and the reference."""
        return self._who.currentData() or b"", self._reference.text().strip()


def inspection_action(kit: Kit, desk: Desk, near: QWidget, person: Id) -> Action:
    """Return what opens the person in front to an inspector."""
    words = kit.words

    def ask() -> None:
        kit.jobs.read(
            near, partial(inspectors, desk), lambda known: inspection_sheet(kit, desk, near, person, known).open(),
            lambda failure: kit.door.show(failure, near),
        )  # fmt: skip

    return Action("inspection.open", words(N_("Open to an inspector for today…")), ask, "", "eye", words(N_("Program")))


def inspection_sheet(
    kit: Kit, desk: Desk, parent: QWidget, person: Id, known: Sequence[tuple[Id, str]]
) -> ActSheet:  # fmt: skip
    """Return the sheet that opens a person to an inspector at this workstation, until the day is over."""
    words = kit.words
    body = Inspector(kit, desk, person, known)

    def act(_values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        return partial(name_inspection, desk, body.said()[0], person, body.said()[1])

    hint = N_(
        "He reads and prints today, at this workstation, all files and entries in which this person stands, as far as"
        " his clearance goes, with everybody else in them. It is logged; tomorrow it opens nothing."
    )
    said = hint if known else N_("No inspector has an account at this workstation. An administrator enrols one.")
    sheet = ActSheet(
        kit, parent, words(N_("Open to an inspector for today?")), "open_inspection", act, above=body,
        hint=words(said), button=words(N_("Open for today")), width=620, asks=True,
    )  # fmt: skip
    sheet.act_button.setEnabled(bool(known))
    sheet.acted.connect(lambda _done: body.kept.done())
    return sheet
