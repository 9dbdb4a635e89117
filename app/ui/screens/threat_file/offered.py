"""What the sheets of a file offer to choose from: its persons, its reports, all that a file can be attached to."""

from collections.abc import Sequence

from app.core.i18n import N_
from app.models.kinds.schema import SCHEMA
from app.models.kinds.threat import ThreatReport
from app.services.cases.file_sheets import FileSheet
from app.ui.files.wording import capital
from app.ui.forms.options import Option
from app.ui.kit.kit import Kit
from app.ui.kit.words import DASH, Words


def persons_of(sheet: FileSheet) -> list[Option]:
    """Return the persons of the file whose name may be read, each once."""
    found: dict[bytes, Option] = {}
    for row in sheet.overview.involved:
        uid = row.record.person
        if uid is not None and uid in sheet.names:
            found[uid] = Option(uid, sheet.names[uid])
    return list(found.values())


def reports_of(kit: Kit, sheet: FileSheet) -> list[Option]:
    """Return the threat reports of the file, by form and moment."""
    return [Option(one.id, report_name(kit.words, one.record)) for one in sheet.reports]


def subjects_of(kit: Kit, sheet: FileSheet) -> list[Option]:
    """Return what can be attached to: the file itself, its reports, analyses, measures and decisions."""
    words, overview = kit.words, sheet.overview
    measure = SCHEMA.by_name["measure"].fields["type"]
    found = [Option(overview.file, capital(words(N_("the file"))))]
    found += [Option(one.value, words.pair(words(N_("Report")), one.text)) for one in reports_of(kit, sheet)]
    for row in overview.analyses:
        name = " ".join((sheet.names.get(row.record.service or b"", DASH), _day(words, row.record.dated)))
        found.append(Option(row.id, words.pair(words(N_("Analysis")), name)))
    for line in overview.measures:
        name = words.value(measure, line.record.type)
        found.append(Option(line.id, words.pair(words(N_("Measure")), name)))
    for decided in sheet.decisions:
        name = f"{capital(words.plain(decided.record.kind))} {_day(words, decided.record.dated)}"
        found.append(Option(decided.id, words.pair(words(N_("Decision")), name)))
    return found


def report_name(words: Words, record: ThreatReport) -> str:
    """Return `Brief, 14 nov. 2026`."""
    form = words.value(SCHEMA.by_record[ThreatReport].fields["form"], record.form)
    return ", ".join(part for part in (form, words.date(record.moment.date()) if record.moment else "") if part)


def names_of(found: Sequence[str]) -> str:
    """Return several names as one text."""
    return ", ".join(one for one in found if one)


def _day(words: Words, moment: object) -> str:
    return words.date(moment) if moment is not None else ""  # type: ignore[arg-type]  # a day or a moment, both are
