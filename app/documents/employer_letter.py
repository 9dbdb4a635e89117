"""The letter to the employer of a protected person: what runs at work, whom to ring, how to behave there.

It stands in a personnel office: no home, no threat, nobody but the person.
"""

from collections.abc import Iterator, Sequence

from app.core.i18n import N_
from app.documents.content import CopyHead
from app.documents.dates import local, long_date
from app.documents.desk import DASH, Desk
from app.documents.employer_content import EmployerContent
from app.documents.finished import RenderedDocument
from app.documents.frame import WIDTH
from app.documents.letter import letter_measures
from app.documents.opening import name_runs, opened, signature_strips
from app.documents.person_tables import contacts_table
from app.documents.press import press_each
from app.documents.scripts import isolated
from app.documents.seal import Sign
from app.documents.sections import heading, pairs
from app.documents.sentences import lines, sentence
from app.documents.strips import BODY, STRONG, VALUE, Strip, paragraph
from app.documents.text import Run

_WORDS = (N_("Protection measures for a member of your staff"), N_("Letter"))


def render_employer_letters(
    content: EmployerContent, copies: Sequence[CopyHead], language: str, sign: Sign
) -> Iterator[RenderedDocument]:
    """Return the copies of one letter in `language`. Raises MissingGlyph."""
    return press_each(_body, _WORDS, content, copies, language, sign)


def _body(content: EmployerContent, copy: CopyHead, desk: Desk) -> list[Strip]:
    rows: list[tuple[str, Sequence[Run]]] = [
        (desk.say("Addressee"), [Run(isolated(desk.name(copy.recipient)) or DASH, STRONG)]),
        (desk.say("Member of your staff"), name_runs(content.name, content.native_name)),
        (desk.say("Function"), desk.runs(content.function, VALUE)),
        (desk.say("Reference"), [Run(content.issue.file_reference or DASH, VALUE)]),
        (desk.say("Date"), [Run(_today(content, desk), VALUE)]),
    ]
    strips = opened(desk.say(_WORDS[0]), rows, desk, label_width=140)
    strips += paragraph([Run(_opening(content, desk), BODY)], WIDTH, desk.shaper, gap=9)
    runs = content.begins is not None
    if content.issue.replaces and runs:
        strips += heading(desk.say("What changed"), WIDTH, desk)
        strips += desk.prose(content.changes, WIDTH)
    if runs:
        strips += heading(desk.say("Measures at the workplace"), WIDTH, desk)
        strips += _measures(content, desk)
    strips += heading(desk.say("Whom you can ring"), WIDTH, desk)
    strips += contacts_table(content.contacts, desk)
    told = sentence(content.issue, "employer_danger", desk)
    strips += paragraph([Run(told, STRONG)], WIDTH, desk.shaper, gap=6)
    if runs:
        strips += heading(desk.say("Conduct at the workplace"), WIDTH, desk)
        strips += _listed(lines(content.issue, "employer_conduct", desk), desk)
    strips += heading(desk.say("How to keep this letter"), WIDTH, desk)
    kept = sentence(content.issue, "employer_keep" if runs else "employer_keep_ended", desk)
    strips += paragraph([Run(kept, BODY)], WIDTH, desk.shaper, gap=5)
    strips += heading(desk.say("Signatures"), WIDTH, desk)
    return [*strips, *signature_strips(content.signatures, desk)]


def _opening(content: EmployerContent, desk: Desk) -> str:
    issue = content.issue
    if content.begins is None:
        return sentence(issue, "employer_ended", desk, date=_today(content, desk))
    told = sentence(issue, "employer_measures", desk, date=long_date(content.begins, desk.dates))
    if content.until is None:
        return told
    again = sentence(issue, "employer_again", desk, date=long_date(content.until, desk.dates))
    return f"{told} {again}"


def _measures(content: EmployerContent, desk: Desk) -> list[Strip]:
    if content.measures:
        return letter_measures(content.measures, desk)
    told = desk.say("No measure is carried out at the workplace itself.")
    return paragraph([Run(told, BODY)], WIDTH, desk.shaper, gap=5)


def _listed(points: Sequence[str], desk: Desk) -> list[Strip]:
    strips: list[Strip] = []
    for number, line in enumerate(points, start=1):
        row: list[tuple[str, Sequence[Run]]] = [(f"{number}.", [Run(line, VALUE)])]
        strips += pairs(row, WIDTH, desk, label_width=18, gap=5 if number == 1 else 2)
    return strips


def _today(content: EmployerContent, desk: Desk) -> str:
    return long_date(local(content.issue.issued_at).date(), desk.dates)
