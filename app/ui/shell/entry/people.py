"""The two people of a first run: an administrator, who sees no file, and an officer, who does."""

from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtWidgets import QGridLayout, QWidget

from app.core.i18n import N_
from app.models.enums import Marking, Role
from app.services.station.stations import Account
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, label
from app.ui.kit.words import capital
from app.ui.shell.entry.fields import ChoiceField, check
from app.ui.shell.entry.steps import PersonStep

OFFERED = (Role.FILE_OFFICER, Role.DUTY_OFFICER, Role.SECURITY_OFFICER, Role.APPROVER)
TICKED = (Role.FILE_OFFICER, Role.SECURITY_OFFICER)
YEARS = 5
"""How long a Belgian clearance runs at most (royal decree of 24 March 2000)."""


class AdministratorStep(PersonStep):
    """Who makes accounts."""

    def __init__(self, kit: Kit, also: Callable[[], Iterable[str]]) -> None:
        words = kit.words
        super().__init__(
            kit, "administrator", words(N_("First person: the administrator")),
            words(N_("Makes accounts, sees no file. Types the passphrase alone.")), also,
        )  # fmt: skip

    @property
    def entered(self) -> tuple[Account, str]:
        """Return the account and its passphrase."""
        account = Account(self.login.text, self.name.text, [Role.ADMINISTRATOR], languages=(self.kit.words.language,))
        return account, self.secret.passphrase


class SecondStep(PersonStep):
    """Who works: at least one role, a clearance, a passphrase of his own."""

    def __init__(self, kit: Kit, also: Callable[[], Iterable[str]], first: Callable[[], str]) -> None:
        words = kit.words
        super().__init__(
            kit, "second", words(N_("Second person: an officer")),
            words(N_("The second person sits down here and types a passphrase alone.")), also,
        )  # fmt: skip
        self.on_text = words(N_("Make the store"))
        self.box.setSpacing(GRID)  # all of it is seen at once in a window as it opens
        self._first_login = first

    def add_between(self) -> None:
        """Ask for roles and clearance."""
        kit, words = self.kit, self.kit.words
        self._roles = {role: check(capital(words.enum(role)), f"second_role_{role.value}", on=role in TICKED)
                       for role in OFFERED}  # fmt: skip
        self._wrong = label("", "second_roles_wrong", "error", wrap=True)
        self._wrong.hide()
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID // 2)
        grid.addWidget(label(words(N_("Roles")), "second_roles_label", "secondary"), 0, 0)
        for number, box in enumerate(self._roles.values()):
            grid.addWidget(box, 1 + number // 2, number % 2)
            box.toggled.connect(lambda _on: self._wrong.hide())
        self.box.addLayout(grid)
        self.box.addWidget(self._wrong)
        self.clearance = ChoiceField(
            words(N_("Cleared up to")), "second_clearance", [(one, words.enum(one)) for one in Marking]
        )
        self.clearance.choose(Marking.CONFIDENTIAL)
        this_year = kit.clock.now().year
        ends = [(date(this_year + years, 12, 31), words.date(date(this_year + years, 12, 31)))
                for years in range(YEARS)]  # fmt: skip
        self.until = ChoiceField(words(N_("Clearance runs until")), "second_until", ends)
        self.until.combo.setCurrentIndex(1)
        both = QGridLayout()
        both.setHorizontalSpacing(2 * GRID)
        both.addWidget(self.clearance, 0, 0)
        both.addWidget(self.until, 0, 1)
        self.box.addLayout(both)

    @property
    def entered(self) -> tuple[Account, str]:
        """Return the account and its passphrase."""
        roles = [role for role, box in self._roles.items() if box.isChecked()]
        account = Account(
            self.login.text, self.name.text, roles, Marking(int(self.clearance.combo.currentData())),
            self.until.combo.currentData(), languages=(self.kit.words.language,),
        )  # fmt: skip
        return account, self.secret.passphrase

    def taken(self) -> str:
        """Return the administrator's login."""
        return self._first_login()

    def check(self) -> QWidget | None:
        """Ask for a role besides what any person needs."""
        wrong = super().check()
        none = not any(box.isChecked() for box in self._roles.values())
        self._wrong.setText(self.kit.words(N_("Tick at least one role.")))
        self._wrong.setVisible(none)
        return wrong or (next(iter(self._roles.values())) if none else None)
