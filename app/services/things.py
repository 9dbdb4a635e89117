"""What rights are asked about: a stream by its birth, its label, and the officers whom its file names or keeps out."""

from collections.abc import Sequence
from datetime import date

from app.core.ids import Id
from app.history.claims import COUNTS
from app.history.rows import select
from app.models.enums import Marking
from app.models.kinds.label import Label
from app.models.kinds.threat import PersonOfConcern, ThreatFile
from app.models.kinds.visits import VisitFile
from app.models.rights import ThingFacts
from app.models.rules.officers import staff
from app.services.foreign import recuses
from app.services.records import NotThere, Records

_FILES: Sequence[type[ThreatFile] | type[VisitFile]] = (ThreatFile, VisitFile)


def thing_of(records: Records, stream: Id, directory: Id | None, organisation: Id, today: date) -> ThingFacts:
    """Return what rights are asked about a stream, for an officer of `organisation`. Raises NotThere."""
    rows = select(records.connection, "SELECT sid, part, root, owner FROM stream WHERE id = ?", stream)
    if not rows:
        raise NotThere
    sid, part, root, owner = rows[0]
    labels = records.find(Label, "id IN (SELECT id FROM entity WHERE sid = ? AND kind = 1)", sid)
    # Nobody owns the directory: whose role has it may write it, as history judges too.
    whose = organisation if stream == directory else owner
    label = labels[0][1] if labels else Label()
    return labelled_thing(records, root, records.schema.parts.get(part, ""), whose, label, organisation, today)


def labelled_thing(
    records: Records, root: Id, part: str, owner: Id, label: Label, organisation: Id, today: date
) -> ThingFacts:
    """Return what rights are asked about a part of `root` with this label, whether it was begun yet or not."""
    recused, officers = _officers(records, root, organisation, today)
    return ThingFacts(
        part=part,
        owner=owner,
        marking=label.marking if isinstance(label.marking, Marking) else Marking.NONE,
        compartments=frozenset(label.compartments),
        co_owners=frozenset(label.co_owners),
        distribution=frozenset(label.distribution),
        recused=recused,
        originator=label.originator,
        consented=frozenset(label.consented),
        root=root,
        officers=officers,
    )


def _officers(records: Records, root: Id, organisation: Id, today: date) -> tuple[frozenset[Id], frozenset[Id]]:
    """Return who is recused from a file, and whose it is on that day."""
    sql = f"SELECT DISTINCT kind FROM entity WHERE uid = ? AND {COUNTS}"  # noqa: S608 - a constant
    numbers = {row[0] for row in select(records.connection, sql, root)}
    for kind in _FILES:
        if records.schema.by_record[kind].id not in numbers:
            continue
        for _, found in records.find(kind, "uid = ?", root):
            return frozenset(found.recused), staff(found, today)
    if records.schema.by_record[PersonOfConcern].id in numbers:
        # Who is recused from a file does not read who threatens in it either.
        where = "recused IS NOT NULL AND uid IN (SELECT file FROM p_concern_link AS l WHERE concern = ? AND "
        where += f"{recuses(organisation)})"
        files = records.find(ThreatFile, where, root)
        return frozenset(officer for _, file in files for officer in file.recused), frozenset()
    return frozenset(), frozenset()
