"""Where the person is today, as far as the files say: points of a programme, nights in a hotel, presences."""

from collections.abc import Sequence
from datetime import date

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action, PresenceState
from app.models.kinds.measures import ToldPresence
from app.models.kinds.movements import Stay
from app.models.kinds.threat import Presence
from app.models.kinds.visits import DelegationMember, ProgrammeItem, VisitFile
from app.models.rules.presence import Period, standing
from app.services.call_cards.agreed import Files
from app.services.call_cards.cards import Whereabouts
from app.services.desk import View, today_of
from app.services.saying import InTongues, Told
from app.services.search.finding import titles_of
from app.services.seeing import Sight

_STAY = Told(N_("Stays at"))


def whereabouts_of(view: View, sight: Sight, entries: Sequence[Id], files: Files) -> tuple[Whereabouts, ...]:
    """Return what the files say of today: what is under way marked `now`, in the order of the day."""
    found = _presences(view, entries, files)
    for file, record in files.items():
        if isinstance(record, VisitFile):
            found += _in_visit(view, sight, entries, file, record)
    return tuple(sorted(found, key=lambda one: (one.starts is not None, one.starts or view.desk.clock.now())))


def _presences(view: View, entries: Sequence[Id], files: Files) -> list[Whereabouts]:
    lines: list[tuple[Id, Presence]] = []
    for entry in entries:
        located = view.locate(Presence, "person = ?", entry, order="from_on DESC, id DESC")
        lines += [(uid, one) for uid, stream, one in located if view.may(Action.READ, stream)]
        known = {uid for uid, _ in lines}
        told = view.locate(ToldPresence, "person = ?", entry, order="from_on DESC, id DESC")
        for _, stream, line in told:
            if line.presence is not None and line.presence not in known and view.may(Action.READ, stream):
                known.add(line.presence)  # several assignments of one service may tell of it
                lines.append((line.presence, Presence(line.file, line.person, line.state, line.from_on, line.to_on)))
    # Of one human: what two files say of him is weighed together.
    held = standing([Period(uid, None, one.from_on, one.to_on) for uid, one in lines], view.desk.today())
    found = []
    for uid, one in lines:
        if uid in held and isinstance(one.state, PresenceState):
            file = files.get(one.file or b"")
            reference = (file.reference or "") if file else ""
            found.append(
                Whereabouts(one.state, "", from_on=one.from_on, to_on=one.to_on, presence=one.state,
                            reference=reference, now=True)
            )  # fmt: skip
    return found


def _in_visit(view: View, sight: Sight, entries: Sequence[Id], file: Id, visit: VisitFile) -> list[Whereabouts]:
    parts = view.parts(file, "visit_programme")
    if not parts or not view.may(Action.READ, parts[0]):
        return []
    now, today, reference = view.desk.clock.now(), view.desk.today(), visit.reference or ""
    mine = {uid for uid, one in view.find(DelegationMember, "file = ?", file) if one.person in entries}
    lines: list[tuple[ProgrammeItem | Stay, Id | None]] = []
    for _, item in view.find(ProgrammeItem, "file = ?", file, order="starts, id"):
        if item.starts is None or item.cancelled or not _concerns(item.participants, mine):
            continue
        if _covers(today_of(item.starts), today_of(item.ends or item.starts), today):
            lines.append((item, item.place))
    for _, stay in view.find(Stay, "file = ?", file, order="from_on, id"):
        if _concerns(stay.guests, mine) and _covers(stay.from_on, stay.to_on, today):
            lines.append((stay, stay.place))
    names = titles_of(view, sight, [place for _, place in lines if place is not None], "nl")
    found = []
    for line, place in lines:
        name = names.get(place or b"", "")
        if isinstance(line, Stay):
            room = ", ".join(filter(None, (name, line.rooms)))
            found.append(Whereabouts(_STAY, room, from_on=line.from_on, to_on=line.to_on, reference=reference))
            continue
        under_way = line.starts is not None and line.starts <= now and (line.ends is None or now < line.ends)
        found.append(
            Whereabouts(InTongues(line.activity), name or line.place_text or "", line.starts, line.ends,
                        reference=reference, now=under_way)
        )  # fmt: skip
    return found


def _concerns(named: Sequence[Id], mine: set[Id]) -> bool:
    """Tell whether a line is for the person: it names him, or nobody."""
    return not named or not mine.isdisjoint(named)


def _covers(first: date | None, last: date | None, day: date) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)
