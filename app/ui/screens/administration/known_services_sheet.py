"""National services to be ticked and entered at once, by kind; those that stand in the directory are not offered."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from app.core.errors import UserError
from app.core.i18n import N_
from app.models.catalogues import CatalogueEntry
from app.services.cases.rulings import Ruling
from app.services.station.known_services import enter_services, services_lacking
from app.ui.forms.acting import ActSheet
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, secondary
from app.ui.kit.sheet import Sheet

if TYPE_CHECKING:
    from app.services.desk import Desk

COLUMNS = 2


class NoService(UserError):
    """Nothing to enter."""

    sentence = N_("Tick at least one service.")


class ServiceTicks(QWidget):
    """A tick for each service, in groups of one kind; all are ticked at first, one tick takes or leaves all."""

    def __init__(self, kit: Kit, desk: "Desk", offered: Sequence[CatalogueEntry]) -> None:
        super().__init__()
        self.setObjectName("service_ticks")
        words = kit.words
        spec = desk.schema.by_name["organisation_entry"].fields["kind"]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(3 * GRID)
        self._ticks: dict[str, QCheckBox] = {}
        self._all = self._tick("all_services", words(N_("All of them")))
        self._all.setTristate(True)
        self._all.clicked.connect(self._on_all)
        grid.addWidget(self._all, 0, 0, 1, COLUMNS)
        line = 1
        for kind, group in groupby(offered, lambda one: str(one.detail["kind"])):
            said = words.value(spec, kind)
            grid.addWidget(secondary(said[:1].upper() + said[1:], f"services_{kind}"), line, 0, 1, COLUMNS)
            line += 1
            for number, one in enumerate(group):
                tick = self._tick(f"service_{one.code}", one.say(words.language))
                tick.toggled.connect(self._renew)
                grid.addWidget(tick, line + number // COLUMNS, number % COLUMNS)
                self._ticks[one.code] = tick
            line = grid.rowCount()
        self._on_all(True)

    def chosen(self) -> list[str]:
        """Return the codes that are ticked."""
        return [code for code, tick in self._ticks.items() if tick.isChecked()]

    def _tick(self, name: str, text: str) -> QCheckBox:
        made = QCheckBox(text)
        made.setObjectName(name)
        made.setAccessibleName(text)
        return made

    def _on_all(self, _clicked: bool) -> None:
        wanted = len(self.chosen()) < len(self._ticks)
        for tick in self._ticks.values():
            tick.setChecked(wanted)
        self._renew()

    def _renew(self, *_: object) -> None:
        count = len(self.chosen())
        some = Qt.CheckState.PartiallyChecked if count else Qt.CheckState.Unchecked
        self._all.setCheckState(Qt.CheckState.Checked if count == len(self._ticks) else some)


def open_known_services(kit: Kit, desk: "Desk", parent: QWidget) -> None:
    """Open the sheet once it is known which services lack."""
    kit.jobs.read(parent, partial(services_lacking, desk), lambda found: _sheet(kit, desk, parent, found).open())


def _sheet(kit: Kit, desk: "Desk", parent: QWidget, offered: Sequence[CatalogueEntry]) -> Sheet:
    words = kit.words
    text = words(N_("National services"))
    if not offered:
        hint = words(N_("All of them stand in the directory already."))
        none = Sheet(kit, parent, text, "services_sheet", hint, asks=True)
        none.add_button(words(N_("Close")), "services_close", none.accept, primary=True)
        return none
    ticks = ServiceTicks(kit, desk, offered)

    def act(_values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        codes = ticks.chosen()
        if not codes:
            raise NoService
        return lambda: enter_services(desk, codes)

    hint = words(N_("You add the telephone numbers yourself."))
    return ActSheet(
        kit, parent, text, "services_sheet", act, above=ticks, hint=hint, button=words(N_("Save")), width=860
    )
