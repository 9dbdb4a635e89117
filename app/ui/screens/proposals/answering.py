"""The answer to a proposal as it came back: each measure ticked as the paper says, one ruling for all of them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.core.errors import UserError
from app.core.i18n import N_
from app.models.enums import Capacity, Channel
from app.models.kinds.measures import Decision
from app.models.rules.decisions import ReasonMissing
from app.services.cases.proposal_boards import ProposalBoard
from app.services.cases.proposals import answer_proposal
from app.services.cases.rulings import Ruling
from app.ui.forms.acting import ActSheet
from app.ui.forms.editor import Beside
from app.ui.forms.form import Form
from app.ui.forms.ruling import RulingBlock
from app.ui.forms.specs import form_spec
from app.ui.kit.kit import Kit
from app.ui.screens.proposals.ticking import EXPLAINED, Ticking

if TYPE_CHECKING:
    from app.services.desk import Desk


class NothingTicked(UserError):
    """No measure got an answer."""

    sentence = N_("Tick at least one measure: what is not ticked stays proposed. Nothing was recorded.")


class AnswerSheet(ActSheet):
    """A refusal about one measure is shown with that measure, where it is typed."""

    ticks: Ticking

    def _refuse(self, refusal: UserError) -> None:
        if not self.ticks.refuse(refusal):
            super()._refuse(refusal)


def answer_sheet(kit: Kit, desk: "Desk", parent: QWidget | None, board: ProposalBoard) -> ActSheet:
    """Return the sheet that records the answer; what is not ticked stays proposed."""
    words, uid = kit.words, board.sheet.id
    capacity = board.sheet.record.addressee or Capacity.MINISTER
    block = RulingBlock(kit, desk, Ruling(capacity, Channel.PAPER), without=("urgent_alone", "reference"), scans=True)
    ticks = Ticking(kit, desk, board)
    spec = form_spec(Decision, ("reference",), rest=False)
    beside: dict[str, Beside] = {"answers": ticks, "ruling": block}
    form = Form(kit, desk, spec, None, f"answer:{uid.hex()}", about=uid, beside=beside)

    def act(values: Mapping[str, Any], ruling: Ruling | None) -> Any:
        answers = ticks.answers()
        if not answers or ruling is None:
            raise NothingTicked
        unsaid = next((one for one in answers if one.kind in EXPLAINED and not (one.reason or ruling.reason)), None)
        if unsaid is not None:
            raise ReasonMissing(field="reason", measure=unsaid.measure)
        heard = replace(ruling, reference=values["reference"])
        return lambda: answer_proposal(desk, uid, answers, heard)

    hint = N_("Tick each measure as the paper says. What is not ticked stays proposed. All is recorded in one save.")
    made = AnswerSheet(
        kit, parent, words(N_("Record the answer")), "answer_proposal", act, form=form, ruling=block, above=ticks,
        hint=words(hint), button=words(N_("Save")), width=1100,
    )  # fmt: skip
    made.ticks = ticks
    ticks.grown.connect(made.fit)
    ticks.setFocus()  # one begins at the first measure, as on the paper
    return made
