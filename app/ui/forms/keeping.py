"""Keeps the draft of a form: at most a second after a key was pressed it is on its way to the store.

A timer that starts anew with every key would keep nothing while an officer types on; this one runs from the first key
that is not kept yet. Nothing is kept before it is known whether an older draft waits to be restored.

It is done on the reading thread, and while an officer types only where nobody writes: a draft changes nothing that a
screen shows, and after every act of the writing thread all screens look again. Keeping, dropping and finding so stay in
the order they were asked for, also where one form goes and the next opens. Where the form goes (hidden, locked, closed)
the turn to write is waited for: there will be no later try.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from time import monotonic, sleep
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

from app.core.errors import KnownError
from app.core.i18n import N_
from app.core.ids import Id
from app.services.desk import Desk, NotThere
from app.services.drafts import NEW, Base, Draft, aside_key, base_of, drop_draft, find_draft, keep_draft, set_aside
from app.ui.kit.kit import Kit

PATIENCE = 5.0
"""Seconds the turn to write is waited for when a form goes."""
AGAIN = 300
"""Milliseconds until the next try where somebody else was writing."""
BEAT = 0.01
"""Seconds between two looks whether the turn is free."""
AFTER = 1000
"""Milliseconds from a key to the keeping of it; the promise is two seconds, the disk included."""


class DraftKeeper(QObject):
    """One form's draft. `found` tells once what waits there, None where nothing does."""

    found = Signal(object)
    kept = Signal(object)
    """The moment at which everything typed so far was on disk."""
    failed = Signal(object)

    def __init__(self, kit: Kit, desk: Desk, key: str, what: Callable[[], Mapping[str, Any]], parent: QObject) -> None:
        super().__init__(parent)
        self._kit, self._desk, self._key, self._what = kit, desk, key, what
        self._base = NEW
        self._ready = False
        self._stored = False
        self._waiting = False
        self._owed: list[str] = []
        """The key, where a draft was to be set aside and still lies there; written on the reading thread alone."""
        self._drops = 0
        """How often the draft was dropped: what failed to be kept before that is not wanted any more."""
        self._asked: tuple[Id | None, type | None, Base | None] = (None, None, None)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER)
        self._timer.timeout.connect(self._keep_soon)

    @property
    def waiting(self) -> bool:
        """Tell whether something was typed that is not on its way to the store yet."""
        return self._waiting

    def begin(self, about: Id | None, kind: type | None, base: Base | None) -> None:
        """Look for a draft and remember how the record `about` stands now; without a kind, it is something new's."""
        self._asked = about, kind, base
        self._kit.jobs.read(self, partial(_opened, self._desk, self._key, about, kind, base), self._on_opened)

    def touch(self) -> None:
        """Something was typed: keep it soon."""
        self._waiting = True
        if self._ready and not self._timer.isActive():
            self._timer.start()

    def keep_now(self) -> None:
        """Keep what is typed now, whoever writes: on lock, on leaving, at the end."""
        self._keep(PATIENCE)

    def _keep_soon(self) -> None:
        self._keep(0)

    def _keep(self, patience: float) -> None:
        self._timer.stop()
        if not self._waiting or (not self._ready and not patience):
            return
        self._waiting = False
        values = dict(self._what())
        if not self._ready:
            self._keep_unseen(values)
            return
        if not values:
            self.drop()
            return
        first, self._stored = not self._stored, True
        op = partial(_kept, self._desk, self._key, self._base, values, patience, self._owed)
        self._give(op, first=first)

    def _keep_unseen(self, values: Mapping[str, Any]) -> None:
        """Keep what was typed before the store had answered: the form goes, and an older draft may wait there."""
        if values:
            self._stored = True
            op = partial(_added, self._desk, self._key, *self._asked, values)
            self._give(op, first=True)

    def _give(self, op: Callable[[], datetime], *, first: bool) -> None:
        """Have it kept; the answer is heard also where the form is gone by then."""
        failed = partial(self._on_failed, self._drops)
        self._kit.jobs.read(self._kit.drafts, op, partial(self._on_kept, first), failed)

    def drop(self) -> None:
        """Forget the draft: it was saved, or is not wanted."""
        self._timer.stop()
        self._waiting = False
        self._drops += 1
        if self._stored:
            self._stored = False
            news, op = self._kit.drafts, partial(_dropped, self._desk, self._key)
            self._kit.jobs.read(news, op, lambda _: news.changed.emit(), self._on_drop_failed)

    def set_aside(self, *, typed: bool = True) -> None:
        """Leave what is kept there for another time: what is typed from now on stands beside it.

        With `typed`, what was typed last goes with it.
        """
        if typed:
            self.keep_now()
        if self._stored:
            self._stored = False
            self._put_aside(partial(_aside, self._desk, self._key, self._owed))

    def _put_aside(self, op: Callable[[], None]) -> None:
        news = self._kit.drafts
        self._kit.jobs.read(news, op, lambda _: news.changed.emit(), self._on_aside_failed)

    def bring_back(self, draft: Draft) -> None:
        """Keep a draft that was set aside with what stands in the form again; only then is it dropped where it lay."""
        self._timer.stop()
        self._waiting, self._stored = False, True
        keep = partial(_kept, self._desk, self._key, self._base, dict(self._what()), PATIENCE)
        self._give(partial(_brought, self._desk, keep, aside_key(draft)), first=True)

    def rebase(self, base: Base) -> None:
        """Take note of how the record stands: after a save, or when the officer has seen what changed."""
        self._base = base

    def _on_opened(self, answer: tuple[Draft | None, Base]) -> None:
        draft, self._base = answer
        self._ready = True
        self._stored = self._stored or draft is not None
        if draft is not None:
            self._base = draft.base
        self.found.emit(draft)
        if self._waiting:
            self.touch()

    def _on_kept(self, first: bool, moment: datetime) -> None:
        if shiboken6.isValid(self):
            self.kept.emit(moment)
        if first:
            self._kit.drafts.changed.emit()

    def _on_failed(self, drops: int, failure: BaseException) -> None:
        if drops != self._drops:
            return
        if not shiboken6.isValid(self):
            self._kit.door.show(failure)
            return
        self._waiting = True
        if isinstance(failure, _SomebodyWrites):
            QTimer.singleShot(AGAIN, self, self._keep_soon)
        else:
            self.failed.emit(failure)

    def _on_aside_failed(self, failure: BaseException) -> None:
        if not shiboken6.isValid(self):
            return  # it lies where it lay, and is found there again
        if isinstance(failure, _SomebodyWrites):
            QTimer.singleShot(AGAIN, self, lambda: self._put_aside(partial(_settle, self._desk, self._key, self._owed)))
        else:
            self.failed.emit(failure)

    def _on_drop_failed(self, failure: BaseException) -> None:
        if not shiboken6.isValid(self):
            return  # it stays in the list of drafts, where it can be thrown away
        self._stored = True
        if isinstance(failure, _SomebodyWrites):
            QTimer.singleShot(AGAIN, self, self._drop_unless_typed)
        else:
            self.failed.emit(failure)

    def _drop_unless_typed(self) -> None:
        if not self._waiting:
            self.drop()


class _SomebodyWrites(KnownError):
    """A unit of work is open: waiting for its end would hold up whoever reads."""

    sentence = N_("The store was busy writing for too long: what you typed last in a form you left is not kept.")


def _opened(desk: Desk, key: str, about: Id | None, kind: type | None, base: Base | None) -> tuple[Draft | None, Base]:
    draft = find_draft(desk, key)
    if base is not None or about is None:
        return draft, base or NEW
    if kind is None:
        return draft, Base(about)
    try:
        return draft, base_of(desk, about, kind)
    except NotThere:  # `about` is what the record belongs to, such as the person of a private half
        return draft, Base(about)


def _added(
    desk: Desk, key: str, about: Id | None, kind: type | None, base: Base | None, values: Mapping[str, Any]
) -> datetime:
    """Keep what was typed together with what an older draft holds of other fields; one that holds something else of the
    same is set aside: neither is lost."""
    draft, stands = _opened(desk, key, about, kind, base)
    older = draft.values if draft is not None else {}
    if any(older.get(name, value) != value for name, value in values.items()):
        _aside(desk, key)
        draft, older = None, {}
    return _kept(desk, key, draft.base if draft is not None else stands, {**older, **values}, PATIENCE)


def _kept(
    desk: Desk, key: str, base: Base, values: Mapping[str, Any], patience: float, owed: list[str] | None = None
) -> datetime:
    """Keep the draft; one that was to be set aside there and could not is so first, or it would be written over."""
    _wait(desk, patience)
    if owed:
        _settle(desk, key, owed)
    keep_draft(desk, key, base, values)
    return desk.clock.now()


def _brought(desk: Desk, keep: Callable[[], datetime], aside: str) -> datetime:
    moment = keep()
    drop_draft(desk, aside)
    return moment


def _aside(desk: Desk, key: str, owed: list[str] | None = None) -> None:
    due = [] if owed is None else owed
    due.append(key)
    _settle(desk, key, due)


def _settle(desk: Desk, key: str, owed: list[str]) -> None:
    if owed:
        _wait(desk, PATIENCE)
        set_aside(desk, key)
        owed.clear()


def _dropped(desk: Desk, key: str) -> None:
    _wait(desk, PATIENCE)
    drop_draft(desk, key)


def _wait(desk: Desk, patience: float) -> None:
    """Wait for the turn to write."""
    until = monotonic() + patience
    while desk.store.writing:
        if monotonic() >= until:
            raise _SomebodyWrites
        sleep(BEAT)
