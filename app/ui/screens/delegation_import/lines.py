"""What the three lists of a review say: delegations, persons an officer must decide on, rows that wait."""

from collections.abc import Mapping

from app.core.i18n import N_
from app.core.ids import Id
from app.models.checks import country
from app.models.names.wording import DOUBTS, LIKENESSES, REASONS
from app.services.visits.delegation_lists import Listed, ListedDelegation, Review
from app.services.visits.delegations import Pick
from app.ui.files.wording import capital
from app.ui.kit.parts import Tone
from app.ui.kit.words import Words
from app.ui.tables.rows import Cell, Line

Choice = Id | int | Pick


def person_text(one: Listed) -> str:
    """Return the name as the list has it, given names first."""
    holder = one.holder
    return " ".join(part for part in (holder.title, holder.given, holder.family) if part) or holder.full


def delegation_lines(words: Words, review: Review, choices: Mapping[int, Choice]) -> list[Line]:
    """Return a line for everybody recognised, country by country."""
    groups = [*review.delegations, *([review.hosts] if review.hosts else [])]
    return [_member(words, review, group, one, choices) for group in groups for one in group.members]


def _member(words: Words, review: Review, group: ListedDelegation, one: Listed, choices: Mapping[int, Choice]) -> Line:
    host = group is review.hosts
    visit = words(N_("host: no visit file")) if host else ""
    if group.visit is not None:
        visit = words(N_("visit file is there"))
    state = Cell(capital(words(N_("new in the register"))))
    if one.known is not None:
        state = Cell(capital(words(N_("in the register"))))
    elif one.unsure:
        state = Cell(*_decided(words, choices.get(one.key)))
    return Line(
        one.key,
        (
            Cell(f"{group.country} {country.names(words.language).get(group.country, group.name)}", visit),
            Cell(person_text(one), strong=True),
            Cell(", ".join(one.offices)),
            state,
        ),
    )


def _decided(words: Words, choice: Choice | None) -> tuple[str, str, Tone]:
    if choice is None:
        return capital(words(N_("to decide"))), "", Tone.AMBER
    if choice is Pick.NEW:
        return capital(words(N_("new: you decided"))), "", Tone.PLAIN
    if choice is Pick.WAIT:
        return capital(words(N_("waits: you decided"))), "", Tone.PLAIN
    return capital(words(N_("known: you decided"))), "", Tone.PLAIN


def unsure_lines(words: Words, review: Review, choices: Mapping[int, Choice]) -> list[Line]:
    """Return a line for each person the review does not decide on by itself."""
    found = []
    for one in review.unsure:
        alike = ", ".join(resemblance.name for resemblance in one.resembles)
        same = [person_text(other) for key, _ in one.resembles_rows for other in review.persons if other.key == key]
        cells = (
            Cell(person_text(one), ", ".join(one.offices), strong=True), Cell(alike or ", ".join(same)),
            Cell(*_decided(words, choices.get(one.key))),
        )  # fmt: skip
        found.append(Line(one.key, cells))
    return found


def likeness(words: Words, one: Listed) -> str:
    """Return why somebody is unsure, in a sentence."""
    kinds = [resemblance.alike for resemblance in one.resembles if resemblance.alike is not None]
    kinds += [alike for _, alike in one.resembles_rows]
    if not kinds:
        return words(N_("Somebody in the register has the same name, but no country or another one."))
    return " ".join(words(LIKENESSES[kind]) for kind in dict.fromkeys(kinds))


def waiting_lines(words: Words, review: Review) -> list[Line]:
    """Return the rows that nobody acts on unseen, as received."""
    return [
        Line(
            row.row,
            (
                Cell(str(row.row + 2)),
                Cell(row.country_name),
                Cell(row.text, row.office, strong=True),
                Cell(" ".join([words(REASONS[row.why]), *(words(DOUBTS[doubt]) for doubt in row.doubts)])),
            ),
        )
        for row in review.remainder
    ]
