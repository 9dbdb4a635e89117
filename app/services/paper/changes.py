"""What changed since the last version: found by comparing with what that version said, word for word.

The sentences are the program's own, so they exist in every language; what an officer wrote is named, not repeated.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from app.core.i18n import LANGUAGES, N_
from app.core.ids import Id
from app.documents.content import AddressLine, LevelLine, MeasureLine, ProtocolContent
from app.documents.dates import hours, local, long_date, short_date, with_ordinals
from app.documents.employer_content import EmployerContent
from app.documents.marking import LEVEL_WORDS
from app.documents.visit import OrderContent, ProgrammeLine
from app.documents.wording import LocalText, Name
from app.services.desk import View
from app.services.paper.facts import period_text
from app.services.paper.register import Former, former_snapshot, tells_more
from app.services.paper.sources import Sources
from app.services.paper.wording import in_all, told

C = TypeVar("C")
_PROTOCOL_SECTIONS = (
    (N_("Person protected: particulars changed."), ("person",)),
    (N_("Instruction for calls changed."), ("calls",)),
    (N_("Household changed."), ("household",)),
    (N_("Addresses changed."), ("addresses", "domicile")),
    (N_("Vehicles changed."), ("vehicles",)),
    (N_("Contacts changed."), ("contacts",)),
    (N_("Hospitals and safe places changed."), ("havens",)),
    (N_("Medical data changed."), ("blood_group", "medical")),
    (N_("Summary of the threat changed."), ("threat",)),
    (N_("Conduct advice changed."), ("conduct",)),
)
_EMPLOYER_SECTIONS = (
    (N_("Member of your staff: particulars changed."), ("name", "native_name", "function")),
    (N_("Contacts changed."), ("contacts",)),
)
_ORDER_SECTIONS = (
    (N_("The visit: particulars changed."), ("visit",)),
    (N_("Coverage gaps changed."), ("gaps",)),
    (N_("Delegation changed."), ("delegation",)),
    (N_("Arrivals and departures changed."), ("flights",)),
    (N_("Convoy order changed."), ("convoy",)),
    (N_("Accommodation changed."), ("stays",)),
    (N_("Foreign officers and weapons changed."), ("weapons",)),
    (N_("Radio changed."), ("radio",)),
    (N_("Hospitals and safe places changed."), ("havens",)),
    (N_("Phone tree changed."), ("phones",)),
    (N_("Annexes changed."), ("annexes",)),
)

HIGHER = N_(
    "The version before was marked higher, or for fewer eyes, than this one, so what changed is not told here: compare "
    "the papers."
)
"""In the place of the changes where telling them would bring what the version before said to other readers."""
NOT_KEPT = N_("What the version before said is no longer kept here, so the changes cannot be told: compare the papers.")


def said_before(view: View, former: Former, sources: Sources, as_what: type[C]) -> tuple[C, Sequence[Id]] | LocalText:
    """Return what a version said and its keys, or in words why what changed since cannot be told.

    Raises SnapshotDamaged, NotAllowed.
    """
    before = former_snapshot(view, former)
    if before is None or not isinstance(before.content, as_what):
        return told(NOT_KEPT)
    return told(HIGHER) if tells_more(view, former, sources) else (before.content, before.keys)


def with_protocol_changes(
    before: ProtocolContent, old: Sequence[Id], after: ProtocolContent, new: Sequence[Id],
    resting: Collection[Id] = frozenset(),
) -> ProtocolContent:  # fmt: skip
    """Return `after` with what changed since `before` in words, and its changed measures drawn.

    `resting` are measures that are suspended: they may come back, and have not ended.
    """
    was, now = dict(zip(old, before.measures, strict=True)), dict(zip(new, after.measures, strict=True))
    lines = [*_level(before.level, after.level), *_measures(was, now, resting)]
    lines += [told(words) for words, names in _PROTOCOL_SECTIONS if _differ(before, after, names)]
    measures = tuple(replace(line, changed=_altered(was.get(key), line)) for key, line in now.items())
    return replace(after, measures=measures, changes=_listed(lines))


def with_order_changes(before: OrderContent, old: Sequence[Id], after: OrderContent, new: Sequence[Id]) -> OrderContent:
    """Return `after` with what changed since `before` in words, and its changed programme items drawn."""
    was, now = dict(zip(old, before.programme, strict=True)), dict(zip(new, after.programme, strict=True))
    lines = _level(before.level, after.level)
    for key, item in now.items():
        former = was.get(key)
        if former is None:
            lines.append(_item(N_("**{what}** ({when}): added."), item))
        elif (former.start, former.end) != (item.start, item.end):
            lines.append(_item(N_("**{what}**: moved from {before} to {when}."), item, former))
        elif replace(former, changed=False) != item:
            lines.append(_item(N_("**{what}** ({when}): changed."), item))
    lines += [_item(N_("**{what}** ({when}): cancelled."), item) for key, item in was.items() if key not in now]
    lines += [told(words) for words, names in _ORDER_SECTIONS if _differ(before, after, names)]
    programme = tuple(
        replace(item, changed=key not in was or replace(was[key], changed=False) != item) for key, item in now.items()
    )
    return replace(after, programme=programme, changes=_listed(lines))


def employer_changes(
    before: EmployerContent, old: Sequence[Id], after: EmployerContent, new: Sequence[Id]
) -> LocalText:
    """Return what changed since the letter before, as far as the employer knows of it."""
    lines = _measures(dict(zip(old, before.measures, strict=True)), dict(zip(new, after.measures, strict=True)))
    if (before.begins, before.until) != (after.begins, after.until):
        lines.append(told(N_("Period of the measures changed.")))
    lines += [told(words) for words, names in _EMPLOYER_SECTIONS if _differ(before, after, names)]
    return _listed(lines)


def _measures(
    was: Mapping[Id, MeasureLine], now: Mapping[Id, MeasureLine], resting: Collection[Id] = frozenset()
) -> list[LocalText]:
    lines: list[LocalText] = []
    for key, line in now.items():
        lines += _measure(was.get(key), line)
    ended, rests = (
        N_("**{what}** ({who}): no longer applies."),
        N_("**{what}** ({who}): suspended until further notice."),
    )
    gone = [(key, line) for key, line in was.items() if key not in now]
    return [*lines, *(_about(rests if key in resting else ended, line) for key, line in gone)]


def _level(before: LevelLine | None, after: LevelLine | None) -> list[LocalText]:
    if before == after or after is None:
        return [] if before == after else [told(N_("Threat level: no level in force any more."))]
    word = in_all(lambda code: f"{after.level} {LEVEL_WORDS[after.level][code]}")
    if before is None or before.level != after.level:
        old = in_all(lambda code: f"{before.level} {LEVEL_WORDS[before.level][code]}" if before else "—")
        return [told(N_("Threat level: from {before} to **{after}**."), before=old, after=word)]
    if (before.service, before.reference, before.dated) != (after.service, after.reference, after.dated):
        day = in_all(lambda code: long_date(after.dated, code))
        return [told(N_("Threat level: new analysis of {date}, the level stays {level}."), date=day, level=word)]
    return [told(N_("Threat level: its validity changed."))]


def _measure(before: MeasureLine | None, after: MeasureLine) -> list[LocalText]:
    if before is None:
        if after.provisional:
            return [_about(N_("**{what}** ({who}): added, provisional."), after)]
        return [_about(N_("**{what}** ({who}): added."), after)]
    lines = []
    if (before.start, before.end, before.review) != (after.start, after.end, after.review):
        lines.append(
            _about(
                N_("**{what}** ({who}): period from {before} to {after}."),
                after,
                before=in_all(lambda code: period_text(before, code)),
                after=in_all(lambda code: period_text(after, code)),
            )
        )
    if before.provisional != after.provisional:
        text = N_("**{what}** ({who}): provisional.") if after.provisional else N_("**{what}** ({who}): confirmed.")
        lines.append(_about(text, after))
    for text, names in (
        (N_("**{what}** ({who}): instruction changed."), ("instruction",)),
        (N_("**{what}** ({who}): place changed."), ("place",)),
        (N_("**{what}** ({who}): contact changed."), ("contact",)),
        (N_("**{what}** ({who}): carried out by others than before."), ("executing",)),
    ):
        if _differ(before, after, names):
            lines.append(_about(text, after))
    return lines


def _altered(before: MeasureLine | None, after: MeasureLine) -> bool:
    return before is None or replace(before, number=after.number, changed=False) != after


def _about(msgid: str, line: MeasureLine, **facts: Name) -> LocalText:
    who = in_all(lambda code: ", ".join(_name(one, code) for one in line.executing) or "—")
    return told(msgid, what=line.title, who=who, **facts)


def _item(msgid: str, item: ProgrammeLine, former: ProgrammeLine | None = None) -> LocalText:
    def when(one: ProgrammeLine) -> Callable[[str], str]:
        return lambda code: f"{short_date(local(one.start).date(), code)} {hours(one.start, one.end)}"

    return told(msgid, what=item.activity, when=in_all(when(item)), before=in_all(when(former or item)))


def _differ(before: object, after: object, names: Sequence[str]) -> bool:
    return any(_as_dated_now(getattr(before, name)) != _as_dated_now(getattr(after, name)) for name in names)


def _as_dated_now(value: object) -> object:
    """Return what a version said with its French days as they are written now: that they are is no change."""
    if isinstance(value, tuple):
        return tuple(_as_dated_now(one) for one in value)
    if isinstance(value, AddressLine) and value.note is not None:
        texts = {code: with_ordinals(said) if code == "fr" else said for code, said in value.note.texts.items()}
        return replace(value, note=LocalText(value.note.original, texts))
    return value


def _name(name: Name, code: str) -> str:
    return name.read(code)[0] if isinstance(name, LocalText) else name


def _listed(lines: Sequence[LocalText]) -> LocalText:
    found = lines or [told(N_("Nothing changed in what it says."))]
    texts: Mapping[str, str] = {code: "\n".join(f"- {line.texts[code]}" for line in found) for code in LANGUAGES}
    return LocalText("en", texts)
