"""The person extract: what this store holds of somebody, drawn up for the supervisory body that asks.

It is drawn up anew each time and replaces nothing. Who asked for one, and that it was looked at, is in the access log.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Any

from babel import Locale

from app.core.i18n import LANGUAGES, N_, translate
from app.core.ids import Id
from app.documents.dates import local, long_date, moment_text
from app.documents.extract_content import ExtractContent, ExtractField, ExtractRecord, ExtractSection
from app.documents.wording import SEALED, LocalText, Sealed
from app.history.trail import trail
from app.models.checks import country
from app.models.enums import Action, Worded, WordedNumber
from app.models.fields import FieldSpec
from app.models.kind_names import KIND_NAMES
from app.models.kinds.paper import Attachment
from app.models.kinds.persons import Person
from app.models.kinds.threat import ThreatAnalysis, ThreatReport
from app.models.kinds.typed import phone_number
from app.models.rules.meetings import label_in
from app.services.access_log import Access, log_in
from app.services.desk import Desk, View
from app.services.joined import group_of
from app.services.naming import ids_in, read_names, root_facts
from app.services.paper.copies import KIND_WORDS
from app.services.paper.extract_records import Found, records_about
from app.services.paper.facts import headed, signature_lines
from app.services.paper.protocol_content import Choice
from app.services.paper.protocols import SealedValue
from app.services.paper.register import Former, Paper, draft_issue
from app.services.paper.sources import CopyFor, Sources, recipients_of
from app.services.paper.wording import capital, full_name, in_all, number_text, told, worded, words
from app.services.seeing import Sight

EXTRACT, STEM = "extract", "X"
COUNTRIES = frozenset({"country", "birth_country", "nationalities", "sending_state"})
TONGUES = frozenset({"language", "languages"})
SECTIONS: Sequence[tuple[str, tuple[str, ...]]] = (
    (
        N_("Identity and how to reach the person"),
        ("person", "person_private", "phone", "email", "home_address", "sealed_address", "relation", "same_person",
         "vehicle", "attachment"),
    ),
    (
        N_("Files and visits"),
        ("threat_file", "involvement", "presence", "file_note", "visit_file", "delegation_member", "event"),
    ),
    (N_("Threat"), ("threat_report", "analysis_request", "threat_analysis", "concern_link")),
    (N_("Measures and decisions"), ("measure", "decision", "execution_report")),
    (N_("Papers"), ("issued_document", "document_copy", "disclosure")),
)  # fmt: skip
POINTERS = frozenset({"person", "subject", "subject_kind"})
"""Fields by which a record is the person's: that they name the person is why the record is here."""
FEW = 3
"""Sealed fields of one record that are named one by one."""
OTHER = N_("Other records")
UNREAD = N_("Papers that cannot be read back: whether they name the person is not known")


@dataclass(frozen=True, slots=True, repr=False)
class Begun:
    """An extract that is drawn up: of whom, and whether an inspector does it, whose paper is in no register."""

    name: str
    inspection: bool


def begin_extract(desk: Desk, person: Id) -> Begun:
    """Log that an extract of somebody is being drawn up. Raises NotAllowed, NotThere."""
    with desk.write() as unit:
        stream = unit.part(person, "person")
        inspection = is_inspecting(unit, person)
        for action in (Action.PRINT,) if inspection else (Action.PAPER, Action.PRINT):
            unit.require(action, stream)
        log_in(unit, Access.EXTRACT, [person])
        return Begun(full_name(unit.get(Person, person)), inspection)


def is_inspecting(view: View, person: Id) -> bool:
    """Tell whether this officer reads a person because he was named to him for today's inspection."""
    return not view.may(Action.PAPER) and person in view.facts.inspects and view.facts.inspects_on == view.desk.today()


def sealed_about(desk: Desk, person: Id) -> tuple[SealedValue, ...]:
    """Return the records about a person that hold something sealed, for `Choice.reveals`. Raises NotAllowed."""
    with desk.read() as view:
        view.require(Action.PAPER, view.part(person, "person"))
        return tuple(
            SealedValue(one.uid, in_all(partial(_what_is_sealed, one)))
            for one in records_about(view, _entries(view, person))
            if one.sealed and view.may(Action.REVEAL, one.stream)
        )


def prepared_extract(view: View, person: Id, copies: Sequence[CopyFor], choice: Choice) -> tuple[Paper, Former | None]:
    """Return the extract ready to be issued. Raises NotAllowed, NotThere."""
    view.require(Action.PAPER, view.part(person, "person"))
    return extract_paper(view, person, copies, choice), None


def extract_paper(view: View, person: Id, copies: Sequence[CopyFor], choice: Choice) -> Paper:
    """Return what an extract says, of what this officer may print. Raises NotAllowed, NotThere."""
    home = view.part(person, "person")
    sources = Sources(view, choice.reveals)
    sources.take(home)
    record, entries = view.get(Person, person), _entries(view, person)
    found = records_about(view, entries)
    for one in found:
        sources.take(one.stream)
        if isinstance(one.record, ThreatReport | ThreatAnalysis | Attachment):
            sources.credit(one.stream, one.record)
    wording = _Wording(sources, found, frozenset(entries))
    content = ExtractContent(
        issue=draft_issue(view, None), name=full_name(record), native_name=record.native_name or "",
        entries=len(entries), sections=tuple(_sections(wording, found)), recipients=recipients_of(copies),
        signatures=signature_lines(sources),
    )  # fmt: skip
    head = headed(sources, content.issue, content.name)
    content = replace(content, issue=head)
    keys = tuple(sorted(sources.streams))
    return Paper(EXTRACT, person, person, content, keys, (), sources, logged=(person,))


def _entries(view: View, person: Id) -> tuple[Id, ...]:
    return group_of(view, Sight(view), person)[0]


def _what_is_sealed(one: Found, code: str) -> str:
    """Return what of a record is sealed, on one short line: its fields, or the record where they are many."""
    labels = [_said(spec.meta.label, code) for spec in one.sealed]
    what = ", ".join(labels) if len(labels) <= FEW else _kind_name(one.spec.name, code)
    moment = getattr(one.record, "moment", None)
    return f"{what} · {long_date(local(moment).date(), code)}" if moment is not None else what


def _sections(wording: "_Wording", found: Sequence[Found]) -> list[ExtractSection]:
    known = {kind for _, kinds in SECTIONS for kind in kinds}
    read, unread = [one for one in found if not one.unread], [one for one in found if one.unread]
    made = [
        ExtractSection(
            told(title), tuple(wording.record(one) for kind in kinds for one in read if one.spec.name == kind)
        )
        for title, kinds in SECTIONS
    ]
    for title, left in ((OTHER, [one for one in read if one.spec.name not in known]), (UNREAD, unread)):
        made += [ExtractSection(told(title), tuple(map(wording.record, left)))] if left else []
    return made


@dataclass(slots=True, repr=False)
class _Wording:
    """Words records: names of ids, who wrote each field when, all read once."""

    sources: Sources
    person: frozenset[Id]
    """The entries of the register that are this human."""
    names: Mapping[str, Mapping[Id, str]]
    written: Mapping[tuple[Id, str], LocalText]

    def __init__(self, sources: Sources, found: Sequence[Found], person: frozenset[Id]) -> None:
        view = sources.view
        ids = ids_in(view.desk.schema, [one.record for one in found])
        kinds = {one.uid: one.spec.name for one in found}
        self.sources = sources
        self.person = person
        self.names = {code: {**_kinds_of(ids, kinds, code), **read_names(view, ids, code)} for code in LANGUAGES}
        self.written = _written(view, found)

    def record(self, one: Found) -> ExtractRecord:
        """Return a record as the extract prints it; fields without a value are not told."""
        view, thing = self.sources.view, self.sources.view.thing(one.stream)
        open_it = bool(one.sealed) and self.sources.reveal(one.uid, one.stream)
        told_of = [(spec, value) for spec in one.fields if (value := self._value(one, spec, open_it)) is not None]
        written = [self.written.get((one.uid, spec.name)) for spec, _ in told_of]
        common = max(written, key=written.count, default=None)
        of = {"channel": getattr(one.record, "channel", None)}
        fields = tuple(
            ExtractField(told(label_in(one.spec, spec.name, of)), value, None if source == common else source)
            for (spec, value), source in zip(told_of, written, strict=True)
        )
        kind, reference = root_facts(view, thing.root)
        where = in_all(lambda _: reference) if kind and reference else None
        return ExtractRecord(
            in_all(lambda code: _kind_name(one.spec.name, code)), where, worded(thing.marking), common, fields
        )

    def _value(self, one: Found, spec: FieldSpec, open_it: bool) -> LocalText | Sealed | None:
        value = getattr(one.record, spec.name)
        if value is None or value in ((), "") or (spec.type is bytes and spec.meta.ref is None):
            return None
        if spec.name in POINTERS and getattr(one.record, spec.name.removesuffix("_kind")) in self.person:
            return None
        if spec.meta.ref not in (None, "person") and value == self.sources.view.thing(one.stream).root:
            return None  # its reference stands above the record; somebody else's page has none
        if spec in one.sealed and not open_it:
            return SEALED
        if isinstance(value, Mapping):
            return words(value)
        items = value if spec.many else (value,)
        return in_all(lambda code: ", ".join(self._one(spec, item, code) for item in items))

    def _one(self, spec: FieldSpec, value: Any, code: str) -> str:
        if isinstance(value, bytes):
            return self.names[code].get(value) or _said(HIDDEN, code)
        if spec.name == "kind" and value in KIND_WORDS:
            return _said(KIND_WORDS[str(value)], code)
        if spec.meta.show is not None:
            return capital(self.sources.view.lists.word(spec.meta.show, value, code))
        if isinstance(value, bool):
            return _said(YES if value else NO, code)
        if isinstance(value, Worded | WordedNumber):
            return worded(value).texts[code]
        if isinstance(value, datetime):
            return moment_text(local(value), code)
        if isinstance(value, date):
            return long_date(value, code)
        if spec.name in COUNTRIES:
            return country.name(str(value), code)
        if spec.name in TONGUES:
            return str(Locale(code).languages.get(str(value), value))
        return number_text(str(value)) if spec.meta.parse is phone_number else str(value)


def _written(view: View, found: Sequence[Found]) -> dict[tuple[Id, str], LocalText]:
    """Return who wrote each field as it stands, at which workstation, when."""
    roots = dict.fromkeys(view.thing(one.stream).root for one in found)
    wanted = {one.uid for one in found}
    made: dict[tuple[Id, str], LocalText] = {}
    for root in roots:
        for change in trail(view.connection, view.desk.schema, root):
            if change.uid not in wanted or not change.counted or change.cell is None:
                continue
            text = _who(view, change.officer, change.station, change.moment)
            for spec in change.cell.fields:
                made[change.uid, spec.name] = text
    return made


def _who(view: View, officer: Id, station: Id, moment: datetime) -> LocalText:
    person, where = view.directory.officers.get(officer), view.directory.stations.get(station)
    name = (person.name or person.login or "") if person else ""
    code = (where.code or "") if where else ""
    who = " · ".join(part for part in (name, code) if part) or "—"
    return in_all(lambda language: f"{who}, {moment_text(local(moment), language)}")


def _kind_name(kind: str, code: str) -> str:
    return capital(_said(KIND_NAMES.get(kind, RECORD), code))


def _kinds_of(ids: Iterable[Id], kinds: Mapping[Id, str], code: str) -> dict[Id, str]:
    """Return what those of the records are that have no name of their own: an address, a number."""
    return {uid: _kind_name(kinds[uid], code) for uid in ids if uid in kinds}


def _said(msgid: str, code: str) -> str:
    return translate(msgid, code)


RECORD = N_("record")
HIDDEN = N_("not for the author of this extract to read")
YES, NO = N_("yes"), N_("no")
