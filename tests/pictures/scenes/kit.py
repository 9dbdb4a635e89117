"""The parts that every screen is put together from, on one sheet."""

from PySide6.QtWidgets import QWidget

from app.ui.kit.buttons import button, link
from app.ui.kit.level_bars import LevelBars
from app.ui.kit.parts import Card, Chip, Empty, Tone, heading, row, secondary, title
from app.ui.kit.sheet import Sheet
from tests.pictures.scene import DIALOG, Scene, Stage


def parts(stage: Stage) -> QWidget:
    """A card with each part in its states; the words are names, which no language changes."""
    kit = stage.kit
    card = Card("parts")
    card.box.addWidget(title("Praesidium"))
    card.box.addLayout(row(LevelBars(kit, 3), heading("3"), Chip("BRU1"), None))
    tones = [Chip(tone.value.upper(), tone, f"chip_{tone.value}") for tone in Tone]
    card.box.addLayout(row(*tones, None))
    card.box.addWidget(secondary("BP-2026-BRU1-0042"))
    buttons = [
        button(kit, "BRU1", "primary", lambda: None, primary=True, key="Ctrl+S"),
        button(kit, "ANT1", "plain", lambda: None, key="V"),
        button(kit, "LIE1", "with_icon", lambda: None, icon="printer"),
        link("GNT1", "link", lambda: None),
    ]
    card.box.addLayout(row(*buttons, None))
    card.box.addWidget(Empty("BRU1", "ANT1", "empty"))
    return card


def sheet(stage: Stage) -> QWidget:
    """A dialog with something refused."""
    made = Sheet(stage.kit, None, "Praesidium", "sheet", "BRU1")
    made.add_cancel()
    made.add_button("BRU1", "do", made.accept, primary=True)
    made.say("ANT1")
    return made


SCENES = (Scene("kit.parts", parts, sizes=((640, 420),)), Scene("kit.sheet", sheet, sizes=DIALOG))
