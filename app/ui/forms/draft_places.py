"""Where a draft was typed: from its key to the screen that opens the same sheet again, and what that is called.

A form's key is "what:hexadecimal id[:more]". Whoever gives a form a new kind of key adds its line here; a key that
stands in no line is still shown, and still opens the file it belongs to.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.core.i18n import N_
from app.core.ids import NIL
from app.services.drafts import key_of
from app.services.waiting_drafts import WaitingDraft
from app.ui.kit.screen import Address

SCREENS: Mapping[str, str] = {
    "threat_file": "threat_file",
    "visit_file": "visit",
    "person": "person",
    "proposal": "proposal",
    "organisation": "organisation",
    "place": "place",
}
"""Which screen shows a root, by its kind."""
NEW: Mapping[str, tuple[str, str]] = {
    "file": ("threat_files", N_("New protection file")),
    "visit": ("visits", N_("New visit")),
    "person": ("persons", N_("New person")),
    "proposal": ("proposals", N_("New proposal")),
    "organisation": ("organisations", N_("New organisation")),
    "place": ("places", N_("New place")),
    "add_task": ("tasks", N_("New task")),
}
"""What begins something: the list it is begun from, and what its sheet is called."""
WORDS: Mapping[str, str] = {
    "report": N_("New threat report"),
    "call": N_("Report of a call"),
    "request": N_("Request an analysis"),
    "analysis": N_("Record an analysis"),
    "measure": N_("Propose a measure"),
    "change": N_("Change the measure"),
    "execution": N_("Report execution"),
    "decide": N_("Decision on a measure"),
    "file": N_("Edit the file"),
    "visit": N_("Edit the visit"),
    "item": N_("Programme item"),
    "member": N_("Member of the delegation"),
    "person": N_("Edit person"),
    "private": N_("Edit private data"),
    "words": N_("Words agreed and medical remarks"),
    "phone": N_("Add a phone number"),
    "email": N_("Add an e-mail address"),
    "home_address": N_("Add an address"),
    "sealed_address": N_("Add a sealed address"),
    "vehicle": N_("Add a vehicle"),
    "relation": N_("Add a relation"),
    "join": N_("Join with another entry"),
    "part": N_("These are two different persons"),
    "same": N_("These are the same"),
    "apart": N_("These are different people"),
    "unjoin": N_("Take apart again"),
    "involve": N_("Add a person to the file"),
    "close": N_("Close the file"),
    "reopen": N_("Reopen the file"),
    "restore": N_("Programme item"),
    "role": N_("Change the role"),
    "admit": N_("Open the file"),
    "confirm": N_("Confirm in writing"),
    "note": N_("New note"),
    "correct": N_("Correct the note"),
    "done": N_("Follow-up done"),
    "presence": N_("Record a presence"),
    "presence_change": N_("Change the presence"),
    "consent": N_("Record consent"),
    "concern": N_("New person of concern"),
    "concern_change": N_("Edit the person of concern"),
    "concern_link": N_("Link a person of concern"),
    "concern_remark": N_("Remarks on the link"),
    "request_change": N_("Change the request"),
    "request_withdraw": N_("Withdraw the request"),
    "attach": N_("Attach a file"),
    "originator": N_("Record the originator's consent"),
    "originator_withdrawn": N_("Withdraw an originator's consent"),
    "suspend": N_("Suspend the file"),
    "resume": N_("Resume the file"),
    "archive": N_("Archive the file"),
    "hand_over": N_("Hand over all my files"),
    "give": N_("Give the file to another officer"),
    "deputy": N_("Name a deputy"),
    "paper": N_("Issue a paper"),
    "return": N_("Record a return form"),
    "recall": N_("Recall"),
    "reprint": N_("Print again"),
    "copy_hand_over": N_("Hand over"),
    "copy_acknowledge": N_("Acknowledge"),
    "copy_take_back": N_("Take back"),
    "copy_destroy": N_("Destroy"),
    "copy_write_off": N_("Write off"),
    "save_copy": N_("Save as file…"),
    "let_out": N_("Save as file…"),
    "inspection": N_("Open to an inspector for today…"),
    "proposal": N_("Title and addressee"),
    "reasons": N_("Write the reasons"),
    "answer": N_("Record the answer"),
    "withdraw": N_("Withdraw the proposal"),
    "export": N_("Export"),
    "conflict": N_("Conflicts to settle"),
    "held": N_("Held back"),
    "revoke": N_("Revoke a workstation"),
    "erase": N_("Erase for ever"),
    "erase_values": N_("Erase single values"),
    "erase_archive": N_("Archive the file"),
    "erase_hold": N_("Legal hold"),
    "erase_transfer": N_("Transfer to the State Archives"),
    "catalogue": N_("Line of a list"),
    "directory_organisation": N_("Change an organisation"),
    "delegations": N_("Delegation list"),
    "organisation": N_("Change organisation"),
    "organisation_contact": N_("Add a contact"),
    "place": N_("Change place"),
    "add_task": N_("New task"),
    "task": N_("Change the task"),
}
ALONE: Mapping[str, Address] = {
    "conflict": Address("conflicts"),
    "held": Address("held"),
    "revoke": Address("administration", tab="stations"),
    "erase": Address("erasing"),
    "erase_values": Address("erasing"),
    "erase_archive": Address("erasing"),
    "erase_hold": Address("erasing"),
    "erase_transfer": Address("erasing"),
    "delegations": Address("delegation_import"),
    "hand_over": Address("my_files"),
    "catalogue": Address("administration", tab="catalogues"),
    "directory_organisation": Address("administration", tab="organisations"),
}
"""Screens of which there is one, whatever the draft is about."""
OF_COPIES = frozenset({"recall", "reprint", "save_copy"})
"""What is typed of copies of papers, beside their steps: found again where the copies are listed."""
URGENT = N_("Start an urgent measure")
OTHER = N_("Something typed")


@dataclass(frozen=True, slots=True, repr=False)
class DraftPlace:
    """One line of the list: `text` is a msgid; `keys` are all the drafts that are typed there."""

    text: str
    address: Address | None
    draft: WaitingDraft
    keys: tuple[str, ...]


def draft_places(drafts: Sequence[WaitingDraft]) -> list[DraftPlace]:
    """Return where these were typed, latest first; a decision and what is asked with it are one place."""
    found: dict[str, DraftPlace] = {}
    for draft in drafts:
        key = place_key(draft.key)
        known = found.get(key)
        if known is None:
            found[key] = DraftPlace(_text(key), _address(key, draft), draft, (draft.key,))
        else:
            found[key] = DraftPlace(known.text, known.address, known.draft, (*known.keys, draft.key))
    return list(found.values())


def place_key(key: str) -> str:
    """Return the key of the place: what is ruled and what is decided with it are typed in one panel."""
    return key.replace("/", ":").replace("ruling:", "decide:", 1)


def parts_of(key: str) -> tuple[str, bytes, str]:
    """Return what, about which id, and what else a key says; an id that is none is empty."""
    what, _, rest = place_key(key).partition(":")
    uid, _, more = rest.partition(":")
    try:
        return what, bytes.fromhex(uid), more
    except ValueError:
        return what, b"", uid


def _text(key: str) -> str:
    key = key_of(key)
    what, uid, more = parts_of(key)
    if not uid and more == "new" and what in NEW:
        return NEW[what][1]
    if what == "measure" and more == "1":
        return URGENT
    return WORDS.get(what, OTHER)


def _address(key: str, draft: WaitingDraft) -> Address | None:
    key = key_of(key)
    what, uid, more = parts_of(key)
    if not draft.here:
        return None
    if not uid and more == "new" and what in NEW:
        return Address(NEW[what][0])
    if what == "export":
        return Address("export", uid)
    if what == "call":
        return Address("threat_files")
    if what in ("same", "apart", "unjoin"):
        return Address("doubles", uid, extra=(("with", more),))
    if what == "vehicle" and len(more) == len(NIL.hex()):  # an entry without a screen: on whose page it was typed
        return Address("person", bytes.fromhex(more))
    if what in ("add_task", "task"):
        return Address("tasks")
    if what in ALONE:
        return ALONE[what]
    screen = SCREENS.get(draft.root_kind)
    if what == "paper" and (screen is None or uid != draft.root):  # a centre's binder: the directory is no file
        return Address("exchange")
    if screen is None and draft.root and not draft.root_kind:  # a partner holds a measure, and not the file around it
        screen = "threat_file"
    tab = "papers" if what in OF_COPIES or what.startswith("copy_") else ""
    return Address(screen, draft.root, tab) if screen is not None else None
