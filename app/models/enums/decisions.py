"""Closed lists of measures and of what is decided on them."""

from app.core.i18n import N_
from app.models.worded import Worded


class MeasureState(Worded):
    """domain.md §4; `overdue` and `unconfirmed` are computed, never stored."""

    PROPOSED = "proposed", N_("proposed")
    RETURNED = "returned", N_("returned with a question")
    REFUSED = "refused", N_("refused")
    APPROVED = "approved", N_("approved")
    PROVISIONAL = "provisional", N_("provisional")
    ACTIVE = "active", N_("active")
    SUSPENDED = "suspended", N_("suspended")
    ENDED = "ended", N_("ended")
    WITHDRAWN = "withdrawn", N_("proposal withdrawn")


class DecisionKind(Worded):
    """What was decided. A decision is never edited nor undone: a later one supersedes."""

    PROPOSE = "propose", N_("proposal")
    START_URGENT = "start_urgent", N_("urgent start before approval")
    APPROVE = "approve", N_("approval")
    APPROVE_AMENDED = "approve_amended", N_("approval as amended")
    RETURN = "return", N_("return with a question")
    REFUSE = "refuse", N_("refusal")
    RATIFY = "ratify", N_("ratification")
    START = "start", N_("start")
    WIDEN = "widen", N_("widening")
    REDUCE = "reduce", N_("reduction")
    KEEP = "keep", N_("keeping")
    PROLONG = "prolong", N_("prolongation")
    SUSPEND = "suspend", N_("suspension")
    RESUME = "resume", N_("resumption")
    END = "end", N_("end of the measure")
    OPEN_FILE = "open_file", N_("opening of the file")
    CLOSE_FILE = "close_file", N_("closing of the file")
    REOPEN_FILE = "reopen_file", N_("reopening of the file")
    ARCHIVE_FILE = "archive_file", N_("archiving of the file")
    SUSPEND_FILE = "suspend_file", N_("suspension of the file")
    RESUME_FILE = "resume_file", N_("resumption of the file")
    HOLD_FILE = "hold_file", N_("legal hold on the file")
    LIFT_HOLD = "lift_hold", N_("end of the legal hold")
    TRANSFER_FILE = "transfer_file", N_("transfer of the file to the State Archives")
    WITHDRAW = "withdraw", N_("withdrawal")


class Capacity(Worded):
    """In what capacity somebody decided."""

    MINISTER = "minister", N_("Minister of the Interior")
    CABINET = "cabinet", N_("the Minister's cabinet")
    SUBSTITUTE = "substitute", N_("substitute approver")
    DIRECTOR = "director", N_("director of the Crisis Centre")
    MEETING = "meeting", N_("meeting of the partners")
    FILE_OFFICER = "file_officer", N_("file officer")
    DUTY_OFFICER = "duty_officer", N_("duty officer")
    POLICE = "police", N_("police service")


class Channel(Worded):
    """How something was said."""

    PAPER = "paper", N_("signed paper")
    EMAIL = "email", N_("e-mail message")
    PHONE = "phone", N_("by phone")
    MEETING = "meeting", N_("in a meeting")
    IN_PERSON = "in_person", N_("in person")
    LETTER = "letter", N_("by letter")
    RADIO = "radio", N_("by radio")
    BUNDLE = "bundle", N_("by bundle")

    @property
    def oral(self) -> bool:
        """Whether what was said this way must be confirmed in writing."""
        return self in (Channel.PHONE, Channel.IN_PERSON, Channel.RADIO)


class MeasureCharacter(Worded):
    """domain.md §8."""

    PRECAUTIONARY = "precautionary", N_("precautionary")
    PROTECTIVE = "protective", N_("protective")


class MeasureVisibility(Worded):
    """Whether outsiders may notice the measure."""

    VISIBLE = "visible", N_("visible")
    DISCREET = "discreet", N_("discreet")


class MeasureTiming(Worded):
    """Before something happens, or when it does."""

    PREVENTIVE = "preventive", N_("preventive")
    REACTIVE = "reactive", N_("reactive")
