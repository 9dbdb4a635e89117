"""Paper copies that somebody should have signed for, and those that say more than is in force and come back."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import NeedKind
from app.models.rules.calendar_ends import moved
from app.models.rules.paper import COPIES_OUT
from app.services.among import AMONG, among
from app.services.paper.binders import BINDER
from app.services.paper.copies import ASKS, KIND_WORDS, LESS, RecallReason, ordered_less
from app.services.paper.extracts import EXTRACT
from app.services.paper.facts import CALLS, ON_PAPER
from app.services.paper.mistaken import mistaken_papers
from app.services.paper.protocols import DISPATCHER
from app.services.paper.snapshot import SnapshotDamaged, ordered
from app.services.saying import Fact, Told
from app.services.situation.look import Look
from app.services.situation.needs import Listed, Need, Opening, Raised

PROTOCOL = "protocol"
"""The paper there is most of, which has sentences of its own."""
_OUT = ", ".join(f"'{state.value}'" for state in sorted(COPIES_OUT))
_ON_PAPER = ", ".join(f"'{state.value}'" for state in ON_PAPER)
_LESS = ", ".join(f"'{kind.value}'" for kind in sorted(LESS))
_COUNTS = "NOT IN (SELECT value FROM json_each(?1))"
"""Of a key: what another organisation writes about our papers is passed over."""
_WITHDRAWN = f"""(paper.kind = '{ASKS}' AND paper.state = 'issued' AND paper.file IN
    (SELECT uid FROM p_proposal WHERE withdrawn_on IS NOT NULL AND p_proposal.id {_COUNTS}))"""  # noqa: S608 - constants
"""Papers of proposals that were withdrawn."""
_DUE = f"""SELECT one.uid, paper.sid, paper.file, paper.version, one.number, one.recipient, one.state_on, paper.kind
    FROM p_document_copy AS one JOIN p_issued_document AS paper ON paper.uid = one.document
    WHERE one.state = 'handed_over' AND paper.state = 'issued' AND NOT {_WITHDRAWN} AND one.id {_COUNTS}
    AND paper.id {_COUNTS} ORDER BY one.state_on IS NULL, one.state_on, one.uid LIMIT ?2"""  # noqa: S608 - constants
_BACK = f"""SELECT one.uid, paper.sid, paper.file, paper.version, one.number, one.recipient, paper.state, paper.kind
    FROM p_document_copy AS one JOIN p_issued_document AS paper ON paper.uid = one.document
    WHERE one.state IN ({_OUT}) AND (paper.state IN ('superseded', 'recalled') OR {_WITHDRAWN}) AND one.id {_COUNTS}
    AND paper.id {_COUNTS} ORDER BY paper.state_on, one.uid LIMIT ?2"""  # noqa: S608 - states of the code
_PERHAPS = f"""SELECT DISTINCT paper.file FROM p_decision AS less
    CROSS JOIN p_issued_document AS paper ON paper.file = less.file
    WHERE less.kind IN ({_LESS}) AND less.dated >= ?2 AND paper.state = 'issued' AND less.dated >= paper.issued
    AND less.id {_COUNTS} AND paper.id {_COUNTS}
    AND EXISTS (SELECT 1 FROM p_document_copy c WHERE c.document = paper.uid AND c.state IN ({_OUT}))
    ORDER BY less.dated DESC LIMIT ?3"""  # noqa: S608 - states of the code
_CALLS_OVER = f"""SELECT DISTINCT paper.file FROM p_issued_document AS paper
    WHERE paper.kind = '{DISPATCHER}' AND paper.state = 'issued' AND paper.id {_COUNTS}
    AND EXISTS (SELECT 1 FROM p_document_copy c WHERE c.document = paper.uid AND c.state IN ({_OUT}))
    AND EXISTS (SELECT 1 FROM p_measure m WHERE m.file = paper.file AND m.type = '{CALLS}')
    AND NOT EXISTS (SELECT 1 FROM p_measure m WHERE m.file = paper.file AND m.type = '{CALLS}'
    AND m.state IN ({_ON_PAPER})) ORDER BY paper.issued DESC LIMIT ?2"""  # noqa: S608 - states of the code
_IN_FORCE = f"""SELECT paper.uid, paper.sid, paper.file, paper.version, paper.kind, paper.snapshot, said.data
    FROM p_issued_document AS paper JOIN p_document_data AS said ON said.document = paper.uid
    WHERE paper.id {_COUNTS} AND said.id {_COUNTS} AND paper.file {AMONG} AND paper.state = 'issued'
    AND paper.kind <> '{ASKS}' AND said.data IS NOT NULL ORDER BY paper.issued, paper.uid"""  # noqa: S608 - constants of the code
_ENDED = (RecallReason.SUPERSEDED, RecallReason.RECALLED)
_PAPERS = f"SELECT uid, sid, file, version, kind FROM p_issued_document WHERE uid {AMONG}"  # noqa: S608
_HELD = f"""SELECT uid, document, number, recipient FROM p_document_copy
    WHERE id {_COUNTS} AND document {AMONG} AND state IN ({_OUT}) ORDER BY document, number"""  # noqa: S608 - states of the code


def unacknowledged(look: Look) -> Listed:
    """Return the copies handed over for which nobody has signed."""
    readable, more = look.pressing(_DUE, look.apart)
    found = []
    for uid, _, file, version, number, recipient, since, kind in readable:
        facts: dict[str, Fact] = {"version": version or 1, "number": number or 1, "recipient": recipient or "—"}
        sentence = N_("Protocol v{version}, copy {number}: no receipt from {recipient}")
        if kind != PROTOCOL:
            facts["paper"] = _called(kind)
            sentence = N_("{paper} v{version}, copy {number}: no receipt from {recipient}")
        found.append(
            look.need(
                NeedKind.UNACKNOWLEDGED, sentence, facts, file=file, tab="papers", due=_due(look, since),
                opens=_opens(kind, file), raised=Raised(uid, since or ""),
            )
        )  # fmt: skip
    return Listed(found, frozenset({NeedKind.UNACKNOWLEDGED} if more else ()))


def to_recall(look: Look) -> Listed:
    """Return the copies still out of versions that were replaced or recalled, or whose proposal was withdrawn."""
    readable, more = look.pressing(_BACK, look.apart)
    found = []
    for uid, _, file, version, number, recipient, state, kind in readable:
        why = RecallReason(state) if state in _ENDED else RecallReason.WITHDRAWN
        found.append(_recall(look, file, (uid, version or 1, number or 1, recipient or "—", kind), why))
    return Listed(found, frozenset({NeedKind.RECALL} if more else ()))


def overstating(look: Look) -> Listed:
    """Return the copies out of papers in force that order a measure which was reduced or ended since.

    Files in which less was decided of late are looked through one by one; what was decided earlier stands in the
    recall list of the file itself. The sheet of an emergency centre whose priority treatment of calls is over stays
    here however long: the centre goes on until it is told.
    """
    rows = look.rows(_PERHAPS, look.apart, look.day(-look.horizon.recall), look.horizon.looked_through)
    late = {row[0] for row in rows}
    over = {row[0] for row in look.rows(_CALLS_OVER, look.apart, look.horizon.looked_through)}
    files = among(file for file in late | over if file is not None)
    found_in = look.rows(_IN_FORCE, look.apart, files)
    papers = look.readable([row for row in found_in if row[2] in late or row[4] == DISPATCHER])
    look.files({row[2] for row in papers})
    orders = _orders(papers)
    less = ordered_less(look.view, orders)
    known = {row[0]: row for row in papers if less.get(row[0])}
    found = _unreadable(look, [row for row in papers if row[0] not in orders])
    for uid, document, number, recipient in look.rows(_HELD, look.apart, among(known)):
        _, _, file, version, kind, _, _ = known[document]
        line = (uid, version or 1, number or 1, recipient or "—", kind)
        found.append(_recall(look, file, line, RecallReason.MEASURE_LESS))
    return Listed(found)


def _unreadable(look: Look, papers: Sequence[Sequence[Any]]) -> list[Need]:
    """Return a line for each paper with copies out of which nobody can tell whether it orders too much.

    Its data are damaged here, so it is a need of this workstation alone.
    """
    out = {document for _, document, _, _ in look.rows(_HELD, look.apart, among(row[0] for row in papers))}
    sentence = N_(
        "{paper} v{version}: what it orders cannot be read back, so nobody can tell whether its copies must come back. "
        "Tell the security officer"
    )
    return [
        look.need(
            NeedKind.RECALL, sentence, {"paper": _called(kind), "version": version or 1}, file=file, tab="papers",
            opens=_opens(kind, file),
        )
        for uid, _, file, version, kind, _, _ in papers
        if uid in out
    ]  # fmt: skip


def mistaken(look: Look) -> Listed:
    """Return the copies out of papers in force that were made while two persons were taken for one."""
    papers = mistaken_papers(look.view, look.sight)
    if not papers:
        return Listed()
    known = {row[0]: row for row in look.readable(look.rows(_PAPERS, among(papers)))}
    look.files({row[2] for row in known.values()})
    found = []
    for uid, document, number, recipient in look.rows(_HELD, look.apart, among(known)):
        _, _, file, version, kind = known[document]
        line = (uid, version or 1, number or 1, recipient or "—", kind)
        found.append(_recall(look, file, line, RecallReason.TWO_AS_ONE))
    return Listed(found)


def _recall(look: Look, file: Id, copy: tuple[Id, int, int, str, str | None], why: RecallReason) -> Need:
    """Return the need to fetch a copy back: of a copy its id, version, number, recipient and the kind of its paper."""
    uid, version, number, recipient, kind = copy
    facts: dict[str, Fact] = {"version": version, "number": number, "recipient": recipient, "why": why}
    sentence = N_("Recall protocol v{version}, copy {number}, from {recipient}: {why}")
    if kind != PROTOCOL:
        facts["paper"] = _called(kind)
        sentence = N_("{paper} v{version}, copy {number}: recall it from {recipient}: {why}")
    return look.need(
        NeedKind.RECALL, sentence, facts, file=file, tab="papers", opens=_opens(kind, file),
        raised=Raised(uid, why.value),
    )  # fmt: skip


def _opens(kind: str | None, root: Id) -> Opening | None:
    """Return where the copies of a paper that is of no file are kept; None for a file's."""
    if kind == EXTRACT:
        return Opening("person", root)
    return Opening("exchange") if kind == BINDER else None


def _called(kind: str | None) -> Fact:
    words = KIND_WORDS.get(kind or "")
    return Told(words) if words is not None else "—"


def _orders(papers: Iterable[Sequence[Any]]) -> dict[Id, tuple[Sequence[Id], Sequence[Id]]]:
    """Return what each paper orders; a paper that cannot be read is not among them."""
    found = {}
    for uid, _, _, _, _, snapshot, data in papers:
        with suppress(SnapshotDamaged):
            found[uid] = ordered(data, snapshot)
    return found


def _due(look: Look, since: str | None) -> date | None:
    try:
        return moved(date.fromisoformat(since or ""), look.horizon.acknowledge)
    except ValueError:
        return None
