"""Steps that several tasks share: date and time, who somebody is, where a file is."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QGridLayout, QWidget

from app.core.i18n import N_
from app.ui.kit.buttons import Button, button
from app.ui.kit.fields import TextField
from app.ui.kit.kit import Kit
from app.ui.kit.logins import login_for
from app.ui.kit.new_passphrase import NewPassphrase
from app.ui.kit.parts import label, secondary
from app.ui.kit.stick_watch import StickWatch
from app.ui.kit.words import COUNTRY_TIME, Words, capital
from app.ui.kit.zones import zone_sentence
from app.ui.shell.entry.fields import check
from app.ui.shell.entry.wizard import Step

SERVICE_NAMES = (
    ("nl", N_("Dutch"), N_("Name of the service in Dutch")),
    ("fr", N_("French"), N_("Name of the service in French")),
    ("de", N_("German"), N_("Name of the service in German")),
    ("en", N_("English"), N_("Name of the service in English")),
)
"""What a service is called, by language: the label of each field, and what a screen reader says of it."""


def lay_service_names(words: Words, grid: QGridLayout, row: int, house: str) -> dict[str, TextField]:
    """Put a field for each language into two columns from this row on, under a line that says one is enough."""
    grid.addWidget(secondary(words(N_("Name of the service; one language is enough")), f"{house}_names"), row, 0, 1, 2)
    fields: dict[str, TextField] = {}
    for number, (language, short, text) in enumerate(SERVICE_NAMES):
        field = fields[language] = TextField(words(short), f"{house}_name_{language}")
        field.editor.setAccessibleName(words(text))
        grid.addWidget(field, row + 1 + number // 2, number % 2)
    return fields


class TimeStep(Step):
    """Date and time, confirmed: no clock decides anything, but what is dated wrong misleads people."""

    def __init__(self, kit: Kit, hint: str) -> None:
        words = kit.words
        super().__init__(kit, "time_step", words(N_("Are date and time right?")), hint)
        now = kit.clock.now()
        self._day = label(words.long_date(now.astimezone(COUNTRY_TIME).date()), "time_day", "heading")
        self._time = label(words.time(now), "time_now", "big")
        self.confirmed = check(words(N_("Date and time are right")), "time_confirmed")
        self._wrong = label("", "time_wrong", "error", wrap=True)
        self._wrong.hide()
        help_text = N_("If not: close the program and set the clock.")
        self._zone = label(self._belgian(), "time_zone", "secondary", wrap=True)
        for one in (self._time, self._day, self._zone, self.confirmed, self._wrong):
            self.box.addWidget(one)
        self._help = label(words(help_text), "time_help", "secondary", wrap=True)
        self._help.hide()
        self.box.addWidget(self._help)
        self.confirmed.toggled.connect(lambda _on: self._refuse(""))

    def check(self) -> QWidget | None:
        """Ask for the tick."""
        if self.confirmed.isChecked():
            return None
        self._refuse(self.kit.words(N_("Look at date and time, and confirm that they are right.")))
        return self.confirmed

    def enter(self) -> None:
        """Show the moment anew."""
        self._zone.setText(self._belgian())
        self._time.setText(self.kit.words.time(self.kit.clock.now()))

    def _belgian(self) -> str:
        """Return which time that is, and that the computer shows another where it does."""
        said = capital(self.kit.words.belgian(self.kit.clock.now()))
        apart = zone_sentence(self.kit)
        return f"{said}. {apart}" if apart else said

    def _refuse(self, sentence: str) -> None:
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))
        self._help.setVisible(bool(sentence))
        self.confirmed.setAccessibleDescription(sentence)


class PersonStep(Step):
    """Name, login and passphrase of one person, who types the passphrase himself; the name proposes the login."""

    def __init__(self, kit: Kit, name: str, text: str, hint: str, also: Callable[[], Iterable[str]]) -> None:
        words = kit.words
        super().__init__(kit, f"{name}_step", text, hint)
        self._also = also
        self.login = TextField(words(N_("Login")), f"{name}_login", words(N_("Short, without blanks: v.maes")))
        self.name = TextField(words(N_("First name and name")), f"{name}_name")
        self.secret = NewPassphrase(kit, f"{name}_passphrase", self._names)
        self._proposed = ""
        self.name.line.textEdited.connect(self._propose)
        for one in (self.name, self.login):
            self.box.addWidget(one)
        self.add_between()
        self.box.addWidget(self.secret)

    def add_between(self) -> None:
        """Add what is asked between the name and the passphrase."""

    def taken(self) -> Iterable[str]:
        """Return the logins that others have."""
        return ()

    def check(self) -> QWidget | None:
        """Say what is missing."""
        words = self.kit.words
        login = self.login.text
        wrong = ""
        if not login or any(one.isspace() for one in login):
            wrong = words(N_("Type a login without blanks."))
        elif login.casefold() in {one.casefold() for one in self.taken()}:
            wrong = words(N_("There is already an account with this name at this workstation. Choose another name."))
        self.login.refuse(wrong)
        self.name.refuse("" if self.name.text else words(N_("Type the name as it is to be read on paper.")))
        if self.name.refused:
            return self.name.line
        return self.login.line if wrong else self.secret.check()

    def _propose(self, typed: str) -> None:
        """Let the login follow the name, unless another was typed."""
        if self.login.text in ("", self._proposed):
            self._proposed = login_for(typed)
            self.login.line.setText(self._proposed)

    def _names(self) -> tuple[str, ...]:
        login = self.login.text
        return (login.replace(".", " ").replace("-", " "), login, self.name.text, *self._also())


class PathField(TextField):
    """A file or folder: typed, or chosen in a dialog. Nothing of it is remembered outside the store."""

    def __init__(self, kit: Kit, text: str, name: str, *, folder: bool = False, many: bool = False, kinds: str = "",
                 hint: str = "") -> None:  # fmt: skip
        words = kit.words
        self._browse: Button = button(kit, words(N_("Choose…")), f"{name}_browse", self._on_browse)
        super().__init__(text, name, hint, self._browse)
        self._kit, self._text, self._kinds = kit, text, kinds
        self._folder, self._many = folder, many
        self._proposed = ""
        self.line.setMaxLength(4096)

    @property
    def paths(self) -> list[str]:
        """Return what is named; several are parted by semicolons."""
        return [one.strip() for one in self.line.text().split(";") if one.strip()]

    def propose_stick(self) -> None:
        """Let the folder of the only stick appear by itself, as long as nothing else stands here."""
        StickWatch(self._kit, self).changed.connect(self._on_sticks)

    def _on_sticks(self, sticks: Sequence[Path]) -> None:
        there = [str(one) for one in sticks]
        if self.line.text() in ("", self._proposed) and self._proposed not in there:
            self._proposed = there[0] if len(there) == 1 else ""
            self.line.setText(self._proposed)

    def _on_browse(self) -> None:
        name, chooser = f"{self.line.objectName()}_dialog", self._kit.chooser
        if self._folder:
            chooser.ask_folder(self, name, self._text, lambda one: self._on_chosen([one]))
        else:
            chooser.ask_files(self, name, self._text, self._kinds, self._on_chosen, many=self._many)

    def _on_chosen(self, found: Sequence[Path]) -> None:
        self.line.setText("; ".join(str(one) for one in found))
        self.refuse("")
