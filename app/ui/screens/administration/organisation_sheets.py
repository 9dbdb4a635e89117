"""The sheets of an organisation of the directory: a new one, a change after what uses it was shown, its withdrawal."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.kinds.directory import OrganisationEntry
from app.services.cases.rulings import Ruling
from app.services.station.organisation_acts import (
    add_organisation,
    change_organisation,
    organisation_uses,
    withdraw_organisation,
)
from app.ui.forms.acting import ActSheet
from app.ui.forms.form import Form
from app.ui.forms.specs import form_spec
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address
from app.ui.kit.sheet import Sheet
from app.ui.screens.administration.uses_card import UsesCard, live_in

if TYPE_CHECKING:
    from app.services.desk import Desk

FIELDS = ("code", "names", "kind")
WIDE = 860
Go = Callable[[Address], object]


def draft_key(organisation: Id) -> str:
    """Return the key of what is typed about an organisation of the directory."""
    return f"directory_organisation:{organisation.hex()}"


def organisation_sheet(kit: Kit, desk: "Desk", parent: QWidget, names: Mapping[str, str] | None = None) -> ActSheet:
    """Return the sheet of an organisation that owns or receives parts of files; `names` are known of it already."""
    words = kit.words
    spec = form_spec(OrganisationEntry, FIELDS, required=("code", "names"), rest=False)
    form = Form(kit, desk, spec, None)
    if names:
        form.begin_with({"names": names})

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        return lambda: add_organisation(desk, values["code"] or "", values["names"] or {}, values["kind"])

    return ActSheet(kit, parent, words(N_("New organisation")), "new_organisation", act, form=form)


def change_sheet(
    kit: Kit, desk: "Desk", parent: QWidget, organisation: Id, record: OrganisationEntry, go: Go
) -> ActSheet:
    """Return the sheet that changes an organisation; above it stands what uses it, `go` is asked for one of them."""
    words = kit.words
    spec = form_spec(OrganisationEntry, FIELDS, required=("code", "names"), rest=False)
    form = Form(kit, desk, spec, record, draft_key(organisation))
    then = N_("All of them show the new name once this is saved, on paper made then too.")
    uses = _uses(kit, desk, organisation, then)

    def act(_values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        changed = form.changed_values()
        return lambda: change_organisation(desk, organisation, changed) if changed else None

    hint = N_("It goes to all workstations with the next bundle. Its numbers and contacts are in the register.")
    made = ActSheet(
        kit, parent, words(N_("Change an organisation")), "change_organisation", act, form=form, above=uses,
        hint=words(hint), width=WIDE,
    )  # fmt: skip
    live_in(made, uses, go)
    return made


def withdraw_sheet(kit: Kit, desk: "Desk", parent: QWidget, organisation: Id, name: str, go: Go) -> ActSheet:
    """Return the sheet that asks before an organisation is offered no more, and shows where it stays."""
    words = kit.words
    uses = _uses(kit, desk, organisation, N_("There it stays and is shown. Nobody chooses it anew."))

    def act(_values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        return lambda: withdraw_organisation(desk, organisation)

    hint = N_("It must have no workstation and no account in use any more. What it already has, it keeps.")
    made = ActSheet(
        kit, parent, words(N_("Withdraw {what}?"), what=name), "withdraw_organisation", act, above=uses,
        hint=words(hint), button=words(N_("Withdraw from use")),
    )  # fmt: skip
    live_in(made, uses, go)
    return made


def uses_sheet(kit: Kit, desk: "Desk", parent: QWidget, organisation: Id, name: str, go: Go) -> Sheet:
    """Return the sheet that says what uses an organisation: for who changes nothing here."""
    made = Sheet(kit, parent, kit.words(N_("What uses this organisation")), "organisation_uses", name)
    uses = _uses(kit, desk, organisation)
    made.body.addWidget(uses)
    made.add_button(kit.words(N_("Close")), "organisation_uses_close", made.accept)
    live_in(made, uses, go)
    return made


def _uses(kit: Kit, desk: "Desk", organisation: Id, then: str = "") -> UsesCard:
    words = kit.words
    return UsesCard(kit, partial(organisation_uses, desk, organisation, words.language), words(then) if then else "")
