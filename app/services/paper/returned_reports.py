"""The ids of reports that return forms make: the same wherever the same is recorded, so that it counts once.

An id outlives what is withheld or erased. What was kept of the form goes into it, so that nobody without the form tries
out on the id what a report may have said.
"""

from collections.abc import Set
from hashlib import sha256
from itertools import count

from app.core.ids import Id
from app.history.openings import encode_value
from app.history.rows import select
from app.models.fields import to_wire
from app.models.kinds.measures import ExecutionReport, Measure
from app.models.kinds.paper import DocumentCopy, DocumentData
from app.services.desk import NotThere, Unit

_REPORT = b"praesidium/returned report/1\0"
_KNOWN = "SELECT 1 FROM entity WHERE uid = ? UNION ALL SELECT 1 FROM erasure WHERE scope = ?"


def report_id(unit: Unit, form: DocumentCopy, measure: Id, report: ExecutionReport, taken: Set[Id]) -> Id:
    """Return the id of the next such report of a measure that is neither here, nor erased, nor in `taken`.

    Raises NotThere where what the form said is not kept here.
    """
    data = unit.find(DocumentData, "document = ?", form.document)
    if not data or data[0][1].data is None:
        raise NotThere
    stream = unit.stream_of(measure, Measure)
    stem = _REPORT + sha256(data[0][1].data).digest() + measure + _said(unit, report)
    for number in count():
        uid = sha256(stem + number.to_bytes(4)).digest()[:16]
        if uid not in taken and not select(unit.connection, _KNOWN, uid, stream + uid):
            return uid
    raise AssertionError


def _said(unit: Unit, report: ExecutionReport) -> bytes:
    """Return the hash of the fields that say something, by their numbers and as they travel."""
    fields = unit.desk.schema.by_record[ExecutionReport].fields.values()
    told = sorted((spec.meta.id, to_wire(getattr(report, spec.name))) for spec in fields)
    return sha256(encode_value([one for one in told if one[1] is not None])).digest()
