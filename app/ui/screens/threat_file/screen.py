"""The screen of a threatened-person file: head, tabs, decisions; and the whole of it as of a past moment."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action as Right
from app.models.enums import InvolvementRole
from app.services.cases.file_sheets import FileSheet, file_sheet
from app.services.cases.past_sheets import file_sheet_as_of
from app.services.station.stations import Platform
from app.services.trails import Past
from app.ui.files.file_screen import FileScreen
from app.ui.files.measures.tab import MeasuresTab, of_measure
from app.ui.files.more_menu import open_menu
from app.ui.files.paper_hands import CopiesPanel, GoOnReturned, IssuePaper, PutForward
from app.ui.files.past_bar import AsOfSheet, PastBar
from app.ui.files.trail_tab import TrailTab
from app.ui.forms.acting import ActSheet
from app.ui.forms.draft_places import parts_of
from app.ui.kit.action import Action, new_here
from app.ui.kit.buttons import Button, button
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address
from app.ui.kit.sheet import Sheet
from app.ui.kit.tabs import Tabs
from app.ui.kit.words import day_of
from app.ui.screens.threat_file import sheets
from app.ui.screens.threat_file.content_tabs import INSIDE, NEW_HERE, ContentTabs
from app.ui.screens.threat_file.hands import Hands, actions_of, sheet_of_draft
from app.ui.screens.threat_file.head import Head
from app.ui.screens.threat_file.knowing_tab import KnowingTab
from app.ui.screens.threat_file.main_tabs import ANALYSES, MEASURES, MainTabs
from app.ui.screens.threat_file.news import FileNews
from app.ui.screens.threat_file.not_shared import say_what_is_shared
from app.ui.screens.threat_file.not_yet import first_step, is_draft, why_no_paper

if TYPE_CHECKING:
    from app.services.desk import Desk


PAPERS, KNOWING, HISTORY = "papers", "knowing", "history"
OF_TODAY = (PAPERS, KNOWING)
"""Pages that are read from registers of today, and are acted on: they have no place in a past state."""
NOT_OF_THE_PAST = N_(
    "Protocols and who knows what are left out: the registers of copies and bundles are read as they stand today."
)
OF_A_MEASURE = ("change", "execution", "decide")


class ThreatFileScreen(FileScreen):
    """Opened by the file's id; `tab` names the page. `issue`, `copies` and `returned` are the paper room's,
    `put_forward` that of the proposals, wired by bootstrap; `on` is where a second officer proves himself.
    """

    help_page: ClassVar[str] = "threat_file"
    kind_word: ClassVar[str] = N_("Protection file")

    def __init__(
        self,
        kit: Kit,
        desk: "Desk",
        address: Address,
        parent: QWidget | None = None,
        *,
        issue: IssuePaper | None = None,
        copies: CopiesPanel | None = None,
        returned: GoOnReturned | None = None,
        put_forward: PutForward | None = None,
        on: Platform | None = None,
    ) -> None:
        super().__init__(kit, desk, address, parent)
        self._issue, self._returned, self._put_forward = issue, returned, put_forward
        self._sheet: FileSheet | None = None
        self._today = desk.today()
        self._back_to = ""
        """The tab from which one went to record what opens a draft."""
        self._stale: set[str] = set()
        """Pages that do not show the sheet yet: each does when it is turned to."""
        self._moment: tuple[datetime, Past] | None = None
        words = kit.words
        self._head = Head(kit)
        self._past_bar = PastBar(kit, words(NOT_OF_THE_PAST))
        self._past_bar.left.connect(partial(self.show_as_of, None, Past.KNOWN_HERE))
        self._as_of = button(kit, words(N_("As of…")), "as_of", self._on_as_of, key="Ctrl+T", icon="history")
        self._more = button(kit, words(N_("More")), "file_more", self._on_more, icon="ellipsis")
        self._issue_button: Button = button(
            kit, words(N_("Issue protocol")), "issue_protocol", self._on_issue, primary=True, key="Ctrl+P"
        )
        for one in (self._as_of, self._more, self._issue_button):
            self._head.buttons.addWidget(one)
        self._tabs = Tabs("file_tabs")
        self._tabs.bar.setAccessibleName(words(N_("Parts of the file")))
        self._content = ContentTabs(kit, desk, self, self._undo, self._add, on)
        self._hands = Hands(
            self._add, self._on_propose, self._on_urgent, self._on_issue, self._on_task, self._on_tasks,
            self._on_person, self._on_file, self._tabs.turn_to, self._on_first_step,
            self._on_put_forward if put_forward is not None else None,
        )  # fmt: skip
        self._main = MainTabs(kit, desk, self._file, self._content, self._hands)
        pages = [*self._main.pages(), *self._content.pages()]
        if copies is not None:
            pages.append((PAPERS, words(N_("Protocols")), partial(copies, kit, desk, self._file)))
        pages += [
            (KNOWING, words(N_("Who knows what")), partial(KnowingTab, kit, desk, self._file)),
            (HISTORY, words(N_("History")), partial(TrailTab, kit, desk, self._file)),
        ]
        texts = {name: text for name, text, _ in pages}
        self._news = FileNews(kit, desk, self._file, self._main, self._tabs, texts, self)
        self._tabs.turned.connect(self._on_turned)
        for name, text, make in pages:
            self._tabs.add_later(name, text, make)
        self._lay_out((self._past_bar, self._undo, self._head), self._tabs)
        self._turn_to(address.tab)

    def turn(self, address: Address) -> bool:
        """Whoever looks at the past and asks for a page from elsewhere gets it as it is today: built anew."""
        return not address.extra and self._moment is None and self._turn_to(address.tab)

    def _turn_to(self, tab: str) -> bool:
        turned = self._tabs.turn_to(INSIDE.get(tab, tab))
        if tab in INSIDE:
            self._content.turn_to(tab)
        return turned

    def state(self) -> dict[str, Any]:
        kept = self._measures.chosen if self._measures is not None else self._main.kept.get("measure", "")
        return {"tab": self._tabs.current, "measure": kept}

    def restore(self, state: dict[str, Any]) -> None:
        self._main.kept = state
        if self._measures is not None:
            self._measures.come_back(state)
        self._tabs.turn_to(str(state.get("tab", "")))

    @property
    def _measures(self) -> MeasuresTab | None:
        return self._main.measures

    def _take_up(self) -> None:
        """Open what the draft was typed in, once the file is read."""
        if not self._draft or self._sheet is None:
            return
        (what, uid, more), self._draft = parts_of(self._draft), ""
        if what in OF_A_MEASURE:
            self._tabs.turn_to(MEASURES)
            if self._measures is not None:
                self._measures.take_up(uid, of_measure(what, more))
        elif what == "measure":
            self._tabs.turn_to(MEASURES)
            (self._on_urgent if more == "1" else self._on_propose)()
        elif what == "paper":
            self._issue_paper(more)
        elif what == "return" and self._returned is not None:
            self._returned(self.kit, self.desk, self, uid, more)
        elif (make := sheet_of_draft(self._sheet, what, uid, self._content)) is not None:
            self._add(make)

    def unsaved(self) -> bool:
        return self._measures is not None and self._measures.unsaved()

    def actions_here(self) -> list[Action]:
        words, sheet = self.kit.words, self._sheet
        found = [Action("file_as_of", words(N_("As of…")), self._on_as_of, "Ctrl+T", "history", "file")]
        if sheet is None or self._moment is not None:
            return found
        found += actions_of(words, sheet, self._hands)
        if self._measures is not None:
            found += self._measures.actions_here()
        found += self._content.acts.actions_here(sheet)
        at = self._tabs.current
        return new_here(found, NEW_HERE.get(self._content.inside(at) or at, ""))

    def show_as_of(self, moment: datetime | None, past: Past) -> None:
        """Turn the whole screen to a past moment; None: back to now."""
        self._moment = None if moment is None else (moment, past)
        self._past_bar.show_moment(moment, past)
        for name in OF_TODAY:
            if name in self._tabs.names:
                self._tabs.show_tab(name, moment is None)
        self._read()

    def _on_file(self, uid: Id) -> None:
        self.wanted_apart.emit(Address("threat_file", uid, MEASURES))

    def _on_person(self, uid: Id) -> None:
        self.wanted.emit(Address("person", uid))

    def _read(self) -> None:
        desk, file, language, at = self.desk, self._file, self.kit.words.language, self._moment
        if at is None:
            self._latest.read(lambda: file_sheet(desk, file, language), self._on_read, self._on_not_read)
        else:
            self._latest.read(
                lambda: file_sheet_as_of(desk, file, at[0], at[1], language), self._on_read, self._on_refused
            )

    def _on_refused(self, failure: BaseException) -> None:
        self._on_not_read(failure)
        self.show_as_of(None, Past.KNOWN_HERE)

    def _on_read(self, sheet: FileSheet) -> None:
        self._sheet = sheet
        words, overview = self.kit.words, sheet.overview
        today = self.desk.today() if self._moment is None else day_of(self._moment[0])
        self._head.show_sheet(sheet)
        self._issue_button.setVisible(Right.PAPER in sheet.may and self._issue is not None)
        why = why_no_paper(sheet)
        self._issue_button.wait_for(words(why) if why else "")
        self._more.setVisible(self._moment is None and len(self.actions_here()) > 1)
        self._today, self._stale = today, set(self._tabs.names)
        self._show_front()
        counts = {**self._main.counts(sheet), **self._content.counts(sheet)}
        self._news.renew(counts, past=self._moment is not None)
        reference = overview.record.reference if overview.record else None
        self.titled.emit(reference or words(N_("Protection file")))
        self.marked.emit(overview.marking)
        self.kit.actions.changed.emit()
        self._take_up()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        super().hideEvent(event)
        if not event.spontaneous():
            self._news.leave()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        if self._sheet is not None:
            self._news.come_back(past=self._moment is not None)

    def _on_turned(self, name: str) -> None:
        self._news.turned(name)
        if name != ANALYSES:
            self._back_to = name
        self.kit.actions.changed.emit()
        page = self._tabs.page(name)
        if isinstance(page, KnowingTab | TrailTab):
            page.load()
        self._show_front()

    def _show_front(self) -> None:
        name, sheet = self._tabs.current, self._sheet
        show = self._main.shown.get(name) or self._content.shown.get(name)
        if sheet is not None and name in self._stale and show is not None:
            show(sheet, self._today)
            page = self._tabs.page(name)
            if page is not None:
                say_what_is_shared(name, page, sheet.overview)
            self._stale.discard(name)

    def _on_as_of(self) -> None:
        asked = AsOfSheet(self.kit, self)
        asked.chosen.connect(self.show_as_of)
        asked.open()

    def _on_more(self) -> None:
        open_menu(self.kit, self._more, self.actions_here())

    def _reference(self) -> str:
        record = self._sheet.overview.record if self._sheet is not None else None
        return (record.reference or "") if record is not None else ""

    def _on_issue(self) -> None:
        self._issue_paper("")

    def _issue_paper(self, begun: str) -> None:
        if self._issue is None or self._sheet is None:
            return
        threatened = [
            row.record.person for row in self._sheet.overview.involved if row.record.role is InvolvementRole.THREATENED
        ]
        subject = threatened[0] if len(threatened) == 1 else None
        self._issue(self.kit, self.desk, self, self._file, subject, begun)

    def _on_propose(self) -> None:
        self._measure(urgent=False)

    def _on_urgent(self) -> None:
        self._measure(urgent=True)

    def _measure(self, *, urgent: bool) -> None:
        if self._sheet is not None:
            open_file = self._on_file
            sheets.measure_sheet(self.kit, self.desk, self, self._sheet, urgent=urgent, open_file=open_file).open()

    def _on_put_forward(self, measure: Id, what: str) -> None:
        if self._put_forward is not None:
            title = ", ".join(part for part in (self._reference(), what) if part)
            self._put_forward(self.kit, self.desk, self, measure, title)

    def _on_first_step(self) -> None:
        if self._sheet is not None and (step := first_step(self._sheet)) is not None:
            self._add(step.make)

    def _add(self, make: Callable[[Kit, "Desk", QWidget, FileSheet], Sheet]) -> None:
        if self._sheet is None:
            return
        made = make(self.kit, self.desk, self, self._sheet)
        analysis = getattr(make, "func", make) is sheets.analysis_sheet
        if analysis and isinstance(made, ActSheet) and is_draft(self._sheet):
            made.acted.connect(self._on_opened)
        made.open()

    def _on_opened(self, _analysis: object) -> None:
        """The analysis opened the draft: lead back to where it was missing, and offer what waited for it."""
        if self._back_to == MEASURES:
            self._tabs.turn_to(MEASURES)
        words = self.kit.words
        proposes = self._sheet is not None and Right.PROPOSE in self._sheet.may
        act = words(N_("Propose a measure")) if proposes else ""
        self._undo.tell(words(N_("The file is open: measures can be proposed now.")), act, self._on_propose)
