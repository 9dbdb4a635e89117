"""Asked before a paper is issued: what it lacks, what sealed it prints and why, what nobody translated."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.services.paper.drafting import Gap
from app.services.paper.lacking import Lack
from app.services.paper.protocols import SealedValue
from app.ui.kit.buttons import link
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, heading, label, row, secondary, set_property
from app.ui.screens.paper.wording import language_text, place_text

LISTED = 6


class Section(QWidget):
    """A heading, a line of why, and lines; hidden while there is nothing to say."""

    def __init__(self, kit: Kit, text: str, name: str) -> None:
        super().__init__()
        self._kit, self._name = kit, name
        self.setObjectName(name)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, GRID, 0, 0)
        self.box.setSpacing(GRID // 2)
        self.box.addWidget(heading(text, f"{name}_heading"))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(GRID // 2)
        self.box.addLayout(self._lines)
        self.hide()

    def say(self, lines: Sequence[str], role: str = "secondary") -> None:
        """Show lines in place of those that stand here; none hides the section."""
        self._clear()
        for number, text in enumerate(lines[:LISTED], start=1):
            self._lines.addWidget(label(text, f"{self._name}_{number}", role, wrap=True))
        if len(lines) > LISTED:
            more = self._kit.words.plural("and {count} more", "and {count} more", len(lines) - LISTED)
            rest = secondary(more, f"{self._name}_more")
            rest.setToolTip("\n".join(lines[LISTED:]))
            self._lines.addWidget(rest)
        self.setVisible(bool(lines))

    def _clear(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


class SealedChoices(Section):
    """Sealed values stay sealed unless ticked, each with the reason that is recorded."""

    changed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, kit.words(N_("Sealed: prints only with a reason")), "issue_sealed")
        self._asked: list[tuple[Id, QCheckBox, QLineEdit]] = []
        self._of_paper: Sequence[SealedValue] = ()
        self._chosen: Sequence[SealedValue] = ()

    @property
    def controls(self) -> list[QWidget]:
        """Return what Tab goes through, in its order."""
        return [one for _, tick, reason in self._asked for one in (tick, reason)]

    def put(self, values: Sequence[SealedValue]) -> None:
        """Show what this paper could reveal, nothing of it ticked."""
        self._of_paper, self._chosen, self._asked = values, (), []
        self._draw()

    def put_chosen(self, values: Sequence[SealedValue]) -> None:
        """Show besides what was chosen for it; what is ticked and typed of the others stays."""
        known = {value.id for value in self._of_paper}
        fresh = tuple(value for value in values if value.id not in known)
        if fresh != self._chosen:
            self._chosen = fresh
            self._draw()

    def _draw(self) -> None:
        stood = {uid: (tick.isChecked(), reason.text()) for uid, tick, reason in self._asked}
        self._clear()
        self._asked = []
        words, values = self._kit.words, (*self._of_paper, *self._chosen)
        for number, value in enumerate(values, start=1):
            what = value.what.read(words.language)[0]
            tick = QCheckBox(words(N_("Print: {what}"), what=what))
            tick.setObjectName(f"sealed_{number}")
            reason = QLineEdit()
            reason.setObjectName(f"sealed_{number}_reason")
            reason.setPlaceholderText(words(N_("Why this must be on the paper: it is recorded")))
            reason.setAccessibleName(words(N_("Reason for printing: {what}"), what=what))
            reason.setMaxLength(300)
            on, why = stood.get(value.id, (False, ""))
            tick.setChecked(on)
            reason.setText(why)
            reason.setVisible(on)
            tick.toggled.connect(reason.setVisible)
            tick.toggled.connect(lambda on, to=reason: to.setFocus() if on else None)
            tick.toggled.connect(self.changed)
            reason.textChanged.connect(self.changed)
            self._lines.addWidget(tick)
            self._lines.addWidget(reason)
            self._asked.append((value.id, tick, reason))
        self.setVisible(bool(values))

    def reveals(self) -> Mapping[Id, str]:
        """Return what is to be revealed with its reason, as typed."""
        return {uid: reason.text().strip() for uid, tick, reason in self._asked if tick.isChecked()}

    def restore(self, reveals: Mapping[Id, str]) -> None:
        """Tick what was ticked, with its reason."""
        for uid, tick, reason in self._asked:
            if uid in reveals:
                reason.setText(reveals[uid])
                tick.setChecked(True)

    def mark_missing(self) -> bool:
        """Mark the reasons that are missing; True if none is."""
        fine = True
        for _, tick, reason in self._asked:
            missing = tick.isChecked() and not reason.text().strip()
            set_property(reason, "wrong", missing)
            if missing and fine:
                reason.setFocus()
            fine = fine and not missing
        return fine


class UntranslatedAsk(Section):
    """Texts that a language of the copies lacks: flagged, and to be accepted before issuing."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, kit.words(N_("Not translated: prints in its original language, marked so")), "issue_gaps")
        self._shown: list[str] = []
        self.accepted = QCheckBox(kit.words(N_("Issue it like this")))
        self.accepted.setObjectName("issue_gaps_accepted")
        self.box.addWidget(self.accepted)

    @property
    def count(self) -> int:
        """Return how many texts are shown as missing."""
        return len(self._shown)

    def put(self, gaps: Sequence[Gap]) -> None:
        """Show what is missing; another set of gaps is to be accepted anew."""
        words = self._kit.words
        lines = [
            words(
                N_("{place}: no {language}, prints in {original}"), place=place_text(words, one.place),
                language=language_text(words, one.language), original=language_text(words, one.original),
            )
            for one in gaps
        ]  # fmt: skip
        if lines != self._shown:
            self._shown = lines
            self.accepted.setChecked(False)
            self.say(lines, "warning")


class LackingAsk(Section):
    """What whoever executes the paper would miss: it is filled in where it stands, or the officer says it may leave."""

    fill_wanted = Signal()
    """With the person."""
    number_wanted = Signal()
    """Whom to ring: with one's own organisation."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, kit.words(N_("Who carries this out will miss")), "issue_lacking")
        self._shown: tuple[Lack, ...] = ()
        self.fill = link(kit.words(N_("Fill it in with the person…")), "issue_lacking_fill", self.fill_wanted.emit)
        number = kit.words(N_("Fill in the 24/7 number of your organisation…"))
        self.number = link(number, "issue_lacking_number", self.number_wanted.emit)
        self.accepted = QCheckBox(kit.words(N_("Issue it without")))
        self.accepted.setObjectName("issue_lacking_accepted")
        self.box.addLayout(row(self.fill, None))
        self.box.addLayout(row(self.number, None))
        self.box.addWidget(self.accepted)

    @property
    def asks(self) -> bool:
        """Tell whether something is lacking that nobody accepted."""
        return bool(self._shown) and not self.accepted.isChecked()

    def put(self, lacking: Sequence[Lack]) -> None:
        """Show what is lacking; more than before is to be accepted anew."""
        if not set(lacking) <= set(self._shown):
            self.accepted.setChecked(False)
        self._shown = tuple(lacking)
        self.fill.setVisible(bool(set(lacking) - {Lack.CONTACT}))
        self.number.setVisible(Lack.CONTACT in lacking)
        self.say([self._kit.words.enum(one) for one in lacking], "warning")
