"""The strength of a new passphrase in words: how long it holds, and what makes it weak. Bars only repeat the words."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import N_
from app.ui.kit.fields import PassphraseField
from app.ui.kit.kit import Kit
from app.ui.kit.level_bars import LevelBars
from app.ui.kit.parts import GRID, label, row, set_property
from app.ui.kit.strength import Strength, Verdict, Weakness, judge

MINIMUM = 12
"""Characters; the service refuses fewer."""
VERDICTS: Mapping[Verdict, str] = {
    Verdict.WEAK: N_("Weak"),
    Verdict.FAIR: N_("Fair"),
    Verdict.GOOD: N_("Good"),
    Verdict.STRONG: N_("Strong"),
}
WEAKNESSES: Mapping[Weakness, str] = {
    Weakness.SHORT: N_("shorter than 12 characters"),
    Weakness.REPEATED: N_("something is repeated"),
    Weakness.SEQUENCE: N_("a row of the keyboard or the alphabet"),
    Weakness.DAY: N_("a date or a year"),
    Weakness.NAME: N_("part of a name or login"),
    Weakness.COMMON: N_("a word that is tried first"),
    Weakness.FEW_WORDS: N_("too few words: take four or more that do not belong together"),
}
_YEAR = 365.25


class Meter(QWidget):
    """Judges what is typed, knowing `names`."""

    def __init__(self, kit: Kit, name: str) -> None:
        super().__init__()
        self._kit = kit
        self.setObjectName(name)
        self._bars = LevelBars(kit, None)
        self._verdict = label("", f"{name}_verdict", "strong")
        self._why = label("", f"{name}_why", "secondary", wrap=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addLayout(row(self._bars, self._verdict, None))
        box.addWidget(self._why)
        self.show_passphrase("")

    @property
    def said(self) -> str:
        """Return all that is said."""
        return f"{self._verdict.text()} {self._why.text()}".strip()

    def show_passphrase(self, passphrase: str, names: Iterable[str] = ()) -> None:
        """Say what it is worth; of nothing typed only how to choose one."""
        words = self._kit.words
        if not passphrase:
            self._bars.set_level(None)
            self._bars.hide()
            self._verdict.hide()
            hint = N_("Four or more words that do not belong together.")
            self._why.setText(words(hint))
            return
        found = judge(passphrase, names, MINIMUM)
        self._bars.show()
        self._verdict.show()
        self._bars.set_level(found.verdict.value)
        self._bars.setAccessibleName(words(VERDICTS[found.verdict]))
        self._verdict.setText(words(VERDICTS[found.verdict]))
        reasons = words.series(words(WEAKNESSES[one]) for one in found.weaknesses)
        held = words(N_("Whoever steals the disk needs {time}."), time=self._time(found))
        if found.verdict is Verdict.STRONG and not reasons:
            held = ""  # the word says it
        self._why.setText(f"{held} {reasons[:1].upper()}{reasons[1:]}{'.' if reasons else ''}".strip())
        set_property(self._why, "role", "error" if found.verdict is Verdict.WEAK else "secondary")

    def _time(self, found: Strength) -> str:
        words, days = self._kit.words, found.days
        if days < 1:
            return words(N_("less than a day"))
        if days < _YEAR:
            return words.plural("about {count} day", "about {count} days", round(days))
        years = days / _YEAR
        if years < 1000:
            return words.plural("about {count} year", "about {count} years", round(years))
        return words(N_("more than a thousand years"))


class NewPassphrase(QWidget):
    """A passphrase chosen by whoever will use it: judged while typing; typed twice, once where the eye shows it."""

    def __init__(
        self,
        kit: Kit,
        name: str,
        names: Callable[[], Iterable[str]],
        text: str = "",
        again: str = "",
        *,
        beside: bool = False,
    ) -> None:
        """Where there is width for it, the two stand `beside` each other."""
        super().__init__()
        words = kit.words
        self._kit, self._names = kit, names
        self.setObjectName(name)
        self.first = PassphraseField(kit, text or words(N_("Passphrase")), f"{name}_first")
        self.again = PassphraseField(kit, again or words(N_("The same again, or show it with F8")), f"{name}_again")
        self.again.show_with(self.first)
        self.meter = Meter(kit, f"{name}_meter")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        if beside:
            both = row(self.first, self.again, spacing=2 * GRID)
            for one in (self.first, self.again):
                both.setAlignment(one, Qt.AlignmentFlag.AlignTop)
            box.addLayout(both)
            box.addWidget(self.meter)
        else:
            box.addWidget(self.first)
            box.addWidget(self.meter)
            box.addSpacing(GRID // 2)
            box.addWidget(self.again)
        self.first.shown.connect(self._on_shown)
        self.first.line.textChanged.connect(lambda text: self.meter.show_passphrase(text, self._names()))

    @property
    def passphrase(self) -> str:
        """Return what is typed."""
        return self.first.passphrase

    def check(self) -> QWidget | None:
        """Say what is wrong; return where, None if nothing. A weak one is refused like a short one."""
        words = self._kit.words
        verdict = judge(self.passphrase, self._names(), MINIMUM).verdict
        short = len(self.passphrase) < MINIMUM
        wrong = ""
        if short:
            wrong = words(N_("A passphrase has at least {minimum} characters. Several words make a good one."),
                          minimum=MINIMUM)  # fmt: skip
        elif verdict is Verdict.WEAK:
            wrong = words(N_("This is guessed too soon. Add words, or take others."))
        self.first.refuse(wrong)
        differs = not wrong and not self.first.is_shown and self.again.passphrase != self.passphrase
        self.again.refuse(words(N_("The two are not the same.")) if differs else "")
        return self.first.line if wrong else self.again.line if differs else None

    def _on_shown(self, shown: bool) -> None:
        """Ask for it once where it can be read."""
        if shown and self.again.line.hasFocus():
            self.first.line.setFocus()
        self.again.refuse("")
        self.again.setVisible(not shown)

    def wipe(self) -> None:
        """Leave nothing of it in the fields."""
        self.first.wipe()
        self.again.wipe()
