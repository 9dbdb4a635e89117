"""The answers of `app.models.rights`: yes, or no with a reason that has a sentence for the officer."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.core.errors import UserError
from app.core.i18n import N_, translate


class Refusal(StrEnum):
    """Why not. The order is that in which reasons are looked for; each has a sentence in `SENTENCES`."""

    ROLE = "role"
    ROLES_CLASH = "roles_clash"
    REVOKED = "revoked"
    STRANGER = "stranger"
    RECEIVER = "receiver"
    OWNER = "owner"
    DECIDES = "decides"
    RECUSED = "recused"
    INSPECTION = "inspection"
    CLEARANCE = "clearance"
    EXPIRED = "expired"
    CEILING = "ceiling"
    COMPARTMENT = "compartment"
    ORIGINATOR = "originator"


SENTENCES: Mapping[Refusal, str] = {
    Refusal.ROLE: N_("Your role does not include this. Ask a colleague who has it, or an administrator."),
    Refusal.ROLES_CLASH: N_(
        "You hold a role that sees no content of files together with one that does. "
        "An administrator must separate them first."
    ),
    Refusal.REVOKED: N_("This account or workstation was revoked. Nothing was changed; ask the security officer."),
    Refusal.STRANGER: N_("This was not shared with the organisation. Its owner can add the organisation to it."),
    Refusal.RECEIVER: N_(
        "This was shared for reading and for reporting execution only. Ask the owner organisation to change it."
    ),
    Refusal.OWNER: N_("Only the owner organisation may do this. Nothing was changed."),
    Refusal.DECIDES: N_(
        "Who gave out this measure decides on it. Yours changes instruction, place and contact, and reports."
    ),
    Refusal.RECUSED: N_("You are recused from this file. A colleague who is not must do this."),
    Refusal.INSPECTION: N_("This is not part of today's inspection visit, or the visit has no reference."),
    Refusal.CLEARANCE: N_("The clearance is below the marking. Ask a colleague who is cleared for it."),
    Refusal.EXPIRED: N_("The clearance has expired. Ask the security officer to renew it."),
    Refusal.CEILING: N_("The workstation is not approved for this marking. Use one that is."),
    Refusal.COMPARTMENT: N_("This belongs to a compartment that the officer or workstation is not in."),
    Refusal.ORIGINATOR: N_("The originator has not agreed to pass this on. Ask for its consent and record it first."),
}
"""What an officer reads for each refusal: English msgids."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Yes, or no with the reason.

    `ask_reason`: allowed, but outside one's own files, so that a reason is asked and logged.
    """

    allowed: bool
    why: Refusal | None = None
    ask_reason: bool = False


class NotAllowed(UserError):
    """What was asked is not this officer's to do. `why` is a `Refusal`."""

    sentence = N_("This is not allowed. Nothing was changed.")

    def say(self, language: str = "en") -> str:
        """Return the sentence of the refusal in `language`."""
        return translate(SENTENCES.get(self.why, self.sentence), language)


YES = Verdict(True)
