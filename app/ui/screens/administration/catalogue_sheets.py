"""The sheets of a line of a list: a new one, a change after what uses it was shown, its withdrawal, its history."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.models.enums import DeadlineUnit
from app.models.kinds.catalogue import CatalogueItem, item_id
from app.models.lists import FOREIGN_MARKINGS, LISTS, MEASURE_TYPES, MINISTER, TEXTS, limit_of
from app.services.cases.rulings import Ruling
from app.services.catalogues.changing import add_item, change_item, withdraw_item
from app.services.catalogues.line_checks import OF_A_DECISION, VALID
from app.services.catalogues.sheets import CatalogueSheet, item_of
from app.services.catalogues.uses import uses_of
from app.ui.files.history_sheet import history_sheet
from app.ui.forms.acting import ActSheet
from app.ui.forms.form import Form
from app.ui.forms.options import Option
from app.ui.forms.specs import FormSpec, form_spec
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address
from app.ui.kit.sheet import Sheet
from app.ui.kit.words import capital
from app.ui.screens.administration.uses_card import UsesCard, live_in

if TYPE_CHECKING:
    from app.services.desk import Desk

Item = tuple[str, str]
"""A line: its list and its code."""
Go = Callable[[Address], object]
WIDE = 860
DAYS = (DeadlineUnit.DAYS, DeadlineUnit.WORKING_DAYS)
NEW = "new"
READ_BY_ALL = N_(
    "Everybody reads it, at every workstation and on paper: write nothing in it that needs a marking, and write it in "
    "all four languages."
)
"""Lists have no marking: they go with the directory to every workstation."""


def draft_key(name: str, code: str) -> str:
    """Return the key of what is typed about a line; `code` is NEW for one that is not there yet."""
    return f"catalogue:{item_id(name, code).hex()}:{name}/{code}"


def new_item_sheet(kit: Kit, desk: "Desk", parent: QWidget, name: str) -> ActSheet:
    """Return the sheet that adds a line to a list."""
    words = kit.words
    form = Form(kit, desk, _spec(name, None), None, draft_key(name, NEW))

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        given = {field: value for field, value in values.items() if value is not None}
        return lambda: add_item(desk, name, given)

    text = words(N_("New line: {list}"), list=words(LISTS[name].heading))
    return ActSheet(
        kit,
        parent,
        text,
        "new_catalogue_item",
        act,
        form=form,
        hint=words(READ_BY_ALL),
        button=words(N_("Add")),
        width=WIDE,
    )


def change_item_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: CatalogueSheet, item: Item, go: Go) -> ActSheet:
    """Return the sheet that changes a line; above it stands what uses it, and `go` is asked for one of the places."""
    words, (name, code) = kit.words, item
    record = item_of(sheet.lists, name, code)
    closed = {"unit": DAYS, **({"minister": OF_A_DECISION} if name == MINISTER else {})}
    offers = {field: [Option(one.value, capital(words.enum(one))) for one in those] for field, those in closed.items()}
    spec = _spec(name, limit_of(sheet.lists.all(name)[code]))
    form = Form(
        kit, desk, spec, record, draft_key(name, code), about=item_id(name, code) if item in sheet.changed else None,
        offers={field: those for field, those in offers.items() if field in spec.names} or None,
    )  # fmt: skip
    then = words(N_("All of them read with the new words once this is saved."))
    if not LISTS[name].lasting:
        valid = words(N_("Where this line stands it stays; it is offered only on the days on which it is valid."))
        then = f"{then} {valid}"
    if name == MINISTER:
        then = words(N_("They may take this decision now. What was decided before stays as it is."))
    uses = UsesCard(kit, partial(uses_of, desk, name, code, words.language), then) if LISTS[name].used else None

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        changed = form.changed_values()
        if {"number", "unit"} & changed.keys():  # one cell: both are written
            changed |= {"number": values["number"], "unit": values.get("unit") or record.unit}
        if changed.keys() & set(VALID):  # as one cell too
            changed |= {one: values[one] for one in VALID}
        return lambda: change_item(desk, name, code, changed)

    hint = _said(kit, sheet, item)
    if "text" in LISTS[name].fields:  # room enough to write more than a name
        hint = f"{hint}. {words(READ_BY_ALL)}"

    made = ActSheet(
        kit, parent, words(N_("Change a line: {list}"), list=words(LISTS[name].heading)), "change_catalogue_item", act,
        form=form, above=uses, hint=hint, width=WIDE,
    )  # fmt: skip
    if uses is not None:
        live_in(made, uses, go)
    return made


def withdraw_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: CatalogueSheet, item: Item, go: Go) -> ActSheet:
    """Return the sheet that asks before a line is offered no more, and shows where it stays."""
    words, (name, code) = kit.words, item
    stays = words(N_("There it stays and is shown. Nobody chooses it anew until it is put into use again."))
    uses = UsesCard(kit, partial(uses_of, desk, name, code, words.language), stays) if LISTS[name].used else None

    def act(_values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        return lambda: withdraw_item(desk, name, code)

    made = ActSheet(
        kit, parent, words(N_("Withdraw a line")), "withdraw_catalogue_item", act, above=uses,
        hint=_said(kit, sheet, item), button=words(N_("Withdraw from use")),
    )  # fmt: skip
    if uses is not None:
        live_in(made, uses, go)
    return made


def uses_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: CatalogueSheet, item: Item, go: Go) -> Sheet:
    """Return the sheet that says what uses a line, with the way to what may be opened: for who changes nothing here."""
    made = Sheet(kit, parent, kit.words(N_("What uses this line")), "catalogue_uses", _said(kit, sheet, item))
    uses = UsesCard(kit, partial(uses_of, desk, *item, kit.words.language))
    made.body.addWidget(uses)
    made.add_button(kit.words(N_("Close")), "catalogue_uses_close", made.accept)
    live_in(made, uses, go)
    return made


def changes_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: CatalogueSheet, item: Item) -> Sheet:
    """Return the sheet with every change of a line: what it said, who wrote it, when."""
    return history_sheet(kit, desk, parent, "catalogue_history", _said(kit, sheet, item), item_id(*item))


def _said(kit: Kit, sheet: CatalogueSheet, item: Item) -> str:
    return capital(sheet.lists.say(*item, kit.words.language))


def _spec(name: str, limit: tuple[int, DeadlineUnit] | None) -> FormSpec:
    """Return what is asked of a line of this list; a number that counts pieces goes on counting pieces."""
    fields = list(LISTS[name].fields)
    if limit is None:
        fields = [field for field in fields if field not in ("number", "unit")]
    elif limit[1] not in DAYS:
        fields.remove("unit")
    required = {"names", *({"text"} if name in TEXTS else ()), *({"measure_type"} & set(fields))}
    required |= {MEASURE_TYPES: {"character"}, MINISTER: {"minister"}, FOREIGN_MARKINGS: {"equivalent"}}.get(
        name, set()
    )
    order = () if LISTS[name].fixed or name == MEASURE_TYPES else ("order",)
    valid = () if LISTS[name].lasting else VALID
    return form_spec(CatalogueItem, ("names", *fields, *order, *valid), required=required, rest=False)
