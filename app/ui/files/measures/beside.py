"""The answer to a proposal, recorded by a colleague at the proposer's desk: his login, his passphrase, his answer."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.models.enums import DecisionKind, MeasureState
from app.services.cases.rulings import Ruling
from app.services.cases.worklists import MeasureRow
from app.services.station.beside import colleague_beside
from app.services.station.stations import Platform
from app.ui.files.measures.deciding import CHOICES, first_ruling, left_out, with_key
from app.ui.files.second import Second
from app.ui.forms.acting import ActSheet
from app.ui.forms.ruling import RulingBlock
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, secondary

if TYPE_CHECKING:
    from app.services.desk import Desk

K = DecisionKind
ANSWERS: Mapping[MeasureState, tuple[DecisionKind, ...]] = {
    MeasureState.PROPOSED: (K.APPROVE, K.REFUSE, K.RETURN),
    MeasureState.PROVISIONAL: (K.RATIFY, K.REFUSE),
}
"""What can be answered beside somebody; what changes the content of a measure is decided at one's own desk."""


def waits_for_another(line: MeasureRow, may: frozenset[DecisionKind]) -> bool:
    """Tell whether a measure waits for an answer that this officer cannot record: `may` he can, but for his own."""
    answers = ANSWERS.get(line.state, ()) if line.state is not None else ()
    return line.decided_here and bool(answers) and (line.own or answers[0] not in may)


def beside_sheet(kit: Kit, desk: "Desk", parent: QWidget, on: Platform, line: MeasureRow) -> ActSheet:
    """Return the sheet in which a colleague records what was answered; `on` is where he proves himself."""
    words = kit.words
    kinds = ANSWERS[line.state] if line.state is not None else ()
    choices = {one.kind: one for one in CHOICES if one.kind in kinds}
    which = QComboBox()
    which.setObjectName("beside_answer")
    which.setAccessibleName(words(N_("Answer")))
    for kind in kinds:
        which.addItem(with_key(words(choices[kind].text))[0], kind)
    second = Second(kit, words(N_("Login of the colleague")), words(N_("Passphrase of the colleague")))
    above = QWidget()
    box = QVBoxLayout(above)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(GRID)
    box.addWidget(second)
    box.addWidget(secondary(words(N_("Answer")), "beside_answer_label"))
    box.addWidget(which)
    minister = kinds[0] in line.minister
    ruling = RulingBlock(
        kit, desk, first_ruling(kinds[0], minister=minister, substitute=line.substitute),
        without=left_out(kinds[0], minister=minister), scans=True,
    )  # fmt: skip

    def act(_values: Mapping[str, Any], given: Ruling | None) -> Any:
        choice = choices[which.currentData()]
        login, passphrase = second.take()

        def record() -> object:
            his = colleague_beside(desk, login, passphrase, on, line.record.file or b"")
            return choice.record(his, line, given, {}) if given is not None else None

        return record

    text = words(N_("A colleague records the answer"))
    made = ActSheet(kit, parent, text, "beside", act, ruling=ruling, above=above, button=words(N_("Record the answer")))
    second.setFocus()
    return made
