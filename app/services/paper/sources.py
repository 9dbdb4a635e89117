"""What a document is read from: the store, asked stream by stream whether this officer may print it.

Everything a paper takes raises the paper's marking to its own, adds its compartments and handling marks, and is refused
where the officer may not print it: a paper is never complete for one reader and silently shorter for another. What is
sealed stays sealed unless the officer revealed it with a reason, which is recorded with the document.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.documents.content import Recipient
from app.documents.marking import Handling, Tlp
from app.documents.marking import Marking as PaperMarking
from app.documents.wording import SEALED, LocalText, Name, Sealed
from app.models.enums import Action, HandlingMark, Marking, PlaceSensitivity
from app.models.kinds.label import Label
from app.models.kinds.paper import Attachment
from app.models.kinds.persons import HomeAddress, Person
from app.models.kinds.places import Place, SealedAddress
from app.models.kinds.registers import Organisation
from app.models.kinds.threat import ThreatAnalysis, ThreatReport
from app.services.desk import View
from app.services.joined import group_of, leads_of
from app.services.paper.wording import address_text, name_of, whereabouts, worded
from app.services.seeing import Sight

_TLP = (
    (HandlingMark.TLP_RED, Tlp.RED),
    (HandlingMark.TLP_AMBER_STRICT, Tlp.AMBER_STRICT),
    (HandlingMark.TLP_AMBER, Tlp.AMBER),
    (HandlingMark.TLP_GREEN, Tlp.GREEN),
    (HandlingMark.TLP_CLEAR, Tlp.CLEAR),
)
"""Strictest first."""


class RevealNeedsReason(UserError):
    """Something sealed was to be printed without saying why."""

    sentence = N_("Say why this sealed value must be on the paper. Nothing was issued.")


class OriginatorNotAsked(UserError):
    """A copy for somebody to whom the originator of a part did not agree."""

    sentence = N_(
        "Copy {number} is for a recipient to whom the originator of part of this information has not agreed. Nothing "
        "was issued. Ask for its consent and record it, or leave out that copy."
    )


@dataclass(frozen=True, slots=True, repr=False)
class CopyFor:
    """Who gets a copy. `organisation` is of the directory or the register; `language` None is the document's own.

    `foreign` recipients read the marking in nl, fr and en.
    """

    recipient: str
    organisation: Id | None = None
    language: str | None = None
    foreign: bool = False
    note: LocalText | None = None


class Sources:
    """Reads one document's facts and keeps count of what they came from."""

    def __init__(self, view: View, reveals: Mapping[Id, str]) -> None:
        if any(not reason.strip() for reason in reveals.values()):
            raise RevealNeedsReason(field="reason")
        self.view = view
        self.reveals = reveals
        self.revealed: dict[Id, str] = {}
        """Sealed things that are on the paper, with the reason."""
        self.covered: dict[Id, Id] = {}
        """Sealed things that print as sealed, with their stream."""
        self.streams: set[Id] = set()
        self.marking = Marking.NONE
        self._handling: set[HandlingMark] = set()
        self._credited: dict[Id, set[Id]] = {}

    def take(self, stream: Id) -> None:
        """Count a stream in. Raises NotAllowed where the officer may not print it."""
        if stream in self.streams:
            return
        self.view.require(Action.PRINT, stream)
        self.streams.add(stream)
        self.marking = max(self.marking, self.view.thing(stream).marking)
        for _, label in self.view.find(Label, "sid = (SELECT sid FROM stream WHERE id = ?)", stream):
            if isinstance(label.handling, HandlingMark):
                self._handling.add(label.handling)

    def take_if_allowed(self, stream: Id) -> bool:
        """Count a register's stream in where the officer may print it; what is not his is not on his paper."""
        if not self.view.may(Action.PRINT, stream):
            return False
        self.take(stream)
        return True

    def raise_marking(self, marking: object) -> None:
        """Count in the marking that a record carries itself."""
        if isinstance(marking, Marking):
            self.marking = max(self.marking, marking)

    def credit(self, stream: Id, record: ThreatReport | ThreatAnalysis | Attachment) -> None:
        """Count in what a record of a stream that was taken says of itself: its marking and its own originator."""
        self.raise_marking(record.marking)
        if record.originator is not None:
            self._credited.setdefault(stream, set()).add(record.originator)

    @property
    def compartments(self) -> frozenset[str]:
        """Return all compartments of what was taken."""
        return frozenset().union(*(self.view.thing(stream).compartments for stream in self.streams))

    @property
    def paper_marking(self) -> PaperMarking:
        """Return the marking as paper words it."""
        return PaperMarking(int(self.marking))

    @property
    def handling(self) -> Handling:
        """Return the handling marks of what was taken, the strictest TLP."""
        tlp = next((tlp for mark, tlp in _TLP if mark in self._handling), None)
        return Handling(limited=HandlingMark.LIMITED in self._handling, tlp=tlp)

    def check_originators(self, copies: Sequence[CopyFor]) -> None:
        """Raise OriginatorNotAsked where a copy would bring something to whom its originator did not agree.

        Asked are the originator of each part, and of each report, analysis and attachment that is printed.
        """
        for number, copy in enumerate(copies, start=1):
            receiver = self.entry_of(copy.organisation)
            for stream in self.streams:
                thing = self.view.thing(stream)
                if receiver in {thing.owner} | thing.consented:
                    continue
                if ({thing.originator} | self._credited.get(stream, set())) - {None, thing.owner, receiver}:
                    raise OriginatorNotAsked(number=number)

    def reveal(self, uid: Id, stream: Id) -> bool:
        """Tell whether something sealed may be printed: it was revealed with a reason, which is kept.

        Raises NotAllowed where it was named and the officer may not reveal it.
        """
        reason = self.reveals.get(uid)
        if reason is None:
            self.covered[uid] = stream
            return False
        self.view.require(Action.REVEAL, stream)
        self.take(stream)
        self.revealed[uid] = reason.strip()
        return True

    def entry_of(self, organisation: Id | None) -> Id | None:
        """Return the directory's entry of an organisation, itself one or of the register."""
        if organisation is None or organisation in self.view.directory.organisations:
            return organisation
        found = self.view.find(Organisation, "uid = ?", organisation)
        return found[0][1].entry if found else None

    def organisation(self, uid: Id) -> Name:
        """Return the name of an organisation of the directory or the register; a dash where it is not here."""
        entry = self.view.directory.organisations.get(uid)
        if entry is not None:
            return name_of(entry.names) or (entry.code or "—")
        found = self.view.find(Organisation, "uid = ?", uid)
        return (name_of(found[0][1].names) or found[0][1].short_name or "—") if found else "—"

    def body(self, uid: Id) -> Name:
        """Return the name of an institution that is protected, its entry counted in. Raises NotAllowed."""
        for _, stream, _ in self.view.locate(Organisation, "uid = ?", uid):
            self.take(stream)
        return self.organisation(uid)

    def person(self, uid: Id) -> Person:
        """Return the public record of a person, of the entry that leads it. Raises NotAllowed, NotThere."""
        uid = leads_of(self.view, Sight(self.view), [uid]).get(uid, uid)
        self.take(self.view.stream_of(uid, Person))
        return self.view.get(Person, uid)

    def entries(self, uid: Id) -> tuple[Id, ...]:
        """Return the entries of the register that are this person, himself first, then those joined to his."""
        joined = group_of(self.view, Sight(self.view), uid)[0]
        return (uid, *(entry for entry in joined if entry != uid))

    def hold(self, stream: Id, *, own: bool) -> bool:
        """Count in what is kept of a person; of a joined entry what this officer may not print is left out.

        Raises NotAllowed where it is the person's own.
        """
        if own:
            self.take(stream)
        return own or self.take_if_allowed(stream)

    def place(self, uid: Id | None, *, short: bool = False, exact: bool = False) -> Name | Sealed:
        """Return a place or address as it may be named; `short` without street, for narrow columns.

        `exact` adds the coordinates of a place of the register.

        What this store does not hold is an empty text, printed as a dash.
        """
        if uid is None:
            return ""
        for _, stream, found in self.view.locate(Place, "uid = ?", uid):
            if found.sensitivity == PlaceSensitivity.PROTECTED and not self.reveal(uid, stream):
                return SEALED
            self.take(stream)
            return _joined(name_of(found.names), "" if short else whereabouts(found) if exact else address_text(found))
        for _, stream, home in self.view.locate(HomeAddress, "uid = ?", uid):
            self.take(stream)
            return _joined(worded(home.use) if home.use else "", "" if short else address_text(home))
        for _, stream, sealed in self.view.locate(SealedAddress, "uid = ?", uid):
            if not self.reveal(uid, stream):
                return SEALED
            return _joined(worded(sealed.use) if sealed.use else "", "" if short else address_text(sealed))
        return ""


def recipients_of(copies: Sequence[CopyFor]) -> tuple[Recipient, ...]:
    """Return the distribution list."""
    return tuple(Recipient(number, copy.recipient, copy.note) for number, copy in enumerate(copies, start=1))


def _joined(name: Name, address: str) -> Name:
    if not address:
        return name
    if isinstance(name, LocalText):
        return LocalText(name.original, {code: f"{line}, {address}" for code, line in name.texts.items()})
    return f"{name}, {address}" if name else address
