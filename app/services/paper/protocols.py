"""Papers about one person of a file: looked at as a draft, issued with numbered copies, replaced by the next version.

The protection protocol, and what is cut from the same facts for others: the emergency centre's sheet, the person's
letter, the form on which a service without a workstation reports. Each reads what it says and nothing more, so that it
is marked no higher than it must be.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.core.i18n import N_
from app.core.ids import Id
from app.documents.content import ProtocolContent
from app.documents.wording import LocalText
from app.models.enums import Action, MeasureState, PlaceSensitivity
from app.models.kinds.measures import Measure
from app.models.kinds.persons import Person, PersonPrivate
from app.models.kinds.places import Place, SealedAddress
from app.models.rules.addresses import holds_on
from app.models.rules.measures import AROUND
from app.services.among import AMONG, among
from app.services.cases.files import check_working
from app.services.desk import Desk, View
from app.services.joined import group_of
from app.services.paper.changes import said_before, with_protocol_changes
from app.services.paper.facts import place_of
from app.services.paper.issuing import Issued, issue_paper
from app.services.paper.protocol_content import CONTACTS_AT, Choice, protocol_content
from app.services.paper.register import Former, Paper, draft_issue, former_version
from app.services.paper.sources import CopyFor, Sources
from app.services.paper.wording import full_name, told, worded
from app.services.seeing import Sight

PROTOCOL, DISPATCHER, LETTER, RETURN_FORM = "protocol", "dispatcher", "letter", "return_form"
NOTHING = Choice()
_SECRETS = frozenset({"level", "threat", "medical", "instructions"})
"""What papers leave out that order nothing: neither how a measure is carried out nor why."""


@dataclass(frozen=True, slots=True, repr=False)
class PersonPaper:
    """A kind of paper: the letter of its numbers, what it leaves out, where it has its contacts, what it ends."""

    stem: str
    without: frozenset[str] = frozenset()
    section: int = CONTACTS_AT
    ends: bool = False
    """A last version says that no measure runs any more."""


PERSON_PAPERS: Mapping[str, PersonPaper] = {
    PROTOCOL: PersonPaper("P", frozenset({"domicile"})),
    DISPATCHER: PersonPaper("D", _SECRETS | {"identity", "domicile", "conduct"}, 3),
    LETTER: PersonPaper("L", _SECRETS | {"identity", "household", "addresses", "vehicles"}, 2, ends=True),
    RETURN_FORM: PersonPaper("R", _SECRETS | {"identity", "domicile", "household", "addresses", "vehicles", "conduct"}),
}


@dataclass(frozen=True, slots=True, repr=False)
class SealedValue:
    """Something sealed that a protocol can carry after a reveal: its id, and what it is (never what it says)."""

    id: Id
    what: LocalText


def sealed_values(desk: Desk, file: Id, person: Id, kind: str = PROTOCOL) -> tuple[SealedValue, ...]:
    """Return what a paper of this person would print as sealed: what `Choice.reveals` may name.

    Raises NotAllowed, NotThere.
    """
    without = PERSON_PAPERS[kind].without
    with desk.read() as view:
        view.require(Action.PAPER, view.part(file, "file_core"))
        if "addresses" in without:
            return ()
        ordered = view.locate(Measure, "file = ?", file) if kind == PROTOCOL else []
        around = [one for *_, one in ordered if one.subject == person or one.subject_kind in AROUND]
        places = among(place for one in around if (place := place_of(one)))
        found = _addresses_of(view, person, places)
        if kind != PROTOCOL:
            return tuple(found)
        found += _medical_of(view, person)
        found += [
            sealed_place(uid, place)
            for uid, stream, place in view.locate(
                Place, f"sensitivity = ? AND uid {AMONG}", PlaceSensitivity.PROTECTED, places
            )
            if view.may(Action.REVEAL, stream)
        ]
    return tuple(found)


def sealed_place(uid: Id, place: Place) -> SealedValue:
    """Return what a place under protection is called while it is asked whether it prints: what it is, never where."""
    return SealedValue(uid, worded(place.kind) if place.kind else told(N_("Place")))


def sealed_address(uid: Id, address: SealedAddress, whose: str = "") -> SealedValue:
    """Return what a sealed address is called then; `whose` where it is of another entry of the same human."""
    use = worded(address.use) if address.use else told(N_("Address"))
    return SealedValue(uid, told(N_("{label}: {value}"), label=use, value=whose) if whose else use)


def _addresses_of(view: View, person: Id, places: str) -> list[SealedValue]:
    """Return the sealed addresses that hold of any entry of this human, and those at which a measure is ordered."""
    found: dict[Id, SealedValue] = {}
    for entry, whose in _entries_of(view, person):
        for uid, stream, one in view.locate(SealedAddress, "subject = ?", entry):
            if holds_on(one, view.desk.today()) and view.may(Action.REVEAL, stream):
                found[uid] = sealed_address(uid, one, whose)
    for uid, stream, one in view.locate(SealedAddress, f"uid {AMONG}", places):
        if view.may(Action.REVEAL, stream):
            found.setdefault(uid, sealed_address(uid, one))
    return list(found.values())


def _medical_of(view: View, person: Id) -> list[SealedValue]:
    """Return the medical remarks of any entry of this human, each by itself."""
    what = told(N_("Medical remarks"))
    return [
        SealedValue(uid, told(N_("{label}: {value}"), label=what, value=whose) if whose else what)
        for entry, whose in _entries_of(view, person)
        for uid, stream, private in view.locate(PersonPrivate, "person = ?", entry)
        if private.medical and view.may(Action.REVEAL, stream)
    ]


def _entries_of(view: View, person: Id) -> list[tuple[Id, str]]:
    """Return the entries that are this human, himself first, each with whose it is called; nothing for himself."""
    entries = group_of(view, Sight(view), person)[0]
    others = [entry for entry in entries if entry != person]
    return [(person, ""), *((entry, full_name(view.get(Person, entry))) for entry in others)]


def issue_protocol(
    desk: Desk, file: Id, person: Id, language: str, copies: Sequence[CopyFor], choice: Choice = NOTHING,
    *, kind: str = PROTOCOL, accept_untranslated: bool = False,
) -> Issued:  # fmt: skip
    """Issue the next version of a person's protocol, or of another paper of that person: numbered, frozen, sealed.

    Everything or nothing: a refusal leaves no number behind. Raises NotAllowed, FileIsClosed, NotProtectedHere,
    NothingToPrint, NoCopies, Untranslated, RevealNeedsReason, OriginatorNotAsked, MissingGlyph.
    """
    return issue_paper(
        desk, PERSON_PAPERS[kind].stem, lambda unit: prepared_protocol(unit, kind, file, person, copies, choice),
        language, copies, accept_untranslated=accept_untranslated,
    )  # fmt: skip


def prepared_protocol(
    view: View, kind: str, file: Id, person: Id, copies: Sequence[CopyFor], choice: Choice
) -> tuple[Paper, Former | None]:
    """Return a person's paper ready to be issued, and the version it replaces.

    Raises NotAllowed, FileIsClosed, NotProtectedHere, NothingToPrint.
    """
    made = PERSON_PAPERS[kind]
    view.require(Action.PAPER, view.part(file, "file_core"))
    check_working(view, file)
    former = former_version(view, kind, file, person)
    sources = Sources(view, choice.reveals if "addresses" not in made.without else {})
    content, keys = protocol_content(
        sources, file, person, draft_issue(view, former), copies, choice, made.without, made.section,
        ends=made.ends and former is not None,
    )  # fmt: skip
    if former is not None:
        before = said_before(view, former, sources, ProtocolContent)
        if isinstance(before, LocalText):
            content = replace(content, changes=before)
        else:
            resting = {uid for uid in before[1] if _rests(view, uid)}
            content = with_protocol_changes(*before, content, keys, resting)
    return Paper(kind, file, person, content, keys, keys, sources), former


def _rests(view: View, measure: Id) -> bool:
    return any(one.state is MeasureState.SUSPENDED for _, one in view.find(Measure, "uid = ?", measure))
