"""Two entries side by side: who entered each, what it appears in, field by field both values and who wrote them when.

What differs says so in words. What was said of the two before stands beneath, the latest first.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.models.enums import MergeState
from app.models.kinds.persons import Email, HomeAddress, Phone
from app.services.paper.wording import address_text, number_text
from app.services.registers.appearing import Appearance
from app.services.registers.comparing import Compared, Comparison, Side, Standing, Written
from app.ui.files.portrait import Portrait
from app.ui.files.wording import capital, person_name
from app.ui.forms.options import value_text
from app.ui.kit.buttons import link
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Card, Chip, Tone, heading, label, row, secondary
from app.ui.kit.screen import Address
from app.ui.kit.words import DASH

PHOTO = 64
FILES = 4
"""Files of an entry that are named; more are counted."""
NAME_WIDTH = 116


class SideBySide(QWidget):
    """Shows a comparison; `wanted` opens a file or an entry."""

    wanted = Signal(Address)

    def __init__(self, kit: Kit, found: Comparison) -> None:
        super().__init__()
        self._kit, self._found = kit, found
        self.setObjectName("side_by_side")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        heads = QHBoxLayout()
        heads.setSpacing(2 * GRID)
        for place, side in enumerate(found.sides):
            heads.addWidget(self._head(place, side), 1)
        box.addLayout(heads)
        box.addWidget(self._fields())
        if found.said:
            box.addWidget(self._history())
        box.addStretch(1)

    def _head(self, place: int, side: Side) -> Card:
        words = self._kit.words
        card = Card(f"side_{place}")
        card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        name = person_name(side.record, words)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        opens = link(name, f"side_{place}_open", partial(self.wanted.emit, Address("person", side.person)))
        opens.setAccessibleName(words(N_("Open {what}"), what=name))
        texts.addLayout(row(opens, None))
        if place == 0 and self._found.standing in (Standing.JOINED, Standing.HANG_TOGETHER):
            texts.addLayout(row(Chip(words(N_("leads")), Tone.PLAIN, "leads_chip"), None))
        if side.entered is not None:
            said = words(N_("Entered by {who}"), who=self._who(side.entered))
            texts.addWidget(secondary(said, f"side_{place}_entered", wrap=True))
        if side.joined:
            said = words.plural(
                "{count} other entry is joined to it", "{count} other entries are joined to it", len(side.joined)
            )
            texts.addWidget(secondary(said, f"side_{place}_joined", wrap=True))
        beside = QHBoxLayout()
        beside.setSpacing(2 * GRID)
        beside.addWidget(Portrait(self._kit, f"side_{place}_photo", PHOTO, side.photo), 0, Qt.AlignmentFlag.AlignTop)
        beside.addLayout(texts, 1)
        card.box.addLayout(beside)
        self._files(card, place, side.files)
        card.box.addStretch(1)
        return card

    def _files(self, card: Card, place: int, files: Sequence[Appearance]) -> None:
        words = self._kit.words
        if not files:
            none = words(N_("In no file that you may see."))
            card.box.addWidget(label(none, f"side_{place}_no_file", "quiet", wrap=True))
        for number, one in enumerate(files[:FILES]):
            screen = "visit" if one.kind.startswith("visit") else "threat_file"
            text = one.reference or one.title or words(N_("a file not shown here"))
            act = partial(self.wanted.emit, Address(screen, one.file))
            role = secondary(capital(words.enum(one.role)) if one.role else "", f"side_{place}_role_{number}")
            card.box.addLayout(row(link(text, f"side_{place}_file_{number}", act), role, None))
        if len(files) > FILES:
            said = words(N_("and {count} more"), count=words.number(len(files) - FILES))
            card.box.addWidget(secondary(said, f"side_{place}_more_files"))

    def _fields(self) -> Card:
        words = self._kit.words
        card = Card("compared")
        card.box.addWidget(heading(words(N_("Field by field")), "compared_title"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID)
        for column in (1, 2):
            grid.setColumnStretch(column, 1)
            grid.setColumnMinimumWidth(column, 150)
        top = Qt.AlignmentFlag.AlignTop
        for number, one in enumerate(self._found.fields):
            if not any(value not in (None, "", (), []) for value in one.values):
                continue
            what = QVBoxLayout()
            what.setSpacing(2)
            name = label(self._what(one), f"compared_{number}", "secondary", wrap=True)
            name.setFixedWidth(NAME_WIDTH)
            what.addWidget(name)
            if one.both and not one.same:
                what.addLayout(row(Chip(words(N_("differs")), Tone.PLAIN, f"differs_{number}"), None))
            grid.addLayout(what, number, 0, top)
            for place in (0, 1):
                grid.addLayout(self._value(one, number, place), number, place + 1, top)
        card.box.addLayout(grid)
        for place, side in enumerate(self._found.sides):
            if not side.private:
                said = N_("The private data of {name} was not shared with you: it is not compared.")
                text = words(said, name=person_name(side.record, words))
                card.box.addWidget(label(text, f"private_hidden_{place}", "quiet", wrap=True))
        return card

    def _value(self, one: Compared, number: int, place: int) -> QVBoxLayout:
        words = self._kit.words
        said = self._said(one, one.values[place])
        made = label(said, f"value_{number}_{place}", "strong" if one.both and not one.same else "body", wrap=True,
                     select=True)  # fmt: skip
        name = person_name(self._found.sides[place].record, words)
        made.setAccessibleName(f"{self._what(one)}, {name}: {said}")
        box = QVBoxLayout()
        box.setSpacing(0)
        box.addWidget(made)
        by = one.written[place]
        if by is not None and said != DASH:
            box.addWidget(secondary(self._who(by), f"by_{number}_{place}", wrap=True))
        return box

    def _what(self, one: Compared) -> str:
        """Return what a row is of: the field, or what is kept in lines."""
        words = self._kit.words
        lines = {
            Phone: words(N_("Phone numbers")), Email: words(N_("E-mail addresses")),
            HomeAddress: words(N_("Addresses")),
        }  # fmt: skip
        record = next((value[0] for value in one.values if isinstance(value, tuple) and value), None)
        return lines.get(type(record)) or words(one.spec.meta.label)

    def _said(self, one: Compared, value: Any) -> str:
        words = self._kit.words
        if isinstance(value, bytes):
            return self._found.names.get(value, DASH)
        if isinstance(value, tuple) and value and isinstance(value[0], Phone | Email | HomeAddress):
            return "\n".join(_line(record) for record in value)
        return value_text(words, one.spec, value) or DASH

    def _history(self) -> Card:
        words = self._kit.words
        card = Card("said_before")
        card.box.addWidget(heading(words(N_("What was said of the two")), "said_title"))
        if self._found.proposed:
            held = words(N_("They are shown apart until every organisation that keeps one of them says so too."))
            card.box.addWidget(label(held, "said_proposed", "quiet", wrap=True))
        for number, one in enumerate(self._found.said):
            what = N_("The same person") if one.state is MergeState.JOINED else N_("Different people")
            text = words.pair(words(what), one.reason) if one.reason else words(what)
            card.box.addWidget(label(text, f"said_{number}", wrap=True, select=True))
            card.box.addWidget(secondary(self._who(one.by), f"said_{number}_by", wrap=True))
        return card

    def _who(self, by: Written) -> str:
        names, words = self._found.names, self._kit.words
        parts = (names.get(by.officer, ""), names.get(by.station, ""), words.moment(by.moment))
        return " · ".join(part for part in parts if part)


def _line(record: Phone | Email | HomeAddress) -> str:
    if isinstance(record, Phone):
        return number_text(record.number)
    return (record.address or "") if isinstance(record, Email) else address_text(record)
