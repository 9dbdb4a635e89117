"""What a paper says for a call: what was ordered of each centre, and the standard paragraph."""

from collections.abc import Sequence

from app.core.i18n import N_, translate
from app.core.ids import Id
from app.documents.content import ProtocolContent
from app.documents.wording import LocalText
from app.models.kinds.measures import Measure
from app.services.paper.facts import CALLS, fixed_contacts
from app.services.paper.register import text_of_papers
from app.services.paper.sources import Sources
from app.services.paper.wording import in_all, words


def calls_told(sources: Sources, measures: Sequence[Measure], section: int, content: ProtocolContent) -> LocalText:
    """Return the standard paragraph, and before it what the measures for calls order: each centre its own.

    It points to nothing that does not stand on this paper: addresses, a fixed contact person, contacts.
    """
    codes = ["calls_address" if content.addresses else "calls_person"]
    codes.append("calls_contact" if fixed_contacts(measures) else "calls_warn")
    if any(one.phone for one in content.contacts):
        codes.append("calls_where")
    said = [text_of_papers(sources.view.lists, code) for code in codes]
    standard = in_all(lambda code: " ".join(one.read(code)[0] for one in said).replace("{section}", str(section)))
    ordered = _ordered(sources, [one for one in measures if one.type == CALLS])
    if ordered is None:
        return standard
    texts = {code: f"{text.strip()}\n{standard.texts[code]}" for code, text in ordered.texts.items()}
    return LocalText(ordered.original, texts)


def _ordered(sources: Sources, measures: Sequence[Measure]) -> LocalText | None:
    """Return what is ordered on a call; where two centres are told different things, each with who carries it out.

    It has the languages that all of them have, for a text that is half in another language is none.
    """
    told_so: dict[tuple[tuple[str, str], ...], tuple[LocalText, list[Id]]] = {}
    for one in measures:
        given = words(one.instruction)
        if given is not None:
            _, by = told_so.setdefault(tuple(sorted(given.texts.items())), (given, []))
            by += [uid for uid in one.executing if uid not in by]
    found = list(told_so.values())
    if len(found) < 2:
        return found[0][0] if found else None
    common = set.intersection(*(set(text.texts) for text, _ in found)) or {found[0][0].original}
    return LocalText(
        found[0][0].original if found[0][0].original in common else sorted(common)[0],
        {code: "\n".join(_ordered_by(sources, text, by, code) for text, by in found) for code in sorted(common)},
    )


def _ordered_by(sources: Sources, text: LocalText, by: Sequence[Id], code: str) -> str:
    names = [sources.organisation(one) for one in by]
    who = ", ".join(name.read(code)[0] if isinstance(name, LocalText) else name for name in names)
    said = text.read(code)[0].strip()
    return f"- {translate(N_('**{who}**: {text}'), code).format(who=who, text=said)}" if who else f"- {said}"
