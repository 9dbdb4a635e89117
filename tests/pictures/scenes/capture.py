"""A call that becomes a report, and what comparable files decided, beside the measures of a file."""

from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from app.core.ids import Id
from app.models.kinds.persons import Person
from app.services.desk import Desk
from app.ui.files.call_sheet import call_sheet
from app.ui.files.findings_bar import FindingsBar
from tests.pictures.scene import DIALOG, Scene, Stage
from tests.pictures.scenes import threat_file

SAID = {
    "nl": "Man belt om 9.40 u met 0470 99 88 77: « ik weet waar ze woont ». Wagen 1-XYZ-987 voor de deur, "
    "zoals op 20/11/2026. De politie stelde PV BR.45.L3.012345/2026 op.",
    "fr": "Un homme appelle à 9 h 40 du 0470 99 88 77 : « je sais où elle habite ». Voiture 1-XYZ-987 devant la porte, "
    "comme le 20/11/2026. La police a rédigé le PV BR.45.L3.012345/2026.",
}


def precedents(stage: Stage) -> QWidget:
    """What comparable files decided, opened, with the files of the first type."""
    screen = threat_file.tab("measures", stage)
    for name in ("precedents_open", "precedents_type_0"):
        found = screen.findChild(QPushButton, name)
        assert isinstance(found, QPushButton), name
        found.click()
        stage.settle()
    return screen


def quick_report(stage: Stage) -> QWidget:
    """A call about the judge: what was said is typed, and what is recognised in it stands beneath."""
    desk = stage.desk()
    made = call_sheet(stage.kit, desk, None, _judge(desk, stage.house.ids["file"]))
    made.show()
    stage.qtbot.addWidget(made)
    stage.settle()
    assert made.form is not None
    made.form.set_value("form", "phone")
    described = made.form.editor("description").inputs[0]
    assert isinstance(described, QPlainTextEdit)
    described.setPlainText(SAID[stage.kit.words.language])
    bar = made.findChild(FindingsBar)
    assert isinstance(bar, FindingsBar)
    bar.look()
    stage.settle()
    return made


def _judge(desk: Desk, file: Id) -> Id:
    with desk.read() as view:
        found = view.find(Person, "uid IN (SELECT person FROM p_involvement WHERE file = ?)", file)
    return found[0][0]


SCENES = (
    Scene("threat_file.precedents", precedents),
    Scene("threat_file.quick_report", quick_report, sizes=DIALOG),
)
