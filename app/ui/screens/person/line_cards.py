"""How somebody is reached, what he drives, to whom he is what: a card for each kind of line, with its acts."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.kinds.persons import Email, HomeAddress, Phone, Relation
from app.models.kinds.registers import Vehicle
from app.services.call_cards.cards import SealedKind
from app.services.paper.wording import address_text, number_text
from app.services.registers.appearing import Related
from app.services.registers.person_sheets import PersonSheet
from app.services.registers.persons import remove_line
from app.services.registers.sealed_addresses import remove_sealed_address
from app.services.registers.vehicles import leave_vehicle
from app.ui.files.wording import capital
from app.ui.kit.buttons import link
from app.ui.kit.kit import Kit
from app.ui.kit.parts import Card, clearable, heading, label, row, secondary
from app.ui.kit.screen import Address
from app.ui.screens.person import line_sheets, together
from app.ui.screens.person.line_sheets import MakeLine

if TYPE_CHECKING:
    from app.services.desk import Desk

LONG = 8
"""More lines than so many on a card are narrowed by words."""
Remove = Callable[..., bytes]
"""Takes a line (desk, id) away and gives the hash of the save, for an undo; what may be warned of takes `knowing`."""


class LineCards:
    """The cards of one person as read; None for each where none of it was shared."""

    def __init__(
        self, kit: Kit, sheet: PersonSheet, act: Callable[[Callable[..., QWidget]], None],
        remove: Callable[[Id, Remove, str], None], lead: Callable[[Address], object],
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
        return self._card("phones", text, lines, _line(Phone), line_sheets.phone_sheet)

    def emails(self) -> Card | None:
        """Return the e-mail addresses."""
        lines = [
            (uid, one.address or "", self._under(one.person, _said(self._kit, one.use, one.remarks)))
            for uid, one in self._sheet.emails
        ]
        text = self._kit.words(N_("E-mail addresses"))
        return self._card("emails", text, lines, _line(Email), line_sheets.email_sheet)

    def addresses(self) -> Card | None:
        """Return where somebody lives or works."""
        lines = [
            (uid, address_text(one), self._under(one.person, self._about(one))) for uid, one in self._sheet.addresses
        ]
        text = self._kit.words(N_("Addresses"))
        return self._card("addresses", text, lines, _line(HomeAddress), line_sheets.address_sheet)

    def sealed(self) -> Card | None:
        """Return that there are addresses under seal, and of which use; never what they say."""
        words, called = self._kit.words, self._kit.words.enum(SealedKind.ADDRESS)
        lines = []
        for one in self._sheet.sealed:
            use = words.plain(one.record.use) if one.record.use is not None else ""
            text = f"{called} ({use})" if use else called
            held = together.period(self._kit, one.record.from_on, one.record.to_on)
            lines.append((one.id, text, self._under(one.person, [words.enum(one.marking), held])))
        others = frozenset(one.id for one in self._sheet.sealed if not one.may_change)
        text = words(N_("Sealed addresses"))
        card = self._card("sealed", text, lines, remove_sealed_address, line_sheets.sealed_sheet, theirs=others)
        if card is not None and lines:
            said = words(N_("Opened on the call card only, with a reason that is logged."))
            card.box.insertWidget(1, secondary(said, "sealed_opened", wrap=True))
        return card

    def vehicles(self) -> Card | None:
        """Return what he drives; who shares a vehicle shares its entry."""
        lines = [
            (one.id, _plate(one.record), self._under(one.person, self._looks(one.record)))
            for one in self._sheet.vehicles
        ]
        others = frozenset(one.id for one in self._sheet.vehicles if not one.may_change)
        entries = [uid for uid, _ in self._sheet.shown.entries]
        text = self._kit.words(N_("Vehicles"))
        return self._card(
            "vehicles", text, lines, lambda desk, uid: leave_vehicle(desk, uid, entries), line_sheets.vehicle_sheet,
            theirs=others,
        )  # fmt: skip

    def relations(self) -> Card | None:
        """Return the relations, both ways, those that ended last; a name leads to whom it is of."""
        words, today = self._kit.words, self._sheet.today
        over = {one.uid for one in self._sheet.related
                if today is not None and one.record.to_on is not None and one.record.to_on < today}  # fmt: skip
        related = sorted(self._sheet.related, key=lambda one: one.uid in over)
        unknown = words(N_("somebody not shown here"))
        lines = [
            (
                one.uid,
                self._sheet.names.get(one.other, unknown),
                self._under(_own_end(one), [together.related_text(self._kit, one)]),
            )
            for one in related
        ]
        open_ = {one.uid: one.other for one in self._sheet.related if one.other in self._sheet.names}
        kept = frozenset(one.uid for one in related) - self._sheet.may_relate
        lasting = frozenset(one.uid for one in related if one.record.to_on is None)
        text = words(N_("Relations"))
        return self._card(
            "relations", text, lines, _line(Relation), line_sheets.relation_sheet, open_, kept, lasting
        )  # fmt: skip

    def _under(self, entry: Id | None, said: Sequence[str]) -> str:
        """Return what stands under a line, with the entry it is from where that is not the one that leads."""
        return " · ".join(part for part in (*said, together.from_entry(self._kit, self._sheet, entry)) if part)

    def _about(self, one: HomeAddress) -> list[str]:
        """Return what is said of an address beside where it is: its use, its police zone, its period."""
        zone = self._sheet.names.get(one.zone or b"", "")
        return [*_said(self._kit, one.use, None), zone, together.period(self._kit, one.from_on, one.to_on)]

    def _looks(self, one: Vehicle) -> list[str]:
        make = " ".join(part for part in (one.make, one.model) if part)
        armoured = self._kit.words(N_("Armoured")) if one.armoured else ""
        return [", ".join(part for part in (make, one.colour) if part), *_said(self._kit, one.role, None), armoured,
                one.remarks or ""]  # fmt: skip

    def _card(
        self,
        name: str,
        text: str,
        lines: Sequence[tuple[Id, str, str]],
        take_away: Remove,
        add: MakeLine,
        opens: Mapping[Id, Id] = MappingProxyType({}),
        theirs: frozenset[Id] = frozenset(),
        lasting: frozenset[Id] = frozenset(),
    ) -> Card | None:
        """`opens` names who a line leads to; `theirs` are lines that are changed elsewhere; `lasting` can be ended."""
        if not lines and all(card.private_stream is None for card in (self._sheet.card, *self._sheet.joined)):
            return None
        words = self._kit.words
        card = Card(f"person_{name}")
        card.box.addWidget(heading(text, f"{name}_title"))
        shown: list[tuple[str, Sequence[QWidget]]] = []
        if len(lines) > LONG:
            card.box.addWidget(_narrowing(self._kit, f"{name}_filter", shown))
        for number, (uid, first, second) in enumerate(lines):
            away: list[QWidget] = []
            if (self._sheet.may_edit_private or uid in self._sheet.may_relate) and uid not in theirs:
                open_it, gone = (
                    partial(self._open, partial(add, line=uid)),
                    partial(self._remove, uid, take_away, first),
                )
                change = link(words(N_("Change")), f"{name}_change_{number}", open_it)
                change.setAccessibleName(words(N_("Change {what}"), what=first))
                remove = link(words(N_("Remove")), f"{name}_remove_{number}", gone)
                remove.setAccessibleName(words(N_("Remove {what}"), what=first))
                away = [change, remove]
                if uid in lasting:
                    end = link(
                        words(N_("End it")), f"{name}_end_{number}",
                        partial(self._open, partial(add, line=uid, ends=True)),
                    )  # fmt: skip
                    end.setAccessibleName(words(N_("End {what}"), what=first))
                    away.insert(1, end)
            said: QWidget = label(first, f"{name}_{number}", select=True, wrap=True)
            if uid in opens:
                said = link(first, f"{name}_{number}", partial(self._lead, Address("person", opens[uid])))
            under = secondary(second, f"{name}_{number}_under", wrap=True) if second else None
            # A name that leads on has a line of its own: beside three acts it would be cut.
            beneath = [*away] if under is not None and uid in opens else []
            for first_one, others in ((said, [] if beneath else away), (under, beneath)):
                if first_one is not None:
                    line = row(first_one, *others)
                    line.setStretch(0, 1)
                    card.box.addLayout(line)
            parts = [said, *away, *([under] if under is not None else [])]
            shown.append((f"{first} {second}".casefold(), parts))
        if not lines:
            card.box.addWidget(label(words(N_("None yet.")), f"{name}_none", "quiet"))
        if self._sheet.may_edit_private:
            card.box.addLayout(row(link(words(N_("Add")), f"{name}_add", partial(self._open, add)), None))
        return card


def _narrowing(kit: Kit, name: str, lines: Sequence[tuple[str, Sequence[QWidget]]]) -> QLineEdit:
    """Return the line that narrows a long card to what holds every word typed in it."""
    made = QLineEdit()
    made.setObjectName(name)
    made.setAccessibleName(kit.words(N_("Filter")))
    made.setPlaceholderText(kit.words(N_("Filter")))
    clearable(kit, made)

    def narrow(typed: str) -> None:
        wanted = typed.casefold().split()
        for text, parts in lines:
            for part in parts:
                part.setVisible(all(word in text for word in wanted))

    made.textChanged.connect(narrow)
    return made


def _line(kind: type) -> Remove:
    return partial(_removed, kind)


def _removed(kind: type, desk: "Desk", uid: Id, *, knowing: bool = False) -> bytes:
    return remove_line(desk, uid, kind, knowing=knowing)


def _plate(one: Vehicle) -> str:
    abroad = f" ({one.country})" if one.country and one.country.upper() != "BE" else ""
    return f"{one.plate or ''}{abroad}"


def _said(kit: Kit, member: object, remarks: str | None) -> list[str]:
    return [part for part in (capital(kit.words.plain(member)) if member is not None else "", remarks or "") if part]


def _own_end(one: Related) -> Id | None:
    """Return by which of his entries somebody stands in a relation."""
    return one.record.other if one.of else one.record.person
