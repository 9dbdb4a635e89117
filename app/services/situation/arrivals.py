"""What an exchange left to do: values that conflict, bundles that never came, changes held back, odd findings."""

from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from app.core.i18n import N_
from app.core.ids import Id
from app.history.past import HELD
from app.models.enums import Action, NeedKind
from app.services.exchange.missing import what_is_missing
from app.services.joined import asked_of_us, at_odds
from app.services.saying import Fact
from app.services.search.finding import titles_of
from app.services.situation.look import Look
from app.services.situation.needs import Listed, Need, Opening, Raised

_CONFLICTS = """SELECT stream.root, entity.sid, entity.uid, conflict.field FROM conflict
    JOIN entity ON entity.id = conflict.entity JOIN stream USING (sid) LIMIT ?"""
_HELD = """SELECT replica.station, entry.sid, count(*) FROM entry JOIN save USING (vid) JOIN replica USING (rid)
    WHERE entry.void = ? GROUP BY 1, 2"""
_FINDINGS = "SELECT finding.id, entry.sid FROM finding LEFT JOIN entry USING (eid) LIMIT ?"


def conflicts(look: Look) -> Listed:
    """Return one need for each root in which values stand twice."""
    most = look.horizon.most
    rows = look.rows(_CONFLICTS, most + 1)
    readable = look.readable(rows)
    roots = Counter(bytes(row[0]) for row in readable)
    look.files(list(roots))
    sentence = N_("Conflicts to settle: {count}")
    found = [
        look.need(NeedKind.CONFLICT, sentence, {"count": count}, file=root, opens=Opening("conflicts", root),
                  raised=Raised(root, _cells([row for row in readable if row[0] == root])))
        for root, count in roots.items()
    ]  # fmt: skip
    apart, proposed = at_odds(look.view, look.sight), asked_of_us(look.view, look.sight)
    found += _of_two_persons(look, apart, N_("Joined at one workstation, told apart at another: {name}"), "odds")
    sentence = N_("Another organisation joined this entry to one of its own, to be answered: {name}")
    found += _of_two_persons(look, proposed, sentence, "proposed")
    return Listed(found, frozenset({NeedKind.CONFLICT} if len(rows) > most else ()))


def _of_two_persons(look: Look, pairs: Sequence[tuple[Id, Id]], sentence: str, fact: str) -> list[Need]:
    """Return one need for each two entries of the register that are to be looked at side by side."""
    asked = pairs[: look.horizon.most]
    names = titles_of(look.view, look.sight, [one for one, _ in asked], "nl") if asked else {}
    return [
        look.need(NeedKind.CONFLICT, sentence, {"name": names.get(one, "—")}, file=None,
                  opens=Opening("doubles", one, other.hex()), raised=Raised(one, f"{fact}/{other.hex()}"))
        for one, other in asked
    ]  # fmt: skip


def _cells(rows: Sequence[Any]) -> str:
    """Return what tells these conflicts from others of the root, at every workstation."""
    return sha256(b"".join(sorted(bytes(row[2]) + b"%d" % row[3] for row in rows))).hexdigest()[:32]


def held(look: Look) -> Listed:
    """Return one need for each revoked workstation of which changes wait to be adopted."""
    counts: Counter[bytes] = Counter()
    for station, _, count in look.readable(look.rows(_HELD, HELD)):
        counts[bytes(station)] += count
    found = []
    for station, count in counts.items():
        known = look.view.directory.stations.get(station)
        facts: dict[str, Fact] = {"station": (known.code if known else None) or station.hex()[:8], "count": count}
        sentence = N_("Changes of workstation {station} wait to be adopted: {count}")
        found.append(look.need(NeedKind.HELD, sentence, facts, file=None, opens=Opening("held")))
    return Listed(found)


def findings(look: Look) -> Listed:
    """Return one need for all findings together, as far as they are about what this officer may read."""
    rows = look.rows(_FINDINGS, look.horizon.most)
    seen = look.sight.streams({row[1] for row in rows if row[1] is not None})
    count = sum(row[1] is None or row[1] in seen for row in rows)
    if not count:
        return Listed()
    sentence = N_("Findings about the history to look at: {count}")
    return Listed([_of_exchange(look, NeedKind.FINDING, sentence, {"count": count}, "findings")])


def bundles(look: Look) -> Listed:
    """Return one need for each workstation of which bundles or changes have not arrived."""
    if not look.view.may(Action.IMPORT):
        return Listed()
    return Listed(
        [
            _of_exchange(look, NeedKind.BUNDLE, "{missing}", {"missing": one}, "missing")
            for one in what_is_missing(look.view.desk)
        ]
    )


def _of_exchange(look: Look, kind: NeedKind, sentence: str, facts: Mapping[str, Fact], tab: str) -> Need:
    return look.need(kind, sentence, facts, file=None, opens=Opening("exchange", None, tab))
