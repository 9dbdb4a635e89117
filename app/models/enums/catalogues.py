"""Closed lists of the catalogues themselves: whether a line is in use, valid, what a deadline counts, who decides."""

from datetime import date

from app.core.i18n import N_
from app.models.worded import Worded


class ItemState(Worded):
    """Whether a line of a list may be chosen; it is shown where it was chosen in both."""

    IN_USE = "in_use", N_("in use")
    WITHDRAWN = "withdrawn", N_("withdrawn")


class Validity(Worded):
    """Whether a day lies within those on which a line of a list is valid."""

    VALID = "valid", N_("valid")
    AHEAD = "ahead", N_("not valid yet")
    OVER = "over", N_("no longer valid")

    @classmethod
    def on(cls, day: date, first: date | None, last: date | None) -> "Validity":
        """Return what holds on `day`; both ends are valid days, None is open."""
        if last is not None and last < day:
            return cls.OVER
        return cls.AHEAD if first is not None and first > day else cls.VALID


class DeadlineUnit(Worded):
    """In what a rule counts. Its value is also the key of the number in the lists that ship."""

    DAYS = "days", N_("days")
    WORKING_DAYS = "working_days", N_("working days")
    YEARS = "years", N_("years")
    AT_MOST = "at_most", N_("at most so many")


class ParagraphUse(Worded):
    """Where a standard paragraph is offered: what is written there is read by the same people for the same end."""

    ORDERS = "orders", N_("instructions of measures")
    ADVICE = "advice", N_("conduct advice to the person")
    NECESSITY = "necessity", N_("necessity, in a proposal")
    PROPORTIONALITY = "proportionality", N_("proportionality, in a proposal")
    ALTERNATIVES = "alternatives", N_("alternatives considered, in a proposal")
    THREAT = "threat", N_("summary of the threat")
    ANYWHERE = "anywhere", N_("everywhere")


class MinisterRule(Worded):
    """Whether the Minister decides: on a kind of decision, or on all that is decided of a type of measure."""

    NEEDED = "needed", N_("by the Minister")
    AS_DECISION = "as_decision", N_("as the kind of decision says")
    NOT_NEEDED = "not_needed", N_("without the Minister")
