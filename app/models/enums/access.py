"""Closed lists of rights and labels."""

from app.core.i18n import N_
from app.models.worded import Worded, WordedNumber


class Role(Worded):
    """What an officer is for (security.md §3)."""

    FILE_OFFICER = "file_officer", N_("file officer")
    DUTY_OFFICER = "duty_officer", N_("duty officer")
    APPROVER = "approver", N_("approver")
    PARTNER = "partner", N_("partner")
    ANALYST = "analyst", N_("analyst")
    SECURITY_OFFICER = "security_officer", N_("security officer")
    ADMINISTRATOR = "administrator", N_("administrator")
    AUDITOR = "auditor", N_("auditor")
    INSPECTOR = "inspector", N_("inspector")


class Action(Worded):
    """What one asks to do. The first group is what writing a kind asks; see `app.models.kinds`."""

    LABEL = "label", N_("change marking or distribution")
    DIRECTORY = "directory", N_("change the directory")
    CATALOGUE = "catalogue", N_("change a list")
    REGISTER = "register", N_("change a register")
    FILE = "file", N_("change a protection file")
    REPORT = "report", N_("record a threat report")
    ANALYSE = "analyse", N_("record a threat analysis")
    MEASURE = "measure", N_("change a measure")
    DECIDE = "decide", N_("record a decision")
    EXECUTE = "execute", N_("report execution")
    VISIT = "visit", N_("change a visit file")
    MERGE = "merge", N_("join two persons")
    PAPER = "paper", N_("issue a document")
    ATTACH = "attach", N_("add an attachment")
    TASK = "task", N_("set, put off or finish a task")

    READ = "read", N_("read")
    PRINT = "print", N_("print")
    REVEAL = "reveal", N_("reveal a sealed value")
    PROPOSE = "propose", N_("propose a measure")
    APPROVE = "approve", N_("record what the Minister decided")
    CLOSE = "close", N_("close or reopen a file")
    RELEASE = "release", N_("let something leave the store")
    ERASE = "erase", N_("erase")

    IMPORT = "import", N_("import a bundle")
    COUNT = "count", N_("make statistics")
    KEYS = "keys", N_("manage stations, keys and clearances")
    ACCOUNTS = "accounts", N_("manage accounts")
    BACKUP = "backup", N_("make a backup")
    AUDIT = "audit", N_("read the logs")


class Marking(WordedNumber):
    """Classification (law of 11 December 1998). Words are those of the law, in capitals on paper."""

    NONE = 0, N_("not classified")
    RESTRICTED = 1, N_("RESTRICTED")
    CONFIDENTIAL = 2, N_("CONFIDENTIAL")
    SECRET = 3, N_("SECRET")
    TOP_SECRET = 4, N_("TOP SECRET")


class HandlingMark(Worded):
    """Optional marks beside the classification, never a classification: limited distribution and TLP 2.0."""

    LIMITED = "limited", N_("limited distribution")
    TLP_RED = "tlp_red", N_("TLP:RED")
    TLP_AMBER_STRICT = "tlp_amber_strict", N_("TLP:AMBER+STRICT")
    TLP_AMBER = "tlp_amber", N_("TLP:AMBER")
    TLP_GREEN = "tlp_green", N_("TLP:GREEN")
    TLP_CLEAR = "tlp_clear", N_("TLP:CLEAR")


class AccountState(Worded):
    """Whether an officer or station may still write."""

    ACTIVE = "active", N_("active account")
    REVOKED = "revoked", N_("revoked")
