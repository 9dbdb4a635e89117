"""Binders of emergency centres that say something else than the sheets on their shelf.

A binder has fallen behind when a sheet that stands in it was replaced, recalled or given back, or when the centre holds
one that does not stand in it. A sheet whose measures all ended is to be recalled first, which raises its own need; once
that is done it stands here.
"""

from collections.abc import Iterable
from typing import Any

from app.core.i18n import N_
from app.core.ids import Id
from app.documents.binder_content import BinderContent
from app.models.enums import DocumentState, NeedKind
from app.models.kinds.paper import DocumentCopy, DocumentData
from app.models.rules.paper import COPIES_OUT
from app.services.among import AMONG, among
from app.services.kept import Kept
from app.services.paper.binders import BINDER
from app.services.paper.dispatcher_sheets import Holders
from app.services.paper.protocols import DISPATCHER
from app.services.paper.snapshot import SnapshotDamaged, thaw
from app.services.paper.sources import Sources
from app.services.saying import Fact
from app.services.situation.look import Look
from app.services.situation.needs import Listed, Opening, Raised

_Key = tuple[str, int, int]
"""Registration, version and number of a copy: what names it in a binder."""
_OUT = ", ".join(f"'{state.value}'" for state in sorted(COPIES_OUT))
_IN_FORCE = f"""SELECT uid, sid, file, snapshot FROM p_issued_document AS paper WHERE file {AMONG} AND kind = '{BINDER}'
    AND state = '{DocumentState.ISSUED.value}' AND EXISTS (SELECT 1 FROM p_document_data AS said
    WHERE said.document = paper.uid AND said.data IS NOT NULL) ORDER BY issued, uid LIMIT ?"""  # noqa: S608
_SHEETS = f"""SELECT one.uid, one.sid, paper.number, paper.version, one.number, one.organisation, one.recipient
    FROM p_document_copy AS one CROSS JOIN p_issued_document AS paper
    ON paper.uid = one.document AND paper.sid = one.sid WHERE one.state IN ({_OUT}) AND paper.kind = '{DISPATCHER}'
    AND paper.state = '{DocumentState.ISSUED.value}'"""  # noqa: S608 - kinds and states of the code
FROZEN = 0
"""How far what cannot change was written."""
_STOOD = Kept[frozenset[_Key]]()
"""What stands in each binder: it is frozen, and read once. Numbers only."""


def behind(look: Look) -> Listed:
    """Return one need for each centre whose binder in force does not say what its sheets say now."""
    centres = among(look.view.directory.organisations)
    binders = look.readable(look.rows(_IN_FORCE, centres, look.horizon.most))
    if not binders:
        return Listed()
    rows = look.rows(_SHEETS)
    held, mine = _by_centre(look, rows), _by_centre(look, look.readable(rows))
    found = []
    for uid, _, centre, hashed in binders:
        stood, nothing = _stood(look, bytes(uid), hashed), frozenset[_Key]()
        # What this officer may not read is taken for what it was: he is told of no sheet that he may not see.
        changed = len(mine.get(bytes(centre), nothing) - stood) + len(stood - held.get(bytes(centre), nothing))
        if changed:
            sentence = N_("Binder of {centre}: sheets changed since it was issued: {count}")
            facts: dict[str, Fact] = {"centre": look.organisation(bytes(centre)), "count": changed}
            found.append(
                look.need(
                    NeedKind.BINDER, sentence, facts, file=None, opens=Opening("exchange"),
                    raised=Raised(bytes(uid), "behind"),
                )
            )  # fmt: skip
    return Listed(found)


def _by_centre(look: Look, rows: Iterable[Any]) -> dict[Id, frozenset[_Key]]:
    """Return the copies of sheets in force that each centre holds."""
    holders = Holders(Sources(look.view, {}))
    by: dict[Id, set[_Key]] = {}
    for _, _, registration, version, number, organisation, recipient in rows:
        who = holders.of(DocumentCopy(organisation=organisation, recipient=recipient))
        if isinstance(who, bytes):
            by.setdefault(who, set()).add((registration or "", version or 0, number or 0))
    return {who: frozenset(keys) for who, keys in by.items()}


def _stood(look: Look, binder: Id, hashed: bytes) -> frozenset[_Key]:
    def read() -> frozenset[_Key]:
        stood = frozenset[_Key]()
        for _, said in look.view.find(DocumentData, "document = ?", binder):
            try:
                content = thaw(said.data, hashed).content
            except SnapshotDamaged:  # `verify` says so
                continue
            if isinstance(content, BinderContent):
                stood = frozenset((one.registration, one.version, one.copy) for one in content.sheets)
        return stood

    return _STOOD.answer(look.view, FROZEN, hashed, lambda _earlier: read(), about=binder)
