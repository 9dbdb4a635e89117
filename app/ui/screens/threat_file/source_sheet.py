"""The source of a report: under seal until somebody says why he opens it, which is logged."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.services.access_log import AccessReason
from app.services.cases.reports import source_of
from app.ui.files.reason_list import reveal_sheet
from app.ui.kit.kit import Kit
from app.ui.kit.sheet import Sheet
from app.ui.screens.threat_file.reports_tab import ReportsTab

if TYPE_CHECKING:
    from app.services.desk import Desk


def open_source(kit: Kit, desk: "Desk", host: QWidget, reports: ReportsTab, report: Id) -> None:
    """Ask why, then show in `reports` whom a report comes from."""

    def open_it(why: AccessReason, sheet: Sheet) -> None:
        if not sheet.isEnabled():
            return  # pressed twice: it is opened, and logged, once

        def shown(source: str) -> None:
            if sheet.isVisible():
                sheet.accept()
                reports.show_source(report, source)

        def refused(failure: BaseException) -> None:
            sheet.setEnabled(True)
            sheet.say(failure)

        sheet.setEnabled(False)
        kit.jobs.write(sheet, partial(source_of, desk, report, why), shown, refused)

    reveal_sheet(kit, host, kit.words(N_("Source")), open_it).open()
