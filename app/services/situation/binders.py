"""Binders of emergency centres that say something else than the sheets on their shelf.

A binder has fallen behind when a sheet that stands in it was replaced, recalled or given back, or when the centre holds
one that does not stand in it. A sheet whose measures all ended is to be recalled first, which raises its own need; once
that is done it stands here.
"""

from weakref import WeakKeyDictionary

from app.core.i18n import N_
from app.core.ids import Id
from app.documents.binder_content import BinderContent
from app.models.enums import CopyState, DocumentState, NeedKind
from app.models.kinds.paper import DocumentCopy, DocumentData
from app.models.rules.paper import COPIES_OUT
from app.services.paper.binders import BINDER
from app.services.paper.content import Sources
from app.services.paper.dispatcher_sheets import Holders
from app.services.paper.protocols import DISPATCHER
from app.services.paper.snapshot import SnapshotDamaged, thaw
from app.services.saying import Fact
from app.services.situation.look import Look
from app.services.situation.needs import Listed, Opening, Raised
from app.store.work import Store

_Key = tuple[str, int, int]
"""Registration, version and number of a copy: what names it in a binder."""
_IN_FORCE = f"""SELECT uid, sid, file, snapshot FROM p_issued_document AS paper WHERE kind = '{BINDER}'
    AND state = '{DocumentState.ISSUED.value}' AND EXISTS (SELECT 1 FROM p_document_data AS said
    WHERE said.document = paper.uid AND said.data IS NOT NULL) ORDER BY issued, uid LIMIT ?"""  # noqa: S608
_SHEETS = f"""SELECT one.uid, one.sid, paper.number, paper.version, one.number, paper.state, one.state,
    one.organisation, one.recipient FROM p_issued_document AS paper JOIN p_document_copy AS one
    ON one.document = paper.uid AND one.sid = paper.sid WHERE paper.kind = '{DISPATCHER}'
    AND paper.state <> '{DocumentState.DRAFT.value}'"""  # noqa: S608 - kinds and states of the code
_STOOD: WeakKeyDictionary[Store, dict[Id, frozenset[_Key]]] = WeakKeyDictionary()
"""What stands in each binder: it is frozen, and read once. Numbers only."""


def behind(look: Look) -> Listed:
    """Return one need for each centre whose binder in force does not say what its sheets say now."""
    binders = look.readable(look.rows(_IN_FORCE, look.horizon.most))
    if not binders:
        return Listed()
    sheets = _by_centre(look)
    found = []
    for uid, _, centre, hashed in binders:
        stood, held = _stood(look, bytes(uid), hashed), sheets.get(bytes(centre), {})
        now = {key for key, there in held.items() if there}
        changed = len(now - stood) + sum(not held.get(key, True) for key in stood)
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


def _by_centre(look: Look) -> dict[Id, dict[_Key, bool]]:
    """Return of each centre the copies of sheets it was given, and whether it holds each in force still."""
    holders = Holders(Sources(look.view, {}))
    by: dict[Id, dict[_Key, bool]] = {}
    for _, _, registration, version, number, state, copy, organisation, recipient in look.readable(look.rows(_SHEETS)):
        who = holders.of(DocumentCopy(organisation=organisation, recipient=recipient))
        if isinstance(who, bytes):
            there = state == DocumentState.ISSUED and copy in set(CopyState) and CopyState(copy) in COPIES_OUT
            by.setdefault(who, {})[registration or "", version or 0, number or 0] = there
    return by


def _stood(look: Look, binder: Id, hashed: bytes) -> frozenset[_Key]:
    known = _STOOD.setdefault(look.view.desk.store, {})
    if binder not in known:
        known[binder] = frozenset()
        for _, said in look.view.find(DocumentData, "document = ?", binder):
            try:
                content = thaw(said.data, hashed).content
            except SnapshotDamaged:  # `verify` says so
                continue
            if isinstance(content, BinderContent):
                known[binder] = frozenset((one.registration, one.version, one.copy) for one in content.sheets)
    return known[binder]
