"""What stands above a form and looks things up while it is typed in: some lines, hidden while nothing is to be said."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.forms.form import Form
from app.ui.forms.notices import Notice
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit

PAUSE = 400
"""Milliseconds without a key after which the register is looked through."""


class AsTyped(QWidget):
    """Calls `look` once somebody paused in the watched form; `lines` are `most` notices, none of them said yet.

    Whoever derives from it overrides `look`, asks by `latest` so that the newest answer counts, and says it by `tell`.
    """

    def __init__(self, kit: Kit, name: str, line: str, most: int) -> None:
        super().__init__()
        self.kit = kit
        self.latest = Latest(kit.jobs, self)
        self.lines = [Notice(kit, f"{line}_{number}", self) for number in range(most)]
        self.setObjectName(name)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        for one in self.lines:
            box.addWidget(one)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._on_paused)
        self._form: Form | None = None
        self.hide()

    def watch(self, form: Form) -> None:
        """Look at what is typed in this form from now on."""
        self._form = form
        self.begin(form)
        form.changed.connect(self._on_changed)

    def begin(self, form: Form) -> None:
        """Take note of what the form says before anything is typed."""

    def look(self, form: Form) -> None:
        """Ask about what the form says now."""
        raise NotImplementedError

    def tell(self, found: Sequence[tuple[str, str, Callable[[], object]]]) -> None:
        """Show of each, at most as many as there are lines, what is said, what is offered and what that does."""
        for line in self.lines[len(found) :]:
            line.say("")
        for line, (said, act, do) in zip(self.lines, found, strict=False):
            line.say(said, "users", act, do)
        self.setVisible(bool(found))

    def fresh(self, _form: Form) -> bool:
        """Tell whether the form says what was not asked about yet."""
        return True

    def _on_changed(self) -> None:
        if self._form is not None and self.fresh(self._form):
            self._pause.start()

    def _on_paused(self) -> None:
        if self._form is not None:
            self.look(self._form)
