"""The right column: where the person is today, numbers and addresses, what is sealed, vehicles, files."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.services.call_cards import CallCard, Revealed
from app.services.call_cards.cards import Appears, Seal, SealedKind, Whereabouts
from app.services.saying import in_words
from app.ui.kit.buttons import button, link
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Card, Chip, Tone, heading, label, row, secondary

TOP = Qt.AlignmentFlag.AlignTop
Open = Callable[[Appears], object]
Ask = Callable[[Seal], object]
Opened = Mapping[Seal, Revealed]


def where_card(kit: Kit, card: CallCard) -> Card:
    """Return where the person is today, as far as the files say."""
    words = kit.words
    made = Card("where_card")
    made.box.addWidget(heading(words(N_("Where today")), "where_heading"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(GRID)
    grid.setVerticalSpacing(GRID)
    grid.setColumnMinimumWidth(0, 72)
    grid.setColumnStretch(1, 1)
    for number, one in enumerate(card.whereabouts):
        grid.addWidget(label(_when(kit, one), f"where_when_{number}", "strong"), number, 0, TOP)
        grid.addWidget(_place(kit, number, one), number, 1, TOP)
        if one.now:
            grid.addWidget(Chip(words(N_("now")), Tone.ACCENT, f"where_now_{number}"), number, 2, TOP)
    made.box.addLayout(grid)
    if not card.whereabouts:
        made.box.addWidget(secondary(words(N_("The files say nothing of today.")), "where_none", wrap=True))
    return made


def reach_card(kit: Kit, card: CallCard, opened: Opened, ask: Ask, copy: Callable[[str], object]) -> Card:
    """Return numbers and addresses; what is sealed has a button that asks why."""
    words = kit.words
    made = Card("reach_card")
    made.box.addWidget(heading(words(N_("Numbers and addresses")), "reach_heading"))
    if not card.private:
        made.box.addWidget(secondary(words(N_("Numbers and addresses are not for you to see.")), "reach_hidden",
                                     wrap=True))  # fmt: skip
    for number, phone in enumerate(card.phones):
        about = ", ".join(filter(None, (words.enum(phone.use) if phone.use else "", phone.remarks)))
        line = _pair(f"phone_{number}", phone.phone, about)
        line.layout().addWidget(_copier(kit, number, phone.phone, copy))  # type: ignore[union-attr]  # it has one
        made.box.addWidget(line)
    for number, home in enumerate(home for home in card.homes if not home.sealed):
        made.box.addWidget(_pair(f"home_{number}", home.text or "—", words.enum(home.use) if home.use else ""))
    for number, car in enumerate(card.cars):
        about = ", ".join(filter(None, (car.description, words(N_("armoured")) if car.armoured else "")))
        made.box.addWidget(_pair(f"car_{number}", car.plate, about))
    for number, seal in enumerate(card.seals):
        made.box.addWidget(_sealed(kit, number, seal, opened.get(seal), ask))
    unseen = sum(home.sealed for home in card.homes) - sum(seal.kind is SealedKind.ADDRESS for seal in card.seals)
    if unseen > 0:
        made.box.addWidget(secondary(words(N_("A sealed address is there; you may not open it.")), "reach_unseen",
                                     wrap=True))  # fmt: skip
    if card.private and not (card.phones or card.homes or card.cars or card.seals):
        made.box.addWidget(secondary(words(N_("No number or address is known of this person.")), "reach_none",
                                     wrap=True))  # fmt: skip
    return made


def files_card(kit: Kit, card: CallCard, open_file: Open) -> Card:
    """Return the files in which the person appears, each to be opened."""
    words = kit.words
    made = Card("files_card")
    made.box.addWidget(heading(words(N_("Files")), "files_heading"))
    for number, one in enumerate(card.files):
        role = words.enum(one.role) if one.role else ""
        state = words.enum(one.state) if one.state else ""
        reference = link(one.reference or "—", f"file_{number}", partial(open_file, one))
        made.box.addLayout(row(reference, None, spacing=0))
        made.box.addWidget(secondary(" · ".join(filter(None, (one.title, role, state))), f"file_about_{number}",
                                     wrap=True))  # fmt: skip
    if not card.files:
        made.box.addWidget(secondary(words(N_("In no file that you may read.")), "files_none", wrap=True))
    return made


def seal_text(kit: Kit, seal: Seal) -> str:
    """Return what a seal is on: `verzegeld adres (schuiladres)`."""
    words = kit.words
    text = words.enum(seal.kind)
    return f"{text} ({words.enum(seal.use)})" if seal.use else text


def _sealed(kit: Kit, number: int, seal: Seal, opened: Revealed | None, ask: Ask) -> QWidget:
    words = kit.words
    made = QWidget()
    made.setObjectName(f"seal_{number}")
    box = QHBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(GRID)
    if opened is None:
        box.addWidget(label(seal_text(kit, seal), f"seal_name_{number}", wrap=True), 1)
        key = "R" if number == 0 else ""
        one = button(kit, words(N_("Open…")), f"seal_open_{number}", partial(ask, seal), key=key, icon="lock")
        one.setAccessibleName(f"{one.text()} {seal_text(kit, seal)}")
        box.addWidget(one)
        return made
    texts = QVBoxLayout()
    texts.setSpacing(2)
    texts.addWidget(label(opened.text, f"seal_value_{number}", "strong", wrap=True, select=True))
    if opened.zone is not None:
        texts.addWidget(label(opened.zone.say(words.language), f"seal_zone_{number}", wrap=True, select=True))
    if opened.access:
        texts.addWidget(label(opened.access, f"seal_access_{number}", wrap=True, select=True))
    texts.addWidget(secondary(seal_text(kit, seal), f"seal_name_{number}"))
    box.addLayout(texts, 1)
    return made


def _copier(kit: Kit, number: int, phone: str, copy: Callable[[str], object]) -> QToolButton:
    made = QToolButton()
    made.setObjectName(f"phone_{number}_copy")
    text = kit.words(N_("Copy the number"))
    made.setAccessibleName(f"{text}: {phone}")
    made.setToolTip(text)
    made.setIcon(kit.icons("copy", "secondary"))
    made.setIconSize(QSize(16, 16))
    made.clicked.connect(lambda: copy(phone.replace("\u00a0", " ")))
    return made


def _pair(name: str, value: str, about: str) -> QWidget:
    made = QWidget()
    made.setObjectName(name)
    box = QHBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(GRID)
    box.addWidget(label(value, f"{name}_value", "strong", wrap=True, select=True), 1)
    if about:
        beside = secondary(about, f"{name}_about", wrap=True)
        beside.setMaximumWidth(150)
        box.addWidget(beside)
    return made


def _place(kit: Kit, number: int, one: Whereabouts) -> QWidget:
    """Return what the person does there, and where that is under it."""
    what = str(in_words(one.what, kit.words.language))
    made = QWidget()
    made.setObjectName(f"where_{number}")
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    box.addWidget(label(what[:1].upper() + what[1:], f"where_text_{number}", wrap=True, select=True))
    if one.place:
        box.addWidget(secondary(one.place, f"where_place_{number}", wrap=True))
    return made


def _when(kit: Kit, one: Whereabouts) -> str:
    words = kit.words
    if one.starts is not None:
        return words.time(one.starts)
    return words(N_("until {day}"), day=words.short_date(one.to_on)) if one.to_on else words(N_("today"))
