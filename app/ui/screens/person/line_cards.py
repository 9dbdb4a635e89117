"""How somebody is reached and to whom he is what: a card for each kind of line, with what may be done to a line."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.kinds.persons import Email, HomeAddress, Phone, Relation
from app.services.paper.content import address_text, number_text
from app.services.registers.appearing import Related
from app.services.registers.person_sheets import PersonSheet
from app.ui.files.wording import capital
from app.ui.kit.kit import Kit
from app.ui.kit.parts import Card, heading, label, link, row, secondary
from app.ui.kit.screen import Address
from app.ui.screens.person import sheets, together


class LineCards:
    """The cards of one person as read; None for each where none of it was shared."""

    def __init__(
        self, kit: Kit, sheet: PersonSheet, act: Callable[[Callable[..., QWidget]], None],
        remove: Callable[[Id, type, str], None], lead: Callable[[Address], object],
    ) -> None:  # fmt: skip
        self._kit, self._sheet = kit, sheet
        self._open, self._remove, self._lead = act, remove, lead

    def phones(self) -> Card | None:
        """Return the numbers."""
        lines = [
            (uid, number_text(one.number), self._under(one.person, _said(self._kit, one.use, one.remarks)))
            for uid, one in self._sheet.phones
        ]
        text = self._kit.words(N_("Phone numbers"))
        return self._card("phones", text, lines, Phone, sheets.phone_sheet)

    def emails(self) -> Card | None:
        """Return the e-mail addresses."""
        lines = [
            (uid, one.address or "", self._under(one.person, _said(self._kit, one.use, one.remarks)))
            for uid, one in self._sheet.emails
        ]
        text = self._kit.words(N_("E-mail addresses"))
        return self._card("emails", text, lines, Email, sheets.email_sheet)

    def addresses(self) -> Card | None:
        """Return where somebody lives or works."""
        lines = [
            (uid, address_text(one), self._under(one.person, _said(self._kit, one.use, None)))
            for uid, one in self._sheet.addresses
        ]
        text = self._kit.words(N_("Addresses"))
        return self._card("addresses", text, lines, HomeAddress, sheets.address_sheet)

    def relations(self) -> Card | None:
        """Return the relations, both ways; a name leads to whom it is of."""
        words = self._kit.words
        unknown = words(N_("somebody not shown here"))
        lines = [
            (
                one.uid,
                self._sheet.names.get(one.other, unknown),
                self._under(_own_end(one), [together.related_text(self._kit, one)]),
            )
            for one in self._sheet.related
        ]
        open_ = {one.uid: one.other for one in self._sheet.related if one.other in self._sheet.names}
        theirs = frozenset(one.uid for one in self._sheet.related if one.of)
        text = words(N_("Relations"))
        return self._card("relations", text, lines, Relation, sheets.relation_sheet, open_, theirs)

    def _under(self, entry: Id | None, said: Sequence[str]) -> str:
        """Return what stands under a line, with the entry it is from where that is not the one that leads."""
        return " · ".join(part for part in (*said, together.from_entry(self._kit, self._sheet, entry)) if part)

    def _card(
        self,
        name: str,
        text: str,
        lines: Sequence[tuple[Id, str, str]],
        kind: type,
        add: sheets.MakeLine,
        opens: Mapping[Id, Id] = MappingProxyType({}),
        theirs: frozenset[Id] = frozenset(),
    ) -> Card | None:
        """`opens` names who a line leads to; `theirs` are lines that are kept with another, and changed there."""
        if all(card.private_stream is None for card in (self._sheet.card, *self._sheet.joined)):
            return None
        words = self._kit.words
        card = Card(f"person_{name}")
        card.box.addWidget(heading(text, f"{name}_title"))
        for number, (uid, first, second) in enumerate(lines):
            away: list[QWidget] = []
            if self._sheet.may_edit_private and uid not in theirs:
                open_it, take_away = (
                    partial(self._open, partial(add, line=uid)),
                    partial(self._remove, uid, kind, first),
                )
                change = link(words(N_("Change")), f"{name}_change_{number}", open_it)
                change.setAccessibleName(words(N_("Change {what}"), what=first))
                remove = link(words(N_("Remove")), f"{name}_remove_{number}", take_away)
                remove.setAccessibleName(words(N_("Remove {what}"), what=first))
                away = [change, remove]
            said: QWidget = label(first, f"{name}_{number}", select=True, wrap=True)
            if uid in opens:
                said = link(first, f"{name}_{number}", partial(self._lead, Address("person", opens[uid])))
            line = row(said, *away)
            line.setStretch(0, 1)
            card.box.addLayout(line)
            if second:
                card.box.addWidget(secondary(second, f"{name}_{number}_under", wrap=True))
        if not lines:
            card.box.addWidget(label(words(N_("None yet.")), f"{name}_none", "quiet"))
        if self._sheet.may_edit_private:
            card.box.addLayout(row(link(words(N_("Add")), f"{name}_add", partial(self._open, add)), None))
        return card


def _said(kit: Kit, member: object, remarks: str | None) -> list[str]:
    return [part for part in (capital(kit.words.plain(member)) if member is not None else "", remarks or "") if part]


def _own_end(one: Related) -> Id | None:
    """Return by which of his entries somebody stands in a relation."""
    return one.record.other if one.of else one.record.person
