"""Why something is not done with a task: each in its own words."""

from app.core.errors import UserError
from app.core.i18n import N_


class TaskSaysNothing(UserError):
    """A task of which nobody knows what to do."""

    sentence = N_("Write what is to be done. The task was not saved.")


class DueHasPassed(UserError):
    """A task that would be late at once."""

    sentence = N_("This day has passed. Choose today or a later day; nothing was saved.")


class OfficerGone(UserError):
    """Nobody can do a task who has no active account."""

    sentence = N_("This officer has no active account, so nobody would do the task. Choose another; nothing was saved.")


class StaysWithTheDesk(UserError):
    """A raised task is never history, so it does not go anywhere."""

    sentence = N_(
        "The program raised this task for your own desk. Choose a colleague of your organisation, or set a task of its "
        "own for the other one. Nothing was changed."
    )


class NotALaterDay(UserError):
    """Putting off until today puts nothing off."""

    sentence = N_("Choose the day on which the task comes back, after today. It was not put off.")


class PutOffWhy(UserError):
    """Who finds it put off must know why."""

    sentence = N_("Write why the task is put off. It was not put off.")


class EndsByItself(UserError):
    """What the program raised is finished by the deed."""

    sentence = N_(
        "The program raised this task, and takes it away when what it asks for has been done. "
        "Open it and do so, or put it off with a reason."
    )


class FinishedAlready(UserError):
    """Finishing what is finished."""

    sentence = N_("This task has been finished already. Nothing was changed.")


class NotFinished(UserError):
    """Taking up again what was never finished."""

    sentence = N_("This task is not finished. Nothing was changed.")


class NotPutOff(UserError):
    """Waking what is awake."""

    sentence = N_("This task is not put off. Nothing was changed.")
