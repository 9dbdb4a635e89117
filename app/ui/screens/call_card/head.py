"""Who it is and how much threatened: name, name in native script, office, level in force with its source."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.services.call_cards import CallCard
from app.services.call_cards.cards import LevelHere
from app.ui.files.portrait import Portrait
from app.ui.forms.options import country_name, language_name
from app.ui.kit.kit import Kit
from app.ui.kit.level_bars import LevelBars
from app.ui.kit.parts import GRID, Chip, Tone, label, row, secondary
from app.ui.kit.words import Words

FACE = 72
"""Pixels of the photograph's width."""


class Head(QWidget):
    """The upper part of the card; buttons go beside it."""

    def __init__(self, kit: Kit, card: CallCard) -> None:
        super().__init__()
        self.setObjectName("call_head")
        words = kit.words
        texts = QVBoxLayout()
        texts.setSpacing(2)
        name = label(card.name, "call_name", "big", wrap=True, select=True)
        name.setAccessibleName(card.name)
        texts.addWidget(name)
        if card.native_name:
            native = label(card.native_name, "call_native", "heading", wrap=True, select=True)
            # Arabic and Hebrew would go to the right edge by themselves; the eye looks under the name.
            native.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
            texts.addWidget(native)
        if card.aliases:
            also = words(N_("also: {names}"), names=", ".join(card.aliases))
            texts.addWidget(label(also, "call_aliases", wrap=True, select=True))
        texts.addWidget(label(_about(kit, card), "call_about", "quiet", wrap=True))
        texts.addSpacing(GRID)
        texts.addWidget(_levels(kit, card))
        if card.joined > 1:
            said = words.plural("{count} entry of the register, joined", "{count} entries of the register, joined",
                                card.joined)  # fmt: skip
            texts.addWidget(secondary(said, "call_joined"))
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        box.addWidget(Portrait(kit, "call_face", FACE, card.photo), 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(texts, 1)


def level_text(kit: Kit, level: LevelHere, *, reference: bool) -> str:
    """Return where a level comes from: service, day, until when, on what kind of threat, in which file."""
    words = kit.words
    parts = [f"{level.service.say(words.language)}, {words.date(level.dated)}"]
    if level.valid_until is not None:
        parts.append(words(N_("valid until {day}"), day=words.date(level.valid_until)))
    return " · ".join([", ".join(parts), words.enum(level.kind), *([level.reference] if reference else [])])


def _levels(kit: Kit, card: CallCard) -> QWidget:
    words = kit.words
    made = QWidget()
    made.setObjectName("call_levels")
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(4)
    if card.level is None:
        none = label(words(N_("No level of threat is known here")), "call_level", "quiet")
        box.addWidget(none)
        return made
    several = len({level.file for level in card.levels}) > 1
    for number, level in enumerate(card.levels):
        first = number == 0
        word = label(f"{int(level.level)} {words.enum(level.level)}", f"call_level_{number}",
                     "heading" if first else "strong")  # fmt: skip
        widgets: list[QWidget] = [LevelBars(kit, int(level.level)), word]
        if level.out_of_date:
            widgets.append(Chip(words(N_("out of date")), Tone.RED, f"call_level_old_{number}"))
        role = "body" if first else "secondary"
        source = label(level_text(kit, level, reference=several), f"call_level_source_{number}", role, wrap=True)
        line = row(*widgets, source)
        line.setStretch(len(widgets), 1)
        box.addLayout(line)
    return made


def _about(kit: Kit, card: CallCard) -> str:
    words = kit.words
    parts = [
        words.text(card.function),
        ", ".join(country_name(words, code) for code in card.nationalities),
        words(N_("born {day}"), day=words.date(card.birth_date)) if card.birth_date else "",
        words(N_("blood group {group}"), group=words.enum(card.blood_group)) if card.blood_group else "",
        words(N_("speaks {languages}"), languages=_listed(words, card.languages)) if card.languages else "",
    ]
    return " · ".join(filter(None, parts)) or "—"


def _listed(words: Words, codes: Sequence[str]) -> str:
    """Return languages inside a sentence, where French writes them without a capital."""
    names = [language_name(words, code) for code in codes]
    return ", ".join(name.lower() if words.language == "fr" else name for name in names)
