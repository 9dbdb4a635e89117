"""What a proposal to the Minister is refused for."""

from app.core.errors import UserError
from app.core.i18n import N_


class ProposalNameMissing(UserError):
    """A proposal without a title cannot be told from another."""

    sentence = N_("Give the proposal a title. Nothing was saved.")


class NothingProposed(UserError):
    """A paper that asks nothing."""

    sentence = N_("Choose at least one measure that waits for a decision. Nothing was saved.")


class NotWaiting(UserError):
    """A measure that is decided, or came back with a question, is not put before anybody."""

    sentence = N_(
        "{count} of these measures do not wait for a decision any more, or came back with a question. Leave them out, "
        "or propose them again. Nothing was saved."
    )


class InAnotherProposal(UserError):
    """A measure stands in one proposal at a time."""

    sentence = N_("{count} of these measures stand in another proposal ({reference}) already. Nothing was saved.")


class AlreadySubmitted(UserError):
    """What was put before the Minister stays as it was."""

    sentence = N_("This proposal was submitted: it stays as it is. Take it back to change it, or draw up another.")


class ProposalWithdrawn(UserError):
    """What asks nothing any more neither changes nor is answered."""

    sentence = N_("This proposal was withdrawn: it stays as it is. Draw up another. Nothing was changed.")


class WithdrawnWithoutReason(UserError):
    """Who finds the paper later must read why it asks nothing any more."""

    sentence = N_("Write why the proposal is withdrawn. Nothing was withdrawn.")


class DecidedOnIt(UserError):
    """A paper that was answered, if only in part, is not as if it had never been."""

    sentence = N_(
        "{count} of its measures were decided on already, so the proposal stays. Withdraw the measures that still "
        "wait, each by itself. Nothing was withdrawn."
    )


class ConcernsAddressee(UserError):
    """Nobody is asked to decide on a file that is about himself (domain.md §1)."""

    sentence = N_(
        "These files name a substitute approver, because they concern who would decide otherwise: {references}. Put "
        "their measures before the substitute, in a proposal of their own. Nothing was saved."
    )


class NotSubmitted(UserError):
    """What nobody got cannot be answered."""

    sentence = N_("This proposal was not submitted yet. Submit it first; nothing was recorded.")


class SubmittedAhead(UserError):
    """A paper that nobody has yet."""

    sentence = N_("The day on which it was submitted lies in the future. Correct it; nothing was saved.")


class AnsweredMeanwhile(UserError):
    """A colleague recorded an answer, or a measure of it was decided apart from it, while this one was typed."""

    sentence = N_(
        "{count} of these measures do not wait for an answer any more: it was recorded meanwhile. Open the proposal "
        "again and answer what still waits. Nothing was recorded."
    )


class ArguedMeanwhile(UserError):
    """Two who write the same reasons at one workstation: the second has not seen what the first wrote."""

    sentence = N_(
        "A colleague wrote these reasons meanwhile. What you typed is kept: close this form, open it again and "
        "compare. Nothing was saved."
    )


class NotToTheMinister(UserError):
    """Only in some capacities the Minister's decision is taken."""

    sentence = N_("A proposal is put before the Minister, the cabinet or the substitute approver. Choose one of them.")


class NotOfThisProposal(UserError):
    """An answer for a measure that was not asked for."""

    sentence = N_("One of these measures is not part of this proposal. Nothing was recorded.")
