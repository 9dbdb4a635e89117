"""Who is in a file once: nobody twice in one role over the same days, nobody out again before he came in.

Nobody goes out of it unseen either while measures for him are not over.

The same human counts once, whichever of the joined entries of the register he was brought in by.
"""

from datetime import date

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.kinds.measures import Measure
from app.models.kinds.threat import Involvement
from app.models.rules.measures import UNSETTLED
from app.services.among import AMONG, among
from app.services.desk import View
from app.services.joined import group_of
from app.services.ordered import MeasuresNotOver, told_of
from app.services.seeing import Sight


class InvolvedAlready(UserError):
    """The same person a second time in the same role."""

    sentence = N_(
        "This person is in the file already in this role. Change that line, or choose another role or other days; "
        "nothing was saved."
    )


class InvolvedReversed(UserError):
    """It would end before it begins."""

    sentence = N_("The last day lies before the first. Correct one of them; nothing was saved.")


class MeasuresForPerson(UserError):
    """Who leaves without a trace while something was decided for him."""

    sentence = N_(
        "Measures of this file are for this person: {count}. Say with Change the role until when it lasted; "
        "nobody was taken out."
    )


class MeasuresRunOn(MeasuresNotOver):
    """Who leaves a file while something was decided for him, which nobody then ends."""

    sentence = N_(
        "Measures for this person are not over by then: {measures}. They run until somebody ends them: end them, or go "
        "on knowingly. Nothing was changed."
    )


def check_involved(view: View, given: Involvement, own: Id = b"") -> None:
    """Raise what keeps `given` from standing beside the others of its file; `own` is its id where it is there already.

    Raises InvolvedReversed, InvolvedAlready.
    """
    if given.from_on is not None and given.to_on is not None and given.to_on < given.from_on:
        raise InvolvedReversed(field="to_on")
    entries = group_of(view, Sight(view), given.person or b"")[0] if given.person is not None else ()
    others = view.find(Involvement, f"file = ? AND person {AMONG}", given.file, among({given.person or b"", *entries}))
    if any(uid != own and one.role is given.role and _meet(one, given) for uid, one in others):
        raise InvolvedAlready(field="person" if not own else "role")


def check_leaving(view: View, uid: Id, record: Involvement) -> None:
    """Raise MeasuresForPerson where something of the file is for this person, who has no other line in it."""
    where = "file = ? AND person = ? AND uid <> ?"
    if view.find(Involvement, where, record.file, record.person, uid):
        return
    count = len(view.locate(Measure, "file = ? AND subject = ?", record.file, record.person))
    if count:
        raise MeasuresForPerson(count=count)


def check_ended(view: View, uid: Id, before: Involvement, after: Involvement) -> None:
    """Raise MeasuresRunOn where this gives a line its last day, and measures for the person outlast it.

    Nothing is raised where another line keeps the person in the file beyond that day.
    """
    last = after.to_on
    if last is None or last == before.to_on or after.person is None:
        return
    known = among({after.person, *group_of(view, Sight(view), after.person)[0]})
    others = view.find(Involvement, f"file = ? AND person {AMONG} AND uid <> ?", after.file, known, uid)
    if any(one.to_on is None or one.to_on > last for _, one in others):
        return
    found = view.locate(Measure, f"file = ? AND subject {AMONG}", after.file, known)
    outlast = [(stream, one) for _, stream, one in found if one.state in UNSETTLED and (one.end or date.max) > last]
    if (told := told_of(view, outlast, here=True)) is not None:
        raise MeasuresRunOn(**told)


def _meet(one: Involvement, other: Involvement) -> bool:
    """Tell whether two periods share a day; a day that is not given has no limit."""
    return (one.from_on or date.min) <= (other.to_on or date.max) and (other.from_on or date.min) <= (
        one.to_on or date.max
    )
