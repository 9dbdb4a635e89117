"""The three lists of the end: files past their term, persons in no file, erasures that were made."""

from collections.abc import Mapping, Sequence

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import FileState
from app.models.kinds.threat import ThreatFile
from app.models.kinds.visits import VisitFile
from app.models.lists import SHIPPED
from app.services.erasing.loose import LoosePerson
from app.services.erasing.proofs import Proof
from app.services.erasing.retention import DueFile, years_of
from app.ui.files.list_page import ListPage
from app.ui.kit.kind_words import kind_name
from app.ui.kit.kit import Kit
from app.ui.kit.parts import Tone
from app.ui.kit.words import DASH, capital
from app.ui.tables.rows import Cell, Column, Line


def due_page(kit: Kit) -> ListPage:
    """Return the empty list of files past their term."""
    words, lists = kit.words, kit.words.lists or SHIPPED
    columns = (
        Column(words(N_("File")), 4, 220), Column(words(N_("Closed on")), 1, 110),
        Column(words(N_("Kept until")), 1, 110), Column(words(N_("State")), 2, 130),
    )  # fmt: skip
    said = N_("A closed file shows here when its years are over: {files} for protection files, {visits} for visits.")
    hint = words(said, files=years_of(lists, ThreatFile), visits=years_of(lists, VisitFile))
    return ListPage(
        kit, "due_files", words(N_("Files past their term")), columns, (words(N_("No file is past its term")), hint),
        filtered=True,
    )  # fmt: skip


def due_line(kit: Kit, one: DueFile) -> Line:
    """Return a line of that list."""
    words = kit.words
    state = words(N_("legal hold")) if one.held else words.enum(one.state)
    next_step = ""
    if not one.held:
        next_step = words(N_("may be erased")) if one.state is FileState.ARCHIVED else words(N_("archive it first"))
    return Line(
        one.file,
        (
            Cell(one.reference or one.title, one.title if one.reference else "", strong=True),
            Cell(words.date(one.closed_on), by=one.closed_on), Cell(words.date(one.kept_until), by=one.kept_until),
            Cell(capital(state), next_step, Tone.AMBER if one.held else None),
        ),
    )  # fmt: skip


def loose_page(kit: Kit) -> ListPage:
    """Return the empty list of persons to whom nothing refers."""
    words = kit.words
    columns = (
        Column(words(N_("Name")), 4, 220), Column(words(N_("Register")), 2, 150),
        Column(words(N_("Last changed")), 1, 130),
    )  # fmt: skip
    hint = N_("Whom no file, visit, report or paper names any more shows here, and can be erased.")
    return ListPage(
        kit, "loose_persons", words(N_("Persons in no file")), columns,
        (words(N_("Everybody is in a file")), words(hint)), filtered=True,
    )  # fmt: skip


def loose_line(kit: Kit, one: LoosePerson) -> Line:
    """Return a line of that list."""
    words = kit.words
    changed = words.moment(one.changed) if one.changed else DASH
    return Line(one.person, (Cell(one.name or DASH, strong=True), Cell(capital(kind_name(words, one.kind))),
                             Cell(changed, by=one.changed)))  # fmt: skip


def done_page(kit: Kit) -> ListPage:
    """Return the empty list of erasures."""
    words = kit.words
    columns = (
        Column(words(N_("Moment")), 1, 132), Column(words(N_("What was erased")), 4, 220),
        Column(words(N_("By whom")), 2, 170), Column(words(N_("Workstation")), 2, 130),
        Column(words(N_("State")), 2, 150),
    )  # fmt: skip
    hint = N_("What two officers erase, here or elsewhere, leaves its proof in this list.")
    return ListPage(
        kit, "done_erasures", words(N_("Erasures")), columns, (words(N_("Nothing was erased yet")), words(hint)),
        beside=True, filtered=True,
    )  # fmt: skip


def done_line(kit: Kit, one: Proof, names: Mapping[Id, str]) -> Line:
    """Return a line of that list."""
    words = kit.words
    state = words(N_("Made here"))
    if one.came:
        state = words(N_("To be confirmed here")) if one.waits else words(N_("Confirmed here"))
    if late := len(one.later) + len(one.words):
        state = words.plural("{count} part came later", "{count} parts came later", late)
    if one.again:
        state = words.plural("{count} field came back", "{count} fields came back", len(one.again))
    amount = words.plural("{count} object", "{count} objects", one.objects)
    if one.values:
        amount = words.plural("{count} value", "{count} values", one.values)
    return Line(
        one.save,
        (
            Cell(words.moment(one.moment), by=one.moment),
            Cell(one.lines[0] if one.lines else DASH, amount, strong=True),
            Cell(one.officer, one.second), Cell(one.station, names.get(one.organisation, "")),
            Cell(state, "", Tone.RED if one.waits or late or one.again else None),
        ),
    )  # fmt: skip


def done_facts(kit: Kit, one: Proof, names: Mapping[Id, str]) -> Sequence[tuple[str, str]]:
    """Return what stands beside the list of the chosen one."""
    words = kit.words
    told = [
        f"{one.code}: {words(N_('has it')) if one.has_it else words(N_('goes with the next bundle'))}"
        for one in one.told
    ]
    counted = ", ".join(
        words.pair(capital(kind_name(words, kind)), words.number(count))
        for kind, count in sorted(one.counts.items(), key=lambda pair: -pair[1])
    )
    return (
        (words(N_("Reason")), "\n".join(one.lines[1:])),
        (words(N_("By whom")), ", ".join(part for part in (one.officer, one.second) if part)),
        (words(N_("Organisation")), names.get(one.organisation, "")),
        (words(N_("What was destroyed")), counted),
        (words(N_("Other workstations")), "\n".join(told) or words(N_("No other workstation got any of it."))),
    )


def why_not(kit: Kit, which: str, chosen: object) -> str:
    """Return why a button does nothing with the line that is chosen."""
    words = kit.words
    if chosen is None:
        return words(N_("Choose a line in the list first."))
    if which == "confirm":
        return words(N_("Nothing of it waits for your confirmation."))
    if isinstance(chosen, DueFile) and chosen.held:
        return words(N_("A legal hold lies on this file: lift it first."))
    if which == "archive":
        return words(N_("Only a closed file can be archived."))
    if which == "transfer":
        return words(N_("Only an archived file can be transferred."))
    return words(N_("This cannot be done here now."))


TABS = {"due": due_page, "persons": loose_page, "done": done_page}
"""The pages by the name of their tab, in their order."""
