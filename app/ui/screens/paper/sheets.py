"""What other screens may ask of paper, without knowing this package: `bootstrap` hands these methods to them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.services.desk import Desk
from app.services.exchange.exporting import Exported
from app.services.paper.extracts import Begun, begin_extract
from app.services.paper.inspection_extracts import inspection_extract
from app.services.station.stations import Platform
from app.ui.kit.action import Action
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address, Screen
from app.ui.screens.paper.binders_sheet import BindersSheet
from app.ui.screens.paper.copies_panel import CopiesPanel
from app.ui.screens.paper.copies_sheet import CopiesSheet
from app.ui.screens.paper.issue_sheet import IssueSheet
from app.ui.screens.paper.made_sheet import Made, MadeSheet
from app.ui.screens.paper.return_code_sheet import ReturnCodeSheet
from app.ui.screens.paper.return_sheet import CORRECTING, ReturnSheet, read_form
from app.ui.screens.paper.slip_sheet import SlipSheet
from app.ui.screens.paper.verify_sheet import VerifySheet


@dataclass(frozen=True, slots=True)
class PaperSheets:
    """Makes the dialogs and the panel; `on` is where a second officer proves himself."""

    on: Platform

    def issue(self, kit: Kit, desk: Desk, near: QWidget, file: Id, subject: Id | None = None, begun: str = "") -> None:
        """Open the dialog that issues a file's paper: of `subject`, the one `begun`, or of whom the officer chooses."""
        sheet = IssueSheet(kit, desk, self.on, near.window(), file, subject, begun)
        screen = _screen_of(near)
        if screen is not None:
            sheet.fill_wanted.connect(lambda person: screen.wanted.emit(Address("person", person)))
        room = near.window().size()
        sheet.resize(max(sheet.minimumWidth(), room.width() - 64), max(sheet.minimumHeight(), room.height() - 48))
        sheet.open()

    def copies(self, kit: Kit, desk: Desk, file: Id) -> QWidget:
        """Return the panel of a file's copies; it reads by itself when shown."""
        return CopiesPanel(
            kit, desk, file, issue=partial(self.issue, kit, desk), binders=partial(self.binders, kit, desk)
        )

    def binders(self, kit: Kit, desk: Desk, near: QWidget) -> None:
        """Open the list of the emergency centres, from which their binders are issued."""
        issue, held = partial(self.issue, kit, desk), partial(self.held, kit, desk)
        BindersSheet(kit, desk, near.window(), issue, held).open()

    def extract(self, kit: Kit, desk: Desk, near: QWidget, person: Id) -> None:
        """Open the dialog that issues an extract of a person; that somebody looks is logged first."""
        kit.jobs.write(
            near, partial(begin_extract, desk, person), partial(self._on_begun, kit, desk, near, person),
            lambda failure: kit.door.show(failure, near),
        )  # fmt: skip

    def _on_begun(self, kit: Kit, desk: Desk, near: QWidget, person: Id, begun: Begun) -> None:
        """Go on with an extract: issued like any paper, or drawn up for an inspector and in no register."""
        if not begun.inspection:
            self.issue(kit, desk, near, person)
            return
        hint = kit.words(N_("It says what was named for the inspection. That it was drawn up is logged."))
        make = partial(inspection_extract, desk, person)
        self.made(kit, near, kit.words(N_("Extract: {name}"), name=begun.name), "inspection_extract", make, hint)

    def held(self, kit: Kit, desk: Desk, near: QWidget, root: Id, name: str) -> None:
        """Open the copies of papers that are of no file: binders of a centre, extracts of a person."""
        text = kit.words(N_("Copies: {what}"), what=name)
        CopiesSheet(kit, desk, near.window(), root, text).open()

    def slip(self, kit: Kit, desk: Desk, near: QWidget, exported: Exported, station: Id) -> None:
        """Open the courier's slip of a bundle that was just written for `station`."""
        SlipSheet(kit, desk, near.window(), exported, station).open()

    def made(self, kit: Kit, near: QWidget, text: str, name: str, make: Callable[[str], Made], hint: str = "") -> None:
        """Open a paper that is made of what stands now: looked at in the language it is for, and printed."""
        MadeSheet(kit, near.window(), text, name, make, hint).open()

    def verify(self, kit: Kit, desk: Desk, near: QWidget) -> None:
        """Open the dialog that verifies a paper."""
        VerifySheet(kit, desk, near.window()).open()

    def returned(self, kit: Kit, desk: Desk, near: QWidget) -> None:
        """Open the dialog that records return forms by their codes."""
        ReturnCodeSheet(kit, desk, near.window()).open()

    def go_on_returned(self, kit: Kit, desk: Desk, near: QWidget, copy: Id, what: str = "") -> None:
        """Open the return form in which something was typed and not recorded."""
        read = partial(read_form, desk, copy, kit.words.language)
        correcting = what == CORRECTING
        kit.jobs.read(
            near, read, lambda found: ReturnSheet(kit, desk, near.window(), found, correcting=correcting).open(),
            lambda failure: kit.door.show(failure, near),
        )  # fmt: skip

    def anywhere(self, kit: Kit, desk: Desk, near: QWidget) -> Sequence[Action]:
        """Return what is offered on every screen: a paper is in somebody's hand, or its code read out by telephone."""
        words = kit.words
        verify = partial(self.verify, kit, desk, near)
        text, group = words(N_("Verify a paper")), words(N_("Program"))
        return [Action("paper.verify", text, verify, "Ctrl+Shift+V", "shield-check", group)]

    def binding(self, kit: Kit, desk: Desk, near: QWidget) -> Action:
        """Return what is offered on every screen to who issues papers: the binders of the emergency centres."""
        words = kit.words
        text, group = words(N_("Binders of the emergency centres…")), words(N_("Program"))
        return Action("paper.binders", text, partial(self.binders, kit, desk, near), "", "book-open", group)

    def returning(self, kit: Kit, desk: Desk, near: QWidget) -> Action:
        """Return what is offered on every screen to who handles papers: a form came back, in an envelope or by fax."""
        words = kit.words
        text, group = words(N_("Record a return form…")), words(N_("Program"))
        run = partial(self.returned, kit, desk, near)
        return Action("paper.returned", text, run, "Ctrl+Shift+F", "clipboard-list", group)


def _screen_of(near: QWidget) -> Screen | None:
    """Return the screen on which something stands."""
    one: QWidget | None = near
    while one is not None and not isinstance(one, Screen):
        one = one.parentWidget()
    return one
