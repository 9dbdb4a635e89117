"""Erasing a file past its term, or a person whom nothing names: two officers, for ever, all of it or nothing.

The reason that stays says which file it was, by which authorisation of the State Archivist, and why: a line each. It is
all that is left of it in words, so it should name nobody.
"""

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.services.desk import Desk, Unit
from app.services.erasing.loose import human_of
from app.services.erasing.proofs import proof_of
from app.services.erasing.reach import (
    doomed_file,
    doomed_person,
    doomed_rest,
    file_hindrances,
    person_hindrances,
    rest_hindrances,
)
from app.services.erasing.retention import ended_file
from app.services.station.erasures import Doomed, ErasureNeedsReason, erase
from app.services.station.four_eyes import SecondOfficer


class AuthorisationMissing(UserError):
    """The Archives Act of 24 June 1955 asks for it."""

    sentence = N_("Write which selection list or letter of the State Archivist allows it. Nothing was erased.")


def erase_file(desk: Desk, file: Id, authorisation: str, reason: str, second: SecondOfficer | None) -> None:
    """Erase an archived file or visit whose term has passed, with the proposals that are about it alone.

    Raises NotAllowed, NotThere, SecondNeeded, SameOfficer, AuthorisationMissing, ErasureNeedsReason, OnLegalHold,
    TermRuns, NotArchived, CopiesNotBack.
    """
    why = said_why(authorisation, reason)
    with desk.read() as view:
        reference = ended_file(view, file)[1].reference or ""

    def look(unit: Unit) -> Doomed:
        doomed = doomed_file(unit, file)
        for hindrance in file_hindrances(unit, file, doomed):
            raise hindrance
        return doomed

    erase(desk, look, f"{reference}\n{why}" if reference else why, second)


def erase_person(desk: Desk, person: Id, authorisation: str, reason: str, second: SecondOfficer | None) -> None:
    """Erase a person of the register, or a person of concern, whom nothing names any more, with all joined entries.

    Raises NotAllowed, NotThere, SecondNeeded, SameOfficer, AuthorisationMissing, ErasureNeedsReason, StillNamed,
    CopiesNotBack.
    """
    why = said_why(authorisation, reason)

    def look(unit: Unit) -> Doomed:
        human = human_of(unit, person)
        doomed = doomed_person(unit, human)
        for hindrance in person_hindrances(unit, human, doomed):
            raise hindrance
        return doomed

    erase(desk, look, why, second)


def erase_rest(desk: Desk, save: bytes, authorisation: str, reason: str, second: SecondOfficer | None) -> None:
    """Erase what came later of something that was erased whole, by the act that erased it.

    Raises NotAllowed, NotThere, SecondNeeded, SameOfficer, AuthorisationMissing, ErasureNeedsReason, NothingLater,
    CopiesNotBack.
    """
    why = said_why(authorisation, reason)
    with desk.read() as view:
        proof = proof_of(view, save)
    head = proof.lines[0] if len(proof.lines) > len(why.splitlines()) else ""

    def look(unit: Unit) -> Doomed:
        doomed = doomed_rest(proof_of(unit, save))
        for hindrance in rest_hindrances(unit, doomed):
            raise hindrance
        return doomed

    erase(desk, look, f"{head}\n{why}" if head else why, second)


def said_why(authorisation: str, reason: str) -> str:
    """Return the lines of an erasure that stay. Raises AuthorisationMissing, ErasureNeedsReason."""
    if not authorisation.strip():
        raise AuthorisationMissing(field="authorisation")
    if not reason.strip():
        raise ErasureNeedsReason(field="reason")
    return f"{' '.join(authorisation.split())}\n{' '.join(reason.split())}"
