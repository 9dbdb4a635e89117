"""Which scene draws which dialog and which screen, and what of both the code has: what is new must be drawn too."""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.ui.kit.screen import Screen

UI = Path(__file__).resolve().parents[2] / "app" / "ui"
DIALOGS: Mapping[str, str] = {
    "add_address": "person.addresses_add", "add_email": "person.emails_add", "add_phone": "person.edit_phone",
    "add_relation": "sheets.relations_add", "add_sealed_address": "sheets.person_add_sealed",
    "add_vehicle": "sheets.person_add_vehicle", "admit": "administration.admit_station",
    "admit_file": "threat_file.admit_file", "adopt_held": "exchange.adopting", "agree_words": "sheets.words_agreed",
    "answer_proposal": "proposals.answer", "apart_persons": "person.apart_persons", "appoint": "trust.appoint",
    "archive_due": "erasing.archive_due", "archive_file": "threat_file.archive_file",
    "as_of_sheet": "threat_file.as_of", "attach_file": "file_contents.attach",
    "attachment_view": "file_contents.show_attachment", "attachments_of": "sheets.visit_attachments",
    "beside": "sheets.answer_beside", "binders": "paper.binders", "call_report": "threat_file.quick_report",
    "cancelled_item": "visit.cancelled_item", "catalogue_uses": "administration.item_uses",
    "change_catalogue_item": "administration.change_catalogue_item", "change_measure": "sheets.change_measure",
    "change_organisation": "administration.change_organisation", "change_presence": "file_contents.change_presence",
    "change_request": "threat_file.change_request", "change_role": "sheets.change_person",
    "change_roles": "administration.change_roles", "circle": "sheets.file_circle",
    "close_file": "threat_file.close_file", "close_visit": "sheets.visit_close", "columns_sheet": "registers.columns",
    "concern_reading": "file_contents.concern_reading", "concern_remark": "file_contents.concern_remark",
    "confirm": "threat_file.confirm", "confirm_erasure": "between.confirm_erasure",
    "consent": "file_contents.consent", "copies_sheet": "paper.copies",
    "correct_execution": "threat_file.correct_execution", "correct_note": "file_contents.correct_note",
    "correct_report": "sheets.correct_report", "discard_draft": "drafts.discard", "disclosures": "paper.disclosures",
    "edit_concern": "file_contents.edit_concern", "edit_file": "threat_file.edit_file",
    "edit_person": "person.edit_person", "edit_place": "registers.edit_place",
    "edit_private_data": "person.edit_private", "edit_task": "tasks.edit_task", "edit_visit": "visit.edit_visit",
    "end_recusal": "threat_file.end_recusal", "erase": "erasing.erase", "erase_values": "erasing.erase_values",
    "execution": "threat_file.report_execution", "executions": "threat_file.executions",
    "file_sheet": "file_contents.let_out", "finish_task": "tasks.finish_task", "give_file": "sheets.file_give",
    "give_task": "sheets.task_give", "give_up": "between.give_up", "hand_over": "file_contents.hand_over",
    "help_sheet": "between.help_sheet", "hold_file": "erasing.hold_file", "involve": "threat_file.add_person",
    "issue_sheet": "paper.issue", "join_persons": "person.join_entry", "keys_sheet": "window.keys",
    "leave_sheet": "between.leave_sheet", "link_concern": "file_contents.link_concern",
    "marking": "sheets.file_marking", "member": "visit.add_member", "name_deputy": "sheets.file_deputy",
    "name_proposal": "proposals.name_proposal", "new_account": "administration.new_account",
    "new_analysis": "threat_file.add_analysis", "new_catalogue_item": "administration.new_item",
    "new_concern": "file_contents.new_concern", "new_file": "registers.new_file_button",
    "new_measure": "threat_file.propose_measure", "new_note": "file_contents.new_note",
    "new_organisation": "administration.new_organisation", "new_person": "registers.new_person_button",
    "new_presence": "sheets.file_presence", "new_proposal_sheet": "proposals.new_proposal",
    "new_report": "threat_file.add_report", "new_request": "threat_file.add_request", "new_task": "tasks.new_task",
    "new_visit": "registers.new_visit_button", "open_inspection": "between.open_inspection",
    "organisation_contact": "registers.add_contact", "organisation_history": "administration.organisation_trail",
    "organisation_uses": "administration.organisation_used", "other_value": "exchange.other_value",
    "own_passphrase": "trust.passphrase", "part_persons": "person.part_persons", "permanence": "paper.permanence",
    "photo_sheet": "file_contents.photo", "print_sheet": "popups.printing", "programme_item": "visit.new_item",
    "put_in": "proposals.put_in", "put_off_task": "tasks.put_off_sheet", "readers": "trust.readers",
    "reason_sheet": "paper.recall", "reasons": "proposals.write_reasons",
    "record_originator": "file_contents.record_originator", "recuse": "sheets.file_recuse",
    "register_organisation": "sheets.new_organisation", "register_place": "sheets.new_place",
    "renew_clearance": "administration.renew_clearance", "reopen_file": "threat_file.reopen_file",
    "report_saved": "between.report_saved", "resume_file": "threat_file.resume_file",
    "return_code_sheet": "sheets.copies_return_form", "return_sheet": "paper.return_form",
    "reveal": "sheets.open_source", "revoke": "administration.revoke_officer",
    "revoke_station": "administration.revoke_station", "same_person": "person.same_person",
    "services_sheet": "administration.known_services", "sharing_sheet": "exchange.sharing",
    "slip_sheet": "paper.slip", "step_sheet": "paper.hand_over", "submit_proposal": "proposals.submit",
    "substitute": "sheets.file_substitute", "suspend_file": "sheets.file_suspend", "take_back": "sheets.take_back",
    "take_back_proposal": "proposals.take_back", "transfer_file": "erasing.transfer_file",
    "verify_sheet": "paper.verified", "view_sheet": "registers.save_view", "visit_measure": "sheets.visit_propose",
    "withdraw_catalogue_item": "administration.withdraw_item",
    "withdraw_organisation": "administration.withdraw_organisation", "withdraw_originator": "trust.withdraw_consent",
    "withdraw_proposal": "proposals.withdraw", "withdraw_request": "threat_file.withdraw_request",
}  # fmt: skip
"""The scene that shows a dialog, by the dialog's object name."""
SCREENS: Mapping[str, str] = {
    "AdministrationScreen": "administration.accounts", "AssignmentsScreen": "registers.assignments",
    "CallCardScreen": "call_card.partner", "ConflictScreen": "exchange.conflicts",
    "DelegationImportScreen": "delegation_import.unsure", "DoublesScreen": "person.doubles",
    "DraftsScreen": "drafts.waiting", "ErasingScreen": "erasing.due", "ExchangeScreen": "exchange.desk",
    "ExportScreen": "exchange.export", "HeldScreen": "exchange.held", "HelpScreen": "window.help",
    "ImportScreen": "exchange.arrived", "MyFilesScreen": "my_files.handed_over",
    "OrganisationScreen": "registers.organisation", "OrganisationsScreen": "registers.organisations",
    "PersonScreen": "person.judge", "PersonsScreen": "registers.persons", "PlaceScreen": "registers.place",
    "PlacesScreen": "registers.places", "ProposalScreen": "proposals.one", "ProposalsScreen": "proposals.list",
    "SituationScreen": "situation.one_kind", "TasksScreen": "tasks.mine", "ThreatFileScreen": "threat_file.overview",
    "ThreatFilesScreen": "registers.threat_files", "VisitScreen": "visit.programme",
    "VisitsScreen": "registers.visits",
}  # fmt: skip
"""The scene that shows a screen, by its class."""
BEGUN = frozenset({"slip"})
"""What begins the name of a dialog and is none itself."""
SHARED = frozenset({"FileScreen", "ListScreen", "RegisterPage"})
"""What screens have in common, shown as one of them alone."""


def not_shown(scene: str, widget: QWidget) -> list[str]:
    """Return what the scene is said to draw above and does not."""
    here = {widget.objectName(), type(widget).__name__, *(type(one).__name__ for one in widget.findChildren(Screen))}
    said = [name for drawn in (DIALOGS, SCREENS) for name, by in drawn.items() if by == scene]
    return [f"{name} is not what it shows" for name in said if name not in here]


def dialogs_named() -> set[str]:
    """Return the object names of dialogs that are written out in the code; those made of two parts are not."""
    return {name for tree in _trees() for name in _names_in(tree)} - BEGUN


def screens_declared() -> frozenset[str]:
    """Return the classes of the screens an officer may stand on."""
    return _family("Screen") - SHARED - {"Screen"}


@cache
def _trees() -> tuple[ast.Module, ...]:
    return tuple(ast.parse(file.read_text(encoding="utf-8")) for file in sorted(UI.rglob("*.py")))


@cache
def _family(first: str) -> frozenset[str]:
    """Return a class and all that are derived from it, by name."""
    bases = {
        node.name: {one.id for one in node.bases if isinstance(one, ast.Name)}
        for tree in _trees() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)
    }  # fmt: skip
    found = {first}
    while new := {name for name, of in bases.items() if of & found} - found:
        found |= new
    return frozenset(found)


def _names_in(tree: ast.Module) -> Iterator[str]:
    """Yield what is given as the fourth argument to what makes a dialog: kit, parent, title, name."""
    own = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef) and node.name in _family("Sheet")]
    inside = {id(call) for node in own for call in ast.walk(node)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or len(node.args) < 4:
            continue
        begins = isinstance(node.func, ast.Name) and node.func.id in _family("Sheet")
        begins |= isinstance(node.func, ast.Attribute) and node.func.attr == "__init__" and id(node) in inside
        name = node.args[3]
        if begins and isinstance(name, ast.Constant) and isinstance(name.value, str):
            yield name.value
