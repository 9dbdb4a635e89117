"""Clearances that end: shown to whom they are of, and to who renews them."""

from app.core.i18n import N_
from app.models.enums import AccountState, Action, Marking, NeedKind
from app.services.situation.look import Look
from app.services.situation.needs import Listed, Opening, Raised


def clearances(look: Look) -> Listed:
    """Return the clearances of officers that have ended or soon will; of others only for who keeps clearances."""
    view, me = look.view, look.view.desk.officer
    keeper = view.may(Action.KEYS)
    found = []
    for uid, officer in view.directory.officers.items():
        until = officer.clearance_until
        graded = isinstance(officer.clearance, Marking) and officer.clearance > Marking.NONE
        if until is None or not graded or officer.state != AccountState.ACTIVE or not (keeper or uid == me):
            continue
        if until.isoformat() > look.day(look.horizon.clearance):
            continue
        sentence = N_("Clearance of {officer} has expired") if until < look.today else N_(
            "Clearance of {officer} expires"
        )  # fmt: skip
        name = officer.name or "—"
        opens = Opening("administration", None, "accounts") if keeper else Opening("situation", None, "clearance")
        found.append(
            look.need(
                NeedKind.CLEARANCE, sentence, {"officer": name}, file=None, due=until, who=name, opens=opens,
                raised=Raised(uid, until.isoformat()),
            )
        )  # fmt: skip
    return Listed(found)
