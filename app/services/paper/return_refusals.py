"""Why a return form is not recorded: each in its own words."""

from app.core.errors import DamagedError, UserError
from app.core.i18n import N_, translate
from app.documents.dates import long_date
from app.services.paper.copies import KIND_WORDS


class NotAReturnForm(UserError):
    """The code of another paper."""

    sentence = N_("This is the code of another paper: {paper}. Scan the code of the return form. Nothing was recorded.")

    def say(self, language: str = "en") -> str:
        """Return the sentence with the kind of paper worded in `language`."""
        paper = translate(KIND_WORDS.get(self.kind, self.kind), language)
        return translate(self.sentence, language).format(paper=paper)


class FormAltered(DamagedError):
    """Signed by the workstation, but its page is not the one in the register."""

    sentence = N_(
        "This page is not as it was issued: it differs from the register. Keep the form and warn the security officer. "
        "Nothing was recorded."
    )


class FormUnknown(UserError):
    """A control code that no copy in the register has."""

    sentence = N_(
        "No copy in the register of this workstation has this control code. Read it again from the foot of the form, "
        "or scan its code. Nothing was recorded."
    )


class FormElsewhere(UserError):
    """Genuine, but issued where this store has no register of it, or of a file that this officer may not read."""

    sentence = N_(
        "This form was issued by workstation {station} and is not in the register here, or not for you to see. Have it "
        "recorded there. Nothing was recorded."
    )


class FormRecorded(UserError):
    """The form came back before."""

    sentence = N_(
        "This form was recorded before: signed on {day} by {by_whom}. Record it again for another period only, or "
        "correct what was recorded. Nothing was recorded."
    )

    def say(self, language: str = "en") -> str:
        """Return the sentence with the day as `language` writes it."""
        return translate(self.sentence, language).format(day=long_date(self.day, language), by_whom=self.by_whom)


class NothingTold(UserError):
    """Neither a signature nor an execution."""

    sentence = N_(
        "Nothing is filled in yet: sign for a copy, or say of at least one measure what was done. Nothing was recorded."
    )
