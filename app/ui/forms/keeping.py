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

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.ids import Id
from app.services.desk import Desk, NotThere
from app.services.drafts import NEW, Base, Draft, base_of, drop_draft, find_draft, keep_draft
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
        self._at_once = False
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
        self._at_once = not self._ready
        if not self._ready or not self._waiting:
            return
        self._waiting = False
        values = dict(self._what())
        if not values:
            self.drop()
            return
        self._stored = True
        op = partial(_kept, self._desk, self._key, self._base, values, patience)
        self._kit.jobs.read(self, op, self.kept.emit, self._on_failed)

    def drop(self) -> None:
        """Forget the draft: it was saved, or is not wanted."""
        self._timer.stop()
        self._waiting = False
        if self._stored:
            self._stored = False
            self._kit.jobs.read(self, partial(_dropped, self._desk, self._key), _done, self._on_drop_failed)

    def rebase(self, base: Base) -> None:
        """Take note of how the record stands: after a save, or when the officer has seen what changed."""
        self._base = base

    def _on_opened(self, answer: tuple[Draft | None, Base]) -> None:
        draft, self._base = answer
        self._ready = True
        self._stored = draft is not None
        if draft is not None:
            self._base = draft.base
        self.found.emit(draft)
        if self._at_once:
            self.keep_now()
        elif self._waiting:
            self.touch()

    def _on_failed(self, failure: BaseException) -> None:
        self._waiting = True
        if isinstance(failure, _SomebodyWrites):
            QTimer.singleShot(AGAIN, self, self._keep_soon)
        else:
            self.failed.emit(failure)

    def _on_drop_failed(self, failure: BaseException) -> None:
        self._stored = True
        if isinstance(failure, _SomebodyWrites):
            QTimer.singleShot(AGAIN, self, self._drop_unless_typed)
        else:
            self.failed.emit(failure)

    def _drop_unless_typed(self) -> None:
        if not self._waiting:
            self.drop()


class _SomebodyWrites(Exception):
    """A unit of work is open: waiting for its end would hold up whoever reads."""


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


def _kept(desk: Desk, key: str, base: Base, values: Mapping[str, Any], patience: float) -> datetime:
    until = monotonic() + patience
    while desk.store.writing:
        if monotonic() >= until:
            raise _SomebodyWrites
        sleep(BEAT)
    keep_draft(desk, key, base, values)
    return desk.clock.now()


def _dropped(desk: Desk, key: str) -> None:
    if desk.store.writing:
        raise _SomebodyWrites
    drop_draft(desk, key)


def _done(_answer: object) -> None:
    """Nothing follows."""
