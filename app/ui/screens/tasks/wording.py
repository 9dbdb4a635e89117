"""How a line of the list says what is to be done, when, about what and by whom."""

from datetime import date

from app.core.i18n import N_
from app.services.tasks.lines import TaskLine, TaskState
from app.ui.kit.parts import Tone
from app.ui.kit.words import DASH, Words
from app.ui.tables.rows import Cell, Line
from app.ui.tables.wording import near_tone


def line_of(words: Words, task: TaskLine, state: TaskState, today: date) -> Line:
    """Return the line of a task as the list of that state shows it."""
    return Line(
        task.ref,
        (_when(words, task, state, today), Cell(task.say(words.language), _beneath(words, task)),
         Cell(task.reference or task.title or DASH, task.title if task.reference else ""),
         Cell(task.say_who(words.language) or DASH, _asked(words, task))),
    )  # fmt: skip


def _when(words: Words, task: TaskLine, state: TaskState, today: date) -> Cell:
    if task.done is not None:
        return Cell(words.moment(task.done.moment), by=task.done.moment)
    if state is TaskState.PUT_OFF and task.put_off is not None:
        return Cell(words.relative(task.put_off.until, today), "", Tone.PLAIN, by=task.put_off.until)
    if task.due is None or task.days_left is None:
        return Cell(words(N_("no day")), "", Tone.PLAIN)
    tone = near_tone(words, task.days_left, today)
    if tone is Tone.RED:
        return Cell(words.plural("{count} day late", "{count} days late", -task.days_left), "", tone, by=task.due)
    return Cell(words.relative(task.due, today), "", tone, by=task.due)


def _beneath(words: Words, task: TaskLine) -> str:
    """Return what stands under the sentence: how it was finished, why it is away, or what was written with it."""
    if task.done is not None:
        said = words(N_("Finished by {officer}"), officer=task.done.officer or DASH)
        return words.pair(said, task.done.remark) if task.done.remark else said
    if task.put_off is not None:
        day, officer = words.short_date(task.put_off.until), task.put_off.officer or DASH
        said = words(N_("Put off until {day} by {officer}"), day=day, officer=officer)
        return words.pair(said, task.put_off.reason) if task.put_off.reason else said
    return task.text or task.on


def _asked(words: Words, task: TaskLine) -> str:
    """Return what stands under who does it: who asked, or for whom he stands in."""
    return words(N_("asked by {officer}"), officer=task.asked_by) if task.asked_by else task.say_for(words.language)
