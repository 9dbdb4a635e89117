"""The letter to the protected person: which measures run for them, whom to ring, how to behave, what their rights are.

It goes into a home: it names no level and no analysis, and says of a measure only what it is, who carries it out and
until when. It never names the home: where the person has a chosen domicile, that is its address. Without measures it
says that they ended.
"""

from collections.abc import Iterator, Sequence

from app.core.i18n import N_
from app.documents.content import CopyHead, MeasureLine, ProtocolContent, SignatureLine
from app.documents.dates import local, long_date
from app.documents.desk import Desk
from app.documents.finished import RenderedDocument
from app.documents.frame import WIDTH
from app.documents.layout import LAST_LETTER
from app.documents.measures import executing_text, period_runs
from app.documents.opening import name_runs, opened, signature_strips
from app.documents.person_tables import contacts_table
from app.documents.press import press_each
from app.documents.seal import Sign
from app.documents.sections import Row, heading, shares, table
from app.documents.sentences import lines, sentence
from app.documents.strips import BODY, STRONG, VALUE, Strip, paragraph
from app.documents.text import Run
from app.models.names.full_names import spoken_name

_WORDS = (N_("Protection measures for you"), N_("Letter"))


def render_letters(
    content: ProtocolContent, copies: Sequence[CopyHead], language: str, sign: Sign
) -> Iterator[RenderedDocument]:
    """Return the copies of one letter in `language`. Raises MissingGlyph."""
    return press_each(_body, _WORDS, content, copies, language, sign)


def _body(content: ProtocolContent, _: CopyHead, desk: Desk) -> list[Strip]:
    person = content.person
    name = spoken_name(person)
    rows: list[tuple[str, Sequence[Run]]] = [
        (desk.say("Addressee"), name_runs(name, person.native_name)),
        *([(desk.say("Address"), [Run(content.domicile, VALUE)])] if content.domicile else []),
        (desk.say("Reference"), [Run(content.issue.file_reference, VALUE)]),
        (desk.say("Date"), [Run(long_date(local(content.issue.issued_at).date(), desk.dates), VALUE)]),
    ]
    strips = opened(desk.say(_WORDS[0]), rows, desk)
    strips += paragraph([Run(_opening(content, desk), BODY)], WIDTH, desk.shaper, gap=9)
    if content.issue.replaces:
        strips += heading(desk.say("What changed"), WIDTH, desk)
        strips += desk.prose(content.changes, WIDTH)
    strips += heading(f"1 {desk.say('Measures')}", WIDTH, desk)
    strips += letter_measures(content.measures, desk)
    strips += heading(f"2 {desk.say('Whom you can ring')}", WIDTH, desk)
    strips += contacts_table(content.contacts, desk)
    told = sentence(content.issue, "letter_danger", desk)
    strips += paragraph([Run(told, STRONG)], WIDTH, desk.shaper, gap=6)
    strips += heading(f"3 {desk.say('Conduct advice')}", WIDTH, desk)
    strips += desk.prose(content.conduct, WIDTH)
    strips += heading(f"4 {desk.say('What you should know')}", WIDTH, desk)
    for right in lines(content.issue, _rights(content), desk):
        strips += paragraph([Run(right, BODY)], WIDTH, desk.shaper, gap=5)
    strips += heading(desk.say("Signatures"), WIDTH, desk)
    own = SignatureLine(content.signatures[-1].capacity, name) if content.signatures else None
    return [*strips, *signature_strips([*content.signatures[:-1], *([own] if own else [])], desk)]


def _rights(content: ProtocolContent) -> str:
    """Return which text says what the person should know: who has no measure any more accepts none."""
    asks = content.measures or content.issue.layout < LAST_LETTER
    return "letter_rights" if asks else "letter_rights_ended"


def letter_measures(measures: Sequence[MeasureLine], desk: Desk) -> list[Strip]:
    """Return measures as a letter names them: what, by whom, until when; never how, nor where."""
    columns = shares(desk, WIDTH, (N_("Measure"), 0.42), (N_("Carried out by"), 0.33), (N_("From – to"), 0.25))
    rows = [
        Row((_named(one, desk), [Run(executing_text(one, desk), BODY)], period_runs(one, desk))) for one in measures
    ]
    return table(columns, rows, desk)


def _named(measure: MeasureLine, desk: Desk) -> list[Run]:
    runs = [*desk.runs(measure.title, STRONG)]
    return [*runs, Run(f" ({desk.say('provisional')})", BODY)] if measure.provisional else runs


def _opening(content: ProtocolContent, desk: Desk) -> str:
    waiting, issue = [one.provisional for one in content.measures], content.issue
    if not content.measures:
        day = long_date(local(issue.issued_at).date(), desk.dates)
        return sentence(issue, "letter_ended", desk, date=day)
    if not content.minister:
        return sentence(issue, "letter_here_waiting" if any(waiting) else "letter_here", desk)
    if all(waiting):
        return sentence(issue, "letter_provisional", desk)
    return sentence(issue, "letter_partly" if any(waiting) else "letter_decided", desk)
