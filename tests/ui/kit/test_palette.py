"""Every text is read at 4.5:1 on the ground it may stand on, every edge one types into at 3:1, light and dark."""

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.kit import Kit
from app.ui.kit.palette import DARK, LIGHT, READ_ON, Palette
from tests.ui.contrast import contrast


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), READ_ON)
def test_a_text_is_read_on_its_ground(palette: Palette, text: str, ground: str) -> None:
    assert contrast(getattr(palette, text), getattr(palette, ground)) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), [("accent", "surface"), ("accent", "ground"), ("accent", "sunken")])
def test_an_edge_is_seen_on_its_ground(palette: Palette, edge: str, ground: str) -> None:
    assert contrast(getattr(palette, edge), getattr(palette, ground)) >= 3


@pytest.mark.parametrize("field", [QLineEdit, QPlainTextEdit, QTextEdit, QComboBox])
def test_what_an_empty_field_says_is_read(kit: Kit, qtbot: QtBot, field: type[QWidget]) -> None:
    made = field()
    qtbot.addWidget(made)
    made.ensurePolished()
    said = made.palette().color(QPalette.ColorRole.PlaceholderText)
    assert said.alpha() == 255, "a style sheet that names a colour of texts makes half of it otherwise"
    assert contrast(said.name(), kit.theme.palette.sunken) >= 4.5


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#FFFFFF") == 1
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
