"""The sheets of administration: a new account, roles, a clearance, a workstation that asks to join."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QFormLayout, QGridLayout, QLineEdit, QWidget

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Marking, Role
from app.models.kinds.directory import Officer, OrganisationEntry, Station
from app.services.cases.rulings import Ruling
from app.services.exchange.exporting import Exported, export_bundle
from app.services.exchange.joining import Admission, admit_station, invitation_for, read_join_request
from app.services.exchange.release import confirm_release, propose_release
from app.services.station.directory_acts import add_role, remove_role, renew_clearance, revoke_station
from app.services.station.four_eyes import SecondOfficer, second_officer
from app.services.station.stations import Account, Platform, add_organisation, enrol_officer
from app.ui.forms.acting import ActSheet
from app.ui.forms.form import Form
from app.ui.forms.specs import form_spec
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, label, secondary

if TYPE_CHECKING:
    from app.services.desk import Desk

ACCOUNT = ("login", "name", "clearance", "clearance_until", "languages", "phone")


class NoRole(UserError):
    """An account that may do nothing."""

    sentence = N_("Tick at least one role for this account.")


class PassphrasesDiffer(UserError):
    """Typed twice, and not the same."""

    sentence = N_("The two passphrases are not the same. Type them again.")


class Roles(QWidget):
    """A tick for each role."""

    def __init__(self, kit: Kit, roles: Sequence[Role] = ()) -> None:
        super().__init__()
        self.setObjectName("roles")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(3 * GRID)
        grid.addWidget(secondary(kit.words(N_("Roles")), "roles_label"), 0, 0, 1, 3)
        self._ticks: dict[Role, QCheckBox] = {}
        for number, role in enumerate(Role):
            word = kit.words.enum(role)
            tick = QCheckBox(word[:1].upper() + word[1:])
            tick.setObjectName(f"role_{role.value}")
            tick.setAccessibleName(tick.text())
            tick.setChecked(role in roles)
            grid.addWidget(tick, 1 + number // 3, number % 3)
            self._ticks[role] = tick

    def chosen(self) -> list[Role]:
        """Return the ticked roles."""
        return [role for role, tick in self._ticks.items() if tick.isChecked()]


class Secrets(QWidget):
    """A passphrase typed twice."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.setObjectName("secrets")
        box = QFormLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        box.setVerticalSpacing(GRID // 2)
        self._lines: list[QLineEdit] = []
        texts = (N_("Passphrase, typed by the officer"), N_("The same once more"))
        for number, text in enumerate(texts, 1):
            line = QLineEdit()
            line.setObjectName(f"passphrase_{number}")
            line.setAccessibleName(kit.words(text))
            line.setEchoMode(QLineEdit.EchoMode.Password)
            box.addRow(secondary(kit.words(text), f"passphrase_{number}_label"), line)
            self._lines.append(line)

    def text(self) -> str:
        """Return the passphrase. Raises PassphrasesDiffer."""
        first, second = (line.text() for line in self._lines)
        if first != second:
            raise PassphrasesDiffer
        return first


class Second(QWidget):
    """The second officer's login and passphrase."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.setObjectName("second")
        box = QFormLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        box.setVerticalSpacing(GRID // 2)
        self._login, self._passphrase = QLineEdit(), QLineEdit()
        self._passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        for line, name, text in (
            (self._login, "second_login", N_("Login of the second officer")),
            (self._passphrase, "second_passphrase", N_("Passphrase of the second officer")),
        ):
            line.setObjectName(name)
            line.setAccessibleName(kit.words(text))
            box.addRow(secondary(kit.words(text), f"{name}_label"), line)

    def prove(self, desk: "Desk", on: Platform) -> SecondOfficer:
        """Let the second officer prove himself; runs on the writing thread with what was typed."""
        return second_officer(desk, self._typed[0], self._typed[1], on)

    def take(self) -> None:
        """Take what is typed over to where another thread may read it."""
        self._typed = (self._login.text().strip(), self._passphrase.text())


def account_sheet(kit: Kit, desk: "Desk", on: Platform, parent: QWidget) -> ActSheet:
    """Return the sheet that enrols an officer at this workstation; he types his own passphrase."""
    words = kit.words
    form = Form(kit, desk, form_spec(Officer, ACCOUNT, required=("login", "name"), rest=False), None)
    more = QWidget()
    box = QGridLayout(more)
    box.setContentsMargins(0, 0, 0, 0)
    roles, secrets = Roles(kit), Secrets(kit)
    box.addWidget(roles)
    box.addWidget(secrets)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        chosen, passphrase = roles.chosen(), secrets.text()
        if not chosen:
            raise NoRole
        account = Account(
            values["login"] or "", values["name"] or "", chosen, values["clearance"] or Marking.NONE,
            values["clearance_until"], languages=tuple(values["languages"]) or ("nl",), phone=values["phone"],
        )  # fmt: skip
        return lambda: enrol_officer(desk, account, passphrase, on)

    text = words(N_("New account"))
    return ActSheet(kit, parent, text, "new_account", act, form=form, above=more, button=words(N_("Enrol")), width=760)


def roles_sheet(kit: Kit, desk: "Desk", parent: QWidget, officer: Id, record: Officer) -> ActSheet:
    """Return the sheet that adds and takes away roles."""
    words = kit.words
    roles = Roles(kit, record.roles)

    def act(_values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        before, after = set(record.roles), set(roles.chosen())

        def change() -> None:
            for role in sorted(before - after):
                remove_role(desk, officer, role)
            for role in sorted(after - before):
                add_role(desk, officer, role)

        return change

    text = words(N_("Roles of {name}"), name=record.name or "")
    return ActSheet(kit, parent, text, "change_roles", act, above=roles)


def clearance_sheet(kit: Kit, desk: "Desk", on: Platform, parent: QWidget, officer: Id, record: Officer) -> ActSheet:
    """Return the sheet that renews a clearance: a security officer's act that takes a second officer."""
    words = kit.words
    spec = form_spec(Officer, ("clearance", "clearance_until"), required=("clearance",), rest=False)
    form = Form(kit, desk, spec, record)
    second = Second(kit)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        second.take()
        return lambda: renew_clearance(
            desk, officer, values["clearance"], values["clearance_until"], second.prove(desk, on)
        )

    text = words(N_("Clearance of {name}"), name=record.name or "")
    return ActSheet(kit, parent, text, "renew_clearance", act, form=form, above=second)


def revoke_station_sheet(
    kit: Kit, desk: "Desk", on: Platform, parent: QWidget | None, station: Id, code: str
) -> ActSheet:
    """Return the sheet that revokes another workstation: a security officer's act that takes a second officer."""
    words = kit.words
    form = Form(kit, desk, form_spec(Station, ("cut_off",), rest=False), None, f"revoke/{station.hex()}")
    second = Second(kit)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        second.take()
        return lambda: revoke_station(desk, station, values["cut_off"], second.prove(desk, on))

    hint = N_(
        "Nothing more is encrypted to it; what it holds cannot be recalled. What it brought before this is known counts"
        " as soon as an officer sits down who may read it; the rest is held back until somebody adopts it. Name a"
        " number of a save only if you know from when on somebody else wrote on it."
    )
    text = words(N_("Revoke the workstation {code}?"), code=code)
    return ActSheet(
        kit, parent, text, "revoke_station", act, form=form, above=second, hint=words(hint), button=words(N_("Revoke")),
        width=640,
    )  # fmt: skip


def organisation_sheet(kit: Kit, desk: "Desk", parent: QWidget) -> ActSheet:
    """Return the sheet of an organisation that owns or receives parts of files."""
    words = kit.words
    spec = form_spec(OrganisationEntry, ("code", "names", "kind"), rest=False)
    form = Form(kit, desk, spec, None)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        return lambda: add_organisation(desk, values["code"] or "", values["names"] or {}, values["kind"])

    return ActSheet(kit, parent, words(N_("New organisation")), "new_organisation", act, form=form)


@dataclass(frozen=True, slots=True, repr=False)
class Asked:
    """A request to join as the service read it, with the words to compare."""

    received: Any
    words: Sequence[str]


def read_request(file: Path) -> Asked:
    """Read a newcomer's request. Raises what `read_join_request` raises."""
    received, said = read_join_request(file)
    return Asked(received, said)


def admit_sheet(kit: Kit, desk: "Desk", parent: QWidget, asked: Asked, folder: Path) -> ActSheet:
    """Return the sheet that admits a workstation, once its words were compared, and writes the invitation."""
    words, request = kit.words, asked.received.request
    form = Form(
        kit,
        desk,
        form_spec(Station, ("organisation", "ceiling"), required=("organisation", "ceiling"), rest=False),
        None,
    )
    more = QWidget()
    box = QGridLayout(more)
    box.setContentsMargins(0, 0, 0, 0)
    box.setVerticalSpacing(GRID)
    said = N_("Compare these twelve words with those on the newcomer's screen, in person or by a line you trust:")
    box.addWidget(label(words(said), "compare_hint", wrap=True))
    box.addWidget(label(" ".join(asked.words), "compare_words", "strong", wrap=True, select=True))
    same = QCheckBox(words(N_("The words are the same")))
    same.setObjectName("words_same")
    same.setAccessibleName(same.text())
    box.addWidget(same)
    roles: list[tuple[Any, Roles]] = []
    for officer in request.officers:
        box.addWidget(label(officer.name, f"asked_{len(roles)}", "strong"))
        ticks = Roles(kit, [Role.PARTNER])
        box.addWidget(ticks)
        roles.append((officer, ticks))

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        if not same.isChecked():
            raise WordsNotCompared
        ceiling = values["ceiling"] or Marking.NONE
        accounts = {
            officer.officer: Account("", officer.name, ticks.chosen(), ceiling, languages=tuple(officer.languages))
            for officer, ticks in roles
        }
        admission = Admission(values["organisation"], ceiling, accounts)
        return lambda: _admit(desk, asked, admission, folder, words(N_("invitation of {code}"), code=request.code))

    text = words(N_("Admit the workstation {code}"), code=request.code)
    hint = words(N_("The invitation is written into the folder of the request."))
    return ActSheet(
        kit,
        parent,
        text,
        "admit",
        act,
        form=form,
        above=more,
        hint=hint,
        button=words(N_("Admit and write")),
        width=820,
    )


class WordsNotCompared(UserError):
    """A request taken in without looking would let in whoever swapped the stick."""

    sentence = N_("Compare the words first. Nothing was admitted.")


def _admit(desk: "Desk", asked: Asked, admission: Admission, folder: Path, reason: str) -> Exported:
    station = admit_station(desk, asked.received, admission)
    release = confirm_release(desk, propose_release(desk, station), reason)
    return export_bundle(desk, release, folder, invitation=invitation_for(desk, asked.received))
