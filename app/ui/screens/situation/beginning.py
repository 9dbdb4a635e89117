"""What stands in the situation of an empty store: the first thing to do, with its button, and what it lacks."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.services.situation import Beginning
from app.services.station.first_run import Gap
from app.ui.kit.buttons import Button, button, link
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, label, row, rule
from app.ui.kit.screen import Address
from app.ui.kit.scrolling import ScrollArea

WIDE = 480
NEW_FILE = "file:new"
"""The key under which a new file is drafted: the list of files opens the sheet."""


class BeginningView(ScrollArea):
    """Offers what this officer may begin; `first` has the keyboard."""

    wanted = Signal(Address)
    draft_wanted = Signal(Address, str)

    def __init__(self, kit: Kit, seen: Beginning) -> None:
        super().__init__()
        words = kit.words
        self.setObjectName("beginning")
        self.setAccessibleName(words(N_("What to begin with")))
        self.setFrameShape(ScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        text, hint = N_("No files yet"), N_(
            "Reports, measures and the protocol follow in the file."
        )  # fmt: skip
        if not seen.opens:
            text, hint = N_("Nothing arrived yet"), N_("What others share with you comes by bundle.")
        inner = QVBoxLayout()
        inner.setSpacing(GRID)
        for one in (label(words(text), "beginning_title", "strong", wrap=True),
                    label(words(hint), "beginning_hint", "quiet", wrap=True)):  # fmt: skip
            one.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            inner.addWidget(one)
        new = partial(self.draft_wanted.emit, Address("threat_files"), NEW_FILE)
        take_in = partial(self.wanted.emit, Address("import"))
        self.buttons: list[Button] = []
        if seen.opens:
            self.buttons.append(button(kit, words(N_("New file")), "begin_file", new, primary=True, key="Ctrl+N"))
        if seen.takes_in:
            self.buttons.append(
                button(
                    kit,
                    words(N_("Take in a bundle")),
                    "begin_bundle",
                    take_in,
                    primary=not seen.opens,
                    icon="download",
                )
            )
        inner.addSpacing(GRID)
        inner.addLayout(row(None, *self.buttons, None))
        self._add_lacks(kit, seen, inner)
        holder = QWidget()
        holder.setObjectName("beginning_column")
        holder.setMaximumWidth(WIDE)
        holder.setLayout(inner)
        page = QWidget()
        page.setObjectName("beginning_page")
        line = QHBoxLayout()
        line.addStretch()
        line.addWidget(holder, 1)
        line.addStretch()
        box = QVBoxLayout(page)
        box.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        box.addStretch(2)
        box.addLayout(line)
        box.addStretch(3)
        self.setWidget(page)

    def _add_lacks(self, kit: Kit, seen: Beginning, box: QVBoxLayout) -> None:
        words = kit.words
        said = [Gap.APPROVER.say(words.language)] if seen.approver else []
        if seen.services:
            said.append(words(N_("No services in the directory yet: a measure names the one that carries it out.")))
        if not said:
            return
        box.addSpacing(2 * GRID)
        box.addWidget(rule())
        box.addWidget(label(words(N_("Still lacking here")), "beginning_lacks", "strong"))
        for number, one in enumerate(said):
            box.addWidget(label(one, f"beginning_lack_{number}", wrap=True))
        if seen.administers:
            to = link(
                words(N_("Administration")),
                "begin_administration",
                partial(self.wanted.emit, Address("administration")),
            )
            box.addLayout(row(to, None))
        elif seen.administrators:
            names = words(N_("The administrator sees to it: {names}."), names=", ".join(seen.administrators))
            box.addWidget(label(names, "beginning_who", "quiet", wrap=True))
