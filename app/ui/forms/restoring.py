"""The draft of a form as its officer meets it: kept while he types, restored with its time, discarded if unwanted.

A draft that waits is put into the form at once. Where something was typed before the store had answered, it is only
offered: nothing of what stands on the screen is ever overwritten unasked, and the draft is set aside. So is one where
`sets_aside` says that another may have to be typed at once: a second call.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.core.i18n import N_
from app.core.ids import Id
from app.services.desk import Desk
from app.services.drafts import Base, Draft
from app.ui.forms.keeping import DraftKeeper
from app.ui.forms.notices import Notices
from app.ui.kit.kit import Kit


class FormDraft(QObject):
    """Between a form and its keeper. `typed` gives what is to be kept, `untouched` whether nothing was typed yet."""

    kept = Signal(object)
    """The moment at which everything typed so far was on disk."""
    restored = Signal(object)
    """States by field, to be shown."""
    discarded = Signal()

    def __init__(
        self,
        kit: Kit,
        desk: Desk,
        key: str,
        notices: Notices,
        typed: Callable[[], Mapping[str, Any]],
        untouched: Callable[[], bool],
        parent: QObject,
        *,
        sets_aside: bool = False,
    ) -> None:
        super().__init__(parent)
        self._kit, self._notices, self._untouched = kit, notices, untouched
        self._sets_aside = sets_aside
        self._keeper = DraftKeeper(kit, desk, key, typed, self)
        self._keeper.found.connect(self._on_found)
        self._keeper.kept.connect(self.kept)
        self._keeper.failed.connect(self._on_failed)

    @property
    def waiting(self) -> bool:
        """Tell whether something was typed that is not on its way to the store."""
        return self._keeper.waiting

    def begin(self, about: Id | None, kind: type | None, base: Base | None) -> None:
        """Look for a draft; remember how the record `about` stands. Something new (no kind) only belongs to it."""
        self._keeper.begin(about, kind, base)

    def touch(self) -> None:
        """Something was typed."""
        self._keeper.touch()

    def keep_now(self) -> None:
        """Keep it without waiting."""
        self._keeper.keep_now()

    def drop(self, base: Base | None) -> None:
        """What was typed is official now; `base` is how the record stands since."""
        self._keeper.drop()
        if base is not None:
            self._keeper.rebase(base)

    def _on_found(self, draft: Draft | None) -> None:
        if draft is None:
            return
        if self._untouched():
            self._restore(draft)
            return
        words = self._kit.words
        self._keeper.set_aside(typed=False)
        said = words(N_("There is a draft from {moment}. It waits among your drafts."), moment=self._when(draft))
        self._notices.draft.say(said, "history", words(N_("Restore it")), partial(self._bring, draft))

    def _restore(self, draft: Draft) -> None:
        words = self._kit.words
        self.restored.emit(draft.values)
        said = words(N_("Draft restored from {moment}"), moment=self._when(draft))
        if self._sets_aside:
            self._notices.draft.say(said, "history", words(N_("Put it aside")), self._on_aside)
        else:
            self._notices.draft.say(said, "history", words(N_("Discard")), self.discarded.emit)
        if draft.changed:
            said = words(N_("The record has changed since this was typed. Compare before you save."))
            self._notices.changed.say(said, "git-compare")

    def _bring(self, draft: Draft) -> None:
        self._restore(draft)
        self._keeper.bring_back(draft)

    def _on_aside(self) -> None:
        self._keeper.set_aside()
        self.discarded.emit()

    def _when(self, draft: Draft) -> str:
        words = self._kit.words
        same_day = words.date(self._kit.clock.now()) == words.date(draft.moment)
        return words.time(draft.moment) if same_day else words.moment(draft.moment)

    def _on_failed(self, failure: BaseException) -> None:
        why = self._kit.door.say(failure)
        said = self._kit.words(N_("What you type is not kept as a draft: {why}"), why=why)
        self._notices.refused.say(said, "circle-alert")
