"""The sheets of an account: a new one, its roles, its clearance, its end."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action as Right
from app.models.enums import Marking, Role
from app.models.kinds.directory import Officer
from app.models.rights import ROLE_ACTIONS
from app.services.cases.rulings import Ruling
from app.services.station.clearances import Beside
from app.services.station.directory_acts import change_roles, renew_clearance, revoke_officer
from app.services.station.stations import Account, Platform, enrol_officer
from app.ui.files.second import Second
from app.ui.forms.acting import ActSheet
from app.ui.forms.form import Form
from app.ui.forms.specs import form_spec
from app.ui.kit.kit import Kit
from app.ui.kit.logins import login_for
from app.ui.kit.new_passphrase import NewPassphrase
from app.ui.kit.parts import GRID, body, label, required_text
from app.ui.kit.sheet import Sheet
from app.ui.screens.administration.roles import NoRole, Roles

if TYPE_CHECKING:
    from app.services.desk import Desk

ACCOUNT = ("name", "login", "clearance", "clearance_until", "languages", "phone")
ASKS_CLEARANCE = N_("Clearance, required for who reads files")


class PassphraseRefused(UserError):
    """Too short, guessed too soon, or not the same twice; under the field it says which."""

    sentence = N_("The passphrase cannot be used: it says why under it. Nothing was saved.")


class ClearanceMissing(UserError):
    """Who reads files reads nothing that is marked without a clearance and its last day."""

    sentence = N_("Who reads files needs a clearance and the day until which it holds. Nothing was saved.")


CLEARED_BY = N_("A security officer confirms whom you clear, or make a security officer:")


def account_sheet(
    kit: Kit,
    desk: "Desk",
    on: Platform,
    parent: QWidget | None,
    begin: Sequence[Role] = (),
    *,
    beside: Beside = Beside.NOBODY,
) -> ActSheet:
    """Return the sheet that enrols an officer at this workstation; he types his own passphrase.

    The roles of `begin` are ticked as it opens, for whoever fills it in to change. `beside` confirms who is
    cleared.
    """
    words = kit.words
    asks = {"clearance": ASKS_CLEARANCE}
    form = Form(kit, desk, form_spec(Officer, ACCOUNT, required=("login", "name"), rest=False, labels=asks), None)
    more = QWidget()
    box = QVBoxLayout(more)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(2 * GRID)
    roles = Roles(kit, begin, required=True, folded=True)

    def names() -> list[str]:
        return [str(form.editor(name).state() or "") for name in ("login", "name")]

    required = partial(required_text, kit)

    def propose() -> None:
        """Propose a login for the name that was typed, where none is."""
        login, name = form.editor("login"), str(form.editor("name").state() or "")
        if not login.state() and (proposed := login_for(name)):
            form.set_value("login", proposed)

    typed = form.editor("name").inputs[0]
    if isinstance(typed, QLineEdit):
        typed.editingFinished.connect(propose)
    secret = NewPassphrase(
        kit, "passphrase", names,
        required(words(N_("Passphrase, typed by the officer"))),
        required(words(N_("The same passphrase again"))), beside=True,
    )  # fmt: skip
    box.addWidget(roles)
    box.addWidget(secret)
    second = confirming(kit, box, beside)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        chosen = roles.chosen()
        if not chosen:
            roles.first().setFocus()
            raise NoRole
        wrong = secret.check()
        if wrong is not None:
            wrong.setFocus()
            raise PassphraseRefused
        check_clearance(chosen, values["clearance"], values["clearance_until"])
        account = Account(
            values["login"] or "", values["name"] or "", chosen, values["clearance"] or Marking.NONE,
            values["clearance_until"], languages=tuple(values["languages"]) or ("nl",), phone=values["phone"],
        )  # fmt: skip
        passphrase = secret.passphrase
        if second is not None:
            second.take()
        return lambda: enrol_officer(desk, account, passphrase, on, second.prove(desk, on) if second else None)

    text = words(N_("New account"))
    made = ActSheet(kit, parent, text, "new_account", act, form=form, below=more, button=words(N_("Save")), width=760)
    roles.unfolded.connect(made.fit)
    return made


def check_clearance(roles: Sequence[Role], clearance: Marking | None, until: date | None) -> None:
    """Refuse an account that could read nothing of what its roles read. Raises ClearanceMissing."""
    if not any(Right.READ in ROLE_ACTIONS[role] for role in roles):
        return
    if clearance is None:
        raise ClearanceMissing(field="clearance")
    if clearance > Marking.NONE and until is None:
        raise ClearanceMissing(field="clearance_until")


def confirming(kit: Kit, box: QBoxLayout, beside: Beside) -> Second | None:
    """Put into `box` where another confirms who is cleared, if anybody does."""
    if beside is Beside.NOBODY:
        return None
    if beside is Beside.KEEPER:
        box.addWidget(label(kit.words(CLEARED_BY), "cleared_by", wrap=True))
    second = Second(kit)
    box.addWidget(second)
    return second


def roles_sheet(
    kit: Kit, desk: "Desk", parent: QWidget, officer: Id, record: Officer, on: Platform | None, beside: Beside
) -> ActSheet:
    """Return the sheet that adds and takes away roles; its `acted` tells what reverses that.

    None where nothing was changed, or where one alone does not reverse it. `beside` confirms, `on` this platform, who
    is to be a security officer.
    """
    words = kit.words
    roles = Roles(kit, record.roles)
    more: QWidget | None = None
    second: Second | None = None
    if beside is not Beside.NOBODY and Role.SECURITY_OFFICER not in record.roles:
        more = QWidget()
        box = QVBoxLayout(more)
        box.setContentsMargins(0, 0, 0, 0)
        second = confirming(kit, box, beside)
        more.hide()
        roles.tick(Role.SECURITY_OFFICER).toggled.connect(more.setVisible)

    def act(_values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        before, after = set(record.roles), set(roles.chosen())
        add, take = sorted(after - before), sorted(before - after)
        if second is not None:
            second.take()

        def change() -> Callable[[], None] | None:
            if not add and not take:
                return None
            change_roles(desk, officer, add, take, second.prove(desk, on) if second is not None and on else None)
            if Role.SECURITY_OFFICER in take and beside is not Beside.NOBODY:  # given again, it takes two
                return None
            return lambda: change_roles(desk, officer, take, add)

        return change

    text = words(N_("Roles of {name}"), name=record.name or "")
    made = ActSheet(kit, parent, text, "change_roles", act, above=roles, below=more)
    if second is not None:
        roles.tick(Role.SECURITY_OFFICER).toggled.connect(lambda _on: made.fit())
    return made


def clearance_sheet(
    kit: Kit, desk: "Desk", on: Platform, parent: QWidget, officer: Id, record: Officer, back: Officer | None = None
) -> ActSheet:
    """Return the sheet that renews a clearance: a security officer's act that takes a second officer.

    Filled in with that of `back`, which was changed just now, it is the way back, and takes two as well.
    """
    words = kit.words
    spec = form_spec(Officer, ("clearance", "clearance_until"), required=("clearance",), rest=False)
    form = Form(kit, desk, spec, record)
    if back is not None:
        form.set_value("clearance", back.clearance or Marking.NONE)
        form.set_value("clearance_until", back.clearance_until)
    second = Second(kit)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        second.take()
        return lambda: renew_clearance(
            desk, officer, values["clearance"], values["clearance_until"], second.prove(desk, on)
        )

    text = words(N_("Clearance of {name}"), name=record.name or "")
    hint = words(N_("What stood before is filled in. Both of you confirm it again.")) if back is not None else ""
    return ActSheet(kit, parent, text, "renew_clearance", act, form=form, below=second, hint=hint)


def revoke_officer_sheet(kit: Kit, desk: "Desk", parent: QWidget, officer: Id, record: Officer) -> Sheet:
    """Return the question before an account ends."""
    words = kit.words
    asked = Sheet(kit, parent, words(N_("Revoke the account of {name}?"), name=record.name or ""), "revoke")
    ends = N_(
        "The account ends on every workstation that hears of it, and is not given back. Whoever sat here may have kept"
        " the store's key."
    )
    asked.body.addWidget(body(words(ends), "revoke_hint", select=False))
    asked.add_cancel()

    def revoke() -> None:
        kit.jobs.write(asked, lambda: revoke_officer(desk, officer), lambda _done: asked.accept(), asked.say)

    asked.add_button(words(N_("Revoke")), "revoke_now", revoke, primary=True)
    return asked
