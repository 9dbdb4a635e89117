"""Measures and decisions that wait for somebody: past their day, near it, with the Minister, to confirm on paper."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from app.core.i18n import N_
from app.models.enums import DecisionKind, NeedKind
from app.models.rules.measures import UNSETTLED
from app.models.rules.minister import for_minister
from app.services.among import AMONG, among
from app.services.foreign import DECISION_BESIDE
from app.services.saying import TypeName
from app.services.situation.look import Look
from app.services.situation.needs import Listed, Need, Raised

CABINET = N_("Cabinet")
_CONCERNED = f"""SELECT uid FROM p_threat_file WHERE uid {AMONG}
    AND trim(coalesce(substitute_approver, '')) <> ''"""  # noqa: S608 - a constant
"""Files about who would decide otherwise: a substitute does (`app.services.cases.rulings.names_substitute`)."""

SENTENCES: Mapping[NeedKind, str] = {
    NeedKind.OVERDUE: N_("{measure}: decide to keep, prolong or end it"),
    NeedKind.RATIFY: N_("{measure}: to be ratified by the Minister"),
    NeedKind.EVALUATE: N_("{measure}: evaluate"),
    NeedKind.PROPOSED: N_("{measure}: the Minister decides"),
    NeedKind.RETURNED: N_("{measure}: answer the question that came back"),
}
WITHOUT_THE_MINISTER: Mapping[NeedKind, str] = {
    NeedKind.RATIFY: N_("{measure}: to be ratified, without the Minister"),
    NeedKind.PROPOSED: N_("{measure}: to be decided, without the Minister"),
}
"""What is said instead of a measure on which this store lets others decide."""
DECIDED = frozenset({NeedKind.RATIFY, NeedKind.PROPOSED, NeedKind.RETURNED})
"""Raised by a decision; the others by a day."""
WITH_THE_MINISTER: Mapping[NeedKind, DecisionKind] = {
    NeedKind.RATIFY: DecisionKind.RATIFY, NeedKind.PROPOSED: DecisionKind.APPROVE,
}  # fmt: skip
"""What waits for the Minister, where the decision that it waits for needs him."""

_ASKING = frozenset(kind.value for kind in WITH_THE_MINISTER)

_UNSETTLED = ", ".join(f"'{state.value}'" for state in sorted(UNSETTLED))
_NEVER = "9999"
_LIVE = f"""WITH live AS MATERIALIZED (
    SELECT id, state, start, ratify_by, min(coalesce("end", '{_NEVER}'), coalesce(review, '{_NEVER}')) AS until
    FROM p_measure WHERE state IN ({_UNSETTLED})
    AND ("end" <= :soon OR review <= :soon OR state IN ('proposed', 'returned', 'provisional'))
    AND id NOT IN (SELECT value FROM json_each(:apart))), found AS ("""  # noqa: S608
_PRESSING = "ORDER BY due IS NULL, due, id LIMIT :most"
_KINDS: Mapping[NeedKind, str] = {
    NeedKind.OVERDUE: "until AS due FROM live WHERE until < :today",
    NeedKind.RATIFY: "ratify_by AS due FROM live WHERE state = 'provisional'",
    NeedKind.EVALUATE: "until AS due FROM live WHERE until BETWEEN :today AND :soon"
    " AND state NOT IN ('proposed', 'returned')",
    NeedKind.PROPOSED: "start AS due FROM live WHERE state = 'proposed'",
    NeedKind.RETURNED: "start AS due FROM live WHERE state = 'returned'",
}
_MEASURES = (
    _LIVE  # noqa: S608 - constants of the code
    + " UNION ALL ".join(
        f"SELECT * FROM (SELECT id, '{kind.value}' AS kind, {rest} {_PRESSING})"  # noqa: S608 - constants
        for kind, rest in _KINDS.items()
    )
    + ") SELECT uid, sid, type, file, kind, due, decision FROM found JOIN p_measure USING (id)"
    " ORDER BY due IS NULL, due, found.id"
)
"""All lists in one pass over what dates and state say; only the lines that are shown are read whole."""

_CONFIRM = f"""SELECT uid, sid, coalesce(file, (SELECT file FROM p_measure WHERE uid = one.subject)), kind, confirm_by
    FROM p_decision AS one WHERE confirm_by IS NOT NULL AND {DECISION_BESIDE.format("one")}
    AND NOT EXISTS (SELECT 1 FROM p_decision AS later WHERE later.confirms = one.uid AND later.sid = one.sid)
    AND id NOT IN (SELECT value FROM json_each(?))
    ORDER BY confirm_by, uid LIMIT ?"""  # noqa: S608 - a constant


def measures(look: Look) -> Listed:
    """Return the measures that wait for a decision, of all kinds of `SENTENCES`."""
    facts = {"today": look.day(0), "soon": look.day(look.horizon.soon), "most": look.horizon.most + 1}
    facts["apart"] = look.apart
    rows = look.view.connection.exec_driver_sql(_MEASURES, facts).all()
    found: list[Need] = []
    more = set()
    readable = look.readable(rows)
    look.files({row[3] for row in readable})
    asking = {row[3] for row in readable if row[3] is not None and row[4] in _ASKING}
    concerned = {row[0] for row in look.rows(_CONCERNED, among(asking))} if asking else set()
    counts = Counter(row[4] for row in rows)
    ministers = {code: for_minister(code, look.view.lists) for code in {row[2] for row in readable}}
    by_kind: dict[str, list[Any]] = defaultdict(list)
    for row in readable:
        by_kind[row[4]].append(row)
    for kind in _KINDS:
        more |= {kind} if counts[kind.value] > look.horizon.most else set()
        decided, asked = kind in DECIDED, WITH_THE_MINISTER.get(kind)
        for uid, sid, code, file, _, due, decision in by_kind[kind.value][: look.horizon.most]:
            # What is decided anew waits anew; a day that stays is the same day, whatever else was decided.
            by = decision.hex() if decision and decided else ""
            his = asked in ministers[code] and file not in concerned
            sentence = SENTENCES[kind] if his or asked is None else WITHOUT_THE_MINISTER[kind]
            found.append(
                look.need(
                    kind, sentence, {"measure": TypeName(code, look.view.lists)}, file=file, tab="measures", due=due,
                    role=CABINET if his else "", raised=Raised(uid, "/".join(filter(None, (due, by))), sid),
                )
            )  # fmt: skip
    return Listed(found, frozenset(more))


def decisions(look: Look) -> Listed:
    """Return the oral decisions that are not confirmed in writing yet."""
    readable, more = look.pressing(_CONFIRM, look.apart)
    known = {kind.value: kind for kind in DecisionKind}
    found = [
        look.need(
            NeedKind.CONFIRM, N_("Decision by word of mouth, to be confirmed in writing: {decision}"),
            {"decision": known.get(kind, str(kind))}, file=file, tab="decisions", due=due, raised=Raised(uid, due, sid),
        )
        for uid, sid, file, kind, due in readable
    ]  # fmt: skip
    return Listed(found, frozenset({NeedKind.CONFIRM} if more else ()))
