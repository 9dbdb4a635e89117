"""All that is known of a person of concern and of one link of it, to read: where nothing of it may be changed."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.kinds.schema import SCHEMA
from app.models.kinds.threat import ConcernLink, PersonOfConcern
from app.services.cases.file_sheets import FileSheet
from app.ui.files.wording import concern_name
from app.ui.kit.facts import Facts
from app.ui.kit.kit import Kit
from app.ui.kit.sheet import Sheet
from app.ui.screens.threat_file.concern_sheets import KNOWN
from app.ui.screens.threat_file.not_yet import why_no_work
from app.ui.screens.threat_file.offered import report_name

if TYPE_CHECKING:
    from app.services.desk import Desk

WIDTH = 640


class ConcernReading(Sheet):
    """Says at its head why it is only read, where the file is over."""

    def __init__(self, kit: Kit, _desk: "Desk", parent: QWidget, sheet: FileSheet, link: Id) -> None:
        words = kit.words
        one, held = next((one, held) for one in sheet.concerns for held in one.links if held.id == link)
        why = why_no_work(sheet)
        name = concern_name(one.record, words)
        super().__init__(kit, parent, name, "concern_reading", words(why) if why else "", WIDTH)
        lines = []
        if one.record is not None:
            spec = SCHEMA.by_record[PersonOfConcern]
            for each in (spec.fields[field] for field in KNOWN):
                value = getattr(one.record, each.name)
                if value in (None, "", ()):
                    continue
                if each.meta.ref is not None:
                    said = ", ".join(sheet.names.get(uid, words(N_("not shown here"))) for uid in value)
                else:
                    said = words.value(each, value)
                lines.append((words(each.meta.label), said))
        of_link = SCHEMA.by_record[ConcernLink]
        report = report_name(words, held.report) if held.report is not None else words(N_("the file"))
        lines.append((words(of_link.fields["report"].meta.label), report))
        lines.append((words(of_link.fields["remarks"].meta.label), held.record.remarks or ""))
        if one.elsewhere:
            lines.append((words(N_("Also in")), ", ".join(reference for _, reference in one.elsewhere)))
        facts = Facts("concern_facts")
        facts.show_facts(lines)
        self.body.addWidget(facts)
        self.add_button(words(N_("Close")), "concern_reading_close", self.accept)
