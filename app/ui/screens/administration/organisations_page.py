"""The organisations that own or receive parts of files."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.models.enums import Action as Right
from app.models.kinds.directory import OrganisationEntry
from app.services.cases.rulings import Ruling
from app.services.directory_sheets import DirectorySheet
from app.services.station.stations import add_organisation
from app.ui.files.list_page import ListPage
from app.ui.forms.acting import ActSheet
from app.ui.forms.form import Form
from app.ui.forms.specs import form_spec
from app.ui.kit.actions import Action
from app.ui.kit.kit import Kit
from app.ui.kit.parts import button
from app.ui.screens.administration.known_services_sheet import open_known_services
from app.ui.screens.administration.offering import offered
from app.ui.tables.rows import Cell, Column, Line

if TYPE_CHECKING:
    from app.services.desk import Desk


class OrganisationsPage(ListPage):
    """What the officer may not do here is absent."""

    def __init__(self, kit: Kit, desk: "Desk") -> None:
        words = kit.words
        columns = (
            Column(words(N_("Code")), 1, 110),
            Column(words(N_("Name")), 4, 200),
            Column(words(N_("Kind")), 3, 160),
        )
        empty = (words(N_("No organisation yet")), words(N_("Enter those that own or receive files.")))
        super().__init__(kit, "organisations", words(N_("Organisations")), columns, empty, filtered=True)
        self._desk = desk
        self._new = button(
            kit, words(N_("New organisation")), "new_organisation", self._on_new, icon="plus", key="Ctrl+N"
        )
        self._known = button(kit, words(N_("National services…")), "known_services", self._on_known, key="Ctrl+Shift+N")
        for one in (self._known, self._new):
            one.hide()
            self.add_button(one)

    def show_sheet(self, sheet: DirectorySheet) -> None:
        """Show the organisations, and whether one may be entered."""
        words = self.kit.words
        spec = self._desk.schema.by_name["organisation_entry"].fields["kind"]
        self.put(
            [
                Line(
                    uid,
                    (
                        Cell(one.code or "", strong=True),
                        Cell(sheet.names.get(uid, "")),
                        Cell(words.value(spec, one.kind)),
                    ),
                )
                for uid, one in sheet.organisations
            ]
        )
        for button_here in (self._known, self._new):
            button_here.setVisible(Right.DIRECTORY in sheet.may)

    def offered(self) -> list[Action]:
        """Return what the button does, with its key, where it is shown."""
        return offered(self.kit.words(N_("Administration")), (self._known, self._new))

    def _on_known(self) -> None:
        open_known_services(self.kit, self._desk, self)

    def _on_new(self) -> None:
        organisation_sheet(self.kit, self._desk, self).open()


def organisation_sheet(kit: Kit, desk: "Desk", parent: QWidget, names: Mapping[str, str] | None = None) -> ActSheet:
    """Return the sheet of an organisation that owns or receives parts of files; `names` are known of it already."""
    words = kit.words
    spec = form_spec(OrganisationEntry, ("code", "names", "kind"), rest=False)
    form = Form(kit, desk, spec, None)
    if names:
        form.begin_with({"names": names})

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        return lambda: add_organisation(desk, values["code"] or "", values["names"] or {}, values["kind"])

    return ActSheet(kit, parent, words(N_("New organisation")), "new_organisation", act, form=form)
