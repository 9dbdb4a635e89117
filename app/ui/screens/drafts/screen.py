"""Everything the officer typed and has not saved: opened where it was typed, or thrown away after a question.

Nothing here lapses by itself. What is about a thing that is gone, or that may be read no more, stands here too, without
a word of it.
"""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import N_
from app.models.enums import Marking
from app.services.drafts import drop_draft, key_of, take_back
from app.services.waiting_drafts import WaitingDraft, waiting_drafts
from app.ui.files.list_page import ListPage
from app.ui.forms.draft_places import DraftPlace, draft_places
from app.ui.kit.action import Action
from app.ui.kit.buttons import Button, button
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Tone, label, row, title
from app.ui.kit.screen import Address, Screen
from app.ui.kit.sheet import Sheet
from app.ui.tables.rows import Cell, Column, Line

if TYPE_CHECKING:
    from app.services.desk import Desk


class DraftsScreen(Screen):
    """Enter opens a draft where it was typed, Del throws it away."""

    help_page: ClassVar[str] = "index"

    def __init__(self, kit: Kit, desk: "Desk", address: Address, parent: QWidget | None = None) -> None:
        super().__init__(kit, desk, address, parent)
        words = kit.words
        self._latest = Latest(kit.jobs, self)
        self._places: list[DraftPlace] = []
        columns = (
            Column(words(N_("Typed")), 0, 138),
            Column(words(N_("What")), 4, 220),
            Column(words(N_("Where")), 3, 180),
            Column(words(N_("State")), 2, 190),
        )
        hint = N_(
            "What you type is kept by itself. What you leave without saving waits here until you come back to it."
        )
        empty = (words(N_("Nothing waits to be saved")), words(hint))
        self._list = ListPage(kit, "drafts", words(N_("Unsaved drafts")), columns, empty, filtered=True)
        self._list.opened.connect(self._on_open)
        self._list.chosen.connect(lambda _key: self._offer())
        self._open: Button = button(kit, words(N_("Go on with it")), "draft_open", self._on_open, primary=True)
        self._drop: Button = button(kit, words(N_("Discard…")), "draft_discard", self._on_discard, icon="trash-2")
        for one in (self._drop, self._open):
            self._list.add_button(one)
        said = N_("What you typed and have not saved. Nobody else sees it, and it stays until you save or discard it.")
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * GRID + 4, 2 * GRID, 2 * GRID + 4, 2 * GRID)
        box.setSpacing(GRID)
        box.addLayout(row(title(words(N_("Unsaved drafts")), "drafts_title"), None))
        box.addWidget(label(words(said), "drafts_hint", "quiet", wrap=True))
        box.addSpacing(GRID)
        box.addWidget(self._list, 1)
        self.setFocusProxy(self._list.rows)
        kit.drafts.changed.connect(self._on_news)
        self._offer()

    def load(self) -> None:
        desk, language = self.desk, self.kit.words.language
        self.titled.emit(self.kit.words(N_("Unsaved drafts")))
        self._latest.read(lambda: waiting_drafts(desk, language), self._on_read)

    def actions_here(self) -> list[Action]:
        words = self.kit.words
        return [
            Action("draft_open", words(N_("Go on with it")), self._on_open, icon="pencil", enabled=self._openable,
                   why=self._why_not),
            Action("draft_discard", words(N_("Discard…")), self._on_discard, icon="trash-2", enabled=self._chosen_any,
                   why=self._why_not),
        ]  # fmt: skip

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Delete and self._chosen_any():
            self._on_discard()
        else:
            super().keyPressEvent(event)

    def _on_news(self) -> None:
        if self.isVisible():
            self.load()

    def _on_read(self, drafts: list[WaitingDraft]) -> None:
        self._places = draft_places(drafts)
        self._list.put([self._line(one) for one in self._places])
        self._offer()
        self.marked.emit(max((one.draft.marking for one in self._places), default=Marking.NONE))

    def _line(self, place: DraftPlace) -> Line:
        words, draft = self.kit.words, place.draft
        state, tone = "", None
        if not draft.here:
            state, tone = words(N_("Gone, or no longer yours to read")), Tone.RED
        elif draft.changed:
            state, tone = words(N_("The record has changed since")), Tone.AMBER
        what = words(place.text)
        return Line(
            place.keys,
            (Cell(words.moment(draft.moment), by=draft.moment), Cell(what, draft.begins, strong=True),
             Cell(draft.reference or draft.title, draft.title if draft.reference else ""), Cell(state, "", tone)),
        )  # fmt: skip

    def _chosen(self) -> DraftPlace | None:
        return next((one for one in self._places if one.keys == self._list.rows.key), None)

    def _chosen_any(self) -> bool:
        return self._chosen() is not None

    def _openable(self) -> bool:
        chosen = self._chosen()
        return chosen is not None and chosen.address is not None

    def _offer(self) -> None:
        for one in (self._open, self._drop):
            one.setVisible(bool(self._places))
        self._drop.setEnabled(self._chosen_any())
        self._open.setEnabled(self._openable())
        said = self._why_not() if self._chosen_any() and not self._openable() else ""
        self._open.setToolTip(said)
        self._open.setAccessibleDescription(said)

    def _why_not(self) -> str:
        if not self._chosen_any():
            return self.kit.words(N_("Choose a line in the list first."))
        return self.kit.words(N_("What this was about is gone, or no longer yours to read. You can only discard it."))

    def _on_open(self, _key: object = None) -> None:
        chosen = self._chosen()
        if chosen is not None and chosen.address is not None:
            desk, address, key = self.desk, chosen.address, chosen.keys[0]
            if key == key_of(key):
                self.draft_wanted.emit(address, key)
                return
            put = partial(take_back, desk, key)  # it was set aside: first where it was typed
            self.kit.jobs.write(self, put, lambda back: self.draft_wanted.emit(address, back))

    def _on_discard(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        words, draft = self.kit.words, chosen.draft
        about = draft.reference or draft.title
        what = words(chosen.text)
        hint = words(N_("What was typed there on {moment} is gone for good."), moment=words.moment(draft.moment))
        asked = Sheet(self.kit, self, words(N_("Discard this unsaved draft?")), "discard_draft", hint, asks=True)
        asked.body.addWidget(label(f"{what} · {about}" if about else what, "discard_what", "strong", wrap=True))
        if draft.begins:
            asked.body.addWidget(label(draft.begins, "discard_begins", "quiet", wrap=True))
        asked.add_cancel()
        asked.add_button(words(N_("Discard")), "discard_now", partial(self._discard, asked, chosen.keys), primary=True)
        asked.open()

    def _discard(self, asked: Sheet, keys: tuple[str, ...]) -> None:
        desk = self.desk

        def drop() -> None:
            for key in keys:
                drop_draft(desk, key)

        self.kit.jobs.write(asked, drop, partial(self._on_dropped, asked), asked.say)

    def _on_dropped(self, asked: Sheet, _done: object) -> None:
        asked.accept()
        self.kit.drafts.changed.emit()
        self.load()
