"""What notes say must follow, by a day: it waits until a later note corrects the one that asked for it."""

from app.core.i18n import N_
from app.models.enums import FileState, NeedKind
from app.services.situation.look import Look
from app.services.situation.needs import Listed, Raised

_WORKING = ", ".join(f"'{state.value}'" for state in (FileState.DRAFT, FileState.OPEN, FileState.SUSPENDED))
_OWED = f"""WITH owed AS MATERIALIZED (
        SELECT uid, sid, file, follow_up_by, follow_up FROM p_file_note
        WHERE follow_up_by IS NOT NULL AND follow_up_by <= ?1 AND id NOT IN (SELECT value FROM json_each(?2))
        AND +file IN (SELECT uid FROM p_threat_file WHERE state IN ({_WORKING})))
    SELECT uid, sid, file, follow_up_by, follow_up FROM owed
    WHERE (file, uid) NOT IN (SELECT file, corrects FROM p_file_note
                              WHERE corrects IS NOT NULL AND file IN (SELECT file FROM owed)
                              AND id NOT IN (SELECT value FROM json_each(?2)))
    ORDER BY follow_up_by, uid LIMIT ?3"""  # noqa: S608 - states of the code
"""The notes of a file are gone through once, not once for each that asked; `+` keeps to the few that are owed."""


def follow_ups(look: Look) -> Listed:
    """Return what must follow from notes of working files, late or soon due."""
    readable, more = look.pressing(_OWED, look.day(look.horizon.soon), look.apart)
    found = [
        look.need(
            NeedKind.FOLLOW_UP, N_("To follow up: {what}"), {"what": said or ""}, file=file, tab="notes", due=until,
            raised=Raised(uid, until, sid),
        )
        for uid, sid, file, until, said in readable
    ]  # fmt: skip
    return Listed(found, frozenset({NeedKind.FOLLOW_UP} if more else ()))
