"""A reason is asked, then something is done with it: printing a copy again, recalling a version."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.services.desk import Desk
from app.ui.forms.kept_texts import KeptTexts
from app.ui.kit.kit import Kit
from app.ui.kit.parts import asked, required_text
from app.ui.kit.sheet import Sheet


class ReasonSheet(Sheet):
    """Asks why; `act` gets the reason on the writing thread, `then` its answer. A refusal leaves what was typed.

    What is typed is kept as the draft `key`, about `about`.
    """

    def __init__(
        self, kit: Kit, desk: Desk, parent: QWidget | None, texts: tuple[str, str, str], key: str, about: Id,
        act: Callable[[str], Any], then: Callable[[Any], object],
    ) -> None:  # fmt: skip
        text, hint, verb = texts
        super().__init__(kit, parent, text, "reason_sheet", hint)
        self._act, self._then = act, then
        self.reason = QPlainTextEdit()
        self.reason.setObjectName("reason_text")
        self.reason.setAccessibleName(kit.words(N_("Reason")))
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(80)
        self._kept = KeptTexts(kit, desk, key, about, {"reason": self.reason})
        self.body.addWidget(self._kept)
        self.body.addLayout(asked(required_text(kit, kit.words(N_("Reason"))), "reason", self.reason))
        self.body.addStretch(1)
        self.add_cancel()
        self._do = self.add_button(verb, "reason_do", self._on_do, primary=True)
        self.reason.setFocus()

    def _on_do(self) -> None:
        self.say("")
        self._do.setEnabled(False)
        act = partial(self._act, self.reason.toPlainText())
        self.kit.jobs.write(self, act, self._on_done, self._on_refused)

    def _on_done(self, answer: Any) -> None:
        self._kept.done()
        self.accept()
        self._then(answer)

    def _on_refused(self, failure: BaseException) -> None:
        self._do.setEnabled(True)
        self.say(failure)
