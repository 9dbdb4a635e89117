"""What is done by two: the second officer signs for the same act, with a right and a key of his own (security.md §3).

Erasure, key acts, what leaves above a set marking, and whose a colleague's file is. He is asked in the unit of work
that acts, by the directory as it stands there. His key signs; code that makes one up has no key. How he proves that he
is there: `app.services.station.four_eyes`.
"""

from dataclasses import dataclass, field

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.history.authority import officer_facts
from app.history.writing import Cosigner
from app.models.enums import Action, Marking
from app.models.rights import NotAllowed, OfficerFacts, Refusal, require
from app.services.desk import View
from app.store.keys import SigningKey

SECOND_ABOVE = Marking.CONFIDENTIAL
"""Above this marking a second officer confirms what leaves; a setting of the house in a later version."""


class SecondNeeded(UserError):
    """Nobody does this alone."""

    sentence = N_("This needs a second officer, who confirms with name and passphrase. Nothing was changed.")


class SecondOfficerNeeded(SecondNeeded):
    """The marking of what leaves asks for four eyes."""

    sentence = N_("What leaves is marked {marking}: a second officer must confirm with a passphrase. Nothing has left.")


class SameOfficer(UserError):
    """The two are one."""

    sentence = N_("The second officer must be somebody else than you. Nothing was changed and nothing has left.")


@dataclass(frozen=True, slots=True)
class SecondOfficer:
    """Somebody who has just proved with a passphrase of his own that he is there, and can sign."""

    officer: Id
    key: SigningKey = field(repr=False)


def require_second(view: View, second: SecondOfficer | None, action: Action, *streams: Id) -> Cosigner:
    """Return the signature of a second officer who may do `action` too, at all and to each of `streams`.

    Raises SecondNeeded, SameOfficer, NotAllowed.
    """
    if second is None:
        raise SecondNeeded
    facts = facts_of(view, second)
    for thing in [None, *(view.thing(stream) for stream in streams)]:
        require(facts, action, thing)
    return Cosigner(second.officer, second.key.sign)


def require_for_leaving(view: View, second: SecondOfficer | None, marking: Marking, *streams: Id) -> Cosigner | None:
    """Return the second officer's signature under what leaves; None where `marking` asks for none and nobody gave one.

    Whoever signs may read `streams`: those whose marking asks for him. Raises SecondOfficerNeeded, SameOfficer,
    NotAllowed.
    """
    if second is None and marking > SECOND_ABOVE:
        raise SecondOfficerNeeded(marking=marking.word)
    return None if second is None else require_second(view, second, Action.READ, *streams)


def facts_of(view: View, second: SecondOfficer) -> OfficerFacts:
    """Return what `may` asks about him, if he is another and the key is the one the directory has of him."""
    desk = view.desk
    if second.officer == desk.officer:
        raise SameOfficer
    facts = officer_facts(view.directory, second.officer, desk.station, desk.today())
    known = view.directory.officers.get(second.officer)
    if facts is None or known is None or known.public_key != second.key.public:
        raise NotAllowed(why=Refusal.REVOKED)
    return facts
