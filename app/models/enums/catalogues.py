"""Closed lists of the catalogues themselves: whether a line is in use, in what a deadline counts, who decides."""

from app.core.i18n import N_
from app.models.worded import Worded


class ItemState(Worded):
    """Whether a line of a list may be chosen; it is shown where it was chosen in both."""

    IN_USE = "in_use", N_("in use")
    WITHDRAWN = "withdrawn", N_("withdrawn")


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
    NECESSITY = "necessity", N_("necessity of a proposal")
    PROPORTIONALITY = "proportionality", N_("proportionality of a proposal")
    ALTERNATIVES = "alternatives", N_("alternatives considered in a proposal")
    THREAT = "threat", N_("summary of the threat")
    ANYWHERE = "anywhere", N_("everywhere")


class MinisterRule(Worded):
    """Whether the Minister decides: on a kind of decision, or on all that is decided of a type of measure."""

    NEEDED = "needed", N_("by the Minister")
    AS_DECISION = "as_decision", N_("as the kind of decision says")
    NOT_NEEDED = "not_needed", N_("without the Minister")
