"""What a revoked workstation wrote and nobody vouched for: who wrote what when; adopted with a reason, or left."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import N_
from app.models.kinds.leaving import Adoption
from app.models.kinds.schema import SCHEMA
from app.services.exchange.held_sheets import HeldSheet, held_sheets
from app.services.exchange.quarantine import adopt_held
from app.services.trails import FieldChange
from app.ui.files.list_page import ListPage
from app.ui.files.trail_tab import field_and_value
from app.ui.forms.acting import ActSheet
from app.ui.forms.form import Form
from app.ui.forms.specs import form_spec
from app.ui.kit.action import Action
from app.ui.kit.buttons import button
from app.ui.kit.jobs import Latest
from app.ui.kit.kind_words import kind_name
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, label, row, title
from app.ui.kit.screen import Address, Screen
from app.ui.kit.words import capital
from app.ui.tables.rows import Cell, Column, Line

if TYPE_CHECKING:
    from app.services.desk import Desk

DRAFT = "held/adopt"


class HeldScreen(Screen):
    """What is left waits on: it does not count, and nothing of it is lost."""

    help_page: ClassVar[str] = "exchange"

    def __init__(self, kit: Kit, desk: "Desk", address: Address, parent: QWidget | None = None) -> None:
        super().__init__(kit, desk, address, parent)
        words = kit.words
        self._latest = Latest(kit.jobs, self)
        self._sheets: Sequence[HeldSheet] = ()
        columns = (
            Column(words(N_("Written")), 1, 132), Column(words(N_("Who")), 2, 130), Column(words(N_("In")), 3, 170),
            Column(words(N_("What")), 5, 240),
        )  # fmt: skip
        hint = N_("What a revoked workstation wrote waits here until an officer of the owner adopts it.")
        empty = (words(N_("Nothing is held back")), words(hint))
        self._page = ListPage(kit, "held", words(N_("Held back")), columns, empty, filtered=True)
        self._page.chosen.connect(lambda _key: self._renew())
        self._all = button(kit, words(N_("Adopt all…")), "adopt_all", self._on_all)
        self._some = button(kit, words(N_("Adopt…")), "adopt", self._on_some, primary=True, key="Ctrl+Return")
        for made in (self._all, self._some):
            self._page.add_button(made)
        said = N_(
            "A workstation was revoked. What it wrote and no other workstation had built on does not count."
            " Adopt what its author confirms; what you leave waits on here, and nothing of it is lost."
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * GRID + 4, 2 * GRID, 2 * GRID + 4, 2 * GRID)
        box.setSpacing(GRID)
        box.addLayout(row(title(words(N_("Held back")), "held_title"), None))
        box.addWidget(label(words(said), "held_hint", "quiet", wrap=True))
        self._refused = label(
            words(N_("Only the organisation that owns a file adopts what was written in it.")), "held_not_ours",
            "secondary", wrap=True,
        )  # fmt: skip
        self._refused.hide()
        box.addWidget(self._refused)
        box.addSpacing(GRID)
        box.addWidget(self._page, 1)
        self._renew()

    def load(self) -> None:
        self.titled.emit(self.kit.words(N_("Held back")))
        desk, language = self.desk, self.kit.words.language
        self._latest.read(lambda: held_sheets(desk, language), self._on_read)

    def actions_here(self) -> list[Action]:
        words = self.kit.words
        return [
            Action("held_adopt", words(N_("Adopt…")), self._on_some, enabled=lambda: bool(self._chosen()),
                   why=self._why_not),
            Action("held_adopt_all", words(N_("Adopt all…")), self._on_all, enabled=lambda: bool(self._ours()),
                   why=self._why_not),
        ]  # fmt: skip

    def _why_not(self) -> str:
        words = self.kit.words
        if not self._sheets:
            return words(N_("Nothing is held back."))
        if not self._ours():
            return words(N_("Only the organisation that owns a file adopts what was written in it."))
        return words(N_("Choose a line in the list first."))

    def _on_read(self, sheets: Sequence[HeldSheet]) -> None:
        self._sheets = sheets
        self._page.put([self._line(one) for one in sheets])
        self._renew()

    def _line(self, sheet: HeldSheet) -> Line:
        words, held = self.kit.words, sheet.held
        name = kind_name(words, sheet.kind) if sheet.kind else words(N_("Protection file"))
        return Line(
            held.entry,
            (
                Cell(words.moment(held.moment), by=held.moment),
                Cell(held.officer, held.station),
                Cell(sheet.reference or sheet.title or name, sheet.title if sheet.reference else "", strong=True),
                Cell("\n".join(self._said(change, sheet) for change in sheet.changes)),
            ),
        )

    def _said(self, change: FieldChange, sheet: HeldSheet) -> str:
        words, spec = self.kit.words, SCHEMA.by_name.get(change.kind or "")
        what = " ".join(
            part for part in (capital(kind_name(words, change.kind or "")), sheet.names.get(change.uid, "")) if part
        )
        if change.deletion:
            return words.pair(what, words(N_("removed")))
        field, value = field_and_value(words, spec, change.values, sheet.names)
        if change.added is not None:
            field = words(N_("{field}: added") if change.added else N_("{field}: taken away"), field=field)
        if "\n" in value:
            return "\n".join([words.pair(what, "").rstrip(), *(f"  {line}" for line in value.splitlines())])
        return f"{what} · {words.pair(field, value)}"

    def _ours(self) -> list[HeldSheet]:
        return [one for one in self._sheets if one.may_adopt]

    def _chosen(self) -> list[HeldSheet]:
        keys = set(self._page.rows.keys)
        return [one for one in self._ours() if one.held.entry in keys]

    def _renew(self) -> None:
        ours = self._ours()
        for made, can in ((self._all, len(ours) > 1), (self._some, bool(self._chosen()))):
            made.setVisible(bool(self._sheets))
            made.setEnabled(can)
        self._refused.setVisible(len(ours) < len(self._sheets))

    def _on_some(self) -> None:
        self._ask(self._chosen())

    def _on_all(self) -> None:
        self._ask(self._ours())

    def _ask(self, wanted: Sequence[HeldSheet]) -> None:
        if not wanted:
            return
        made = adopt_sheet(self.kit, self.desk, self, wanted)
        made.open()


def adopt_sheet(kit: Kit, desk: "Desk", parent: QWidget, wanted: Sequence[HeldSheet]) -> ActSheet:
    """Return the question before adopting: what it means, and why it is done; the reason typed is kept as a draft."""
    words = kit.words
    entries: dict[bytes, list[bytes]] = {}
    for one in wanted:
        entries.setdefault(one.held.stream, []).append(one.held.entry)
    spec = form_spec(Adoption, ("reason",), required=("reason",), rest=False)
    form = Form(kit, desk, spec, None, DRAFT)
    whose = ", ".join(
        dict.fromkeys(" · ".join(part for part in (o.held.station, o.held.officer) if part) for o in wanted)
    )
    said = N_(
        "Written by {whose}. From now on it counts, everywhere, with what it was written after that waits too."
        " Whoever had the workstation may have written it: ask the officer first. It is recorded under your name."
    )
    text = words.plural("Adopt {count} change?", "Adopt {count} changes?", len(wanted))

    def act(values: Any, _ruling: object) -> Any:
        return partial(adopt_held, desk, entries, values["reason"] or "")

    return ActSheet(
        kit, parent, text, "adopt_held", act, form=form, hint=words(said, whose=whose), button=words(N_("Adopt")),
        width=620,
    )  # fmt: skip
