"""Join other workstations: a request carried to them, words compared in person, an invitation carried back."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.core.i18n import N_
from app.core.progress import Cancel, Progress
from app.models.enums import Role
from app.services.exchange.asking import Asked, ask_to_join
from app.services.exchange.joining import accept_invitation
from app.services.station.share_words import unknown_words
from app.services.station.stations import Account, Platform
from app.ui.kit.fields import PassphraseField, TextField
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, label
from app.ui.kit.words_field import WordsField
from app.ui.shell.entry.first_run import CODE, PurposeStep
from app.ui.shell.entry.steps import PathField, PersonStep, TimeStep, lay_service_names
from app.ui.shell.entry.wizard import Step, Wizard

WORDS = 12


class JoinPage(Wizard):
    """Makes a store that waits, and its request; ends at the words that are compared."""

    def __init__(self, kit: Kit, platform: Callable[[], Platform], store: Path, asked: Asked | None) -> None:
        super().__init__(kit, "join")
        words = kit.words
        self._platform, self._store, self._asked = platform, store, asked
        self.time = TimeStep(kit, words(N_("Every entry carries the moment it was made.")))
        self.purpose = PurposeStep(kit)
        self.station = StationStep(kit)
        self.officer = PersonStep(
            kit, "newcomer", words(N_("Who works here")),
            words(N_("One person is enough. What you may see and do, the other side decides.")),
            lambda: (self.station.code.text,),
        )  # fmt: skip
        self.request = RequestStep(kit)
        self.compare = CompareStep(kit)
        steps: list[Step] = [self.time, self.purpose, self.station, self.officer, self.request, self.compare]
        if asked is not None:
            self.compare.show_asked(asked)
        self.set_steps(steps, len(steps) - 1 if asked is not None else 0)

    def state(self) -> object:
        """Return the words to be compared, once there are any."""
        return self._asked

    def left(self, step: Step) -> None:
        """Write the request; at the end, wait for the invitation."""
        if step is self.time:
            self.kit.confirmed.confirm(self.kit.confirmed.look())
        if step is self.request:
            self.work(self.kit.words(N_("The request is being written…")), self._ask, self._on_asked)
        elif step is self.compare:
            self.invited.emit(self.officer.login.text)
        else:
            super().left(step)

    def _ask(self, progress: Progress, cancel: Cancel) -> Asked:
        officer = self.officer
        account = Account(officer.login.text, officer.name.text, [Role.PARTNER], languages=(self.kit.words.language,))
        return ask_to_join(
            self._store, Path(self.request.folder.text), self.station.code.text.upper(), self.station.names,
            (account, officer.secret.passphrase), self._platform(), self.purpose.mark.mark, progress, cancel,
        )  # fmt: skip

    def _on_asked(self, found: object) -> None:
        if isinstance(found, Asked):
            self._asked = found
            self.compare.show_asked(found)
            self.cancel_link.hide()
            self.show_step(len(self.steps) - 1)


class StationStep(Step):
    """The code that is proposed, and the name of the service or office."""

    def __init__(self, kit: Kit) -> None:
        words = kit.words
        super().__init__(
            kit, "station_step", words(N_("This workstation")),
            words(N_("Agree on the code with the other side beforehand.")),
        )  # fmt: skip
        rule = words(N_("2 to 12 capitals and digits"))
        self.code = TextField(words(N_("Workstation code")), "station_code", words.pair(rule, "ANT1"))
        self.box.addWidget(self.code)
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(2 * GRID)
        self._names = lay_service_names(words, grid, 0, "station")
        self.box.addLayout(grid)

    @property
    def names(self) -> dict[str, str]:
        """Return the names that were typed, by language."""
        return {one: field.text for one, field in self._names.items() if field.text}

    def check(self) -> QWidget | None:
        """Ask for a code and one name."""
        words = self.kit.words
        fits = CODE.fullmatch(self.code.text.upper())
        self.code.refuse("" if fits else words(N_("2 to 12 capitals and digits")))
        field = self._names.get(words.language) or next(iter(self._names.values()))
        field.refuse("" if self.names else words(N_("Type the name of your service in one language at least.")))
        return self.code.line if not fits else None if self.names else field.line


class RequestStep(Step):
    """Where the request is written."""

    def __init__(self, kit: Kit) -> None:
        words = kit.words
        super().__init__(
            kit, "request_step", words(N_("Put in a stick")),
            words(N_("The request holds public keys and your name. Carry it yourself.")),
            on_text=words(N_("Write the request")),
        )  # fmt: skip
        self.folder = PathField(kit, words(N_("Folder of the stick")), "request_folder", folder=True,
                                hint=words(N_("It appears by itself when one stick is there.")))  # fmt: skip
        self.folder.propose_stick()
        self.box.addWidget(self.folder)

    def check(self) -> QWidget | None:
        """Ask for a folder; whether it can be written is said by the writing."""
        self.folder.refuse("" if self.folder.text else self.kit.words(N_("Put in a stick, or choose a folder.")))
        return self.folder.line if self.folder.refused else None


class CompareStep(Step):
    """Twelve words, large, and their QR code."""

    def __init__(self, kit: Kit) -> None:
        words = kit.words
        super().__init__(
            kit, "compare_step", words(N_("Compare these words in person")),
            words(N_("Bring the stick to an administrator or a security officer of the other workstation."
                     " The same words must be read there; if one differs, stop and tell your security officer."
                     " Write them down: they are shown once.")),
            on_text=words(N_("I have the invitation")),
        )  # fmt: skip
        self.can_go_back = False
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(GRID)
        self._code = Code()
        self._code.setAccessibleName(words(N_("The same words as a QR code")))
        line = QHBoxLayout()
        line.setSpacing(3 * GRID)
        line.addLayout(self._grid, 1)
        line.addWidget(self._code)
        self.box.addLayout(line)
        self._file = label("", "compare_file", "secondary", wrap=True)
        self.box.addWidget(self._file)

    def show_asked(self, asked: Asked) -> None:
        """Show the words of this request."""
        for number, word in enumerate(asked.words):
            one = label(f"{number + 1}. {word}", f"compare_word_{number}", "heading", select=True)
            self._grid.addWidget(one, number % (WORDS // 2), number // (WORDS // 2))
        self._code.show_rows(asked.qr)
        said = self.kit.words(N_("Written: {file}. The stick may be taken out."), file=asked.file.name)
        self._file.setText(said)

    def first(self) -> QWidget | None:
        """Begin nowhere in particular: the button must not be pressed by mistake."""
        self._code.setFocus()
        return self._code


class Code(QWidget):
    """A QR code, dark on light in both themes, as scanners want it."""

    SIZE = 196

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("compare_qr")
        self.setFixedSize(self.SIZE, self.SIZE)
        self._rows: tuple[tuple[bool, ...], ...] = ()

    def show_rows(self, rows: tuple[tuple[bool, ...], ...]) -> None:
        """Show this code."""
        self._rows = rows
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        unit = self.SIZE // (len(self._rows) + 8) if self._rows else 1
        edge = (self.SIZE - unit * len(self._rows)) // 2
        for y, line in enumerate(self._rows):
            for x, dark in enumerate(line):
                if dark:
                    painter.fillRect(QRectF(edge + x * unit, edge + y * unit, unit, unit), QColor("black"))


class AcceptPage(Wizard):
    """Takes the invitation in, once the words of the directory's root were said by the other side.

    Whoever did has just typed his passphrase: `opened` has his desk. Where date and time must be looked at first, or
    the store does not open, `done` leads to where he sits down.
    """

    def __init__(self, kit: Kit, platform: Callable[[], Platform], store: Path) -> None:
        super().__init__(kit, "accept", "unlock")
        self._platform, self._store = platform, store
        self.only = InvitationStep(kit)
        self.set_steps([self.only], 0)

    def left(self, _step: Step) -> None:
        """Take it in."""
        only = self.only
        login, passphrase, typed = only.login.text, only.passphrase.passphrase, only.root_words.words
        files = [Path(one) for one in only.files.paths]
        self.work(
            self.kit.words(N_("The invitation is being read…")),
            lambda _progress, _cancel: accept_invitation(
                self._store, login, passphrase, files, typed, self._platform()
            ),
            lambda _imported: self._go_in(login, passphrase),
        )

    def _go_in(self, login: str, passphrase: str) -> None:
        if self.kit.confirmed.doubt() is not None:
            self.done.emit(login)
            return
        self.go_in(self._store, self._platform, login, passphrase, self.only.passphrase.wipe)


class InvitationStep(Step):
    """Who, which file, which words."""

    def __init__(self, kit: Kit) -> None:
        words = kit.words
        super().__init__(
            kit, "invitation_step", words(N_("Take the invitation in")),
            words(N_("The other side wrote it on a stick and reads twelve words to you.")),
            on_text=words(N_("Join the others")),
        )  # fmt: skip
        self.login = TextField(words(N_("Login")), "accept_login")
        self.passphrase = PassphraseField(kit, words(N_("Passphrase")), "accept_passphrase")
        found = words(N_("The stick appears by itself; the invitation on it is found."))
        self.files = PathField(kit, words(N_("Invitation")), "accept_files", many=True,
                               kinds=words(N_("Bundles")) + " (*.pbundle)", hint=found)  # fmt: skip
        self.files.propose_stick()
        hint = words(N_("The first four letters of each are enough."))
        self.root_words = WordsField(words(N_("The twelve words you were told")), "accept_words", hint)
        self.root_words.count = WORDS
        for one in (self.login, self.passphrase, self.files, self.root_words):
            self.box.addWidget(one)

    def first(self) -> QWidget | None:
        """Begin at what is not known yet: who asked to join has just typed a name."""
        known = ((self.login.text, self.login), (self.passphrase.passphrase, self.passphrase))
        return next((field for typed, field in known if not typed), self.files).line

    def check(self) -> QWidget | None:
        """Ask for all four."""
        words = self.kit.words
        self.login.refuse("" if self.login.text else words(N_("Type the name you log in with.")))
        self.passphrase.refuse("" if self.passphrase.passphrase else words(N_("Type your passphrase.")))
        lacks = N_("Put in the stick, or choose the file of the invitation.")
        self.files.refuse("" if self.files.paths else words(lacks))
        typed = self.root_words.words
        unknown = unknown_words(typed)
        wrong = ""
        if len(typed) != WORDS:
            wrong = words(N_("Twelve words are said; {typed} are typed."), typed=len(typed))
        elif unknown:
            wrong = words(N_("Word {number} is not one of the list. Ask for it again."), number=unknown[0])
        self.root_words.refuse(wrong)
        for field in (self.login, self.passphrase, self.files, self.root_words):
            if field.refused:
                return field.editor
        return None
