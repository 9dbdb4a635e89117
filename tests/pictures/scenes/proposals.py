"""Proposals to the Minister: the list, one drawn up, one half answered, and the dialogs of both."""

from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from app.core.ids import Id
from app.models.enums import Capacity, Channel, DecisionKind
from app.models.texts import local_text
from app.services.cases.proposal_boards import proposable
from app.services.cases.proposal_sheets import Reasons
from app.services.cases.proposals import Answer, NewProposal, answer_proposal, argue, draw_up_proposal, submit_proposal
from app.services.cases.rulings import Ruling
from app.ui.kit.screen import Address
from app.ui.screens.paper.sheets import PaperSheets
from app.ui.screens.proposals.lists import ProposalsScreen
from app.ui.screens.proposals.screen import ProposalScreen
from app.ui.screens.proposals.ticking import Ticking
from tests.pictures.scene import DIALOG, INSIDE, Scene, Stage
from tests.pictures.steps import offering, sheet_scene

RECORDER = "lambert"
REASONS = Reasons(
    local_text("nl", "De dreiging is ernstig en nabij: de dader kent de dagindeling.", fr="La menace est grave."),
    local_text("nl", "Beperkt tot de verplaatsingen; evaluatie na dertig dagen.", fr="Limité aux déplacements."),
    local_text("nl", "- Thuiswerk: niet mogelijk", fr="- Télétravail : impossible"),
)  # fmt: skip


def drawn_up(stage: Stage, title: str = "Week 47", most: int | None = None) -> Id:
    """Draw up a proposal of all that waits, or the first few; argued for its first file. Close the desk again."""
    desk = stage.desk()
    found = proposable(desk, "nl")
    measures = [row.id for file in found.files for row in file.measures][:most]
    made = draw_up_proposal(desk, NewProposal(title, measures))
    argue(desk, made, found.files[0].file, REASONS)
    desk.store.close()
    stage.desks.remove(desk)
    return made


def answered(stage: Stage) -> Id:
    """Submit it, and record the answer on its first two measures."""
    made = drawn_up(stage)
    desk = stage.desk()
    submit_proposal(desk, made)
    desk.store.close()
    stage.desks.remove(desk)
    desk = stage.desk(RECORDER)
    with desk.read() as view:
        waits = [bytes(row[0]) for row in view.connection.exec_driver_sql(WAITING)]
    heard = Ruling(Capacity.MINISTER, Channel.PAPER, "de minister")
    answers = [Answer(waits[0], DecisionKind.APPROVE), Answer(waits[1], DecisionKind.RETURN, "Waarom niet thuis?")]
    answer_proposal(desk, made, answers, heard)
    desk.store.close()
    stage.desks.remove(desk)
    return made


WAITING = "SELECT uid FROM p_measure WHERE state = 'proposed' ORDER BY file, start IS NULL, start, id"


def listed(stage: Stage) -> QWidget:
    """The list."""
    answered(stage)
    return stage.screen(ProposalsScreen, Address("proposals"))


def empty(stage: Stage) -> QWidget:
    """No proposal yet."""
    return stage.screen(ProposalsScreen, Address("proposals"))


def one(stage: Stage) -> QWidget:
    """A proposal that is being drawn up."""
    return _screen(stage, drawn_up(stage), "verhaegen")


def one_of_some(stage: Stage) -> QWidget:
    """A proposal that leaves measures out which wait too."""
    return _screen(stage, drawn_up(stage, most=1), "verhaegen")


def submitted(stage: Stage) -> QWidget:
    """A proposal that the Minister has before him, as who drew it up sees it."""
    return _screen(stage, answered(stage), "verhaegen")


def waiting(stage: Stage) -> QWidget:
    """A proposal of which something waits, as who records the answer sees it."""
    return _screen(stage, answered(stage), RECORDER)


def pressed(name: str, behind: str, stage: Stage) -> QWidget:
    """The dialog that a button of one of these screens opens."""
    stage.size = INSIDE[0]
    screen = {"new": empty, "one": one, "waiting": waiting}[behind](stage)
    found = screen.findChild(QPushButton, name)
    assert isinstance(found, QPushButton), name
    found.click()
    return stage.sheet()


def ticked(stage: Stage) -> QWidget:
    """The answer half recorded: one approved as amended, one refused with its reason."""
    sheet = pressed("answer", "waiting", stage)
    ticks = sheet.findChild(Ticking)
    assert ticks is not None
    keys = [line.key.hex() for line in ticks.lines]
    state = {keys[0]: ["refuse", "Niet evenredig", {}]}
    if len(keys) > 1:
        state[keys[1]] = ["approve_amended", "", {}]
    ticks.restore(state)
    stage.settle()
    return sheet


def _screen(stage: Stage, uid: Id, login: str) -> QWidget:
    papers = PaperSheets(stage.platform())
    return stage.screen(ProposalScreen, Address("proposal", uid), login, issue=papers.issue, copies=papers.copies)


SCENES = (
    Scene("proposals.list", listed),
    Scene("proposals.empty", empty),
    Scene("proposals.one", one),
    Scene("proposals.waiting", waiting),
    Scene("proposals.new_proposal", partial(pressed, "new_proposal", "new"), sizes=DIALOG),
    Scene("proposals.write_reasons", partial(pressed, "write_reasons", "one"), sizes=DIALOG),
    Scene("proposals.submit", partial(pressed, "submit", "one"), sizes=DIALOG),
    Scene("proposals.answer", ticked, sizes=DIALOG),
    sheet_scene("proposals.name_proposal", one, offering("proposal_name")),
    sheet_scene("proposals.put_in", one_of_some, offering("proposal_put_in")),
    sheet_scene("proposals.take_back", submitted, offering("proposal_take_back")),
    sheet_scene("proposals.withdraw", submitted, offering("proposal_withdraw")),
)
