"""What the sheets of a file offer to choose from: its persons, its reports, all that a file can be attached to."""

from collections.abc import Mapping, Sequence

from app.core.i18n import N_
from app.models.kinds.schema import SCHEMA
from app.models.kinds.threat import ThreatAnalysis, ThreatReport
from app.services.cases.file_sheets import FileSheet
from app.services.cases.worklists import MeasureRow
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


def analyses_of(words: Words, sheet: FileSheet, *, standing: bool = False) -> list[Option]:
    """Return the analyses of the file by service, level and day; `standing` those alone that were not replaced."""
    return [
        Option(row.id, analysis_name(words, row.record, sheet.names))
        for row in sheet.overview.analyses
        if row.standing or not standing
    ]


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
    return ", ".join(part for part in (form, words.date(record.moment) if record.moment else "") if part)


def analysis_name(words: Words, record: ThreatAnalysis, names: Mapping[bytes, str]) -> str:
    """Return `OCAD, 3 Ernstig, 14 nov. 2026`."""
    level = f"{int(record.level)} {words.enum(record.level)}" if record.level else ""
    return ", ".join(part for part in (names.get(record.service or b"", ""), level, _day(words, record.dated)) if part)


def bases_of(words: Words, sheet: FileSheet, line: MeasureRow) -> list[Option]:
    """Return what a measure may rest on: the analyses that stand, and the one on which it rests now."""
    own = line.record.basis_analysis
    standing = {row.id for row in sheet.overview.analyses if row.standing}
    return [one for one in analyses_of(words, sheet) if one.value in standing or one.value == own]


def names_of(found: Sequence[str]) -> str:
    """Return several names as one text."""
    return ", ".join(one for one in found if one)


def _day(words: Words, moment: object) -> str:
    return words.date(moment) if moment is not None else ""  # type: ignore[arg-type]  # a day or a moment, both are
