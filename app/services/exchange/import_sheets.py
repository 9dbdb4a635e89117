"""What a bundle would change, before it is taken in: from whom, root by root, what is new and what will conflict.

It is taken in for the look and put back: what is shown is what happens, not a guess at it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.core.clock import from_milliseconds
from app.core.ids import Id
from app.core.progress import Cancel, Progress, silent
from app.exchange.manifest import Manifest
from app.models.enums import Marking
from app.models.rights import PUBLIC_PARTS
from app.services.desk import Desk, Unit
from app.services.exchange.importing import Imported, examine_bundle
from app.services.naming import read_names, root_facts


@dataclass(frozen=True, slots=True, repr=False)
class ArrivingLine:
    """One root that a bundle touches. `changed` counts entities by kind; `new` where nothing of it was here.

    `kind` is empty where the root itself is not here; of what is nobody's own, it is the part: directory or catalogue.
    """

    root: Id
    kind: str
    title: str
    reference: str
    changed: Mapping[str, int]
    new: bool


@dataclass(frozen=True, slots=True, repr=False)
class ImportSheet:
    """A verified bundle as an officer looks at it before he takes it in."""

    files: Sequence[Path]
    imported: Imported
    station: str
    organisation: str
    written: datetime
    marking: Marking
    lines: Sequence[ArrivingLine]


def import_sheet(
    desk: Desk, files: Sequence[Path], language: str, progress: Progress = silent, cancel: Cancel | None = None
) -> ImportSheet:
    """Return what `import_bundle` would do with these files; nothing is changed. Raises what it raises."""

    def look(unit: Unit, manifest: Manifest, imported: Imported, before: int) -> ImportSheet:
        sender = unit.directory.stations.get(imported.sender)
        organisation = sender.organisation if sender else None
        names = read_names(unit, [organisation] if organisation else [], language)
        return ImportSheet(
            tuple(files), imported, (sender.code or "") if sender else "", names.get(organisation or b"", ""),
            from_milliseconds(manifest.moment), Marking(manifest.marking), _lines(unit, before, language),
        )  # fmt: skip

    return examine_bundle(desk, files, look, progress, cancel)


def _lines(unit: Unit, before: int, language: str) -> list[ArrivingLine]:
    sql = """SELECT stream.root, entity.kind, count(DISTINCT entity.id),
                    (SELECT min(eid) FROM entry AS born JOIN stream AS mine USING (sid) WHERE mine.root = stream.root)
             FROM cell JOIN entry USING (eid) JOIN entity ON entity.id = cell.entity
             JOIN stream ON stream.sid = entity.sid WHERE entry.eid > ? AND entity.kind <> 1
             GROUP BY stream.root, entity.kind"""
    kinds = unit.desk.schema.kinds
    nobodys = _public_roots(unit)
    changed: dict[Id, dict[str, int]] = {}
    born: dict[Id, int] = {}
    for root, number, count, first in unit.connection.exec_driver_sql(sql, (before,)).all():
        if number in kinds:
            changed.setdefault(bytes(root), {})[kinds[number].name] = count
            born[bytes(root)] = first
    names = read_names(unit, changed, language)
    found = []
    for root, counts in changed.items():
        kind, reference = root_facts(unit, root)
        found.append(
            ArrivingLine(root, nobodys.get(root, kind), names.get(root, ""), reference, counts, born[root] > before)
        )
    return sorted(found, key=lambda line: (line.kind, line.reference, line.title))


def _public_roots(unit: Unit) -> Mapping[Id, str]:
    """Return the part of every root that holds what all read: it is no file, and no screen shows it as one."""
    numbers = {unit.desk.schema.part_number(part): part for part in PUBLIC_PARTS}
    marks = ", ".join("?" * len(numbers))
    sql = f"SELECT DISTINCT root, part FROM stream WHERE part IN ({marks})"  # noqa: S608 - marks only
    rows = unit.connection.exec_driver_sql(sql, tuple(numbers)).all()
    return {bytes(root): numbers[part] for root, part in rows}
