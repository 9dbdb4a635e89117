"""The people of a first run: an administrator, who sees no file, an approver if he is there, and an officer.

The officer comes last: he has just typed his passphrase when the store is made, and goes on in it.
"""

from collections.abc import Callable, Iterable, Sequence
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


class ClearedStep(PersonStep):
    """Whoever reads files: cleared up to a marking, until a day."""

    def __init__(
        self, kit: Kit, name: str, text: str, hint: str, also: Callable[[], Iterable[str]],
        others: Callable[[], Iterable[str]],
    ) -> None:  # fmt: skip
        super().__init__(kit, name, text, hint, also)
        self.box.setSpacing(GRID)  # all of it is seen at once in a window as it opens
        self._others = others

    def add_between(self) -> None:
        """Ask for the clearance."""
        words, name = self.kit.words, self.objectName().removesuffix("_step")
        self.clearance = ChoiceField(
            words(N_("Cleared up to")), f"{name}_clearance", [(one, words.enum(one)) for one in Marking]
        )
        self.clearance.choose(Marking.CONFIDENTIAL)
        this_year = self.kit.clock.now().year
        ends = [(date(this_year + years, 12, 31), words.date(date(this_year + years, 12, 31)))
                for years in range(YEARS)]  # fmt: skip
        self.until = ChoiceField(words(N_("Clearance runs until")), f"{name}_until", ends)
        self.until.combo.setCurrentIndex(1)
        both = QGridLayout()
        both.setHorizontalSpacing(2 * GRID)
        both.addWidget(self.clearance, 0, 0)
        both.addWidget(self.until, 0, 1)
        self.box.addLayout(both)

    def taken(self) -> Iterable[str]:
        """Return the logins of the others."""
        return self._others()

    def cleared(self, roles: Sequence[Role]) -> tuple[Account, str]:
        """Return the account with these roles, and its passphrase."""
        account = Account(
            self.login.text, self.name.text, roles, Marking(int(self.clearance.combo.currentData())),
            self.until.combo.currentData(), languages=(self.kit.words.language,),
        )  # fmt: skip
        return account, self.secret.passphrase


class ApproverStep(ClearedStep):
    """Who records what the Minister answers; nobody, where nothing is typed."""

    def __init__(self, kit: Kit, also: Callable[[], Iterable[str]], others: Callable[[], Iterable[str]]) -> None:
        words = kit.words
        super().__init__(
            kit, "approver", words(N_("An approver, if one is there")),
            words(N_("Records the Minister's answers, never on an own proposal. Nobody there: leave it empty.")),
            also, others,
        )  # fmt: skip

    @property
    def entered(self) -> Sequence[tuple[Account, str]]:
        """Return the account and its passphrase, or nobody's."""
        return [self.cleared([Role.APPROVER])] if self._begun else []

    @property
    def _begun(self) -> bool:
        return bool(self.name.text or self.login.text or self.secret.passphrase)

    def check(self) -> QWidget | None:
        """Ask for all of it once something is typed."""
        if self._begun:
            return super().check()
        for one in (self.name, self.login, self.secret.first, self.secret.again):
            one.refuse("")
        return None


class SecondStep(ClearedStep):
    """Who works: at least one role, a clearance, a passphrase of his own."""

    def __init__(self, kit: Kit, also: Callable[[], Iterable[str]], others: Callable[[], Iterable[str]]) -> None:
        words = kit.words
        super().__init__(
            kit, "second", words(N_("Last person: an officer")),
            words(N_("Sits down here, types a passphrase alone, and goes on in the store.")), also, others,
        )  # fmt: skip
        self.on_text = words(N_("Make the store"))

    def add_between(self) -> None:
        """Ask for roles and clearance."""
        words = self.kit.words
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
        super().add_between()

    @property
    def entered(self) -> tuple[Account, str]:
        """Return the account and its passphrase."""
        return self.cleared([role for role, box in self._roles.items() if box.isChecked()])

    def check(self) -> QWidget | None:
        """Ask for a role besides what any person needs."""
        wrong = super().check()
        none = not any(box.isChecked() for box in self._roles.values())
        self._wrong.setText(self.kit.words(N_("Tick at least one role.")))
        self._wrong.setVisible(none)
        return wrong or (next(iter(self._roles.values())) if none else None)
