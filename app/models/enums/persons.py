"""Closed lists of the register of persons."""

from app.core.i18n import N_
from app.models.worded import Worded


class MergeState(Worded):
    """Whether two register entries are held to be one human."""

    JOINED = "joined", N_("joined")
    PARTED = "parted", N_("parted")


class DoubleReason(Worded):
    """Why two register entries may be one human, the surest first. Nothing follows from it but a question."""

    AT_ODDS = "at_odds", N_("joined at one workstation, told apart at another")
    PROPOSED = "proposed", N_("another organisation says they are one person")
    NATIONAL_NUMBER = "national_number", N_("same national register number")
    DOCUMENT = "document", N_("same identity document")
    BIRTH = "birth", N_("same date of birth, names that sound alike")
    EMAIL = "email", N_("same e-mail address")
    PHONE = "phone", N_("same phone number")
    PLATE = "plate", N_("same number plate")
    NAME = "name", N_("same name")
    SOUND = "sound", N_("names that sound alike")


class Sex(Worded):
    """As on the identity document."""

    FEMALE = "f", N_("female")
    MALE = "m", N_("male")
    OTHER = "x", N_("other or not stated")


class MaritalStatus(Worded):
    """As in the national register."""

    SINGLE = "single", N_("single")
    MARRIED = "married", N_("married")
    COHABITING = "cohabiting", N_("legally cohabiting")
    DIVORCED = "divorced", N_("divorced")
    WIDOWED = "widowed", N_("widowed")


class BloodGroup(Worded):
    """Blood group and rhesus factor; the same in every language."""

    O_NEG = "O-", "O−"
    O_POS = "O+", "O+"
    A_NEG = "A-", "A−"
    A_POS = "A+", "A+"
    B_NEG = "B-", "B−"
    B_POS = "B+", "B+"
    AB_NEG = "AB-", "AB−"
    AB_POS = "AB+", "AB+"


class ContactUse(Worded):
    """What a number or address is for."""

    MOBILE = "mobile", N_("mobile")
    PRIVATE = "private", N_("private")
    WORK = "work", N_("work")
    PERMANENCE = "permanence", N_("24/7")
    OTHER = "other", N_("other use")


class AddressUse(Worded):
    """What a person does at an address."""

    HOME = "home", N_("home")
    SECOND_HOME = "second_home", N_("second home")
    WORK = "work", N_("workplace")
    SCHOOL = "school", N_("school")
    CHOSEN_DOMICILE = "chosen_domicile", N_("chosen domicile")
    SAFE_HOUSE = "safe_house", N_("safe house")
    OTHER = "other", N_("other address")


class RelationKind(Worded):
    """What the second person is to the first."""

    SPOUSE = "spouse", N_("spouse")
    PARTNER = "partner", N_("life partner")
    EX_PARTNER = "ex_partner", N_("former partner")
    PARENT = "parent", N_("parent")
    CHILD = "child", N_("child")
    SIBLING = "sibling", N_("brother or sister")
    COLLEAGUE = "colleague", N_("colleague")
    ASSISTANT = "assistant", N_("assistant")
    OTHER = "other", N_("other relation")

    @property
    def back(self) -> "RelationKind | None":
        """What the first person is to the second; None where no word of this list says it."""
        if self is RelationKind.ASSISTANT:
            return None
        return {RelationKind.PARENT: RelationKind.CHILD, RelationKind.CHILD: RelationKind.PARENT}.get(self, self)


class PresenceState(Worded):
    """Where a protected person is: patrols follow it."""

    HOME = "at_home", N_("at home")
    AWAY = "away", N_("away")
    ABROAD = "abroad", N_("abroad")
