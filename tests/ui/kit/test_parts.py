"""A part whose look changes while it is shown has the room that the new look takes."""

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.kit import Kit
from app.ui.kit.parts import Chip, Tone, label, set_property


def test_a_line_that_becomes_a_chip_is_as_high_as_one(qtbot: QtBot, kit: Kit) -> None:
    box = QWidget()
    line, chip = label("Echt en van kracht", "verdict", wrap=True), Chip("Echt en van kracht", Tone.ACCENT)
    layout = QVBoxLayout(box)
    layout.addWidget(line)
    layout.addWidget(chip)
    qtbot.addWidget(box)
    box.show()
    assert line.heightForWidth(500) < chip.sizeHint().height()
    set_property(line, "chip", Tone.ACCENT.value)
    assert line.heightForWidth(500) == chip.sizeHint().height()
